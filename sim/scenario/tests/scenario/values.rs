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
fn a_route_has_few_legs() {
    let legs = "Screen(\"see_desktop\"), ".repeat(16);
    let memory =
        example().but(MODEL, "[Screen(\"see_desktop\"), Content", &format!("[{legs}Content"));
    let problem = memory.one();
    assert_eq!((problem.code, argument(&problem, "field")), ("too-large", "legs"));
}

#[test]
fn what_a_model_asks_as_a_whole_is_limited() {
    let figures = "capacity: Cited(value: Mbps(1), source: \"census\"), delay: Cited(value: Millis(1), source: \"census\")";
    let name = "name: (ja: \"\", en: \"\")";
    let link = |id: usize, lines: usize| {
        format!(
            "(id: \"more{id}\", kind: Lan, between: (\"terminals\", \"web_sites\"), lines: Fixed({lines}), {name}, {figures}),"
        )
    };
    let links: String = (0..30).map(|id| link(id, 1_000)).collect();
    let problem = example().but(MODEL, "links: [", &format!("links: [{links}")).one();
    assert_eq!((problem.code, argument(&problem, "limit")), ("too-many-cells", "50000000"));

    // 997 × 991 sets of parallel lines for two legs of 200,000 units in two groups.
    let links = link(0, 997) + &link(1, 991);
    let group = format!(
        "(id: \"more\", zone: \"lgwan_connected\", kind: Terminals, {name}, count: Fixed(100000)),"
    );
    let memory = example()
        .but(MODEL, "PerTerminal(1)", "Fixed(100000)")
        .but(MODEL, "links: [", &format!("links: [{links}"))
        .but(MODEL, "nodes: [", &format!("nodes: [{group}"))
        .but(
            MODEL,
            "class: Web, from: [\"terminals\"]",
            "class: Web, from: [\"terminals\", \"more\"]",
        )
        .but(
            MODEL,
            "from: [\"terminals\"], to: \"screen_host\"",
            "from: [\"terminals\", \"more\"], to: \"screen_host\"",
        )
        .but(WORKLOAD, "value: 60, low: 20", "value: 1, low: 1");
    let problem = memory.one();
    assert_eq!((problem.code, argument(&problem, "value")), ("too-many-ways", "400000"));

    let assets: String = (0..1_000)
        .map(|id| {
            format!(
                "(id: \"more{id}\", class: C2, on: [\"screen_host\"], {name}, records: Cited(value: Fixed(1), source: \"census\")),"
            )
        })
        .collect();
    let nodes: String = (0..2_000)
        .map(|id| format!("(id: \"more{id}\", zone: \"internet\", kind: FileServer, {name}),"))
        .collect();
    let rule = format!(
        "(id: \"spread\", technique: \"T1189\", {name}, on: Local(), needs: [\"held\"], gives: \"held\", success: Cited(value: 1, source: \"census\"), time: Cited(value: Fixed(Hours(1)), source: \"census\")),"
    );
    let memory = example()
        .but(MODEL, "assets: [", &format!("assets: [{assets}"))
        .but(MODEL, "nodes: [", &format!("nodes: [{nodes}"))
        .but(RULES, "rules: [", &format!("rules: [{rule}"));
    let problem = memory.one();
    assert_eq!((problem.code, problem.file.as_str()), ("too-many-groundings", RULES));
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
