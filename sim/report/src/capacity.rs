//! Why a line is narrow, what would widen it and how much of each line is needed: as tables for a
//! terminal, as CSV for spreadsheets and as JSON.

use crate::csv::quoted;
use crate::findings;
use crate::json;
use crate::names::Names;
use crate::number::{significant, whole};
use crate::table::{Line, render};
use crate::text::Texts;
use sansou_engine::outcome::ResourceOutcome;
use sansou_engine::study::{
    Capacity, ChangeKind, Changed, Figures, LineNeed, ModelCapacity, Narrowest, Verdict,
};
use sansou_scenario::case::Study;

/// Applications, groups and zones that are told of the narrowest place.
const TOLD: usize = 6;
/// Spreadsheets take a file as UTF-8 by this.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The answer as JSON, with all elements.
pub fn json(answer: &Capacity) -> Vec<u8> {
    json::pretty(answer)
}

/// The answer as tables, lines ended by line feeds.
pub fn text(study: &Study, answer: &Capacity, texts: &Texts) -> String {
    let mut out = String::new();
    for (model, names) in models(study, answer, texts) {
        match &model.narrowest {
            Some(narrowest) => out.push_str(&why_and_what_if(narrowest, &names)),
            None => out.push_str(&texts.get("capacity-idle", &[("model", names.model())])),
        }
        let share = significant(answer.satisfied * 100.0, 4) + "%";
        let heading = texts.get("capacity-lines", &[("model", names.model()), ("share", &share)]);
        let table = render(&needs(&model.lines, &names));
        let unused = model.lines.iter().filter(|line| line.verdict == Verdict::Unused).count();
        let left_out = texts.get("capacity-left-out", &[("n", &unused.to_string())]);
        out.push_str(&format!("\n{heading}\n{table}{left_out}\n\n"));
    }
    out + &texts.plain("capacity-note") + "\n"
}

/// The models of an answer, with their names.
fn models<'a>(
    study: &'a Study,
    answer: &'a Capacity,
    texts: &'a Texts,
) -> impl Iterator<Item = (&'a ModelCapacity, Names<'a>)> {
    answer.models.iter().filter_map(move |model| {
        let case = study.cases.iter().find(|case| case.model == model.model)?;
        Some((model, Names::new(case, texts)))
    })
}

fn why_and_what_if(narrowest: &Narrowest, names: &Names) -> String {
    let texts = names.texts;
    let place = &narrowest.resource;
    let mut lines = vec![texts.get(
        "capacity-narrowest",
        &[
            ("model", names.model()),
            ("place", &names.resource(place)),
            ("capacity", &texts.rate(place.capacity_bps)),
            ("clock", &texts.clock(findings::peak_minute(place))),
            ("load", &texts.load(findings::peak_load(place))),
            ("minutes", &place.minutes_above[1].to_string()),
        ],
    )];
    let fillers = [
        shares("capacity-by-application", &place.filled_by, texts, |id| names.application(id)),
        shares("capacity-by-group", &place.filled_by_group, texts, |id| names.user_group(id)),
        shares("capacity-by-zone", &place.filled_by_zone, texts, |id| names.zone(id)),
    ];
    lines.extend(fillers);
    if !narrowest.busy_by.is_empty() {
        let busy = &narrowest.busy_by;
        lines.push(shares("capacity-by-busy", busy, texts, |id| names.application(id)));
    }
    lines.push(String::new());
    lines.push(texts.plain("capacity-what-if"));
    lines.join("\n") + "\n" + &render(&changes(narrowest, names))
}

fn shares(
    key: &str,
    shares: &[(String, f64)],
    texts: &Texts,
    name: impl Fn(&str) -> String,
) -> String {
    let told = shares.iter().take(TOLD);
    let parts: Vec<String> =
        told.map(|(id, share)| format!("{} {}", name(id), texts.load(*share))).collect();
    texts.get(key, &[("parts", &parts.join(&texts.plain("list-comma")))])
}

fn changes(narrowest: &Narrowest, names: &Names) -> Vec<Line> {
    let texts = names.texts;
    let today = narrowest.today;
    let plain = [
        texts.plain("capacity-today"),
        texts.rate(today.p95_bps),
        today.minutes_above_90.to_string(),
        whole(today.affected_user_minutes),
        texts.percent(today.satisfied_share),
        texts.percent(today.in_time_share),
    ];
    let mut lines = vec![head(&CHANGE_COLUMNS, texts), Line::Rule, Line::Cells(plain.to_vec())];
    lines.extend(narrowest.changes.iter().map(|changed| {
        let Figures { p95_bps, minutes_above_90, .. } = changed.figures;
        let with = |value: String, change: String| format!("{value} ({change})");
        let signed = |change: f64| format!("{}{}", plus(change), whole(change));
        let minutes = f64::from(minutes_above_90) - f64::from(today.minutes_above_90);
        let affected = changed.figures.affected_user_minutes - today.affected_user_minutes;
        let share = |now: f64, before: f64| with(texts.percent(now), texts.points(now - before));
        let rate = texts.rate(p95_bps - today.p95_bps);
        Line::Cells(vec![
            label(changed, names),
            with(texts.rate(p95_bps), format!("{}{rate}", plus(p95_bps - today.p95_bps))),
            with(minutes_above_90.to_string(), signed(minutes)),
            with(whole(changed.figures.affected_user_minutes), signed(affected)),
            share(changed.figures.satisfied_share, today.satisfied_share),
            share(changed.figures.in_time_share, today.in_time_share),
        ])
    }));
    lines
}

