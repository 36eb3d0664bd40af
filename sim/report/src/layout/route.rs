//! Lines through the channels of the grid.
//!
//! First every line gets a symbolic way (which channels, from which row to which), then each group in
//! each channel gets a track such that no two groups share one where they run side by side, and only
//! then coordinates.

use super::grid::{Cell, Frame, Grid};
use super::{Point, Rect};
use sansou_scenario::case::{Case, ConduitKind, NodeId};
use std::collections::BTreeMap;

/// Lines that may run on top of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// A link.
    Link(usize),
    /// All internal communication of a zone.
    Internal(usize),
    /// A conduit.
    Conduit(usize),
}

/// A side of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
}

/// A line from left to right (or in one column): out of `ends[0]`, along `first`, if need be along
/// the horizontal channel and `last`, into `ends[1]`.
#[derive(Debug, Clone, Copy)]
struct Way {
    group: Group,
    ends: [(NodeId, Side); 2],
    first: usize,
    then: Option<(usize, usize)>,
    reversed: bool,
}

type Spans = BTreeMap<usize, BTreeMap<Group, (usize, usize)>>;
type Tracks = BTreeMap<usize, BTreeMap<Group, usize>>;

/// All lines of a case with their tracks: links first, then conduits from each of their nodes.
#[derive(Debug)]
pub(super) struct Wires {
    ways: Vec<Way>,
    vertical: Tracks,
    horizontal: Tracks,
    /// Place of each group on each side of a box, and how many there are.
    ports: BTreeMap<(NodeId, Side), BTreeMap<Group, usize>>,
}

/// Symbolic height of a row; the channel above it is one less.
fn level(row: usize) -> usize {
    2 * row + 1
}

impl Wires {
    pub fn new(case: &Case, grid: &Grid) -> Wires {
        let mut ways = Vec::new();
        for (l, link) in case.links.iter().enumerate() {
            ways.push(way(case, grid, Group::Link(l), link.between.0, link.between.1));
        }
        for (c, conduit) in case.conduits.iter().enumerate() {
            for &from in &conduit.from {
                let (zone, there) = (case.nodes[from.0].zone, case.nodes[conduit.to.0].zone);
                let group = if conduit.kind == ConduitKind::Internal && zone == there {
                    Group::Internal(zone.0)
                } else {
                    Group::Conduit(c)
                };
                ways.push(way(case, grid, group, from, conduit.to));
            }
        }
        let (mut down, mut across) = (Spans::new(), Spans::new());
        for way in &ways {
            let [a, b] = way.ends.map(|(node, _)| level(grid.cell(node).row));
            match way.then {
                None => widen(&mut down, way.first, way.group, a, b),
                Some((row, last)) => {
                    widen(&mut down, way.first, way.group, a, 2 * row);
                    widen(&mut across, row, way.group, way.first, last);
                    widen(&mut down, last, way.group, 2 * row, b);
                }
            }
        }
        let ports = ports(grid, &ways);
        Wires { ways, vertical: tracks(&down), horizontal: tracks(&across), ports }
    }

    pub fn vertical_tracks(&self, channel: usize) -> usize {
        count(&self.vertical, channel)
    }
    pub fn horizontal_tracks(&self, channel: usize) -> usize {
        count(&self.horizontal, channel)
    }

    /// Corners of each line.
    pub fn lines(&self, frame: &Frame, boxes: &[Rect]) -> Vec<Vec<Point>> {
        self.ways.iter().map(|way| self.line(way, frame, boxes)).collect()
    }

    fn line(&self, way: &Way, frame: &Frame, boxes: &[Rect]) -> Vec<Point> {
        let mut start = self.port(way.ends[0], way.group, boxes);
        let mut end = self.port(way.ends[1], way.group, boxes);
        if way.ends[0].0 == way.ends[1].0 {
            start.y -= 5.0;
            end.y += 5.0;
        }
        let at = |channel: usize| {
            frame.vertical_track(channel, track(&self.vertical, channel, way.group))
        };
        let x = at(way.first);
        let mut points = vec![start, Point { x, y: start.y }];
        if let Some((row, last)) = way.then {
            let y = frame.horizontal_track(row, track(&self.horizontal, row, way.group));
            points.push(Point { x, y });
            points.push(Point { x: at(last), y });
            points.push(Point { x: at(last), y: end.y });
        } else {
            points.push(Point { x, y: end.y });
        }
        points.push(end);
        points.dedup();
        if way.reversed {
            points.reverse();
        }
        points
    }

