//! Files, headers, syntax, fields and units.

use crate::memory::{Memory, STUDY, argument, at, codes, example};
use sansou_scenario::load::{MAX_BYTES, MAX_FILES, MAX_INCLUDES};

const MODEL: &str = "models/example.ron";
const PART: &str = "models/parts/example.ron";
const CONTROLS: &str = "controls/example.ron";

#[test]
fn missing_file_is_reported_where_it_is_named() {
    let memory = example().but(STUDY, "../rules/example.ron", "../rules/exmaple.ron");
    let problem = memory.one();
    assert_eq!((problem.code, problem.file.as_str()), ("file-not-found", STUDY));
    assert_eq!(argument(&problem, "path"), "rules/exmaple.ron");
    assert_eq!(at(&problem), memory.place(STUDY, "\"../rules"));
}

#[test]
fn first_file_missing_has_no_line() {
    let problems = Memory::default().check("nowhere.ron");
    assert_eq!(codes(&problems), ["file-not-found"]);
    assert_eq!((problems[0].file.as_str(), at(&problems[0])), ("nowhere.ron", (0, 0)));
    assert_eq!(codes(&Memory::default().check("locked.ron")), ["file-unreadable"]);
    assert_eq!(codes(&Memory::default().check("huge.ron")), ["file-too-large"]);
    assert_eq!(codes(&Memory::default().check("folder.ron")), ["not-a-file"]);
    let large = Memory::file("large.ron", &" ".repeat(MAX_BYTES + 1));
    assert_eq!(codes(&large.check("large.ron")), ["file-too-large"]);
    assert_eq!(codes(&Memory::default().check("builtin:no.ron")), ["file-not-found"]);
}

#[test]
fn not_utf8_names_the_place_of_the_byte() {
    let mut memory = Memory::default();
    let bytes = [b"Model(\n  // \xE3\x81\x82\x82".as_slice(), b"\xFF\n)"].concat();
    memory.files.insert("m.ron".to_owned(), bytes);
    let problems = memory.check("m.ron");
    assert_eq!(codes(&problems), ["not-utf8"]);
    assert_eq!(at(&problems[0]), (2, 7));
    assert_eq!(argument(&problems[0], "byte"), "15");
}

#[test]
fn shift_jis_is_not_utf8() {
    let mut memory = Memory::default();
    memory.files.insert("m.ron".to_owned(), b"Model(name: \"\x8E\x73\")".to_vec());
    assert_eq!(at(&memory.check("m.ron")[0]), (1, 14));
}

#[test]
fn cycle_of_includes_shows_the_chain() {
    let memory = example()
        .but(PART, "format: 1,", "format: 1,\n    include: [\"second.ron\"],")
        .with("models/parts/second.ron", "Part(format: 1, include: [\"./example.ron\"])");
    let problem = memory.one();
    assert_eq!((problem.code, at(&problem)), ("include-cycle", (1, 27)));
    assert_eq!(problem.file, "models/parts/second.ron");
    let chain = format!("{PART} → models/parts/second.ron → {PART}");
    assert_eq!(argument(&problem, "chain"), chain);
    let own = Memory::file("p.ron", "Part(format: 1, include: [\"p.ron\"])");
    assert_eq!(codes(&own.check("p.ron")), ["include-cycle"]);
}

#[test]
fn includes_have_a_deepest_level() {
    let mut memory = Memory::default();
    for level in 0..=MAX_INCLUDES + 1 {
        let text = format!("Part(format: 1, include: [\"p{}.ron\"])", level + 1);
        memory = memory.with(&format!("p{level}.ron"), &text);
    }
    let problems = memory.check("p0.ron");
    assert_eq!(codes(&problems), ["includes-too-deep"]);
    assert_eq!(problems[0].file, format!("p{MAX_INCLUDES}.ron"));
}

#[test]
fn a_study_has_a_limit_of_files() {
    let names: Vec<String> = (0..MAX_FILES).map(|n| format!("\"{n}.ron\"")).collect();
    let mut memory =
        Memory::file("p.ron", &format!("Part(format: 1, include: [{}])", names.join(", ")));
    for n in 0..MAX_FILES {
        memory = memory.with(&format!("{n}.ron"), "Part(format: 1)");
    }
    assert_eq!(codes(&memory.check("p.ron")), ["too-many-files"]);
}

#[test]
fn a_file_of_another_kind_is_refused() {
    let memory = example().but(STUDY, "[\"../rules/", "[\"../threats/");
    let problem = memory.one();
    assert_eq!((problem.code, at(&problem)), ("wrong-kind", memory.place(STUDY, "\"../threats")));
    assert_eq!(argument(&problem, "found"), "Threats");
}

