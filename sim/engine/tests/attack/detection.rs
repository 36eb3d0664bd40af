//! The race against detection and containment.

use crate::support::{AT_ONCE, City, exponential, fixed};
use crate::{TRIALS, assert_share, goal, threat, wants};
use sansou_scenario::case::AlarmHours::{Always, Office};
use sansou_scenario::case::Attacker::{self, Broad, Targeted};
use sansou_scenario::case::Begins::{OfficeHours, OutsideOfficeHours};
use sansou_scenario::case::ConduitKind::{Internal, Web};
use sansou_scenario::case::{AlarmHours, Distribution};

const HOUR: f64 = 3_600.0;

/// a --go (at once)--> b --on (`takes`)--> c; `go` is noticed on b with `probability` at once, the
/// alarm answered after `delay`.
fn race(takes: f64, probability: f64, hours: AlarmHours, delay: Distribution) -> City {
    let mut city = City::new();
    city.node("a", 1).node("b", 1).node("c", 1);
    city.conduit("ab", Internal, &["a"], "b").conduit("bc", Web, &["b"], "c");
    city.along("go", Internal, &["own"], "own", 1.0);
    city.along("on", Web, &["own"], "own", 1.0).taking(fixed(takes));
    city.control("watch", None).detects(&["go"], probability, AT_ONCE);
    city.control("guard", None).responds(hours, delay);
    city.place("watch_here", "watch", &["b"], &[], None);
    city.place("guard_here", "guard", &["b"], &[], None);
    city
}

fn raced(attacker: Attacker, mut city: City) -> u64 {
    wants(&mut city, attacker, &["a"], &["c"]);
    let goal = goal(&city);
    assert!((goal.without_detection.value - 1.0).abs() < f64::EPSILON);
    goal.successes
}

/// Contained at 9 the step that arrives at 10 does not happen; at 10 it just does, at 11 too.
#[test]
fn fixed_times() {
    for (delay, successes) in [(9.0, 0), (10.0, TRIALS), (11.0, TRIALS)] {
        for attacker in [Broad, Targeted] {
            assert_eq!(raced(attacker, race(10.0, 1.0, Always, fixed(delay))), successes);
        }
    }
}

/// The alarm's own delay counts too: 4 + 5 before 10, 4 + 7 after.
#[test]
fn sensor_delay() {
    for (delay, successes) in [(5.0, 0), (7.0, TRIALS)] {
        let mut city = race(10.0, 1.0, Always, fixed(delay));
        city.case.controls[0].detects[0].delay.value = fixed(4.0);
        assert_eq!(raced(Broad, city), successes);
    }
}

/// 1 − 0.7 (1 − e^(−10/20)) = 0.724571.
#[test]
fn drawn_response() {
    let city = race(10.0, 0.7, Always, exponential(20.0));
    assert_share(raced(Broad, city), 0.724_571);
}

/// Half of the units carry the sensor and it works in 0.8 of the trials: 1 − 0.7 · 0.5 · 0.8 = 0.72.
#[test]
fn coverage_of_a_sensor() {
    let mut city = race(10.0, 0.7, Always, AT_ONCE);
    city.case.placements[0].coverage = Some(crate::support::quantity(0.5));
    city.case.controls[0].holds = Some(crate::support::quantity(0.8));
    assert_share(raced(Targeted, city), 0.72);
}

/// Two responders, the first to be done counts: both exponential of mean 20, so rate 2/20:
/// success e^(−10 · 0.1) = 0.367879.
#[test]
fn first_responder_counts() {
    let mut city = race(10.0, 1.0, Always, exponential(20.0));
    city.control("second", None).responds(Always, exponential(20.0));
    city.place("second_here", "second", &[], &["ab"], None);
    assert_share(raced(Broad, city), 0.367_879);
}

/// Nobody answers where the step lands: the alarm is for nothing.
#[test]
fn no_responder() {
    let mut city = race(10.0, 1.0, Always, AT_ONCE);
    city.case.placements[1].nodes = vec![sansou_scenario::case::NodeId(2)];
    assert_eq!(raced(Broad, city), TRIALS);
}

