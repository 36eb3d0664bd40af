//! The catalogue: what municipal networks are made of, with sources, and where it can be seen.
//!
//! A [`Catalog`] is a checked `Catalog` file: the entries of one [`Shelf`]. An entry that bears on
//! results says in which study it shows, between which two models and in which direction; a test of
//! the engine holds it to that. Controls and threats have files of their own and are not written
//! twice: [`crate::load::inventory`] reads those. Must not know how a study is run.

pub(crate) mod written;

use crate::build;
use crate::case::{Edition, Source, Text};
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::header::Kind;
use crate::load::Loader;
use crate::path;
use serde::{Deserialize, Serialize};

/// Which shelf of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum Shelf {
    /// Zones.
    Zones,
    /// Conduits and the systems that make them.
    Conduits,
    /// Services that a body uses.
    Services,
    /// Information assets and their classes.
    Assets,
    /// Techniques of attacks, by their MITRE ATT&CK ids.
    Techniques,
}

/// What two models of a study are compared by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all(serialize = "snake_case"))]
pub enum Measure {
    /// P(goal | attempt).
    Probability {
        /// Threat id.
        threat: String,
        /// Goal id.
        goal: String,
    },
    /// Expected loss of a year, yen.
    YearlyLoss,
    /// Highest load of a link in a quarter of an hour, in either direction, bit/s.
    PeakLoad {
        /// Link id.
        link: String,
    },
    /// Minutes of users whose work was held up in the day.
    UserMinutes,
    /// Uses refused in the day.
    Refused,
    /// Median time of a transfer, seconds.
    CompletionTime {
        /// Application id.
        application: String,
    },
    /// Yearly cost, yen.
    YearlyCost,
}

impl Measure {
    /// Its kind as a word, e.g. `peak_load`.
    pub fn word(&self) -> &'static str {
        match self {
            Measure::Probability { .. } => "probability",
            Measure::YearlyLoss => "yearly_loss",
            Measure::PeakLoad { .. } => "peak_load",
            Measure::UserMinutes => "user_minutes",
            Measure::Refused => "refused",
            Measure::CompletionTime { .. } => "completion_time",
            Measure::YearlyCost => "yearly_cost",
        }
    }
}

/// The entries of a shelf.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalog {
    /// Which.
    pub shelf: Shelf,
    /// By id.
    pub entries: Vec<Entry>,
}

/// Something that municipal networks are made of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// Id, unique on its shelf.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it is and what limits it, in a few sentences.
    pub text: Text,
    /// Where it is published; empty only if `unconfirmed` says why.
    pub citations: Vec<Citation>,
    /// What of it no publication confirms.
    pub unconfirmed: Option<Text>,
    /// First edition in which it exists or is allowed.
    pub from: Option<Edition>,
    /// Last edition in which it exists or is allowed.
    pub until: Option<Edition>,
    /// Where it shows.
    pub seen: Vec<Seen>,
}

/// A place in a publication.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Citation {
    /// The publication.
    pub source: Source,
    /// Where in it.
    pub item: String,
}

/// Where an entry shows: in a study, the measure of one model is greater than that of another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Seen {
    /// Path of the study.
    pub study: String,
    /// Model whose measure is smaller.
    pub less: String,
    /// Model whose measure is greater.
    pub more: String,
    /// Of what.
    pub measure: Measure,
    /// Why, from the structure.
    pub why: Text,
}

/// A catalogue that was read.
#[derive(Debug)]
pub struct Checked {
    /// The catalogue, if there is no error.
    pub catalog: Option<Catalog>,
    /// Every problem, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and checks a catalogue with the sources it names.
pub fn read(loader: &dyn Loader, path: &str) -> Checked {
    let path = path::normalise(path);
    let mut files = Files::new(loader);
    let mut catalog = None;
    if let Some(first) = files.open(&path, None, &[Kind::Catalog]) {
        files.follow(first);
        let mut problems = std::mem::take(&mut files.problems);
        for file in &files.list {
            check::file(file, &mut problems);
        }
        catalog = build::catalog(&files, first, &mut problems).filter(|_| !problems.any_error());
        files.problems = problems;
    }
    Checked { catalog, diagnostics: files.problems.finish() }
}
