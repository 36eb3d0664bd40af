//! `comply`: from a study file to a checklist of the guideline's items for each model.
//!
//! Items that are not met are findings, not failures: the exit code is 0.

use crate::compare::{self, Wishes};
use crate::{Failure, files, not_written, say};
use clap::ArgMatches;
use sansou_engine::compliance::check;
use sansou_report::compliance;
use sansou_report::text::Texts;
use sansou_scenario::case::Edition;
use std::path::Path;

/// Holds the models to their guidelines, prints and writes what is asked for.
///
/// # Errors
/// Every problem of the input, a model that the study has not, or why the result cannot be written.
pub fn run(path: &str, given: &ArgMatches, texts: &Texts) -> Result<(), Failure> {
    let study = compare::read(path, &Wishes::default(), texts)?;
    let model = given.get_one::<String>("model").map(String::as_str);
    compare::refuse_unknown("--model", model, study.cases.iter().map(|c| c.model.as_str()), texts)?;
    let edition = given.get_one::<String>("edition");
    let edition = edition.and_then(|label| Edition::ALL.into_iter().find(|e| e.label() == label));
    let answer = check(&study, model, edition);
    if let Some(out) = given.get_one::<String>("out") {
        let out = Path::new(out);
        files::write_file(out, &compliance::csv(&study, &answer, texts))
            .map_err(|error| not_written(out, &error, texts))?;
    }
    if given.get_flag("json") {
        return say(String::from_utf8_lossy(&compliance::json(&study, &answer)).trim_end(), texts);
    }
    say(compliance::text(&study, &answer, texts).trim_end(), texts)
}
