//! What comes out: sorted, resolved, with a ledger; independent of the order in files.

use crate::memory::{Memory, STUDY, argument, codes, example};
use sansou_scenario::case::{Leg, NodeId, Origin, Study};

const MODEL: &str = "models/example.ron";

fn study(memory: &Memory) -> Study {
    let checked = memory.study();
    assert_eq!(codes(&checked.diagnostics), [""; 0]);
    checked.study.unwrap()
}

#[test]
fn the_readme_example_is_a_case() {
    let study = study(&example());
    let case = &study.cases[0];
    assert_eq!((study.id.as_str(), case.model.as_str()), ("example", "example"));
    let nodes: Vec<&str> = case.nodes.iter().map(|n| n.id.as_str()).collect();
    assert_eq!(nodes, ["screen_host", "terminals", "web_sites"]);
    assert_eq!(case.nodes[1].count, 140);
    // 130 members of staff, 200 documents each.
    assert_eq!(case.assets[0].records.value, 26_000.0);
    // The override's value, not the model's.
    assert_eq!(case.links[0].id, "internet_line");
    assert_eq!(case.links[0].capacity.value, 5e8);
    assert_eq!(case.placements[0].nodes, [NodeId(0)]);
    assert_eq!(case.routes.len(), 1);
    let browse = case.conduit("browse").unwrap();
    let desktop = case.conduit("see_desktop").unwrap();
    assert_eq!(case.routes[0].legs, [Leg::Screen(desktop), Leg::Content(browse)]);
    assert_eq!(study.run.horizon_secs, 30.0 * 86_400.0);
    assert_eq!(study.sources.len(), 2);
}

#[test]
fn the_ledger_holds_every_number_once_by_key() {
    let study = study(&example());
    let case = &study.cases[0];
    let keys: Vec<&str> = case.ledger.iter().map(|e| e.key.as_str()).collect();
    assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
    let entry = |key: &str| case.ledger.iter().find(|e| e.key == key).unwrap();
    let age = case.nodes[1].patch_age.unwrap();
    assert_eq!(case.ledger[age.ledger.index()].key, "nodes/terminals/patch_age");
    assert_eq!(age.value, 60.0 * 86_400.0);
    let time = entry("rules/run_download/time");
    assert_eq!((time.value, time.low, time.high), (43_200.0, 3_600.0, 432_000.0));
    assert_eq!(time.form.as_deref(), Some("exponential"));
    let counter = entry("controls/edr/counters/run_download/lets_through");
    assert_eq!((counter.value, counter.field.as_str()), (0.3, "lets_through"));
    assert_eq!(counter.of.en, "EDR");
    let source = Origin::Cited { source: "census".to_owned() };
    assert_eq!(entry("municipality/residents").origin, source);
    let capacity = entry("links/internet_line/capacity");
    assert!(matches!(&capacity.origin, Origin::Assumed { why } if why.ja == "増速した場合"));
}

#[test]
fn controls_that_stand_nowhere_are_left_out() {
    let controls = example().text("controls/example.ron").to_owned();
    let block = controls.split("controls: [").nth(1).unwrap();
    let block = block.trim_end().strip_suffix("],\n)").unwrap();
    let more = block.replace("id: \"edr\"", "id: \"another\"");
    let memory =
        example().but("controls/example.ron", "controls: [", &format!("controls: [{more}"));
    let with = study(&memory);
    let without = study(&example());
    assert_eq!(format!("{:?}", with.cases), format!("{:?}", without.cases));
}

#[test]
fn the_order_in_lists_never_matters() {
    // Each list of the model, of the rules and of the limits, written the other way round.
    let memory = example()
        .but(MODEL, "limits: [Ports, Addresses]", "limits: [Addresses, Ports]")
        .but("rules/example.ron", "(id: \"lure\", name: (ja: \"誘いの用意\", en: \"Lure prepared\")),\n", "")
        .but("rules/example.ron", "of_asset: true),\n", "of_asset: true),\n        (id: \"lure\", name: (ja: \"誘いの用意\", en: \"Lure prepared\")),\n")
        .but("controls/example.ron", "[\"run_download\", \"read_files\"]", "[\"read_files\", \"run_download\"]");
    let reordered = swapped(&memory, MODEL);
    assert_ne!(memory.files, reordered.files);
    let (plain, reordered) = (study(&example()), study(&reordered));
    assert_eq!(format!("{:?}", plain.cases), format!("{:?}", reordered.cases));
    assert_ne!(plain.hash, reordered.hash);
}

