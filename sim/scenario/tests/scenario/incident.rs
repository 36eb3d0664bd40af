//! Incidents: what is refused and where, and what comes out.

use crate::memory::{Memory, at, codes, conform, readme};
use sansou_scenario::incident::{Checked, read};

const INCIDENT: &str = "incidents/example.ron";

fn checked(memory: &Memory) -> Checked {
    let checked = read(memory, INCIDENT);
    conform(&checked.diagnostics);
    checked
}

#[test]
fn the_readme_example_is_an_incident() {
    let checked = checked(&readme());
    assert_eq!(codes(&checked.diagnostics), [""; 0]);
    let incident = checked.incident.unwrap();
    let case = &incident.study.cases[0];
    assert_eq!(case.threats[incident.threat.0].id, "drive_by");
    assert_eq!(case.goals[incident.goal.0].id, "documents_taken");
    assert_eq!((incident.chain.len(), incident.chain[1].techniques.len()), (2, 2));
    assert_eq!(incident.sources[0].id, "census");
    assert_eq!(incident.like.unwrap().study.cases.len(), 1);
    // Each control stands somewhere, so none was added.
    assert_eq!(incident.added, [""; 0]);
}

#[test]
fn a_control_that_stands_nowhere_is_added_everywhere() {
    let spare = "controls: [\n        (id: \"spare\", category: Technical, name: (ja: \"予備\", en: \"Spare\"), \
                 guideline: (ja: \"例\", en: \"Example\")),";
    let memory = readme().but("controls/example.ron", "controls: [", spare);
    let incident = checked(&memory).incident.unwrap();
    assert_eq!(incident.added, ["+spare"]);
    let case = &incident.study.cases[0];
    let added = case.placements.iter().find(|placement| placement.id == "+spare").unwrap();
    assert_eq!(case.controls[added.control.0].id, "spare");
    assert_eq!((added.nodes.len(), added.conduits.len()), (case.nodes.len(), case.conduits.len()));
    // The study by itself has not got it.
    let plain = &memory.study().study.unwrap().cases[0];
    assert_eq!(plain.placements.len() + 1, case.placements.len());
}

#[test]
fn each_mistake_has_a_place() {
    for (from, to, code, piece) in [
        ("id: \"example\"", "id: \"Example\"", "bad-id", "\"Example\""),
        ("\"2024-05\"", "\"2024-13\"", "bad-date", "\"2024-13\""),
        ("\"2024-05\"", "\"May 2024\"", "bad-date", "\"May 2024\""),
        ("\"2024-05\"", "\"2024-05-01-02\"", "bad-date", "\"2024-05-01-02\""),
        ("[\"T1189\"]", "[\"1189\"]", "bad-technique", "\"1189\""),
        ("[\"T1189\"]", "[]", "empty-list", "[]"),
        ("\"T1039\"", "\"T1005\"", "repeated", "\"T1005\"], at"),
        ("at: [\"screen_host\"]", "at: [\"scren_host\"]", "unknown-node", "\"scren_host\""),
        ("at: [\"screen_host\"]", "at: []", "empty-list", "[]"),
        ("[\"census\"]", "[\"cenus\"]", "unknown-source", "\"cenus\""),
        ("threat: \"drive_by\"", "threat: \"drive\"", "unknown-threat", "\"drive\""),
        ("goal: \"documents_taken\"", "goal: \"taken\"", "unknown-goal", "\"taken\""),
        ("study: \"../studies", "study: \"../study", "file-not-found", "\"../study/"),
        ("study: \"../studies/", "study: \"../rules/", "wrong-kind", "\"../rules/"),
    ] {
        let memory = readme().but(INCIDENT, from, to);
        let problems = checked(&memory).diagnostics;
        let problem = problems.iter().find(|p| p.code == code);
        let problem = problem.unwrap_or_else(|| panic!("{to}: {problems:#?}"));
        if code != "repeated" {
            assert_eq!(at(problem), memory.place(INCIDENT, piece), "{to}");
        }
        assert!(checked(&memory).incident.is_none(), "{to}");
        assert_eq!(codes(&memory.check(INCIDENT)), codes(&problems), "{to}");
    }
}

#[test]
fn the_study_has_one_model() {
    let second = readme().text("models/example.ron").replace("id: \"example\"", "id: \"second\"");
    let memory = readme().with("models/second.ron", &second).but(
        "studies/example.ron",
        "[\"../models/example.ron\"]",
        "[\"../models/example.ron\", \"../models/second.ron\"]",
    );
    assert_eq!(codes(&checked(&memory).diagnostics), ["not-one-model"]);
}
