//! `sansou attack` as a user runs it: output, exit codes, places of mistakes, same bytes.

mod why;

use crate::{sansou, text};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// One step of probability 1/2 below an entry, with a time.
const GRAPH: &str = r#"{"format":1,"steps":[{"id":"start","kind":"or","entry":true},
  {"id":"goal","kind":"or","probability":0.5,"time":{"exponential":{"mean_s":60}},"parents":["start"]},
  {"id":"never","kind":"or"}],"goals":["goal","never","start"]}"#;

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

/// Standard output and standard error of a call that ends with `code`.
fn attack(folder: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let done = sansou(folder).arg("attack").args(arguments).assert().code(code);
    (text(&done.get_output().stdout), text(&done.get_output().stderr))
}

#[test]
fn json_is_all_that_stands_on_standard_output() {
    let folder = folder_with(&[("g.json", GRAPH)]);
    let (out, _) = attack(folder.path(), &["g.json", "--json", "--trials", "5000"], 0);
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert!(out.starts_with(r#"{"engine":""#), "{out}");
    assert!(out.contains(r#","trials":5000,"seed":1,"goals":[{"id":"goal","probability":"#));
    let goals = answer["goals"].as_array().unwrap();
    let ids: Vec<&str> = goals.iter().map(|goal| goal["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["goal", "never", "start"], "in the file's order");
    let fields = [
        "id",
        "probability",
        "low",
        "high",
        "mean_time_s",
        "p05_time_s",
        "p50_time_s",
        "p95_time_s",
    ];
    for goal in goals {
        assert_eq!(goal.as_object().unwrap().len(), fields.len());
        assert!(fields.iter().all(|field| goal.get(field).is_some()), "{goal}");
    }
    let numbers = |goal: &Value| fields[1..].iter().all(|field| goal[field].is_f64());
    assert!(numbers(&goals[0]), "{}", goals[0]);
    // No trial succeeded, so there is no time.
    assert_eq!(goals[1]["probability"], 0.0);
    assert!(fields[4..].iter().all(|field| goals[1][field].is_null()), "{}", goals[1]);
}

#[test]
fn one_and_two_threads_give_the_same_bytes() {
    let folder = folder_with(&[("g.json", GRAPH)]);
    let run = |threads: &str, seed: &str| {
        let arguments = ["g.json", "--json", "--threads", threads, "--seed", seed];
        attack(folder.path(), &arguments, 0).0
    };
    assert_eq!(run("1", "7"), run("2", "7"));
    assert!(run("1", "8").contains(r#""seed":8"#));
}

#[test]
fn ron_and_json_give_the_same_answer() {
    let ron = r#"(format: 1, steps: [(id: "start", kind: or, entry: true),
        (id: "goal", kind: or, probability: 0.5, time: exponential(mean_s: 60), parents: ["start"]),
        (id: "never", kind: or)], goals: ["goal", "never", "start"])"#;
    let folder = folder_with(&[("g.json", GRAPH), ("g.ron", ron)]);
    let run = |file: &str| attack(folder.path(), &[file, "--json", "--trials", "2000"], 0).0;
    assert_eq!(run("g.json"), run("g.ron"));
}

#[test]
fn the_table_names_goals_engine_and_time_in_both_languages() {
    let folder = folder_with(&[("g.json", GRAPH)]);
    let (out, _) = attack(folder.path(), &["g.json", "--trials", "1000"], 0);
    for word in ["目標", "確率", "goal", "never", "試行 1,000 回", "計算方法"] {
        assert!(out.contains(word), "{word}: {out}");
    }
    let (out, _) = attack(folder.path(), &["g.json", "--trials", "1000", "--lang", "en"], 0);
    for word in ["Goal", "Probability", "1,000 trials", "engine"] {
        assert!(out.contains(word), "{word}: {out}");
    }
}

#[test]
fn exact_answers_have_no_width_and_no_trials() {
    let folder = folder_with(&[("g.json", GRAPH)]);
    let (out, _) = attack(folder.path(), &["g.json", "--exact", "--json"], 0);
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["trials"], 0);
    let goal = &answer["goals"][0];
    assert_eq!(
        [&goal["probability"], &goal["low"], &goal["high"]].map(|p| p.as_f64()),
        [Some(0.5); 3]
    );
}

#[test]
fn what_cannot_be_exact_is_said_with_nothing_on_standard_output() {
    let horizon = GRAPH.replacen('{', r#"{"horizon_s":60,"#, 1);
    let folder = folder_with(&[("g.json", &horizon)]);
    let (out, said) = attack(folder.path(), &["g.json", "--exact", "--json"], 1);
    assert!(out.is_empty() && said.contains("horizon_s"), "{said}");
}

#[test]
fn bad_graphs_are_refused_with_place_and_reason() {
    let deep = format!(r#"{{"format":1,"steps":{}"#, "[".repeat(100_000));
    let many = format!(r#"{{"format":1,"steps":[{}"#, r#"{"id":"a"},"#.repeat(1_000_001));
    for (name, content, said) in [
        ("parent.json", GRAPH.replace(r#"["start"]"#, r#"["stort"]"#), "parent.json:2:94: "),
        ("twice.json", GRAPH.replace("never\",\"kind", "goal\",\"kind"), "twice.json:3:9: "),
        ("likely.json", GRAPH.replace("0.5", "1.5"), "likely.json:2:42: "),
        ("back.json", GRAPH.replace(":60", ":-60"), "back.json:2:78: "),
        ("aimless.json", GRAPH.replace(r#"["goal","never","start"]"#, "[]"), "aimless.json:1:1: "),
        ("cut.json", GRAPH[..100].to_owned(), "cut.json:2:"),
        ("deep.json", deep, "deep.json:1:"),
        ("many.json", many, "many.json:1:"),
        ("cut.ron", "(format: 1, steps: [(id: \"a\", kind: or".to_owned(), "cut.ron:1:"),
        ("empty.ron", String::new(), "empty.ron:1:1: "),
    ] {
        let folder = folder_with(&[(name, &content)]);
        let (out, errors) = attack(folder.path(), &[name, "--json"], 1);
        assert!(out.is_empty(), "{name}");
        assert!(errors.contains(said) && errors.contains("対処"), "{name}: {errors}");
    }
    let folder = folder_with(&[("graph.txt", GRAPH)]);
    for (file, said) in [("none.json", "none.json"), ("graph.txt", ".json"), (".", ".json")] {
        assert!(attack(folder.path(), &[file], 1).1.contains(said), "{file}");
    }
}

#[test]
fn what_contradicts_itself_is_wrong_usage() {
    let folder = folder_with(&[("g.json", GRAPH)]);
    for wrong in [
        &["g.json", "--exact", "--rare"][..],
        &["g.json", "--exact", "--trials", "10"],
        &["g.json", "--rare", "--replicates", "10"],
        &["g.json", "--trials", "0"],
        &["g.json", "--trials", "1000000001"],
        &["g.json", "--max-seconds", "5"],
        &["g.json", "--max-memory-mib", "5"],
        &["g.json", "--entry", "a", "--goal", "b"],
        &["g.json", "--from", "mal", "--entry", "a"],
        &["g.json", "--from", "other", "--entry", "a", "--goal", "b"],
        &[],
    ] {
        let (out, said) = attack(folder.path(), wrong, 2);
        assert!(out.is_empty() && said.contains("エラー"), "{wrong:?}: {said}");
    }
    let (_, said) = attack(folder.path(), &["g.json", "--trials", "0"], 2);
    assert!(said.contains("1000000000"), "{said}");
}

#[test]
fn few_successes_suggest_the_engine_for_rare_events() {
    let rare = GRAPH.replace("0.5", "0.000001");
    let folder = folder_with(&[("g.json", &rare)]);
    let (out, said) = attack(folder.path(), &["g.json", "--json"], 0);
    assert!(said.contains("--rare") && said.contains("goal"), "{said}");
    assert!(!out.contains("--rare"));
    let (_, said) = attack(folder.path(), &["g.json", "--trials", "1000"], 0);
    assert!(said.is_empty(), "too few trials to tell: {said}");
}

#[test]
fn the_trials_of_rare_events_are_replicates() {
    let two_ways = r#"{"format":1,"steps":[{"id":"start","kind":"or","entry":true},
        {"id":"one","kind":"or","probability":0.1,"parents":["start"]},
        {"id":"another","kind":"or","probability":0.1,"parents":["start"]},
        {"id":"goal","kind":"or","parents":["one","another"]}],"goals":["goal"]}"#;
    let folder = folder_with(&[("g.json", two_ways)]);
    let run = |trials: &str| {
        let arguments = ["g.json", "--rare", "--json", "--trials", trials];
        serde_json::from_str::<Value>(&attack(folder.path(), &arguments, 0).0).unwrap()
    };
    let (few, many) = (run("1000"), run("4000"));
    assert_eq!([&few["engine"], &few["trials"]], [&Value::from("splitting"), &Value::from(1000)]);
    assert_eq!(many["trials"], 4000);
    let width = |answer: &Value| {
        let of = |end: &str| answer["goals"][0][end].as_f64().unwrap();
        of("high") - of("low")
    };
    assert!(width(&many) < width(&few), "{few} {many}");
}

#[test]
fn graphs_of_mal_are_asked_for_entries_and_goals() {
    let mal = r#"{"attack_steps":{
        "a:start":{"id":0,"type":"or","ttc":null,"parents":{}},
        "a:goal":{"id":1,"type":"or","ttc":{"type":"function","name":"Pareto","arguments":[1,3]},"parents":{"0":"a:start"}}}}"#;
    let folder = folder_with(&[("g.json", mal)]);
    let ask = ["g.json", "--from", "mal", "--entry", "a:start", "--goal", "a:goal", "--json"];
    let (out, said) = attack(folder.path(), &ask, 0);
    assert!(said.contains("Pareto(1, 3)") && said.contains("a:goal"), "{said}");
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap()["goals"][0]["probability"], 1.0);
    let (_, said) = attack(
        folder.path(),
        &["g.json", "--from", "mal", "--entry", "a:stat", "--goal", "a:goal"],
        1,
    );
    assert!(said.contains("a:start"), "{said}");
}