/// The model with the elements of `nodes` and `links` in the other order.
fn swapped(memory: &Memory, path: &str) -> Memory {
    let mut text = memory.text(path).to_owned();
    for list in ["    nodes: [\n", "    links: [\n"] {
        let from = text.find(list).unwrap() + list.len();
        let to = from + text[from..].find("\n    ],").unwrap() + 1;
        let middle = from + text[from..to].find("        ),\n").unwrap() + "        ),\n".len();
        let (first, second) = (text[from..middle].to_owned(), text[middle..to].to_owned());
        text.replace_range(from..to, &format!("{second}{first}"));
    }
    memory.clone().with(path, &text)
}

#[test]
fn counts_round_half_up_to_at_least_one() {
    // 140 terminals, 3 branches.
    for (amount, count) in [
        ("PerTerminal(0.025)", 4),
        ("PerTerminal(0.0249)", 3),
        ("PerBranch(0.1)", 1),
        ("Fixed(0.2)", 1),
    ] {
        let memory = example().but(MODEL, "PerTerminal(1)", amount);
        assert_eq!(study(&memory).cases[0].nodes[1].count, count, "{amount}");
    }
}

#[test]
fn a_part_that_is_included_twice_counts_once() {
    let memory = example()
        .but(
            MODEL,
            "include: [\"parts/example.ron\"]",
            "include: [\"parts/more.ron\", \"parts/example.ron\"]",
        )
        .with("models/parts/more.ron", "Part(format: 1, include: [\"example.ron\"])");
    assert_eq!(format!("{:?}", study(&memory).cases), format!("{:?}", study(&example()).cases));
}

#[test]
fn an_element_can_be_removed_and_written_anew() {
    let memory = example().but(MODEL, "    links: [", "    assets: [],\n    links: [");
    // (A field twice is an error: this is only to see that the test's text is what is read.)
    assert_eq!(codes(&memory.check(MODEL)), ["duplicate-field"]);
    let memory = example().but(MODEL, "remove: [\"old_site\"]", "remove: [\"old_site\", \"web_sites\"]").but(
        MODEL,
        "nodes: [\n",
        "nodes: [\n(id: \"web_sites\", zone: \"internet\", kind: Proxy, name: (ja: \"新\", en: \"New\")),\n",
    );
    assert_eq!(study(&memory).cases[0].nodes[2].name.en, "New");
}

