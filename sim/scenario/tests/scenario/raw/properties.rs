//! Laws of reading: both spellings mean the same, order means nothing, and no bytes make it panic.

use super::{good, json, ron};
use crate::memory::codes;
use proptest::collection::vec;
use proptest::prelude::*;
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::mal::{self, Question};
use sansou_scenario::raw::{self, Draw, Form, Graph, Step, StepKind};
use std::fmt::Write;

/// Pieces that break files in interesting ways.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "null",
    "None",
    "1e999",
    "NaN",
    "-",
    "//",
    "/*",
    "あ",
    "\"steps\":",
    "\"id\":",
    "\"time\":{\"pert\":",
    "\"ttc\":",
    "\"attack_steps\":",
];

fn times() -> impl Strategy<Value = Distribution> {
    let secs = || 1e-3..1e9_f64;
    prop_oneof![
        (0.0..1e9_f64).prop_map(|value| Distribution::Fixed { value }),
        secs().prop_map(|mean| Distribution::Exponential { mean }),
        // Powers of two: the file has the scale, the graph the mean.
        (0..4_i32, secs()).prop_map(|(power, mean)| {
            Distribution::Gamma { shape: f64::from(1 << power), mean }
        }),
        (secs(), 0.1..5.0_f64)
            .prop_map(|(median, sigma)| Distribution::Lognormal { median, sigma }),
        (secs(), secs(), secs()).prop_map(|(min, a, b)| {
            Distribution::Pert { min, likely: min + a, max: min + a + b }
        }),
        (secs(), secs()).prop_map(|(min, a)| Distribution::Uniform { min, max: min + a }),
    ]
}

fn graphs() -> impl Strategy<Value = Graph> {
    (1..8_usize, 0..4_usize).prop_flat_map(|(steps, draws)| {
        let indices = |of: usize| {
            vec(0..of.max(1), 0..4).prop_map(move |mut list| {
                list.sort_unstable();
                list.dedup();
                list.truncate(of);
                if of == 0 { Vec::new() } else { list }
            })
        };
        let step = (
            any::<bool>(),
            0.0..=1.0_f64,
            times(),
            indices(steps),
            indices(draws),
            indices(draws),
            any::<bool>(),
        );
        let horizon = prop_oneof![Just(f64::INFINITY), 0.0..1e9_f64];
        let goals = Just((0..steps).collect::<Vec<_>>()).prop_shuffle();
        (vec(step, steps), vec(0.0..=1.0_f64, draws), goals, 1..=steps, horizon).prop_map(
            |(steps, draws, goals, count, horizon_secs)| Graph {
                draws: (0..)
                    .zip(draws)
                    .map(|(id, probability)| Draw { id: format!("d{id}\"\\"), probability })
                    .collect(),
                steps: (0..).zip(steps).map(|(id, step)| made(id, step)).collect(),
                goals: goals.into_iter().take(count).collect(),
                horizon_secs,
            },
        )
    })
}

type Parts = (bool, f64, Distribution, Vec<usize>, Vec<usize>, Vec<usize>, bool);

fn made(id: usize, (and, probability, time, parents, requires, unless, entry): Parts) -> Step {
    let kind = if and { StepKind::And } else { StepKind::Or };
    let id = format!("段階{id}: \"\n");
    Step { id, kind, probability, time, parents, requires, unless, entry }
}

/// Brackets and names of a spelling.
struct Signs {
    open: char,
    close: char,
    quote: &'static str,
}

const JSON: Signs = Signs { open: '{', close: '}', quote: "\"" };
const RON: Signs = Signs { open: '(', close: ')', quote: "" };

impl Signs {
    fn group(&self, fields: &[(&str, String)]) -> String {
        let quote = self.quote;
        let fields: Vec<String> =
            fields.iter().map(|(name, value)| format!("{quote}{name}{quote}: {value}")).collect();
        format!("{}{}{}", self.open, fields.join(", "), self.close)
    }

    fn time(&self, time: &Distribution) -> String {
        let (word, fields) = match *time {
            Distribution::Fixed { value } => ("fixed", vec![("s", value)]),
            Distribution::Exponential { mean } => ("exponential", vec![("mean_s", mean)]),
            Distribution::Gamma { shape, mean } => {
                ("gamma", vec![("shape", shape), ("scale_s", mean / shape)])
            }
            Distribution::Lognormal { median, sigma } => {
                ("lognormal", vec![("median_s", median), ("sigma", sigma)])
            }
            Distribution::Pert { min, likely, max } => {
                ("pert", vec![("min_s", min), ("mode_s", likely), ("max_s", max)])
            }
            Distribution::Uniform { min, max } => ("uniform", vec![("min_s", min), ("max_s", max)]),
        };
        let fields: Vec<_> = fields.into_iter().map(|(n, v)| (n, format!("{v:?}"))).collect();
        let group = self.group(&fields);
        if self.open == '{' { format!("{{\"{word}\": {group}}}") } else { format!("{word}{group}") }
    }

