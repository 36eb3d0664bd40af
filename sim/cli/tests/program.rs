//! The program as a user runs it: folders, exit codes, languages, same bytes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod attack;
mod backtest;
mod capacity;
mod comply;
mod region;
mod traffic;

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Trials of the runs here: enough to see every part, few enough for a test.
const TRIALS: &str = "2000";

fn sansou(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("sansou").unwrap();
    command.current_dir(folder).env_remove("LANG").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command
}

fn compare(folder: &Path, out: &str, more: &[&str]) -> Vec<u8> {
    sansou(folder)
        .args(["compare", "--trials", TRIALS, "--out", out])
        .args(more)
        .assert()
        .success();
    fs::read(folder.join(out).join("results.json")).unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn same_seed_same_bytes_for_one_and_two_threads() {
    let folder = tempfile::tempdir().unwrap();
    let one = compare(folder.path(), "one", &["--threads", "1"]);
    let two = compare(folder.path(), "two", &["--threads", "2"]);
    assert!(one == two, "results.json differs between 1 and 2 threads");
    let page = |out: &str| fs::read(folder.path().join(out).join("report.html")).unwrap();
    assert!(page("one") == page("two"));
}

#[test]
fn another_seed_gives_overlapping_intervals() {
    let folder = tempfile::tempdir().unwrap();
    let parse = |bytes: Vec<u8>| serde_json::from_slice::<Value>(&bytes).unwrap();
    let one = parse(compare(folder.path(), "one", &["--seed", "1"]));
    let two = parse(compare(folder.path(), "two", &["--seed", "2"]));
    assert_ne!(one, two);
    let mut goals = 0;
    let mut apart = 0;
    for (a, b) in each_goal(&one).into_iter().zip(each_goal(&two)) {
        goals += 1;
        let reads = |v: &Value, end: &str| v["probability"][end].as_f64().unwrap();
        if reads(&a, "high") < reads(&b, "low") || reads(&b, "high") < reads(&a, "low") {
            apart += 1;
        }
    }
    // Two 95 % intervals of one quantity miss each other about once in 180 times.
    assert!(goals >= 24 && apart * 20 <= goals, "{apart} of {goals} intervals do not overlap");
}

fn each_goal(results: &Value) -> Vec<Value> {
    let list = |v: &Value, key: &str| v[key].as_array().unwrap().clone();
    list(results, "cases")
        .iter()
        .flat_map(|case| list(case, "threats"))
        .flat_map(|threat| list(&threat, "goals"))
        .collect()
}

#[test]
fn baseline_is_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let found = compare(folder.path(), "out", &["--seed", "1"]);
    let baseline: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../reports/baseline/four-models/results.json");
    if std::env::var_os("SANSOU_REMAKE_BASELINE").is_some() {
        fs::create_dir_all(baseline.parent().unwrap()).unwrap();
        fs::write(&baseline, &found).unwrap();
    }
    assert!(
        fs::read(&baseline).unwrap() == found,
        "the shipped study's result changed; if on purpose, set SANSOU_REMAKE_BASELINE=1, run this \
         test, and write it under \"Results changed\" in CHANGELOG.md"
    );
}

#[test]
fn an_identical_rerun_is_found_and_reused() {
    let folder = tempfile::tempdir().unwrap();
    let run = || {
        let done = sansou(folder.path()).args(["compare", "--trials", "100"]).assert().success();
        text(&done.get_output().stdout)
    };
    let first = run();
    let second = run();
    assert!(!first.contains("既にある"));
    assert!(second.contains("既にある"));
    let runs: Vec<_> = fs::read_dir(folder.path().join("reports/runs")).unwrap().collect();
    assert_eq!(runs.len(), 1);
    let inside = runs[0].as_ref().unwrap();
    let name = inside.file_name().into_string().unwrap();
    assert!(name.starts_with("four-models-") && name.ends_with("-s1"), "{name}");
    let mut files: Vec<String> = fs::read_dir(inside.path())
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(files, ["manifest.json", "report.html", "results.json"]);
}

