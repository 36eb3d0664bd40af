//! Catalogues: sources resolved, entries by id.

use super::scope::{Item, Scope, items, sort};
use super::text;
use crate::case::Source;
use crate::catalog::written::CatalogEntry;
use crate::catalog::{Catalog, Citation, Entry, Seen};
use crate::codes;
use crate::files::{Body, Files};
use crate::path;
use crate::problems::Problems;

/// Checks the references of a catalogue; it may be used only if no error was reported.
pub(crate) fn catalog(files: &Files<'_>, first: usize, problems: &mut Problems) -> Option<Catalog> {
    let loaded = files.list.get(first)?;
    let Some(Body::Catalog(file)) = &loaded.body else { return None };
    let named = loaded.named.get("sources").into_iter().flatten();
    let mut sources: Vec<Source> = named
        .filter_map(|&index| match &files.list.get(index)?.body {
            Some(Body::Sources(sources)) => Some(sources.sources.iter().map(super::source)),
            _ => None,
        })
        .flatten()
        .collect();
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    sources.dedup_by(|a, b| a.id == b.id);
    let whole = loaded.whole && loaded.lacking.is_empty();
    let scope = Scope::new(sources.iter().map(|source| source.id.clone()), whole);
    let mut entries = items(&file.entries, loaded.source.main().field("entries"));
    sort(&mut entries, problems);
    let base = loaded.source.path.as_str();
    let mut entry = |item: &Item<'_, CatalogEntry>| Entry {
        id: item.entry.id.clone(),
        name: text(&item.entry.name),
        text: text(&item.entry.text),
        citations: citations(item, &sources, &scope, problems),
        unconfirmed: item.entry.unconfirmed.as_ref().map(text),
        from: item.entry.from,
        until: item.entry.until,
        seen: seen(item, base),
    };
    Some(Catalog { shelf: file.shelf, entries: entries.iter().map(&mut entry).collect() })
}

fn citations(
    item: &Item<'_, CatalogEntry>,
    sources: &[Source],
    scope: &Scope,
    problems: &mut Problems,
) -> Vec<Citation> {
    let cited = item.entry.sources.iter().enumerate().filter_map(|(index, citation)| {
        let at = item.at("sources").item(index).field("id");
        let found = scope.find(problems, at, &citation.id, codes::UNKNOWN_SOURCE, None)?;
        Some(Citation { source: sources.get(found)?.clone(), item: citation.item.clone() })
    });
    cited.collect()
}

fn seen(item: &Item<'_, CatalogEntry>, base: &str) -> Vec<Seen> {
    let seen = item.entry.seen.iter().map(|entry| Seen {
        study: path::join(base, &entry.study),
        less: entry.less.clone(),
        more: entry.more.clone(),
        measure: entry.measure.clone(),
        why: text(&entry.why),
    });
    seen.collect()
}
