//! Where rules apply.

use crate::support::{City, quantity};
use crate::{goal, wants};
use sansou_engine::attack::{AttackGraph, GroundError};
use sansou_scenario::case::Attacker::Broad;
use sansou_scenario::case::ConduitKind::{Internal, LocalBreakout, Mail, Web};
use sansou_scenario::case::ConduitLimit::{self, FileExchange, Tenant};
use sansou_scenario::case::{End, Flow, NodeKind, On, Toward, ZoneKind};

fn names(graph: &AttackGraph) -> Vec<&str> {
    graph.groundings.iter().map(|g| g.name.as_str()).collect()
}

/// a, b --ways (Web)--> c, under a threat that owns all three.
fn net(code: Flow, data: Flow, limits: &[ConduitLimit]) -> City {
    let mut city = City::new();
    city.step("got", false).node("a", 1).node("b", 1).node_in(
        "c",
        1,
        NodeKind::FileServer,
        ZoneKind::Internet,
    );
    city.conduit("ways", Web, &["a", "b"], "c").limited(code, data, limits);
    city.threat("threat", Broad, &[("own", "a"), ("own", "b"), ("own", "c")]);
    city
}

fn ground(mut city: City, change: impl FnOnce(&mut On)) -> Vec<String> {
    city.along("go", Web, &["own"], "got", 0.5);
    change(&mut city.last_rule().on);
    names(&city.graph()).into_iter().map(str::to_owned).collect()
}

fn filters(code: bool, data: bool, toward: Toward) -> impl FnOnce(&mut On) {
    move |on| {
        if let On::Conduit { code: c, data: d, toward: t, .. } = on {
            (*c, *d, *t) = (code, data, toward);
        }
    }
}

const TO_C: [&str; 2] = ["go|a|c|ways|", "go|b|c|ways|"];
const FROM_C: [&str; 2] = ["go|c|a|ways|", "go|c|b|ways|"];

#[test]
fn directions_of_code_and_data() {
    use Flow::{Both, None, ToSource, ToTarget};
    let none: [&str; 0] = [];
    let all = [TO_C, FROM_C].concat();
    assert_eq!(ground(net(None, None, &[]), filters(false, false, Toward::Target)), TO_C);
    assert_eq!(ground(net(None, None, &[]), filters(false, false, Toward::Source)), FROM_C);
    assert_eq!(ground(net(None, None, &[]), filters(false, false, Toward::Either)), all);
    assert_eq!(ground(net(None, Both, &[]), filters(true, false, Toward::Either)), none);
    assert_eq!(ground(net(ToTarget, None, &[]), filters(true, false, Toward::Either)), TO_C);
    assert_eq!(ground(net(ToSource, None, &[]), filters(true, false, Toward::Either)), FROM_C);
    assert_eq!(ground(net(Both, ToSource, &[]), filters(false, true, Toward::Either)), FROM_C);
    assert_eq!(ground(net(ToSource, ToTarget, &[]), filters(true, true, Toward::Either)), none);
}

#[test]
fn limits_and_kinds() {
    let asked = |limits: &[ConduitLimit], not: &[ConduitLimit], all: &[ConduitLimit]| {
        ground(net(Flow::Both, Flow::Both, limits), |on| {
            if let On::Conduit { unless, only, .. } = on {
                (*unless, *only) = (not.to_vec(), all.to_vec());
            }
        })
    };
    assert_eq!(asked(&[Tenant], &[Tenant], &[]).len(), 0);
    assert_eq!(asked(&[FileExchange], &[Tenant], &[]).len(), 2);
    assert_eq!(asked(&[FileExchange], &[], &[FileExchange]).len(), 2);
    assert_eq!(asked(&[FileExchange], &[], &[FileExchange, Tenant]).len(), 0);
    let far = |kind: NodeKind, way: Toward| {
        ground(net(Flow::Both, Flow::Both, &[]), |on| {
            if let On::Conduit { nodes, toward, .. } = on {
                (*nodes, *toward) = (vec![kind], way);
            }
        })
    };
    assert_eq!(far(NodeKind::FileServer, Toward::Either), TO_C);
    assert_eq!(far(NodeKind::Terminals, Toward::Either), FROM_C);
    let kind = ground(net(Flow::Both, Flow::Both, &[]), |on| {
        if let On::Conduit { kinds, .. } = on {
            *kinds = vec![LocalBreakout, Mail];
        }
    });
    assert!(kind.is_empty());
}

/// The step lands at the near end, where controls, patch age and units count.
#[test]
fn lands_near() {
    let mut city = net(Flow::Both, Flow::Both, &[]);
    city.along("call_home", Web, &["own"], "got", 1.0).per_unit();
    city.last_rule().patch_half_age = Some(quantity(10.0));
    if let On::Conduit { gives_at, .. } = &mut city.last_rule().on {
        *gives_at = End::Near;
    }
    city.case.nodes[0].count = 7;
    city.case.nodes[0].patch_age = Some(quantity(30.0));
    city.control("wall", None).counters(&["call_home"], 0.5);
    city.place("wall_here", "wall", &["a"], &[], None);
    let graph = city.graph();
    let from_a = &graph.groundings[0];
    assert_eq!((from_a.name.as_str(), from_a.step.to.as_str()), ("call_home|a|c|ways|", "a"));
    assert_eq!(graph.facts[from_a.gives.0], "got||a");
    assert_eq!((from_a.units, from_a.counters.len()), (Some(7), 1));
    assert!((from_a.probability - 0.75).abs() < 1e-15);
    assert_eq!(graph.groundings[1].counters.len(), 0);
}

