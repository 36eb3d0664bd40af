//! Where a network is drawn: zones as lanes, nodes as boxes, links and conduits as lines.
//!
//! Data only, shared by the report's diagrams and the window. Must not know colours, languages in
//! use (labels are broken into lines in both), outcomes or events. The unit is a pixel of a picture
//! drawn at scale 1 with y downwards; the same case always gives the same layout. Lists keep the
//! case's order, so [`NodeId`] and the others index them.
//!
//! Nodes stand on a grid of rows and columns; lines run only in the channels between them, so that no
//! line passes behind a box. Lines of one group (a conduit, a link, everything internal to a zone)
//! share a track; lines of different groups never run on top of each other along a channel.

mod grid;
mod label;
mod route;

pub use label::Label;
use sansou_scenario::case::{Case, ConduitId, ConduitKind, LinkId, NodeId, ZoneId, ZoneKind};

/// Font size that node labels and zone titles are laid out for.
pub const FONT_SIZE: f32 = 13.0;
/// Distance of the baselines of two lines of a label.
pub const LINE_HEIGHT: f32 = 16.0;

/// A point, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

/// A rectangle, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Rect {
    /// Its middle.
    pub fn center(&self) -> Point {
        Point { x: self.x + self.width / 2.0, y: self.y + self.height / 2.0 }
    }
    /// Right edge.
    pub fn right(&self) -> f32 {
        self.x + self.width
    }
    /// Lower edge.
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }
    /// Whether the other lies wholly inside.
    pub fn contains(&self, other: &Rect) -> bool {
        other.x >= self.x
            && other.y >= self.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }
    /// Whether they share area.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }
}

/// A zone.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneBox {
    /// Which.
    pub zone: ZoneId,
    /// Its kind, for colours.
    pub kind: ZoneKind,
    /// Its area.
    pub rect: Rect,
    /// Its name; lines begin at the upper left corner, inside [`ZoneBox::title`].
    pub label: Label,
    /// Area of the name.
    pub title: Rect,
}

/// A node.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeBox {
    /// Which.
    pub node: NodeId,
    /// Its area.
    pub rect: Rect,
    /// Its name; lines are centred. If `counted`, one more line has room for the count.
    pub label: Label,
    /// Whether it stands for more than one unit.
    pub counted: bool,
}

/// A link, from its first end to its second.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkLine {
    /// Which.
    pub link: LinkId,
    /// Corners, ends on the edges of the boxes included.
    pub points: Vec<Point>,
}

/// A conduit from one of the nodes that open it.
#[derive(Debug, Clone, PartialEq)]
pub struct ConduitLine {
    /// Which.
    pub conduit: ConduitId,
    /// Its kind, for colours and dashes.
    pub kind: ConduitKind,
    /// The node that opens it.
    pub from: NodeId,
    /// Corners, from `from` to the conduit's end; draw them rounded.
    pub points: Vec<Point>,
}

/// Where everything is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Area of the whole picture; begins at (0, 0).
    pub bounds: Rect,
    /// By [`ZoneId`].
    pub zones: Vec<ZoneBox>,
    /// By [`NodeId`].
    pub nodes: Vec<NodeBox>,
    /// By [`LinkId`].
    pub links: Vec<LinkLine>,
    /// By [`ConduitId`], then in the order of the conduit's `from`.
    pub conduits: Vec<ConduitLine>,
}

/// Lays a network out: マイナンバー利用事務系, LGWAN接続系, between zones, インターネット接続系 from left to
/// right, then two lanes of what lies outside.
pub fn layout(case: &Case) -> Layout {
    let grid = grid::Grid::new(case);
    let wires = route::Wires::new(case, &grid);
    let frame = grid.frame(case, &wires);
    let zones = grid.zone_boxes(case, &frame);
    let nodes = grid.node_boxes(case, &frame);
    let rects: Vec<Rect> = nodes.iter().map(|n| n.rect).collect();
    let mut lines = wires.lines(&frame, &rects).into_iter();
    let links = (0..case.links.len())
        .map(|l| LinkLine { link: LinkId(l), points: lines.next().unwrap_or_default() })
        .collect();
    let conduits = case
        .conduits
        .iter()
        .enumerate()
        .flat_map(|(c, conduit)| conduit.from.iter().map(move |&from| (c, conduit.kind, from)))
        .map(|(c, kind, from)| ConduitLine {
            conduit: ConduitId(c),
            kind,
            from,
            points: lines.next().unwrap_or_default(),
        })
        .collect();
    Layout { bounds: frame.bounds(), zones, nodes, links, conduits }
}
