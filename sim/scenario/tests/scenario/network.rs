//! References between elements and files.

use crate::memory::{STUDY, argument, at, codes, example};
use sansou_scenario::diagnostic::Severity;

const CONTROLS: &str = "controls/example.ron";
const MODEL: &str = "models/example.ron";
const PART: &str = "models/parts/example.ron";
const RULES: &str = "rules/example.ron";
const THREATS: &str = "threats/example.ron";
const WORKLOAD: &str = "workloads/example.ron";

#[test]
fn conduit_to_a_node_that_does_not_exist() {
    let memory = example().but(MODEL, "to: \"web_sites\"", "to: \"web_site\"");
    let problem = memory.one();
    assert_eq!((problem.code, problem.file.as_str()), ("unknown-node", MODEL));
    assert_eq!(at(&problem), memory.place(MODEL, "\"web_site\","));
    assert_eq!(argument(&problem, "model"), "example");
    assert_eq!(problem.suggestion.as_deref(), Some("web_sites"));
}

#[test]
fn node_in_a_zone_that_does_not_exist() {
    let memory = example().but(PART, "zone: \"internet\"", "zone: \"intranet\"");
    let problem = memory.one();
    assert_eq!((problem.code, problem.file.as_str()), ("unknown-zone", PART));
    assert_eq!(at(&problem), memory.place(PART, "\"intranet\""));
    // The part alone may be included by a model that has the zone.
    assert_eq!(codes(&memory.check(PART)), [""; 0]);
    assert_eq!(codes(&memory.check(MODEL)), ["unknown-zone"]);
}

#[test]
fn every_reference_must_lead_somewhere() {
    for (path, from, to, code, piece) in [
        (
            MODEL,
            "between: (\"terminals\"",
            "between: (\"terminal\"",
            "unknown-node",
            "\"terminal\"",
        ),
        (
            MODEL,
            "on: [\"screen_host\"]",
            "on: [\"screen_hots\"]",
            "unknown-node",
            "\"screen_hots\"",
        ),
        (
            MODEL,
            "zones: [\"internet_connected\"]",
            "zones: [\"inter\"]",
            "unknown-zone",
            "\"inter\"",
        ),
        (MODEL, "control: \"edr\"", "control: \"edd\"", "unknown-control", "\"edd\""),
        (MODEL, "Content(\"browse\")", "Content(\"brows\")", "unknown-conduit", "\"brows\""),
        (
            MODEL,
            "remove: [\"old_site\"]",
            "remove: [\"old_sit\"]",
            "unknown-removed",
            "\"old_sit\"",
        ),
        (
            CONTROLS,
            "rules: [\"run_download\"]",
            "rules: [\"run_downlaod\"]",
            "unknown-rule",
            "\"run_downlaod\"",
        ),
        (RULES, "needs: [\"code\"]", "needs: [\"cod\"]", "unknown-step", "\"cod\""),
        (
            THREATS,
            "assets: [\"approvals\"]",
            "assets: [\"approval\"]",
            "unknown-asset",
            "\"approval\"",
        ),
        (
            THREATS,
            "goals: [\"documents_taken\"]",
            "goals: [\"taken\"]",
            "unknown-goal",
            "\"taken\"",
        ),
        (WORKLOAD, "profile: \"office\"", "profile: \"offices\"", "unknown-profile", "\"offices\""),
        (
            WORKLOAD,
            "source: \"rdp-guide\"",
            "source: \"rdp_guide\"",
            "unknown-source",
            "\"rdp_guide\"",
        ),
        (
            STUDY,
            "Capacity(link: \"internet_line\"",
            "Capacity(link: \"line\"",
            "unknown-link",
            "\"line\"",
        ),
        (STUDY, "Remove(\"paper_route\")", "Remove(\"paper\")", "unknown-removed", "\"paper\""),
        (STUDY, "models: [\"example\"]", "models: [\"exampel\"]", "unknown-model", "\"exampel\""),
    ] {
        let memory = example().but(path, from, to);
        let problem = memory.one();
        assert_eq!((problem.code, problem.file.as_str()), (code, path), "{to}");
        assert_eq!(at(&problem), memory.place(path, piece), "{to}");
    }
}

#[test]
fn overrides_that_name_nothing() {
    let value = "value: Cited(value: 0.5, source: \"census\")";
    for (set, code) in [
        (format!("Coverage(placement: \"x\", {value})"), "unknown-placement"),
        ("Count(node: \"x\", value: Fixed(1))".to_owned(), "unknown-node"),
        ("Limits(conduit: \"x\", value: [])".to_owned(), "unknown-conduit"),
        (format!("Success(rule: \"x\", {value})"), "unknown-rule"),
        ("Begins(threat: \"x\", value: OfficeHours)".to_owned(), "unknown-threat"),
        (
            "ThreatRate(threat: \"x\", value: Cited(value: PerYear(1), source: \"census\"))"
                .to_owned(),
            "unknown-threat",
        ),
        (format!("Users(application: \"x\", {value})"), "unknown-application"),
    ] {
        let memory = example().but(STUDY, "Remove(\"paper_route\")", &set);
        let problem = memory.one();
        assert_eq!((problem.code, at(&problem)), (code, memory.place(STUDY, "\"x\"")));
    }
}

