//! Catalogues: what is refused and where, and what comes out.

use crate::memory::{Memory, at, codes, conform, readme};
use sansou_scenario::case::Edition;
use sansou_scenario::catalog::{Checked, Measure, Shelf, read};

const CATALOG: &str = "catalog/example.ron";

fn checked(memory: &Memory) -> Checked {
    let checked = read(memory, CATALOG);
    conform(&checked.diagnostics);
    checked
}

#[test]
fn the_readme_example_is_a_catalogue_by_id() {
    let checked = checked(&readme());
    assert_eq!(codes(&checked.diagnostics), [""; 0]);
    let catalog = checked.catalog.unwrap();
    assert_eq!(catalog.shelf, Shelf::Conduits);
    let [fax, web] = catalog.entries.as_slice() else { panic!() };
    assert_eq!((fax.id.as_str(), web.id.as_str()), ("fax", "web"));
    assert!(fax.citations.is_empty() && fax.unconfirmed.is_some());
    assert_eq!((web.from, web.until), (Some(Edition::R2_12), None));
    assert_eq!(
        (web.citations[0].source.id.as_str(), web.citations[0].item.as_str()),
        ("census", "表1")
    );
    let seen = &web.seen[0];
    assert_eq!((seen.study.as_str(), seen.more.as_str()), ("studies/example.ron", "example"));
    assert_eq!(seen.measure, Measure::PeakLoad { link: "internet_line".to_owned() });
}

#[test]
fn each_mistake_has_a_place() {
    for (from, to, code, piece) in [
        ("(id: \"census\"", "(id: \"cenus\"", "unknown-source", "\"cenus\""),
        ("id: \"fax\"", "id: \"web\"", "duplicate-id", "\"web\",\n            name: (ja: \"ファ"),
        ("id: \"fax\"", "id: \"Fax\"", "bad-id", "\"Fax\""),
        ("shelf: Conduits", "shelf: Conduit", "unknown-variant", "Conduit,"),
        ("from: R2_12", "from: R2_11", "unknown-variant", "R2_11"),
        (
            "            unconfirmed: (ja: \"利用の実態\", en: \"How much it is used\"),\n",
            "",
            "unsourced",
            "(\n            id: \"fax\"",
        ),
    ] {
        let memory = readme().but(CATALOG, from, to);
        let checked = checked(&memory);
        assert!(checked.catalog.is_none(), "{to}");
        assert_eq!(codes(&checked.diagnostics), [code], "{to}");
        assert_eq!(at(&checked.diagnostics[0]), memory.place(CATALOG, piece), "{to}");
    }
}
