//! Ids that come twice among millions: hashes are sorted, and only equal ones are compared as text.
//!
//! Time and memory are bounded whatever the ids, even if all have one hash.

use super::findings::Findings;
use super::{Fixed, Ids};
use std::hash::BuildHasher;

/// Where an id stands.
struct Seen {
    hash: u32,
    row: u32,
    line: u32,
    column: u32,
}

/// Where all ids stand.
#[derive(Default)]
pub(super) struct Repeats {
    seen: Vec<Seen>,
    hasher: Fixed,
}

impl Repeats {
    /// Adds the next id, at a line and column.
    pub fn push(&mut self, id: &str, (line, column): (usize, usize)) {
        // Files and lines are bounded, so all of these fit; of the hash any 32 bits do.
        let hash = self.hasher.hash_one(id) as u32;
        let (line, column) = (line as u32, column as u32);
        self.seen.push(Seen { hash, row: self.seen.len() as u32, line, column });
    }

    /// Tells of each id that came before.
    pub fn tell(mut self, ids: &Ids, findings: &mut Findings<'_>) {
        let id = |seen: &Seen| ids.get(seen.row as usize);
        self.seen.sort_unstable_by_key(|seen| seen.hash);
        for alike in self.seen.chunk_by_mut(|a, b| a.hash == b.hash).filter(|all| all.len() > 1) {
            alike.sort_unstable_by(|a, b| id(a).cmp(id(b)).then(a.row.cmp(&b.row)));
            for equal in alike.chunk_by(|a, b| id(a) == id(b)) {
                let place = |seen: &Seen| (seen.line as usize, seen.column as usize);
                for again in &equal[1..] {
                    findings.duplicate_id(id(again), place(again), place(&equal[0]));
                }
            }
        }
    }
}
