//! The file of links.

use super::findings::Findings;
use super::numbers::{CAPACITY, DELAY};
use super::table::{Shape, Table};
use super::{Fixed, Link, MAX_LINKS, Source};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::source::shorten;
use indexmap::IndexMap;
use indexmap::map::Entry;
use std::io::Read;

const ID: usize = 0;
const CAPACITY_BPS: usize = 1;
const DELAY_S: usize = 2;

/// Links by id, in the file's order.
#[derive(Debug, Default)]
pub(super) struct Links {
    known: IndexMap<String, Known, Fixed>,
    /// Whether all ids could be read, so that others are wrong.
    pub whole: bool,
}

#[derive(Debug)]
struct Known {
    capacity_bps: f64,
    delay_secs: f64,
    place: (usize, usize),
}

impl Links {
    /// The index of an id.
    pub fn index(&self, id: &str) -> Option<u32> {
        self.known.get_index_of(id).map(|index| index as u32)
    }

    /// All ids, in the file's order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }

    /// The links, in the file's order.
    pub fn finish(self) -> Vec<Link> {
        let link = |(id, known): (String, Known)| Link {
            id,
            capacity_bps: known.capacity_bps,
            delay_secs: known.delay_secs,
        };
        self.known.into_iter().map(link).collect()
    }
}

/// Reads the links, and tells their problems.
pub(super) fn read(source: Source<'_>) -> (Links, Vec<Diagnostic>) {
    let mut findings = Findings::new(source.path);
    let links = match source.bytes {
        Ok(bytes) => table(bytes, &mut findings),
        Err(error) => {
            findings.unread(error);
            Links::default()
        }
    };
    (links, findings.finish())
}

fn table(bytes: Box<dyn Read + '_>, findings: &mut Findings<'_>) -> Links {
    let shape =
        Shape { columns: ["id", "capacity_bps", "delay_s"], rows: "links", max_rows: MAX_LINKS };
    let mut links = Links::default();
    let Some(mut table) = Table::open(shape, bytes, findings) else { return links };
    let mut named = true;
    while table.next_row(findings) {
        // What is wrong in other columns is told already; the id is known all the same.
        let capacity_bps = CAPACITY.read(&table, CAPACITY_BPS, findings).unwrap_or(f64::NAN);
        let delay_secs = DELAY.read(&table, DELAY_S, findings).unwrap_or(f64::NAN);
        let place = table.place(ID, 0);
        let Some(id) = table.required(ID, findings) else {
            named = false;
            continue;
        };
        if id.contains(';') {
            findings.error(place, codes::BAD_LINK_ID, vec![("id", shorten(id))]);
        }
        match links.known.entry(id.to_owned()) {
            Entry::Occupied(first) => findings.duplicate_id(id, place, first.get().place),
            Entry::Vacant(room) => {
                room.insert(Known { capacity_bps, delay_secs, place });
            }
        }
    }
    links.whole = named && table.whole();
    links
}
