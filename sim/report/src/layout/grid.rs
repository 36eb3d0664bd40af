//! Rows and columns: which cell each node stands in, and, once the channels' needs are known, at
//! which coordinates.
//!
//! A lane is one or more columns wide and holds one or more zones, one below the other. Each column
//! has a channel of its own at its right, inside the lane; each lane has one more at its left,
//! outside of all zones. A horizontal channel lies above each row and below the last.

use super::label::ems;
use super::{FONT_SIZE, LINE_HEIGHT, Label, NodeBox, Rect, ZoneBox};
use crate::layout::route::Wires;
use sansou_scenario::case::{Case, NodeId, NodeKind, ZoneId, ZoneKind};

const BOX_WIDTH: f32 = 146.0;
const BOX_PAD: f32 = 6.0;
const ZONE_PAD: f32 = 12.0;
const TRACK: f32 = 6.0;
const MARGIN: f32 = 10.0;
/// Longest column of nodes; a zone with more gets another column.
const ROWS: usize = 9;

/// Kinds of zone in each lane, from left to right; in a lane from top to bottom.
const LANES: [&[ZoneKind]; 6] = [
    &[ZoneKind::MyNumber],
    &[ZoneKind::LgwanConnected],
    &[ZoneKind::Dmz],
    &[ZoneKind::InternetConnected],
    &[ZoneKind::SecurityCloud, ZoneKind::Lgwan, ZoneKind::GovernmentCloud, ZoneKind::Vendor],
    &[ZoneKind::Internet, ZoneKind::PublicCloud, ZoneKind::Remote, ZoneKind::OffSite],
];

/// A place on the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub column: usize,
    pub row: usize,
}

#[derive(Debug)]
struct Stacked {
    zone: ZoneId,
    lane: usize,
    first_row: usize,
    rows: usize,
    label: Label,
}

/// Cells of all nodes.
#[derive(Debug)]
pub(super) struct Grid {
    cells: Vec<Cell>,
    labels: Vec<Label>,
    stacks: Vec<Stacked>,
    /// Lane of each column.
    lane_of: Vec<usize>,
    /// First column of each lane.
    first: Vec<usize>,
    /// Number of rows.
    pub rows: usize,
}

/// Coordinates of rows, columns and tracks.
#[derive(Debug)]
pub(super) struct Frame {
    /// Left and right edge of each vertical channel.
    pub vertical: Vec<(f32, f32)>,
    /// Where the tracks of each horizontal channel begin.
    pub horizontal: Vec<f32>,
    columns: Vec<f32>,
    rows: Vec<(f32, f32)>,
    lanes: Vec<(f32, f32)>,
    width: f32,
    height: f32,
}

impl Frame {
    pub fn bounds(&self) -> Rect {
        Rect { x: 0.0, y: 0.0, width: self.width, height: self.height }
    }
    pub fn vertical_track(&self, channel: usize, track: usize) -> f32 {
        self.vertical[channel].0 + (track as f32 + 0.5) * TRACK
    }
    pub fn horizontal_track(&self, channel: usize, track: usize) -> f32 {
        self.horizontal[channel] + (track as f32 + 0.5) * TRACK
    }
}

/// Order of nodes in a lane: what people work at first, what joins zones last.
fn rank(kind: NodeKind) -> usize {
    use NodeKind as K;
    [
        K::Terminals,
        K::ScreenHost,
        K::BusinessServer,
        K::FileServer,
        K::DirectoryServer,
        K::MailServer,
        K::UpdateRelay,
        K::Sanitiser,
        K::Proxy,
        K::CloudTenant,
        K::VendorTerminal,
        K::Media,
        K::ExternalService,
        K::CloudGateway,
        K::Router,
        K::Firewall,
        K::Wan,
    ]
    .iter()
    .position(|&k| k == kind)
    .unwrap_or(usize::MAX)
}

impl Grid {
    pub fn new(case: &Case) -> Grid {
        let mut grid = Grid {
            cells: vec![Cell { column: 0, row: 0 }; case.nodes.len()],
            labels: case
                .nodes
                .iter()
                .map(|n| Label::new(&n.name, BOX_WIDTH - 2.0 * BOX_PAD, FONT_SIZE))
                .collect(),
            stacks: Vec::new(),
            lane_of: Vec::new(),
            first: Vec::new(),
            rows: 1,
        };
        for kinds in LANES {
            let zones: Vec<usize> = kinds
                .iter()
                .flat_map(|&k| (0..case.zones.len()).filter(move |&z| case.zones[z].kind == k))
                .collect();
            if !zones.is_empty() {
                grid.add_lane(case, &zones);
            }
        }
        grid
    }

    fn add_lane(&mut self, case: &Case, zones: &[usize]) {
        let lane = self.first.len();
        let first = self.lane_of.len();
        self.first.push(first);
        let members: Vec<Vec<usize>> = zones
            .iter()
            .map(|&zone| {
                let mut nodes: Vec<usize> =
                    (0..case.nodes.len()).filter(|&n| case.nodes[n].zone.0 == zone).collect();
                nodes.sort_by_key(|&n| (rank(case.nodes[n].kind), n));
                nodes
            })
            .collect();
        let wide = members.iter().map(|m| m.len().div_ceil(ROWS)).max().unwrap_or(1).max(1);
        self.lane_of.extend(std::iter::repeat_n(lane, wide));
        let mut row = 0;
        for (&zone, nodes) in zones.iter().zip(&members) {
            let columns = nodes.len().div_ceil(ROWS).max(1);
            let rows = nodes.len().div_ceil(columns).max(1);
            for (at, &node) in nodes.iter().enumerate() {
                self.cells[node] = Cell { column: first + at / rows, row: row + at % rows };
            }
            let width = BOX_WIDTH + ZONE_PAD + (wide - 1) as f32 * (BOX_WIDTH + ZONE_PAD);
            let label = Label::new(&case.zones[zone].name, width, FONT_SIZE);
            self.stacks.push(Stacked { zone: ZoneId(zone), lane, first_row: row, rows, label });
            row += rows;
        }
        self.rows = self.rows.max(row);
    }

