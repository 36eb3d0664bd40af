//! Elements with their places, sorted by id, and the search for an id among them.

use crate::catalog::written::CatalogEntry;
use crate::codes;
use crate::file::{
    ApplicationEntry, AssetEntry, ConduitEntry, ControlEntry, GoalEntry, LinkEntry, NodeEntry,
    PlacementEntry, ProfileEntry, RouteEntry, RuleEntry, SourceEntry, StepEntry, ThreatEntry,
    ZoneEntry,
};
use crate::guideline::written::ItemEntry;
use crate::problems::{Place, Problems, near};
use crate::region::written::{BodyEntry, CloudEntry, UseEntry};
use crate::source::At;

/// Something with an id.
pub(super) trait HasId {
    fn id(&self) -> &str;
}

macro_rules! has_id {
    ($($entry:ident),* $(,)?) => {$(
        impl HasId for $entry {
            fn id(&self) -> &str { &self.id }
        }
    )*};
}

has_id!(
    ApplicationEntry,
    AssetEntry,
    BodyEntry,
    CatalogEntry,
    CloudEntry,
    ConduitEntry,
    ControlEntry,
    GoalEntry,
    ItemEntry,
    LinkEntry,
    NodeEntry,
    PlacementEntry,
    ProfileEntry,
    RouteEntry,
    RuleEntry,
    SourceEntry,
    StepEntry,
    ThreatEntry,
    UseEntry,
    ZoneEntry,
);

/// An element of a list and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Item<'a, T> {
    pub entry: T,
    place: At<'a>,
    /// Fields that the study changed, and where.
    changed: Vec<(&'static str, At<'a>)>,
}

impl<'a, T: HasId> Item<'a, T> {
    /// An element as it stands in its file.
    pub fn new(entry: T, place: At<'a>) -> Item<'a, T> {
        Item { entry, place, changed: Vec::new() }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        self.entry.id()
    }

    /// Where a field stands.
    pub fn at(&self, field: &str) -> At<'a> {
        let changed = self.changed.iter().rev().find(|(name, _)| *name == field);
        changed.map_or_else(|| self.place.field(field), |(_, at)| *at)
    }

    /// Where a field of a field stands.
    pub fn within(&self, outer: &str, field: &str) -> At<'a> {
        let changed = self.changed.iter().rev().find(|(name, _)| *name == field);
        changed.map_or_else(|| self.at(outer).field(field), |(_, at)| *at)
    }

    /// Notes that a field comes from another place.
    pub fn change(&mut self, field: &'static str, at: At<'a>) {
        self.changed.push((field, at));
    }
}

/// The elements of a list in a file.
pub(super) fn items<'a, T: HasId + Clone>(list: &[T], at: At<'a>) -> Vec<Item<'a, T>> {
    list.iter().enumerate().map(|(i, entry)| Item::new(entry.clone(), at.item(i))).collect()
}

/// Sorts by id; of two with the same id the first stays and the other is an error.
pub(super) fn sort<T: HasId>(items: &mut Vec<Item<'_, T>>, problems: &mut Problems) {
    items.sort_by(|a, b| a.id().cmp(b.id()));
    items.dedup_by(|next, first| {
        let same = next.id() == first.id();
        if same {
            let Place { file, line, column } = Place::from(first.at("id"));
            let first = format!("{file}:{line}:{column}");
            let arguments = vec![("id", next.id().to_owned()), ("first", first)];
            problems.error(next.at("id"), codes::DUPLICATE_ID, arguments);
        }
        same
    });
}

/// All ids of a list.
pub(super) fn ids<T: HasId>(items: &[Item<'_, T>]) -> Vec<String> {
    items.iter().map(|i| i.id().to_owned()).collect()
}

/// Ids that a reference may name; the position is that in the case's list.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    ids: Vec<String>,
    /// Nothing is missing: an id that is not here is wrong.
    pub whole: bool,
}

impl Scope {
    pub fn new(ids: impl IntoIterator<Item = String>, whole: bool) -> Scope {
        let mut ids: Vec<String> = ids.into_iter().collect();
        ids.sort();
        ids.dedup();
        Scope { ids, whole }
    }

    /// Position of an id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.ids.binary_search_by(|i| i.as_str().cmp(id)).ok()
    }

    /// Whether an id is certainly wrong.
    pub fn lacks(&self, id: &str) -> bool {
        self.whole && self.position(id).is_none()
    }

    /// The id that may have been meant.
    pub fn near(&self, id: &str) -> Option<String> {
        near(id, self.ids.iter().map(String::as_str))
    }

    /// Position of an id; reports it if it is certainly wrong.
    pub fn find(
        &self,
        problems: &mut Problems,
        at: At<'_>,
        id: &str,
        code: &'static str,
        model: Option<&str>,
    ) -> Option<usize> {
        let position = self.position(id);
        if position.is_none() && self.whole {
            let mut arguments = vec![("id", id.to_owned())];
            arguments.extend(model.map(|model| ("model", model.to_owned())));
            problems.error_with(at, code, arguments, self.near(id));
        }
        position
    }
}
