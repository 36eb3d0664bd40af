//! Flat coloured shapes as meshes: ribbons with rounded corners, dashes, arrowheads, rounded boxes.
//!
//! Must not know networks, colours in use or the camera. Points are in scene units, y upwards.

use bevy::asset::RenderAssetUsages;
use bevy::mesh::{Indices, Mesh, PrimitiveTopology};
use bevy::prelude::{Color, ColorToComponents, Vec2};
use std::f32::consts::FRAC_PI_2;

/// Pieces that a quarter circle is drawn with.
const QUARTER: usize = 4;

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Color,
    /// Width.
    pub width: f32,
    /// Lengths drawn and left out, one after the other; none for a full line.
    pub dash: Option<(f32, f32)>,
}

/// Triangles collected so far.
#[derive(Debug, Default)]
pub struct Shape {
    positions: Vec<[f32; 3]>,
    colors: Vec<[f32; 4]>,
    indices: Vec<u32>,
}

impl Shape {
    /// The mesh of all pieces.
    pub fn mesh(self) -> Mesh {
        Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default())
            .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, self.positions)
            .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, self.colors)
            .with_inserted_indices(Indices::U32(self.indices))
    }

    /// A line through the points, its corners rounded by `radius`.
    pub fn line(&mut self, points: &[Vec2], radius: f32, stroke: Stroke) {
        let path = rounded(points, radius);
        match stroke.dash {
            None => self.ribbon(&path, stroke),
            Some((on, off)) => {
                for piece in dashes(&path, on, off) {
                    self.ribbon(&piece, stroke);
                }
            }
        }
    }

    /// A filled triangle at the end of a line that goes through the points.
    pub fn arrowhead(&mut self, points: &[Vec2], size: f32, color: Color) {
        let [.., before, tip] = points else { return };
        let along = (*tip - *before).normalize_or_zero();
        let base = *tip - along * size;
        let side = along.perp() * size * 0.5;
        self.fan(&[*tip, base + side, base - side], color);
    }

    /// A filled box with rounded corners around `center`.
    pub fn rounded_box(&mut self, center: Vec2, size: Vec2, radius: f32, color: Color) {
        let radius = radius.min(size.x / 2.0).min(size.y / 2.0).max(0.0);
        let inner = size / 2.0 - Vec2::splat(radius);
        let corners = [(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)];
        let mut outline = Vec::with_capacity(4 * (QUARTER + 1));
        for (quarter, (x, y)) in corners.into_iter().enumerate() {
            for step in 0..=QUARTER {
                let angle = (quarter as f32 + step as f32 / QUARTER as f32) * FRAC_PI_2;
                let corner = Vec2::new(x * inner.x, y * inner.y);
                outline.push(center + corner + Vec2::from_angle(angle) * radius);
            }
        }
        self.fan(&outline, color);
    }

    /// A convex area.
    fn fan(&mut self, outline: &[Vec2], color: Color) {
        let first = self.positions.len() as u32;
        for point in outline {
            self.point(*point, color);
        }
        for at in 1..(outline.len() as u32).saturating_sub(1) {
            self.indices.extend([first, first + at, first + at + 1]);
        }
    }

    fn ribbon(&mut self, path: &[Vec2], stroke: Stroke) {
        if path.len() < 2 {
            return;
        }
        let first = self.positions.len() as u32;
        for (at, &point) in path.iter().enumerate() {
            let towards = |a: usize, b: usize| (path[b] - path[a]).normalize_or_zero();
            let into = if at > 0 { towards(at - 1, at) } else { towards(at, at + 1) };
            let out = if at + 1 < path.len() { towards(at, at + 1) } else { into };
            let middle = (into.perp() + out.perp()).normalize_or(into.perp());
            // Longer at a bend, so that the ribbon keeps its width; no spikes.
            let side = middle * (stroke.width / 2.0) / middle.dot(into.perp()).max(0.5);
            self.point(point + side, stroke.color);
            self.point(point - side, stroke.color);
        }
        for at in 0..path.len() as u32 - 1 {
            let a = first + 2 * at;
            self.indices.extend([a, a + 1, a + 2, a + 2, a + 1, a + 3]);
        }
    }

    fn point(&mut self, at: Vec2, color: Color) {
        self.positions.push([at.x, at.y, 0.0]);
        self.colors.push(color.to_linear().to_f32_array());
    }
}

