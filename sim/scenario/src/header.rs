//! What a file says it is: its first word and its `format`.
//!
//! Looks at the tree only, so that a file of a newer format is told apart before it is read.

use crate::codes;
use crate::problems::{Problems, near};
use crate::source::Source;

/// Newest format this program reads.
pub const FORMAT: u32 = 1;

/// Kind of a scenario file: the word that opens it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What to run and compare.
    Study,
    /// A city, town or village.
    Municipality,
    /// A network model.
    Model,
    /// A piece of a network that models include.
    Part,
    /// Controls.
    Controls,
    /// Steps and rules of attacks.
    Rules,
    /// Goals and threats.
    Threats,
    /// Applications and profiles of the day.
    Workload,
    /// What is different on a kind of day.
    Day,
    /// Publications that numbers come from.
    Sources,
    /// Many bodies behind shared clouds.
    Region,
    /// What networks are made of, with sources.
    Catalog,
    /// Items that a network can be held to.
    Guideline,
    /// A published incident, to be found again.
    Incident,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 14] = [
        Kind::Study,
        Kind::Municipality,
        Kind::Model,
        Kind::Part,
        Kind::Controls,
        Kind::Rules,
        Kind::Threats,
        Kind::Workload,
        Kind::Day,
        Kind::Sources,
        Kind::Region,
        Kind::Catalog,
        Kind::Guideline,
        Kind::Incident,
    ];

    /// The word as files write it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Study => "Study",
            Kind::Municipality => "Municipality",
            Kind::Model => "Model",
            Kind::Part => "Part",
            Kind::Controls => "Controls",
            Kind::Rules => "Rules",
            Kind::Threats => "Threats",
            Kind::Workload => "Workload",
            Kind::Day => "Day",
            Kind::Sources => "Sources",
            Kind::Region => "Region",
            Kind::Catalog => "Catalog",
            Kind::Guideline => "Guideline",
            Kind::Incident => "Incident",
        }
    }
}

/// The kind of a source whose tree stands, if kind and format are such that it can be read.
pub(crate) fn kind(source: &Source, problems: &mut Problems) -> Option<Kind> {
    let words = || Kind::ALL.map(Kind::word).join(", ");
    let main = &source.tree.nodes[source.tree.main()];
    let opening = source.text.get(main.start..main.end).unwrap_or("");
    let length = opening.find(|c: char| !(c.is_alphanumeric() || c == '_'));
    let word = &opening[..length.unwrap_or(opening.len())];
    if word.is_empty() || main.bracket != Some(b'(') {
        let at = source.place(main.start.min(source.text.len()));
        problems.error(at, codes::KIND_MISSING, vec![("permitted", words())]);
        return None;
    }
    let Some(kind) = Kind::ALL.into_iter().find(|k| k.word() == word) else {
        let arguments = vec![("found", word.to_owned()), ("permitted", words())];
        let meant = near(word, Kind::ALL.map(Kind::word));
        problems.error_with(source.place(main.start), codes::KIND_UNKNOWN, arguments, meant);
        return None;
    };
    format(source, problems).then_some(kind)
}

fn format(source: &Source, problems: &mut Problems) -> bool {
    let supported = || ("supported", FORMAT.to_string());
    let nodes = &source.tree.nodes;
    let main = &nodes[source.tree.main()];
    let first = main.children.first().map(|&c| &nodes[c]);
    let key = first.and_then(|n| n.key).and_then(|(a, b)| source.text.get(a..b));
    let (Some(first), Some("format")) = (first, key) else {
        let at = first.map_or(main.start, |n| n.key.map_or(n.start, |k| k.0));
        problems.error(source.place(at), codes::FORMAT_MISSING, vec![supported()]);
        return false;
    };
    let found = source.text.get(first.start..first.end).unwrap_or("");
    if found == FORMAT.to_string() {
        return true;
    }
    let newer = !found.is_empty() && found.bytes().all(|b| b.is_ascii_digit()) && found != "0";
    let code = if newer { codes::FORMAT_NEWER } else { codes::FORMAT_UNKNOWN };
    let found = found.chars().take(20).collect();
    problems.error(source.place(first.start), code, vec![("found", found), supported()]);
    false
}
