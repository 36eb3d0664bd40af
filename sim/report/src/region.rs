//! A day of a region: a table for people, a CSV for spreadsheets, JSON for programs.
//!
//! CSV and JSON hold nothing that differs between two runs of the same region and seed.

use crate::csv::quoted;
use crate::number::{significant, whole};
use crate::table::{Line, render};
use crate::text::Texts;
use sansou_engine::traffic::region::{ApplicationDay, CloudDay, Day, LineDay, Service};
use sansou_scenario::region::{Bodies, Region};
use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// Lines of each kind that the table shows.
const BUSIEST: usize = 10;

/// How a day was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Every flow an event.
    Flow,
    /// Minute by minute, with means and variances.
    Fluid,
}

/// A row of the table: where, for how many, what.
struct Row<'d> {
    cloud: &'d str,
    body: Option<&'d str>,
    key: &'static str,
    users: f64,
    line: &'d LineDay,
    service: Option<&'d Service>,
}

fn rows(day: &Day) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for cloud in &day.clouds {
        let exit = (None, "region-exit", cloud.users, &cloud.exit, None);
        let bodies = cloud.bodies.iter().flat_map(|body| {
            let line =
                Some((Some(&*body.id), "region-line", body.users, &body.line, Some(&body.service)));
            let breakout = body.breakout.as_ref();
            let breakout =
                breakout.map(|line| (Some(&*body.id), "region-breakout", body.users, line, None));
            line.into_iter().chain(breakout)
        });
        rows.extend(std::iter::once(exit).chain(bodies).map(
            |(body, key, users, line, service)| Row {
                cloud: &cloud.id,
                body,
                key,
                users,
                line,
                service,
            },
        ));
    }
    rows
}

/// Name of a place as the region gives it, else its ids.
fn place(region: &Region, row: &Row<'_>, texts: &Texts) -> String {
    let listed: &[_] = match &region.bodies {
        Bodies::Listed(clouds) => clouds,
        Bodies::Fitted(_) => &[],
    };
    let cloud = listed.iter().find(|cloud| cloud.id == row.cloud);
    let Some(id) = row.body else {
        let name = cloud.and_then(|cloud| cloud.name.as_ref());
        return name.map_or(row.cloud, |name| texts.of(name)).to_owned();
    };
    let body = cloud.and_then(|cloud| cloud.bodies.iter().find(|body| body.id == id));
    match body.and_then(|body| body.name.as_ref()) {
        Some(name) => texts.of(name).to_owned(),
        None => format!("{id} ({})", row.cloud),
    }
}

