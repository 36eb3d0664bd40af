//! Graphs written in a line a step, and their probability by running through all coins.

use sansou_engine::chance::Stream;
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::{Draw, Graph, Step, StepKind};

/// A graph without steps or horizon.
pub fn empty() -> Graph {
    Graph { draws: vec![], steps: vec![], goals: vec![], horizon_secs: f64::INFINITY }
}

/// Where a step of this id stands.
pub fn at(graph: &Graph, id: &str) -> usize {
    graph.steps.iter().position(|step| step.id == id).unwrap()
}

/// Adds graphs' parts; parents are named and must have been added.
pub trait Sketch {
    fn draw(&mut self, id: &str, probability: f64) -> usize;
    fn step(&mut self, id: &str, kind: StepKind, probability: f64, parents: &[&str]) -> &mut Step;
    fn entry(&mut self, id: &str) -> &mut Step;
    fn or(&mut self, id: &str, probability: f64, parents: &[&str]) -> &mut Step;
    fn and(&mut self, id: &str, probability: f64, parents: &[&str]) -> &mut Step;
    fn goal(&mut self, id: &str);
}

impl Sketch for Graph {
    fn draw(&mut self, id: &str, probability: f64) -> usize {
        self.draws.push(Draw { id: id.to_owned(), probability });
        self.draws.len() - 1
    }

    fn step(&mut self, id: &str, kind: StepKind, probability: f64, parents: &[&str]) -> &mut Step {
        let mut parents: Vec<usize> = parents.iter().map(|parent| at(self, parent)).collect();
        parents.sort_unstable();
        self.steps.push(Step {
            id: id.to_owned(),
            kind,
            probability,
            time: Distribution::Fixed { value: 0.0 },
            parents,
            requires: vec![],
            unless: vec![],
            entry: false,
        });
        self.steps.last_mut().unwrap()
    }

    fn entry(&mut self, id: &str) -> &mut Step {
        let step = self.step(id, StepKind::Or, 1.0, &[]);
        step.entry = true;
        step
    }

    fn or(&mut self, id: &str, probability: f64, parents: &[&str]) -> &mut Step {
        self.step(id, StepKind::Or, probability, parents)
    }

    fn and(&mut self, id: &str, probability: f64, parents: &[&str]) -> &mut Step {
        self.step(id, StepKind::And, probability, parents)
    }

    fn goal(&mut self, id: &str) {
        let goal = at(self, id);
        self.goals.push(goal);
    }
}

/// A small graph with cycles and draws used either way or both, drawn from a number.
pub fn random(number: u64) -> Graph {
    let mut stream = Stream::new(number, &["random graph"], 0);
    let mut below = |count: usize| (stream.uniform() * count as f64) as usize;
    let scale = [1.0, 0.3, 0.03][below(3)];
    let mut graph = empty();
    for draw in 0..3 {
        graph.draw(&format!("d{draw}"), [0.05, 0.2, 0.4][below(3)]);
    }
    graph.entry("s0");
    for step in 1..10 {
        let kind = if below(3) == 0 { StepKind::And } else { StepKind::Or };
        let probability = if below(4) == 0 { 1.0 } else { 0.9 * scale };
        let step = graph.step(&format!("s{step}"), kind, probability, &[]);
        step.parents = (0..=below(2)).map(|_| below(9)).collect();
        step.parents.sort_unstable();
        step.parents.dedup();
        let draw = below(3);
        match below(5) {
            0 | 1 => step.requires.push(draw),
            2 => step.unless.push(draw),
            _ => {}
        }
    }
    graph.goal("s9");
    graph
}

/// Which steps are reached, as the least fixpoint, by going round until nothing changes.
pub fn reached(graph: &Graph, feasible: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut reached = vec![false; graph.steps.len()];
    loop {
        let next: Vec<bool> = graph
            .steps
            .iter()
            .enumerate()
            .map(|(index, step)| {
                let mut parents = step.parents.iter().map(|&parent| reached[parent]);
                let attempted = match step.kind {
                    _ if step.entry => true,
                    StepKind::Or => parents.any(|parent| parent),
                    StepKind::And => !step.parents.is_empty() && parents.all(|parent| parent),
                };
                attempted && feasible(index)
            })
            .collect();
        if next == reached {
            return reached;
        }
        reached = next;
    }
}

/// Probability of each goal without times: the sum over all worlds.
pub fn enumerated(graph: &Graph) -> Vec<f64> {
    let coins: Vec<f64> = graph
        .draws
        .iter()
        .map(|draw| draw.probability)
        .chain(graph.steps.iter().map(|step| step.probability))
        .collect();
    let open: Vec<usize> =
        (0..coins.len()).filter(|&coin| coins[coin] > 0.0 && coins[coin] < 1.0).collect();
    assert!(open.len() <= 20, "too many worlds");
    let mut sums = vec![0.0; graph.goals.len()];
    for world in 0..1_u32 << open.len() {
        let mut came_true: Vec<bool> = coins.iter().map(|&coin| coin >= 1.0).collect();
        let mut chance = 1.0;
        for (place, &coin) in open.iter().enumerate() {
            came_true[coin] = world >> place & 1 == 1;
            chance *= if came_true[coin] { coins[coin] } else { 1.0 - coins[coin] };
        }
        let reached = reached(graph, |step| {
            came_true[graph.draws.len() + step]
                && graph.steps[step].requires.iter().all(|&draw| came_true[draw])
                && graph.steps[step].unless.iter().all(|&draw| !came_true[draw])
        });
        for (sum, &goal) in sums.iter_mut().zip(&graph.goals) {
            *sum += if reached[goal] { chance } else { 0.0 };
        }
    }
    sums
}
