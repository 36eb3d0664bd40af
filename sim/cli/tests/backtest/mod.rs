//! `sansou backtest`: shipped incidents, folders and files, and what is refused.

use super::sansou;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn backtest(folder: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let done = sansou(folder).arg("backtest").args(arguments).assert().code(code);
    let output = done.get_output();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn an_incident_is_told_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let told = |more: &[&str]| {
        let arguments = [&["okayama_2024", "--trials", "5000"], more].concat();
        let (out, said) = backtest(folder.path(), &arguments, 0);
        assert!(said.is_empty() && !out.contains('⟦'), "{said}{out}");
        out
    };
    let japanese = told(&[]);
    for piece in
        ["岡山県精神科医療センター（2024-05-19）", "◎", "四つのモデル", "出典: ", "1件のうち1件"]
    {
        assert!(japanese.contains(piece), "{piece}: {japanese}");
    }
    let english = told(&["--lang", "en"]);
    for piece in
        ["Okayama Psychiatric", "In 1 of 1 incidents", "Not published, assumed: ", "Source: "]
    {
        assert!(english.contains(piece), "{piece}: {english}");
    }
    // A path that is not among those that count is told as such, and is no failure.
    let (missed, _) =
        backtest(folder.path(), &["osaka_2022", "--trials", "5000", "--paths", "1"], 0);
    assert!(missed.contains("上位1に入らない") && missed.contains("1件のうち0件"), "{missed}");
}

#[test]
fn json_is_the_same_for_one_and_two_threads() {
    let folder = tempfile::tempdir().unwrap();
    let json = |threads: &str| {
        let arguments =
            ["amagasaki_2022", "helpdesk_2022", "--trials", "20000", "--json", "--threads"];
        backtest(folder.path(), &[&arguments[..], &[threads]].concat(), 0).0
    };
    let one = json("1");
    assert_eq!(one, json("2"));
    let results: Value = serde_json::from_str(&one).unwrap();
    let results = results.as_array().unwrap();
    let ids: Vec<&str> = results.iter().map(|r| r["incident"].as_str().unwrap()).collect();
    assert_eq!(ids, ["amagasaki_2022", "helpdesk_2022"]);
    assert!(results.iter().all(|r| r["found"]["rank"].as_u64().unwrap() <= 10));
    assert_eq!(results[0]["models"].as_array().unwrap().len(), 4);
}

#[test]
fn folders_and_files_of_ones_own_run() {
    let folder = tempfile::tempdir().unwrap();
    sansou(folder.path()).args(["export", "mine"]).assert().success();
    let incidents = folder.path().join("mine/incidents");
    for name in ["handa_2021", "iseto_2024", "osaka_2022", "pension_2015", "projectweb_2021"] {
        fs::remove_file(incidents.join(format!("{name}.ron"))).unwrap();
    }
    let (out, _) = backtest(folder.path(), &["mine/incidents", "--trials", "500"], 0);
    assert!(out.contains("尼崎市") && out.contains("岡山県") && !out.contains("大阪"), "{out}");
    let own = incidents.join("okayama_2024.ron");
    let text = fs::read_to_string(&own).unwrap().replace("[\"vpn\"]", "[\"vpm\"]");
    fs::write(&own, text).unwrap();
    let (out, said) = backtest(folder.path(), &["mine/incidents/okayama_2024.ron"], 1);
    assert!(
        out.is_empty() && said.contains("okayama_2024.ron:") && said.contains("「vpm」"),
        "{said}"
    );
    for (arguments, piece) in [
        (["nowhere"], "amagasaki_2022"),
        (["mine/models"], "mine/models"),
        (["mine/no.ron"], "no.ron"),
    ] {
        let (out, said) = backtest(folder.path(), &arguments, 1);
        assert!(out.is_empty() && said.contains(piece), "{said}");
    }
}
