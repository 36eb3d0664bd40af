//! The names in the scene: what they say, how large, where, and whether they can be read.

use super::{Element, Of, Zoom};
use crate::open::Open;
use crate::theme;
use bevy::prelude::*;
use bevy::sprite::Anchor;
use bevy::text::LineHeight;
use sansou_report::layout::{self, FONT_SIZE, LINE_HEIGHT};
use sansou_report::text::{Lang, Texts};

/// Names smaller than this in pixels of the screen are left out.
const READABLE: f32 = 6.0;
/// A network's title is never smaller than this on the screen.
const TITLE_PIXELS: f32 = 16.0;
/// Size of a network's title in scene units.
const TITLE: f32 = 26.0;
/// A zone's name is no smaller than this on the screen where it fits.
const ZONE_PIXELS: f32 = 9.5;
/// Larger letters are stretched, so that the atlas of letters stays small.
const LARGEST: f32 = 48.0;

/// A name as it is shown now.
pub struct Shown {
    /// Lines.
    pub text: String,
    /// Font size on the screen, logical pixels.
    pub size: f32,
    /// How much larger than that it is shown.
    pub stretch: f32,
    /// Where the anchor is.
    pub at: Vec2,
    /// Widest line, logical pixels; none to break no lines.
    pub width: Option<f32>,
    /// Whether it is large enough.
    pub readable: bool,
}

/// Whether the names of nodes cannot be read, so that only zones and networks are named.
pub fn far(zoom: Zoom) -> bool {
    !readable(FONT_SIZE * zoom.scale, zoom)
}

fn readable(size: f32, zoom: Zoom) -> bool {
    size * zoom.pixels >= READABLE && size >= READABLE * 0.8
}

/// Whether an element has a name in the scene.
pub fn has(element: Element) -> bool {
    matches!(element, Element::Model | Element::Zone(_) | Element::Node(_))
}

/// Everything of a name that never changes.
pub fn bundle(of: Of, font: Handle<Font>) -> impl Bundle {
    let (anchor, justify) = match of.element {
        Element::Node(_) => (Anchor::CENTER, Justify::Center),
        _ => (Anchor::TOP_LEFT, Justify::Left),
    };
    (
        Text2d::default(),
        TextFont { font: font.into(), ..default() },
        LineHeight::RelativeToFont(LINE_HEIGHT / FONT_SIZE),
        TextLayout::new(justify, LineBreak::WordOrCharacter),
        TextColor(theme::INK),
        anchor,
    )
}

/// The name of an element at a zoom.
pub fn label(open: &Open, of: Of, texts: &Texts, zoom: Zoom) -> Option<Shown> {
    let layout = open.layouts.get(of.model)?;
    let case = open.study.cases.get(of.model)?;
    let plain = FONT_SIZE * zoom.scale;
    match of.element {
        Element::Model => {
            let at = open.corner(of.model) + Vec2::new(6.0, -2.0);
            let size = (TITLE * zoom.scale).max(TITLE_PIXELS);
            Some(shown(texts.of(&case.name).to_owned(), size, at, zoom))
        }
        Element::Zone(id) => {
            let zone = layout.zones.get(id.0)?;
            let at = open.place(of.model, zone.title.x, zone.title.y);
            if far(zoom) {
                // Too small as it was laid out: larger, in as many lines as it takes.
                let text = texts.of(&case.zones.get(id.0)?.name).to_owned();
                let width = (zone.rect.right() - zone.title.x - 4.0) * zoom.scale;
                let words = text.split([' ', '-']).filter(|w| w.is_ascii());
                let longest = words.map(|w| w.len() as f32 * 0.5).fold(1.0, f32::max);
                let size = plain.max(ZONE_PIXELS.min(width / longest));
                return Some(Shown { width: Some(width), ..shown(text, size, at, zoom) });
            }
            Some(shown(lines(&zone.label, texts.lang()).join("\n"), plain, at, zoom))
        }
        Element::Node(id) => {
            let node = layout.nodes.get(id.0)?;
            let mut lines = lines(&node.label, texts.lang()).to_vec();
            if node.counted {
                lines.push(format!("×{}", case.nodes.get(id.0)?.count));
            }
            let widest = lines.iter().map(|l| ems(l)).fold(0.0, f32::max);
            let center = node.rect.center();
            let mut label =
                shown(String::new(), plain, open.place(of.model, center.x, center.y), zoom);
            let letter = label.size * zoom.pixels;
            let lines: Vec<String> = lines.iter().map(|l| centred(l, widest, letter)).collect();
            label.text = lines.join("\n");
            // Half a pixel aside where the block is an odd number of pixels wide or high.
            let block = Vec2::new(letter * widest, lines.len() as f32 * line_pixels(letter)).ceil();
            label.at += (block * 0.5).fract() / (zoom.scale * zoom.pixels);
            Some(label)
        }
        Element::Link(_) | Element::Conduit(_) => None,
    }
}

fn shown(text: String, size: f32, at: Vec2, zoom: Zoom) -> Shown {
    // Letters are rasterised at whole pixels.
    let whole = (size * zoom.pixels).round().clamp(1.0, LARGEST) / zoom.pixels;
    let stretch = (size / whole).max(1.0);
    let stretch = if size * zoom.pixels > LARGEST { stretch } else { 1.0 };
    let pixel = zoom.scale * zoom.pixels;
    let at = (at * pixel).round() / pixel;
    Shown { text, size: whole, stretch, at, width: None, readable: readable(size, zoom) }
}

/// Distance of two lines of a text in pixels of the screen, which is whole.
fn line_pixels(letter: f32) -> f32 {
    (letter * LINE_HEIGHT / FONT_SIZE).round()
}

/// Distance of two lines relative to the size of the letters.
pub fn line_height(size: f32, zoom: Zoom) -> LineHeight {
    let letter = size * zoom.pixels;
    LineHeight::RelativeToFont(line_pixels(letter) / letter)
}

/// The line with as many half spaces before it, two at most, as bring its letters on whole pixels
/// when it is centred under a line of `widest` em.
fn centred(line: &str, widest: f32, letter: f32) -> String {
    let free = (widest - ems(line)) * 2.0;
    let off = |spaces: usize| {
        let start = (free + spaces as f32) * letter / 4.0;
        (start - start.round()).abs()
    };
    let spaces = (0..=2usize)
        .filter(|&spaces| spaces as f32 <= free)
        .min_by(|&a, &b| off(a).total_cmp(&off(b)))
        .unwrap_or(0);
    "\u{a0}".repeat(spaces) + line
}

/// Width in em: wide letters 1, others a half.
fn ems(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

fn lines(label: &layout::Label, lang: Lang) -> &[String] {
    match lang {
        Lang::Ja => &label.ja,
        Lang::En => &label.en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn centred_lines_begin_on_whole_pixels() {
        assert_eq!(centred("無害化", 3.0, 11.0), "無害化");
        assert_eq!(centred("無害化", 4.0, 11.0), "\u{a0}\u{a0}無害化");
        assert_eq!(centred("無害化", 4.0, 12.0), "無害化");
        assert_eq!(centred("zone", 2.5, 6.0), "\u{a0}zone");
    }

    #[test]
    fn small_names_are_left_out_and_counted_in_pixels_of_the_screen() {
        let zoom = |scale, pixels| Zoom { scale, pixels };
        assert!(far(zoom(0.4, 1.0)));
        assert!(!far(zoom(0.5, 1.0)));
        assert!(!far(zoom(0.4, 1.6)));
        assert!(far(zoom(0.2, 4.0)));
    }
}
