//! Catalogues: each entry says where it comes from.

use super::Check;
use crate::catalog::written::CatalogFile;
use crate::codes;
use crate::source::At;

impl Check<'_> {
    pub(super) fn catalog(&mut self, at: At<'_>, file: &CatalogFile) {
        for (index, entry) in file.entries.iter().enumerate() {
            let at = at.field("entries").item(index);
            self.file_id(at.field("id"), &entry.id);
            if entry.sources.is_empty() && entry.unconfirmed.is_none() {
                self.problems.error(at, codes::UNSOURCED, vec![("id", entry.id.clone())]);
            }
        }
    }
}
