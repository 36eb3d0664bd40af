//! Risk and cost against sums done by hand, on the shipped α case with a few numbers set.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use sansou_engine::network::Network;
use sansou_engine::outcome::{CostItem, CostOutcome, Estimate, GoalOutcome, ThreatOutcome};
use sansou_engine::{cost, risk, study};
use sansou_scenario::builtin::ShippedOnly;
use sansou_scenario::case::{Case, Quantity};
use sansou_scenario::load;

fn alpha() -> Case {
    let study = load::study(&ShippedOnly, "builtin:studies/four-models.ron").study.unwrap();
    study.cases.into_iter().find(|c| c.model == "alpha").unwrap()
}

fn set(quantity: &mut Quantity, value: f64) {
    let ledger = quantity.ledger;
    *quantity = Quantity { value, low: value, high: value, ledger };
}

fn exactly(value: f64) -> Estimate {
    Estimate { value, low: value, high: value }
}

/// The α case with one threat and one goal of known size, and that threat's outcome at P = 0.25.
fn known() -> (Case, Vec<ThreatOutcome>) {
    let mut case = alpha();
    let at = case.goals.iter().position(|g| g.id == "documents_taken").unwrap();
    let goal = &mut case.goals[at];
    goal.assets.truncate(1);
    let asset = goal.assets[0];
    set(&mut goal.damage.base, 1_000_000.0);
    set(&mut goal.damage.per_record, 500.0);
    set(&mut goal.damage.lost_hours_per_staff, 8.0);
    set(&mut case.assets[asset.0].records, 1_000.0);
    set(&mut case.municipality.staff, 100.0);
    set(&mut case.municipality.pay_per_hour, 3_000.0);
    let threat = case.threats.iter_mut().find(|t| t.id == "targeted_mail").unwrap();
    set(&mut threat.rate, 2.0);
    let reached = GoalOutcome {
        goal: "documents_taken".to_owned(),
        successes: 1,
        probability: exactly(0.25),
        without_detection: exactly(0.25),
        time_secs: None,
        paths: Vec::new(),
        choke_points: Vec::new(),
        reachable: true,
    };
    let outcome = ThreatOutcome {
        threat: "targeted_mail".to_owned(),
        trials: 4,
        has_foothold: true,
        goals: vec![reached],
    };
    (case, vec![outcome])
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{a} is not {b}");
}

#[test]
fn yearly_loss_by_hand() {
    // Damage: 1,000,000 + 1,000 records × 500 + 100 staff × 8 h × 3,000 = 3,900,000 yen.
    // Frequency: 2 attempts a year × 0.25 = 0.5. Loss: 0.5 × 3,900,000 = 1,950,000 yen a year.
    let (case, threats) = known();
    let scored = risk::score(&case, &threats, 1);
    let item = &scored.outcome.items[0];
    for (found, wanted) in [
        (item.damage, 3_900_000.0),
        (item.frequency, 0.5),
        (item.annual_loss, 1_950_000.0),
        (scored.outcome.annual_loss, 1_950_000.0),
    ] {
        // Without ranges every draw is the central value.
        near(found.value, wanted);
        near(found.low, wanted);
        near(found.high, wanted);
    }
    // 2 attempts a year: level 2; P = 25 %: level 3; 3.9 million: level 1. 2 × 3 × 1 = 6: C.
    assert_eq!((item.rank.threat, item.rank.vulnerability, item.rank.damage), (2, 3, 1));
    assert_eq!((item.rank.value, item.rank.confirmed), ('C', false));
}

#[test]
fn a_range_is_the_middle_of_the_draws() {
    // Rate between 1 and 4 with mode 2: ln is triangular and symmetric on [0, 2 ln 2] around ln 2.
    // Its 5 % quantile lies at 2 ln 2 × √(0.05/2) = 0.3162 ln 2, the 95 % one at 1.6838 ln 2:
    // 1.245 and 3.213 attempts a year. × 0.25 × 3.9 million: 1.214 and 3.133 million yen.
    let (mut case, threats) = known();
    let threat = case.threats.iter_mut().find(|t| t.id == "targeted_mail").unwrap();
    (threat.rate.low, threat.rate.high) = (1.0, 4.0);
    let loss = risk::score(&case, &threats, 1).outcome.annual_loss;
    near(loss.value, 1_950_000.0);
    // 2,000 draws: the standard error of these quantiles is about 1.5 % here.
    assert!((loss.low / 1_214_000.0 - 1.0).abs() < 0.05, "{}", loss.low);
    assert!((loss.high / 3_133_000.0 - 1.0).abs() < 0.05, "{}", loss.high);
}

#[test]
fn a_difference_of_losses_by_hand() {
    // From P = 0.25 to 0.35 at 2 × 3.9 million yen a year: + 780,000. With the paired error ± 0.02
    // (95 %) as the only range, 90 % of the draws lie within 1.6449 ÷ 1.96 of it: ± 130,900.
    let (case, base) = known();
    let mut variant = base.clone();
    variant[0].goals[0].probability = exactly(0.35);
    let apart = Estimate { value: 0.1, low: 0.08, high: 0.12 };
    let [base, variant] = [&base, &variant]
        .map(|threats| risk::Attacked { case: &case, threats: threats.as_slice() });
    let (total, goals) =
        risk::difference(base, variant, &[("targeted_mail", "documents_taken", apart)], 1);
    near(total.value, 780_000.0);
    assert!(((total.high - total.low) / 261_800.0 - 1.0).abs() < 0.05, "{total:?}");
    assert_eq!(goals[0].annual_loss, total);
    assert_eq!(goals[0].probability, apart);
    // What only one of them has is not compared.
    assert_eq!(risk::difference(base, variant, &[("targeted_mail", "none", apart)], 1).1, []);
}

