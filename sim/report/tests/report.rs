//! The sheets of the made-up study hold together.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use sansou_engine::network::Network;
use sansou_report::text::{Lang, Texts};
use sansou_report::{render, table};
use sansou_scenario::case::Study;
use std::collections::BTreeSet;
use support::outcome::outcome;
use unicode_width::UnicodeWidthStr;

fn page_of(study: &Study, lang: Lang) -> String {
    let networks: Vec<Network> = study.cases.iter().map(|c| Network::compile(c).unwrap()).collect();
    let sheets = render(study, &networks, &outcome(), lang);
    let page = sheets.into_iter().find(|s| s.name == "report.html").unwrap();
    String::from_utf8(page.bytes).unwrap()
}

fn page(lang: Lang) -> String {
    page_of(&support::study(), lang)
}

/// Values of an attribute, in order.
fn attribute<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let opening = format!(" {name}=\"");
    page.match_indices(&opening)
        .map(|(at, _)| page[at + opening.len()..].split('"').next().unwrap())
        .collect()
}

#[test]
fn the_sheets_are_page_results_and_manifest() {
    let study = support::study();
    let sheets = render(&study, &[], &outcome(), Lang::Ja);
    let names: Vec<&str> = sheets.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["report.html", "results.json", "manifest.json"]);
    for sheet in &sheets[1..] {
        assert_eq!(sheet.bytes.last(), Some(&b'\n'));
        let value: serde_json::Value = serde_json::from_slice(&sheet.bytes).unwrap();
        assert!(value.is_object());
    }
}

#[test]
fn same_outcome_same_bytes() {
    assert_eq!(page(Lang::Ja), page(Lang::Ja));
}

#[test]
fn every_link_inside_has_its_target_and_ids_are_unique() {
    for lang in Lang::ALL {
        let page = page(lang);
        let ids = attribute(&page, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "an id stands twice");
        let links = attribute(&page, "href");
        assert!(links.iter().filter(|l| l.starts_with("#ledger-")).count() > 50);
        for link in links {
            if let Some(target) = link.strip_prefix('#') {
                assert!(unique.contains(target), "{target}");
            }
        }
        for (at, _) in page.match_indices("url(#") {
            let target = page[at + 5..].split(')').next().unwrap();
            assert!(unique.contains(target), "{target}");
        }
    }
}

#[test]
fn nothing_is_left_untranslated() {
    for lang in Lang::ALL {
        let page = page(lang);
        for sign in ['⟦', '⟧'] {
            assert!(!page.contains(sign), "{}", &page[page.find(sign).unwrap()..][..80]);
        }
        assert!(!page.contains("{$") && !page.contains("{ $"));
        assert!(page.contains(&format!("<html lang=\"{}\">", lang.tag())));
    }
    let english = page(Lang::En);
    let body = english.split("<body>").nth(1).unwrap();
    let japanese = body.chars().find(|c| ('ぁ'..='ヿ').contains(c) || ('一'..='龥').contains(c));
    assert_eq!(japanese, None, "Japanese in the English report");
}

