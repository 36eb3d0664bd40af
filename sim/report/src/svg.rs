//! The picture of a network as SVG inside a page: zones, boxes, links, conduits by kind, the top
//! attack path with step numbers, the bottleneck.
//!
//! Colours and dashes are classes of the page's style sheet (`z-…` zones, `c-…` conduits), so that
//! the picture follows light and dark.

use crate::layout::{FONT_SIZE, LINE_HEIGHT, Label, Layout, Point, layout};
use crate::names::Names;
use crate::text::{Lang, variant_name};
use maud::{Markup, html};
use sansou_engine::outcome::{PathStep, ResourceKind, ResourceOutcome};
use sansou_scenario::case::{Case, ConduitKind};
use std::collections::BTreeSet;

/// What is marked in the picture.
pub(crate) struct Marks<'a> {
    /// Attack path.
    pub path: &'a [PathStep],
    /// Busiest line or appliance.
    pub bottleneck: Option<&'a ResourceOutcome>,
}

/// Kinds of conduit that are drawn: what is internal to a zone would hide the rest.
fn drawn(kind: ConduitKind) -> bool {
    !matches!(kind, ConduitKind::Internal)
}

/// The picture.
pub(crate) fn diagram(names: &Names, marks: &Marks) -> Markup {
    let case = names.case;
    let layout = layout(case);
    let title = names.texts.get("diagram-title", &[("model", names.model())]);
    let view_box = format!("0 0 {:.0} {:.0}", layout.bounds.width, layout.bounds.height);
    let arrow = format!("arrow-{}", crate::html::anchor(&case.model));
    html! {
        svg class="diagram" viewBox=(view_box) role="img" aria-label=(title) {
            defs {
                marker id=(arrow) viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8"
                    markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse" {
                    path d="M0,0 L8,4 L0,8 Z" class="arrow" {}
                }
            }
            (zones(names, &layout))
            @for line in &layout.links {
                path class="link" d=(rounded(&line.points, 3.0)) {
                    title { (names.texts.of(&case.links[line.link.0].name)) }
                }
            }
            (bottleneck_link(case, &layout, marks))
            @for line in layout.conduits.iter().filter(|l| drawn(l.kind)) {
                path class={ "conduit c-" (variant_name(line.kind)) }
                    d=(rounded(&line.points, 6.0)) {
                    title { (names.texts.of(&case.conduits[line.conduit.0].name)) }
                }
            }
            @for step in marks.path {
                @if let Some(points) = step_line(case, &layout, step) {
                    path class="attack" d=(rounded(&points, 6.0))
                        marker-end={ "url(#" (arrow) ")" } {}
                }
            }
            (boxes(names, &layout, marks))
            (step_numbers(case, &layout, marks.path))
        }
    }
}

/// Kinds of conduit in the picture, each with a piece of its line.
pub(crate) fn legend(names: &Names) -> Markup {
    let kinds: BTreeSet<ConduitKind> =
        names.case.conduits.iter().map(|c| c.kind).filter(|&k| drawn(k)).collect();
    let sample = |class: &str| {
        html! {
            svg class="sample" viewBox="0 0 34 10" aria-hidden="true" {
                path class=(class) d="M1,5 H33" {}
            }
        }
    };
    html! {
        ul class="legend" {
            @for kind in kinds {
                li { (sample(&format!("conduit c-{}", variant_name(kind))))
                    (names.texts.word("conduit-kind", kind)) }
            }
            li { (sample("link")) (names.texts.plain("diagram-link")) }
            li { (sample("link bottleneck")) (names.texts.plain("diagram-bottleneck")) }
            li { (sample("attack")) (names.texts.plain("diagram-attack")) }
        }
    }
}

fn lines(label: &Label, lang: Lang) -> &[String] {
    match lang {
        Lang::Ja => &label.ja,
        Lang::En => &label.en,
    }
}

fn zones(names: &Names, layout: &Layout) -> Markup {
    html! {
        @for zone in &layout.zones {
            rect class={ "zone z-" (variant_name(zone.kind)) } x=(px(zone.rect.x))
                y=(px(zone.rect.y)) width=(px(zone.rect.width)) height=(px(zone.rect.height))
                rx="6" {}
        }
        @for zone in &layout.zones {
            @for (at, line) in lines(&zone.label, names.texts.lang()).iter().enumerate() {
                text class="zone-name" x=(px(zone.title.x))
                    y=(px(zone.title.y + FONT_SIZE + at as f32 * LINE_HEIGHT)) { (line) }
            }
        }
    }
}

