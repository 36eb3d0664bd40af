//! Paths, importance and cuts against small worlds in full.

use crate::sketch::{Sketch, at, empty, enumerated, random, reached};
use proptest::prelude::*;
use sansou_engine::chance::Stream;
use sansou_engine::interval::paired_difference;
use sansou_engine::outcome::Estimate;
use sansou_engine::steps::why::cuts::Limits;
use sansou_engine::steps::why::importance::{factors, importance};
use sansou_engine::steps::why::{Cuts, Effort, Factor, PathTally, Trace, cuts, explain};
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::{Graph, StepKind};
use std::ops::Range;

/// Ids of the least cuts of the first goal, and whether they are all.
fn least(graph: &Graph, limits: &Limits) -> (Vec<Vec<String>>, bool) {
    match cuts(graph, graph.goals[0], limits) {
        Cuts::Least { sets, complete } => {
            let ids = |set: Vec<usize>| set.iter().map(|&s| graph.steps[s].id.clone()).collect();
            (sets.into_iter().map(ids).collect(), complete)
        }
        other => panic!("{other:?}"),
    }
}

/// Two doors lead in, one of them through a hall; both rooms are needed for the safe.
fn house() -> Graph {
    let mut graph = empty();
    graph.entry("street");
    graph.or("door", 0.5, &["street"]);
    graph.or("window", 0.5, &["street"]);
    graph.or("hall", 1.0, &["door", "window"]);
    graph.or("cellar", 0.5, &["hall"]);
    graph.or("attic", 0.5, &["hall", "window"]);
    graph.and("safe", 1.0, &["cellar", "attic"]);
    graph.goal("safe");
    graph
}

#[test]
fn cuts_by_hand() {
    let all = Limits::default();
    let mut graph = house();
    let single: [&[&str]; 3] = [&["attic"], &["cellar"], &["hall"]];
    assert_eq!(least(&graph, &all), (single.map(ids).to_vec(), true));

    // With a back way to the safe it takes two.
    graph.or("tunnel", 1.0, &["street"]);
    graph.or("safe2", 1.0, &["safe", "tunnel"]);
    graph.goals = vec![at(&graph, "safe2")];
    let pairs: [&[&str]; 4] =
        [&["attic", "tunnel"], &["cellar", "tunnel"], &["hall", "tunnel"], &["safe", "tunnel"]];
    assert_eq!(least(&graph, &all), (pairs.map(ids).to_vec(), true));

    let two = Limits { sets: 2, ..all };
    let (some, complete) = least(&graph, &two);
    assert!(!complete && some.len() == 2 && some.iter().all(|set| pairs.map(ids).contains(set)));

    // Nothing can come of a step that no world makes feasible.
    let never = graph.draw("never", 0.0);
    let tunnel = at(&graph, "tunnel");
    graph.steps[tunnel].requires.push(never);
    let single: [&[&str]; 4] = [&["attic"], &["cellar"], &["hall"], &["safe"]];
    assert_eq!(least(&graph, &all), (single.map(ids).to_vec(), true));
}

fn ids(set: &[&str]) -> Vec<String> {
    set.iter().map(|&id| id.to_owned()).collect()
}

#[test]
fn cuts_that_are_none() {
    let mut graph = empty();
    graph.entry("start");
    graph.or("beside", 1.0, &["start"]);
    graph.or("goal", 1.0, &["start", "beside"]);
    graph.or("lost", 0.0, &["start"]);
    graph.goal("goal");
    graph.goal("lost");
    graph.goal("start");
    let found = [0, 1, 2].map(|goal| cuts(&graph, graph.goals[goal], &Limits::default()));
    assert_eq!(found, [Cuts::Uncuttable, Cuts::Unreachable, Cuts::Uncuttable]);
}

