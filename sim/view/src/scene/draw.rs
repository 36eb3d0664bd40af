//! What each element looks like as a shape.

use super::{Element, Of, Zoom, label};
use crate::open::Open;
use crate::shape::{Shape, Stroke};
use crate::theme;
use bevy::prelude::{Mesh, Mix, Vec2};
use sansou_report::layout::{Point, Rect};
use sansou_scenario::case::NodeId;

/// Radius of the corners of lines.
const BEND: f32 = 5.0;
/// Lines are drawn no thinner than this on the screen.
const THINNEST: f32 = 1.1;

/// What of the zoom changes shapes: its half octave, and whether nodes are named.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detail {
    scale: f32,
    far: bool,
}

impl Detail {
    /// The detail of a zoom.
    pub fn at(zoom: Zoom) -> Detail {
        let half_octaves = (zoom.scale.max(1e-3).log2() * 2.0).round();
        Detail { scale: (half_octaves / 2.0).exp2(), far: label::far(zoom) }
    }
}

/// The shape of an element at a detail.
pub fn mesh(open: &Open, of: Of, detail: Detail) -> Option<Mesh> {
    let layout = open.layouts.get(of.model)?;
    let mut shape = Shape::default();
    let mut boxed = |rect: &Rect, radius: f32, edge_width: f32, fill, edge| {
        let center = open.place(of.model, rect.center().x, rect.center().y);
        let size = Vec2::new(rect.width, rect.height);
        shape.rounded_box(center, size, radius, edge);
        let inner = size - Vec2::splat(2.0 * edge_width.max(0.8 / detail.scale));
        shape.rounded_box(center, inner.max(Vec2::ZERO), radius - edge_width, fill);
    };
    match of.element {
        Element::Model => {
            let (center, size) = open.area(Some(of.model));
            let frame = theme::BACKGROUND.mix(&theme::EDGE, 0.3);
            shape.rounded_box(center, size + Vec2::splat(18.0), 10.0, frame);
            shape.rounded_box(center, size + Vec2::splat(16.0), 9.0, theme::PAPER);
        }
        Element::Zone(id) => {
            let zone = layout.zones.get(id.0)?;
            let (fill, edge) = theme::zone(zone.kind);
            boxed(&zone.rect, 8.0, 1.4, fill, edge);
        }
        Element::Node(id) => {
            let node = layout.nodes.get(id.0)?;
            if detail.far {
                // The zone's name may lie over it.
                let (area, _) = theme::zone(layout.zones.get(zone_of(open, of.model, id)?)?.kind);
                boxed(
                    &node.rect,
                    5.0,
                    1.2,
                    theme::PAPER.mix(&area, 0.4),
                    area.mix(&theme::EDGE, 0.3),
                );
            } else {
                boxed(&node.rect, 5.0, 1.2, theme::PAPER, theme::EDGE);
            }
        }
        Element::Link(id) => {
            let points = path(open, of.model, &layout.links.get(id.0)?.points);
            shape.line(&points, BEND, visible(theme::link(), detail.scale));
        }
        Element::Conduit(id) => {
            for line in layout.conduits.iter().filter(|l| l.conduit == id) {
                let stroke = visible(theme::conduit(line.kind), detail.scale);
                let points = path(open, of.model, &line.points);
                shape.line(&points, BEND, stroke);
                shape.arrowhead(&points, 3.0 + 2.5 * stroke.width, stroke.color);
            }
        }
    }
    Some(shape.mesh())
}

fn zone_of(open: &Open, model: usize, node: NodeId) -> Option<usize> {
    Some(open.study.cases.get(model)?.nodes.get(node.0)?.zone.0)
}

fn path(open: &Open, model: usize, points: &[Point]) -> Vec<Vec2> {
    points.iter().map(|p| open.place(model, p.x, p.y)).collect()
}

fn visible(stroke: Stroke, scale: f32) -> Stroke {
    let width = stroke.width.max(THINNEST / scale);
    let grown = (width / stroke.width).min(2.0);
    Stroke { width, dash: stroke.dash.map(|(on, off)| (on * grown, off * grown)), ..stroke }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_visible_from_afar() {
        let stroke = Stroke { color: theme::INK, width: 1.0, dash: None };
        assert!(visible(stroke, 0.2).width * 0.2 >= THINNEST - 1e-6);
        assert_eq!(visible(stroke, 4.0), stroke);
    }

    #[test]
    fn detail_follows_the_zoom_within_a_quarter_of_an_octave() {
        for zoom in [0.05, 0.3, 0.77, 1.0, 1.9, 6.0] {
            let ratio = Detail::at(Zoom { scale: zoom, pixels: 1.0 }).scale / zoom;
            assert!((0.84..1.19).contains(&ratio), "{zoom}: {ratio}");
        }
    }
}
