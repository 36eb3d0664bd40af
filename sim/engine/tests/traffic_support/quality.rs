//! Published formulas of quality and queueing: known answers.
//!
//! `known_formulas.json` is from the project's reference data (reference/traffic/known_answers.json),
//! as far as the product computes such a thing. Not here, since nothing in the product answers to
//! them: Erlang's formulas by themselves, M/D/1, M/M/1/K, Cobham's priorities, and the throughput of
//! TCP with losses (Mathis, RFC 5348).

use sansou_engine::traffic::flows::Flows;
use sansou_engine::traffic::list::{Question, run};
use sansou_engine::traffic::quality::{
    ScreenFeel, delay_impairment, loss_impairment, opinion_score, rating, screen_feel,
};
use sansou_engine::traffic::queueing_secs;
use sansou_engine::traffic::sharing::Sharing;
use sansou_scenario::flows::{Flow, FlowList, Link};
use serde_json::Value;

/// Input and answer of the cases whose name begins so.
fn cases(subject: &str, name: &str) -> Vec<(Value, Value)> {
    let all: Value = serde_json::from_str(include_str!("known_formulas.json")).unwrap();
    let cases: Vec<_> = all[subject]
        .as_array()
        .unwrap()
        .iter()
        .filter(|case| case["name"].as_str().unwrap().starts_with(name))
        .map(|case| (case["input"].clone(), case["answer"].clone()))
        .collect();
    assert!(!cases.is_empty(), "{name}");
    cases
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn assert_near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "{found}, not {expected}");
}

#[test]
fn opinion_scores_of_the_e_model() {
    for (input, answer) in cases("quality", "E-model R->MOS") {
        // Given with four decimals.
        assert!((opinion_score(number(&input["R"])) - number(&answer["MOS"])).abs() < 5e-5);
    }
    assert_eq!(opinion_score(0.0), 1.0);
    assert_eq!(opinion_score(100.0), 4.5);
}

#[test]
fn delay_in_the_e_model() {
    for (input, answer) in cases("quality", "E-model Idd") {
        let secs = number(&input["Ta_ms"]) / 1e3;
        assert_near(delay_impairment(secs), number(&answer["Idd"]));
        assert_near(rating(secs, 0.0), number(&answer["R_default"]));
        assert_near(opinion_score(rating(secs, 0.0)), number(&answer["MOS"]));
    }
}

#[test]
fn loss_in_the_e_model() {
    for (input, answer) in cases("quality", "E-model Ie,eff") {
        let loss = number(&input["Ppl_pct"]) / 100.0;
        assert_near(loss_impairment(loss), number(&answer["Ieeff"]));
        assert_near(opinion_score(rating(0.0, loss)), number(&answer["MOS"]));
    }
}

/// The published limits belong to the better side.
#[test]
fn screen_work_by_round_trip() {
    let feels = [0.0, 0.15, 0.151, 0.2, 0.201].map(screen_feel);
    use ScreenFeel::{Delayed, Prompt, Slow};
    assert_eq!(feels, [Prompt, Prompt, Delayed, Delayed, Slow]);
}

/// The day's queueing is the wait of an M/M/1 queue of full packets, far below a full buffer:
/// 12 Gbit/s pass one in a microsecond.
#[test]
fn waiting_is_that_of_a_single_server() {
    for (input, answer) in cases("queueing", "M/M/1") {
        let waiting = queueing_secs(12e9, number(&input["rho"])) * 1e6;
        assert_near(waiting, number(&answer["Wq"]));
    }
}

/// Start-up of a transfer that is alone. The known answers leave out what packets take on the way, so
/// a fast link brings the delay and a cap the rate; their sizes are whole segments.
#[test]
fn start_up_alone() {
    for (input, answer) in cases("tcp", "slow start") {
        let segments = (number(&input["size_B"]) / number(&input["MSS"])).ceil();
        let flow = Flow {
            start_secs: 0.0,
            bytes: segments * number(&input["MSS"]),
            route: 0,
            cap_bps: number(&input["rate_Bps"]) * 8.0,
            weight: 1.0,
        };
        let delay_secs = number(&input["RTT_s"]) / 2.0;
        let list = FlowList {
            links: vec![Link { id: "fast".to_owned(), capacity_bps: 1e15, delay_secs }],
            routes: vec![Box::new([0])],
            flows: vec![flow],
            ..FlowList::default()
        };
        let found = run(&list, Question { tcp: true, loads: false }).finish_secs[0];
        assert_near(found, number(&answer["fct_s"]));
    }
}

/// Processor sharing does not mind how sizes are distributed: a transfer of x takes x ÷ (C (1 − ρ))
/// on the average. 40,000 arrivals of each kind; the error of the mean is about 1 %.
#[test]
fn sharing_is_processor_sharing() {
    for (input, answer) in cases("queueing", "M/G/1-PS") {
        let load = number(&input["rho"]);
        if load > 0.75 {
            continue;
        }
        for sizes in [[1.0, 1.0], [0.5, 5.5]] {
            let stretch = mean_stretch(load, sizes, f64::INFINITY);
            let expected = number(&answer["slowdown"]);
            assert!((stretch / expected - 1.0).abs() < 0.05, "{stretch}, not {expected}");
        }
    }
}

/// With equal caps of C ÷ R, waiting is that of R servers (Erlang C).
#[test]
fn capped_sharing_is_that_of_many_servers() {
    for (input, answer) in cases("queueing", "M/G/R-PS") {
        let stretch = mean_stretch(number(&input["rho"]), [0.5, 5.5], 1.0 / number(&input["R"]));
        let expected = number(&answer["stretch"]);
        assert!((stretch / expected - 1.0).abs() < 0.05, "{stretch}, not {expected}");
    }
}

/// Mean of time ÷ time alone of 40,000 transfers on a link of 1 at a load; nine in ten have the first
/// of the sizes. Poisson arrivals from a fixed seed.
fn mean_stretch(load: f64, sizes: [f64; 2], cap: f64) -> f64 {
    let mut state = 1_u64;
    let mut uniform = move || {
        // Knuth's MMIX generator: good enough to draw arrivals from its upper half.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 32) as f64 + 0.5) / 4_294_967_296.0
    };
    let mean = 0.9 * sizes[0] + 0.1 * sizes[1];
    let mut sharing = Sharing::new(&[1.0]);
    sharing.add_class(&[0], 1.0, cap);
    let mut flows = Flows::new(sharing, 1);
    let (mut started, mut ended) = (Vec::new(), Vec::new());
    let (mut next, mut sum) = (0.0, 0.0);
    const COUNT: usize = 40_000;
    loop {
        let arrival = if started.len() < COUNT { next } else { f64::INFINITY };
        let now = arrival.min(flows.next_end());
        if now.is_infinite() {
            return sum / COUNT as f64;
        }
        flows.advance(now, &mut ended);
        for token in ended.drain(..) {
            let (start, size): (f64, f64) = started[token];
            sum += (now - start) * cap.min(1.0) / size;
        }
        if now == arrival {
            let size = sizes[usize::from(uniform() > 0.9)];
            flows.start(0, 0, size, started.len());
            started.push((now, size));
            next = now - mean / load * libm::log(uniform());
        }
        flows.settle(|_, _| ());
    }
}
