//! Kinds of day and catalogues of applications: what a study makes of them, and what is refused.

use crate::memory::{Memory, STUDY, argument, at, codes, example};
use sansou_scenario::case::{ApplicationKind, Study};

const DAY: &str = "days/example.ron";
const PLAIN: &str = "Day(format: 1, id: \"plain\", name: (ja: \"日\", en: \"Plain\"), \
    summary: (ja: \"。\", en: \"Plain.\"))";

/// The README's study on a plain day and on the README's.
fn two_days() -> Memory {
    example().with("days/plain.ron", PLAIN).but(
        STUDY,
        "sources:",
        "days: [\"../days/plain.ron\", \"../days/example.ron\"],\n    sources:",
    )
}

/// The README's study with a catalogue of one application, a copy of its own.
fn with_catalog() -> Memory {
    let text = example().text("workloads/example.ron").replace("id: \"web\"", "id: \"other\"");
    let text = text.replace("id: \"office\"", "id: \"night\"").replace("\"office\"", "\"night\"");
    example().with("workloads/catalog.ron", &text).but(
        STUDY,
        "sources:",
        "catalogs: [\"../workloads/catalog.ron\"],\n    sources:",
    )
}

fn study(memory: &Memory) -> Study {
    let checked = memory.study();
    assert_eq!(codes(&checked.diagnostics), codes(&[]));
    checked.study.unwrap()
}