    fn port(&self, end: (NodeId, Side), group: Group, boxes: &[Rect]) -> Point {
        let rect = boxes[end.0.0];
        let (place, of) = self
            .ports
            .get(&end)
            .map_or((0, 1), |ports| (ports.get(&group).copied().unwrap_or(0), ports.len()));
        // The two sides differ a little, so that ports that face each other are not in line.
        let (x, shift) = match end.1 {
            Side::Left => (rect.x, 0.4),
            Side::Right => (rect.right(), 0.6),
        };
        Point { x, y: rect.y + 3.0 + (rect.height - 6.0) * (place as f32 + shift) / of as f32 }
    }
}

fn way(case: &Case, grid: &Grid, group: Group, a: NodeId, b: NodeId) -> Way {
    let (ca, cb) = (grid.cell(a), grid.cell(b));
    if ca.column == cb.column {
        let same_zone = case.nodes[a.0].zone == case.nodes[b.0].zone;
        let left = grid.left_of(ca.column);
        let outside = !same_zone && left == grid.before_lane(grid.lane(ca.column));
        let (side, first) =
            if outside { (Side::Left, left) } else { (Side::Right, grid.right_of(ca.column)) };
        return Way { group, ends: [(a, side), (b, side)], first, then: None, reversed: false };
    }
    let reversed = ca.column > cb.column;
    let (near, far) = if reversed { ((b, cb), (a, ca)) } else { ((a, ca), (b, cb)) };
    let ends = [(near.0, Side::Right), (far.0, Side::Left)];
    let last = grid.left_of(far.1.column);
    if near.1.column + 1 == far.1.column {
        return Way { group, ends, first: last, then: None, reversed };
    }
    let first = if grid.ends_lane(near.1.column) {
        grid.before_lane(grid.lane(near.1.column) + 1)
    } else {
        grid.right_of(near.1.column)
    };
    let then = Some((channel_between(ca, cb), last));
    Way { group, ends, first, then, reversed }
}

/// The horizontal channel next to `to` on the side of `from`, so that lines with one end meet early.
fn channel_between(from: Cell, to: Cell) -> usize {
    if from.row > to.row { to.row + 1 } else { to.row }
}

fn widen(spans: &mut Spans, channel: usize, group: Group, a: usize, b: usize) {
    let span = spans.entry(channel).or_default().entry(group).or_insert((a.min(b), a.max(b)));
    *span = (span.0.min(a).min(b), span.1.max(a).max(b));
}

/// Greedy colouring of intervals: each group takes the first track that is free.
fn tracks(spans: &Spans) -> Tracks {
    spans
        .iter()
        .map(|(&channel, groups)| {
            let mut order: Vec<(usize, usize, Group)> =
                groups.iter().map(|(&g, &(low, high))| (low, high, g)).collect();
            order.sort();
            let mut ends: Vec<usize> = Vec::new();
            let mut chosen = BTreeMap::new();
            for (low, high, group) in order {
                let free = ends.iter().position(|&end| end < low);
                let track = free.unwrap_or(ends.len());
                if track == ends.len() {
                    ends.push(high);
                } else {
                    ends[track] = high;
                }
                chosen.insert(group, track);
            }
            (channel, chosen)
        })
        .collect()
}

fn track(tracks: &Tracks, channel: usize, group: Group) -> usize {
    tracks.get(&channel).and_then(|t| t.get(&group)).copied().unwrap_or(0)
}

fn count(tracks: &Tracks, channel: usize) -> usize {
    tracks.get(&channel).and_then(|t| t.values().max()).map_or(0, |&most| most + 1)
}

/// Ports of a side in the order of the rows that their lines lead to.
fn ports(grid: &Grid, ways: &[Way]) -> BTreeMap<(NodeId, Side), BTreeMap<Group, usize>> {
    let mut leads: BTreeMap<(NodeId, Side), BTreeMap<Group, Vec<usize>>> = BTreeMap::new();
    for way in ways {
        for (here, there) in [(0, 1), (1, 0)] {
            let row = grid.cell(way.ends[there].0).row;
            leads.entry(way.ends[here]).or_default().entry(way.group).or_default().push(row);
        }
    }
    leads
        .into_iter()
        .map(|(end, groups)| {
            let mut order: Vec<(usize, Group)> = groups
                .into_iter()
                .map(|(group, rows)| (rows.iter().sum::<usize>() * 1000 / rows.len(), group))
                .collect();
            order.sort();
            (end, order.into_iter().enumerate().map(|(place, (_, group))| (group, place)).collect())
        })
        .collect()
}