/// Layers of steps, each possible by any step of the layer before; the goal by any of the last.
fn layers(count: usize, width: usize) -> Graph {
    let mut graph = empty();
    graph.entry("start");
    for index in 0..count * width {
        let layer = index / width;
        let step = graph.or(&format!("{layer:05}.{}", index % width), 0.5, &[]);
        step.parents = if layer == 0 {
            vec![0]
        } else {
            (1..=width).map(|w| (layer - 1) * width + w).collect()
        };
    }
    let goal = graph.or("goal", 1.0, &[]);
    goal.parents = (1..=width).map(|w| (count - 1) * width + w).collect();
    graph.goals = vec![graph.steps.len() - 1];
    graph
}

/// A hundred thousand steps with one that all ways go through; few searches find it.
#[test]
fn a_neck_in_a_large_graph() {
    let mut graph = layers(33_333, 3);
    let neck = 60_001;
    graph.steps[neck + 3].parents = vec![neck];
    graph.steps[neck + 4].parents = vec![neck];
    graph.steps[neck + 5].parents = vec![neck];
    let limits = Limits { sets: 20, searches: 100 };
    assert_eq!(least(&graph, &limits), (vec![vec![graph.steps[neck].id.clone()]], true));
}

#[test]
fn work_runs_out() {
    let limits = |searches| Limits { sets: 1_000, searches };
    let graph = layers(6, 4);
    let (sets, complete) = least(&graph, &limits(100_000));
    assert!(complete && sets.len() == 6 && sets.iter().all(|set| set.len() == 4));
    assert_eq!(cuts(&graph, graph.goals[0], &limits(10)), Cuts::AtLeast { size: 4 });
    assert_eq!(cuts(&graph, graph.goals[0], &limits(3)), Cuts::AtLeast { size: 1 });
}

/// Cuts by trying all sets of steps.
fn all_cuts(graph: &Graph) -> Cuts {
    let goal = graph.goals[0];
    let possible = |step: usize| graph.steps[step].probability > 0.0;
    if !reached(graph, possible)[goal] {
        return Cuts::Unreachable;
    }
    let offered: Vec<usize> =
        (0..graph.steps.len()).filter(|&step| step != goal && !graph.steps[step].entry).collect();
    let mut sets: Vec<Vec<usize>> = (0..1_u32 << offered.len())
        .map(|set| (0..offered.len()).filter(|&place| set >> place & 1 == 1).collect())
        .map(|places: Vec<usize>| places.into_iter().map(|place| offered[place]).collect())
        .filter(|set: &Vec<usize>| !reached(graph, |s| possible(s) && !set.contains(&s))[goal])
        .collect();
    let Some(size) = sets.iter().map(Vec::len).min() else { return Cuts::Uncuttable };
    sets.retain(|set| set.len() == size);
    sets.sort_unstable();
    Cuts::Least { sets, complete: true }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn cuts_are_the_least_of_all_sets(seed: u64, blocked in prop::collection::vec(1..9_usize, 0..3)) {
        let mut graph = random(seed);
        for step in blocked {
            graph.steps[step].probability = 0.0;
        }
        let all = Limits { sets: usize::MAX - 1, searches: u64::MAX };
        prop_assert_eq!(cuts(&graph, graph.goals[0], &all), all_cuts(&graph));
    }
}

/// All worlds of a graph in which every chance is one half, one after the other; the first parent in
/// the list leads on, as if it were the quickest. Without cycles.
struct AllWorlds<'a> {
    graph: &'a Graph,
    open: Vec<usize>,
    reached: Vec<bool>,
}

impl<'a> AllWorlds<'a> {
    fn new(graph: &'a Graph) -> AllWorlds<'a> {
        let is_open = |&step: &usize| graph.steps[step].probability < 1.0;
        let open = (0..graph.steps.len()).filter(is_open).collect();
        AllWorlds { graph, open, reached: Vec::new() }
    }

    fn worlds(&self) -> u64 {
        1 << self.open.len()
    }

    fn parents(&self, step: usize) -> Vec<usize> {
        let step = &self.graph.steps[step];
        let mut there = step.parents.iter().copied().filter(|&parent| self.reached[parent]);
        match step.kind {
            StepKind::Or => there.next().into_iter().collect(),
            StepKind::And => there.collect(),
        }
    }
}

impl Trace for AllWorlds<'_> {
    fn run(&mut self, trial: u64) {
        let open = &self.open;
        self.reached = reached(self.graph, |step| {
            open.iter().position(|&o| o == step).is_none_or(|place| trial >> place & 1 == 1)
        });
    }

