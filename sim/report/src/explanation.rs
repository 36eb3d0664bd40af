//! Why the goals of a raw attack graph are reached: as text for a terminal, and as a part of the
//! answer's JSON.

use crate::attack::printable;
use crate::cuts;
use crate::number::whole;
use crate::text::Texts;
use crate::why::{listed, worth};
use sansou_engine::outcome::Estimate;
use sansou_engine::steps::why::difference::Change;
use sansou_engine::steps::why::{
    Cuts, Explanation, Factor, GoalExplanation, Importance, NeededStep, RankedPath,
};
use sansou_engine::study::Effect;
use sansou_scenario::raw::Graph;
use serde::Serialize;

/// Steps of a path that are told at its begin, and as many at its end; the JSON has all.
const TOLD_AT_EITHER_END: usize = 8;

/// The explanation as it stands in the JSON.
#[derive(Debug, Serialize)]
pub(crate) struct Written<'a> {
    traced: u64,
    compared: u64,
    goals_left_out: usize,
    goals: Vec<WrittenGoal<'a>>,
}

#[derive(Debug, Serialize)]
struct WrittenGoal<'a> {
    id: &'a str,
    successes: u64,
    paths: Vec<WrittenPath<'a>>,
    needed: Vec<WrittenStep<'a>>,
    importance: Vec<WrittenImportance<'a>>,
    cuts: Cuts<&'a str>,
}

#[derive(Debug, Serialize)]
struct WrittenPath<'a> {
    steps: Vec<&'a str>,
    share: Estimate,
}

#[derive(Debug, Serialize)]
struct WrittenStep<'a> {
    step: &'a str,
    share: Estimate,
}

#[derive(Debug, Serialize)]
struct WrittenImportance<'a> {
    kind: &'a str,
    id: &'a str,
    certain: Effect,
    gone: Effect,
}

/// What the JSON says of a graph's explanation.
pub(crate) fn written<'a>(graph: &'a Graph, explanation: &Explanation) -> Written<'a> {
    let id = |step: usize| graph.steps[step].id.as_str();
    let path = |path: &RankedPath| WrittenPath {
        steps: path.steps.iter().map(|&step| id(step)).collect(),
        share: path.share,
    };
    let needed = |needed: &NeededStep| WrittenStep { step: id(needed.step), share: needed.share };
    let importance = |found: &Importance| WrittenImportance {
        kind: match found.factor {
            Factor::Step(_) => "step",
            Factor::Draw(_) => "draw",
        },
        id: found.factor.id(graph),
        certain: effect(found.always),
        gone: effect(found.never),
    };
    let goal = |goal: &GoalExplanation| WrittenGoal {
        id: id(goal.goal),
        successes: goal.successes,
        paths: goal.paths.iter().map(path).collect(),
        needed: goal.needed.iter().map(needed).collect(),
        importance: goal.importance.iter().map(importance).collect(),
        cuts: goal.cuts.clone().called(|step| Some(id(step))),
    };
    Written {
        traced: explanation.traced,
        compared: explanation.compared,
        goals_left_out: explanation.goals_left_out,
        goals: explanation.goals.iter().map(goal).collect(),
    }
}

fn effect(change: Change) -> Effect {
    Effect { probability: change.probability, difference: change.difference }
}

/// The explanation in words, lines ended by line feeds.
pub fn text(graph: &Graph, explanation: &Explanation, texts: &Texts) -> String {
    let (traced, compared) = (whole(explanation.traced as f64), whole(explanation.compared as f64));
    let mut lines = Vec::new();
    for goal in &explanation.goals {
        lines.extend(about(goal, &traced, graph, texts));
        lines.push(String::new());
    }
    if explanation.goals_left_out > 0 {
        let left_out = whole(explanation.goals_left_out as f64);
        lines.push(texts.get("explain-goals-left-out", &[("n", &left_out)]));
    }
    lines.push(texts.get("explain-note", &[("traced", &traced), ("compared", &compared)]));
    lines.join("\n") + "\n"
}

fn about(goal: &GoalExplanation, traced: &str, graph: &Graph, texts: &Texts) -> Vec<String> {
    let id = |step: usize| printable(&graph.steps[step].id);
    let (name, successes) = (id(goal.goal), whole(goal.successes as f64));
    let arguments = [("goal", &*name), ("successes", &successes), ("traced", traced)];
    let mut lines = vec![texts.get("explain-goal", &arguments)];
    if !goal.paths.is_empty() {
        lines.push(texts.plain("why-paths"));
        lines.extend(goal.paths.iter().map(|path| way(path, id, texts)));
    }
    let bears = |found: &&Importance| {
        [found.always, found.never].iter().any(|change| change.difference.value != 0.0)
    };
    let importance = goal.importance.iter().filter(bears).map(|found| {
        let id = printable(found.factor.id(graph));
        let name = match found.factor {
            Factor::Step(_) => id,
            Factor::Draw(_) => texts.get("explain-draw", &[("id", &id)]),
        };
        worth(texts, "explain-factor", &name, effect(found.always), effect(found.never))
    });
    lines.extend(listed(texts, "explain-factors", importance.collect()));
    lines.extend(cuts::lines(&goal.cuts, texts, |&step| id(step)));
    lines
}

/// A path as its share and its steps; the middle of a long one left out.
fn way(path: &RankedPath, id: impl Fn(usize) -> String, texts: &Texts) -> String {
    let named = |steps: &[usize]| steps.iter().map(|&step| id(step)).collect::<Vec<String>>();
    let between = path.steps.len().saturating_sub(2 * TOLD_AT_EITHER_END);
    let steps = if between > 1 {
        let (begin, rest) = path.steps.split_at(TOLD_AT_EITHER_END);
        let left_out = texts.get("explain-steps-left-out", &[("n", &whole(between as f64))]);
        [named(begin), vec![left_out], named(&rest[between..])].concat()
    } else {
        named(&path.steps)
    };
    let (share, range) = (texts.percent(path.share.value), texts.percent_range(&path.share));
    let arguments = [("share", &*share), ("range", &range), ("steps", &steps.join(" → "))];
    texts.get("explain-path", &arguments)
}