/// The table, lines ended by line feeds. Wall time of the engine in seconds.
pub fn table(region: &Region, day: &Day, method: Method, wall_secs: f64, texts: &Texts) -> String {
    let rows = rows(day);
    let (exits, lines): (Vec<&Row<'_>>, _) = rows.iter().partition(|row| row.body.is_none());
    let mut out = format!("{}\n", texts.of(&region.name));
    out.push_str(&oftener(region, texts));
    out.push_str(&summary(day, &exits, &lines, texts));
    for (key, list) in [("region-exits", exits), ("region-lines", lines)] {
        out.push_str(&busiest(region, key, list, texts));
    }
    out.push_str(&applications(region, &day.applications, texts));
    let wall = texts.duration_digits(wall_secs, 3);
    out.push_str(&match method {
        Method::Flow => texts.get("region-ran", &[("wall", &wall)]),
        Method::Fluid => texts.get("region-ran-fluid", &[("wall", &wall)]),
    });
    out.push('\n');
    out
}

/// Bodies that use applications more or less often than the others, a line each.
fn oftener(region: &Region, texts: &Texts) -> String {
    let Bodies::Listed(clouds) = &region.bodies else { return String::new() };
    let mut lines = String::new();
    for body in clouds.iter().flat_map(|cloud| &cloud.bodies) {
        let name = body.name.as_ref().map_or(body.id.as_str(), |name| texts.of(name));
        for (application, times) in region.applications.iter().zip(&body.times) {
            if *times != 1.0 {
                let times = significant(*times, 4);
                let of = texts.of(&application.name);
                let arguments = [("body", name), ("application", of), ("times", &times)];
                lines.push_str(&texts.get("region-times", &arguments));
                lines.push('\n');
            }
        }
    }
    lines
}

fn summary(day: &Day, exits: &[&Row<'_>], lines: &[&Row<'_>], texts: &Texts) -> String {
    let bodies: usize = day.clouds.iter().map(|cloud| cloud.bodies.len()).sum();
    let users: f64 = day.clouds.iter().map(|cloud| cloud.users).sum();
    let uses: u64 = day.clouds.iter().map(|cloud| cloud.uses).sum();
    let sum = |of: fn(&CloudDay) -> f64| day.clouds.iter().map(of).sum::<f64>();
    let row = |key: &str, value: String| Line::Cells(vec![texts.plain(key), value]);
    let hours = |list: &[&Row<'_>]| {
        let busy = |at: usize| {
            let long = |row: &&&Row<'_>| row.line.minutes_above[at] >= 60.0;
            whole(list.iter().filter(long).count() as f64)
        };
        format!("{} / {} / {}", busy(0), busy(1), busy(2))
    };
    render(&[
        row("region-clouds", whole(day.clouds.len() as f64)),
        row("region-bodies", whole(bodies as f64)),
        row("region-users", whole(users)),
        row("region-uses", whole(uses as f64)),
        row("region-asked", texts.bytes(sum(|cloud| cloud.asked_bits) / 8.0)),
        row("region-carried", texts.bytes(sum(|cloud| cloud.carried_bits) / 8.0)),
        row("region-full-exits", hours(exits)),
        row("region-full-lines", hours(lines)),
    ])
}

fn busiest(region: &Region, key: &str, mut list: Vec<&Row<'_>>, texts: &Texts) -> String {
    let all = list.len();
    let share = |row: &Row<'_>| row.line.p95_bps / row.line.capacity_bps;
    list.sort_by(|a, b| share(b).total_cmp(&share(a)));
    list.truncate(BUSIEST);
    let head = [
        "region-place",
        "region-users",
        "region-capacity",
        "region-mean",
        "region-p95",
        "region-max",
        "region-minutes",
        "region-satisfied",
        "region-affected",
    ];
    let mut lines = vec![Line::Cells(head.map(|key| texts.plain(key)).to_vec()), Line::Rule];
    lines.extend(list.iter().map(|row| {
        let LineDay { capacity_bps, mean_bps, p95_bps, max_bps, minutes_above } = *row.line;
        let share = |bps: f64| texts.percent(bps / capacity_bps);
        let mut cells = vec![
            place(region, row, texts),
            whole(row.users),
            texts.rate(capacity_bps),
            share(mean_bps),
            share(p95_bps),
            share(max_bps),
            minutes_above.map(whole).join(" / "),
        ];
        cells.extend(service(row.service, texts));
        Line::Cells(cells)
    }));
    lines.push(Line::Rule);
    let counts = [("shown", whole(list.len() as f64)), ("all", whole(all as f64))];
    let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
    format!("\n{}\n{}", texts.get(key, &counts), render(&lines))
}

/// Satisfied share of streams and affected user minutes.
fn service(service: Option<&Service>, texts: &Texts) -> [String; 2] {
    let none = || "—".to_owned();
    let Some(service) = service else { return [none(), none()] };
    let share = service.satisfied_share().map_or_else(none, |share| texts.percent(share));
    [share, whole(service.affected_secs / 60.0)]
}

fn applications(region: &Region, days: &[ApplicationDay], texts: &Texts) -> String {
    let head = [
        "region-application",
        "region-uses",
        "region-completion-p50",
        "region-completion-p95",
        "region-satisfied",
        "region-affected",
    ];
    let mut lines = vec![Line::Cells(head.map(|key| texts.plain(key)).to_vec()), Line::Rule];
    for (application, day) in region.applications.iter().zip(days) {
        let time = |share: f64| {
            let secs = day.completion.quantile_secs(share);
            secs.map_or_else(|| "—".to_owned(), |secs| texts.duration_digits(secs, 2))
        };
        let mut cells = vec![texts.of(&application.name).to_owned(), whole(day.uses as f64)];
        cells.extend([time(0.5), time(0.95)]);
        cells.extend(service(Some(&day.service), texts));
        lines.push(Line::Cells(cells));
    }
    lines.push(Line::Rule);
    format!("\n{}\n{}", texts.plain("region-applications"), render(&lines))
}

/// Writes a row for each line, by fluid without waiting for transfers in the affected time, with a mark that tells spreadsheets that it is UTF-8.
///
/// # Errors
/// As `out` says.
pub fn csv(
    region: &Region,
    day: &Day,
    method: Method,
    texts: &Texts,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let head = [
        "region-csv-cloud",
        "region-csv-body",
        "region-csv-name",
        "region-csv-line",
        "region-csv-users",
        "region-csv-capacity",
        "region-csv-mean",
        "region-csv-p95",
        "region-csv-max",
        "region-csv-above-70",
        "region-csv-above-90",
        "region-csv-above-100",
        "region-csv-satisfied",
        "region-csv-affected",
        "region-csv-method",
    ];
    write!(out, "\u{FEFF}{}\r\n", head.map(|key| texts.plain(key)).join(","))?;
    let method = texts.plain(match method {
        Method::Flow => "region-csv-flow",
        Method::Fluid => "region-csv-fluid",
    });
    for row in rows(day) {
        let LineDay { capacity_bps, mean_bps, p95_bps, max_bps, minutes_above } = *row.line;
        let mut cells = vec![
            row.cloud.to_owned(),
            row.body.unwrap_or("").to_owned(),
            place(region, &row, texts),
            texts.plain(row.key),
            row.users.to_string(),
        ];
        cells.extend([capacity_bps, mean_bps, p95_bps, max_bps].map(|bps| format!("{bps:.0}")));
        cells.extend(minutes_above.map(|minutes| format!("{minutes:.0}")));
        let share = row.service.and_then(Service::satisfied_share);
        cells.push(share.map_or_else(String::new, |share| format!("{share:.6}")));
        let affected = row.service.map(|service| format!("{:.1}", service.affected_secs / 60.0));
        cells.push(affected.unwrap_or_default());
        cells.push(method.clone());
        let cells: Vec<_> = cells.iter().map(|cell| quoted(cell)).collect();
        write!(out, "{}\r\n", cells.join(","))?;
    }
    out.flush()
}

#[derive(Serialize)]
struct Written<'d> {
    region: &'d str,
    scenario_hash: &'d str,
    method: Method,
    seed: Option<u64>,
    clouds: Vec<WrittenCloud<'d>>,
    applications: Vec<WrittenApplication<'d>>,
}