#[test]
fn overrides_bear_on_their_models_in_order() {
    let second = example().text(MODEL).replace("id: \"example\"", "id: \"second\"");
    let memory = example()
        .with("models/second.ron", &second)
        .but(STUDY, "[\"../models/example.ron\"]", "[\"../models/second.ron\", \"../models/example.ron\"]")
        .but(
            STUDY,
            "(set: Remove(\"paper_route\")),",
            "(models: [\"second\"], set: Success(rule: \"read_files\", value: Cited(value: 0.25, source: \"census\"))),
             (models: [\"second\"], set: Limits(conduit: \"browse\", value: [Tenant])),
             (set: Remove(\"edr_desktops\")),
             (set: AddPlacement((id: \"edr_desktops\", control: \"edr\", nodes: [\"terminals\"]))),",
        );
    let study = study(&memory);
    let models: Vec<&str> = study.cases.iter().map(|c| c.model.as_str()).collect();
    assert_eq!(models, ["second", "example"]);
    let success: Vec<f64> = study.cases.iter().map(|c| c.rules[0].success.value).collect();
    assert_eq!(success, [0.25, 0.8]);
    assert_eq!(study.cases[0].links[0].capacity.value, 1e8);
    assert_eq!(study.cases[0].conduits[0].limits.len(), 1);
    assert_eq!(study.cases[1].placements[0].nodes, [NodeId(1)]);
    assert!(study.cases[1].placements[0].coverage.is_none());
}

#[test]
fn the_hash_does_not_depend_on_where_the_files_lie() {
    let mut moved = Memory::default();
    for (path, bytes) in example().files {
        moved.files.insert(format!("/somewhere/else/{path}"), bytes);
    }
    let checked = sansou_scenario::load::study(&moved, "/somewhere/else/studies/example.ron");
    let here = study(&example());
    assert_eq!(checked.study.unwrap().hash, here.hash);
    assert_eq!(here.hash.len(), 64);
    let changed = example().but(STUDY, "seed: 1", "seed: 2");
    assert_ne!(study(&changed).hash, here.hash);
}

/// What a municipality's size changes comes before the study's changes; what it may lack is passed
/// over only where it says so.
#[test]
fn sizes_change_the_network_before_the_study_does() {
    const TOWN: &str = "municipalities/example.ron";
    let assumed = |value: &str| {
        format!(
            "Assumed(value: {value}, low: {value}, high: {value}, why: (ja: \"例\", en: \"e\"))"
        )
    };
    let sized = |more: &str| {
        let (slow, wide) = (assumed("Mbps(10)"), assumed("Gbps(5)"));
        let sets = [
            format!("(set: Capacity(link: \"internet_line\", value: {slow}))"),
            format!("(set: Throughput(node: \"screen_host\", value: {wide}))"),
            format!("(set: Sessions(node: \"screen_host\", value: {}))", assumed("77")),
            format!("(set: DelayPerMb(node: \"screen_host\", value: {}))", assumed("Millis(3)")),
            format!("(set: PatchAge(node: \"terminals\", value: {}))", assumed("Days(9)")),
            "(set: Lines(link: \"lan\", value: Fixed(4)))".to_owned(),
            more.to_owned(),
        ];
        let pay = "    pay_per_hour";
        example().but(TOWN, pay, &format!("    overrides: [{}],\n{pay}", sets.join(", ")))
    };
    let case = sized("").study().study.unwrap().cases.remove(0);
    let (host, terminals) = (case.node("screen_host").unwrap(), case.node("terminals").unwrap());
    let host = &case.nodes[host.0];
    assert_eq!(host.throughput.unwrap().value, 5e9);
    assert_eq!(host.sessions.unwrap().value, 77.0);
    assert_eq!(host.delay_per_mb.unwrap().value, 0.003);
    assert_eq!(case.nodes[terminals.0].patch_age.unwrap().value, 9.0 * 86_400.0);
    let link = |id: &str| case.links.iter().find(|link| link.id == id).unwrap();
    assert_eq!(link("lan").lines, 4);
    // The study has the last word.
    assert_eq!(link("internet_line").capacity.value, 500e6);
    let absent = "set: Capacity(link: \"breakout_line\", value: ";
    let absent = format!("{absent}{}))", assumed("Mbps(1)"));
    assert_eq!(sized(&format!("({absent}")).one().code, "unknown-link");
    let checked = sized(&format!("(if_present: true, {absent}")).study();
    assert_eq!(checked.diagnostics, []);
}

/// Models at several municipalities are cases of their own, each with its sizes.
#[test]
fn each_model_is_run_at_each_municipality() {
    const TOWN: &str = "municipalities/example.ron";
    let village = example().text(TOWN).replace("rei-town", "rei-village");
    let village = village.replace("例町", "例村").replace("value: 140", "value: 110");
    let line = "    municipality: \"../municipalities/example.ron\",\n";
    let two = format!("{line}    municipalities: [\"../municipalities/village.ron\"],\n");
    let memory = example().with("municipalities/village.ron", &village).but(STUDY, line, &two);
    let cases = study(&memory).cases;
    let ids: Vec<&str> = cases.iter().map(|case| case.model.as_str()).collect();
    assert_eq!(ids, ["example@rei-town", "example@rei-village"]);
    assert_eq!(cases[1].name.ja, "例のモデル（例村）");
    assert_eq!([0, 1].map(|at| cases[at].nodes[1].count), [140, 110]);
    let only = example().but(STUDY, line, "");
    let problem = only.one();
    assert_eq!((problem.code, argument(&problem, "field")), ("missing-field", "municipality"));
    let twice = two.replace("village", "example");
    assert_eq!(example().but(STUDY, line, &twice).one().code, "duplicate-id");
}