    fn arrival(&self, goal: usize) -> Option<f64> {
        self.reached[self.graph.goals[goal]].then_some(0.0)
    }

    fn path(&self, goal: usize, into: &mut Vec<u32>) {
        let mut step = self.graph.goals[goal];
        into.push(step as u32);
        while let Some(&parent) = self.parents(step).last() {
            into.push(parent as u32);
            step = parent;
        }
        into.reverse();
    }

    fn needed(&mut self, goal: usize, visit: &mut dyn FnMut(u32)) {
        let mut needed = vec![self.graph.goals[goal]];
        let mut next = 0;
        while next < needed.len() {
            for parent in self.parents(needed[next]) {
                if !needed.contains(&parent) {
                    needed.push(parent);
                }
            }
            next += 1;
        }
        needed.iter().for_each(|&step| visit(step as u32));
    }
}

/// Of the 16 worlds of the house 3 lead to the safe: cellar and attic, with the door, the window or
/// both. The safe's last parent is the attic. The attic's first is the window, in 2 of 3, else the
/// hall; the hall's first is the door, in 2 of 3, else the window.
#[test]
fn paths_and_needs_by_hand() {
    let graph = house();
    let mut worlds = AllWorlds::new(&graph);
    let mut tally = PathTally::new(&graph);
    (0..10).for_each(|trial| tally.add(&mut worlds, trial));
    let mut later = PathTally::new(&graph);
    (10..worlds.worlds()).for_each(|trial| later.add(&mut worlds, trial));
    tally.merge(later);
    assert_eq!((tally.trials, tally.goals[0].successes), (16, 3));

    let id = |&step: &usize| graph.steps[step].id.as_str();
    let paths: Vec<(Vec<&str>, f64)> = tally.goals[0]
        .ranked_paths(&graph)
        .iter()
        .map(|path| (path.steps.iter().map(id).collect(), path.share.value))
        .collect();
    let by_window = (vec!["street", "window", "attic", "safe"], 2.0 / 3.0);
    let by_door = (vec!["street", "door", "hall", "attic", "safe"], 1.0 / 3.0);
    assert_eq!(paths, [by_window, by_door]);

    let needed: Vec<(&str, f64)> = tally.goals[0]
        .needed_steps(&graph)
        .iter()
        .map(|needed| (id(&needed.step), needed.share.value))
        .collect();
    let always = ["attic", "cellar", "hall", "safe", "street"].map(|id| (id, 1.0));
    assert_eq!(needed[..5], always);
    assert_eq!(needed[5..], [("door", 2.0 / 3.0), ("window", 2.0 / 3.0)]);
}

/// Trials by going round, draws keyed by id.
fn successes(graph: &Graph, seed: u64, trials: Range<u64>) -> Vec<Vec<u64>> {
    let mut words = vec![vec![0; trials.end.div_ceil(64) as usize]; graph.goals.len()];
    for trial in trials {
        let comes_true = |kind: &str, id: &str, probability: f64| {
            Stream::new(seed, &[kind, id], trial).uniform() < probability
        };
        let draws: Vec<bool> =
            graph.draws.iter().map(|draw| comes_true("draw", &draw.id, draw.probability)).collect();
        let reached = reached(graph, |step| {
            let step = &graph.steps[step];
            comes_true("step", &step.id, step.probability)
                && step.requires.iter().all(|&draw| draws[draw])
                && step.unless.iter().all(|&draw| !draws[draw])
        });
        for (words, &goal) in words.iter_mut().zip(&graph.goals) {
            words[trial as usize / 64] |= u64::from(reached[goal]) << (trial % 64);
        }
    }
    words
}

