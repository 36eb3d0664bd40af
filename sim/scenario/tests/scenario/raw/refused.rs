//! Bad graphs: each with its place and its reason, all at once where the text can be read.

use super::{json, ron, said};
use crate::memory::{Memory, argument};
use sansou_scenario::raw::{self, Form, MAX_STEPS};

#[test]
fn every_problem_is_told_at_once_with_its_place() {
    let text = r#"{"format":1,"draws":[{"id":"d","probability":1.5},{"id":"d", "probability":1}],
"steps":[
 {"id":"alpha","kind":"xor","probability":-0.1,"parents":["bta"]},
 {"id":"beta","kind":"or","requires":["D"],"unless":["nowhere at all"],"colour":1},
 {"id":"beta","kind":"or","time":{"exponential":{"mean_s":-5}},"entry":7},
 {"id":"gamma","kind":"or","time":{"fixd":{"s":1}}}
],
"goals":["alpha"],"horizon_s":-1.5}"#;
    let checked = json(text);
    let expected = [
        ("not-probability", "1.5}", None),
        ("duplicate-id", "\"d\", ", None),
        ("unknown-variant", "\"xor\"", Some("or")),
        ("not-probability", "-0.1", None),
        ("unknown-step", "\"bta\"", Some("beta")),
        ("unknown-draw", "\"D\"", Some("d")),
        ("unknown-draw", "\"nowhere at all\"", None),
        ("unknown-field", "colour", None),
        ("duplicate-id", "\"beta\",\"kind\":\"or\",\"time\"", None),
        ("negative", "-5", None),
        ("wrong-type", "7}", None),
        ("unknown-variant", "{\"fixd\"", Some("fixed")),
        ("negative", "-1.5}", None),
    ];
    let memory = Memory::file("g.json", text);
    let expected = expected.map(|(code, piece, meant)| {
        let (line, column) = memory.place("g.json", piece);
        (code, line, column, meant)
    });
    assert_eq!(said(&checked), expected);
    let duplicate = checked.diagnostics.iter().find(|d| d.line == 5).unwrap();
    assert_eq!(argument(duplicate, "first"), "g.json:4:8");
}

