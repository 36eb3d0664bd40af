//! Names broken into lines that fit a width: a full-width character is 1 em, another 0.55 em.

use sansou_scenario::case::Text;
use unicode_width::UnicodeWidthChar;

/// A name in lines, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Japanese lines.
    pub ja: Vec<String>,
    /// English lines.
    pub en: Vec<String>,
}

impl Label {
    /// Breaks a name into lines no wider than `width` pixels at the given font size.
    pub(super) fn new(text: &Text, width: f32, size: f32) -> Label {
        Label { ja: wrap(&text.ja, width / size), en: wrap(&text.en, width / size) }
    }

    /// Lines of the language that has more.
    pub fn height_in_lines(&self) -> usize {
        self.ja.len().max(self.en.len()).max(1)
    }
}

/// Estimated width in em.
pub fn ems(text: &str) -> f32 {
    text.chars().map(em).sum()
}

fn em(c: char) -> f32 {
    if c.width() == Some(2) { 1.0 } else { 0.55 }
}

/// Pieces that are never broken: a Latin word with the space after it, or one wide character with
/// what may not begin a line.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last: Option<char> = None;
    for c in text.chars() {
        let joins = match last {
            None => false,
            Some(before) => {
                let latin = |c: char| c.width() != Some(2) && c != ' ';
                (latin(before) && latin(c) && !"(/".contains(c))
                    || c == ' '
                    || "、。,.)」』】・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ系用".contains(c)
                    || "(「『【(".contains(before)
            }
        };
        match pieces.last_mut() {
            Some(piece) if joins => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        last = Some(c);
    }
    pieces
}

fn wrap(text: &str, width: f32) -> Vec<String> {
    let total = ems(text);
    // Lines of about equal length look better than a full one and a rest.
    let lines = (total / width).ceil().max(1.0);
    let even = if lines > 1.0 { (total / lines + 1.0).min(width) } else { width };
    let mut lines: Vec<String> = vec![String::new()];
    for piece in pieces(text) {
        let bare = ems(piece.trim_end());
        if let Some(line) = lines.last_mut() {
            let have = ems(line);
            if line.is_empty() || have + bare <= even {
                line.push_str(&piece);
                continue;
            }
        }
        lines.push(piece);
    }
    lines.iter().flat_map(|line| hard(line.trim_end(), width)).collect()
}

/// A line whose only piece is still too wide is cut anywhere.
fn hard(line: &str, width: f32) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut have = 0.0;
    for c in line.chars() {
        if have + em(c) > width
            && let Some(part) = parts.last()
            && !part.is_empty()
        {
            parts.push(String::new());
            have = 0.0;
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
        have += em(c);
    }
    parts
}
