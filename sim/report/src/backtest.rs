//! Incidents and what the engine made of them, as plain text for a terminal and as JSON.

use crate::json;
use crate::names::Names;
use crate::number::whole;
use crate::table::{Line, render};
use crate::text::Texts;
use crate::why::{change, listed, way};
use sansou_engine::study::{Backtest, ControlEffect, ModelChance, PathFollowed};
use sansou_scenario::incident::{Incident, Like};

/// An incident with its result.
#[derive(Debug, Clone)]
pub struct Tested {
    /// The incident.
    pub incident: Incident,
    /// What the engine made of it.
    pub result: Backtest,
}

/// The results as JSON: a list, by incident.
pub fn json(tested: &[Tested]) -> Vec<u8> {
    json::pretty(&tested.iter().map(|one| &one.result).collect::<Vec<_>>())
}

/// The results in words, lines ended by line feeds; a table of all at the end.
pub fn text(tested: &[Tested], texts: &Texts) -> String {
    let mut lines = Vec::new();
    for Tested { incident, result } in tested {
        lines.extend(about(incident, result, texts));
        lines.push(String::new());
    }
    let trials = tested.first().map_or(0, |one| one.result.manifest.trials);
    let note = texts.get("backtest-note", &[("trials", &whole(trials as f64))]);
    lines.join("\n") + "\n" + &summary(tested, texts) + &note + "\n"
}

fn about(incident: &Incident, result: &Backtest, texts: &Texts) -> Vec<String> {
    let Some(case) = incident.study.cases.first() else { return Vec::new() };
    let names = Names::new(case, texts);
    let name = texts.of(&incident.name);
    let mut lines =
        vec![texts.get("backtest-title", &[("name", name), ("date", &incident.happened)])];
    lines.push(format!("  {}", texts.of(&incident.summary)));
    lines.push(texts.plain("backtest-chain"));
    lines.extend(chain(incident, result, &names));
    lines.push(verdict(result, texts));
    if !result.paths.is_empty() {
        lines.push(texts.get("backtest-paths", &[("n", &result.paths.len().to_string())]));
    }
    lines.extend(result.paths.iter().enumerate().map(|(at, path)| {
        let found = result.found.as_ref().is_some_and(|found| found.rank == at + 1);
        let mark = texts.plain(if found { "backtest-this" } else { "backtest-other" });
        format!("    {mark}{:>2}. {}", at + 1, way(path, &names))
    }));
    let effects = |effects: &[ControlEffect]| -> Vec<String> {
        effects.iter().map(|effect| changed(effect, &names)).collect()
    };
    lines.extend(listed(texts, "backtest-taken-away", effects(&result.taken_away)));
    lines.extend(listed(texts, "backtest-put-in", effects(&result.put_in)));
    match &incident.like {
        Some(like) => lines.extend(models(like, &result.models, texts)),
        None => lines.push(texts.plain("backtest-no-models")),
    }
    let said = |key: &str, text: &str| texts.get(key, &[("text", text)]);
    lines.push(said("backtest-outcome", texts.of(&incident.outcome)));
    lines.push(said("backtest-assumed", texts.of(&incident.assumed)));
    let sources = incident.sources.iter();
    let sources = sources.map(|s| format!("{} ({})", texts.of(&s.title), s.locator));
    lines.extend(sources.map(|source| said("backtest-source", &source)));
    lines
}

/// The published steps, each with whether it is in the path that comes nearest.
fn chain(incident: &Incident, result: &Backtest, names: &Names) -> Vec<String> {
    let texts = names.texts;
    let found = |at: usize| {
        result.nearest.as_ref().is_some_and(|path| path.steps.get(at).is_some_and(Option::is_some))
    };
    let steps = incident.chain.iter().zip(&result.chain).enumerate();
    steps
        .map(|(at, (step, known))| {
            let key = match (found(at), known.has_rule) {
                (true, _) => "backtest-step-found",
                (false, true) => "backtest-step-elsewhere",
                (false, false) => "backtest-step-no-rule",
            };
            let when = step.when.as_ref().map(|when| texts.of(when));
            let when = when.map(|when| texts.get("backtest-when", &[("when", when)]));
            let what = [("n", &*(at + 1).to_string()), ("what", texts.of(&step.what))];
            let where_by = [
                ("techniques", &*step.techniques.join("/")),
                ("node", &step.at.iter().map(|id| names.node(id)).collect::<Vec<_>>().join("/")),
                ("when", &when.unwrap_or_default()),
            ];
            texts.get(key, &[&what[..], &where_by].concat())
        })
        .collect()
}

