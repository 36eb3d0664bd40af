//! The nodes of a MAL attack graph as the toolbox writes them, their parents resolved.

use super::super::names::Names;
use super::super::pieces::{Fields, Map, Maybe};
use super::super::spelling::{Json, Spelling};
use super::super::values::{Reader, value};
use super::super::{MAX_LINKS, MAX_STEPS, too_large};
use super::time::{self, Time};
use crate::codes;
use crate::problems::near;
use crate::source::shorten;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::marker::PhantomData;

/// Fields that say nothing that the others do not, or that name things for people.
const SILENT: [&str; 10] = [
    "id",
    "type",
    "ttc",
    "parents",
    "existence_status",
    "lang_graph_attack_step",
    "name",
    "asset",
    "children",
    "causal_mode",
];
const KINDS: [&str; 5] = ["or", "and", "defense", "exist", "notExist"];

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Or,
    And,
    /// Probability that it is on.
    Defense(f64),
    /// `exist` or `notExist`: whether it lets through.
    Status(bool),
}

/// A node.
pub(super) struct Node<'t> {
    pub name: Cow<'t, str>,
    pub piece: &'t str,
    pub kind: Kind,
    pub time: Time,
    /// Indices of nodes, sorted, each once.
    pub parents: Vec<usize>,
}

impl Node<'_> {
    /// Whether it is a step of the attack.
    pub fn is_step(&self) -> bool {
        matches!(self.kind, Kind::Or | Kind::And)
    }
}

/// Nodes that lose the same thing.
#[derive(Default)]
struct Lost<'t> {
    piece: &'t str,
    names: Vec<String>,
    count: usize,
}

impl<'t> Lost<'t> {
    fn add(&mut self, piece: &'t str, name: &str) {
        const SHOWN: usize = 3;
        if self.count == 0 {
            self.piece = piece;
        }
        if self.names.len() < SHOWN {
            self.names.push(shorten(name));
        }
        self.count += 1;
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        vec![("steps", self.names.join(", ")), ("count", self.count.to_string())]
    }
}

/// What cannot be carried over: times by (found, used), fields by name.
#[derive(Default)]
struct Losses<'t> {
    times: BTreeMap<(String, String), Lost<'t>>,
    fields: BTreeMap<String, Lost<'t>>,
}

/// The nodes in the file's order with their names; none if that cannot be told.
pub(super) fn read<'t>(
    reader: &mut Reader<'t, Json>,
    text: &'t str,
    unit_secs: f64,
) -> Option<(Vec<Node<'t>>, Names<'t>)> {
    let entries = entries(reader, text)?;
    let mut losses = Losses::default();
    let (mut nodes, mut numbers, mut parents) = (Vec::new(), Vec::new(), Vec::new());
    for (name, piece) in &entries {
        if reader.findings.full() {
            return None;
        }
        let Some(fields) = reader.fields(piece) else { continue };
        let number = number(reader, piece, &fields);
        let Some((kind, time)) = kind(reader, (name, piece), &fields, unit_secs, &mut losses)
        else {
            continue;
        };
        left_out(&mut losses, name, &fields);
        parents.push(links(reader, value(&fields, "parents")));
        numbers.extend(number.map(|number| (number, nodes.len())));
        nodes.push(Node { name: name.clone(), piece, kind, time, parents: Vec::new() });
    }
    tell(reader, &losses);
    let named = nodes.iter().map(|node| (node.name.clone(), node.piece)).collect();
    let names = Names::new(named, &mut reader.findings);
    numbers.sort_unstable();
    if let Some(twice) = numbers.windows(2).find(|two| two[0].0 == two[1].0) {
        let (first, again) = (nodes[twice[0].1].piece, nodes[twice[1].1].piece);
        reader.findings.duplicate_id(again, &twice[0].0.to_string(), first);
    }
    if nodes.len() < entries.len() || numbers.len() < nodes.len() {
        return None;
    }
    for (node, links) in nodes.iter_mut().zip(&parents) {
        node.parents = resolve(reader, links, &numbers);
    }
    Some((nodes, names))
}

/// The nodes by name, unread.
fn entries<'t>(reader: &mut Reader<'t, Json>, text: &'t str) -> Option<Fields<'t>> {
    let root = match Json::read(text, Map::<Json>::new(MAX_STEPS, &mut false)) {
        Ok(root) => root,
        Err(stop) => {
            reader.stopped(text, stop);
            return None;
        }
    };
    for (name, piece) in root.iter().filter(|(name, _)| name != "attack_steps") {
        let arguments = vec![("field", shorten(name))];
        reader.findings.warning(piece, codes::MAL_ROOT_LEFT_OUT, arguments);
    }
    let Some(steps) = value(&root, "attack_steps") else {
        reader.missing(text, "attack_steps");
        return None;
    };
    let mut exceeded = false;
    match Json::read(steps, Map::<Json>::new(MAX_STEPS, &mut exceeded)) {
        Ok(entries) if entries.is_empty() => reader.empty(steps, "attack_steps"),
        Ok(entries) => return Some(entries),
        Err(_) if exceeded => {
            let (code, arguments) = too_large("steps", MAX_STEPS);
            reader.findings.error(steps, code, arguments);
        }
        Err(_) => reader.findings.wrong_type(steps, Json::GROUP),
    }
    None
}

