//! The shipped scenarios and the list of codes.

use crate::memory::{Memory, codes};
use sansou_scenario::codes::{CODES, LEDGER_FIELDS};
use sansou_scenario::diagnostic::Severity;
use sansou_scenario::{Kind, builtin, load};
use std::collections::BTreeSet;

#[test]
fn shipped_files_have_no_errors() {
    let shipped = builtin::list();
    assert!(shipped.iter().any(|s| s.kind == Some(Kind::Study)));
    for file in shipped {
        let problems = load::check(&Memory::default(), &file.path);
        let errors: Vec<_> = problems.iter().filter(|p| p.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", file.path);
        assert!(file.kind.is_some(), "{}", file.path);
    }
}

#[test]
fn the_default_study_compares_four_models() {
    let checked = load::study(&Memory::default(), "builtin:studies/four-models.ron");
    let study = checked.study.unwrap();
    assert_eq!(study.cases.len(), 4);
    assert!(checked.files.iter().all(|f| f.starts_with("builtin:")));
    for entry in study.cases.iter().flat_map(|c| &c.ledger) {
        assert!(LEDGER_FIELDS.contains(&entry.field.as_str()), "{}", entry.key);
    }
}

#[test]
fn codes_are_unique_and_in_the_readme() {
    let readme = include_str!("../../../../scenarios/README.md");
    let unique: BTreeSet<&str> = CODES.iter().map(|(code, _)| *code).collect();
    assert_eq!(unique.len(), CODES.len());
    for code in &unique {
        assert!(readme.contains(&format!("`{code}`")), "{code}");
    }
}

#[test]
fn every_code_is_tested() {
    let tests = [
        include_str!("catalog.rs"),
        include_str!("days.rs"),
        include_str!("shape.rs"),
        include_str!("values.rs"),
        include_str!("network.rs"),
        include_str!("incident.rs"),
        include_str!("flows/refused.rs"),
        include_str!("flows/limits.rs"),
        include_str!("guideline.rs"),
        include_str!("raw/accepted.rs"),
        include_str!("raw/mal.rs"),
        include_str!("raw/refused.rs"),
        include_str!("robust.rs"),
    ]
    .concat();
    let untested: Vec<&str> = CODES
        .iter()
        .map(|(code, _)| *code)
        .filter(|code| !tests.contains(&format!("\"{code}\"")))
        .collect();
    assert_eq!(untested, codes(&[]));
}
