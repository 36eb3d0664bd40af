//! A model's lists: its includes' (depth first) without what it removes, then its own.
//!
//! A file that is included by two ways counts once.

use super::day::Label;
use super::scope::{HasId, Item, ids, items, sort};
use crate::case::{Edition, Scheme, Text};
use crate::codes;
use crate::file::{
    AssetEntry, ConduitEntry, LinkEntry, NodeEntry, PlacementEntry, RouteEntry, ZoneEntry,
};
use crate::files::{Body, Files};
use crate::problems::{Problems, near};
use std::collections::{BTreeMap, BTreeSet};

/// A model with everything that it includes.
#[derive(Debug, Clone, Default)]
pub(super) struct Merged<'a> {
    pub id: String,
    pub name: Option<Text>,
    pub summary: Option<Text>,
    pub scheme: Option<Scheme>,
    pub edition: Option<Edition>,
    /// The municipality at which it is run, if the study has several.
    pub body: Option<Label>,
    /// The day on which it is run, if the study has days.
    pub day: Option<Label>,
    pub zones: Vec<Item<'a, ZoneEntry>>,
    pub nodes: Vec<Item<'a, NodeEntry>>,
    pub links: Vec<Item<'a, LinkEntry>>,
    pub conduits: Vec<Item<'a, ConduitEntry>>,
    pub assets: Vec<Item<'a, AssetEntry>>,
    pub placements: Vec<Item<'a, PlacementEntry>>,
    pub routes: Vec<Item<'a, RouteEntry>>,
    /// Nothing is missing because a file could not be read, or because this is only a part.
    pub whole: bool,
}

/// The models of a study, or the model or part itself; and whether none is missing.
pub(super) fn models<'a>(
    files: &'a Files<'_>,
    first: usize,
    problems: &mut Problems,
) -> (Vec<Merged<'a>>, bool) {
    let Some(loaded) = files.list.get(first) else { return (Vec::new(), false) };
    let indices = match &loaded.body {
        Some(Body::Study(_)) => loaded.named.get("models").cloned().unwrap_or_default(),
        Some(Body::Model(_) | Body::Part(_)) => vec![first],
        _ => return (Vec::new(), false),
    };
    let mut first_places: BTreeMap<String, String> = BTreeMap::new();
    let mut models = Vec::new();
    for index in indices {
        let model = merged(files, index, problems);
        let at = files.list[index].source.main().field("id");
        let place = crate::problems::Place::from(at);
        let shown = format!("{}:{}:{}", place.file, place.line, place.column);
        match first_places.get(&model.id) {
            Some(first) => {
                let arguments = vec![("id", model.id.clone()), ("first", first.clone())];
                problems.error(place, codes::DUPLICATE_ID, arguments);
            }
            None => {
                first_places.insert(model.id.clone(), shown);
                models.push(model);
            }
        }
    }
    (models, loaded.whole && !loaded.lacking.contains("models"))
}

fn merged<'a>(files: &'a Files<'_>, index: usize, problems: &mut Problems) -> Merged<'a> {
    let (id, name, summary, part) = match &files.list[index].body {
        Some(Body::Model(m)) => {
            (m.id.clone(), Some(super::text(&m.name)), Some(super::text(&m.summary)), false)
        }
        _ => (String::new(), None, None, true),
    };
    let mut model = Merged { id, name, summary, whole: true, ..Merged::default() };
    gather(files, index, &mut model, &mut BTreeSet::new(), problems);
    if part {
        // What a part refers to may stand in the model that includes it.
        model.whole = false;
    }
    model
}

/// Adds the lists that a day's file includes.
pub(super) fn add<'a>(
    files: &'a Files<'_>,
    index: usize,
    into: &mut Merged<'a>,
    problems: &mut Problems,
) {
    gather(files, index, into, &mut BTreeSet::new(), problems);
}