/// The same way without points that repeat, its corners replaced by arcs.
fn rounded(points: &[Vec2], radius: f32) -> Vec<Vec2> {
    let clean = apart(points);
    let mut path = Vec::with_capacity(clean.len() * (QUARTER + 1));
    for (at, &corner) in clean.iter().enumerate() {
        let (Some(&before), Some(&after)) =
            (at.checked_sub(1).and_then(|b| clean.get(b)), clean.get(at + 1))
        else {
            path.push(corner);
            continue;
        };
        let reach = radius.min(before.distance(corner) / 2.0).min(corner.distance(after) / 2.0);
        let start = corner + (before - corner).normalize_or_zero() * reach;
        let end = corner + (after - corner).normalize_or_zero() * reach;
        for step in 0..=QUARTER {
            let t = step as f32 / QUARTER as f32;
            path.push(start.lerp(corner, t).lerp(corner.lerp(end, t), t));
        }
    }
    apart(&path)
}

/// The points without those that lie on the one before.
fn apart(points: &[Vec2]) -> Vec<Vec2> {
    let mut apart: Vec<Vec2> = Vec::with_capacity(points.len());
    for &point in points {
        if apart.last().is_none_or(|last| last.distance(point) > 1e-2) {
            apart.push(point);
        }
    }
    apart
}

/// The drawn pieces of a dashed way.
fn dashes(path: &[Vec2], on: f32, off: f32) -> Vec<Vec<Vec2>> {
    let mut pieces = Vec::new();
    let mut piece = Vec::new();
    let mut drawn = true;
    let mut left = on;
    for pair in path.windows(2) {
        let length = pair[0].distance(pair[1]);
        let mut done = 0.0;
        if drawn && piece.is_empty() {
            piece.push(pair[0]);
        }
        while length - done > left {
            done += left;
            let at = pair[0].lerp(pair[1], done / length);
            if drawn {
                piece.push(at);
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece.push(at);
            }
            drawn = !drawn;
            left = if drawn { on.max(0.1) } else { off.max(0.1) };
        }
        left -= length - done;
        if drawn {
            piece.push(pair[1]);
        }
    }
    if piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORNER: [Vec2; 3] = [Vec2::ZERO, Vec2::new(10.0, 0.0), Vec2::new(10.0, 10.0)];

    #[test]
    fn a_corner_becomes_an_arc_and_keeps_the_ends() {
        let path = rounded(&CORNER, 4.0);
        assert_eq!(path.first(), Some(&CORNER[0]));
        assert_eq!(path.last(), Some(&CORNER[2]));
        assert!(path.iter().all(|p| p.distance(CORNER[1]) > 1.0));
    }

    #[test]
    fn two_corners_close_together_leave_no_point_twice() {
        let bend = [CORNER[0], CORNER[1], Vec2::new(10.0, 3.0), Vec2::new(20.0, 3.0)];
        let path = rounded(&bend, 5.0);
        assert!(path.windows(2).all(|p| p[0].distance(p[1]) > 1e-3));
    }

    #[test]
    fn dashes_cover_their_share_of_the_way() {
        let straight = [Vec2::ZERO, Vec2::new(100.0, 0.0)];
        let pieces = dashes(&straight, 6.0, 4.0);
        assert_eq!(pieces.len(), 10);
        let drawn: f32 = pieces.iter().map(|p| p[0].distance(p[p.len() - 1])).sum();
        assert!((drawn - 60.0).abs() < 0.01);
    }

    #[test]
    fn nothing_to_draw_is_an_empty_mesh() {
        let mut shape = Shape::default();
        let stroke = Stroke { color: Color::BLACK, width: 1.0, dash: Some((2.0, 2.0)) };
        shape.line(&[], 3.0, stroke);
        shape.line(&[Vec2::ZERO], 3.0, stroke);
        shape.arrowhead(&[Vec2::ZERO], 3.0, Color::BLACK);
        assert_eq!(shape.mesh().count_vertices(), 0);
    }
}
