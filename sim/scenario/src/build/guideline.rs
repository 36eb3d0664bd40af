//! Guidelines: controls and sources of their items resolved, items in the order of the checklist.

use super::scope::{HasId, Item as Entry, Scope, items, sort};
use super::text;
use crate::codes;
use crate::file::{ControlEntry, SourceEntry};
use crate::files::{Body, Files};
use crate::guideline::written::{CitationEntry, ItemEntry};
use crate::guideline::{Citation, Item, NamedControl, Requirement};
use crate::problems::Problems;
use crate::source::At;
use std::collections::BTreeMap;

/// The items of a study's guidelines, or of the one that the file is; good only if no error was
/// reported.
pub(crate) fn guidelines(files: &Files<'_>, first: usize, problems: &mut Problems) -> Vec<Item> {
    let Some(loaded) = files.list.get(first) else { return Vec::new() };
    let (named, study) = match &loaded.body {
        Some(Body::Guideline(_)) => (vec![first], None),
        Some(Body::Study(_)) => {
            (loaded.named.get("guidelines").cloned().unwrap_or_default(), Some(first))
        }
        _ => return Vec::new(),
    };
    let mut entries = Vec::new();
    for &file in &named {
        if let Some(Body::Guideline(guideline)) = &files.list[file].body {
            let at = files.list[file].source.main().field("items");
            entries.extend(items(&guideline.items, at).into_iter().map(|item| (item, file)));
        }
    }
    let mut seen: Vec<_> = entries.iter().map(|(item, _)| item.clone()).collect();
    sort(&mut seen, problems);
    let mut checked: Vec<Item> = entries
        .iter()
        .filter_map(|(entry, file)| {
            let mut builder = Builder { names: Names::new(files, *file, study), problems };
            builder.item(entry)
        })
        .collect();
    // Within a section as the files list them: it is a checklist for people.
    checked.sort_by_key(|item| item.section);
    checked
}

/// What items of one guideline may name.
struct Names<'a> {
    controls: BTreeMap<&'a str, &'a ControlEntry>,
    control_ids: Scope,
    sources: BTreeMap<&'a str, &'a SourceEntry>,
    source_ids: Scope,
}

impl<'a> Names<'a> {
    /// Those of the files that the guideline names and of the study's; the study's stand first.
    fn new(files: &'a Files<'_>, guideline: usize, study: Option<usize>) -> Names<'a> {
        let mut controls = BTreeMap::new();
        let mut sources = BTreeMap::new();
        let mut whole = true;
        for naming in [Some(guideline), study].into_iter().flatten() {
            let naming = &files.list[naming];
            whole &= naming.whole;
            for field in ["controls", "sources"] {
                whole &= !naming.lacking.contains(field);
                for file in naming.named.get(field).into_iter().flatten().map(|&i| &files.list[i]) {
                    whole &= file.whole;
                    match &file.body {
                        Some(Body::Controls(f)) => {
                            controls.extend(f.controls.iter().map(|c| (c.id(), c)));
                        }
                        Some(Body::Sources(f)) => {
                            sources.extend(f.sources.iter().map(|s| (s.id(), s)));
                        }
                        _ => {}
                    }
                }
            }
        }
        let ids = |ids: Vec<&str>| Scope::new(ids.into_iter().map(str::to_owned), whole);
        Names {
            control_ids: ids(controls.keys().copied().collect()),
            source_ids: ids(sources.keys().copied().collect()),
            controls,
            sources,
        }
    }
}

struct Builder<'a, 'p> {
    names: Names<'a>,
    problems: &'p mut Problems,
}

impl Builder<'_, '_> {
    fn item(&mut self, item: &Entry<'_, ItemEntry>) -> Option<Item> {
        let entry = &item.entry;
        let citations = entry.citations.iter().enumerate();
        let citations: Vec<_> = citations
            .map(|(index, citation)| self.citation(item.at("citations").item(index), citation))
            .collect();
        let requires = entry.requires.iter().enumerate();
        let requires: Vec<_> = requires
            .map(|(index, requirement)| {
                self.requirement(item.at("requires").item(index), requirement)
            })
            .collect();
        Some(Item {
            id: entry.id.clone(),
            name: text(&entry.name),
            text: text(&entry.text),
            section: entry.section,
            obligation: entry.obligation,
            wording: entry.wording,
            citations: citations.into_iter().collect::<Option<_>>()?,
            from: entry.editions.from,
            until: entry.editions.until,
            schemes: entry.schemes.clone(),
            when: entry.when.clone(),
            requires: requires.into_iter().collect::<Option<_>>()?,
        })
    }

    fn citation(&mut self, at: At<'_>, entry: &CitationEntry) -> Option<Citation> {
        let at = at.field("source");
        let ids = &self.names.source_ids;
        ids.find(self.problems, at, &entry.source, codes::UNKNOWN_SOURCE, None);
        let source = self.names.sources.get(entry.source.as_str())?;
        Some(Citation {
            source: entry.source.clone(),
            title: text(&source.title),
            publication: source.locator.clone(),
            place: text(&entry.place),
        })
    }

    fn requirement(
        &mut self,
        at: At<'_>,
        requirement: &Requirement<String>,
    ) -> Option<Requirement> {
        Some(match requirement.clone() {
            Requirement::Controls { any_of, nodes, conduits, somewhere, least_coverage } => {
                let list = any_of.iter().enumerate();
                let named: Vec<_> =
                    list.map(|(i, id)| self.control(at.field("any_of").item(i), id)).collect();
                let any_of = named.into_iter().collect::<Option<_>>()?;
                Requirement::Controls { any_of, nodes, conduits, somewhere, least_coverage }
            }
            Requirement::Limits { all_of, any_of, conduits } => {
                Requirement::Limits { all_of, any_of, conduits }
            }
            Requirement::Passes { kinds, conduits } => Requirement::Passes { kinds, conduits },
            Requirement::Without { nodes, conduits, links } => {
                Requirement::Without { nodes, conduits, links }
            }
            Requirement::Exists { nodes, conduits } => Requirement::Exists { nodes, conduits },
            Requirement::NotShared { kinds, zones } => Requirement::NotShared { kinds, zones },
            Requirement::Assets { classes, kinds, kept_in } => {
                Requirement::Assets { classes, kinds, kept_in }
            }
            Requirement::SchemeDescribed => Requirement::SchemeDescribed,
        })
    }

    fn control(&mut self, at: At<'_>, id: &str) -> Option<NamedControl> {
        self.names.control_ids.find(self.problems, at, id, codes::UNKNOWN_CONTROL, None);
        let control = self.names.controls.get(id)?;
        Some(NamedControl { id: id.to_owned(), name: text(&control.name) })
    }
}
