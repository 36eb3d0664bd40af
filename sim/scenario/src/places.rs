//! Where things stand in a RON text: a tree of its brackets, keys and values with byte offsets.
//!
//! Runs before RON itself, so that no depth of nesting reaches a recursive parser, and afterwards
//! answers where `nodes[3].zone` stands. Knows brackets, commas, texts and comments, and nothing of
//! meaning. Invariants: offsets lie on character borders of the text; a child lies inside its
//! parent; the tree is never deeper than [`MAX_DEPTH`].

use crate::codes;

/// Deepest permitted nesting of brackets.
pub(crate) const MAX_DEPTH: usize = 64;
/// Most elements a list may have.
pub(crate) const MAX_ELEMENTS: usize = 100_000;

/// A value: a group in brackets, or anything else between commas.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// Key before the colon, if any.
    pub key: Option<(usize, usize)>,
    /// First byte: of the group's name if it has one.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// `(`, `[` or `{`; none for a plain value.
    pub bracket: Option<u8>,
    /// One past the comma that follows, or `end`.
    pub comma: usize,
    /// The group it lies in; itself for the root.
    pub parent: usize,
    /// Values inside, in order.
    pub children: Vec<usize>,
}

/// A text's tree; node 0 is the whole text.
#[derive(Debug, Clone)]
pub(crate) struct Tree {
    pub nodes: Vec<Node>,
}

/// Why there is no tree: code, offset, and the bracket or limit that it speaks of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Broken {
    pub code: &'static str,
    pub offset: usize,
    pub argument: Option<String>,
}

/// Reads the tree of a text.
pub(crate) fn tree(text: &str) -> Result<Tree, Broken> {
    let mut reader = Reader {
        text,
        at: 0,
        nodes: vec![Node {
            key: None,
            start: 0,
            end: text.len(),
            bracket: None,
            comma: text.len(),
            parent: 0,
            children: Vec::new(),
        }],
        open: vec![0],
        key: None,
        name: None,
    };
    reader.run()?;
    Ok(Tree { nodes: reader.nodes })
}

impl Tree {
    /// The innermost node at an offset; one that ends there counts if none contains it.
    pub fn innermost(&self, offset: usize) -> usize {
        let mut here = 0;
        loop {
            let children = &self.nodes[here].children;
            let from = |i: usize| {
                let node = &self.nodes[children[i]];
                node.key.map_or(node.start, |k| k.0)
            };
            // Children are in order: the last one that begins at or before the offset.
            let (mut low, mut high) = (0, children.len());
            while low < high {
                let middle = usize::midpoint(low, high);
                if from(middle) <= offset { low = middle + 1 } else { high = middle }
            }
            match low.checked_sub(1) {
                Some(i) if self.nodes[children[i]].end >= offset => here = children[i],
                _ => return here,
            }
            if self.nodes[here].key.is_some_and(|k| offset <= k.1) {
                return here;
            }
            // At or past the closing bracket.
            if self.nodes[here].bracket.is_some() && offset + 1 >= self.nodes[here].end {
                return here;
            }
        }
    }

    /// The value of a field, looking through one wrapping such as `Some((..))`.
    pub fn field(&self, text: &str, of: usize, name: &str) -> Option<usize> {
        let mut group = of;
        for _ in 0..MAX_DEPTH {
            let children = &self.nodes[group].children;
            let found = children.iter().copied().find(|&c| {
                self.nodes[c].key.is_some_and(|(from, to)| text.get(from..to) == Some(name))
            });
            match (found, children.as_slice()) {
                (Some(child), _) => return Some(child),
                (None, &[only]) if self.nodes[only].key.is_none() => group = only,
                _ => return None,
            }
        }
        None
    }

    /// The value at a position of a list or in the brackets of a name.
    pub fn item(&self, of: usize, index: usize) -> Option<usize> {
        self.nodes[of].children.get(index).copied()
    }