#[test]
fn what_is_missing_is_told() {
    assert_eq!(
        said(&json("{}")),
        [
            ("missing-field", 1, 1, None),
            ("missing-field", 1, 1, None),
            ("missing-field", 1, 1, None)
        ]
    );
    let empty = json(r#"{"format":1,"steps":[],"goals":[]}"#);
    assert_eq!(said(&empty).iter().map(|s| s.0).collect::<Vec<_>>(), ["empty-list"; 2]);
    let graph = |steps: &str| json(&format!(r#"{{"format":1,"steps":[{steps}],"goals":["a"]}}"#));
    assert_eq!(said(&graph(r#"{"kind":"or"}"#)), [("missing-field", 1, 22, None)]);
    let two = graph(r#"{"id":"a","time":{"gamma":{"shape":2}}}"#);
    assert_eq!(said(&two), [("missing-field", 1, 22, None), ("missing-field", 1, 39, None)]);
    assert_eq!(said(&graph(r#"{"id":"a","kind":null}"#)), [("missing-field", 1, 22, None)]);
}

#[test]
fn values_of_another_type_are_told() {
    for (field, code) in [
        (r#""id":5"#, "wrong-type"),
        (r#""kind":5"#, "unknown-variant"),
        (r#""probability":"high""#, "wrong-type"),
        (r#""probability":1e999"#, "not-finite"),
        (r#""parents":"a""#, "wrong-type"),
        (r#""parents":[5]"#, "wrong-type"),
        (r#""entry":"yes""#, "wrong-type"),
        (r#""time":5"#, "distribution-missing"),
        (r#""time":{"fixed":5}"#, "distribution-missing"),
        (r#""time":{"fixed":{"s":"5"}}"#, "wrong-type"),
        (r#""time":{"fixed":{"s":5,"m":5}}"#, "unknown-field"),
        (r#""time":{"fixed":{"s":1e16}}"#, "too-large"),
        (r#""time":{"gamma":{"shape":0,"scale_s":1}}"#, "not-positive"),
        (r#""time":{"gamma":{"shape":1e8,"scale_s":1e8}}"#, "too-large"),
        (r#""time":{"lognormal":{"median_s":1,"sigma":-1}}"#, "negative"),
        (r#""time":{"pert":{"min_s":1,"mode_s":0,"max_s":3}}"#, "distribution-disordered"),
        (r#""time":{"uniform":{"min_s":2,"max_s":1}}"#, "distribution-disordered"),
        (r#""time":null,"time":null"#, "duplicate-field"),
    ] {
        let others = [r#""id":"a","#, r#""kind":"or","#];
        let others: String = others.into_iter().filter(|o| !field.starts_with(&o[..4])).collect();
        let text = format!(r#"{{"format":1,"steps":[{{{others}{field}}}],"goals":["a"]}}"#);
        let checked = json(&text);
        assert_eq!(said(&checked).iter().map(|s| s.0).collect::<Vec<_>>(), [code], "{field}");
        assert_eq!(checked.diagnostics[0].line, 1);
    }
    for (root, at) in [("[]", 1), ("5", 1), (r#""graph""#, 1)] {
        assert_eq!(said(&json(root)), [("wrong-type", 1, at, None)], "{root}");
    }
    let no_list = r#"{"format":1,"steps":{"a":{}},"goals":["a"]}"#;
    assert_eq!(said(&json(no_list)), [("wrong-type", 1, 21, None)]);
}

#[test]
fn goals_must_be_steps_and_come_once() {
    let text =
        r#"{"format":1,"steps":[{"id":"a","kind":"or","entry":true}],"goals":["a","b","a"]}"#;
    assert_eq!(said(&json(text)), [("unknown-step", 1, 72, Some("a")), ("repeated", 1, 76, None)]);
}

#[test]
fn other_formats_are_told_from_wrong_ones() {
    let graph = |format: &str| {
        json(&format!(r#"{{"format":{format},"steps":[{{"id":"a","kind":"or"}}],"goals":["a"]}}"#))
    };
    for (format, code) in
        [("2", "format-newer"), ("0", "format-unknown"), ("\"1\"", "format-unknown")]
    {
        assert!(said(&graph(format)).contains(&(code, 1, 11, None)), "{format}");
    }
}

#[test]
fn text_that_is_not_json_is_told_where_it_breaks() {
    let whole = r#"{"format":1,"steps":[{"id":"a","kind":"or"}],"goals":["a"]}"#;
    for cut in 1..whole.len() {
        let checked = json(&whole[..cut]);
        assert_eq!(said(&checked), [("ends-early", 1, cut, None)], "{}", &whole[..cut]);
    }
    assert_eq!(said(&json(""))[0].0, "ends-early");
    assert_eq!(said(&json("{\n \"format\": 1,\n ,}")), [("not-json", 3, 2, None)]);
    assert_eq!(said(&json(r#"{"format":1,"horizon_s":NaN}"#))[0].0, "not-json");
    assert_eq!(said(&json(&format!("{whole}x"))), [("not-json", 1, whole.len() + 1, None)]);
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let read = |bytes: &[u8]| raw::read(bytes, "g.json", Form::Json);
    assert_eq!(said(&read(b"{\n\"id\":\"\x83\"}")), [("not-utf8", 2, 7, None)]);
}

#[test]
fn deep_nesting_is_only_an_error() {
    for open in ["[", "{\"a\":", "(", "[{\"a\":"] {
        let deep = open.repeat(200_000);
        for text in [
            deep.clone(),
            format!(r#"{{"format":1,"steps":{deep}"#),
            format!(r#"{{"format":1,"steps":[{{"id":{deep}"#),
        ] {
            assert!(!said(&json(&text)).is_empty());
            assert!(!said(&ron(&text)).is_empty());
        }
    }
    let closed = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let text = format!(r#"{{"format":1,"steps":[{{"id":{closed},"kind":"or"}}],"goals":["a"]}}"#);
    assert_eq!(said(&json(&text)), [("wrong-type", 1, 28, None)]);
}

#[test]
fn more_than_can_be_held_is_refused_before_it_is_held() {
    let many = format!("{}{}", r#"{"format":1,"steps":["#, r#"{"id":"a"},"#.repeat(MAX_STEPS + 1));
    // The list goes on and the file is cut: it is refused before that is seen.
    let checked = json(&many);
    assert_eq!(said(&checked)[0].0, "graph-too-large");
    assert_eq!(argument(&checked.diagnostics[0], "field"), "steps");
    let spaces = vec![b' '; Form::Ron.max_bytes() + 1];
    let large = raw::read(&spaces, "g.ron", Form::Ron);
    assert_eq!(argument(&large.diagnostics[0], "field"), "bytes");
}

#[test]
fn of_very_many_problems_a_hundred_are_told() {
    let steps = r#"{"id":"a","kind":"or","parents":["bb"]},"#.repeat(300_000);
    let steps = steps.trim_end_matches(',');
    let checked = json(&format!(r#"{{"format":1,"steps":[{steps}],"goals":["a"]}}"#));
    assert_eq!(checked.diagnostics.len(), 101);
    assert_eq!(checked.diagnostics[0].code, "too-many-problems");
}
