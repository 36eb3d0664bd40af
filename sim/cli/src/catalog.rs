//! `catalog`: what municipal networks are made of, with sources, from the shipped files to a text or
//! JSON.

use crate::compare::show;
use crate::files::Disk;
use crate::{Failure, say};
use clap::ArgMatches;
use sansou_report::catalog::{self, Section, Shelves};
use sansou_report::text::Texts;
use sansou_scenario::{Kind, builtin, load};
use std::collections::BTreeMap;

/// The study that names every shipped control, rule and threat.
const INVENTORY: &str = "builtin:catalog/inventory.ron";

/// Prints what is asked for of the shipped catalogue.
///
/// # Errors
/// Problems of the shipped files, or an id that does not stand on the shelf.
pub fn run(given: &ArgMatches, texts: &Texts) -> Result<(), Failure> {
    let word = given.get_one::<String>("shelf");
    let section = word.and_then(|w| Section::ALL.into_iter().find(|s| s.word() == *w));
    let id = given.get_one::<String>("id").map(String::as_str);
    let as_json = given.get_flag("json");
    let shelves = shelves(id, texts)?;
    let Some(section) = section else {
        return match as_json {
            true => Err(Failure::Run(texts.plain("cli-catalog-no-shelf"))),
            false => say(catalog::overview(&shelves, texts).trim_end(), texts),
        };
    };
    let shown = match (id, as_json) {
        (_, true) => catalog::json(&shelves, section, id)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        (None, false) => Some(catalog::section(&shelves, section, texts)),
        (Some(id), false) => catalog::card(&shelves, section, id, texts),
    };
    let unknown = || {
        let known = shelves.ids(section).join(", ");
        let word = section.word();
        let arguments = [("id", id.unwrap_or_default()), ("shelf", &word), ("known", &known)];
        Failure::Run(texts.get("cli-catalog-unknown", &arguments))
    };
    say(shown.ok_or_else(unknown)?.trim_end(), texts)
}

/// Everything, with the studies in which the entry of this id is seen.
fn shelves(id: Option<&str>, texts: &Texts) -> Result<Shelves, Failure> {
    let mut catalogs = Vec::new();
    for file in builtin::list().into_iter().filter(|file| file.kind == Some(Kind::Catalog)) {
        let checked = sansou_scenario::catalog::read(&Disk, &file.path);
        show(&checked.diagnostics, texts);
        catalogs.push(checked.catalog.ok_or(Failure::Shown)?);
    }
    let inventory = load::inventory(&Disk, INVENTORY).map_err(|problems| {
        show(&problems, texts);
        Failure::Shown
    })?;
    let entries = catalogs.iter().flat_map(|c| &c.entries);
    let shown = entries.filter(|entry| id == Some(entry.id.as_str()));
    let paths: Vec<&String> = shown.flat_map(|entry| &entry.seen).map(|s| &s.study).collect();
    let mut studies = BTreeMap::new();
    for path in paths {
        if !studies.contains_key(path) {
            studies.extend(load::study(&Disk, path).study.map(|study| (path.clone(), study)));
        }
    }
    Ok(Shelves { catalogs, inventory, studies })
}