#[test]
fn headers() {
    for (text, code, place) in [
        ("", "kind-missing", (1, 1)),
        ("// only a comment", "kind-missing", (1, 1)),
        ("\n(format: 1)", "kind-missing", (2, 1)),
        ("Modle(format: 1)", "kind-unknown", (1, 1)),
        ("Model(id: \"m\")", "format-missing", (1, 7)),
        ("Model()", "format-missing", (1, 1)),
        ("/* あ */ Model(\n format: 2, anything: ~)", "format-newer", (2, 10)),
        ("Model(format: 0)", "format-unknown", (1, 15)),
        ("Model(format: \"1\")", "format-unknown", (1, 15)),
    ] {
        let problems = Memory::file("m.ron", text).check("m.ron");
        assert_eq!(codes(&problems), [code], "{text}");
        assert_eq!(at(&problems[0]), place, "{text}");
    }
    let problems = Memory::file("m.ron", "Modle(format: 1)").check("m.ron");
    assert_eq!(problems[0].suggestion.as_deref(), Some("Model"));
}

#[test]
fn brackets_texts_and_comments_must_close() {
    let deep = format!("Part(format: 1, zones: {}", "[".repeat(100_000));
    let long = format!("Part(format: 1, remove: [{}])", "\"a\",".repeat(100_001));
    for (text, code, place) in [
        ("Part(format: 1, zones: [)", "unclosed-bracket", (1, 24)),
        ("Part(format: 1,", "unclosed-bracket", (1, 5)),
        ("Part(format: 1))", "stray-bracket", (1, 16)),
        ("Part(format: 1, remove: [\"a])", "unclosed-text", (1, 26)),
        ("Part(format: 1) /* /* */", "unclosed-comment", (1, 17)),
        (&deep, "too-deep", (1, 87)),
        (&long, "list-too-long", (1, 25)),
    ] {
        let problems = Memory::file("m.ron", text).check("m.ron");
        assert_eq!(codes(&problems), [code]);
        assert_eq!(at(&problems[0]), place, "{code}");
    }
}

#[test]
fn bom_crlf_comments_and_extensions_are_accepted() {
    let mut memory = example();
    for bytes in memory.files.values_mut() {
        let text = String::from_utf8(bytes.clone()).unwrap().replace('\n', "\r\n");
        *bytes = format!("\u{FEFF}{text}").into_bytes();
    }
    let checked = memory.study();
    assert_eq!(codes(&checked.diagnostics), [""; 0]);
    // Line ends and the mark are no part of a study's fingerprint.
    assert_eq!(checked.study.unwrap().hash, example().study().study.unwrap().hash);
    let text = "#![enable(implicit_some)]\n/* [ /* ( */ */ Part(format: 1, // {\n remove: [r#\"\"a\"\"#],)";
    let problems = Memory::file("p.ron", text).check("p.ron");
    assert_eq!(codes(&problems), ["unknown-removed"]);
    assert_eq!(at(&problems[0]), (3, 11));
}

#[test]
fn wrong_unit() {
    let memory = example().but(MODEL, "value: Mbps(100)", "value: Mpbs(100)");
    let problem = memory.one();
    assert_eq!((problem.code, problem.file.as_str()), ("unknown-unit", MODEL));
    assert_eq!(at(&problem), memory.place(MODEL, "Mpbs"));
    assert_eq!(problem.suggestion.as_deref(), Some("Mbps"));
    assert_eq!(argument(&problem, "permitted"), "Bps, Kbps, Mbps, Gbps");
    let memory = example().but(MODEL, "value: Mbps(100)", "value: Days(4)");
    let problem = memory.one();
    assert_eq!(problem.code, "wrong-unit");
    assert_eq!(argument(&problem, "dimension"), "rate");
    assert_eq!(at(&problem), memory.place(MODEL, "Days(4)"));
    let memory = example().but(MODEL, "value: Mbps(100)", "value: 100");
    let problem = memory.one();
    assert_eq!((problem.code, argument(&problem, "found")), ("unit-missing", "100"));
    assert_eq!(at(&problem), memory.place(MODEL, "100, low"));
    let problem = example().but(MODEL, "PerTerminal(1)", "140").one();
    assert_eq!((problem.code, argument(&problem, "dimension")), ("unit-missing", "amount"));
}

#[test]
fn numbers_need_an_origin_and_times_a_distribution() {
    let memory = Memory::file(
        "m.ron",
        "Rules(format: 1, steps: [], rules: [(\n success: 0.5,\n time: Hours(3),\n), (\n time: Assumed(value: Hours(3))),])",
    );
    let problems = memory.check("m.ron");
    let found = |code| problems.iter().filter(|p| p.code == code).map(at).collect::<Vec<_>>();
    assert_eq!(found("origin-missing"), [(2, 11), (3, 8)]);
    assert_eq!(found("distribution-missing"), [(5, 23)]);
}