#[derive(Serialize)]
struct WrittenCloud<'d> {
    id: &'d str,
    users: f64,
    uses: u64,
    most_alive: u64,
    asked_bits: f64,
    carried_bits: f64,
    exit: WrittenLine,
    bodies: Vec<WrittenBody<'d>>,
}

#[derive(Serialize)]
struct WrittenBody<'d> {
    id: &'d str,
    users: f64,
    #[serde(skip_serializing_if = "<[f64]>::is_empty")]
    times: &'d [f64],
    line: WrittenLine,
    breakout: Option<WrittenLine>,
    satisfied_share: Option<f64>,
    affected_user_minutes: f64,
}

#[derive(Serialize)]
struct WrittenLine {
    capacity_bps: f64,
    mean_bps: f64,
    p95_bps: f64,
    max_bps: f64,
    minutes_above_70: f64,
    minutes_above_90: f64,
    minutes_above_100: f64,
}

#[derive(Serialize)]
struct WrittenApplication<'d> {
    id: &'d str,
    uses: u64,
    completion_mean_s: Option<f64>,
    completion_p50_s: Option<f64>,
    completion_p95_s: Option<f64>,
    stream_s: f64,
    satisfied_share: Option<f64>,
    affected_user_minutes: f64,
}

impl From<&LineDay> for WrittenLine {
    fn from(line: &LineDay) -> WrittenLine {
        let [minutes_above_70, minutes_above_90, minutes_above_100] = line.minutes_above;
        WrittenLine {
            capacity_bps: line.capacity_bps,
            mean_bps: line.mean_bps,
            p95_bps: line.p95_bps,
            max_bps: line.max_bps,
            minutes_above_70,
            minutes_above_90,
            minutes_above_100,
        }
    }
}

/// How many times as often as elsewhere a body's users use the applications, in the region's order.
fn times_of<'r>(region: &'r Region, cloud: &str, body: &str) -> &'r [f64] {
    let Bodies::Listed(clouds) = &region.bodies else { return &[] };
    let cloud = clouds.iter().find(|known| known.id == cloud);
    let body = cloud.and_then(|cloud| cloud.bodies.iter().find(|known| known.id == body));
    body.map_or(&[], |body| &body.times)
}

/// Everything as one line of JSON, without line feed. By fluid there is no seed.
pub fn json(region: &Region, day: &Day, method: Method, seed: Option<u64>) -> String {
    let clouds = day.clouds.iter().map(|cloud| WrittenCloud {
        id: &cloud.id,
        users: cloud.users,
        uses: cloud.uses,
        most_alive: cloud.most_alive,
        asked_bits: cloud.asked_bits,
        carried_bits: cloud.carried_bits,
        exit: (&cloud.exit).into(),
        bodies: (cloud.bodies.iter())
            .map(|body| WrittenBody {
                id: &body.id,
                users: body.users,
                times: times_of(region, &cloud.id, &body.id),
                line: (&body.line).into(),
                breakout: body.breakout.as_ref().map(Into::into),
                satisfied_share: body.service.satisfied_share(),
                affected_user_minutes: body.service.affected_secs / 60.0,
            })
            .collect(),
    });
    let applications = day.applications.iter().map(|day| WrittenApplication {
        id: &day.id,
        uses: day.uses,
        completion_mean_s: day.completion.mean_secs(),
        completion_p50_s: day.completion.quantile_secs(0.5),
        completion_p95_s: day.completion.quantile_secs(0.95),
        stream_s: day.service.stream_secs,
        satisfied_share: day.service.satisfied_share(),
        affected_user_minutes: day.service.affected_secs / 60.0,
    });
    let written = Written {
        region: &region.id,
        scenario_hash: &region.hash,
        method,
        seed,
        clouds: clouds.collect(),
        applications: applications.collect(),
    };
    // Plain structs with text keys always serialise.
    serde_json::to_string(&written).unwrap_or_default()
}
