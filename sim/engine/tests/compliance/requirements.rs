//! Each requirement met, not met and not applicable; whom items bear on; editions.

use crate::small::Small;
use sansou_engine::compliance::{Because, Lack, Otherwise, Status};
use sansou_scenario::case::Edition;

const NAME: &str = "name: (ja: \"路\", en: \"c\")";

fn conduit(id: &str, kind: &str, from: &str, to: &str, more: &str) -> String {
    format!("(id: \"{id}\", {NAME}, kind: {kind}, from: [\"{from}\"], to: \"{to}\", {more}),")
}

fn placement(control: &str, at: &str, coverage: f64) -> String {
    format!(
        "(id: \"p\", control: \"{control}\", {at}, coverage: Assumed(value: {coverage}, low: 0, \
         high: 1, why: (ja: \"仮\", en: \"a\"))),"
    )
}

fn status(small: Small<'_>) -> Status {
    small.finding(None).status
}

const BOTH: &str = "code: Both, data: Both";

#[test]
fn controls_stand_at_each_place() {
    let requires = "Controls(any_of: [\"edr\"], nodes: (kinds: [Terminals, FileServer]))";
    let placed = |at: &str| placement("edr", at, 0.9);
    let of = |placements: &str| Small { placements, requires, ..Small::default() }.finding(None);
    let all = of(&placed("nodes: [\"desks\", \"store\"]"));
    assert_eq!((all.status, all.decided_by.len(), all.lacking.len()), (Status::Met, 1, 0));
    let some = of(&placed("nodes: [\"desks\"]"));
    assert_eq!(some.status, Status::NotMet);
    let [Lack::Place { any_of, at, somewhere: false }] = &some.lacking[..] else { panic!() };
    assert_eq!((any_of[0].as_str(), at.len(), at[0].id.as_str()), ("edr", 1, "store"));
    // Another control does not count.
    assert_eq!(of(&placement("lock", "nodes: [\"desks\", \"store\"]", 1.0)).status, Status::NotMet);
    let none = "Controls(any_of: [\"edr\"], nodes: (kinds: [Printer]))";
    let none = Small { requires: none, ..Small::default() }.finding(None);
    assert_eq!((none.status, none.because), (Status::NotApplicable, Some(Because::NothingThere)));
    let somewhere = "Controls(any_of: [\"lock\", \"edr\"], nodes: (zones: [LgwanConnected, InternetConnected]), somewhere: true)";
    let placements = &placed("nodes: [\"desks\"]");
    assert_eq!(status(Small { placements, requires: somewhere, ..Small::default() }), Status::Met);
    assert_eq!(status(Small { requires: somewhere, ..Small::default() }), Status::NotMet);
}

#[test]
fn coverage_and_conduits_of_controls() {
    let conduits = &conduit("out", "Web", "desks", "site", BOTH);
    let of = |placements: &str| {
        let requires =
            "Controls(any_of: [\"lock\"], conduits: (kinds: [Web]), least_coverage: 0.8)";
        Small { conduits, placements, requires, ..Small::default() }.finding(None)
    };
    assert_eq!(of(&placement("lock", "conduits: [\"out\"]", 0.8)).status, Status::Met);
    let thin = of(&placement("lock", "conduits: [\"out\"]", 0.79));
    assert!(matches!(&thin.lacking[..], [Lack::Cover { at, .. }] if at[0].id == "out"));
    assert!(matches!(&of("").lacking[..], [Lack::Place { .. }]));
}

#[test]
fn limits_and_what_is_missing_of_them() {
    let of = |limits: &str| {
        let more = format!("{BOTH}, limits: [{limits}]");
        let conduits = conduit("edge", "Specified", "ledger", "eltax", &more)
            + &conduit("inside", "Internal", "desks", "store", BOTH);
        let requires = "Limits(all_of: [Addresses, Ports], any_of: [OneWay, Closed], conduits: (near: [MyNumber]))";
        Small { conduits: &conduits, requires, ..Small::default() }.finding(None)
    };
    assert_eq!(of("Addresses, Ports, Closed").status, Status::Met);
    let lacking = of("Addresses").lacking;
    let [Lack::Limit { all_of, any_of, at }] = &lacking[..] else { panic!("{lacking:?}") };
    assert_eq!((all_of.len(), any_of.len(), at[0].id.as_str()), (1, 2, "edge"));
    let requires = "Limits(all_of: [Closed], conduits: (kinds: [RemoteMaintenance]))";
    assert_eq!(status(Small { requires, ..Small::default() }), Status::NotApplicable);
}