fn verdict(result: &Backtest, texts: &Texts) -> String {
    let (p, range) = (result.probability, texts.percent_range(&result.probability));
    let place = |path: &PathFollowed| (path.rank.to_string(), texts.load(path.path.share));
    let paths = result.different_paths.to_string();
    let p = texts.percent(p.value);
    let most = result.most.to_string();
    let common = [("p", p.as_str()), ("range", &range), ("paths", &paths), ("most", &most)];
    match (&result.found, &result.nearest) {
        (Some(path), _) => {
            let (rank, share) = place(path);
            let key = if path.rank <= result.most { "backtest-found" } else { "backtest-unlikely" };
            texts.get(key, &[&common[..], &[("rank", &rank), ("share", &share)]].concat())
        }
        (None, Some(path)) => {
            let (rank, _) = place(path);
            let (all, found) = (path.steps.len(), path.steps.iter().flatten().count());
            let counts =
                [("rank", &*rank), ("found", &found.to_string()), ("all", &all.to_string())];
            texts.get("backtest-missed", &[&common[..], &counts].concat())
        }
        (None, None) => texts.get("backtest-never", &common),
    }
}

/// Controls and what becomes of the probability with them, or without.
fn changed(change_by: &ControlEffect, names: &Names) -> String {
    let texts = names.texts;
    let controls: Vec<&str> = change_by.controls.iter().map(|id| names.control(id)).collect();
    let effect = &change_by.effect;
    texts.get(
        "backtest-control",
        &[
            ("controls", &controls.join(&texts.plain("backtest-and"))),
            ("p", &texts.percent(effect.probability.value)),
            ("change", &change(texts, &effect.difference)),
        ],
    )
}

fn models(like: &Like, chances: &[ModelChance], texts: &Texts) -> Vec<String> {
    let Some(first) = like.study.cases.first() else { return Vec::new() };
    let names = Names::new(first, texts);
    let (threat, goal) = (names.threat(&like.threat), names.goal(&like.goal));
    let item = texts.get("threat-goal", &[("threat", &threat), ("goal", &goal)]);
    let why = texts.of(&like.why);
    let mut lines = vec![texts.get("backtest-models", &[("item", &item), ("why", why)])];
    lines.extend(like.study.cases.iter().zip(chances).map(|(case, chance)| {
        let name = texts.of(&case.name);
        match &chance.probability {
            Some(p) => texts.get(
                "backtest-model",
                &[
                    ("model", name),
                    ("p", &texts.percent(p.value)),
                    ("range", &texts.percent_range(p)),
                ],
            ),
            None => texts.get("backtest-model-none", &[("model", name)]),
        }
    }));
    lines
}

/// One line for each incident.
fn summary(tested: &[Tested], texts: &Texts) -> String {
    let head = [
        "backtest-column-incident",
        "backtest-column-date",
        "backtest-column-rank",
        "backtest-column-of",
        "backtest-column-share",
        "backtest-column-steps",
        "backtest-column-p",
    ];
    let head = head.map(|key| texts.plain(key));
    let mut lines = vec![Line::Heading(texts.plain("backtest-summary")), Line::Cells(head.into())];
    lines.push(Line::Rule);
    for Tested { incident, result } in tested {
        let found = result.found.as_ref();
        let none = || texts.plain("backtest-column-none");
        let steps = result.nearest.as_ref().map_or(0, |path| path.steps.iter().flatten().count());
        lines.push(Line::Cells(vec![
            texts.of(&incident.name).to_owned(),
            incident.happened.clone(),
            found.map_or_else(none, |path| path.rank.to_string()),
            result.different_paths.to_string(),
            found.map_or_else(none, |path| texts.load(path.path.share)),
            format!("{steps}/{}", result.chain.len()),
            texts.percent(result.probability.value),
        ]));
    }
    lines.push(Line::Rule);
    let likely = |one: &&Tested| {
        one.result.found.as_ref().is_some_and(|found| found.rank <= one.result.most)
    };
    let count = tested.iter().filter(likely).count().to_string();
    let most = tested.first().map_or(0, |one| one.result.most).to_string();
    let all = tested.len().to_string();
    let sum = texts.get("backtest-sum", &[("found", &count), ("all", &all), ("most", &most)]);
    render(&lines) + &sum + "\n"
}
