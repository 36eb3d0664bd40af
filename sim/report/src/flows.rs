//! What became of a flow list: finish times as CSV, a summary as JSON for programs, and a table for
//! people.
//!
//! CSV and JSON hold nothing that differs between two runs of the same list.

use crate::attack::printable;
use crate::number::whole;
use crate::table::{Line, render};
use crate::text::Texts;
use sansou_engine::traffic::list::{Finished, LinkLoad};
use sansou_scenario::flows::{FlowList, Link};
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

/// Links that the table shows.
const BUSIEST: usize = 10;

#[derive(Serialize)]
struct Written<'a> {
    flows: usize,
    first_start_s: f64,
    last_finish_s: f64,
    links: Vec<WrittenLink<'a>>,
}

#[derive(Serialize)]
struct WrittenLink<'a> {
    id: &'a str,
    mean_bps: f64,
    max_bps: f64,
    busy_s: f64,
}

/// Writes `id,finish_s` of each flow, in the list's order, seconds with nine decimals.
///
/// # Errors
/// As `out` says.
pub fn finish_csv(list: &FlowList, finished: &Finished, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    writeln!(out, "id,finish_s")?;
    for (flow, finish_secs) in finished.finish_secs.iter().enumerate() {
        writeln!(out, "{},{finish_secs:.9}", quoted(list.ids.get(flow)))?;
    }
    out.flush()
}

/// A value as CSV has it (RFC 4180): in quotation marks if it holds what would end it.
pub(crate) fn quoted(value: &str) -> Cow<'_, str> {
    match value.contains([',', '"', '\r', '\n']) {
        true => Cow::Owned(format!("\"{}\"", value.replace('"', "\"\""))),
        false => Cow::Borrowed(value),
    }
}

/// A summary as one line of JSON, without line feed: all links, in the list's order.
pub fn json(list: &FlowList, finished: &Finished) -> String {
    let links = list.links.iter().zip(&finished.loads).map(|(link, load)| WrittenLink {
        id: &link.id,
        mean_bps: load.mean_bps,
        max_bps: load.max_bps,
        busy_s: load.busy_secs,
    });
    let (first_start_s, last_finish_s) = span(list, finished);
    let flows = list.flows.len();
    let written = Written { flows, first_start_s, last_finish_s, links: links.collect() };
    // Plain structs with text keys always serialise.
    serde_json::to_string(&written).unwrap_or_default()
}

/// The first start and the last finish, seconds.
fn span(list: &FlowList, finished: &Finished) -> (f64, f64) {
    let starts = list.flows.iter().map(|flow| flow.start_secs);
    let first = starts.fold(f64::INFINITY, f64::min);
    (first, finished.finish_secs.iter().copied().fold(first, f64::max))
}

/// The summary for people, lines ended by line feeds. Wall time of the engine in seconds.
pub fn table(list: &FlowList, finished: &Finished, wall_secs: f64, texts: &Texts) -> String {
    let time = |secs: f64| texts.duration_digits(secs, 4);
    let (first, last) = span(list, finished);
    let [median, p95, longest] = durations(list, finished);
    let row = |key: &str, value: String| Line::Cells(vec![texts.plain(key), value]);
    let summary = [
        row("flows-count", whole(list.flows.len() as f64)),
        row("flows-span", time(last - first)),
        row("flows-median", time(median)),
        row("flows-p95", time(p95)),
        row("flows-longest", time(longest)),
    ];
    let head = [
        "flows-link",
        "flows-capacity",
        "flows-mean",
        "flows-mean-share",
        "flows-max",
        "flows-max-share",
        "flows-busy",
    ];
    let mut lines = vec![Line::Cells(head.map(|key| texts.plain(key)).to_vec()), Line::Rule];
    let busiest = busiest(list, finished);
    lines.extend(busiest.iter().map(|(link, load)| {
        Line::Cells(vec![
            printable(&link.id),
            texts.rate(link.capacity_bps),
            texts.rate(load.mean_bps),
            texts.percent(load.mean_bps / link.capacity_bps),
            texts.rate(load.max_bps),
            texts.percent(load.max_bps / link.capacity_bps),
            time(load.busy_secs),
        ])
    }));
    lines.push(Line::Rule);
    let heading = texts.get(
        "flows-busiest",
        &[("shown", &busiest.len().to_string()), ("all", &whole(list.links.len() as f64))],
    );
    let ran = texts.get("flows-ran", &[("wall", &texts.duration_digits(wall_secs, 3))]);
    format!("{}\n{heading}\n{}{ran}\n", render(&summary), render(&lines))
}

/// Median, 95th percentile (nearest rank) and greatest time from start to finish, seconds.
fn durations(list: &FlowList, finished: &Finished) -> [f64; 3] {
    let both = list.flows.iter().zip(&finished.finish_secs);
    let mut all: Vec<f64> = both.map(|(flow, finish)| finish - flow.start_secs).collect();
    all.sort_unstable_by(f64::total_cmp);
    [50, 95, 100].map(|percent| {
        let rank = (all.len() * percent).div_ceil(100);
        all.get(rank.saturating_sub(1)).copied().unwrap_or(0.0)
    })
}

/// Links with the greatest mean share of their capacity; of equal ones the list's first.
fn busiest<'l>(list: &'l FlowList, finished: &'l Finished) -> Vec<(&'l Link, &'l LinkLoad)> {
    let share = |&(link, load): &(&Link, &LinkLoad)| load.mean_bps / link.capacity_bps;
    let mut all: Vec<_> = list.links.iter().zip(&finished.loads).collect();
    all.sort_by(|a, b| share(b).total_cmp(&share(a)));
    all.truncate(BUSIEST);
    all
}
