//! Files to cases: lists of several files joined, overrides applied, ids resolved to positions.
//!
//! Reports every reference that leads nowhere, unless what it should lead to may stand in a file
//! that could not be read. Each model is built twice: the first time gathers its numbers, the second
//! time knows their places in the sorted ledger.

mod change;
mod controls;
mod hash;
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
use crate::file;
use crate::files::{Body, Files};
use crate::problems::Problems;
use crate::units::Unit;
use change::Changes;
use merge::Merged;
use model::Builder;
pub(crate) use region::region;
use scope::Scope;
use world::World;

/// Checks the references of a file and all that it names; gives the study if it is one, which may be
/// used only if no error was reported.
pub(crate) fn study(files: &Files<'_>, first: usize, problems: &mut Problems) -> Option<Study> {
    let loaded = files.list.get(first)?;
    let world = World::new(files, first, problems);
    let (mut models, whole) = merge::models(files, first, problems);
    let study = match &loaded.body {
        Some(Body::Study(study)) => Some((study, loaded.source.main())),
        _ => None,
    };
    let mut changes = study.map(|(study, at)| Changes::new(study, at)).unwrap_or_default();
    for model in &mut models {
        changes.apply_network(model);
        model.sort(problems);
    }
    let anywhere = Anywhere::new(&models, whole);
    let mut cases = Vec::new();
    for model in &models {
        let world = changes.apply_world(&world, &model.id);
        cases.extend(Builder::new(&world, model, &anywhere, problems).case());
    }
    if models.is_empty() {
        Builder::new(&world, &Merged::default(), &anywhere, problems).case();
    }
    changes.report(&world, &anywhere, problems);
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
