//! Files in memory; the README's examples are the study that other tests break in one place.

use sansou_scenario::codes::CODES;
use sansou_scenario::diagnostic::Diagnostic;
use sansou_scenario::load::{self, Checked, Loader, ReadError};
use std::collections::BTreeMap;

/// Path of the README's study.
pub const STUDY: &str = "studies/example.ron";

/// Path of the README's raw attack graph.
pub const GRAPH: &str = "graphs/example.ron";

/// Files by path.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Loader for Memory {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        match path {
            "locked.ron" => Err(ReadError::Other("locked".to_owned())),
            "folder.ron" => Err(ReadError::NotAFile),
            "huge.ron" => Err(ReadError::TooLarge { limit: load::MAX_BYTES }),
            _ => self.files.get(path).cloned().ok_or(ReadError::NotFound),
        }
    }
}

impl Memory {
    /// A single file.
    pub fn file(path: &str, text: &str) -> Memory {
        Memory::default().with(path, text)
    }

    /// The same with one more file.
    pub fn with(mut self, path: &str, text: &str) -> Memory {
        self.files.insert(path.to_owned(), text.as_bytes().to_vec());
        self
    }

    /// The same with a piece of a file's text replaced.
    pub fn but(mut self, path: &str, from: &str, to: &str) -> Memory {
        let text = String::from_utf8(self.files[path].clone()).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        self.files.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
        self
    }

    /// A file's text.
    pub fn text(&self, path: &str) -> &str {
        std::str::from_utf8(&self.files[path]).unwrap()
    }

    /// Line and column of a piece of a file's text.
    pub fn place(&self, path: &str, piece: &str) -> (usize, usize) {
        let text = self.text(path);
        let before = &text[..text.find(piece).unwrap()];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        (line, column)
    }

    /// Reads the README's study.
    pub fn study(&self) -> Checked {
        let checked = load::study(self, STUDY);
        conform(&checked.diagnostics);
        checked
    }

    /// Problems of a file.
    pub fn check(&self, path: &str) -> Vec<Diagnostic> {
        let problems = load::check(self, path);
        conform(&problems);
        problems
    }

    /// The only problem of the README's study as changed.
    pub fn one(&self) -> Diagnostic {
        let checked = self.study();
        assert_eq!(checked.diagnostics.len(), 1, "{:#?}", checked.diagnostics);
        checked.diagnostics[0].clone()
    }
}

/// The README's example of a study, by the paths in the first lines.
pub fn example() -> Memory {
    let mut memory = readme();
    memory.files.remove(GRAPH);
    memory
}

/// All of the README's examples, by the path in their first line.
pub fn readme() -> Memory {
    let readme = include_str!("../../../../scenarios/README.md");
    let mut memory = Memory::default();
    for block in readme.split("```ron\n").skip(1) {
        let text = block.split("```").next().unwrap();
        let path = text.lines().next().unwrap().trim_start_matches("// ");
        memory = memory.with(path, text);
    }
    memory
}

/// Codes and arguments of diagnostics.
pub fn codes(problems: &[Diagnostic]) -> Vec<&'static str> {
    problems.iter().map(|d| d.code).collect()
}

/// An argument of a diagnostic.
pub fn argument<'a>(problem: &'a Diagnostic, name: &str) -> &'a str {
    &problem.arguments.iter().find(|(n, _)| *n == name).unwrap().1
}

/// Line and column.
pub fn at(problem: &Diagnostic) -> (usize, usize) {
    (problem.line, problem.column)
}

/// Every diagnostic has the arguments that the list of codes promises.
pub fn conform(problems: &[Diagnostic]) {
    for problem in problems {
        let (_, names) = CODES.iter().find(|(code, _)| *code == problem.code).unwrap();
        let given: Vec<&str> = problem.arguments.iter().map(|(name, _)| *name).collect();
        assert_eq!(&given, names, "{}", problem.code);
    }
}