#[test]
fn a_difference_of_prices_leaves_out_what_both_pay() {
    // Both pay 10 to 30 for the line; one pays 5 to 8 for a watch, the other 20.
    let item = |element: &str, value: f64, low: f64, high: f64| CostItem {
        element: element.to_owned(),
        seats: 1,
        initial: exactly(0.0),
        yearly: Estimate { value, low, high },
    };
    let priced = |items: Vec<CostItem>| CostOutcome {
        initial: exactly(0.0),
        yearly: exactly(0.0),
        five_years: exactly(0.0),
        items,
        unpriced: Vec::new(),
    };
    let line = item("line", 20.0, 10.0, 30.0);
    let base = priced(vec![line.clone(), item("watch", 6.0, 5.0, 8.0)]);
    let variant = priced(vec![line, item("guard", 20.0, 20.0, 20.0)]);
    let difference = cost::yearly_difference(&base, &variant);
    assert_eq!(difference, Estimate { value: 14.0, low: 12.0, high: 15.0 });
}

#[test]
fn models_that_share_an_input_are_compared_draw_by_draw() {
    // Twice the probability under a shared uncertain rate loses more in every draw; the same case
    // against itself is a tie.
    let (mut case, mut threats) = known();
    let threat = case.threats.iter_mut().find(|t| t.id == "targeted_mail").unwrap();
    (threat.rate.low, threat.rate.high) = (0.1, 40.0);
    let less = risk::score(&case, &threats, 1).losses;
    threats[0].goals[0].probability = exactly(0.5);
    let more = risk::score(&case, &threats, 1).losses;
    assert_eq!(risk::ranking(&[less, more]), [[0.5, 1.0], [0.0, 0.5]]);
}

#[test]
fn the_confirmed_cells_of_the_matrix_hold() {
    // (damage yen, attempts a year, probability) at levels (3,3,3) (3,3,2) (3,3,1) (3,2,2) (3,2,1).
    for (damage, rate, probability, value) in [
        (1e8, 12.0, 0.1, 'A'),
        (1e8, 12.0, 0.01, 'A'),
        (1e8, 12.0, 0.001, 'B'),
        (1e8, 1.0, 0.01, 'B'),
        (1e8, 1.0, 0.001, 'C'),
    ] {
        let rank = risk::rank(damage, rate, probability);
        assert_eq!((rank.value, rank.confirmed), (value, true), "{rank:?}");
    }
    let least = risk::rank(0.0, 0.0, 0.0);
    assert_eq!((least.value, least.confirmed), ('E', false));
}

#[test]
fn cost_by_hand() {
    // A control of 100,000 a year and 1,000 a seat and year on 10 terminals of which 80 % have it, and
    // the same control a second time on 5 more: 100,000 + 8 × 1,000, then 5 × 1,000 without the fixed
    // part. Three lines of 50,000. Yearly 100,000 + 8,000 + 5,000 + 150,000 = 263,000; once 7 × 13
    // seats = 91; five years 91 + 5 × 263,000 = 1,315,091 yen.
    let mut case = alpha();
    let price = |value: f64| Some(Quantity { value, low: value, high: value, ..any(&case) });
    let (yearly, per_seat, once, line) =
        (price(100_000.0), price(1_000.0), price(7.0), price(50_000.0));
    let coverage = price(0.8);
    case.links.truncate(1);
    case.links[0].lines = 3;
    case.links[0].yearly = line;
    case.placements.truncate(2);
    let control = case.placements[0].control;
    case.controls[control.0].cost.yearly = yearly;
    case.controls[control.0].cost.yearly_per_seat = per_seat;
    case.controls[control.0].cost.initial_per_seat = once;
    case.controls[control.0].cost.initial = None;
    let terminals = [case.node("main_terminals").unwrap(), case.node("branch_terminals").unwrap()];
    for ((placement, node), (count, share)) in
        case.placements.iter_mut().zip(terminals).zip([(10, coverage), (5, None)])
    {
        placement.control = control;
        placement.nodes = vec![node];
        placement.coverage = share;
        case.nodes[node.0].count = count;
    }
    let price = cost::price(&case);
    near(price.initial.value, 91.0);
    near(price.yearly.value, 263_000.0);
    near(price.five_years.value, 1_315_091.0);
    assert_eq!(price.items.iter().map(|i| i.seats).collect::<Vec<_>>(), [8, 5, 3]);
    assert_eq!(price.unpriced, Vec::<String>::new());
}

fn any(case: &Case) -> Quantity {
    case.municipality.staff
}

/// 2, 6 and 26 bodies: the sum over a prefecture is that of its kinds of body, model by model.
#[test]
fn a_prefecture_is_the_sum_of_its_bodies() {
    let checked = load::study(&ShippedOnly, "builtin:studies/prefecture-bodies.ron");
    let mut study = checked.study.unwrap();
    study.run.trials = 2_000;
    let networks: Vec<Network> =
        study.cases.iter().map(|case| Network::compile(case).unwrap()).collect();
    let outcome = study::run(&study, &networks, 0, "test", &|| {}).unwrap();
    assert_eq!(outcome.totals.len(), 4);
    for (model, total) in outcome.totals.iter().enumerate() {
        let cases = &outcome.cases[3 * model..3 * model + 3];
        let ids: Vec<&str> = cases.iter().map(|case| case.model.as_str()).collect();
        assert_eq!(total.cases, ids);
        assert_eq!(total.bodies, 34.0);
        let by_hand: f64 = [2.0, 6.0, 26.0]
            .iter()
            .zip(cases)
            .map(|(bodies, case)| bodies * case.risk.annual_loss.value)
            .sum();
        assert!((total.annual_loss.value / by_hand - 1.0).abs() < 1e-12);
    }
}