#[test]
fn tags_are_balanced() {
    for lang in Lang::ALL {
        let page = page(lang);
        let mut open: Vec<&str> = Vec::new();
        let style = page.find("<style>").unwrap()..page.find("</style>").unwrap();
        for (at, _) in page.match_indices('<') {
            if style.contains(&(at + 1)) && at != style.start {
                continue;
            }
            let tag = page[at + 1..].split('>').next().unwrap();
            let name = tag.split([' ', '\n', '/']).find(|n| !n.is_empty()).unwrap();
            let void = ["meta", "!DOCTYPE", "br"].contains(&name) || tag.ends_with('/');
            if tag.starts_with('/') {
                assert_eq!(
                    open.pop(),
                    Some(name),
                    "near {}",
                    &page[at.saturating_sub(60)..at + 10]
                );
            } else if !void {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
}

#[test]
fn names_are_escaped() {
    let page = page(Lang::En);
    assert!(page.contains("LGWAN-ASP &lt;shared&gt;"));
    assert!(!page.contains("<shared>") && !page.contains("<excerpt>") && !page.contains("<24h>"));
    let mut study = support::study();
    study.cases[0].name.ja = "<script>alert(1)</script>".into();
    study.cases[0].threats[0].name.ja = "\"><u>".into();
    study.cases[0].goals[0].name.ja = "a&b<c".into();
    let page = page_of(&study, Lang::Ja);
    assert!(!page.contains("<script") && !page.contains("\"><u>") && !page.contains("b<c"));
}

#[test]
fn the_page_needs_no_network_and_no_script() {
    for lang in Lang::ALL {
        let page = page(lang);
        for unwanted in ["<script", "<link", "<img", "src=", "@import", "url(http"] {
            assert!(!page.contains(unwanted), "{unwanted}");
        }
    }
}

#[test]
fn inferred_risk_values_are_marked_and_never_called_official() {
    let page = page(Lang::Ja);
    assert!(page.contains(">B*<"));
    assert!(page.contains("IPAの公表値ではありません"));
}

#[test]
fn overlapping_losses_give_no_ranking() {
    assert!(page(Lang::Ja).contains("モデルの順位を断定できません"));
    assert!(page(Lang::Ja).contains("想定被害額の幅は重なります"));
    assert!(page(Lang::En).contains("no ranking of the models can be claimed"));
}

#[test]
fn ways_in_of_every_model_are_told_apart() {
    // Of 12 × 0.15 × 100 million yen by the vendor's line, all; of the rest, nothing.
    let texts = Texts::new(Lang::Ja);
    let table = table::comparison(&support::study(), &outcome(), &texts);
    let row = table.lines().find(|l| l.contains("入口がモデルによらない")).unwrap();
    assert_eq!(row.matches("1.8億円").count(), 4, "{row}");
}

#[test]
fn model_specific_numbers_stand_once_for_each_value() {
    let page = page(Lang::En);
    let ids: BTreeSet<&str> = attribute(&page, "id").into_iter().collect();
    assert!(ids.contains("ledger-nodes/terminals/patch_age"));
    assert!(ids.contains("ledger-nodes/terminals/patch_age--beta"));
    assert!(!ids.contains("ledger-nodes/terminals/patch_age--beta_prime"));
}

#[test]
fn terminal_columns_line_up() {
    for lang in Lang::ALL {
        let table = table::comparison(&support::study(), &outcome(), &Texts::new(lang));
        let widths: Vec<usize> = table.lines().map(UnicodeWidthStr::width).collect();
        let rule = table.lines().find(|l| l.starts_with("---")).unwrap().width();
        let note = table.lines().last().unwrap().width();
        assert!(widths.iter().all(|&w| w <= rule.max(note)));
        assert!(rule <= 140, "{rule}");
        assert!(!table.contains('⟦'));
        // Numbers are right-aligned: every row with four cells ends at the rule's end.
        let head = table.lines().next().unwrap();
        assert_eq!(head.width(), rule);
    }
}

#[test]
fn one_model_is_not_compared_with_others() {
    let (mut study, mut outcome) = (support::study(), outcome());
    study.name = support::text("一つのモデル", "One model");
    study.cases.truncate(1);
    outcome.cases.truncate(1);
    outcome.loses_less = vec![vec![0.5]];
    outcome.differences.clear();
    outcome.manifest.trials = 500;
    let network = Network::compile(&study.cases[0]).unwrap();
    let page = |lang| {
        let sheets = render(&study, std::slice::from_ref(&network), &outcome, lang);
        String::from_utf8(sheets.into_iter().next().unwrap().bytes).unwrap()
    };
    let (japanese, english) = (page(Lang::Ja), page(Lang::En));
    for unwanted in [
        "どのモデル",
        "モデルの比較",
        "との差",
        "差の内訳",
        "順位",
        "最も小さい",
        "モデルの間",
        "より小さく",
    ] {
        assert!(!japanese.contains(unwanted), "{unwanted}");
    }
    for unwanted in
        ["every model", "Which model", "Difference from", "ranking", "any model", "models compared"]
    {
        assert!(!english.contains(unwanted), "{unwanted}");
    }
    assert!(japanese.contains("被害はどれだけか") && japanese.contains("試行回数が少ない"));
    assert!(!japanese.contains('⟦') && !english.contains('⟦'));
}

/// Two cases that nothing tells apart for an attacker: one loss for both, no ranking, no differences.
#[test]
fn cases_that_are_attacked_alike_are_compared_by_traffic_only() {
    let (study, mut outcome) = (support::study(), outcome());
    let first = outcome.cases[0].clone();
    for case in &mut outcome.cases {
        (case.threats, case.risk) = (first.threats.clone(), first.risk.clone());
    }
    let networks: Vec<Network> =
        study.cases.iter().map(|case| Network::compile(case).unwrap()).collect();
    let sheets = render(&study, &networks, &outcome, Lang::Ja);
    let page = String::from_utf8(sheets.into_iter().next().unwrap().bytes).unwrap();
    assert!(page.contains("攻撃に関わる条件はどれも同じ"));
    assert!(!page.contains("最も小さいのは") && !page.contains("最初のモデルから変えると"));
}

#[test]
fn the_difference_is_explained_by_threats_and_never_called_certain() {
    let page = page(Lang::Ja);
    assert!(page.contains("差の内訳（脅威ごと）"));
    assert!(page.contains("より大きいのは、主に「"));
    assert!(page.contains("この項目の額は"), "the same item in the best model");
    assert!(page.contains("成功確率と対策の効果を標準の値に固定した場合の割合です"));
    assert!(!page.contains("中央の値") && !page.contains("確かといえます"));
}

#[test]
fn differences_stand_with_their_intervals_and_say_when_there_are_none() {
    let page = page(Lang::Ja);
    assert!(page.contains("1.2〜2ポイント高くなります（同じ試行どうしの差の95%区間）"));
    assert_eq!(page.matches("試行の誤差を超える差はありません").count(), 2);
    assert!(
        page.contains(
            "価格の分かる費用の年額の差は+6,000万円（最も広く見て+3,000万円〜+1億円）です"
        )
    );
    let table = table::comparison(&support::study(), &outcome(), &Texts::new(Lang::En));
    assert!(table.contains("+1.6 points") && table.contains("(+1.2–+2 points)"), "{table}");
    assert!(table.contains("(−0.1–+2 points)"), "{table}");
}

#[test]
fn what_has_no_known_price_is_not_called_free() {
    let table = table::comparison(&support::study(), &outcome(), &Texts::new(Lang::Ja));
    let row = table.lines().find(|l| l.contains("初期")).unwrap();
    assert_eq!(row.matches("価格の分かる項目なし").count(), 4, "{row}");
    assert!(page(Lang::Ja).contains("順位の判断には使えません"));
}
