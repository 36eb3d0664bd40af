//! `sansou region`: a day of many bodies, from a file or a shipped name.

use super::sansou;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A small region: one cloud, two bodies, the second with a breakout line.
const REGION: &str = r#"Region(
    format: 1,
    id: "small",
    name: (ja: "小さな県", en: "Small prefecture"),
    profiles: [(
        id: "morning",
        hours: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        why: (ja: "例", en: "example"),
    )],
    applications: [
        (
            id: "web", name: (ja: "閲覧", en: "Pages"), profile: "morning", way: Cloud,
            uses_per_day: Assumed(value: 20, low: 1, high: 50, why: (ja: "例", en: "example")),
            kind: Elastic(
                size: Assumed(value: Fixed(KB(100)), low: Fixed(KB(1)), high: Fixed(MB(1)), why: (ja: "例", en: "example")),
                most: Assumed(value: Mbps(100), low: Mbps(1), high: Gbps(1), why: (ja: "例", en: "example")),
            ),
        ),
        (
            id: "meeting", name: (ja: "会議", en: "Meetings"), profile: "morning", way: Breakout,
            uses_per_day: Assumed(value: 0.5, low: 0, high: 1, why: (ja: "例", en: "example")),
            kind: Stream(
                lasts: Assumed(value: Exponential(mean: Minutes(20)), low: Fixed(Minutes(1)), high: Fixed(Hours(1)), why: (ja: "例", en: "example")),
                rate: Assumed(value: Mbps(2.5), low: Mbps(1), high: Mbps(4), why: (ja: "例", en: "example")),
                satisfied_at: Assumed(value: 0.5, low: 0.1, high: 1, why: (ja: "例", en: "example")),
            ),
        ),
    ],
    bodies: Listed([(
        id: "cloud", name: (ja: "県のクラウド", en: "The cloud"),
        exit: Assumed(value: Mbps(20), low: Mbps(10), high: Mbps(100), why: (ja: "例", en: "example")),
        bodies: [
            (
                id: "town", name: (ja: "例町", en: "Rei town"),
                users: Assumed(value: 20, low: 10, high: 30, why: (ja: "例", en: "example")),
                line: Assumed(value: Mbps(10), low: Mbps(10), high: Mbps(100), why: (ja: "例", en: "example")),
            ),
            (
                id: "city", name: (ja: "例市, \"本庁\"", en: "Rei city"),
                users: Assumed(value: 60, low: 10, high: 90, why: (ja: "例", en: "example")),
                line: Assumed(value: Mbps(30), low: Mbps(10), high: Mbps(100), why: (ja: "例", en: "example")),
                breakout: Assumed(value: Mbps(100), low: Mbps(10), high: Gbps(1), why: (ja: "例", en: "example")),
            ),
        ],
    )]),
)
"#;

fn region(folder: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let done = sansou(folder).arg("region").args(arguments).assert().code(code);
    let output = done.get_output();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("small.ron"), REGION).unwrap();
    folder
}

#[test]
fn the_same_bytes_for_one_and_two_threads_and_another_day_for_another_seed() {
    let folder = folder();
    let json = |more: &[&str]| {
        let (out, said) = region(folder.path(), &[&["small.ron", "--json"], more].concat(), 0);
        assert!(said.is_empty() && out.ends_with("}\n"), "{said}");
        out
    };
    let one = json(&["--threads", "1"]);
    assert_eq!(one, json(&["--threads", "2"]));
    assert_ne!(one, json(&["--seed", "2"]));
    let answer: Value = serde_json::from_str(&one).unwrap();
    assert_eq!((&answer["region"], &answer["method"]), (&"small".into(), &"flow".into()));
    let cloud = &answer["clouds"][0];
    let ids = [0, 1].map(|at| cloud["bodies"][at]["id"].as_str().unwrap());
    assert_eq!((cloud["users"].as_f64(), ids), (Some(80.0), ["city", "town"]));
    assert!(cloud["bodies"][0]["breakout"]["mean_bps"].as_f64().unwrap() > 0.0);
    assert!(cloud["bodies"][1]["breakout"].is_null());
    let fluid: Value = serde_json::from_str(&json(&["--fluid"])).unwrap();
    assert_eq!((&fluid["method"], &fluid["seed"]), (&"fluid".into(), &Value::Null));
}

