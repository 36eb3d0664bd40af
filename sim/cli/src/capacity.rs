//! `capacity`: from a study file to why its lines are narrow, what would change that, and how much of
//! each line is needed.

use crate::compare::{self, VERSION, Wishes};
use crate::{Failure, files, not_written, say};
use clap::ArgMatches;
use sansou_engine::study::{self, CapacityQuestion};
use sansou_report::capacity;
use sansou_report::text::Texts;
use std::path::Path;

/// Share of stream time and of awaited transfers that must be well served when none is given.
pub const DEFAULT_SATISFIED: f64 = 0.99;

/// Runs the days, prints and writes what is asked for.
///
/// # Errors
/// Every problem of the input, a model that the study has not, or why the result cannot be written.
pub fn run(path: &str, wishes: &Wishes, given: &ArgMatches, texts: &Texts) -> Result<(), Failure> {
    let study = compare::read(path, wishes, texts)?;
    let model = given.get_one::<String>("model").map(String::as_str);
    compare::refuse_unknown("--model", model, study.cases.iter().map(|c| c.model.as_str()), texts)?;
    let networks = compare::compile(&study, texts)?;
    let satisfied = given.get_one::<f64>("satisfied").copied().unwrap_or(DEFAULT_SATISFIED);
    let question = CapacityQuestion { model, satisfied, threads: wishes.threads };
    let answer = study::capacity(&study, &networks, question, VERSION)
        .map_err(|error| compare::failed(&error, texts))?;
    if let Some(out) = given.get_one::<String>("out") {
        let out = Path::new(out);
        files::write_file(out, &capacity::csv(&study, &answer, texts))
            .map_err(|error| not_written(out, &error, texts))?;
    }
    if given.get_flag("json") {
        return say(String::from_utf8_lossy(&capacity::json(&answer)).trim_end(), texts);
    }
    say(capacity::text(&study, &answer, texts).trim_end(), texts)
}
