//! Incidents: what was published of an attack, and the study that the engine has to find it in.
//!
//! An [`Incident`] is a checked `Incident` file. Its study has the one network as it was, to which
//! every control of the study that does not stand there is added by a placement of its own
//! ([`Incident::added`]), so that the engine can tell what each would have changed; without them it is
//! the study that the file names. Must not know how attacks are run.

pub(crate) mod written;

use crate::case::{GoalId, Source, Study, Text, ThreatId};
use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::header::Kind;
use crate::load::Loader;
use crate::{build, check, path};

/// What the ids of added placements start with; no id of a file can.
pub const ADDED: &str = "+";

/// A checked incident.
#[derive(Debug, Clone)]
pub struct Incident {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it was, in a sentence.
    pub summary: Text,
    /// When: a year, `2021-10`, or `2021-10-31`.
    pub happened: String,
    /// Publications, as in the file.
    pub sources: Vec<Source>,
    /// Published steps, in order; at least one.
    pub chain: Vec<Published>,
    /// What came of it, as published.
    pub outcome: Text,
    /// What the study supposes beyond the publications.
    pub assumed: Text,
    /// One case: the network with every control of the study, [`Incident::added`] among them.
    pub study: Study,
    /// Placements, by id, that were not there: one for each control that did not stand anywhere, over
    /// all zones and conduits.
    pub added: Vec<String>,
    /// Threat of the case.
    pub threat: ThreatId,
    /// Goal of the threat.
    pub goal: GoalId,
    /// An attack of the same kind on other networks.
    pub like: Option<Like>,
}

/// A published step.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// MITRE ATT&CK techniques, any of which it may have been; one without a number behind the point
    /// stands for all of its parts.
    pub techniques: Vec<String>,
    /// Node ids, at any of which it may have arrived.
    pub at: Vec<String>,
    /// What was published.
    pub what: Text,
    /// When, in the publication's words.
    pub when: Option<Text>,
}

/// An attack of the same kind on other networks.
#[derive(Debug, Clone)]
pub struct Like {
    /// The networks.
    pub study: Study,
    /// Threat id, in at least one of its cases.
    pub threat: String,
    /// Goal id of the threat.
    pub goal: String,
    /// In what it is like the incident, and in what it is not.
    pub why: Text,
}

/// An incident that was read.
#[derive(Debug)]
pub struct Checked {
    /// The incident, if there is no error.
    pub incident: Option<Incident>,
    /// Every problem, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and checks an incident with the studies it names.
pub fn read(loader: &dyn Loader, path: &str) -> Checked {
    let path = path::normalise(path);
    let mut files = Files::new(loader);
    let mut incident = None;
    if let Some(first) = files.open(&path, None, &[Kind::Incident]) {
        files.follow(first);
        let mut problems = std::mem::take(&mut files.problems);
        for file in &files.list {
            check::file(file, &mut problems);
        }
        incident = build::incident(&files, first, &mut problems).filter(|_| !problems.any_error());
        files.problems = problems;
    }
    Checked { incident, diagnostics: files.problems.finish() }
}
