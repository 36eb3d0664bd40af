//! The shipped models meet what is required of them; a control taken away turns exactly its items.

use sansou_engine::compliance::{Finding, Status, check, judge};
use sansou_scenario::builtin::ShippedOnly;
use sansou_scenario::case::{Case, Edition, Study};
use sansou_scenario::guideline::{Item, Requirement};
use sansou_scenario::load::study;
use std::collections::BTreeSet;

fn four_models() -> Study {
    study(&ShippedOnly, "builtin:studies/four-models.ron").study.unwrap()
}

#[test]
fn shipped_models_meet_what_their_edition_requires() {
    let study = four_models();
    let answer = check(&study, None, None);
    assert_eq!(answer.models.len(), 4);
    for model in &answer.models {
        let of = |status: Status| model.findings.iter().filter(move |f| f.status == status);
        let unmet: Vec<&str> = of(Status::NotMet).map(|f| f.item.as_str()).collect();
        assert_eq!(unmet, [""; 0], "{}", model.model);
        assert!(of(Status::Met).count() >= 30, "{}", model.model);
        assert_eq!(model.findings.len(), study.guideline.len());
    }
}

/// Ids of items that name a control.
fn naming<'a>(items: &'a [Item], control: &str) -> BTreeSet<&'a str> {
    let names = |requirement: &Requirement| match requirement {
        Requirement::Controls { any_of, .. } => any_of.iter().any(|named| named.id == control),
        _ => false,
    };
    let items = items.iter().filter(|item| item.requires.iter().any(names));
    items.map(|item| item.id.as_str()).collect()
}

/// Ids of items whose verdict changes when placements go.
fn turned<'a>(
    case: &Case,
    items: &'a [Item],
    before: &[Finding],
    stays: impl Fn(&sansou_scenario::case::Placement) -> bool,
) -> BTreeSet<&'a str> {
    let mut without = case.clone();
    without.placements.retain(stays);
    let after = judge(&without, items, None);
    let changed = items.iter().zip(before).zip(&after).filter(|((_, a), b)| a.status != b.status);
    changed.map(|((item, _), _)| item.id.as_str()).collect()
}

#[test]
fn a_control_taken_away_turns_exactly_its_items() {
    let study = four_models();
    let items = &study.guideline;
    let mut seen = BTreeSet::new();
    for case in &study.cases {
        let before = judge(case, items, None);
        for (at, control) in case.controls.iter().enumerate() {
            let expected: BTreeSet<&str> = naming(items, &control.id)
                .into_iter()
                .filter(|id| before.iter().any(|f| f.item == *id && f.status == Status::Met))
                .collect();
            let found = turned(case, items, &before, |p| p.control.index() != at);
            assert_eq!(found, expected, "{} without {}", case.model, control.id);
            seen.extend(found);
        }
    }
    assert!(seen.len() >= 30, "{seen:?}");
}

#[test]
fn a_placement_taken_away_turns_only_items_of_its_control() {
    let study = four_models();
    let items = &study.guideline;
    let mut count = 0;
    for case in &study.cases {
        let before = judge(case, items, None);
        for placement in &case.placements {
            let found = turned(case, items, &before, |p| p.id != placement.id);
            let control = &case.controls[placement.control.index()].id;
            assert!(found.is_subset(&naming(items, control)), "{}: {found:?}", placement.id);
            count += found.len();
        }
    }
    assert!(count >= 60, "{count}");
}

#[test]
fn alpha_prime_before_its_edition_fails_one_item_only() {
    let study = four_models();
    for edition in [Edition::R4_3, Edition::R5_3] {
        let answer = check(&study, Some("alpha_prime"), Some(edition));
        let findings = &answer.models[0].findings;
        let unmet = findings.iter().filter(|f| f.status == Status::NotMet);
        assert_eq!(unmet.map(|f| f.item.as_str()).collect::<Vec<_>>(), ["scheme_described"]);
        assert!(findings.iter().all(|f| f.otherwise.is_empty()));
    }
}

#[test]
fn relaxed_hours_are_not_what_beta_asks_for() {
    let study = study(&ShippedOnly, "builtin:studies/monitoring-hours.ron").study.unwrap();
    let of = |model: &str| {
        let answer = check(&study, Some(model), None);
        let found = answer.models[0].findings.iter().find(|f| f.item == "beta_watch");
        found.unwrap().status
    };
    assert_eq!(of("beta_watched_always"), Status::Met);
    assert_eq!(of("beta_watched_in_office_hours"), Status::NotMet);
    assert_eq!(of("beta_unwatched"), Status::NotMet);
    assert_eq!(of("alpha"), Status::NotApplicable);
}