fn boxes(names: &Names, layout: &Layout, marks: &Marks) -> Markup {
    let full = |node: usize| {
        marks.bottleneck.is_some_and(|b| {
            b.kind == ResourceKind::Appliance && b.element == names.case.nodes[node].id
        })
    };
    html! {
        @for item in &layout.nodes {
            @let node = &names.case.nodes[item.node.0];
            @let label = lines(&item.label, names.texts.lang());
            @let used = label.len() + usize::from(item.counted);
            @let middle = item.rect.center();
            @let first = middle.y - (used as f32 - 1.0) / 2.0 * LINE_HEIGHT + FONT_SIZE * 0.36;
            rect class={ "node" @if full(item.node.0) { " bottleneck" } } x=(px(item.rect.x))
                y=(px(item.rect.y)) width=(px(item.rect.width)) height=(px(item.rect.height))
                rx="4" { title { (names.texts.word("node-kind", node.kind)) } }
            @for (at, line) in label.iter().enumerate() {
                text class="node-name" x=(px(middle.x)) y=(px(first + at as f32 * LINE_HEIGHT)) {
                    (line)
                }
            }
            @if item.counted {
                text class="node-count" x=(px(middle.x))
                    y=(px(first + label.len() as f32 * LINE_HEIGHT)) {
                    "×" (crate::number::whole(node.count as f64))
                }
            }
        }
    }
}

fn bottleneck_link(case: &Case, layout: &Layout, marks: &Marks) -> Markup {
    let link = marks
        .bottleneck
        .filter(|b| b.kind != ResourceKind::Appliance)
        .and_then(|b| case.link(&b.element));
    html! {
        @if let Some(link) = link {
            path class="link bottleneck" d=(rounded(&layout.links[link.0].points, 3.0)) {}
        }
    }
}

/// Corners of the conduit that a step goes by, in the step's direction.
fn step_line(case: &Case, layout: &Layout, step: &PathStep) -> Option<Vec<Point>> {
    let conduit = case.conduit(step.conduit.as_deref()?)?;
    let (from, to) = (case.node(&step.from)?, case.node(&step.to)?);
    let of = |opener| layout.conduits.iter().find(|l| l.conduit == conduit && l.from == opener);
    if let Some(line) = of(from).filter(|_| case.conduits[conduit.0].to == to) {
        return Some(line.points.clone());
    }
    let mut points = of(to)?.points.clone();
    points.reverse();
    Some(points)
}

/// Numbers of the steps at the upper edge of the boxes where they land.
fn step_numbers(case: &Case, layout: &Layout, path: &[PathStep]) -> Markup {
    let mut used = vec![0u16; layout.nodes.len()];
    let mut spots = Vec::new();
    for (at, step) in path.iter().enumerate() {
        if let Some(node) = case.node(&step.to) {
            let rect = layout.nodes[node.0].rect;
            let x = rect.x + 9.0 + 17.0 * f32::from(used[node.0]);
            used[node.0] += 1;
            spots.push((at + 1, Point { x, y: rect.y - 5.0 }));
        }
    }
    html! {
        @for (number, spot) in spots {
            circle class="step" cx=(px(spot.x)) cy=(px(spot.y)) r="7.5" {}
            text class="step-number" x=(px(spot.x)) y=(px(spot.y + 4.0)) { (number) }
        }
    }
}

fn px(value: f32) -> String {
    format!("{value:.1}")
}

/// A line with rounded corners as path data.
fn rounded(points: &[Point], radius: f32) -> String {
    let mut d = String::new();
    for (at, p) in points.iter().enumerate() {
        match (at.checked_sub(1).and_then(|b| points.get(b)), points.get(at + 1)) {
            (None, _) => d.push_str(&format!("M{:.1},{:.1}", p.x, p.y)),
            (_, None) => d.push_str(&format!(" L{:.1},{:.1}", p.x, p.y)),
            (Some(before), Some(after)) => {
                let (a, b) = (toward(p, before, radius), toward(p, after, radius));
                d.push_str(&format!(
                    " L{:.1},{:.1} Q{:.1},{:.1} {:.1},{:.1}",
                    a.x, a.y, p.x, p.y, b.x, b.y
                ));
            }
        }
    }
    d
}

/// The point at most `radius` from `p` on the way to `other`, never past half of it.
fn toward(p: &Point, other: &Point, radius: f32) -> Point {
    let (dx, dy) = (other.x - p.x, other.y - p.y);
    let length = (dx * dx + dy * dy).sqrt();
    if length == 0.0 {
        return *p;
    }
    let share = (radius / length).min(0.5);
    Point { x: p.x + dx * share, y: p.y + dy * share }
}