/// The far end must be owned too.
#[test]
fn needs_there() {
    let mut city = net(Flow::Both, Flow::Both, &[]);
    city.along("go", Web, &["own"], "got", 0.5);
    city.last_rule().needs_there = vec![sansou_scenario::case::StepId(0)];
    assert_eq!(names(&city.graph()), TO_C);
    assert_eq!(city.graph().groundings[0].premises.len(), 2);
    city.case.threats[0].footholds.pop();
    assert!(names(&city.graph()).is_empty());
}

/// Local rules by kind of node and zone; asset rules where the asset lies, then over conduits with
/// the same asset; goals by asset and zone.
#[test]
fn assets_and_zones() {
    let mut city = net(Flow::Both, Flow::Both, &[]);
    city.step("out", true).asset("book", &["a"]).asset("list", &["b", "c"]);
    let holding = On::Local {
        nodes: vec![NodeKind::Terminals],
        zones: vec![ZoneKind::LgwanConnected],
        holding: true,
    };
    city.rule("open", holding, &["own"], "read", 1.0);
    city.along("send", Web, &["read"], "out", 1.0);
    city.local("copy", &["out"], "read", 1.0);
    city.goal("any", "out", &["book", "list"], &[]);
    city.goal("inside", "read", &["book"], &[ZoneKind::LgwanConnected]);
    city.goal("outside", "read", &["book"], &[ZoneKind::Internet]);
    city.goal("node", "own", &["list"], &[ZoneKind::Internet]);
    city.threat("all", Broad, &[]);
    let graph = city.graph();
    assert_eq!(
        names(&graph),
        [
            "copy|c|c||book",
            "copy|c|c||list",
            "open|a|a||book",
            "open|b|b||list",
            "send|a|c|ways|book",
            "send|b|c|ways|list"
        ]
    );
    let facts = |goal: usize| -> Vec<&str> {
        graph.attacks[1].targets[goal].facts.iter().map(|f| graph.facts[f.0].as_str()).collect()
    };
    assert_eq!(facts(0), ["out|book|c", "out|list|c"]);
    assert_eq!(facts(1), ["read|book|a"]);
    assert_eq!(facts(2), ["read|book|c"]);
    assert_eq!(facts(3), ["own||c"]);
}

/// Only what some threat can reach is there, and nothing that leads back to itself.
#[test]
fn only_what_can_be_reached() {
    let mut city = City::new();
    city.node("a", 1).node("b", 1).node("c", 1);
    city.conduit("ab", Internal, &["a", "b"], "b").conduit("cb", Internal, &["c"], "b");
    city.along("go", Internal, &["own"], "own", 0.5);
    wants(&mut city, Broad, &["a"], &["b"]);
    let graph = city.graph();
    assert_eq!(names(&graph), ["go|a|b|ab|"]);
    assert_eq!(graph.facts, ["own||a", "own||b"]);
}

/// Units that were counted cannot be counted again, not even through a step for the group.
#[test]
fn units_counted_twice() {
    let mut city = City::new();
    city.step("key", false).step("door", false);
    city.node("out", 1).node("group", 5).conduit("mail", Mail, &["out"], "group");
    city.along("open", Mail, &["own"], "own", 0.5).per_unit();
    city.local("find", &["own"], "key", 0.5);
    wants(&mut city, Broad, &["out"], &["group"]);
    assert!(city.try_graph().is_ok());
    city.local("pick", &["key"], "door", 0.5).per_unit();
    let error = GroundError::UnitsCountedTwice {
        rule: "pick".to_owned(),
        after: "open".to_owned(),
        node: "group".to_owned(),
    };
    assert_eq!(city.try_graph().err(), Some(error));
    city.case.nodes[1].count = 1;
    assert!(city.try_graph().is_ok());
}

/// A group of five agrees with its five units, two of which a control covers:
/// 1 − (1 − 0.2 · 0.25)² (1 − 0.2)³ = 1 − 0.9025 · 0.512 = 0.537920.
#[test]
fn a_group_is_its_units() {
    let whole = {
        let mut city = City::new();
        city.node("out", 1).node("group", 5).conduit("mail", Mail, &["out"], "group");
        city.along("open", Mail, &["own"], "own", 0.2).per_unit();
        city.control("edr", None).counters(&["open"], 0.25);
        city.place("edr_here", "edr", &["group"], &[], Some(0.4));
        wants(&mut city, Broad, &["out"], &["group"]);
        city
    };
    let units = {
        let mut city = City::new();
        let names = ["u1", "u2", "u3", "u4", "u5"];
        city.node("out", 1);
        for name in names {
            city.node(name, 1).conduit(&format!("mail_{name}"), Mail, &["out"], name);
        }
        city.along("open", Mail, &["own"], "own", 0.2).per_unit();
        city.control("edr", None).counters(&["open"], 0.25);
        city.place("edr_here", "edr", &["u1", "u2"], &[], None);
        wants(&mut city, Broad, &["out"], &names);
        city
    };
    crate::assert_share(goal(&whole).successes, 0.537_920);
    crate::assert_share(goal(&units).successes, 0.537_920);
}