/// Whether the 95 % interval, widened to 99.9 %, contains the truth.
fn contains(estimate: &Estimate, exact: f64) -> bool {
    let (down, up) = (estimate.value - estimate.low, estimate.high - estimate.value);
    let off = exact - estimate.value;
    -off <= 1.68 * down && off <= 1.68 * up
}

/// Each probability and each difference against the sum over all worlds.
#[test]
fn importance_against_all_worlds() {
    const TRIALS: u64 = 20_000;
    let mut graph = house();
    let alarm = graph.draw("alarm", 0.25);
    let (cellar, door) = (at(&graph, "cellar"), at(&graph, "door"));
    graph.steps[cellar].unless = vec![alarm];
    graph.goal("hall");
    let mut tally = PathTally::new(&graph);
    let mut worlds = AllWorlds::new(&graph);
    (0..worlds.worlds()).for_each(|trial| tally.add(&mut worlds, trial));
    let chosen = factors(&graph, &tally, 50);
    assert_eq!(chosen.len(), graph.steps.len() + 1);
    assert_eq!(chosen[0], Factor::Step(at(&graph, "hall")));
    assert_eq!(factors(&graph, &tally, 3), chosen[..3]);

    let base = enumerated(&graph);
    let compared = importance(&graph, &chosen, 1, TRIALS, &successes);
    for (goal, ranked) in compared.iter().enumerate() {
        assert_eq!(ranked.len(), chosen.len());
        assert!(ranked.is_sorted_by_key(|found| found.never.difference.value));
        for found in ranked {
            for (probability, change) in [(1.0, found.always), (0.0, found.never)] {
                let mut variant = graph.clone();
                match found.factor {
                    Factor::Step(step) => variant.steps[step].probability = probability,
                    Factor::Draw(draw) => variant.draws[draw].probability = probability,
                }
                let exact = enumerated(&variant)[goal];
                assert!(contains(&change.probability, exact), "{found:?} {exact}");
                assert!(contains(&change.difference, exact - base[goal]), "{found:?} {exact}");
            }
        }
    }

    // P(safe) = 3/4 · 3/4 · 1/2 · 1/2; a certain door lifts the first factor to 1.
    let of = |factor| *compared[0].iter().find(|found| found.factor == factor).unwrap();
    let perfect_door = of(Factor::Step(door)).always.difference;
    assert!(contains(&perfect_door, 0.25 * 0.75 * 0.25) && perfect_door.low > 0.0);
    let silent = of(Factor::Draw(alarm)).never.difference;
    assert!(contains(&silent, 0.75 * 0.25 * 0.25) && silent.low > 0.0);
    // What is certain already cannot become more so.
    assert_eq!(of(Factor::Step(at(&graph, "hall"))).always.difference, estimate(0.0, 0.0, 0.0));
}

fn estimate(value: f64, low: f64, high: f64) -> Estimate {
    Estimate { value, low, high }
}

/// Wilson limits by hand: z² = 3.8415. None of 100: up to z²/(100 + z²) = 0.0369935. 25 of 100:
/// 0.175453 to 0.343045; with the other cell empty the correlation is 0 and the limits of the
/// difference are 0.25 − √(0.074547² + 0.036994²) and 0.343045.
#[test]
fn paired_differences_by_hand() {
    let close = |found: Estimate, value: f64, low: f64, high: f64| {
        let off = (found.value - value).abs().max((found.low - low).abs());
        assert!(off.max((found.high - high).abs()) < 1e-6, "{found:?}");
    };
    close(paired_difference(0, 0, 100), 0.0, -0.036_993_5, 0.036_993_5);
    let down = (0.074_547_f64 * 0.074_547 + 0.036_995 * 0.036_995).sqrt();
    close(paired_difference(0, 25, 100), 0.25, 0.25 - down, 0.343_045);
    close(paired_difference(25, 0, 100), -0.25, -0.343_045, down - 0.25);
    assert_eq!(paired_difference(0, 0, 0), estimate(0.0, -1.0, 1.0));
    assert_eq!(paired_difference(0, 50, 50).high.to_bits(), 1.0_f64.to_bits());
}

