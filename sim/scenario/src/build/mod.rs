//! Files to cases: lists of several files joined, overrides applied, ids resolved to positions.
//!
//! Reports every reference that leads nowhere, unless what it should lead to may stand in a file
//! that could not be read. Each model is built twice: the first time gathers its numbers, the second
//! time knows their places in the sorted ledger.

mod change;
mod controls;
mod day;
mod hash;
mod incident;
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
use crate::files::{Body, Files};
use crate::load::MAX_CASES;
use crate::problems::Problems;
use crate::units::Unit;
use change::Changes;
use day::Day;
pub(crate) use incident::incident;
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
        Some(Body::Study(study)) => Some((study, loaded.source.main())),
        _ => None,
    };
    // What the municipality's size changes comes first, then the study, then the day.
    let sizes = world.municipality.as_ref();
    let mut sizes = sizes.map(|(m, at)| Changes::new(&m.overrides, *at)).unwrap_or_default();
    let mut changes = study.map(|(s, at)| Changes::new(&s.overrides, at)).unwrap_or_default();
    if let Some((_, at)) = study.filter(|_| models.len() * days.len() > MAX_CASES) {
        let count = (models.len() * days.len()).to_string();
        let arguments = vec![("count", count), ("limit", MAX_CASES.to_string())];
        problems.error(at.field("days"), codes::TOO_MANY_CASES, arguments);
        return None;
    }
    let mut networks = networks(files, &models, &mut days, [&mut sizes, &mut changes], problems);
    if placed == Placed::EveryControl {
        networks.iter_mut().for_each(|n| incident::place_everywhere(n, &world.controls));
        networks.iter_mut().for_each(|n| n.sort(problems));
    }
    let anywhere = Anywhere::new(&networks, all_models && all_days);
    let worlds: Vec<World<'_>> = days.iter().map(|day| day.world(&world, problems)).collect();
    let mut cases = Vec::new();
    for (at, network) in networks.iter().enumerate() {
        let at = at % days.len();
        let world = sizes.apply_world(&worlds[at], &network.id);
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
        sizes.report(world, &anywhere, problems);
        changes.report(world, &anywhere, problems);
    }
    let (study, _) = study?;
    let sources = world.sources.items.iter().map(|item| Source {
        id: item.entry.id.clone(),
        title: text(&item.entry.title),
        locator: item.entry.locator.clone(),
    });
    Some(Study {
        id: study.id.clone(),
        name: text(&study.name),
        cases,
        sources: sources.collect(),
        run: RunSettings {
            trials: study.run.trials,
            seed: study.run.seed,
            horizon_secs: study.run.horizon.si(),
        },
        hash: hash::of(files, first),
    })
}

/// Each model on each day, the days in turn: with the parts that the day adds, as the municipality,
/// the study and then the day change them.
fn networks<'a>(
    files: &'a Files<'_>,
    models: &[Merged<'a>],
    days: &mut [Day<'a>],
    common: [&mut Changes<'a>; 2],
    problems: &mut Problems,
) -> Vec<Merged<'a>> {
    let (mut common, mut networks) = (common, Vec::new());
    for model in models {
        for day in days.iter_mut() {
            let mut network = day.network(files, model, problems);
            common.iter_mut().for_each(|changes| changes.apply_network(&mut network));
            day.changes.apply_network(&mut network);
            network.sort(problems);
            networks.push(network);
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

/// A text as a case carries it.
fn text(text: &file::Text) -> Text {
    Text { ja: text.ja.clone(), en: text.en.clone() }
}
