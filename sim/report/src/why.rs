//! Why goals are reached, as plain text for a terminal and as JSON.

use crate::cuts;
use crate::json;
use crate::names::Names;
use crate::number::whole;
use crate::text::Texts;
use sansou_engine::outcome::{AttackPath, Estimate, PathStep};
use sansou_engine::study::{Effect, GoalWhy, Why};
use sansou_scenario::case::Study;

/// Placements, and applied rules, told of a goal at most; the JSON has all.
const TOLD: usize = 12;

/// The answer as JSON, with all elements.
pub fn json(why: &Why) -> Vec<u8> {
    json::pretty(why)
}

/// The answer in words, lines ended by line feeds.
pub fn text(study: &Study, why: &Why, texts: &Texts) -> String {
    let mut lines = Vec::new();
    for goal in &why.goals {
        if let Some(case) = study.cases.iter().find(|case| case.model == goal.model) {
            lines.extend(about(goal, &Names::new(case, texts)));
            lines.push(String::new());
        }
    }
    let trials = whole(why.manifest.trials as f64);
    lines.push(texts.get("why-note", &[("trials", &trials)]));
    lines.join("\n") + "\n"
}

fn about(why: &GoalWhy, names: &Names) -> Vec<String> {
    let texts = names.texts;
    let (threat, goal) = (names.threat(&why.threat), names.goal(&why.goal));
    let item = texts.get("threat-goal", &[("threat", &threat), ("goal", &goal)]);
    let mut lines = vec![texts.get(
        "why-goal",
        &[
            ("model", names.model()),
            ("item", &item),
            ("p", &texts.percent(why.probability.value)),
            ("range", &texts.percent_range(&why.probability)),
        ],
    )];
    if !why.paths.is_empty() {
        lines.push(texts.plain("why-paths"));
        lines.extend(why.paths.iter().map(|path| format!("    {}", way(path, names))));
    }
    let placements: Vec<String> = why
        .placements
        .iter()
        .map(|p| worth(texts, "why-placement", &names.priced(&p.placement), p.perfect, p.gone))
        .collect();
    lines.extend(listed(texts, "why-placements", placements));
    let rules: Vec<String> = why
        .rules
        .iter()
        .map(|r| worth(texts, "why-rule", &applied(&r.step, names), r.certain, r.impossible))
        .collect();
    lines.extend(listed(texts, "why-rules", rules));
    lines.extend(cuts::lines(&why.cuts, texts, |step| applied(step, names)));
    lines
}

/// A path as its techniques and where they lead.
pub(crate) fn way(path: &AttackPath, names: &Names) -> String {
    let arrived = |step: &PathStep| step_at(step, names.node(&step.to), names);
    let steps: Vec<String> = path.steps.iter().map(arrived).collect();
    format!("{} {}", names.texts.load(path.share), steps.join(" → "))
}

/// A rule and where it applies.
fn applied(step: &PathStep, names: &Names) -> String {
    let to = names.node(&step.to);
    let from = (step.from != step.to).then(|| format!("{} → ", names.node(&step.from)));
    step_at(step, from.unwrap_or_default() + &to, names)
}

fn step_at(step: &PathStep, place: String, names: &Names) -> String {
    let asset = step.asset.as_ref().map(|asset| names.asset(asset));
    let about: Vec<String> = [place].into_iter().chain(asset).collect();
    let comma = names.texts.plain("list-comma");
    format!("{} {} [{}]", step.technique, names.rule(&step.rule), about.join(&comma))
}

/// An element and what becomes of the probability by its two changes.
pub(crate) fn worth(texts: &Texts, key: &str, name: &str, first: Effect, second: Effect) -> String {
    let p = |e: Effect| texts.percent(e.probability.value);
    let apart = |e: Effect| change(texts, &e.difference);
    texts.get(
        key,
        &[
            ("name", name),
            ("first", &p(first)),
            ("first_change", &apart(first)),
            ("second", &p(second)),
            ("second_change", &apart(second)),
        ],
    )
}

/// A difference of probabilities with its interval.
pub(crate) fn change(texts: &Texts, e: &Estimate) -> String {
    let (value, range) = (texts.points(e.value), texts.points_range(e));
    texts.get("why-change", &[("value", &value), ("range", &range)])
}

/// A heading with its lines; how many more there are.
pub(crate) fn listed(texts: &Texts, heading: &str, all: Vec<String>) -> Vec<String> {
    let more = all.len().saturating_sub(TOLD);
    let mut lines = vec![texts.plain(heading)];
    if all.is_empty() {
        lines.push(texts.plain("why-none"));
    }
    lines.extend(all.into_iter().take(TOLD));
    if more > 0 {
        lines.push(texts.get("why-more", &[("n", &more.to_string())]));
    }
    lines
}
