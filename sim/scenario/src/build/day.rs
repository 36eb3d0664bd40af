//! Kinds of day: what each brings besides the study's models and workload.
//!
//! A case is a model on a day. A study without days has one that changes nothing and has no name.

use super::change::Changes;
use super::merge::{self, Merged};
use super::scope::{items, sort};
use super::text;
use super::world::World;
use crate::case::Text;
use crate::codes;
use crate::file::DayFile;
use crate::files::{Body, Files};
use crate::problems::{Place, Problems};
use crate::source::At;

/// A day of a study.
pub(super) struct Day<'a> {
    /// Its id and texts; none for the day that changes nothing.
    pub label: Option<Label>,
    /// Its overrides.
    pub changes: Changes<'a>,
    file: Option<(usize, &'a DayFile, At<'a>)>,
}

/// What a day is called.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub id: String,
    pub name: Text,
    pub summary: Text,
}

/// The days of a study, in its order; and whether none is missing. Two of one id are an error.
pub(super) fn days<'a>(
    files: &'a Files<'_>,
    first: usize,
    problems: &mut Problems,
) -> (Vec<Day<'a>>, bool) {
    let ordinary = || Day { label: None, changes: Changes::default(), file: None };
    let Some(loaded) = files.list.get(first) else { return (vec![ordinary()], false) };
    let whole = !loaded.lacking.contains("days");
    let mut days: Vec<Day<'_>> = Vec::new();
    for &index in loaded.named.get("days").into_iter().flatten() {
        let file = &files.list[index];
        let Some(Body::Day(day)) = &file.body else { continue };
        let at = file.source.main();
        let known = days.iter().filter_map(|known| known.file).find(|known| known.1.id == day.id);
        if let Some((_, _, earlier)) = known {
            let Place { file, line, column } = Place::from(earlier.field("id"));
            let arguments =
                vec![("id", day.id.clone()), ("first", format!("{file}:{line}:{column}"))];
            problems.error(at.field("id"), codes::DUPLICATE_ID, arguments);
            continue;
        }
        days.push(Day {
            label: Some(Label {
                id: day.id.clone(),
                name: text(&day.name),
                summary: text(&day.summary),
            }),
            changes: Changes::new(&day.overrides, at),
            file: Some((index, day, at)),
        });
    }
    if days.is_empty() {
        days.push(ordinary());
    }
    (days, whole)
}

impl<'a> Day<'a> {
    /// A model with the parts that this day adds.
    pub fn network(
        &self,
        files: &'a Files<'_>,
        model: &Merged<'a>,
        problems: &mut Problems,
    ) -> Merged<'a> {
        let mut merged = Merged { day: self.label.clone(), ..model.clone() };
        if let Some((index, ..)) = self.file {
            merge::add(files, index, &mut merged, problems);
        }
        merged
    }

    /// The common lists with this day's profiles and applications.
    pub fn world(&self, world: &World<'a>, problems: &mut Problems) -> World<'a> {
        let mut world = world.clone();
        if let Some((_, day, at)) = self.file {
            world.profiles.items.extend(items(&day.profiles, at.field("profiles")));
            world.applications.items.extend(items(&day.applications, at.field("applications")));
            sort(&mut world.profiles.items, problems);
            sort(&mut world.applications.items, problems);
        }
        world
    }
}
