//! Regions: what is refused and where, and what comes out.

use crate::memory::{Memory, argument, at, codes, conform, readme};
use sansou_scenario::region::{Bodies, Checked, Use, Way, read};

const REGION: &str = "regions/example.ron";

fn checked(memory: &Memory) -> Checked {
    let checked = read(memory, REGION);
    conform(&checked.diagnostics);
    checked
}

#[test]
fn the_readme_example_is_a_region() {
    let checked = checked(&readme());
    assert_eq!(codes(&checked.diagnostics), [""; 0]);
    let region = checked.region.unwrap();
    let ids: Vec<&str> = region.applications.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(ids, ["meeting", "web"]);
    // 1 of 4 parts of the day's uses fall on the hour from 9.
    assert_eq!(region.applications[1].hours[9], 0.25);
    assert_eq!(
        (region.applications[0].way, region.applications[1].way),
        (Way::Breakout, Way::Cloud)
    );
    assert!(matches!(region.applications[0].kind, Use::Stream { rate_bps: 2.5e6, .. }));
    let Bodies::Listed(clouds) = &region.bodies else { panic!() };
    assert_eq!((clouds[0].exit_bps, clouds[0].bodies.len()), (5e8, 2));
    let city = &clouds[0].bodies[0];
    assert_eq!((city.id.as_str(), city.users, city.breakout_bps), ("city", 600.0, Some(1e9)));
}

#[test]
fn order_in_lists_never_matters() {
    let example = readme();
    let text = example.text(REGION);
    let town = text.find("                (\n                    id: \"town\"").unwrap();
    let city = text.find("                (\n                    id: \"city\"").unwrap();
    let end = text.find("            ],\n        ),\n    ]),").unwrap();
    assert!(town < city);
    let moved = [&text[..town], &text[city..end], &text[town..city], &text[end..]].concat();
    let [first, second] = [example.clone(), example.with(REGION, &moved)]
        .map(|memory| checked(&memory).region.unwrap());
    assert_eq!((first.applications, first.bodies), (second.applications, second.bodies));
}

#[test]
fn each_mistake_has_a_place() {
    for (from, to, code, piece) in [
        ("value: Mbps(500)", "value: Mbps(0)", "not-positive", "Mbps(0)"),
        ("value: 120, low: 100", "value: -1, low: -1", "not-positive", "-1, low"),
        ("profile: \"office\"", "profile: \"offce\"", "unknown-profile", "\"offce\""),
        ("source: \"census\"", "source: \"cenus\"", "unknown-source", "\"cenus\""),
        ("way: Cloud", "way: Clod", "unknown-variant", "Clod"),
        ("id: \"town\"", "id: \"city\"", "duplicate-id", "\"city\", name: (ja: \"例市"),
        ("id: \"town\"", "id: \"Town\"", "bad-id", "\"Town\""),
        ("hours: [0, ", "hours: [", "profile-hours", "[0, 0"),
        ("value: 60, low: 20", "value: 300, low: 20", "range-disordered", "Assumed(value: 300"),
        ("value: 0.5, low: 0.1", "value: 1.5, low: 0.1", "not-probability", "1.5"),
        (
            "value: Fixed(Minutes(30))",
            "value: Fixed(Hours(25))",
            "too-large",
            "Assumed(value: Fixed(Hours",
        ),
    ] {
        let memory = readme().but(REGION, from, to);
        let problems = checked(&memory).diagnostics;
        let problem = problems.iter().find(|p| p.code == code);
        let problem = problem.unwrap_or_else(|| panic!("{to}: {problems:#?}"));
        assert_eq!(at(problem), memory.place(REGION, piece), "{to}");
        assert!(checked(&memory).region.is_none(), "{to}");
        assert_eq!(codes(&memory.check(REGION)), codes(&problems), "{to}");
    }
}

#[test]
fn a_region_is_limited() {
    let fitted = |clouds: &str, bodies: &str, users: &str| {
        let assumed = |value: &str| {
            format!(
                "Assumed(value: {value}, low: {value}, high: {value}, why: (ja: \"例\", en: \"x\"))"
            )
        };
        let text = readme().text(REGION).to_owned();
        let start = text.find("    bodies: Listed").unwrap();
        let fields = [
            ("clouds", clouds),
            ("bodies", bodies),
            ("users", users),
            ("sigma", "1"),
            ("exit_per_user", "Kbps(30)"),
            ("line_per_user", "Kbps(30)"),
            ("least_line", "Mbps(10)"),
        ];
        let fields = fields.map(|(name, value)| format!("{name}: {}", assumed(value))).join(", ");
        let text = format!("{}    bodies: Fitted({fields}),\n)\n", &text[..start]);
        checked(&readme().with(REGION, &text))
    };
    let good = fitted("47", "1788", "1500000");
    assert!(matches!(good.region.unwrap().bodies, Bodies::Fitted(law) if law.bodies == 1_788));
    for (clouds, bodies, users, field) in [
        ("47", "5001", "1500000", "bodies"),
        ("47", "1788", "10000001", "users"),
        ("2000", "1788", "1500000", "clouds"),
        ("47", "1788", "1000", "bodies"),
    ] {
        let refused = fitted(clouds, bodies, users);
        assert_eq!(codes(&refused.diagnostics), ["too-large"], "{field}");
        assert_eq!(argument(&refused.diagnostics[0], "field"), field);
        assert!(refused.region.is_none());
    }
}