    fn graph(&self, graph: &Graph) -> String {
        let names = |list: &[usize], of: &dyn Fn(usize) -> String| {
            let quoted: Vec<String> = list.iter().map(|&at| of(at)).collect();
            format!("[{}]", quoted.join(", "))
        };
        let step_name = |at: usize| quoted(&graph.steps[at].id);
        let draw_name = |at: usize| quoted(&graph.draws[at].id);
        let mut text = String::new();
        for step in &graph.steps {
            let kind = if step.kind == StepKind::Or { "or" } else { "and" };
            let fields = [
                ("id", quoted(&step.id)),
                ("kind", format!("{0}{kind}{0}", self.quote)),
                ("probability", format!("{:?}", step.probability)),
                ("time", self.time(&step.time)),
                ("parents", names(&step.parents, &step_name)),
                ("requires", names(&step.requires, &draw_name)),
                ("unless", names(&step.unless, &draw_name)),
                ("entry", step.entry.to_string()),
            ];
            write!(text, "{}{}", if text.is_empty() { "" } else { ",\n" }, self.group(&fields))
                .unwrap();
        }
        let draws = graph.draws.iter().map(|draw| {
            let probability = format!("{:?}", draw.probability);
            self.group(&[("id", quoted(&draw.id)), ("probability", probability)])
        });
        let mut fields = vec![
            ("format", "1".to_owned()),
            ("draws", format!("[{}]", draws.collect::<Vec<_>>().join(", "))),
            ("steps", format!("[{text}]")),
            ("goals", names(&graph.goals, &step_name)),
        ];
        if graph.horizon_secs.is_finite() {
            fields.push(("horizon_s", format!("{:?}", graph.horizon_secs)));
        }
        self.group(&fields)
    }
}

fn quoted(id: &str) -> String {
    format!("\"{}\"", id.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_spellings_read_as_the_graph_that_was_written(graph in graphs()) {
        for checked in [json(&JSON.graph(&graph)), ron(&RON.graph(&graph))] {
            let warnings = ["no-entry", "draw-contradiction"];
            let told = codes(&checked.diagnostics);
            prop_assert!(told.iter().all(|code| warnings.contains(code)), "{:#?}", checked.diagnostics);
            prop_assert_eq!(checked.graph.as_ref(), Some(&graph));
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in vec(any::<u8>(), 0..300)) {
        for form in [Form::Ron, Form::Json] {
            let checked = raw::read(&bytes, "g", form);
            prop_assert!(checked.graph.is_some() || !checked.diagnostics.is_empty());
        }
        ask_mal(&bytes);
    }

    #[test]
    fn broken_graphs_never_panic(
        graph in graphs(),
        changes in vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..20_usize), 1..4),
    ) {
        for (signs, form) in [(JSON, Form::Json), (RON, Form::Ron)] {
            let mut bytes = signs.graph(&graph).into_bytes();
            for (at, piece, removed) in &changes {
                let at = at.index(bytes.len() + 1);
                let end = (at + removed).min(bytes.len());
                bytes.splice(at..end, PIECES[piece.index(PIECES.len())].bytes());
            }
            let checked = raw::read(&bytes, "g", form);
            prop_assert!(checked.graph.is_some() || !checked.diagnostics.is_empty());
            ask_mal(&bytes);
        }
    }

    #[test]
    fn broken_graphs_of_mal_never_panic(
        changes in vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..20_usize), 1..4),
    ) {
        let mut bytes = include_bytes!("office.json").to_vec();
        for (at, piece, removed) in &changes {
            let at = at.index(bytes.len() + 1);
            let end = (at + removed).min(bytes.len());
            bytes.splice(at..end, PIECES[piece.index(PIECES.len())].bytes());
        }
        ask_mal(&bytes);
    }
}

fn ask_mal(bytes: &[u8]) {
    let names = |id: &str| vec![id.to_owned()];
    let (entries, goals) = (names("lan:access"), names("server:own"));
    let checked = mal::read(bytes, "g", &Question { entries, goals, unit_secs: 1.0 });
    assert!(checked.graph.is_some() || !checked.diagnostics.is_empty());
}

#[test]
fn the_writer_of_these_tests_writes_what_people_write() {
    let text = r#"(format: 1, steps: [(id: "a", kind: or, time: fixed(s: 5), entry: true)], goals: ["a"])"#;
    let graph = good(ron(text));
    assert_eq!(good(ron(&RON.graph(&graph))), graph);
    assert_eq!(good(json(&JSON.graph(&graph))), graph);
}
