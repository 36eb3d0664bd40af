//! Probabilities without times and detection.

use crate::support::{City, quantity};
use crate::{assert_share, goal, wants};
use sansou_scenario::case::Attacker::Broad;
use sansou_scenario::case::ConduitKind::{Internal, Mail, Web};

/// a --Internal--> b --Web--> c.
fn line() -> City {
    let mut city = City::new();
    city.node("a", 1).node("b", 1).node("c", 1);
    city.conduit("ab", Internal, &["a"], "b").conduit("bc", Web, &["b"], "c");
    city
}

/// A group of ten that mail from outside enters.
fn group() -> City {
    let mut city = City::new();
    city.node("outside", 1).node("group", 10);
    city.conduit("mail", Mail, &["outside"], "group");
    city
}

#[test]
fn one_rule() {
    let mut city = line();
    city.along("go", Internal, &["own"], "own", 0.3);
    wants(&mut city, Broad, &["a"], &["b"]);
    assert_share(goal(&city).successes, 0.3);
}

/// 0.5 · 0.4.
#[test]
fn chain_of_two() {
    let mut city = line();
    city.along("go", Internal, &["own"], "own", 0.5).along("on", Web, &["own"], "own", 0.4);
    wants(&mut city, Broad, &["a"], &["c"]);
    assert_share(goal(&city).successes, 0.2);
}

/// 1 − (1 − 0.3)(1 − 0.2) = 0.44.
#[test]
fn either_of_two() {
    let mut city = line();
    city.conduit("ab2", Web, &["a"], "b");
    city.along("go", Internal, &["own"], "own", 0.3).along("fly", Web, &["own"], "own", 0.2);
    wants(&mut city, Broad, &["a"], &["b"]);
    assert_share(goal(&city).successes, 0.44);
}

/// Both the key (0.5) and the door (0.4) are needed, then 0.9: 0.5 · 0.4 · 0.9.
#[test]
fn both_of_two() {
    let mut city = line();
    city.step("key", false).step("door", false);
    city.local("find", &["own"], "key", 0.5).local("pick", &["own"], "door", 0.4);
    city.along("enter", Internal, &["key", "door"], "own", 0.9);
    wants(&mut city, Broad, &["a"], &["b"]);
    assert_share(goal(&city).successes, 0.18);
}

/// One step shared by both ways in: 0.5 · (1 − (1 − 0.4)(1 − 0.4)) = 0.32, not 1 − 0.8².
#[test]
fn shared_first_step() {
    let mut city = line();
    city.step("key", false);
    city.conduit("ab2", Web, &["a"], "b");
    city.local("find", &["own"], "key", 0.5);
    city.along("go", Internal, &["key"], "own", 0.4).along("fly", Web, &["key"], "own", 0.4);
    wants(&mut city, Broad, &["a"], &["b"]);
    assert_share(goal(&city).successes, 0.32);
}

/// A cycle adds nothing: a → b → a, and the goal c only by b: 0.5 · 0.5.
#[test]
fn cycles_end() {
    let mut city = line();
    city.conduit("ba", Internal, &["b"], "a");
    city.along("go", Internal, &["own"], "own", 0.5).along("on", Web, &["own"], "own", 0.5);
    wants(&mut city, Broad, &["a"], &["c"]);
    assert_share(goal(&city).successes, 0.25);
}

/// 1 − (1 − 0.05)¹⁰ = 0.401263.
#[test]
fn any_unit() {
    let mut city = group();
    city.along("open", Mail, &["own"], "own", 0.05).per_unit();
    wants(&mut city, Broad, &["outside"], &["group"]);
    assert_share(goal(&city).successes, 0.401_263);
}

/// Six of ten units covered, a fifth let through:
/// 1 − (1 − 0.1 · 0.2)⁶ (1 − 0.1)⁴ = 1 − 0.885842 · 0.6561 = 0.418799.
#[test]
fn covered_units() {
    let mut city = group();
    city.along("open", Mail, &["own"], "own", 0.1).per_unit();
    city.control("filter", None).counters(&["open"], 0.2);
    city.place("filter_here", "filter", &["group"], &[], Some(0.6));
    wants(&mut city, Broad, &["outside"], &["group"]);
    assert_share(goal(&city).successes, 0.418_799);
}