const CHANGE_COLUMNS: [&str; 6] = [
    "capacity-change",
    "capacity-p95",
    "capacity-above",
    "capacity-affected",
    "capacity-satisfied",
    "capacity-in-time",
];
const LINE_COLUMNS: [&str; 6] = [
    "capacity-line",
    "capacity-present",
    "capacity-p95",
    "capacity-satisfied",
    "capacity-in-time",
    "capacity-least",
];

fn head(keys: &[&str], texts: &Texts) -> Line {
    Line::Cells(keys.iter().map(|key| texts.plain(key)).collect())
}

fn plus(change: f64) -> &'static str {
    if change > 0.0 { "+" } else { "" }
}

/// A change in words.
fn label(changed: &Changed, names: &Names) -> String {
    let texts = names.texts;
    let application = changed.application.as_ref().map(|id| names.application(id));
    let amount = match changed.kind {
        ChangeKind::CapacityAdded => texts.rate(changed.amount),
        ChangeKind::FromPeers => texts.load(changed.amount),
        _ => significant(changed.amount, 3),
    };
    let key = match changed.kind {
        ChangeKind::CapacityAdded => "capacity-change-added",
        ChangeKind::CapacityTimes => "capacity-change-times",
        ChangeKind::UsesKept if changed.amount == 0.0 => "capacity-change-gone",
        ChangeKind::UsesKept => "capacity-change-halved",
        ChangeKind::FromPeers => "capacity-change-peers",
        ChangeKind::ByNight => "capacity-change-night",
        ChangeKind::Weight => "capacity-change-weight",
    };
    texts.get(key, &[("application", &application.unwrap_or_default()), ("amount", &amount)])
}

fn needs(lines: &[LineNeed], names: &Names) -> Vec<Line> {
    let texts = names.texts;
    let mut rows = vec![head(&LINE_COLUMNS, texts), Line::Rule];
    let used = lines.iter().filter(|line| line.verdict != Verdict::Unused);
    rows.extend(used.map(|line| {
        let count = if line.lines > 1 { format!(" × {}", line.lines) } else { String::new() };
        let fill = texts.load(line.p95_bps / line.capacity_bps);
        Line::Cells(vec![
            place(line, names),
            format!("{}{count}", texts.rate(line.capacity_bps)),
            format!("{} ({fill})", texts.rate(line.p95_bps)),
            texts.percent(line.satisfied_share),
            texts.percent(line.in_time_share),
            verdict(line, texts),
        ])
    }));
    rows
}

fn place(line: &LineNeed, names: &Names) -> String {
    if line.appliance { names.node(&line.element) } else { names.priced(&line.element) }
}

fn verdict(line: &LineNeed, texts: &Texts) -> String {
    match (line.verdict, line.least_bps) {
        (Verdict::Found, Some(bps)) => texts.rate(bps),
        (Verdict::Unused, _) => texts.plain("capacity-unused"),
        (Verdict::EnoughAtATenth, _) => texts.plain("capacity-tenth"),
        _ => texts.plain("capacity-not-reached"),
    }
}

/// The answer as CSV for spreadsheets, with a byte order mark: the changes, an empty line, the lines.
/// Rates in Mbit/s, shares in per cent.
pub fn csv(study: &Study, answer: &Capacity, texts: &Texts) -> Vec<u8> {
    let mut rows = vec![csv_head(&["capacity-model", "capacity-place"], &CHANGE_COLUMNS, texts)];
    for (model, names) in models(study, answer, texts) {
        let Some(narrowest) = &model.narrowest else { continue };
        let mut row = |name: String, figures: &Figures| {
            rows.push(change_row(&names, &narrowest.resource, name, figures));
        };
        row(texts.plain("capacity-today"), &narrowest.today);
        narrowest.changes.iter().for_each(|c| row(label(c, &names), &c.figures));
    }
    rows.push(Vec::new());
    rows.push(csv_head(&["capacity-model", "capacity-count"], &LINE_COLUMNS, texts));
    for (model, names) in models(study, answer, texts) {
        rows.extend(model.lines.iter().map(|line| {
            vec![
                names.model().to_owned(),
                line.lines.to_string(),
                place(line, &names),
                mega(line.capacity_bps),
                mega(line.p95_bps),
                percent(line.satisfied_share),
                percent(line.in_time_share),
                line.least_bps.map_or_else(|| verdict(line, texts), mega),
            ]
        }));
    }
    let written = rows.iter().map(|row| {
        let cells: Vec<_> = row.iter().map(|cell| quoted(cell)).collect();
        cells.join(",") + "\r\n"
    });
    (BYTE_ORDER_MARK.to_owned() + &written.collect::<String>()).into_bytes()
}

fn csv_head(first: &[&str], then: &[&str], texts: &Texts) -> Vec<String> {
    let unit = |key: &str| match key {
        "capacity-p95" | "capacity-present" | "capacity-least" => " (Mbps)",
        "capacity-satisfied" | "capacity-in-time" => " (%)",
        _ => "",
    };
    first.iter().chain(then).map(|key| texts.plain(key) + unit(key)).collect()
}

fn change_row(
    names: &Names,
    place: &ResourceOutcome,
    change: String,
    figures: &Figures,
) -> Vec<String> {
    vec![
        names.model().to_owned(),
        names.resource(place),
        change,
        mega(figures.p95_bps),
        figures.minutes_above_90.to_string(),
        format!("{:.0}", figures.affected_user_minutes),
        percent(figures.satisfied_share),
        percent(figures.in_time_share),
    ]
}

fn mega(bps: f64) -> String {
    format!("{:.3}", bps / 1e6)
}

fn percent(share: f64) -> String {
    format!("{:.3}", share * 100.0)
}
