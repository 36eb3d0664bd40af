//! A `Guideline` file as written; see [`crate::file`] for the manner.

use super::{ConduitFilter, Obligation, Requirement, Section, Wording};
use crate::case::{Edition, Scheme};
use crate::file::Text;
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename = "Guideline")]
pub(crate) struct GuidelineFile {
    #[expect(dead_code, reason = "the header scan reads it")]
    pub format: u32,
    /// Files of the controls that its items name.
    #[serde(default)]
    pub controls: Vec<String>,
    /// Files of the sources that its items cite.
    #[serde(default)]
    pub sources: Vec<String>,
    pub items: Vec<ItemEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItemEntry {
    pub id: String,
    pub name: Text,
    /// In words of our own, never the guideline's.
    pub text: Text,
    pub section: Section,
    #[serde(default = "required")]
    pub obligation: Obligation,
    pub wording: Wording,
    pub citations: Vec<CitationEntry>,
    #[serde(default)]
    pub editions: EditionsEntry,
    #[serde(default)]
    pub schemes: Vec<Scheme>,
    #[serde(default)]
    pub when: Option<ConduitFilter>,
    #[serde(default)]
    pub requires: Vec<Requirement<String>>,
}

fn required() -> Obligation {
    Obligation::Required
}

/// First and last edition; all when left out.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditionsEntry {
    #[serde(default)]
    pub from: Option<Edition>,
    #[serde(default)]
    pub until: Option<Edition>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CitationEntry {
    pub source: String,
    /// Table, page, chapter.
    pub place: Text,
}
