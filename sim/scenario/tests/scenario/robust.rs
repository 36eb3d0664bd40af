//! No panic and no endless loop, whatever the bytes.

use crate::memory::{Memory, STUDY, example};
use proptest::prelude::*;
use proptest::sample::Index;

/// Pieces that break files in interesting ways.
const PIECES: &[&str] = &[
    "(", ")", "[", "]", "{", "}", ",", ":", "\"", "'", "\\", "r#\"", "/*", "*/", "//", "#",
    "Some(", "None", "-", "1e999", "NaN", "あ", "\u{FEFF}", "\r\n", "\u{0}", "_", "Assumed(", "b'",
    "0x", "\u{2028}", " ",
];

fn mutated(mut text: Vec<u8>, changes: &[(Index, Index, u8)]) -> Vec<u8> {
    for (at, piece, kind) in changes {
        let at = at.index(text.len().max(1)).min(text.len());
        let piece = PIECES[piece.index(PIECES.len())].as_bytes();
        let end = (at + usize::from(kind % 32)).min(text.len());
        match kind / 64 {
            0 => drop(text.splice(at..at, piece.iter().copied())),
            1 => drop(text.splice(at..end, piece.iter().copied())),
            2 => drop(text.drain(at..end)),
            _ => text.truncate(at.max(1)),
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut memory = Memory::default();
        memory.files.insert("f.ron".to_owned(), bytes);
        memory.check("f.ron");
    }

    #[test]
    fn arbitrary_pieces(pieces in proptest::collection::vec(any::<Index>(), 0..60)) {
        let body: String = pieces.iter().map(|p| PIECES[p.index(PIECES.len())]).collect();
        for text in [body.clone(), format!("Part(format: 1, zones: [{body}])"), format!("Part(format: 1, {body})")] {
            Memory::file("f.ron", &text).check("f.ron");
        }
    }

    #[test]
    fn broken_examples(
        file in any::<Index>(),
        changes in proptest::collection::vec((any::<Index>(), any::<Index>(), 0_u8..200), 1..6),
    ) {
        let mut memory = example();
        let paths: Vec<String> = memory.files.keys().cloned().collect();
        let path = &paths[file.index(paths.len())];
        let text = mutated(memory.files[path].clone(), &changes);
        memory.files.insert(path.clone(), text);
        let checked = memory.study();
        let errors = checked.diagnostics.iter().any(|d| d.severity == sansou_scenario::diagnostic::Severity::Error);
        prop_assert_eq!(checked.study.is_none(), errors);
        memory.check(path);
    }
}

#[test]
fn deep_nesting_of_any_kind_is_only_an_error() {
    for open in ["(", "[", "{", "Some(", "a(", "/*", "[(", "(a:"] {
        let text = format!("Model(format: 1, id: {}", open.repeat(200_000));
        assert!(!Memory::file("f.ron", &text).check("f.ron").is_empty());
    }
}

#[test]
fn a_long_list_of_wrong_elements_ends_in_time() {
    let text = format!("Part(format: 1, remove: [{}])", "5,".repeat(90_000));
    assert_eq!(Memory::file("f.ron", &text).check("f.ron").len(), 101);
}

#[test]
fn a_study_that_names_itself_is_refused() {
    let memory = example().but(STUDY, "../municipalities/example.ron", "example.ron");
    assert_eq!(memory.one().code, "wrong-kind");
}

#[test]
fn zones_that_cannot_be_read_take_the_nodes_of_routes_with_them() {
    let memory = example().but("models/example.ron", "    zones: [", "    Nonezones: [");
    assert_eq!(memory.one().code, "unknown-field");
}