    /// The group that a file is: the last thing in the text.
    pub fn main(&self) -> usize {
        self.nodes[0].children.last().copied().unwrap_or(0)
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    nodes: Vec<Node>,
    open: Vec<usize>,
    /// Key that waits for its value.
    key: Option<(usize, usize)>,
    /// Word that may turn out a key or a group's name.
    name: Option<(usize, usize)>,
}

impl Reader<'_> {
    fn run(&mut self) -> Result<(), Broken> {
        while let Some(sign) = self.peek() {
            match sign {
                c if is_space(c) => self.at += c.len_utf8(),
                '/' if self.rest().starts_with("//") => self.line_comment(),
                '/' if self.rest().starts_with("/*") => self.block_comment()?,
                '(' | '[' | '{' => self.open(sign)?,
                ')' | ']' | '}' => self.close(sign)?,
                ',' => {
                    self.settle()?;
                    self.at += 1;
                    let last = self.nodes[self.here()].children.last().copied();
                    if let Some(last) = last.filter(|&l| self.nodes[l].comma == self.nodes[l].end) {
                        self.nodes[last].comma = self.at;
                    }
                }
                ':' => {
                    self.at += 1;
                    self.key = self.name.take().or(self.key);
                }
                _ => self.value(sign)?,
            }
        }
        self.settle()?;
        match self.open.last() {
            Some(&last) if last != 0 => {
                let node = &self.nodes[last];
                let bracket = node.bracket.map(|b| char::from(b).to_string());
                Err(Broken {
                    code: codes::UNCLOSED_BRACKET,
                    offset: self.bracket_of(last),
                    argument: bracket,
                })
            }
            _ => Ok(()),
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn here(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    /// Where the bracket of an open group stands (its end is kept there until it closes).
    fn bracket_of(&self, node: usize) -> usize {
        self.nodes[node].end.saturating_sub(1)
    }

    fn push(&mut self, start: usize, end: usize, bracket: Option<u8>) -> Result<usize, Broken> {
        let parent = self.here();
        if self.nodes[parent].children.len() >= MAX_ELEMENTS {
            return Err(Broken {
                code: codes::LIST_TOO_LONG,
                offset: self.nodes[parent].start,
                argument: Some(MAX_ELEMENTS.to_string()),
            });
        }
        let id = self.nodes.len();
        let key = self.key.take();
        let children = Vec::new();
        self.nodes.push(Node { key, start, end, bracket, comma: end, parent, children });
        self.nodes[parent].children.push(id);
        Ok(id)
    }

    /// A word that was neither key nor name is a value.
    fn settle(&mut self) -> Result<(), Broken> {
        if let Some((start, end)) = self.name.take() {
            self.push(start, end, None)?;
        }
        self.key = None;
        Ok(())
    }

    fn open(&mut self, sign: char) -> Result<(), Broken> {
        let bracket = self.at;
        if self.open.len() > MAX_DEPTH {
            return Err(Broken {
                code: codes::TOO_DEEP,
                offset: bracket,
                argument: Some(MAX_DEPTH.to_string()),
            });
        }
        let start = match (sign, self.name) {
            ('(', Some((start, _))) => {
                self.name = None;
                start
            }
            (_, Some((start, end))) => {
                self.name = None;
                self.push(start, end, None)?;
                bracket
            }
            (_, None) => bracket,
        };
        self.at += 1;
        let id = self.push(start, self.at, u8::try_from(sign).ok())?;
        self.open.push(id);
        Ok(())
    }

    fn close(&mut self, sign: char) -> Result<(), Broken> {
        self.settle()?;
        let here = self.here();
        let fits = matches!(
            (self.nodes[here].bracket, sign),
            (Some(b'('), ')') | (Some(b'['), ']') | (Some(b'{'), '}')
        );
        if !fits {
            let (code, offset, bracket) = match self.nodes[here].bracket {
                Some(b) => (codes::UNCLOSED_BRACKET, self.bracket_of(here), char::from(b)),
                None => (codes::STRAY_BRACKET, self.at, sign),
            };
            return Err(Broken { code, offset, argument: Some(bracket.to_string()) });
        }
        self.at += 1;
        self.nodes[here].end = self.at;
        self.nodes[here].comma = self.at;
        self.open.pop();
        Ok(())
    }

    fn line_comment(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    fn block_comment(&mut self) -> Result<(), Broken> {
        let start = self.at;
        let mut level = 0_usize;
        loop {
            if self.rest().starts_with("/*") {
                level += 1;
                self.at += 2;
            } else if self.rest().starts_with("*/") {
                level -= 1;
                self.at += 2;
                if level == 0 {
                    return Ok(());
                }
            } else {
                match self.peek() {
                    Some(c) => self.at += c.len_utf8(),
                    None => {
                        return Err(Broken {
                            code: codes::UNCLOSED_COMMENT,
                            offset: start,
                            argument: None,
                        });
                    }
                }
            }
        }
    }

    /// A text, sign, number or word.
    fn value(&mut self, sign: char) -> Result<(), Broken> {
        if let Some((start, end)) = self.name.take() {
            self.push(start, end, None)?;
        }
        let start = self.at;
        let end = match self.quoted(sign)? {
            Some(end) => end,
            None if sign == '\'' => self.sign_end(),
            None => self.word_end(sign),
        };
        self.at = end;
        if sign == '#' || sign == '!' {
            return Ok(());
        }
        let word = sign == '_' || sign.is_alphabetic();
        let quoted =
            self.text.get(end.saturating_sub(1)..end).is_some_and(|s| s == "\"" || s == "#");
        if word && !quoted {
            self.name = Some((start, end));
        } else {
            self.push(start, end, None)?;
        }
        Ok(())
    }

    /// End of `"..."`, `b"..."`, `r"..."`, `r#"..."#`, `br#"..."#` if one begins here.
    fn quoted(&self, sign: char) -> Result<Option<usize>, Broken> {
        if !matches!(sign, '"' | 'b' | 'r') {
            return Ok(None);
        }
        let rest = self.rest();
        let after = rest.trim_start_matches(['b', 'r']);
        let prefix = &rest[..rest.len() - after.len()];
        if !matches!(prefix, "" | "b" | "r" | "br") {
            return Ok(None);
        }
        let raw = prefix.ends_with('r');
        let hashes = if raw { after.len() - after.trim_start_matches('#').len() } else { 0 };
        let body = match after.get(hashes..).and_then(|b| b.strip_prefix('"')) {
            Some(body) => body,
            None => return Ok(None),
        };
        let from = self.at + rest.len() - body.len();
        let unclosed = Broken { code: codes::UNCLOSED_TEXT, offset: self.at, argument: None };
        if raw {
            let closing = format!("\"{}", "#".repeat(hashes));
            return match body.find(&closing) {
                Some(length) => Ok(Some(from + length + closing.len())),
                None => Err(unclosed),
            };
        }
        let mut escaped = false;
        for (index, c) in body.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => return Ok(Some(from + index + 1)),
                _ => {}
            }
        }
        Err(unclosed)
    }

    /// End of `'x'` or `'\x'`; of the quotation mark alone if it is none.
    fn sign_end(&self) -> usize {
        let rest = self.rest();
        let mut signs = rest.char_indices().skip(1);
        match signs.next() {
            Some((_, '\\')) => {
                signs.next();
                let end = signs.take(8).find(|&(_, c)| c == '\'');
                self.at + end.map_or(1, |(i, _)| i + 1)
            }
            Some(_) => match signs.next() {
                Some((i, '\'')) => self.at + i + 1,
                _ => self.at + 1,
            },
            None => self.at + 1,
        }
    }

    fn word_end(&self, first: char) -> usize {
        let body = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-');
        if !body(first) {
            return self.at + first.len_utf8();
        }
        let rest = self.rest();
        let raw = if rest.starts_with("r#") { 2 } else { 0 };
        let length = rest[raw..].find(|c| !body(c)).unwrap_or(rest.len() - raw);
        self.at + raw + length
    }
}

/// RON's white space.
pub(crate) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '\n'
            | '\r'
            | '\x0B'
            | '\x0C'
            | '\u{85}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'
            | '\u{2029}'
    )
}
