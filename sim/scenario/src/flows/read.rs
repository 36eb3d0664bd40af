//! The file of flows, read over known links.

use super::findings::{Findings, too_large};
use super::links::Links;
use super::numbers::{CAP, SIZE, START, WEIGHT};
use super::repeats::Repeats;
use super::table::{Shape, Table};
use super::{Fixed, Flow, FlowList, MAX_FLOWS, MAX_ROUTE_LINKS, MAX_ROUTES, Source};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::source::shorten;
use indexmap::IndexSet;

const COLUMNS: [&str; 6] = ["id", "start_s", "size_bytes", "route", "cap_bps", "weight"];
const ID: usize = 0;
const START_S: usize = 1;
const SIZE_BYTES: usize = 2;
const ROUTE: usize = 3;
const CAP_BPS: usize = 4;
const WEIGHT_COLUMN: usize = 5;

/// Reads the flows into a list, and tells their problems; the list is whole if there is none.
pub(super) fn list(links: Links, source: Source<'_>) -> (Option<FlowList>, Vec<Diagnostic>) {
    let mut findings = Findings::new(source.path);
    let mut list = None;
    match source.bytes {
        Ok(bytes) => {
            let shape = Shape { columns: COLUMNS, rows: "flows", max_rows: MAX_FLOWS };
            list = Table::open(shape, bytes, &mut findings)
                .map(|table| Reader::new(links, table).list(&mut findings));
        }
        Err(error) => findings.unread(error),
    }
    (list, findings.finish())
}

struct Reader<'s> {
    links: Links,
    table: Table<'s, 6>,
    routes: IndexSet<Box<[u32]>, Fixed>,
    /// The row's route, while it is read.
    route: Vec<u32>,
    list: FlowList,
    repeats: Repeats,
}

impl<'s> Reader<'s> {
    fn new(links: Links, table: Table<'s, 6>) -> Self {
        let (routes, route) = (IndexSet::default(), Vec::new());
        let (list, repeats) = (FlowList::default(), Repeats::default());
        Reader { links, table, routes, route, list, repeats }
    }

    fn list(mut self, findings: &mut Findings<'_>) -> FlowList {
        while self.table.next_row(findings) {
            let id = self.table.required(ID, findings).unwrap_or("");
            if !id.is_empty() {
                self.repeats.push(id, self.table.place(ID, 0));
                self.list.ids.push(id);
            }
            if let Some(flow) = self.flow(findings) {
                self.list.flows.push(flow);
            }
        }
        self.repeats.tell(&self.list.ids, findings);
        self.list.links = self.links.finish();
        self.list.routes = self.routes.into_iter().collect();
        self.list
    }

    fn flow(&mut self, findings: &mut Findings<'_>) -> Option<Flow> {
        let start_secs = START.read(&self.table, START_S, findings);
        let bytes = SIZE.read(&self.table, SIZE_BYTES, findings);
        let route = self.route(findings);
        let cap_bps = CAP.read(&self.table, CAP_BPS, findings);
        let weight = WEIGHT.read(&self.table, WEIGHT_COLUMN, findings);
        Some(Flow {
            start_secs: start_secs?,
            bytes: bytes?,
            route: route?,
            cap_bps: cap_bps?,
            weight: weight?,
        })
    }

    /// The index of the row's route.
    fn route(&mut self, findings: &mut Findings<'_>) -> Option<u32> {
        let written = self.table.value(ROUTE);
        if written.is_empty() {
            let arguments = vec![("field", COLUMNS[ROUTE].to_owned())];
            findings.error(self.table.place(ROUTE, 0), codes::EMPTY_LIST, arguments);
            return None;
        }
        self.route.clear();
        let (mut offset, mut sound) = (0, true);
        for (passed, id) in written.split(';').enumerate() {
            let place = || self.table.place(ROUTE, offset);
            if passed == MAX_ROUTE_LINKS {
                let (code, arguments) = too_large("route", MAX_ROUTE_LINKS);
                findings.error(place(), code, arguments);
                return None;
            }
            match self.links.index(id) {
                Some(link) if self.route.contains(&link) => {
                    let arguments = vec![("id", shorten(id)), ("field", COLUMNS[ROUTE].to_owned())];
                    findings.error(place(), codes::REPEATED, arguments);
                    sound = false;
                }
                Some(link) => self.route.push(link),
                None => {
                    unknown(id, place(), &self.links, findings);
                    sound = false;
                }
            }
            offset += id.len() + 1;
        }
        if !sound {
            return None;
        }
        if let Some(known) = self.routes.get_index_of(self.route.as_slice()) {
            return Some(known as u32);
        }
        if self.routes.len() == MAX_ROUTES {
            let (code, arguments) = too_large("routes", MAX_ROUTES);
            findings.error(self.table.place(ROUTE, 0), code, arguments);
            return None;
        }
        Some(self.routes.insert_full(self.route.as_slice().into()).0 as u32)
    }
}

/// Tells of a link that is not there, if all that are there are known.
fn unknown(id: &str, at: (usize, usize), links: &Links, findings: &mut Findings<'_>) {
    if id.is_empty() {
        let arguments = vec![("field", COLUMNS[ROUTE].to_owned())];
        findings.error(at, codes::MISSING_VALUE, arguments);
    } else if links.whole {
        let meant = findings.near(id, links.ids());
        findings.error_with(at, codes::UNKNOWN_ROUTE_LINK, vec![("id", shorten(id))], meant);
    }
}