#[test]
fn ends_directions_and_exceptions_of_conduits() {
    let conduits = conduit("to_tax", "Specified", "ledger", "eltax", BOTH)
        + &conduit("to_site", "Specified", "ledger", "site", "code: None, data: ToTarget")
        + &conduit("from_desks", "Specified", "desks", "ledger", "code: ToTarget, data: None");
    let against = |filter: &str| {
        let requires = format!("Without(conduits: ({filter}))");
        let small = Small { conduits: &conduits, requires: &requires, ..Small::default() };
        let found = small.finding(None);
        match &found.lacking[..] {
            [] => Vec::new(),
            [Lack::Remove { at }] => at.iter().map(|e| e.id.clone()).collect(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(against("near: [MyNumber]"), ["from_desks", "to_site", "to_tax"]);
    assert_eq!(against("near: [MyNumber], far: [Internet]"), ["to_site", "to_tax"]);
    assert_eq!(against("near: [MyNumber], opened_in: [LgwanConnected]"), ["from_desks"]);
    assert_eq!(against("near: [MyNumber], code_in: true"), ["from_desks", "to_tax"]);
    assert_eq!(against("near: [MyNumber], data_out: true"), ["to_site", "to_tax"]);
    assert_eq!(against("near: [MyNumber], data_in: true, data_out: true"), ["to_tax"]);
    assert_eq!(against("near: [MyNumber], except_nodes: [\"eltax\"]"), ["from_desks", "to_site"]);
    assert_eq!(against("near: [MyNumber], except_kinds: [Specified]"), [""; 0]);
    assert_eq!(against("near: [MyNumber], with_any: [Closed]"), [""; 0]);
}

#[test]
fn a_prohibition_bears_where_the_zone_is() {
    let of = |zone: &str| {
        let requires = format!(
            "Without(conduits: (kinds: [Wireless], near: [{zone}]), links: (kinds: [WirelessLan], zones: [{zone}]))"
        );
        let links = "(id: \"air\", name: (ja: \"線\", en: \"l\"), kind: WirelessLan, between: (\"desks\", \"store\"), \
            capacity: Cited(value: Mbps(1), source: \"s\"), delay: Cited(value: Millis(1), source: \"s\")),";
        Small { links, requires: &requires, ..Small::default() }.finding(None)
    };
    assert_eq!(of("MyNumber").status, Status::Met);
    assert_eq!(of("LgwanConnected").status, Status::NotMet);
    assert_eq!(of("GovernmentCloud").because, Some(Because::NothingThere));
}

#[test]
fn ways_through_a_gateway_and_things_that_must_be_there() {
    let passes =
        "Passes(kinds: [CloudGateway], conduits: (kinds: [Web], near: [InternetConnected]))";
    let web = |more: &str| conduit("web", "Web", "store", "site", &format!("{BOTH}, {more}"));
    let of =
        |conduits: &str| Small { conduits, requires: passes, ..Small::default() }.finding(None);
    assert_eq!(of(&web("via: [\"gate\"]")).status, Status::Met);
    assert!(matches!(&of(&web("")).lacking[..], [Lack::Lead { .. }]));
    assert_eq!(of("").status, Status::NotApplicable);
    let exists = "Exists(nodes: (kinds: [Terminals]), conduits: (kinds: [Web]))";
    let of =
        |conduits: &str| Small { conduits, requires: exists, ..Small::default() }.finding(None);
    assert_eq!((of(&web("")).status, of("").status), (Status::Met, Status::NotMet));
    assert_eq!(of("").lacking, [Lack::Add]);
}

#[test]
fn a_printer_of_two_zones_is_shared() {
    let requires =
        "NotShared(kinds: [Printer], zones: [MyNumber, LgwanConnected, InternetConnected])";
    let nodes = "(id: \"printer\", zone: \"lgwan\", kind: Printer, name: (ja: \"機\", en: \"p\")),";
    let own = conduit("print", "Internal", "desks", "printer", BOTH);
    let of = |conduits: &str| Small { nodes, conduits, requires, ..Small::default() }.finding(None);
    assert_eq!(of(&own).status, Status::Met);
    let both = own + &conduit("print_too", "Internal", "store", "printer", BOTH);
    assert!(matches!(&of(&both).lacking[..], [Lack::Separate { at }] if at[0].id == "printer"));
    assert_eq!(status(Small { requires, ..Small::default() }), Status::NotApplicable);
}

#[test]
fn assets_are_kept_in_their_zones() {
    let requires =
        "Assets(classes: [C3A], kinds: [FileServer, BusinessServer], kept_in: [MyNumber])";
    let asset = |class: &str, on: &str, low: u32| {
        format!(
            "(id: \"a\", {NAME}, class: {class}, on: [\"{on}\"], records: Assumed(value: \
             Fixed(9), low: Fixed({low}), high: Fixed(9), why: (ja: \"仮\", en: \"a\"))),"
        )
    };
    let of = |assets: &str| status(Small { assets, requires, ..Small::default() });
    assert_eq!(of(&asset("C3A", "ledger", 1)), Status::Met);
    assert_eq!(of(&asset("C3A", "store", 1)), Status::NotMet);
    // Not of this class, not on such a node, or perhaps not there at all.
    assert_eq!(of(&asset("C2", "store", 1)), Status::NotApplicable);
    assert_eq!(of(&asset("C3A", "desks", 1)), Status::NotApplicable);
    assert_eq!(of(&asset("C3A", "store", 0)), Status::NotApplicable);
}

#[test]
fn items_bear_on_schemes_conditions_and_people() {
    let requires = "Exists(nodes: (kinds: [Printer]))";
    let of =
        |model: &str, item: &str| Small { model, item, requires, ..Small::default() }.finding(None);
    assert_eq!(of("scheme: Beta,", "schemes: [Beta],").status, Status::NotMet);
    assert_eq!(of("scheme: Alpha,", "schemes: [Beta],").because, Some(Because::Scheme));
    assert_eq!(of("", "schemes: [Beta],").because, Some(Because::Scheme));
    assert_eq!(of("", "obligation: Optional,").status, Status::NotAdopted);
    assert_eq!(of("", "when: (kinds: [Telework]),").because, Some(Because::NothingThere));
    assert_eq!(status(Small::default()), Status::Unseen);
}

#[test]
fn editions_decide_and_others_are_told() {
    let own = Small {
        model: "edition: R6_10, scheme: Alpha,",
        item: "editions: (from: R4_3, until: R6_10),",
        requires: "Exists(nodes: (kinds: [Printer]))",
        ..Small::default()
    };
    let finding = own.finding(None);
    assert_eq!(finding.status, Status::NotMet);
    let editions = vec![Edition::R2_12, Edition::R7_3];
    assert_eq!(finding.otherwise, [Otherwise { editions, status: Status::NotApplicable }]);
    let asked = own.finding(Some(Edition::R7_3));
    assert_eq!((asked.because, asked.otherwise.len()), (Some(Because::Edition), 0));
    // α' is not held to editions that do not describe it.
    let prime = Small { model: "scheme: AlphaPrime,", ..own }.finding(None);
    assert_eq!(prime.because, Some(Because::Edition));
    let editions = vec![Edition::R6_10];
    assert_eq!(prime.otherwise, [Otherwise { editions, status: Status::NotMet }]);
}

#[test]
fn a_scheme_is_described_from_an_edition_on() {
    let of = |model: &str, edition: Option<Edition>| {
        Small { model, requires: "SchemeDescribed", ..Small::default() }.finding(edition)
    };
    let prime = of("scheme: AlphaPrime,", None);
    let before = vec![Edition::R2_12, Edition::R4_3, Edition::R5_3];
    let otherwise = Otherwise { editions: before, status: Status::NotMet };
    assert_eq!((prime.status, &prime.otherwise[..]), (Status::Met, &[otherwise][..]));
    let early = of("scheme: AlphaPrime,", Some(Edition::R5_3));
    assert_eq!(early.lacking, [Lack::Follow { from: Some(Edition::R6_10) }]);
    assert_eq!(of("scheme: ZeroTrust,", None).lacking, [Lack::Follow { from: None }]);
    assert_eq!(of("", None).status, Status::NotApplicable);
}
