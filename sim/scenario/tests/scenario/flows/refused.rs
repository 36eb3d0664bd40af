//! Bad lists: each problem with its place and its reason, all at once.

use super::{FLOWS, LINKS, read, said};
use crate::memory::argument;
use proptest::prelude::*;
use proptest::sample::Index;
use sansou_scenario::flows::{self, Source};
use sansou_scenario::load::ReadError;

#[test]
fn every_problem_of_both_files_is_told_at_once() {
    let links = "id,capacity_bps,delay_s\nline,0,\nline,10,-1\n,10,\na;b,nan,\n";
    let flows = "id,start_s,size_bytes,route,cap_bps,weight\n\
        端末,-1,,line,0,0\n\
        端末,x,1e999,line;line,inf,2000000\n\
        c,1,-2,,,\n\
        d,1,2,line;;line,1e16,\n\
        e,1,2,line\n\
        f,1,2,line,,,\n\
        \"g,1,2,line,,\n\
        ,1 ,2,line,,1e-7\n";
    let checked = read(links.as_bytes(), flows.as_bytes());
    assert_eq!(
        said(&checked),
        [
            ("links", 2, 6, "outside-limits"),
            ("links", 3, 1, "duplicate-id"),
            ("links", 3, 9, "outside-limits"),
            ("links", 4, 1, "missing-value"),
            ("links", 5, 1, "bad-link-id"),
            ("links", 5, 5, "not-finite"),
            ("flows", 2, 4, "outside-limits"),
            ("flows", 2, 7, "missing-value"),
            ("flows", 2, 13, "outside-limits"),
            ("flows", 2, 15, "outside-limits"),
            ("flows", 3, 1, "duplicate-id"),
            ("flows", 3, 4, "wrong-type"),
            ("flows", 3, 6, "not-finite"),
            ("flows", 3, 17, "repeated"),
            ("flows", 3, 22, "not-finite"),
            ("flows", 3, 26, "outside-limits"),
            ("flows", 4, 5, "outside-limits"),
            ("flows", 4, 8, "empty-list"),
            ("flows", 5, 12, "missing-value"),
            ("flows", 5, 13, "repeated"),
            ("flows", 5, 18, "outside-limits"),
            ("flows", 6, 1, "row-width"),
            ("flows", 7, 1, "row-width"),
            ("flows", 8, 1, "unclosed-text"),
            ("flows", 9, 1, "missing-value"),
            ("flows", 9, 2, "wrong-type"),
            ("flows", 9, 13, "outside-limits"),
        ]
    );
    let duplicate = checked.diagnostics.iter().find(|d| d.line == 3 && d.column == 1).unwrap();
    assert_eq!(argument(duplicate, "first"), "links.csv:2:1");
    let limits = &checked.diagnostics[0];
    let told = ["field", "value", "low", "high"].map(|name| argument(limits, name));
    assert_eq!(told, ["capacity_bps", "0", "1", "1000000000000000"]);
}

#[test]
fn links_that_are_not_there_are_told_if_all_links_are_known() {
    let flows = FLOWS.replace("line;cloud", "\"lime;line;nowhere\"");
    let checked = read(LINKS.as_bytes(), flows.as_bytes());
    assert_eq!(
        said(&checked),
        [("flows", 2, 7, "unknown-route-link"), ("flows", 2, 18, "unknown-route-link")]
    );
    let meant: Vec<_> = checked.diagnostics.iter().map(|d| d.suggestion.as_deref()).collect();
    assert_eq!(meant, [Some("line"), None]);
    let lost = LINKS.replace("cloud,20,0.5", "cloud,20");
    assert_eq!(said(&read(lost.as_bytes(), flows.as_bytes())), [("links", 3, 1, "row-width")]);
}

#[test]
fn the_first_line_names_all_columns_and_no_others() {
    let flows = FLOWS.replace("start_s,size_bytes", "id,size_byte");
    let checked = read(b"id,capacity_bps\n", flows.as_bytes());
    assert_eq!(
        said(&checked),
        [
            ("links", 1, 1, "missing-column"),
            ("flows", 1, 1, "missing-column"),
            ("flows", 1, 1, "missing-column"),
            ("flows", 1, 4, "repeated-column"),
            ("flows", 1, 7, "unknown-column"),
        ]
    );
    assert_eq!(checked.diagnostics[4].suggestion.as_deref(), Some("size_bytes"));
}

#[test]
fn files_without_rows_are_told_from_empty_ones() {
    let header = |text: &str| text.split_inclusive('\n').next().unwrap().to_owned();
    let checked = read(header(LINKS).as_bytes(), header(FLOWS).as_bytes());
    assert_eq!(said(&checked), [("links", 1, 1, "no-rows"), ("flows", 1, 1, "no-rows")]);
    for empty in ["", "\u{FEFF}", "\n\r\n"] {
        let checked = read(LINKS.as_bytes(), empty.as_bytes());
        assert_eq!(said(&checked), [("flows", 1, 1, "header-missing")], "{empty:?}");
    }
}

#[test]
fn what_is_not_utf8_is_told_with_its_place() {
    // 庁 in Shift_JIS, after one in UTF-8.
    let shift_jis = [LINKS.as_bytes(), "庁".as_bytes(), b"\x92\xA1,10,\n"].concat();
    let checked = read(&shift_jis, FLOWS.as_bytes());
    assert_eq!(said(&checked), [("links", 4, 2, "not-utf8")]);
    let byte = (LINKS.len() + "庁".len()).to_string();
    assert_eq!(argument(&checked.diagnostics[0], "byte"), byte);
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(FLOWS.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(said(&read(LINKS.as_bytes(), &utf16)), [("flows", 1, 1, "not-utf8")]);
}

#[test]
fn files_that_cannot_be_read_are_told_beside_the_other() {
    let source = |path, error| Source { path, bytes: Err(error) };
    let checked = flows::read(
        source("links.csv", ReadError::NotFound),
        source("flows.csv", ReadError::TooLarge { limit: flows::MAX_BYTES }),
    );
    assert_eq!(
        said(&checked),
        [("links", 0, 0, "file-not-found"), ("flows", 0, 0, "flows-too-large")]
    );
}

#[test]
fn any_cut_of_a_file_is_read_or_refused() {
    for cut in 0..FLOWS.len() - 1 {
        let checked = read(LINKS.as_bytes(), &FLOWS.as_bytes()[..cut]);
        // The last two columns may be empty, but their commas must be there.
        assert_eq!(checked.list.is_some(), FLOWS[..cut].ends_with(",,"), "{}", &FLOWS[..cut]);
    }
}

/// Pieces that break tables in interesting ways.
const PIECES: &[&str] = &[
    ",", "\"", "\n", "\r", ";", "\r\n", "\u{FEFF}", "\u{0}", "-", "1e999", "NaN", "あ", "line",
    "id", " ", ",,,,,",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes, FLOWS.as_bytes());
        read(LINKS.as_bytes(), &bytes);
        read(LINKS.as_bytes(), &[FLOWS.as_bytes(), &bytes].concat());
    }

    #[test]
    fn no_pieces_panic(pieces in proptest::collection::vec(any::<Index>(), 0..60), at in any::<Index>()) {
        let body: String = pieces.iter().map(|p| PIECES[p.index(PIECES.len())]).collect();
        let mut flows = FLOWS.to_owned();
        flows.insert_str(at.index(FLOWS.len()), &body);
        read(body.as_bytes(), flows.as_bytes());
        read(LINKS.as_bytes(), flows.as_bytes());
    }
}