fn number<'t>(reader: &mut Reader<'t, Json>, piece: &'t str, fields: &Fields<'t>) -> Option<u64> {
    let Some(written) = value(fields, "id") else {
        reader.missing(piece, "id");
        return None;
    };
    reader.plain(written, PhantomData::<u64>, "whole-number")
}

/// What a node is, and its time if it is a step.
fn kind<'t>(
    reader: &mut Reader<'t, Json>,
    (name, piece): (&str, &'t str),
    fields: &Fields<'t>,
    unit_secs: f64,
    losses: &mut Losses<'t>,
) -> Option<(Kind, Time)> {
    let Some(written) = value(fields, "type") else {
        reader.missing(piece, "type");
        return None;
    };
    let word = written.trim_matches('"');
    let instant = Time::INSTANT;
    let kind = match word {
        "or" => Kind::Or,
        "and" => Kind::And,
        "defense" => Kind::Defense(0.0),
        "exist" | "notExist" => {
            let status = value(fields, "existence_status")
                .map(|status| reader.plain(status, PhantomData::<bool>, "boolean"));
            let Some(status) = status else {
                reader.missing(piece, "existence_status");
                return None;
            };
            return Some((Kind::Status(status? == (word == "exist")), instant));
        }
        _ => {
            let permitted = ("permitted", KINDS.join(", "));
            let arguments = vec![("found", shorten(written)), permitted];
            let meant = near(word, KINDS);
            reader.findings.error_with(written, codes::UNKNOWN_VARIANT, arguments, meant);
            return None;
        }
    };
    let Some(ttc) = value(fields, "ttc").filter(|ttc| *ttc != "null") else {
        return Some((kind, instant));
    };
    let Some(read) = time::read(ttc, unit_secs) else {
        let arguments = vec![("step", shorten(name)), ("found", shorten(ttc))];
        reader.findings.error(ttc, codes::MAL_BAD_TIME, arguments);
        return None;
    };
    let mut lose = |used: String| {
        losses.times.entry((read.words.clone(), used)).or_default().add(ttc, name);
    };
    match kind {
        Kind::Defense(_) if read.coin => Some((Kind::Defense(read.time.probability), instant)),
        Kind::Defense(_) => {
            // What takes time is on from the start, as in mal-simulator.
            lose("Enabled".to_owned());
            Some((Kind::Defense(1.0), instant))
        }
        step => {
            if let Some(used) = &read.instead {
                lose(used.clone());
            }
            Some((step, read.time))
        }
    }
}

fn left_out<'t>(losses: &mut Losses<'t>, name: &str, fields: &Fields<'t>) {
    let empty = |piece: &str| matches!(piece, "null" | "[]" | "{}");
    for (field, piece) in fields {
        if !SILENT.contains(&field.as_ref()) && !empty(piece) {
            losses.fields.entry(shorten(field)).or_default().add(piece, name);
        }
    }
}

fn tell<'t>(reader: &mut Reader<'t, Json>, losses: &Losses<'t>) {
    for ((found, used), lost) in &losses.times {
        let mut arguments = lost.arguments();
        arguments.extend([("found", found.clone()), ("used", used.clone())]);
        reader.findings.warning(lost.piece, codes::MAL_TIME_REPLACED, arguments);
    }
    for (field, lost) in &losses.fields {
        let mut arguments = lost.arguments();
        arguments.push(("field", field.clone()));
        reader.findings.warning(lost.piece, codes::MAL_LEFT_OUT, arguments);
    }
}

/// The numbers of the parents as written.
fn links<'t>(reader: &mut Reader<'t, Json>, piece: Option<&'t str>) -> Fields<'t> {
    let Some(piece) = piece else { return Vec::new() };
    let mut exceeded = false;
    let room = MAX_LINKS - reader.links;
    match Json::read(piece, Maybe(Map::<Json>::new(room, &mut exceeded))) {
        Ok(links) => {
            let links = links.unwrap_or_default();
            reader.links += links.len();
            return links;
        }
        Err(_) if exceeded => {
            let (code, arguments) = too_large("links", MAX_LINKS);
            reader.findings.error(piece, code, arguments);
        }
        Err(_) => reader.findings.wrong_type(piece, Json::GROUP),
    }
    Vec::new()
}

fn resolve<'t>(
    reader: &mut Reader<'t, Json>,
    links: &Fields<'t>,
    numbers: &[(u64, usize)],
) -> Vec<usize> {
    let mut parents = Vec::with_capacity(links.len());
    for (number, name) in links {
        let known = number.parse().ok().and_then(|number: u64| {
            let at = numbers.binary_search_by_key(&number, |&(known, _)| known).ok()?;
            numbers.get(at)
        });
        match known {
            Some(&(_, index)) => parents.push(index),
            None => {
                let arguments = vec![("id", shorten(number))];
                reader.findings.error(name, codes::UNKNOWN_STEP, arguments);
            }
        }
    }
    parents.sort_unstable();
    parents.dedup();
    parents
}
