//! Incidents: their studies built, references resolved.

use super::merge::Merged;
use super::scope::{Item, Scope};
use super::world::List;
use super::{Placed, text};
use crate::case::{Case, GoalId, Source, Study, ThreatId};
use crate::codes;
use crate::file::{ControlEntry, PlacementEntry};
use crate::files::{Body, Files};
use crate::incident::written::{IncidentFile, LikeEntry};
use crate::incident::{ADDED, Incident, Like, Published};
use crate::problems::Problems;
use crate::source::At;

/// Checks the references of an incident; it may be used only if no error was reported.
pub(crate) fn incident(
    files: &Files<'_>,
    first: usize,
    problems: &mut Problems,
) -> Option<Incident> {
    let loaded = files.list.get(first)?;
    let Some(Body::Incident(file)) = &loaded.body else { return None };
    let at = loaded.source.main();
    let named = |field: &str| loaded.named.get(field).and_then(|files| files.first()).copied();
    // What each study reports of itself, it reports once: as it is written.
    let mut study = |field: &str, placed| {
        let index = named(field)?;
        let written = super::study(files, index, problems)?;
        match placed {
            Placed::AsWritten => Some(written),
            Placed::EveryControl => {
                super::study_with(files, index, placed, &mut Problems::default())
            }
        }
    };
    let own = study("study", Placed::EveryControl);
    let like = study("like", Placed::AsWritten);
    if problems.any_error() {
        return None;
    }
    let study = own?;
    let [case] = study.cases.as_slice() else {
        let arguments = vec![("count", study.cases.len().to_string())];
        problems.error(at.field("study"), codes::NOT_ONE_MODEL, arguments);
        return None;
    };
    let attack = attack(case, at, (&file.threat, &file.goal), problems);
    let chain = chain(file, case, at.field("chain"), problems);
    let sources = sources(file, &study, at.field("sources"), problems);
    let like = file.like.as_ref().zip(like);
    let like = like.map(|(like, study)| likened(like, study, at.field("like"), problems));
    let added = case.placements.iter().map(|p| &p.id).filter(|id| id.starts_with(ADDED));
    let (threat, goal) = attack?;
    Some(Incident {
        id: file.id.clone(),
        name: text(&file.name),
        summary: text(&file.summary),
        happened: file.happened.clone(),
        sources,
        chain,
        outcome: text(&file.outcome),
        assumed: text(&file.assumed),
        added: added.cloned().collect(),
        study,
        threat,
        goal,
        like,
    })
}

/// The threat and one of its goals.
fn attack(
    case: &Case,
    at: At<'_>,
    (threat, goal): (&str, &str),
    problems: &mut Problems,
) -> Option<(ThreatId, GoalId)> {
    let threats = Scope::new(case.threats.iter().map(|t| t.id.clone()), true);
    let found = threats.find(problems, at.field("threat"), threat, codes::UNKNOWN_THREAT, None)?;
    let goals = case.threats[found].goals.iter().map(|goal| case.goals[goal.0].id.clone());
    let goals = Scope::new(goals, true);
    goals.find(problems, at.field("goal"), goal, codes::UNKNOWN_GOAL, None)?;
    let goal = case.goals.iter().position(|g| g.id == goal)?;
    Some((ThreatId(found), GoalId(goal)))
}

fn chain(file: &IncidentFile, case: &Case, at: At<'_>, problems: &mut Problems) -> Vec<Published> {
    let nodes = Scope::new(case.nodes.iter().map(|node| node.id.clone()), true);
    let steps = file.chain.iter().enumerate().map(|(index, step)| {
        let at = at.item(index).field("at");
        for (index, node) in step.at.iter().enumerate() {
            let (at, model) = (at.item(index), Some(case.model.as_str()));
            nodes.find(problems, at, node, codes::UNKNOWN_NODE, model);
        }
        Published {
            techniques: step.techniques.clone(),
            at: step.at.clone(),
            what: text(&step.what),
            when: step.when.as_ref().map(text),
        }
    });
    steps.collect()
}

fn sources(file: &IncidentFile, study: &Study, at: At<'_>, problems: &mut Problems) -> Vec<Source> {
    let known = Scope::new(study.sources.iter().map(|source| source.id.clone()), true);
    let found = file.sources.iter().enumerate().filter_map(|(index, id)| {
        let at = at.item(index);
        known.find(problems, at, id, codes::UNKNOWN_SOURCE, None)?;
        study.sources.iter().find(|source| source.id == *id).cloned()
    });
    found.collect()
}

fn likened(entry: &LikeEntry, study: Study, at: At<'_>, problems: &mut Problems) -> Like {
    if let Some(case) = study.cases.first() {
        attack(case, at, (&entry.threat, &entry.goal), problems);
    }
    let (threat, goal) = (entry.threat.clone(), entry.goal.clone());
    Like { study, threat, goal, why: text(&entry.why) }
}

/// Places every control that stands nowhere over all zones and conduits of a network.
pub(super) fn place_everywhere<'a>(network: &mut Merged<'a>, controls: &List<'a, ControlEntry>) {
    let zones: Vec<String> = super::scope::ids(&network.zones);
    let conduits: Vec<String> = super::scope::ids(&network.conduits);
    for control in &controls.items {
        if network.placements.iter().any(|p| p.entry.control == control.id()) {
            continue;
        }
        let entry = PlacementEntry {
            id: format!("{ADDED}{}", control.id()),
            control: control.id().to_owned(),
            zones: zones.clone(),
            nodes: Vec::new(),
            conduits: conduits.clone(),
            coverage: None,
        };
        network.placements.push(Item::new(entry, control.at("id")));
    }
}
