//! Raw graphs made by code: a builder by names, networks of undirected links, and random graphs.

use proptest::prelude::*;
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::{Draw, Graph, Step, StepKind};
use std::ops::Range;

/// A step with names.
pub struct Named {
    pub id: String,
    pub kind: StepKind,
    pub probability: f64,
    pub time: Distribution,
    pub parents: Vec<String>,
    pub requires: Vec<String>,
    pub unless: Vec<String>,
    pub entry: bool,
}

/// Builds a graph by names.
#[derive(Default)]
pub struct Builder {
    draws: Vec<Draw>,
    steps: Vec<Named>,
}

impl Builder {
    pub fn draw(&mut self, id: &str, probability: f64) {
        self.draws.push(Draw { id: id.to_owned(), probability });
    }

    /// Adds a step that is certain and instant, to be changed.
    pub fn step(&mut self, id: &str, kind: StepKind, parents: &[String]) -> &mut Named {
        self.steps.push(Named {
            id: id.to_owned(),
            kind,
            probability: 1.0,
            time: Distribution::Fixed { value: 0.0 },
            parents: parents.to_vec(),
            requires: Vec::new(),
            unless: Vec::new(),
            entry: false,
        });
        self.steps.last_mut().unwrap()
    }

    /// The graph, without horizon.
    pub fn graph(&self, goals: &[&str]) -> Graph {
        let step = |id: &str| self.steps.iter().position(|step| step.id == id).unwrap();
        let draw = |id: &str| self.draws.iter().position(|draw| draw.id == id).unwrap();
        let sorted = |mut indices: Vec<usize>| {
            indices.sort_unstable();
            indices.dedup();
            indices
        };
        let steps = self.steps.iter().map(|named| Step {
            id: named.id.clone(),
            kind: named.kind,
            probability: named.probability,
            time: named.time,
            parents: sorted(named.parents.iter().map(|id| step(id)).collect()),
            requires: sorted(named.requires.iter().map(|id| draw(id)).collect()),
            unless: sorted(named.unless.iter().map(|id| draw(id)).collect()),
            entry: named.entry,
        });
        Graph {
            draws: self.draws.clone(),
            steps: steps.collect(),
            goals: goals.iter().map(|id| step(id)).collect(),
            horizon_secs: f64::INFINITY,
        }
    }
}

/// Nodes joined by links that work both ways or not at all: two AND steps that share a draw.
pub fn network(links: &[(String, String)], probability: f64, source: &str, target: &str) -> Graph {
    let mut builder = Builder::default();
    let mut nodes: Vec<&String> = links.iter().flat_map(|(a, b)| [a, b]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let mut into = vec![Vec::new(); nodes.len()];
    for (number, (a, b)) in links.iter().enumerate() {
        let draw = format!("e{number}");
        builder.draw(&draw, probability);
        for (from, to) in [(a, b), (b, a)] {
            let id = format!("{draw}:{from}>{to}");
            let link = builder.step(&id, StepKind::And, std::slice::from_ref(from));
            link.requires = vec![draw.clone()];
            into[nodes.binary_search(&to).unwrap()].push(id);
        }
    }
    for (node, parents) in nodes.iter().zip(&into) {
        builder.step(node, StepKind::Or, parents).entry = *node == source;
    }
    builder.graph(&[target])
}

/// A grid, from one corner to the opposite one.
pub fn grid(rows: usize, columns: usize, probability: f64) -> Graph {
    let node = |row: usize, column: usize| format!("{row}.{column}");
    let mut links = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            if column + 1 < columns {
                links.push((node(row, column), node(row, column + 1)));
            }
            if row + 1 < rows {
                links.push((node(row, column), node(row + 1, column)));
            }
        }
    }
    network(&links, probability, "0.0", &node(rows - 1, columns - 1))
}

/// n rows of n − 1 nodes between two sides: the network is its own dual.
pub fn self_dual(n: usize, probability: f64) -> Graph {
    let node = |row: usize, column: usize| match column {
        0 => "L".to_owned(),
        _ if column == n => "R".to_owned(),
        _ => format!("{row}.{column}"),
    };
    let mut links = Vec::new();
    for row in 0..n {
        links.extend((0..n).map(|column| (node(row, column), node(row, column + 1))));
        if row + 1 < n {
            links.extend((1..n).map(|column| (node(row, column), node(row + 1, column))));
        }
    }
    network(&links, probability, "L", "R")
}

