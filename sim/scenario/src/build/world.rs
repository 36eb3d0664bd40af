//! What the models of a study have in common: municipality, controls, rules, threats, workload and
//! sources.

use super::scope::{HasId, Item, items, sort};
use crate::file::{
    ApplicationEntry, ControlEntry, GoalEntry, MunicipalityFile, ProfileEntry, RuleEntry,
    SourceEntry, StepEntry, ThreatEntry,
};
use crate::files::{Body, Files, Loaded};
use crate::problems::Problems;
use crate::source::At;

/// A list from all files of a kind.
#[derive(Debug, Clone)]
pub(super) struct List<'a, T> {
    pub items: Vec<Item<'a, T>>,
    /// Nothing is missing.
    pub whole: bool,
}

/// All that does not depend on the model.
#[derive(Debug, Clone)]
pub(super) struct World<'a> {
    pub municipality: Option<(&'a MunicipalityFile, At<'a>)>,
    pub controls: List<'a, ControlEntry>,
    pub steps: List<'a, StepEntry>,
    pub rules: List<'a, RuleEntry>,
    pub goals: List<'a, GoalEntry>,
    pub threats: List<'a, ThreatEntry>,
    pub profiles: List<'a, ProfileEntry>,
    pub applications: List<'a, ApplicationEntry>,
    /// Applications that run only where a change gives them users.
    pub catalog: List<'a, ApplicationEntry>,
    pub sources: List<'a, SourceEntry>,
}

impl<'a> World<'a> {
    /// Gathers a study's lists, or what a single file has of them.
    pub fn new(files: &'a Files<'_>, first: usize, problems: &mut Problems) -> World<'a> {
        let from = From { files, first };
        let municipality = from.files("municipality").0.into_iter().find_map(|f| match &f.body {
            Some(Body::Municipality(m)) => Some((m, f.source.main())),
            _ => None,
        });
        let mut world = World {
            municipality,
            controls: from.list("controls", |body, at| match body {
                Body::Controls(f) => items(&f.controls, at.field("controls")),
                _ => Vec::new(),
            }),
            steps: from.steps(),
            rules: from.list("rules", |body, at| match body {
                Body::Rules(f) => items(&f.rules, at.field("rules")),
                _ => Vec::new(),
            }),
            goals: from.list("threats", |body, at| match body {
                Body::Threats(f) => items(&f.goals, at.field("goals")),
                _ => Vec::new(),
            }),
            threats: from.list("threats", |body, at| match body {
                Body::Threats(f) => items(&f.threats, at.field("threats")),
                _ => Vec::new(),
            }),
            profiles: from.list("workload", |body, at| match body {
                Body::Workload(f) => items(&f.profiles, at.field("profiles")),
                _ => Vec::new(),
            }),
            applications: from.list("workload", |body, at| match body {
                Body::Workload(f) => items(&f.applications, at.field("applications")),
                _ => Vec::new(),
            }),
            catalog: from.list("catalogs", |body, at| match body {
                Body::Workload(f) => items(&f.applications, at.field("applications")),
                _ => Vec::new(),
            }),
            sources: from.list("sources", |body, at| match body {
                Body::Sources(f) => items(&f.sources, at.field("sources")),
                _ => Vec::new(),
            }),
        };
        let profiles = from.list("catalogs", |body, at| match body {
            Body::Workload(f) => items(&f.profiles, at.field("profiles")),
            _ => Vec::new(),
        });
        world.profiles.items.extend(profiles.items);
        world.profiles.whole &= profiles.whole;
        world.applications.whole &= world.catalog.whole;
        world.check_catalog(problems);
        sort(&mut world.controls.items, problems);
        sort(&mut world.steps.items, problems);
        sort(&mut world.rules.items, problems);
        sort(&mut world.goals.items, problems);
        sort(&mut world.threats.items, problems);
        sort(&mut world.profiles.items, problems);
        sort(&mut world.applications.items, problems);
        sort(&mut world.sources.items, problems);
        world
    }

    /// An application of the catalogue has an id that no other has.
    fn check_catalog(&mut self, problems: &mut Problems) {
        let mut all = self.applications.items.clone();
        all.extend(self.catalog.items.iter().cloned());
        sort(&mut all, problems);
        sort(&mut self.catalog.items, problems);
    }

    /// Takes an application out of the catalogue, if it stands there.
    pub fn pick(&mut self, id: &str) {
        if let Some(at) = self.catalog.items.iter().position(|item| item.id() == id) {
            self.applications.items.push(self.catalog.items.remove(at));
            self.applications.items.sort_by(|a, b| a.id().cmp(b.id()));
        }
    }
}

struct From<'a, 'l> {
    files: &'a Files<'l>,
    first: usize,
}

impl<'a> From<'a, '_> {
    /// Files under a study's field, or the one file; and whether they are all and all of them.
    fn files(&self, field: &str) -> (Vec<&'a Loaded>, bool) {
        let Some(loaded) = self.files.list.get(self.first) else { return (Vec::new(), false) };
        if !matches!(loaded.body, Some(Body::Study(_))) {
            if field == "catalogs" {
                // A file by itself has none, and lacks none.
                return (Vec::new(), true);
            }
            let kind = loaded.kind.map(|k| k.word().to_lowercase());
            let own = kind.as_deref() == Some(field);
            // Rules and threats may speak of steps and goals of files beside them.
            let alone = !matches!(field, "rules" | "threats");
            return (own.then_some(loaded).into_iter().collect(), own && alone && loaded.whole);
        }
        let named = loaded.named.get(field).into_iter().flatten();
        let files: Vec<&Loaded> = named.filter_map(|&i| self.files.list.get(i)).collect();
        let whole = files.iter().all(|f| f.whole);
        (files, whole && loaded.whole && !loaded.lacking.contains(field))
    }

    /// Steps of the rules; those of a file by itself may stand in another one of its study.
    fn steps(&self) -> List<'a, StepEntry> {
        let mut steps = self.list("rules", |body, at| match body {
            Body::Rules(f) => items(&f.steps, at.field("steps")),
            _ => Vec::new(),
        });
        let first = self.files.list.get(self.first);
        steps.whole &= first.is_some_and(|file| matches!(file.body, Some(Body::Study(_))));
        steps
    }

    fn list<T: HasId>(
        &self,
        field: &str,
        of: impl Fn(&'a Body, At<'a>) -> Vec<Item<'a, T>>,
    ) -> List<'a, T> {
        let (files, whole) = self.files(field);
        let mut items = Vec::new();
        for file in files {
            if let Some(body) = &file.body {
                items.extend(of(body, file.source.main()));
            }
        }
        List { items, whole }
    }
}
