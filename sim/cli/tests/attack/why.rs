//! `sansou attack --why` as a user runs it.

use super::{attack, folder_with};
use serde_json::{Value, json};

/// Two doors into a hall; the safe needs cellar and attic. An alarm closes the cellar.
const HOUSE: &str = r#"{"format":1,"draws":[{"id":"alarm","probability":0.25}],"steps":[
  {"id":"street","kind":"or","entry":true},
  {"id":"door","kind":"or","probability":0.5,"parents":["street"]},
  {"id":"window","kind":"or","probability":0.5,"parents":["street"]},
  {"id":"hall","kind":"or","parents":["door","window"]},
  {"id":"cellar","kind":"or","probability":0.5,"parents":["hall"],"unless":["alarm"]},
  {"id":"attic","kind":"or","probability":0.5,"parents":["hall"]},
  {"id":"safe","kind":"and","parents":["cellar","attic"]},
  {"id":"never","kind":"or"}],"goals":["safe","street","never","hall"]}"#;

fn house(arguments: &[&str]) -> String {
    let folder = folder_with(&[("g.json", HOUSE)]);
    let all: Vec<&str> = ["g.json"].into_iter().chain(arguments.iter().copied()).collect();
    attack(folder.path(), &all, 0).0
}

/// What `--json --why` says beyond `--json`.
fn why(arguments: &[&str]) -> Value {
    let plain = house(&[arguments, &["--json"]].concat());
    let explained = house(&[arguments, &["--json", "--why"]].concat());
    let head = plain.trim_end().strip_suffix('}').unwrap();
    assert!(explained.starts_with(&format!("{head},\"why\":{{")), "{explained}");
    let mut all: Value = serde_json::from_str(&explained).unwrap();
    all["why"].take()
}

/// The interval contains the truth.
#[track_caller]
fn near(estimate: &Value, exact: f64) {
    let [value, low, high] = ["value", "low", "high"].map(|key| estimate[key].as_f64().unwrap());
    assert!(low <= exact && exact <= high && low <= value && value <= high, "{estimate}");
}

#[test]
fn json_has_the_answer_as_without_and_a_key_more() {
    let why = why(&["--trials", "20000"]);
    assert_eq!([&why["traced"], &why["compared"]], [&json!(10_000), &json!(20_000)]);
    assert_eq!(why["goals_left_out"], 0);
    let goals = why["goals"].as_array().unwrap();
    let ids: Vec<&str> = goals.iter().map(|goal| goal["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["safe", "street", "never", "hall"]);

    // Nothing takes time, so the door, which comes first, leads on if both are open: in 2 of 3.
    let paths = goals[0]["paths"].as_array().unwrap();
    let by = |door: &str| json!(["street", door, "hall", "attic", "safe"]);
    assert_eq!([&paths[0]["steps"], &paths[1]["steps"]], [&by("door"), &by("window")]);
    assert_eq!(paths.len(), 2);
    near(&paths[0]["share"], 2.0 / 3.0);
    near(&paths[1]["share"], 1.0 / 3.0);

    // P(safe) = 3/4 · 3/8 · 1/2; without the alarm the cellar's 3/8 is 1/2.
    let of = |goal: usize, kind: &str, id: &str| {
        let all = goals[goal]["importance"].as_array().unwrap();
        all.iter().find(|found| found["kind"] == kind && found["id"] == id).unwrap().clone()
    };
    let alarm = of(0, "draw", "alarm");
    near(&alarm["gone"]["probability"], 0.1875);
    near(&alarm["gone"]["difference"], 0.1875 - 0.140_625);
    assert_eq!(alarm["certain"]["probability"]["value"], 0.0);
    near(&of(0, "step", "attic")["certain"]["probability"], 0.281_25);
}

#[test]
fn json_says_what_would_cut_each_goal_off() {
    let why = why(&["--trials", "1000"]);
    let cuts: Vec<&Value> =
        why["goals"].as_array().unwrap().iter().map(|goal| &goal["cuts"]).collect();
    let least = |sets: Value| json!({ "kind": "least", "sets": sets, "complete": true });
    assert_eq!(cuts[0], &least(json!([["attic"], ["cellar"], ["hall"]])));
    assert_eq!(cuts[1], &json!({ "kind": "uncuttable" }));
    assert_eq!(cuts[2], &json!({ "kind": "unreachable" }));
    assert_eq!(cuts[3], &least(json!([["door", "window"]])));
}

#[test]
fn it_is_the_same_whatever_engine_answers_and_on_any_threads() {
    let usual = why(&["--threads", "1"]);
    assert_eq!([&usual["traced"], &usual["compared"]], [&json!(10_000), &json!(100_000)]);
    assert_eq!(usual, why(&["--threads", "2"]));
    assert_eq!(usual, why(&["--exact"]));
    let folder = folder_with(&[("g.json", &HOUSE.replace(r#","never","hall"]"#, r#","hall"]"#))]);
    let run = |more: &[&str]| {
        let arguments = [&["g.json", "--json", "--why"], more].concat();
        serde_json::from_str::<Value>(&attack(folder.path(), &arguments, 0).0).unwrap()
    };
    assert_eq!(run(&["--rare", "--trials", "200"])["why"], run(&["--exact"])["why"]);
    assert_ne!(usual, why(&["--seed", "2"]));
}

#[test]
fn words_stand_below_the_table_in_both_languages() {
    for (language, words) in [
        (
            "ja",
            [
                "試行1,000回のうち",
                "street → window → hall",
                "抽選 alarm: 0%",
                "door + window",
                "何を塞いでも到達",
                "塞ぐまでもなく",
            ],
        ),
        (
            "en",
            [
                "of 1,000 trials",
                "street → window → hall",
                "draw alarm: 0%",
                "door + window",
                "No blocking",
                "Nothing need be blocked",
            ],
        ),
    ] {
        let arguments = ["--trials", "1000", "--lang", language];
        let (plain, out) = (house(&arguments), house(&[&arguments[..], &["--why"]].concat()));
        assert_eq!(plain.lines().next(), out.lines().next());
        for word in words {
            assert!(out.contains(word) && !plain.contains(word), "{word}: {out}");
        }
        assert!(!out.contains('⟦'), "{out}");
    }
}

#[test]
fn long_paths_are_shortened_in_words_only() {
    let step = |at: usize| {
        let parent = at.checked_sub(1).map_or(r#""entry":true"#.to_owned(), |before| {
            format!(r#""parents":["s{before:02}"]"#)
        });
        format!(r#"{{"id":"s{at:02}","kind":"or",{parent}}}"#)
    };
    let steps: Vec<String> = (0..30).map(step).collect();
    let graph = format!(r#"{{"format":1,"steps":[{}],"goals":["s29"]}}"#, steps.join(","));
    let folder = folder_with(&[("g.json", &graph)]);
    let run = |more: &[&str]| {
        let arguments = [&["g.json", "--why", "--lang", "en", "--trials", "100"], more].concat();
        attack(folder.path(), &arguments, 0).0
    };
    assert!(run(&[]).contains("s06 → s07 → … 14 steps … → s22 → s23"), "{}", run(&[]));
    let all: Value = serde_json::from_str(&run(&["--json"])).unwrap();
    assert_eq!(all["why"]["goals"][0]["paths"][0]["steps"].as_array().unwrap().len(), 30);
}