/// Random graphs: OR and AND, cycles, entries with parents, shared draws, some steps certain.
pub fn any_graph(count: Range<usize>, with_unless: bool) -> impl Strategy<Value = Graph> {
    let probability = prop_oneof![Just(1.0), 0.05..0.95, Just(0.0), Just(1.0), 0.05..0.95];
    let draws = prop::collection::vec(0.05..0.95, 0..4);
    (count, draws).prop_flat_map(move |(count, draws)| {
        let draw_count = draws.len();
        let some_draws = move || {
            prop::collection::btree_set(0..draw_count.max(1), 0..2)
                .prop_map(move |set| set.into_iter().filter(|&draw| draw < draw_count).collect())
        };
        let step = (
            prop_oneof![Just(StepKind::Or), Just(StepKind::Or), Just(StepKind::And)],
            probability.clone(),
            prop::collection::btree_set(0..count, 0..4),
            some_draws(),
            some_draws(),
            prop::bool::weighted(0.25),
        );
        (Just(draws), prop::collection::vec(step, count)).prop_map(move |(draws, steps)| {
            let draws = draws.iter().enumerate();
            let draw = |(number, &probability)| Draw { id: format!("d{number}"), probability };
            let steps = steps.into_iter().enumerate();
            let steps =
                steps.map(|(number, (kind, probability, parents, requires, unless, entry))| Step {
                    id: format!("s{number}"),
                    kind,
                    probability,
                    time: Distribution::Fixed { value: 0.0 },
                    parents: parents.into_iter().collect(),
                    requires,
                    unless: if with_unless { unless } else { Vec::new() },
                    entry,
                });
            Graph {
                draws: draws.map(draw).collect(),
                steps: steps.collect(),
                goals: vec![count - 1],
                horizon_secs: f64::INFINITY,
            }
        })
    })
}

/// All combinations of chances that are possible, as graphs without chance, with their weights.
pub fn worlds(graph: &Graph) -> Vec<(Graph, f64)> {
    let mut worlds = vec![(graph.clone(), 1.0)];
    let chance = |graph: &mut Graph, index: usize, value: Option<f64>| {
        let place = match index.checked_sub(graph.draws.len()) {
            None => &mut graph.draws[index].probability,
            Some(step) => &mut graph.steps[step].probability,
        };
        std::mem::replace(place, value.unwrap_or(*place))
    };
    for index in 0..graph.draws.len() + graph.steps.len() {
        let probability = chance(&mut graph.clone(), index, None);
        let outcomes = [(1.0, probability), (0.0, 1.0 - probability)];
        worlds = outcomes
            .iter()
            .filter(|(_, part)| *part > 0.0)
            .flat_map(|&(value, part)| {
                worlds.iter().cloned().map(move |(mut world, weight)| {
                    chance(&mut world, index, Some(value));
                    (world, weight * part)
                })
            })
            .collect();
    }
    worlds
}

/// Probability of each step by the definition: the weights of the worlds in which it is reached.
pub fn by_definition(graph: &Graph) -> Vec<f64> {
    let mut probabilities = vec![0.0; graph.steps.len()];
    for (world, weight) in worlds(graph) {
        for (probability, reached) in probabilities.iter_mut().zip(reached(&world)) {
            *probability += if reached { weight } else { 0.0 };
        }
    }
    probabilities
}

/// What is reached in a world.
fn reached(world: &Graph) -> Vec<bool> {
    let mut reached = vec![false; world.steps.len()];
    for _ in 0..world.steps.len() {
        for (index, step) in world.steps.iter().enumerate() {
            let possible = match step.kind {
                _ if step.entry => true,
                StepKind::Or => step.parents.iter().any(|&parent| reached[parent]),
                StepKind::And => {
                    !step.parents.is_empty() && step.parents.iter().all(|&parent| reached[parent])
                }
            };
            let allowed = step.requires.iter().all(|&draw| world.draws[draw].probability == 1.0)
                && step.unless.iter().all(|&draw| world.draws[draw].probability == 0.0);
            reached[index] |= possible && allowed && step.probability == 1.0;
        }
    }
    reached
}
