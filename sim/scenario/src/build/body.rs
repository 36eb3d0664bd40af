//! The municipalities of a study, and what the size of each changes.
//!
//! A case is a model at a municipality on a day. A study of one municipality does not name it in its
//! cases; a file that is no study has one without a file.

use super::change::Changes;
use super::day::Label;
use super::text;
use super::world::World;
use crate::case::Text;
use crate::codes;
use crate::file::MunicipalityFile;
use crate::files::{Body as FileBody, Files};
use crate::problems::{Place, Problems};
use crate::source::At;

/// A municipality of a study.
pub(super) struct Body<'a> {
    /// Its id and name, if the study has several.
    pub label: Option<Label>,
    /// What its size changes.
    pub changes: Changes<'a>,
    file: Option<(&'a MunicipalityFile, At<'a>)>,
}

impl<'a> Body<'a> {
    /// The common lists with this municipality.
    pub fn world(&self, world: &World<'a>) -> World<'a> {
        World { municipality: self.file, ..world.clone() }
    }
}

/// The municipalities of a study, in its order. Two of one id are an error.
pub(super) fn bodies<'a>(
    files: &'a Files<'_>,
    world: &World<'a>,
    first: usize,
    problems: &mut Problems,
) -> Vec<Body<'a>> {
    let loaded = files.list.get(first);
    let named = loaded.and_then(|file| file.named.get("municipalities")).into_iter().flatten();
    let listed = named.filter_map(|&index| match &files.list.get(index)?.body {
        Some(FileBody::Municipality(file)) => Some((file, files.list[index].source.main())),
        _ => None,
    });
    let mut all: Vec<(&MunicipalityFile, At<'_>)> = Vec::new();
    for (file, at) in world.municipality.into_iter().chain(listed) {
        if let Some((_, earlier)) = all.iter().find(|(known, _)| known.id == file.id) {
            let Place { file: path, line, column } = Place::from(earlier.field("id"));
            let arguments =
                vec![("id", file.id.clone()), ("first", format!("{path}:{line}:{column}"))];
            problems.error(at.field("id"), codes::DUPLICATE_ID, arguments);
            continue;
        }
        all.push((file, at));
    }
    let several = all.len() > 1;
    let nothing = Text { ja: String::new(), en: String::new() };
    let mut bodies: Vec<Body<'_>> = all
        .into_iter()
        .map(|(file, at)| Body {
            label: several.then(|| Label {
                id: file.id.clone(),
                name: text(&file.name),
                summary: nothing.clone(),
            }),
            changes: Changes::new(&file.overrides, at),
            file: Some((file, at)),
        })
        .collect();
    if bodies.is_empty() {
        bodies.push(Body { label: None, changes: Changes::default(), file: None });
    }
    bodies
}