/// How often the interval contains the truth, summed over all outcomes of 100 trials.
#[test]
fn paired_differences_cover_the_truth() {
    const TRIALS: u64 = 100;
    let shares = [(0.2, 0.1), (0.3, 0.0), (0.4, 0.4), (0.05, 0.01), (0.9, 0.05), (0.01, 0.01)];
    for (base_only, variant_only) in shares {
        // P(i of the one and j of the other), from binomial chances one after the other.
        let binomial = |n: u64, k: u64, p: f64| {
            let choose = (0..k).fold(1.0, |c, i| c * (n - i) as f64 / (i + 1) as f64);
            choose * libm::pow(p, k as f64) * libm::pow(1.0 - p, (n - k) as f64)
        };
        let covered: f64 = (0..=TRIALS)
            .flat_map(|i| (0..=TRIALS - i).map(move |j| (i, j)))
            .filter(|&(i, j)| {
                let found = paired_difference(i, j, TRIALS);
                (found.low..=found.high).contains(&(variant_only - base_only))
            })
            .map(|(i, j)| {
                let rest: f64 = variant_only / (1.0 - base_only);
                binomial(TRIALS, i, base_only) * binomial(TRIALS - i, j, rest.min(1.0))
            })
            .sum();
        assert!(covered > 0.93, "{base_only} {variant_only}: {covered}");
    }
}

#[test]
fn an_explanation_has_all_parts() {
    let graph = house();
    let effort = Effort { traced: 16, compared: 2_000, ..Effort::default() };
    let explained = explain(&graph, &effort, &mut AllWorlds::new(&graph), &successes);
    assert_eq!((explained.traced, explained.compared), (16, 2_000));
    let [goal] = &explained.goals[..] else { panic!("{explained:?}") };
    assert_eq!((goal.goal, goal.successes), (at(&graph, "safe"), 3));
    assert_eq!((goal.paths.len(), goal.needed.len(), goal.importance.len()), (2, 7, 7));
    assert_eq!(goal.cuts, cuts(&graph, goal.goal, &Limits::default()));
}

#[test]
fn small_graphs_get_all_effort_and_large_ones_what_is_bearable() {
    let all = Effort { goals: 1, ..Effort::default() };
    assert_eq!(all.bearable(&house()), all);
    let mut large = layers(33_333, 3);
    let spared = Effort::default().bearable(&large);
    assert_eq!((spared.traced, spared.compared, spared.factors, spared.goals), (999, 2_040, 49, 1));
    assert_eq!(spared.cuts.searches, 19_999);
    large.horizon_secs = 60.0;
    assert_eq!(Effort::default().bearable(&large), spared, "no step takes time");
    large.steps[5].time = Distribution::Exponential { mean: 10.0 };
    assert_eq!(Effort::default().bearable(&large).compared, 102);
    large.goals = (0..1_000).collect();
    assert_eq!(Effort::default().bearable(&large).goals, 9);
}

#[test]
fn goals_that_are_too_many_are_left_out_and_threads_change_nothing() {
    let mut graph = house();
    graph.goal("hall");
    let effort = Effort { traced: 500, compared: 2_000, ..Effort::default() };
    let explained =
        |effort, threads| sansou_engine::steps::explain(&graph, effort, threads).unwrap();
    let both = explained(&effort, 1);
    assert_eq!((both.goals.len(), both.goals_left_out), (2, 0));
    assert_eq!(both, explained(&effort, 2));
    let one = explained(&Effort { goals: 1, ..effort }, 2);
    assert_eq!((one.goals.len(), one.goals_left_out), (1, 1));
    assert_eq!(one.goals[0].paths, both.goals[0].paths);
    assert_eq!(one.goals[0].cuts, both.goals[0].cuts);
}
