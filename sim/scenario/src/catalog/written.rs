//! A `Catalog` file as written; see [`crate::file`] for the manner.

use super::{Measure, Shelf};
use crate::case::Edition;
use crate::file::Text;
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename = "Catalog")]
pub(crate) struct CatalogFile {
    #[expect(dead_code, reason = "the header scan reads it")]
    pub format: u32,
    pub shelf: Shelf,
    pub sources: Vec<String>,
    pub entries: Vec<CatalogEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CatalogEntry {
    pub id: String,
    pub name: Text,
    pub text: Text,
    #[serde(default)]
    pub sources: Vec<CitationEntry>,
    /// What of it no publication confirms.
    #[serde(default)]
    pub unconfirmed: Option<Text>,
    /// First edition in which it exists or is allowed.
    #[serde(default)]
    pub from: Option<Edition>,
    /// Last edition in which it exists or is allowed.
    #[serde(default)]
    pub until: Option<Edition>,
    #[serde(default)]
    pub seen: Vec<SeenEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CitationEntry {
    /// Id of a source.
    pub id: String,
    /// Where in it.
    pub item: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeenEntry {
    pub study: String,
    pub less: String,
    pub more: String,
    pub measure: Measure,
    pub why: Text,
}
