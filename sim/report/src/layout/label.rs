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
                (latin(before) && latin(c) && !"(/（".contains(c))
                    || c == ' '
                    || "、。,.)）」』】〕・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ系用".contains(c)
                    || "(（「『【〔".contains(before)
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

/// How good a place between two pieces is for a new line: before a bracket or after a separator,
/// where the script changes, anywhere else.
fn quality(before: &str, after: &str) -> u8 {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else {
        return 0;
    };
    if "(（〔".contains(next) || "・、/".contains(last) {
        return 2;
    }
    u8::from(last == ' ' || script(last) != script(next))
}

/// Katakana, hiragana, other wide characters, narrow ones.
fn script(c: char) -> u8 {
    match c {
        'ァ'..='ヿ' => 0,
        'ぁ'..='ゟ' => 1,
        c if c.width() == Some(2) => 2,
        _ => 3,
    }
}

fn wrap(text: &str, width: f32) -> Vec<String> {
    let pieces = pieces(text);
    let mut lines = Vec::new();
    let mut rest = &pieces[..];
    while !rest.is_empty() {
        let end = line_end(rest, width);
        lines.extend(hard(rest[..end].concat().trim_end(), width));
        rest = &rest[end..];
    }
    lines
}

/// How many pieces make the next line: all that fit, or fewer if there is a better place to break in
/// its second half.
fn line_end(pieces: &[String], width: f32) -> usize {
    let total: f32 = pieces.iter().map(|p| ems(p)).sum();
    if total <= width {
        return pieces.len();
    }
    let mut best = (0, 1);
    let mut have = 0.0;
    for (at, pair) in pieces.windows(2).enumerate() {
        have += ems(&pair[0]);
        if have - if pair[0].ends_with(' ') { em(' ') } else { 0.0 } > width {
            break;
        }
        let good = if have >= width * 0.4 { 1 + quality(&pair[0], &pair[1]) } else { 0 };
        if good >= best.0 {
            best = (good, at + 1);
        }
    }
    best.1
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