#[test]
fn the_table_speaks_both_languages() {
    let folder = folder();
    let (out, _) = region(folder.path(), &["small.ron"], 0);
    for word in ["小さな県", "県のクラウド", "例町", "利用者", "20 Mbps", "会議", "計算時間"]
    {
        assert!(out.contains(word), "{word}: {out}");
    }
    let (out, _) = region(folder.path(), &["small.ron", "--fluid", "--lang", "en"], 0);
    for word in ["Small prefecture", "Rei town", "Users", "Meetings", "An estimate by means"] {
        assert!(out.contains(word), "{word}: {out}");
    }
}

#[test]
fn the_csv_opens_in_spreadsheets() {
    let folder = folder();
    region(folder.path(), &["small.ron", "--out", "lines.csv"], 0);
    let text = fs::read_to_string(folder.path().join("lines.csv")).unwrap();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{FEFF}クラウドID,") && lines[5].is_empty(), "{text}");
    assert!(lines[1].starts_with("cloud,,県のクラウド,クラウドの出口,80,20000000,"));
    assert!(lines[0].ends_with(",計算方法") && lines[1].ends_with(",通信ごと"), "{text}");
    assert!(lines[2].starts_with("cloud,city,\"例市, \"\"本庁\"\"\",団体の回線,60,30000000,"));
    assert!(lines[3].contains(",ブレイクアウト回線,60,100000000,"), "{text}");
}

#[test]
fn mistakes_are_told() {
    let folder = folder();
    let wrong = REGION.replace("value: Mbps(20)", "value: Mbps(0)");
    fs::write(folder.path().join("wrong.ron"), wrong).unwrap();
    let (out, said) = region(folder.path(), &["wrong.ron", "--json"], 1);
    assert!(out.is_empty() && said.contains("wrong.ron:31:") && said.contains("対処"), "{said}");
    let overfull = REGION
        .replace("value: Mbps(10), low: Mbps(10)", "value: Bps(1), low: Bps(1)")
        .replace("value: 20, low: 10, high: 30", "value: 500000, low: 10, high: 500000");
    fs::write(folder.path().join("overfull.ron"), overfull).unwrap();
    let (out, said) = region(folder.path(), &["overfull.ron", "--json"], 1);
    assert!(out.is_empty() && said.contains("overfull.ron") && said.contains("対処"), "{said}");
    assert!(said.contains("「cloud」") && said.contains("2,000,000件"), "{said}");
    let (_, said) = region(folder.path(), &["nowhere"], 1);
    assert!(said.contains("nowhere") && said.contains("nation, prefecture"), "{said}");
    sansou(folder.path()).args(["check", "small.ron"]).assert().success();
    sansou(folder.path()).args(["check", "wrong.ron"]).assert().code(1);
    for wrong in [&["region"][..], &["region", "small.ron", "--fluid", "--seed", "1"]] {
        sansou(folder.path()).args(wrong).assert().code(2);
    }
    let listed = sansou(folder.path()).arg("list").assert().success();
    let text = String::from_utf8(listed.get_output().stdout.clone()).unwrap();
    assert!(text.contains("regions/prefecture.ron  34団体"), "{text}");
}

/// One body's video day, with a line wide enough, costs the users of the other bodies time.
#[test]
fn one_body_s_day_is_felt_by_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let others = |more: &[&str]| {
        let arguments = [&["prefecture", "--fluid", "--json"], more].concat();
        let (out, _) = region(folder.path(), &arguments, 0);
        let answer: Value = serde_json::from_str(&out).unwrap();
        let bodies = answer["clouds"][0]["bodies"].as_array().unwrap().clone();
        let minutes = bodies[1..].iter().map(|b| b["affected_user_minutes"].as_f64().unwrap());
        minutes.sum::<f64>()
    };
    let day = ["--line", "body_01:1000", "--times", "body_01:meeting:20"];
    let (before, after) = (others(&[]), others(&day));
    assert!(after > before + 300.0, "{before} {after}");
    for (option, value) in [("--line", "body_99:10"), ("--times", "body_01:meetings:2")] {
        let (_, said) = region(folder.path(), &["prefecture", "--fluid", option, value], 1);
        assert!(said.contains("body_01") || said.contains("meeting"), "{said}");
    }
    for (option, value) in [("--line", "body_01"), ("--times", "body_01:meeting:-1")] {
        region(folder.path(), &["prefecture", "--fluid", option, value], 2);
    }
}
