//! An `Incident` file as written; see [`crate::file`] for the manner.

use crate::file::Text;
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename = "Incident")]
pub(crate) struct IncidentFile {
    #[expect(dead_code, reason = "the header scan reads it")]
    pub format: u32,
    pub id: String,
    pub name: Text,
    pub summary: Text,
    /// Year, year and month, or day.
    pub happened: String,
    /// Ids of publications, in the sources of the study.
    pub sources: Vec<String>,
    /// The network as it was, its controls, and the threat.
    pub study: String,
    pub threat: String,
    pub goal: String,
    pub chain: Vec<ChainEntry>,
    /// What came of it, as published.
    pub outcome: Text,
    /// What the publications do not say and the study supposes.
    pub assumed: Text,
    #[serde(default)]
    pub like: Option<LikeEntry>,
}

/// A published step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChainEntry {
    /// Techniques that the words of the publication may mean.
    pub techniques: Vec<String>,
    /// Nodes, at any of which it may have arrived.
    pub at: Vec<String>,
    pub what: Text,
    #[serde(default)]
    pub when: Option<Text>,
}

/// The attack of another study that is of the same kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LikeEntry {
    pub study: String,
    pub threat: String,
    pub goal: String,
    /// In what it is like, and in what it is not.
    pub why: Text,
}