/// Adds a file's lists to the model's; its `remove` bears on what it includes only.
fn gather<'a>(
    files: &'a Files<'_>,
    index: usize,
    into: &mut Merged<'a>,
    seen: &mut BTreeSet<usize>,
    problems: &mut Problems,
) {
    if !seen.insert(index) {
        return;
    }
    let Some(loaded) = files.list.get(index) else { return };
    let Some(lists) = loaded.body.as_ref().and_then(Body::lists) else {
        into.whole = false;
        return;
    };
    let mut included = Merged { id: into.id.clone(), whole: loaded.whole, ..Merged::default() };
    for &next in &loaded.includes {
        gather(files, next, &mut included, seen, problems);
    }
    let at = loaded.source.main();
    for (position, id) in lists.remove.iter().enumerate() {
        if !included.remove(id) && included.whole {
            let arguments = vec![("id", id.clone()), ("model", into.id.clone())];
            let removable = included.removable();
            let meant = near(id, removable.iter().map(String::as_str));
            let at = at.field("remove").item(position);
            problems.error_with(at, codes::UNKNOWN_REMOVED, arguments, meant);
        }
    }
    let (scheme, edition) = match &loaded.body {
        Some(Body::Model(model)) => (model.scheme, model.edition),
        _ => (None, None),
    };
    // The file's own word, else that of what it includes last.
    into.scheme = scheme.or(included.scheme).or(into.scheme);
    into.edition = edition.or(included.edition).or(into.edition);
    into.whole &= included.whole;
    into.zones.append(&mut included.zones);
    into.nodes.append(&mut included.nodes);
    into.links.append(&mut included.links);
    into.conduits.append(&mut included.conduits);
    into.assets.append(&mut included.assets);
    into.placements.append(&mut included.placements);
    into.routes.append(&mut included.routes);
    into.zones.extend(items(lists.zones, at.field("zones")));
    into.nodes.extend(items(lists.nodes, at.field("nodes")));
    into.links.extend(items(lists.links, at.field("links")));
    into.conduits.extend(items(lists.conduits, at.field("conduits")));
    into.assets.extend(items(lists.assets, at.field("assets")));
    into.placements.extend(items(lists.placements, at.field("placements")));
    into.routes.extend(items(lists.routes, at.field("routes")));
}

impl Merged<'_> {
    /// Removes every node, link, conduit, asset, placement and route of this id; whether any was.
    pub fn remove(&mut self, id: &str) -> bool {
        fn from<T: HasId>(list: &mut Vec<Item<'_, T>>, id: &str) -> bool {
            let before = list.len();
            list.retain(|item| item.id() != id);
            list.len() < before
        }
        let removed = [
            from(&mut self.nodes, id),
            from(&mut self.links, id),
            from(&mut self.conduits, id),
            from(&mut self.assets, id),
            from(&mut self.placements, id),
            from(&mut self.routes, id),
        ];
        removed.contains(&true)
    }

    /// Id of its case.
    pub fn case_id(&self) -> String {
        let labels = self.body.iter().chain(&self.day);
        labels.fold(self.id.clone(), |id, label| format!("{id}@{}", label.id))
    }

    /// Ids that [`Merged::remove`] knows.
    pub fn removable(&self) -> Vec<String> {
        let mut all = ids(&self.nodes);
        all.extend(ids(&self.links));
        all.extend(ids(&self.conduits));
        all.extend(ids(&self.assets));
        all.extend(ids(&self.placements));
        all.extend(ids(&self.routes));
        all
    }

    /// Sorts all lists by id; ids that stand twice are errors.
    pub fn sort(&mut self, problems: &mut Problems) {
        sort(&mut self.zones, problems);
        sort(&mut self.nodes, problems);
        sort(&mut self.links, problems);
        sort(&mut self.conduits, problems);
        sort(&mut self.assets, problems);
        sort(&mut self.placements, problems);
        sort(&mut self.routes, problems);
    }
}