/// The attack starts at any time of the week; the alarm comes at once and is answered at once if
/// attended, the goal takes 10 hours. Contained when the next attended time is less than 10 hours
/// away: 5 · 8 attended hours and the 10 hours before each of 5 mornings: 90 of 168 hours. A watch
/// round the clock contains all.
#[test]
fn office_hours() {
    for attacker in [Broad, Targeted] {
        let office = raced(attacker, race(10.0 * HOUR, 1.0, Office, AT_ONCE));
        assert_share(office, 1.0 - 90.0 / 168.0);
        assert_eq!(raced(attacker, race(10.0 * HOUR, 1.0, Always, AT_ONCE)), 0);
    }
}

/// As before, but begun in office hours: somebody is there at once, all are contained. Begun at other
/// hours: only the 10 hours before each of 5 mornings, 50 of 128.
#[test]
fn hours_in_which_attacks_begin() {
    for (begins, contained) in [(OfficeHours, 1.0), (OutsideOfficeHours, 50.0 / 128.0)] {
        let mut city = race(10.0 * HOUR, 1.0, Office, AT_ONCE);
        wants(&mut city, Broad, &["a"], &["c"]);
        city.case.threats[0].begins = begins;
        assert_share(goal(&city).successes, 1.0 - contained);
    }
}

/// With 2 hours of work from the alarm or the next morning on: contained if the wait is below 8
/// hours: (40 + 5 · 8) / 168.
#[test]
fn office_hours_and_work() {
    let office = raced(Broad, race(10.0 * HOUR, 1.0, Office, fixed(2.0 * HOUR)));
    assert_share(office, 1.0 - 80.0 / 168.0);
}

/// A side branch (feasible with 0.5, noticed with 0.9) that leads nowhere: an attacker who runs
/// everything is contained with 0.45, one who keeps to the quickest path never.
#[test]
fn noisy_side_branch() {
    for (attacker, exact) in [(Broad, 0.55), (Targeted, 1.0)] {
        let mut city = City::new();
        city.step("noise", false);
        city.node("a", 1).node("c", 1);
        city.conduit("ac", Web, &["a"], "c");
        city.along("on", Web, &["own"], "own", 1.0).taking(fixed(10.0));
        city.local("scan", &["own"], "noise", 0.5).taking(fixed(1.0));
        city.control("watch", None).detects(&["scan"], 0.9, AT_ONCE).responds(Always, fixed(3.0));
        city.place("watch_here", "watch", &["a", "c"], &[], None);
        assert_share(raced(attacker, city), exact);
    }
}

/// What the quickest path needed besides its chain is executed too: the key is found at 1, noticed
/// and answered at 2, before the door is open at 5.
#[test]
fn targeted_runs_its_whole_tree() {
    let mut city = City::new();
    city.step("key", false).step("door", false);
    city.node("a", 1).node("b", 1).conduit("ab", Internal, &["a"], "b");
    city.local("find", &["own"], "key", 1.0).taking(fixed(1.0));
    city.local("pick", &["own"], "door", 1.0).taking(fixed(5.0));
    city.along("enter", Internal, &["key", "door"], "own", 1.0);
    city.control("watch", None).detects(&["find"], 0.25, AT_ONCE).responds(Always, fixed(1.0));
    city.place("watch_here", "watch", &["a"], &[], None);
    wants(&mut city, Targeted, &["a"], &["b"]);
    assert_share(goal(&city).successes, 0.75);
}

/// Each goal of a targeted attack has its own quickest path: the alarm on the way to c does not
/// save d.
#[test]
fn goals_race_apart() {
    let mut city = race(10.0, 1.0, Always, AT_ONCE);
    city.node("d", 1).conduit("ad", Web, &["a"], "d");
    city.asset("other", &["d"]).goal("other", "own", &["other"], &[]);
    wants(&mut city, Targeted, &["a"], &["c"]);
    let goals = threat(&city).goals;
    assert_eq!((goals[0].successes, goals[1].successes), (TRIALS, 0));
}