#[test]
fn both_languages_are_spoken() {
    let folder = tempfile::tempdir().unwrap();
    let help = |arguments: &[&str], environment: &str| {
        let done = sansou(folder.path()).env("LANG", environment).args(arguments).assert();
        text(&done.success().get_output().stdout)
    };
    assert!(help(&["--help"], "C.UTF-8").contains("使い方"));
    assert!(help(&["--help", "--lang", "en"], "C.UTF-8").contains("Usage"));
    assert!(help(&["compare", "--help"], "en_US.UTF-8").contains("Usage"));
    assert!(help(&["--lang", "ja", "compare", "--help"], "en_US.UTF-8").contains("試行回数"));
    assert!(help(&["list"], "ja_JP.UTF-8").contains("studies/four-models.ron"));
}

#[test]
fn wrong_usage_ends_with_2_and_bad_input_with_1() {
    let folder = tempfile::tempdir().unwrap();
    for wrong in [
        &["compare", "--trials", "0"][..],
        &["compare", "--seed", "-1"],
        &["compare", "--colour"],
        &["comparre"],
        &["run"],
        &[],
    ] {
        let done = sansou(folder.path()).args(wrong).assert().code(2);
        assert!(text(&done.get_output().stderr).contains("エラー"), "{wrong:?}");
        assert!(done.get_output().stdout.is_empty(), "{wrong:?}");
    }
    fs::write(folder.path().join("broken.ron"), "Study(format: 1, id: \"x\"").unwrap();
    for bad in [&["compare", "broken.ron"][..], &["check", "broken.ron"], &["check", "none.ron"]] {
        let done = sansou(folder.path()).args(bad).assert().code(1);
        assert!(text(&done.get_output().stderr).contains(".ron"), "{bad:?}");
    }
    assert!(!folder.path().join("reports").exists(), "nothing is left behind");
}

#[test]
fn nothing_of_the_users_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let mine = folder.path().join("mine");
    fs::create_dir(&mine).unwrap();
    fs::write(mine.join("report.html"), "mine").unwrap();
    for refused in [
        &["compare", "--trials", "10", "--out", "mine"][..],
        &["compare", "--trials", "10", "--out", "mine/report.html"],
        &["export", "mine"],
        &["export", ""],
    ] {
        sansou(folder.path()).args(refused).assert().code(1);
    }
    assert_eq!(fs::read_to_string(mine.join("report.html")).unwrap(), "mine");
    assert_eq!(fs::read_dir(&mine).unwrap().count(), 1);
    // The same conditions may be written again, others not.
    let again = |trials: &str| {
        let arguments = ["compare", "--trials", trials, "--out", "new"];
        sansou(folder.path()).args(arguments).assert().get_output().status.code()
    };
    assert_eq!([again("10"), again("10"), again("20")], [Some(0), Some(0), Some(1)]);
}

#[test]
fn mistaken_names_are_told_with_what_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let said = |arguments: &[&str], code: i32| {
        let done = sansou(folder.path()).args(arguments).assert().code(code);
        text(&done.get_output().stderr)
    };
    assert!(said(&["compare", "four-model"], 1).contains("four-models"));
    fs::create_dir(folder.path().join("mycity")).unwrap();
    assert!(said(&["compare", "mycity"], 1).contains("sansou run"));
    assert!(said(&["compare", "--trials", "0"], 2).contains("10000000"));
    assert!(said(&["compare", "--trials"], 2).contains("値がありません"));
    assert!(said(&["compare", "--seed", "-1"], 2).contains("「-1」"));
    assert!(said(&["run", "mycity"], 1).contains("スタディ"));
}

#[test]
fn exported_scenarios_are_good_and_run() {
    let folder = tempfile::tempdir().unwrap();
    sansou(folder.path()).args(["export", "mine"]).assert().success();
    sansou(folder.path()).args(["export", "mine"]).assert().code(1);
    let studies = folder.path().join("mine/studies");
    let mut files: Vec<PathBuf> =
        fs::read_dir(&studies).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    sansou(folder.path()).arg("check").args(&files).assert().success();
    // A folder is run as a whole; a few of them are enough to see that.
    let kept = ["four-models.ron", "telework.ron", "wireless-lan.ron"];
    for file in files.iter().filter(|file| !kept.iter().any(|name| file.ends_with(name))) {
        fs::remove_file(file).unwrap();
    }
    let done = sansou(folder.path()).args(["run", "mine", "--trials", "20"]).assert();
    assert_eq!(text(&done.success().get_output().stdout).lines().count(), kept.len());
}

