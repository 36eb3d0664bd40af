//! Numbers, ids, lists, rules: what a file by itself is held to.

use crate::memory::{STUDY, argument, at, example};

const CITY: &str = "municipalities/example.ron";
const CONTROLS: &str = "controls/example.ron";
const MODEL: &str = "models/example.ron";
const RULES: &str = "rules/example.ron";
const THREATS: &str = "threats/example.ron";
const WORKLOAD: &str = "workloads/example.ron";

#[test]
fn probability_of_more_than_one() {
    let memory =
        example().but(RULES, "value: 0.2, low: 0.05, high: 0.5", "value: 1.2, low: 0.5, high: 1.2");
    let problems = memory.study().diagnostics;
    assert_eq!(problems.len(), 2);
    assert_eq!((problems[0].code, problems[0].file.as_str()), ("not-probability", RULES));
    assert_eq!(at(&problems[0]), memory.place(RULES, "1.2, low"));
    assert_eq!(argument(&problems[0], "value"), "1.2");
    assert_eq!(argument(&problems[0], "field"), "success");
}

#[test]
fn each_value_is_held_to_its_range() {
    let hours = "[0, 0, 0, 0, 0, 0, 0, 1, 6, 10, 10, 9, 5, 9, 10, 9, 7, 3, 1, 0, 0, 0, 0, 0]";
    for (path, from, to, code, piece) in [
        (
            CITY,
            "low: 100, high: 160",
            "low: 140, high: 160",
            "range-disordered",
            "Assumed(value: 130",
        ),
        (CITY, "value: 8000", "value: 0", "not-positive", "0, source"),
        (CITY, "value: 8000", "value: inf", "not-finite", "inf"),
        (
            MODEL,
            "value: Millis(0.5), low: Millis(0.1)",
            "value: Millis(0.5), low: Millis(-1)",
            "negative",
            "Millis(-1)",
        ),
        (MODEL, "PerTerminal(1)", "PerTerminal(0)", "not-positive", "PerTerminal(0)"),
        (MODEL, "PerTerminal(1)", "Fixed(2e7)", "too-large", "Fixed(2e7)"),
        (
            MODEL,
            "value: Millis(0.5), low: Millis(0.1), high: Millis(2)",
            "value: Hours(2), low: Millis(0.1), high: Hours(2)",
            "too-large",
            "Hours(2), low",
        ),
        (STUDY, "trials: 1000", "trials: 10000001", "too-large", "10000001"),
        (
            WORKLOAD,
            "uses_per_day: Assumed(value: 60, low: 20, high: 200",
            "uses_per_day: Assumed(value: 1000000, low: 20, high: 1000000",
            "too-many-uses",
            "Elastic(",
        ),
        (STUDY, "Days(30)", "Days(3651)", "too-large", "Days(3651)"),
        (RULES, "Pert(min: Minutes(5)", "Pert(min: Hours(2)", "distribution-disordered", "Pert("),
        (
            WORKLOAD,
            "Lognormal(median: MB(1.5), sigma: 1.0)",
            "Lognormal(median: MB(1.5), sigma: -1)",
            "negative",
            "-1)",
        ),
        (WORKLOAD, hours, "[1, 2]", "profile-hours", "[1, 2]"),
        (
            WORKLOAD,
            hours,
            "[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]",
            "profile-zero",
            "[0,",
        ),
        (RULES, "T1189", "T118", "bad-technique", "\"T118\""),
        (RULES, "T1189", "T1189.1", "bad-technique", "\"T1189.1\""),
        (
            RULES,
            "needs: [\"code\"],",
            "needs: [\"code\"], needs_there: [\"lure\"],",
            "needs-there-on-local",
            "[\"lure\"], gives: \"held\"",
        ),
        (
            RULES,
            "holding: true",
            "holding: false",
            "asset-from-nowhere",
            "\"held\",\n            success",
        ),
        (
            RULES,
            "gives: \"held\"",
            "gives: \"code\"",
            "holding-without-asset",
            "true),\n            needs",
        ),
        (
            RULES,
            "unless: [Destinations]",
            "unless: [Destinations], only: [Tenant, Destinations]",
            "limit-contradiction",
            "Destinations], nodes",
        ),
        (RULES, "needs: [\"lure\"]", "needs: []", "empty-list", "[], gives"),
        (STUDY, "[\"../models/example.ron\"]", "[]", "empty-list", "[],\n    controls"),
        (
            CONTROLS,
            "[\"run_download\", \"read_files\"]",
            "[\"read_files\", \"read_files\"]",
            "repeated",
            "\"read_files\"],",
        ),
        (
            THREATS,
            "step: \"lure\", node",
            "step: \"held\", node",
            "foothold-of-asset",
            "\"held\", node",
        ),
        (MODEL, "id: \"terminals\"", "id: \"Terminals\"", "bad-id", "\"Terminals\""),
        (CITY, "rei-town", "rei town", "bad-id", "\"rei town\""),
    ] {
        let memory = example().but(path, from, to);
        let problems = memory.study().diagnostics;
        let found = problems.iter().find(|p| p.code == code);
        let Some(problem) = found else { panic!("{to}: {problems:#?}") };
        assert_eq!(problem.file, path);
        assert_eq!(at(problem), memory.place(path, piece), "{to}");
    }
}

#[test]
fn scheduled_times_lie_within_the_day() {
    let memory = example()
        .but(WORKLOAD, "kind: Elastic(", "kind: Scheduled(at: [Hours(9), Hours(24)], within: Cited(value: Hours(1), source: \"census\"), from_peers: Cited(value: 0, source: \"census\"),")
        .but(WORKLOAD, "uses_per_day: Assumed(value: 60, low: 20, high: 200, why: (ja: \"目安\", en: \"Rough figure\")),", "")
        .but(WORKLOAD, "direction: Down,", "");
    let problem = memory.one();
    assert_eq!(
        (problem.code, at(&problem)),
        ("not-time-of-day", memory.place(WORKLOAD, "Hours(24)"))
    );
}

#[test]
fn overrides_are_held_to_the_same() {
    for (set, code, piece) in [
        (
            "Coverage(placement: \"edr_desktops\", value: Cited(value: 2, source: \"census\"))",
            "not-probability",
            "2, source",
        ),
        (
            "AddConduit((id: \"x\", name: (ja: \"\", en: \"\"), kind: Web, from: [], to: \"web_sites\", code: None, data: None))",
            "empty-list",
            "[], to",
        ),
        ("Count(node: \"terminals\", value: Fixed(0))", "not-positive", "Fixed(0)"),
    ] {
        let memory = example().but(STUDY, "Remove(\"paper_route\")", set);
        let problem = memory.one();
        assert_eq!((problem.code, at(&problem)), (code, memory.place(STUDY, piece)));
    }
}
