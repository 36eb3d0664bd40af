//! A file's text with the places of everything in it.
//!
//! The text is as the user wrote it, without byte-order mark and with `\n` line ends, so lines and
//! columns are the user's own. The tree may be of a text in which what could not be read is blanked;
//! its offsets are the same.

use crate::places::{Node, Tree};
use crate::problems::Place;

/// A text, its path and its tree.
#[derive(Debug)]
pub(crate) struct Source {
    pub path: String,
    pub text: String,
    pub tree: Tree,
    lines: Vec<usize>,
}

impl Source {
    /// A text that has no tree yet.
    pub fn new(path: String, text: String) -> Source {
        let ends = text.bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(i, _)| i + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        let end = text.len();
        let root = Node {
            key: None,
            start: 0,
            end,
            bracket: None,
            comma: end,
            parent: 0,
            children: Vec::new(),
        };
        Source { path, text, tree: Tree { nodes: vec![root] }, lines }
    }

    /// Line and column of a byte offset.
    pub fn place(&self, offset: usize) -> Place {
        let line = self.lines.partition_point(|&start| start <= offset).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..offset.min(self.text.len())).unwrap_or("");
        Place { file: self.path.clone(), line, column: before.chars().count() + 1 }
    }

    /// Byte offset of a line and column as RON counts them in `text` (of the same length as ours).
    pub fn offset_in(text: &str, line: usize, column: usize) -> usize {
        let mut start = 0;
        for _ in 1..line {
            match text.get(start..).and_then(|t| t.find('\n')) {
                Some(end) => start += end + 1,
                None => break,
            }
        }
        let rest = text.get(start..).unwrap_or("");
        let skip = column.saturating_sub(1);
        start + rest.char_indices().nth(skip).map_or(rest.len(), |(i, _)| i)
    }

    /// The element that the file is.
    pub fn main(&self) -> At<'_> {
        At { source: self, node: self.tree.main() }
    }
}

/// An element of a file: where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'a> {
    pub source: &'a Source,
    pub node: usize,
}

impl<'a> At<'a> {
    /// A field's value; the element itself if the field is not written.
    pub fn field(self, name: &str) -> At<'a> {
        match self.source.tree.field(&self.source.text, self.node, name) {
            Some(node) => At { node, ..self },
            None => self,
        }
    }

    /// An element of a list, or what stands in the brackets of a name.
    pub fn item(self, index: usize) -> At<'a> {
        match self.source.tree.item(self.node, index) {
            Some(node) => At { node, ..self },
            None => self,
        }
    }

    /// The element as written, shortened.
    pub fn written(self) -> String {
        let node = &self.source.tree.nodes[self.node];
        shorten(self.source.text.get(node.start..node.end).unwrap_or(""))
    }
}

/// The first line of a text, shortened.
pub(crate) fn shorten(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.lines().next().unwrap_or("").trim_end();
    if line.chars().count() <= LONGEST {
        return line.to_owned();
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}

impl From<At<'_>> for Place {
    fn from(at: At<'_>) -> Place {
        at.source.place(at.source.tree.nodes[at.node].start)
    }
}
