//! The house rules that a machine can hold: arrows between crates, and documents that tell the truth.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Normal dependencies of each workspace member, by name.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let printed = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&printed.stdout).unwrap();
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let normal = package["dependencies"].as_array().unwrap().iter();
            let names = normal
                .filter(|d| d["kind"].is_null())
                .map(|d| d["name"].as_str().unwrap().to_owned())
                .collect();
            (package["name"].as_str().unwrap().to_owned(), names)
        })
        .collect()
}

#[test]
fn arrows_between_crates_point_left() {
    let allowed: BTreeMap<&str, &[&str]> = [
        ("sansou-scenario", &[] as &[&str]),
        ("sansou-engine", &["sansou-scenario"]),
        ("sansou-report", &["sansou-engine", "sansou-scenario"]),
        ("sansou", &["sansou-engine", "sansou-report", "sansou-scenario"]),
        ("sansou-view", &["sansou-engine", "sansou-report", "sansou-scenario"]),
        ("sansou-benches", &["sansou-engine", "sansou-scenario"]),
    ]
    .into();
    let found = dependencies();
    assert_eq!(found.keys().map(String::as_str).collect::<Vec<_>>(), {
        let mut names: Vec<&str> = allowed.keys().copied().collect();
        names.sort_unstable();
        names
    });
    for (name, wanted) in &found {
        for ours in wanted.iter().filter(|d| d.starts_with("sansou")) {
            assert!(allowed[name.as_str()].contains(&ours.as_str()), "{name} must not use {ours}");
        }
    }
}

#[test]
fn each_crate_keeps_its_dependencies_out_of_the_others() {
    let only: [(&str, &[&str]); 8] = [
        ("ron", &["sansou-scenario"]),
        ("petgraph", &["sansou-engine"]),
        ("rand_distr", &["sansou-engine"]),
        ("rayon", &["sansou-engine"]),
        ("clap", &["sansou", "sansou-view"]),
        ("indicatif", &["sansou"]),
        ("bevy", &["sansou-view"]),
        ("plotters", &["sansou-report"]),
    ];
    for (name, wanted) in dependencies() {
        for (dependency, homes) in only {
            assert!(
                !wanted.iter().any(|d| d == dependency) || homes.contains(&name.as_str()),
                "{name} must not use {dependency}"
            );
        }
    }
}

/// Words in backticks that look like paths of this repository, and links and pictures to it.
fn named_paths(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| {
            !word.contains([' ', '<', '*', '{', '\n', ':', '(', '$'])
                && (word.contains('/') || word.ends_with(".md") || word.ends_with(".toml"))
                && !word.starts_with("http")
                && !word.starts_with("reports/runs")
                && !word.starts_with("target/")
        })
        .chain(text.split("](").skip(1).filter_map(|rest| {
            let path = rest.split(')').next()?;
            (!path.starts_with('#') && !path.starts_with("http")).then_some(path)
        }))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_path_that_the_documents_name_exists() {
    for document in ["README.md", "ARCHITECTURE.md", "MODEL.md", "CHANGELOG.md"] {
        let text = std::fs::read_to_string(root().join(document)).unwrap();
        for path in named_paths(&text) {
            assert!(root().join(&path).exists(), "{document} names {path}, which is not there");
        }
    }
}

#[test]
fn every_test_that_the_documents_name_exists() {
    let mut sources = String::new();
    for folder in ["sim", "benches"] {
        gather(&root().join(folder), &mut sources);
    }
    let mut seen = 0;
    for document in ["ARCHITECTURE.md", "MODEL.md"] {
        let text = std::fs::read_to_string(root().join(document)).unwrap();
        for word in text.split('`').skip(1).step_by(2) {
            if let Some((_, test)) = word.rsplit_once("::")
                && word.starts_with("test ")
            {
                seen += 1;
                assert!(
                    sources.contains(&format!("fn {test}(")),
                    "{document} names the test {test}, which is not there"
                );
            }
        }
    }
    assert!(seen >= 10, "the documents name their tests as `test crate::file::name`: {seen}");
}

fn gather(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let ci = std::fs::read_to_string(root().join(".ci/run")).unwrap();
    assert!(readme.contains("bash .ci/test"));
    assert!(ci.contains("bash .ci/test"));
}

/// Licences that go together with MIT OR Apache-2.0 in a program that is handed on.
const COMPATIBLE: [&str; 12] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

fn is_compatible(expression: &str) -> bool {
    let plain = expression.replace(['(', ')'], "").replace('/', " OR ");
    // `OR` binds weaker than `AND`; brackets only ever hold alternatives here.
    plain.split(" AND ").all(|part| part.split(" OR ").any(|one| COMPATIBLE.contains(&one.trim())))
        || plain
            .split(" OR ")
            .any(|part| part.split(" AND ").all(|one| COMPATIBLE.contains(&one.trim())))
}

#[test]
fn licences_of_all_crates_are_compatible_and_listed() {
    let printed = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&printed.stdout).unwrap();
    let resolved: std::collections::BTreeSet<&str> = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| node["id"].as_str().unwrap())
        .collect();
    let mut lines = vec![
        "# 使用しているクレートとライセンス / Crates and their licences".to_owned(),
        String::new(),
        "| crate | version | licence |".to_owned(),
        "| --- | --- | --- |".to_owned(),
    ];
    let mut listed = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        let (id, name) = (package["id"].as_str().unwrap(), package["name"].as_str().unwrap());
        if !resolved.contains(id) || package["source"].is_null() {
            continue;
        }
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_compatible(licence), "{name}: {licence}");
        listed.push(format!("| {name} | {} | {licence} |", package["version"].as_str().unwrap()));
    }
    listed.sort();
    lines.extend(listed);
    let found = lines.join("\n") + "\n";
    let list = root().join("assets/CRATES.md");
    if std::env::var_os("SANSOU_REMAKE_LICENCES").is_some() {
        std::fs::write(&list, &found).unwrap();
    }
    assert!(
        std::fs::read_to_string(&list).unwrap() == found,
        "crates changed: set SANSOU_REMAKE_LICENCES=1, run this test, and look at the list"
    );
}