#[test]
fn why_names_paths_and_what_each_element_is_worth() {
    let folder = tempfile::tempdir().unwrap();
    let why = |arguments: &[&str]| {
        let selected =
            ["why", "--model", "beta", "--threat", "ransomware_mail", "--trials", "5000"];
        let done = sansou(folder.path()).args(selected).args(arguments).assert().success();
        text(&done.get_output().stdout)
    };
    let words = why(&["--goal", "files_stopped"]);
    for wanted in [
        "βモデル",
        "T1566.001",
        "標的型訓練・研修",
        "完全に働いた場合",
        "すべて塞げば",
        "試行5,000回",
    ] {
        assert!(words.contains(wanted), "{wanted}: {words}");
    }
    assert!(!words.contains('⟦') && !why(&["--lang", "en"]).contains('⟦'));
    let json = why(&["--json", "--threads", "1"]);
    assert_eq!(json, why(&["--json", "--threads", "2"]));
    let found: Value = serde_json::from_str(&json).unwrap();
    let goals = found["goals"].as_array().unwrap();
    assert_eq!(goals.len(), 3);
    let of_goal = |id: &str| goals.iter().find(|g| g["goal"] == id).unwrap();
    let backup = of_goal("files_stopped")["placements"]
        .as_array()
        .unwrap()
        .iter()
        .find(|p| p["placement"] == "backup_files")
        .unwrap();
    let cuts = &of_goal("files_stopped")["cuts"];
    assert_eq!([&cuts["kind"], &cuts["complete"]], [&Value::from("least"), &Value::from(true)]);
    let set = cuts["sets"][0].as_array().unwrap();
    assert!(set.iter().all(|step| step["technique"] == "T1204.002"), "{cuts}");
    assert_eq!(set.len(), 2, "the program must run on the terminals of either kind of place");
    // A backup that always works leaves no long stop; one that never works leaves more.
    assert_eq!(backup["perfect"]["probability"]["value"], 0.0);
    assert!(backup["gone"]["difference"]["low"].as_f64().unwrap() > 0.0);
}

#[test]
fn why_refuses_what_the_study_does_not_have() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |arguments: &[&str]| {
        let done = sansou(folder.path()).arg("why").args(arguments).assert().code(1);
        assert!(done.get_output().stdout.is_empty());
        text(&done.get_output().stderr)
    };
    assert!(refused(&["--model", "gamma"]).contains("beta_prime"));
    assert!(refused(&["--threat", "nobody"]).contains("ransomware_mail"));
    assert!(refused(&["--goal", "nothing"]).contains("files_stopped"));
    let apart = refused(&["--threat", "careless_insider", "--goal", "files_stopped"]);
    assert!(apart.contains("組はこのスタディにありません"), "{apart}");
}

/// The shipped days of one model: a case for each, the same attacks, and the page says so.
#[test]
fn special_days_differ_in_traffic_only() {
    let folder = tempfile::tempdir().unwrap();
    let results = compare(folder.path(), "out", &["special-days"]);
    let results: Value = serde_json::from_slice(&results).unwrap();
    let cases = results["cases"].as_array().unwrap();
    let ids: Vec<&str> = cases.iter().map(|case| case["model"].as_str().unwrap()).collect();
    let days = ["ordinary", "first_monday", "fiscal_year_end", "update_day", "disaster_day"];
    assert_eq!(ids, days.map(|day| format!("alpha@{day}")));
    for case in cases {
        assert_eq!(case["risk"]["annual_loss"]["value"], cases[0]["risk"]["annual_loss"]["value"]);
    }
    let carried = |at: usize| cases[at]["traffic"]["carried_bytes"].as_f64().unwrap();
    assert!(carried(1) > carried(0) && carried(4) > carried(0));
    let page = fs::read_to_string(folder.path().join("out/report.html")).unwrap();
    assert!(
        page.contains("αモデル（災害対応の日）") && page.contains("攻撃に関わる条件はどれも同じ")
    );
}