#[test]
fn unknown_field_says_what_was_meant() {
    let memory = example().but(MODEL, "class: C2", "clas: C2");
    let problem = memory.one();
    assert_eq!((problem.code, at(&problem)), ("unknown-field", memory.place(MODEL, "clas: C2")));
    assert_eq!(problem.suggestion.as_deref(), Some("class"));
    assert_eq!(argument(&problem, "permitted"), "id, name, class, on, records");
}

#[test]
fn other_mistakes_of_fields_and_values() {
    for (from, to, code, piece) in [
        ("class: C2,", "class: C2, class: C1,", "duplicate-field", "class: C1"),
        ("class: C2, ", "", "missing-field", "(\n            id: \"approvals\""),
        ("kind: Lan,", "kind: Lam,", "unknown-variant", "Lam"),
        ("id: \"terminals\"", "id: 5", "wrong-type", "5, zone"),
        ("remove: [\"old_site\"]", "remove: \"old_site\"", "wrong-type", "\"old_site\""),
        ("code: None, data", "code: None data", "expected-token", "data: ToTarget"),
        ("code: None, data", "code = None, data", "expected-token", "= None"),
        ("code: None,", "\"code\": None,", "syntax", "\"code\""),
        (
            "between: (\"terminals\", \"screen_host\")",
            "between: (\"terminals\",)",
            "wrong-type",
            "(\"terminals\",)",
        ),
    ] {
        let memory = example().but(MODEL, from, to);
        let problems = memory.check(MODEL);
        assert!(codes(&problems).contains(&code), "{to}: {problems:#?}");
        let problem = problems.iter().find(|p| p.code == code).unwrap();
        assert_eq!(at(problem), memory.place(MODEL, piece), "{to}");
        assert_eq!(problems.len(), 1, "{to}: {problems:#?}");
    }
    let memory = example().but(STUDY, "trials: 1000", "trials: 10.5");
    let problem = memory.check(STUDY).remove(0);
    assert_eq!((problem.code, argument(&problem, "expected")), ("wrong-type", "whole-number"));
    assert_eq!(at(&problem), memory.place(STUDY, "10.5"));
}

#[test]
fn all_problems_of_a_file_at_once() {
    let memory = example()
        .but(MODEL, "kind: LgwanConnected", "kind: LgwanConected")
        .but(MODEL, "zone: \"lgwan_connected\"", "zoen: \"lgwan_connected\"")
        .but(MODEL, "value: Gbps(2)", "value: 2")
        .but(MODEL, "value: 2000, low: 500", "value: 2000, low: 5000")
        .but(MODEL, "name: (ja: \"庁内LAN\"", "name: (jp: \"庁内LAN\"")
        .but(MODEL, "value: Mbps(100), low: Mbps(50)", "value: Mbs(100), low: Hours(50)")
        .but(MODEL, "value: 0.95", "value: 1.2");
    let problems = memory.check(MODEL);
    let found: Vec<_> = problems.iter().map(|p| (p.code, at(p))).collect();
    let place = |piece: &str| memory.place(MODEL, piece);
    assert_eq!(
        found,
        [
            ("unknown-variant", place("LgwanConected")),
            ("unknown-field", place("zoen")),
            ("unit-missing", place("2, low: Gbps(1)")),
            ("range-disordered", place("Assumed(value: 2000")),
            ("unknown-field", place("jp: ")),
            ("unknown-unit", place("Mbs(100)")),
            ("wrong-unit", place("Hours(50)")),
            ("range-disordered", place("Assumed(value: 1.2")),
            ("not-probability", place("1.2")),
        ]
    );
}

#[test]
fn problems_of_several_files_come_together() {
    let memory = example()
        .but(MODEL, "control: \"edr\"", "control: \"edd\"")
        .but(CONTROLS, "value: 0.9, low: 0.6", "value: -0.1, low: -0.2")
        .but(STUDY, "trials: 1000", "trials: 0")
        .but(PART, "kind: Internet,", "kind: Intrenet,");
    let problems = memory.study().diagnostics;
    let found: Vec<_> = problems.iter().map(|p| (p.file.as_str(), p.code)).collect();
    assert_eq!(
        found,
        [
            (CONTROLS, "not-probability"),
            (CONTROLS, "not-probability"),
            (MODEL, "unknown-control"),
            (PART, "unknown-variant"),
            (STUDY, "not-positive"),
        ]
    );
}

#[test]
fn reading_stops_after_a_hundred_problems_of_a_file() {
    let zones = "(id: 1),\n".repeat(200);
    let text = format!("Part(format: 1, zones: [\n{zones}])");
    let problems = Memory::file("p.ron", &text).check("p.ron");
    assert_eq!(problems.len(), 101);
    assert_eq!((problems[0].code, at(&problems[0])), ("too-many-problems", (0, 0)));
}
