//! `sansou traffic` as a user runs it: files and output, exit codes, places of mistakes.

use crate::{sansou, text};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// One link of 10 bit/s, and one that nobody takes.
const LINKS: &str = "id,capacity_bps,delay_s\nline,10,\nidle,10,\n";
/// 50 and 150 bit share 10 bit/s until the first ends at 10 s; then the other has 10 bit/s for its
/// last 100 bit, until 20 s. A flow without bytes ends at once. The file is not in order of time.
const FLOWS: &str = "id,start_s,size_bytes,route,cap_bps,weight\n\
                     empty,5,0,line,,\n\"long, \"\"b\"\"\",0,18.75,line,,\nshort,0,6.25,line,,\n";

fn folder_with(links: &str, flows: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("links.csv"), links).unwrap();
    fs::write(folder.path().join("flows.csv"), flows).unwrap();
    folder
}

/// Standard output and standard error of a call that ends with `code`.
fn traffic(folder: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let mut command = sansou(folder);
    command.args(["traffic", "--links", "links.csv", "--flows", "flows.csv"]).args(arguments);
    let done = command.assert().code(code);
    (text(&done.get_output().stdout), text(&done.get_output().stderr))
}

fn names(folder: &Path) -> Vec<String> {
    let inside = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        inside.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn finish_times_come_in_the_order_of_the_input() {
    let folder = folder_with(LINKS, FLOWS);
    let (out, said) = traffic(folder.path(), &["--out", "finish.csv"], 0);
    assert!(out.is_empty() && said.contains("finish.csv") && said.lines().count() == 1, "{said}");
    let finish =
        "id,finish_s\nempty,5.000000000\n\"long, \"\"b\"\"\",20.000000000\nshort,10.000000000\n";
    assert_eq!(fs::read_to_string(folder.path().join("finish.csv")).unwrap(), finish);
    assert_eq!(names(folder.path()), ["finish.csv", "flows.csv", "links.csv"]);
    // Again, over what is there now.
    let excel = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    fs::write(folder.path().join("links.csv"), excel(LINKS)).unwrap();
    fs::write(folder.path().join("flows.csv"), excel(FLOWS)).unwrap();
    traffic(folder.path(), &["--out", "finish.csv"], 0);
    assert_eq!(fs::read_to_string(folder.path().join("finish.csv")).unwrap(), finish);
}

#[test]
fn json_is_all_that_stands_on_standard_output() {
    let folder = folder_with(LINKS, FLOWS);
    let (out, said) = traffic(folder.path(), &["--json", "--out", "finish.csv"], 0);
    assert!(said.is_empty() && out.ends_with("}\n"), "{said}");
    assert!(out.starts_with(
        r#"{"flows":3,"first_start_s":0.0,"last_finish_s":20.0,"links":[{"id":"line","mean_bps":"#
    ));
    let answer: Value = serde_json::from_str(&out).unwrap();
    let numbers = |link: usize| {
        ["mean_bps", "max_bps", "busy_s"].map(|name| answer["links"][link][name].as_f64().unwrap())
    };
    let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    assert!(numbers(0).into_iter().zip([10.0, 10.0, 20.0]).all(|(a, b)| near(a, b)), "{answer}");
    assert_eq!((&answer["links"][1]["id"], numbers(1)), (&Value::from("idle"), [0.0; 3]));
    assert_eq!(traffic(folder.path(), &["--json"], 0).0, out, "the same bytes again");
}

#[test]
fn the_table_speaks_both_languages() {
    let folder =
        folder_with(&LINKS.replace("line", "li\u{1B}ne"), &FLOWS.replace("line", "li\u{1B}ne"));
    let (out, _) = traffic(folder.path(), &[], 0);
    for word in [
        "フロー",
        "所要時間の中央値",
        "20秒",
        "平均使用率",
        "100%",
        "計算時間",
        "idle",
        "li\u{FFFD}ne",
    ] {
        assert!(out.contains(word), "{word}: {out}");
    }
    let (out, _) = traffic(folder.path(), &["--lang", "en"], 0);
    for word in ["Flows", "Median duration", "20 seconds", "Mean load", "10 bps"] {
        assert!(out.contains(word), "{word}: {out}");
    }
}

#[test]
fn mistakes_are_told_and_nothing_is_written() {
    for (links, flows, said) in [
        (
            LINKS.to_owned(),
            FLOWS.replace("short,0,6.25,line", "short,0,6.25,lime"),
            "flows.csv:4:14: ",
        ),
        (LINKS.replace("line,10", "line,0"), FLOWS.to_owned(), "links.csv:2:6: "),
        (LINKS.to_owned(), FLOWS.replace("18.75", "-1"), "flows.csv:3:17: "),
        (LINKS.to_owned(), FLOWS.replace("18.75", ""), "flows.csv:3:17: "),
        (LINKS.to_owned(), FLOWS.replace("18.75", "NaN"), "flows.csv:3:17: "),
        (LINKS.to_owned(), FLOWS.replace("short", "empty"), "flows.csv:4:1: "),
        (LINKS.to_owned(), String::new(), "flows.csv:1:1: "),
    ] {
        let folder = folder_with(&links, &flows);
        let (out, errors) = traffic(folder.path(), &["--json", "--out", "finish.csv"], 1);
        assert!(out.is_empty(), "{said}");
        assert!(errors.contains(said) && errors.contains("対処"), "{said}{errors}");
        assert_eq!(names(folder.path()), ["flows.csv", "links.csv"]);
    }
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let folder = folder_with(LINKS, FLOWS);
    fs::create_dir_all(folder.path().join("taken/inside")).unwrap();
    for (out, reason) in [("taken", "taken"), ("flows.csv", "入力"), ("./links.csv", "入力")] {
        let (printed, said) = traffic(folder.path(), &["--json", "--out", out], 1);
        assert!(printed.is_empty() && said.contains(reason), "{out}: {said}");
    }
    assert_eq!(names(folder.path()), ["flows.csv", "links.csv", "taken"]);
    assert_eq!(fs::read_to_string(folder.path().join("flows.csv")).unwrap(), FLOWS);
}

#[test]
fn files_that_are_not_there_are_told_both() {
    let folder = tempfile::tempdir().unwrap();
    let (_, said) = traffic(folder.path(), &[], 1);
    assert!(said.contains("links.csv: ") && said.contains("flows.csv: "), "{said}");
    for wrong in [&["traffic"][..], &["traffic", "--links", "links.csv"], &["traffic", "--out"]] {
        let done = sansou(folder.path()).args(wrong).assert().code(2);
        assert!(done.get_output().stdout.is_empty(), "{wrong:?}");
    }
}