fn uses_per_day(study: &Study, case: usize) -> f64 {
    match &study.cases[case].applications[0].kind {
        ApplicationKind::Elastic { uses_per_day, .. } => uses_per_day.value,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_case_is_a_model_on_a_day() {
    let study = study(&two_days());
    let ids: Vec<&str> = study.cases.iter().map(|case| case.model.as_str()).collect();
    assert_eq!(ids, ["example@plain", "example@closing_day"]);
    assert_eq!(study.cases[1].name.ja, "例のモデル（締めの日）");
    assert_eq!(study.cases[1].name.en, "Example model (Closing day)");
    assert!(study.cases[1].summary.en.ends_with("Work goes on into the evening."));
    assert_eq!((uses_per_day(&study, 0), uses_per_day(&study, 1)), (60.0, 90.0));
    let profile = |case: usize| {
        let case = &study.cases[case];
        case.profiles[case.applications[0].profile.index()].id.clone()
    };
    assert_eq!((profile(0), profile(1)), ("office".to_owned(), "evening".to_owned()));
    assert_eq!((study.cases[0].profiles.len(), study.cases[1].profiles.len()), (1, 2));
}

/// The study's overrides hold on every day; what the day itself says comes after them.
#[test]
fn a_day_has_the_last_word() {
    let uses = |value: &str| {
        format!(
            "(set: UsesPerDay(application: \"web\", value: Cited(value: {value}, source: \"census\"))),"
        )
    };
    let memory = two_days().but(STUDY, "overrides: [", &format!("overrides: [{}", uses("70")));
    let study = study(&memory);
    assert_eq!((uses_per_day(&study, 0), uses_per_day(&study, 1)), (70.0, 90.0));
}

#[test]
fn a_day_brings_parts_of_the_network() {
    let part = "Part(format: 1, nodes: [(id: \"visitor\", zone: \"internet\", kind: Terminals, \
        name: (ja: \"\", en: \"\"))])";
    let memory = two_days().with("models/parts/visitor.ron", part).but(
        DAY,
        "profiles: [",
        "include: [\"../models/parts/visitor.ron\"],\n    profiles: [",
    );
    let study = study(&memory);
    let has = |case: usize| study.cases[case].node("visitor").is_some();
    assert!(!has(0) && has(1));
}

#[test]
fn what_is_not_picked_from_a_catalogue_does_not_run() {
    assert_eq!(study(&with_catalog()).cases[0].applications.len(), 1);
    let pick =
        "(set: Users(application: \"other\", value: Cited(value: 0.5, source: \"census\"))),";
    let picked = with_catalog().but(STUDY, "overrides: [", &format!("overrides: [{pick}"));
    let study = study(&picked);
    let found: Vec<(&str, f64)> =
        study.cases[0].applications.iter().map(|a| (a.id.as_str(), a.users.value)).collect();
    assert_eq!(found, [("other", 0.5), ("web", 0.9)]);
}

#[test]
fn ids_of_days_and_catalogues_are_their_own() {
    let memory = two_days().but("days/plain.ron", "\"plain\"", "\"closing_day\"");
    let problem = memory.one();
    assert_eq!((problem.code, problem.file.as_str()), ("duplicate-id", DAY));
    let memory = with_catalog().but("workloads/catalog.ron", "id: \"other\"", "id: \"web\"");
    assert_eq!(memory.one().code, "duplicate-id");
}

#[test]
fn changes_of_days_are_held_to_the_same() {
    for (from, to, code, piece) in [
        ("value: 90, low: 60", "value: -90, low: -90", "negative", "-90, low"),
        ("web\", value: \"evening", "web\", value: \"dusk", "unknown-profile", "\"dusk\""),
        (
            "Profile(application: \"web\"",
            "Profile(application: \"wep\"",
            "unknown-application",
            "\"wep\"",
        ),
        (
            "UsesPerDay(application: \"web\"",
            "UsesPerDay(application: \"x\"",
            "unknown-application",
            "\"x\"",
        ),
        (
            "Profile(application: \"web\", value: \"evening\")",
            "At(application: \"web\", value: [Hours(9)])",
            "unfit-application",
            "At(",
        ),
        (
            "Profile(application: \"web\", value: \"evening\")",
            "At(application: \"web\", value: [Hours(24)])",
            "not-time-of-day",
            "Hours(24)",
        ),
        (
            "Profile(application: \"web\", value: \"evening\")",
            "Within(application: \"web\", value: Cited(value: Hours(1), source: \"census\"))",
            "unfit-application",
            "Within(",
        ),
        (
            "Profile(application: \"web\", value: \"evening\")",
            "Background(node: \"web_sites\", value: (to: \"screen_host\", profile: \"office\", \
             down: Cited(value: Mbps(-1), source: \"census\"), up: Cited(value: Mbps(1), source: \
             \"census\"), flows: Cited(value: 1, source: \"census\")))",
            "negative",
            "Mbps(-1)",
        ),
        (
            "Profile(application: \"web\", value: \"evening\")",
            "Background(node: \"nobody\", value: (to: \"screen_host\", profile: \"office\", \
             down: Cited(value: Mbps(1), source: \"census\"), up: Cited(value: Mbps(1), source: \
             \"census\"), flows: Cited(value: 1, source: \"census\")))",
            "unknown-node",
            "\"nobody\"",
        ),
    ] {
        let memory = two_days().but(DAY, from, to);
        let problems = memory.study().diagnostics;
        assert!(
            problems
                .iter()
                .any(|p| p.code == code && p.file == DAY && at(p) == memory.place(DAY, piece)),
            "{to}: {problems:?}"
        );
    }
}

#[test]
fn new_numbers_of_appliances_are_held_to_their_ranges() {
    let model = "models/example.ron";
    for (field, code, piece) in [
        ("session_setup: Cited(value: Millis(-1), source: \"census\"),", "negative", "Millis(-1)"),
        (
            "background: (to: \"web_sites\", profile: \"office\", down: Cited(value: Mbps(1), source: \
             \"census\"), up: Cited(value: Mbps(1), source: \"census\"), flows: Cited(value: 1, source: \
             \"census\"), sessions: Cited(value: 2e9, source: \"census\")),",
            "too-large",
            "2e9",
        ),
    ] {
        let memory = example().but(model, "throughput:", &format!("{field} throughput:"));
        let problem = memory.one();
        assert_eq!((problem.code, at(&problem)), (code, memory.place(model, piece)));
    }
}

/// 40 models on 7 days are 280 cases.
#[test]
fn a_study_has_a_limit_of_cases() {
    let mut memory = example();
    let model = memory.text("models/example.ron").to_owned();
    let names = |folder: &str, count: usize| -> String {
        let names = (0..count).map(|n| format!("\"../{folder}/n{n}.ron\""));
        names.collect::<Vec<_>>().join(", ")
    };
    for n in 0..40 {
        let text = model.replace("id: \"example\"", &format!("id: \"n{n}\""));
        memory = memory.with(&format!("models/n{n}.ron"), &text);
    }
    for n in 0..7 {
        let text = PLAIN.replace("\"plain\"", &format!("\"n{n}\""));
        memory = memory.with(&format!("days/n{n}.ron"), &text);
    }
    let memory = memory.but(STUDY, "\"../models/example.ron\"", &names("models", 40)).but(
        STUDY,
        "sources:",
        &format!("days: [{}],\n    sources:", names("days", 7)),
    );
    let problem = memory.one();
    assert_eq!((problem.code, argument(&problem, "count")), ("too-many-cases", "280"));
}
