//! `sansou capacity` as a user runs it: tables in both languages, CSV, JSON, exit codes.

use crate::{sansou, text};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Users of these applications are left out, so that the city's day takes no time.
const QUIET: [&str; 11] = [
    "web",
    "mail_in",
    "mail_out",
    "cloud_office",
    "cloud_authentication",
    "cloud_file_down",
    "cloud_file_up",
    "business_pages",
    "lgwan_services",
    "mynumber_pages",
    "definition_files",
];

/// A study of the shipped city in model α with hardly any users.
fn small_study() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    sansou(folder.path()).args(["export", "mine"]).assert().success();
    let value = "Assumed(value: 0.02, low: 0.02, high: 0.02, why: (ja: \"試験\", en: \"test\"))";
    let few = |id: &&str| format!("(set: Users(application: \"{id}\", value: {value})),");
    let study = format!(
        "Study(format: 1, id: \"small\", name: (ja: \"小\", en: \"small\"), \
         municipality: \"../municipalities/city_60k.ron\", models: [\"../models/alpha.ron\"], \
         controls: [\"../controls/catalog.ron\"], rules: [\"../rules/municipal.ron\"], \
         threats: [\"../threats/municipal.ron\"], workload: \"../workloads/office_day.ron\", \
         sources: [\"../sources/public.ron\"], overrides: [{}], \
         run: (trials: 10, seed: 1, horizon: Days(30)))",
        QUIET.iter().map(few).collect::<String>()
    );
    fs::write(folder.path().join("mine/studies/small.ron"), study).unwrap();
    folder
}

fn capacity(folder: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let mut command = sansou(folder);
    command.args(["capacity", "mine/studies/small.ron"]).args(arguments);
    let done = command.assert().code(code);
    (text(&done.get_output().stdout), text(&done.get_output().stderr))
}

#[test]
fn narrow_lines_what_if_and_least_capacities_are_told() {
    let folder = small_study();
    let (json, said) = capacity(folder.path(), &["--json", "--threads", "1"], 0);
    assert!(said.is_empty(), "{said}");
    assert!(json == capacity(folder.path(), &["--json", "--threads", "2"], 0).0, "1 and 2 threads");
    let answer: Value = serde_json::from_str(&json).unwrap();
    let model = &answer["models"][0];
    let changes = model["narrowest"]["changes"].as_array().unwrap();
    assert!(changes.len() >= 6);
    let lines = model["lines"].as_array().unwrap();
    let found = lines.iter().filter(|line| line["verdict"] == "found");
    for line in found {
        assert!(line["least_bps"].as_f64().unwrap() > 0.0);
    }
    let arguments = ["--satisfied", "0.95", "--out", "capacity.csv"];
    let (table, _) = capacity(folder.path(), &arguments, 0);
    for part in ["最も混む所", "容量を2倍にする", "最小限必要な容量", "95%以上"]
    {
        assert!(table.contains(part), "{part}: {table}");
    }
    let csv = fs::read_to_string(folder.path().join("capacity.csv")).unwrap();
    assert!(csv.starts_with("\u{FEFF}モデル,") && csv.ends_with("\r\n"));
    // Two heads, an empty line, the unchanged day.
    assert_eq!(csv.lines().count(), 4 + changes.len() + lines.len());
    let (english, _) = capacity(folder.path(), &["--lang", "en", "--model", "alpha"], 0);
    assert!(english.contains("2 times the capacity") && english.contains("Least capacity"));
}

#[test]
fn wrong_questions_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for wrong in ["0", "1.5", "-1", "NaN", "much"] {
        let done = sansou(folder.path()).args(["capacity", "--satisfied", wrong]).assert().code(2);
        assert!(text(&done.get_output().stderr).contains("--satisfied"), "{wrong}");
    }
    sansou(folder.path()).args(["capacity", "none"]).assert().code(1);
    let done = sansou(folder.path()).args(["capacity", "--model", "gamma"]).assert().code(1);
    assert!(text(&done.get_output().stderr).contains("alpha_prime"));
}