#[test]
fn duplicate_ids_name_both_places() {
    let memory = example().but(MODEL, "id: \"internet_line\"", "id: \"lan\"").but(
        STUDY,
        "Capacity(link: \"internet_line\"",
        "Capacity(link: \"lan\"",
    );
    let problem = memory.one();
    assert_eq!(problem.code, "duplicate-id");
    assert_eq!(at(&problem), memory.place(MODEL, "\"lan\", kind: InternetAccess"));
    let (line, column) = memory.place(MODEL, "\"lan\", kind: Lan");
    assert_eq!(argument(&problem, "first"), format!("{MODEL}:{line}:{column}"));
    // Across files: the model's own element against an included one.
    let memory = example().but(MODEL, "remove: [\"old_site\"],", "").but(
        MODEL,
        "id: \"terminals\", zone",
        "id: \"old_site\", zone",
    );
    let problems = memory.study().diagnostics;
    let problem = problems.iter().find(|p| p.code == "duplicate-id").unwrap();
    assert!(argument(problem, "first").starts_with(PART));
}

#[test]
fn models_of_a_study_have_ids_of_their_own() {
    let text = example().text(MODEL).to_owned();
    let memory = example().with("models/second.ron", &text).but(
        STUDY,
        "[\"../models/example.ron\"]",
        "[\"../models/example.ron\", \"../models/second.ron\"]",
    );
    let problem = memory.one();
    assert_eq!((problem.code, problem.file.as_str()), ("duplicate-id", "models/second.ron"));
}

#[test]
fn a_problem_of_a_shared_part_names_its_models_once() {
    let text = example().text(MODEL).replace("id: \"example\"", "id: \"second\"");
    let memory = example()
        .with("models/second.ron", &text)
        .but(
            STUDY,
            "[\"../models/example.ron\"]",
            "[\"../models/example.ron\", \"../models/second.ron\"]",
        )
        .but(PART, "zone: \"internet\"", "zone: \"intranet\"");
    let problem = memory.one();
    assert_eq!(argument(&problem, "model"), "example, second");
}

#[test]
fn links_conduits_and_placements_make_sense() {
    for (from, to, code, piece) in [
        (
            "between: (\"terminals\", \"screen_host\")",
            "between: (\"terminals\", \"terminals\")",
            "link-to-itself",
            "(\"terminals\", \"terminals\")",
        ),
        (
            "from: [\"screen_host\"]",
            "from: [\"screen_host\", \"web_sites\"]",
            "conduit-to-itself",
            "\"web_sites\"], to",
        ),
        (
            "zones: [\"internet_connected\"],",
            "",
            "placement-nowhere",
            "(\n            id: \"edr_desktops\"",
        ),
        (
            "Screen(\"see_desktop\"), Content(\"browse\")",
            "Content(\"browse\")",
            "route-broken",
            "Content(\"browse\")",
        ),
        (
            "id: \"paper_route\", class: Mail",
            "id: \"paper_route\", class: Web",
            "duplicate-route",
            "[\"terminals\"], legs: [Screen(\"see_desktop\"), Content",
        ),
    ] {
        let memory =
            example().but(MODEL, from, to).but(STUDY, "(set: Remove(\"paper_route\")),", "");
        let problem = memory.one();
        assert_eq!(problem.code, code);
        let (line, column) = memory.place(MODEL, piece);
        let inside = if code == "duplicate-route" { column + 1 } else { column };
        assert_eq!(at(&problem), (line, inside), "{code}");
    }
}

#[test]
fn screen_transfer_needs_its_figures() {
    let memory = example().but(WORKLOAD, "lasts: Assumed(value: Exponential(mean: Seconds(20)), low: Fixed(Seconds(5)), high: Fixed(Minutes(1)), why: (ja: \"目安\", en: \"Rough figure\")),", "");
    let problem = memory.one();
    assert_eq!((problem.code, argument(&problem, "field")), ("screen-missing", "screen.lasts"));
    assert_eq!(problem.file, WORKLOAD);
}

#[test]
fn foothold_at_a_node_of_no_model_is_a_warning() {
    let memory = example().but(THREATS, "node: \"web_sites\"", "node: \"web_site\"");
    let checked = memory.study();
    assert_eq!(codes(&checked.diagnostics), ["foothold-nowhere"]);
    assert_eq!(checked.diagnostics[0].severity, Severity::Warning);
    assert_eq!(checked.diagnostics[0].suggestion.as_deref(), Some("web_sites"));
    assert!(checked.study.is_some_and(|s| s.cases[0].threats[0].footholds.is_empty()));
}

#[test]
fn what_could_not_be_read_is_not_reported_as_missing() {
    let memory = example().but(RULES, "id: \"code\"", "idd: \"code\"");
    assert_eq!(codes(&memory.study().diagnostics), ["unknown-field"]);
    let memory = example().but(STUDY, "../models/example.ron", "../models/missing.ron");
    assert_eq!(codes(&memory.study().diagnostics), ["file-not-found"]);
}

#[test]
fn files_are_checked_alone_as_far_as_they_go() {
    let memory = example();
    for path in memory.files.keys() {
        assert_eq!(codes(&memory.check(path)), [""; 0], "{path}");
    }
    // Steps may stand in another file of rules: only the study that names both can tell.
    let memory = example().but(RULES, "needs: [\"code\"]", "needs: [\"cod\"]");
    assert_eq!(codes(&memory.check(RULES)), [""; 0]);
    assert_eq!(memory.one().code, "unknown-step");
}