/// Seven hundred units, 280 of them covered:
/// 1 − (1 − 0.002 · 0.25)²⁸⁰ (1 − 0.002)⁴²⁰ = 1 − e^(−0.140035 − 0.840841) = 0.625018.
#[test]
fn many_units() {
    let mut city = group();
    city.case.nodes[1].count = 700;
    city.along("open", Mail, &["own"], "own", 0.002).per_unit();
    city.control("filter", None).counters(&["open"], 0.25);
    city.place("filter_here", "filter", &["group"], &[], Some(0.4));
    wants(&mut city, Broad, &["outside"], &["group"]);
    assert_share(goal(&city).successes, 0.625_018);
}

/// Nested: three units behind both, three behind the first only, four behind none:
/// 1 − (1 − 0.1·0.2·0.5)³ (1 − 0.1·0.2)³ 0.9⁴ = 1 − 0.970299 · 0.941192 · 0.6561 = 0.400825.
#[test]
fn coverage_is_nested() {
    let mut city = group();
    city.along("open", Mail, &["own"], "own", 0.1).per_unit();
    city.control("filter", None).counters(&["open"], 0.2);
    city.control("training", None).counters(&["open"], 0.5);
    city.place("filter_here", "filter", &["group"], &[], Some(0.6));
    city.place("training_here", "training", &["group"], &[], Some(0.3));
    wants(&mut city, Broad, &["outside"], &["group"]);
    assert_share(goal(&city).successes, 0.400_825);
}

/// The covered units share whether the filter holds:
/// 0.5 · 0.418799 + 0.5 · (1 − 0.9¹⁰ = 0.651322) = 0.535060.
#[test]
fn covered_units_share_the_control() {
    let mut city = group();
    city.along("open", Mail, &["own"], "own", 0.1).per_unit();
    city.control("filter", Some(0.5)).counters(&["open"], 0.2);
    city.place("filter_here", "filter", &["group"], &[], Some(0.6));
    wants(&mut city, Broad, &["outside"], &["group"]);
    assert_share(goal(&city).successes, 0.535_060);
}

/// Once for the group: 0.5 · (1 − 0.6 · (1 − 0.25)) = 0.275; the placement stands on the conduit.
#[test]
fn covered_group() {
    let mut city = group();
    city.along("open", Mail, &["own"], "own", 0.5);
    city.control("filter", None).counters(&["open"], 0.25);
    city.place("filter_here", "filter", &[], &["mail"], Some(0.6));
    wants(&mut city, Broad, &["outside"], &["group"]);
    assert_share(goal(&city).successes, 0.275);
}

/// Two ways in of 0.5 each, behind controls that hold with 0.8 and then block.
fn two_ways(placements: &[(&str, &[&str])]) -> City {
    let mut city = line();
    city.conduit("ab2", Web, &["a"], "b");
    city.along("go", Internal, &["own"], "own", 0.5).along("fly", Web, &["own"], "own", 0.5);
    city.control("wall", Some(0.8)).counters(&["go", "fly"], 0.0);
    for (id, conduits) in placements {
        city.place(id, "wall", &[], conduits, None);
    }
    wants(&mut city, Broad, &["a"], &["b"]);
    city
}

/// Behind the same wall they fail together: 0.2 · (1 − 0.5²) = 0.15.
#[test]
fn shared_control() {
    let city = two_ways(&[("wall_here", &["ab", "ab2"])]);
    assert_share(goal(&city).successes, 0.15);
}

/// Behind a wall each: 1 − (1 − 0.2 · 0.5)² = 0.19.
#[test]
fn separate_controls() {
    let city = two_ways(&[("wall_1", &["ab"]), ("wall_2", &["ab2"])]);
    assert_share(goal(&city).successes, 0.19);
}

/// 0.8 · 10 / (10 + 30) = 0.2 by the patch age of the node where the step lands; a node without
/// one: 0.8.
#[test]
fn patch_age() {
    let mut city = line();
    city.along("exploit", Internal, &["own"], "own", 0.8);
    city.last_rule().patch_half_age = Some(quantity(30.0 * 86_400.0));
    city.case.nodes[0].patch_age = Some(quantity(1e9));
    wants(&mut city, Broad, &["a"], &["b"]);
    assert_share(goal(&city).successes, 0.8);
    city.case.nodes[1].patch_age = Some(quantity(10.0 * 86_400.0));
    assert_share(goal(&city).successes, 0.2);
}
