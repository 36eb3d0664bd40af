//! Flow lists: what is accepted, what is refused and where.

mod accepted;
mod limits;
mod refused;

use crate::memory::conform;
use sansou_scenario::flows::{self, Checked, FlowList, Source};
use std::io::Read;

/// Two links.
const LINKS: &str = "id,capacity_bps,delay_s\nline,10,\ncloud,20,0.5\n";
/// A flow over both.
const FLOWS: &str = "id,start_s,size_bytes,route,cap_bps,weight\nf,1,2,line;cloud,,\n";

/// Reads a list.
fn read(links: &[u8], flows: &[u8]) -> Checked {
    stream(links, flows)
}

/// Reads a list from anything.
fn stream<'s>(links: impl Read + 's, flows: impl Read + 's) -> Checked {
    let source = |path, bytes: Box<dyn Read + 's>| Source { path, bytes: Ok(bytes) };
    let checked =
        flows::read(source("links.csv", Box::new(links)), source("flows.csv", Box::new(flows)));
    conform(&checked.diagnostics);
    assert_eq!(checked.list.is_none(), !checked.diagnostics.is_empty());
    checked
}

/// The list of good files.
fn good(links: &str, flows: &str) -> FlowList {
    let checked = read(links.as_bytes(), flows.as_bytes());
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    checked.list.unwrap()
}

/// File, line, column and code of each problem.
fn said(checked: &Checked) -> Vec<(&str, usize, usize, &'static str)> {
    let told = checked.diagnostics.iter();
    told.map(|d| (d.file.trim_end_matches(".csv"), d.line, d.column, d.code)).collect()
}
