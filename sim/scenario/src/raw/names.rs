//! Ids of one kind, to be found by name.

use super::findings::Findings;
use std::borrow::Cow;

/// Names with their indices.
pub(super) struct Names<'t> {
    names: Vec<Cow<'t, str>>,
    /// Indices into `names`, by name.
    sorted: Vec<usize>,
}

impl<'t> Names<'t> {
    /// From names and where they stand; reports those that come twice.
    pub fn new(ids: Vec<(Cow<'t, str>, &'t str)>, findings: &mut Findings<'t>) -> Names<'t> {
        let mut sorted: Vec<usize> = (0..ids.len()).collect();
        sorted.sort_by(|&a, &b| ids[a].0.cmp(&ids[b].0));
        for equal in sorted.chunk_by(|&a, &b| ids[a].0 == ids[b].0) {
            // The sort is stable: the first of them comes first in the file too.
            for &again in &equal[1..] {
                findings.duplicate_id(ids[again].1, &ids[again].0, ids[equal[0]].1);
            }
        }
        Names { names: ids.into_iter().map(|(name, _)| name).collect(), sorted }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The index of a name.
    pub fn index(&self, name: &str) -> Option<usize> {
        let at =
            self.sorted.binary_search_by(|&index| self.names[index].as_ref().cmp(name)).ok()?;
        self.sorted.get(at).copied()
    }

    /// The name at an index.
    pub fn name(&self, index: usize) -> Option<&str> {
        self.names.get(index).map(AsRef::as_ref)
    }

    /// All of them, in the file's order.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(AsRef::as_ref)
    }
}
