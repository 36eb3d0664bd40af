//! `why`: from a study file to the reasons why its goals are reached.

use crate::Failure;
use crate::compare::{self, VERSION, Wishes};
use sansou_engine::study::{self, Selection};
use sansou_report::text::Texts;
use sansou_report::why;
use sansou_scenario::case::Study;

/// Runs the selected attacks of a study; the answer in words, or as JSON.
///
/// # Errors
/// Every problem of the input, a selection that names nothing, or what went wrong in the run.
pub fn answer(
    path: &str,
    wishes: &Wishes,
    selection: Selection,
    as_json: bool,
    texts: &Texts,
) -> Result<String, Failure> {
    let study = compare::read(path, wishes, texts)?;
    refuse_unknown(&study, selection, texts)?;
    let networks = compare::compile(&study, texts)?;
    let why = study::why(&study, &networks, selection, wishes.threads, VERSION)
        .map_err(|error| compare::failed(&error, texts))?;
    if why.goals.is_empty() {
        return Err(Failure::Run(texts.get("cli-why-nothing", &[])));
    }
    Ok(if as_json {
        String::from_utf8_lossy(&why::json(&why)).into_owned()
    } else {
        why::text(&study, &why, texts)
    })
}

/// Every id of the selection must stand in the study.
fn refuse_unknown(study: &Study, selection: Selection, texts: &Texts) -> Result<(), Failure> {
    let models = study.cases.iter().map(|case| case.model.as_str());
    let threats = study.cases.iter().flat_map(|c| &c.threats).map(|t| t.id.as_str());
    let goals = study.cases.iter().flat_map(|c| &c.goals).map(|g| g.id.as_str());
    let known: [(&str, Option<&str>, Vec<&str>); 3] = [
        ("--model", selection.model, models.collect()),
        ("--threat", selection.threat, threats.collect()),
        ("--goal", selection.goal, goals.collect()),
    ];
    known.into_iter().try_for_each(|(option, wanted, known)| {
        compare::refuse_unknown(option, wanted, known.into_iter(), texts)
    })
}
