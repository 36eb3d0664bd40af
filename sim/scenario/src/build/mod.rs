//! Files to cases: lists of several files joined, overrides applied, ids resolved to positions.
//!
//! Reports every reference that leads nowhere, unless what it should lead to may stand in a file
//! that could not be read. Each model is built twice: the first time gathers its numbers, the second
//! time knows their places in the sorted ledger.

mod body;
mod catalog;
mod change;
mod controls;
mod day;
mod guideline;
mod hash;
mod incident;
mod inventory;
mod ledger;
mod merge;
mod model;
mod network;
mod region;
mod routes;
mod rules;
mod scope;
mod work;
mod workload;
mod world;

use crate::case::{RunSettings, Source, Study, Text};
use crate::codes;
use crate::file;
use crate::files::{Body as FileBody, Files};
use crate::load::MAX_CASES;
use crate::problems::Problems;
use crate::units::Unit;
use body::Body;
pub(crate) use catalog::catalog;
use change::Changes;
use day::Day;
pub(crate) use guideline::guidelines;
pub(crate) use incident::incident;
pub(crate) use inventory::inventory;
use merge::Merged;
use model::Builder;
pub(crate) use region::region;
use scope::Scope;
use world::World;

/// Checks the references of a file and all that it names; gives the study if it is one, which may be
/// used only if no error was reported.
pub(crate) fn study(files: &Files<'_>, first: usize, problems: &mut Problems) -> Option<Study> {
    study_with(files, first, Placed::AsWritten, problems)
}

/// Which controls stand in the networks of a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Placed {
    /// Those that the models place.
    AsWritten,
    /// Besides, every other one everywhere.
    EveryControl,
}

/// The study with these controls.
fn study_with(
    files: &Files<'_>,
    first: usize,
    placed: Placed,
    problems: &mut Problems,
) -> Option<Study> {
    let loaded = files.list.get(first)?;
    let world = World::new(files, first, problems);
    let (models, all_models) = merge::models(files, first, problems);
    let (mut days, all_days) = day::days(files, first, problems);
    let study = match &loaded.body {
        Some(FileBody::Study(study)) => Some((study, loaded.source.main())),
        _ => None,
    };
    let mut bodies = body::bodies(files, &world, first, problems);
    let mut changes = study.map(|(s, at)| Changes::new(&s.overrides, at)).unwrap_or_default();
    let count = models.len() * bodies.len() * days.len();
    if let Some((_, at)) = study.filter(|_| count > MAX_CASES) {
        let arguments = vec![("count", count.to_string()), ("limit", MAX_CASES.to_string())];
        problems.error(at.field("models"), codes::TOO_MANY_CASES, arguments);
        return None;
    }
    let mut networks = networks(files, &models, (&mut bodies, &mut days), &mut changes, problems);
    if placed == Placed::EveryControl {
        networks.iter_mut().for_each(|n| incident::place_everywhere(n, &world.controls));
        networks.iter_mut().for_each(|n| n.sort(problems));
    }
    let anywhere = Anywhere::new(&networks, all_models && all_days);
    let worlds: Vec<World<'_>> = days.iter().map(|day| day.world(&world, problems)).collect();
    let (places, mut cases) = (bodies.len(), Vec::new());
    for (at, network) in networks.iter().enumerate() {
        let (body, at) = (&mut bodies[at / days.len() % places], at % days.len());
        let world = body.changes.apply_world(&body.world(&worlds[at]), &network.id);
        let world = changes.apply_world(&world, &network.id);
        let world = days[at].changes.apply_world(&world, &network.id);
        cases.extend(Builder::new(&world, network, &anywhere, problems).case());
    }
    if models.is_empty() {
        Builder::new(&world, &Merged::default(), &anywhere, problems).case();
    }
    for (day, world) in days.iter().zip(&worlds) {
        day.changes.report(world, &anywhere, problems);
    }
    if let Some(world) = worlds.first() {
        bodies.iter().for_each(|body| body.changes.report(world, &anywhere, problems));
        changes.report(world, &anywhere, problems);
    }
    let (study, _) = study?;
    let sources = world.sources.items.iter().map(|item| source(&item.entry));
    Some(Study {
        id: study.id.clone(),
        name: text(&study.name),
        cases,
        guideline: guidelines(files, first, problems),
        sources: sources.collect(),
        run: RunSettings {
            trials: study.run.trials,
            seed: study.run.seed,
            horizon_secs: study.run.horizon.si(),
        },
        hash: hash::of(files, first),
    })
}

/// Each model at each municipality on each day, the days in turn: with the parts that the day adds, as
/// the municipality's size, the study and then the day change them.
fn networks<'a>(
    files: &'a Files<'_>,
    models: &[Merged<'a>],
    (bodies, days): (&mut [Body<'a>], &mut [Day<'a>]),
    changes: &mut Changes<'a>,
    problems: &mut Problems,
) -> Vec<Merged<'a>> {
    let mut networks = Vec::new();
    for model in models {
        for body in bodies.iter_mut() {
            for day in days.iter_mut() {
                let mut network = day.network(files, model, problems);
                network.body.clone_from(&body.label);
                body.changes.apply_network(&mut network);
                changes.apply_network(&mut network);
                day.changes.apply_network(&mut network);
                network.sort(problems);
                networks.push(network);
            }
        }
    }
    networks
}

/// What at least one model has.
pub(crate) struct Anywhere {
    nodes: Scope,
    assets: Scope,
    links: Scope,
    conduits: Scope,
    placements: Scope,
    models: Scope,
    /// Everything that `remove` can name.
    removable: Scope,
}

impl Anywhere {
    fn new(models: &[Merged<'_>], whole: bool) -> Anywhere {
        let content = whole && models.iter().all(|m| m.whole);
        let scope = |ids: &dyn Fn(&Merged<'_>) -> Vec<String>| {
            Scope::new(models.iter().flat_map(ids), content)
        };
        Anywhere {
            nodes: scope(&|m| scope::ids(&m.nodes)),
            assets: scope(&|m| scope::ids(&m.assets)),
            links: scope(&|m| scope::ids(&m.links)),
            conduits: scope(&|m| scope::ids(&m.conduits)),
            placements: scope(&|m| scope::ids(&m.placements)),
            models: Scope::new(models.iter().map(|m| m.id.clone()), whole),
            removable: scope(&|m| m.removable()),
        }
    }
}

/// A source as a case carries it.
fn source(entry: &file::SourceEntry) -> Source {
    Source { id: entry.id.clone(), title: text(&entry.title), locator: entry.locator.clone() }
}

/// A text as a case carries it.
fn text(text: &file::Text) -> Text {
    Text { ja: text.ja.clone(), en: text.en.clone() }
}
