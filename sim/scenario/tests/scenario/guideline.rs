//! Guidelines: what is refused and where, and what comes out.

use crate::memory::{STUDY, argument, at, codes, example};
use sansou_scenario::case::{Edition, Scheme};
use sansou_scenario::guideline::{Requirement, Section, Wording};

const GUIDELINE: &str = "guideline/example.ron";

#[test]
fn the_readme_example_is_a_guideline() {
    let memory = example();
    let checked = memory.study();
    assert_eq!(codes(&checked.diagnostics), [""; 0]);
    let items = checked.study.unwrap().guideline;
    let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["screen_limits", "endpoint"]);
    let limits = &items[0];
    assert_eq!((limits.section, limits.wording), (Section::LgwanConnected, Wording::SecondHand));
    assert_eq!((limits.from, limits.until), (Some(Edition::R4_3), Some(Edition::R7_3)));
    assert!(!limits.stands_in(Edition::R2_12) && limits.stands_in(Edition::R7_3));
    assert_eq!(limits.citations[0].title.en, "Census (example)");
    let endpoint = &items[1];
    assert_eq!(endpoint.schemes, [Scheme::Beta, Scheme::BetaPrime]);
    let Requirement::Controls { any_of, least_coverage, .. } = &endpoint.requires[0] else {
        panic!()
    };
    assert_eq!((any_of[0].id.as_str(), any_of[0].name.en.as_str()), ("edr", "EDR"));
    assert_eq!(*least_coverage, 0.9);
    assert_eq!(codes(&memory.check(GUIDELINE)), [""; 0]);
}

#[test]
fn each_mistake_has_a_place() {
    for (from, to, code, piece) in [
        ("\"edr\"], nodes", "\"edrr\"], nodes", "unknown-control", "\"edrr\""),
        ("source: \"census\"", "source: \"cenus\"", "unknown-source", "\"cenus\""),
        ("section: Beta", "section: Bta", "unknown-variant", "Bta"),
        (
            "id: \"endpoint\"",
            "id: \"screen_limits\"",
            "duplicate-id",
            "\"screen_limits\", section: Beta",
        ),
        ("id: \"endpoint\"", "id: \"End\"", "bad-id", "\"End\""),
        ("until: R7_3", "until: R2_12", "editions-disordered", "(from: R4_3, until"),
        ("nodes: (kinds: [ScreenHost]), ", "", "requirement-nowhere", "Controls(any_of: [\"edr\"]"),
        ("least_coverage: 0.9", "least_coverage: 90", "not-probability", "90)"),
        ("any_of: [\"edr\"]", "any_of: []", "empty-list", "[], nodes"),
        ("all_of: [Addresses, Ports]", "all_of: []", "empty-list", "Limits(all_of: []"),
        (
            "near: [InternetConnected]),\n",
            "far: [InternetConnected]),\n",
            "missing-field",
            "(kinds: [Web], far",
        ),
    ] {
        let memory = example().but(GUIDELINE, from, to);
        let problems = memory.study().diagnostics;
        let problem = problems.iter().find(|p| p.code == code);
        let problem = problem.unwrap_or_else(|| panic!("{to}: {problems:#?}"));
        assert_eq!(at(problem), memory.place(GUIDELINE, piece), "{to}");
        assert!(memory.study().study.is_none(), "{to}");
        // By itself it is refused for the same reason.
        assert_eq!(codes(&memory.check(GUIDELINE)), codes(&problems), "{to}");
    }
}

#[test]
fn near_spellings_and_missing_files_are_told() {
    let memory = example().but(GUIDELINE, "[\"edr\"], nodes", "[\"edrr\"], nodes");
    assert_eq!(memory.one().suggestion.as_deref(), Some("edr"));
    // What cannot be read may hold what is named.
    let memory = example().but(GUIDELINE, "../controls/example.ron", "../controls/none.ron");
    let problem = memory.one();
    assert_eq!((problem.code, argument(&problem, "path")), ("file-not-found", "controls/none.ron"));
    assert_eq!(problem.file, GUIDELINE);
}

#[test]
fn items_may_name_controls_of_the_study() {
    let own = "controls: [\"../controls/example.ron\"],\n    sources: [\"../sources/example.ron\"],\n    items";
    let memory = example().but(GUIDELINE, own, "sources: [\"../sources/example.ron\"],\n    items");
    assert_eq!(codes(&memory.study().diagnostics), [""; 0]);
    assert_eq!(codes(&memory.check(GUIDELINE)), ["unknown-control"]);
}

#[test]
fn a_study_may_do_without() {
    let named = "    guidelines: [\"../guideline/example.ron\"],\n";
    let study = example().but(STUDY, named, "").study().study.unwrap();
    assert_eq!(study.guideline, []);
}
