//! The layout keeps its promises: nothing overlaps, everything lies where it belongs.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use sansou_report::layout::{FONT_SIZE, LINE_HEIGHT, Layout, Point, Rect, layout};
use support::{MODELS, case};

fn all() -> impl Iterator<Item = (sansou_scenario::case::Case, Layout)> {
    (0..MODELS.len()).map(|m| (case(m), layout(&case(m))))
}

fn ems(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum()
}

#[test]
fn boxes_do_not_overlap() {
    for (_, layout) in all() {
        for (i, a) in layout.nodes.iter().enumerate() {
            for b in &layout.nodes[i + 1..] {
                assert!(!a.rect.overlaps(&b.rect), "{a:?} {b:?}");
            }
        }
        for (i, a) in layout.zones.iter().enumerate() {
            for b in &layout.zones[i + 1..] {
                assert!(!a.rect.overlaps(&b.rect), "{a:?} {b:?}");
            }
        }
    }
}

#[test]
fn every_node_lies_in_its_zone_below_its_title() {
    for (case, layout) in all() {
        for node in &layout.nodes {
            let zone = &layout.zones[case.nodes[node.node.0].zone.0];
            assert!(zone.rect.contains(&node.rect));
            assert!(node.rect.y >= zone.title.bottom());
            assert!(zone.rect.contains(&zone.title), "{zone:?}");
            assert!(layout.bounds.contains(&zone.rect));
        }
    }
}

#[test]
fn labels_fit_in_both_languages() {
    for (_, layout) in all() {
        for node in &layout.nodes {
            for lines in [&node.label.ja, &node.label.en] {
                let count = lines.len() + usize::from(node.counted);
                assert!(count as f32 * LINE_HEIGHT <= node.rect.height);
                for line in lines {
                    assert!(ems(line) * FONT_SIZE <= node.rect.width - 8.0, "{line}");
                }
            }
        }
    }
}

/// Whether a straight piece passes through a box, its edge left out.
fn passes(a: Point, b: Point, rect: &Rect) -> bool {
    let inner = Rect {
        x: rect.x + 1.0,
        y: rect.y + 1.0,
        width: rect.width - 2.0,
        height: rect.height - 2.0,
    };
    let piece = Rect {
        x: a.x.min(b.x) - 0.01,
        y: a.y.min(b.y) - 0.01,
        width: (a.x - b.x).abs() + 0.02,
        height: (a.y - b.y).abs() + 0.02,
    };
    inner.overlaps(&piece)
}

#[test]
fn lines_join_their_boxes_and_pass_behind_none() {
    for (case, layout) in all() {
        let links = layout.links.iter().map(|l| {
            let (a, b) = case.links[l.link.0].between;
            (a, b, &l.points)
        });
        let conduits =
            layout.conduits.iter().map(|c| (c.from, case.conduits[c.conduit.0].to, &c.points));
        for (from, to, points) in links.chain(conduits) {
            let touches = |p: Point, n: usize| {
                let r = layout.nodes[n].rect;
                (p.x == r.x || p.x == r.right()) && p.y >= r.y && p.y <= r.bottom()
            };
            assert!(touches(points[0], from.0) && touches(*points.last().unwrap(), to.0));
            for pair in points.windows(2) {
                assert!(pair[0].x == pair[1].x || pair[0].y == pair[1].y);
                for node in &layout.nodes {
                    assert!(!passes(pair[0], pair[1], &node.rect), "{from:?} {to:?} {node:?}");
                }
            }
        }
    }
}

#[test]
fn lists_follow_the_case() {
    for (case, layout) in all() {
        assert_eq!(layout.nodes.len(), case.nodes.len());
        assert!(layout.nodes.iter().enumerate().all(|(i, n)| n.node.0 == i));
        assert!(layout.zones.iter().enumerate().all(|(i, z)| z.zone.0 == i));
        assert!(layout.links.iter().enumerate().all(|(i, l)| l.link.0 == i));
        assert_eq!(
            layout.conduits.len(),
            case.conduits.iter().map(|c| c.from.len()).sum::<usize>()
        );
    }
}

#[test]
fn same_case_same_layout() {
    assert_eq!(layout(&case(1)), layout(&case(1)));
}

#[test]
fn a_zone_without_nodes_still_has_an_area() {
    let mut case = case(0);
    case.zones.push(sansou_scenario::case::Zone {
        id: "remote".into(),
        kind: sansou_scenario::case::ZoneKind::Remote,
        name: support::text("テレワーク", "Telework"),
    });
    let layout = layout(&case);
    assert!(layout.zones.last().unwrap().rect.height > 20.0);
}