    pub fn cell(&self, node: NodeId) -> Cell {
        self.cells[node.0]
    }
    /// The channel at the left of a lane.
    pub fn before_lane(&self, lane: usize) -> usize {
        self.first[lane] + lane
    }
    /// The channel at the left of a column.
    pub fn left_of(&self, column: usize) -> usize {
        column + self.lane_of[column]
    }
    /// The channel at the right of a column, inside its lane.
    pub fn right_of(&self, column: usize) -> usize {
        self.left_of(column) + 1
    }
    /// Lane of a column.
    pub fn lane(&self, column: usize) -> usize {
        self.lane_of[column]
    }
    /// Whether a column is the last of its lane.
    pub fn ends_lane(&self, column: usize) -> bool {
        self.lane_of.get(column + 1) != Some(&self.lane_of[column])
    }

    fn box_height(&self, case: &Case, node: usize) -> f32 {
        let lines = self.labels[node].height_in_lines() + usize::from(case.nodes[node].count > 1);
        2.0 * BOX_PAD + lines as f32 * LINE_HEIGHT
    }

    /// Coordinates, wide enough for all tracks.
    pub fn frame(&self, case: &Case, wires: &Wires) -> Frame {
        let mut vertical = Vec::new();
        let mut columns = Vec::new();
        let mut lanes = Vec::new();
        let mut x = MARGIN;
        for column in 0..self.lane_of.len() {
            let left = self.left_of(column);
            if column == self.first[self.lane_of[column]] {
                let width = (wires.vertical_tracks(left) as f32 * TRACK + 4.0).max(14.0);
                vertical.push((x + 2.0, x + width));
                x += width;
                lanes.push((x, x));
                x += ZONE_PAD;
            }
            columns.push(x);
            x += BOX_WIDTH;
            let width = wires.vertical_tracks(left + 1) as f32 * TRACK + 4.0;
            vertical.push((x + 4.0, x + width));
            x += width.max(ZONE_PAD);
            if let Some(lane) = lanes.last_mut() {
                lane.1 = x;
            }
        }
        let mut y = 4.0;
        let mut rows = Vec::new();
        let mut horizontal = Vec::new();
        for row in 0..=self.rows {
            if self.stacks.iter().any(|s| s.first_row + s.rows == row) {
                y += ZONE_PAD;
            }
            horizontal.push(y + 2.0);
            y += (wires.horizontal_tracks(row) as f32 * TRACK + 4.0).max(10.0);
            if row == self.rows {
                break;
            }
            y += self.header(row);
            let height = (0..case.nodes.len())
                .filter(|&n| self.cells[n].row == row)
                .map(|n| self.box_height(case, n))
                .fold(LINE_HEIGHT + 2.0 * BOX_PAD, f32::max);
            rows.push((y, height));
            y += height;
        }
        Frame { vertical, horizontal, columns, rows, lanes, width: x + MARGIN, height: y }
    }

    /// Height of the titles above a row.
    fn header(&self, row: usize) -> f32 {
        self.stacks
            .iter()
            .filter(|s| s.first_row == row)
            .map(|s| s.label.height_in_lines() as f32 * LINE_HEIGHT + 18.0)
            .fold(0.0, f32::max)
    }

    pub fn zone_boxes(&self, case: &Case, frame: &Frame) -> Vec<ZoneBox> {
        let mut boxes: Vec<ZoneBox> = self
            .stacks
            .iter()
            .map(|s| {
                let (left, right) = frame.lanes[s.lane];
                let top = frame.rows[s.first_row].0 - self.header(s.first_row);
                let last = frame.rows[s.first_row + s.rows - 1];
                let ems = s.label.ja.iter().chain(&s.label.en).map(|l| ems(l)).fold(0.0, f32::max);
                ZoneBox {
                    zone: s.zone,
                    kind: case.zones[s.zone.0].kind,
                    rect: Rect {
                        x: left,
                        y: top,
                        width: right - left,
                        height: last.0 + last.1 + ZONE_PAD - top,
                    },
                    title: Rect {
                        x: left + 8.0,
                        y: top + 4.0,
                        width: ems * FONT_SIZE,
                        height: s.label.height_in_lines() as f32 * LINE_HEIGHT,
                    },
                    label: s.label.clone(),
                }
            })
            .collect();
        boxes.sort_by_key(|b| b.zone);
        boxes
    }

    pub fn node_boxes(&self, case: &Case, frame: &Frame) -> Vec<NodeBox> {
        (0..case.nodes.len())
            .map(|n| {
                let Cell { column, row } = self.cells[n];
                let (top, height) = frame.rows[row];
                let own = self.box_height(case, n);
                NodeBox {
                    node: NodeId(n),
                    rect: Rect {
                        x: frame.columns[column],
                        y: top + (height - own) / 2.0,
                        width: BOX_WIDTH,
                        height: own,
                    },
                    label: self.labels[n].clone(),
                    counted: case.nodes[n].count > 1,
                }
            })
            .collect()
    }
}
