//! `traffic`: from a raw list of flows to their finish times in a file, and a summary on standard
//! output.
//!
//! Holds the clock: how long the engine took. With `--json` nothing but the summary goes to
//! standard output; with `--out` alone nothing does.

use crate::compare::show;
use crate::stopwatch::Stopwatch;
use crate::{Failure, files, not_written, say};
use clap::ArgMatches;
use sansou_engine::traffic::list::{self, Finished, Question};
use sansou_report::flows;
use sansou_report::number::whole;
use sansou_report::text::Texts;
use sansou_scenario::flows::{FlowList, MAX_BYTES, Source, read};
use std::io::Read;
use std::path::Path;

/// Reads links and flows, runs them, writes and prints what is asked for.
///
/// # Errors
/// Every problem of the files, or why the result cannot be written.
pub fn run(given: &ArgMatches, texts: &Texts) -> Result<(), Failure> {
    let text = |name: &str| given.get_one::<String>(name).map(String::as_str);
    let paths = ["links", "flows"].map(|name| text(name).unwrap_or(""));
    let (out, json) = (text("out").map(Path::new), given.get_flag("json"));
    if let Some(out) = out {
        refuse_input(out, paths, texts)?;
    }
    let [links, flows] = paths.map(source);
    let checked = read(links, flows);
    show(&checked.diagnostics, texts);
    let list = checked.list.ok_or(Failure::Shown)?;
    let summary = json || out.is_none();
    let stopwatch = Stopwatch::start();
    let finished = list::run(&list, Question { tcp: given.get_flag("tcp"), loads: summary });
    let wall_secs = stopwatch.elapsed().as_secs_f64();
    if let Some(out) = out {
        write(out, &list, &finished, texts)?;
    }
    if json {
        say(&flows::json(&list, &finished), texts)?;
    } else if summary {
        say(flows::table(&list, &finished, wall_secs, texts).trim_end(), texts)?;
    } else if let Some(out) = out {
        let (count, path) = (whole(list.flows.len() as f64), out.display().to_string());
        eprintln!("{}", texts.get("cli-traffic-written", &[("count", &count), ("path", &path)]));
    }
    Ok(())
}

fn source(path: &str) -> Source<'_> {
    let bytes = files::open(path, MAX_BYTES).map(|file| Box::new(file) as Box<dyn Read>);
    Source { path, bytes }
}

/// Refuses to write over what is read.
fn refuse_input(out: &Path, inputs: [&str; 2], texts: &Texts) -> Result<(), Failure> {
    let real = |path: &Path| path.canonicalize().ok();
    let same = |input: &&str| real(out).is_some_and(|out| real(Path::new(input)) == Some(out));
    match inputs.iter().find(|input| same(input)) {
        Some(input) => Err(Failure::Run(texts.get("cli-traffic-out-is-input", &[("path", input)]))),
        None => Ok(()),
    }
}

fn write(out: &Path, list: &FlowList, done: &Finished, texts: &Texts) -> Result<(), Failure> {
    files::write_by(out, |file| flows::finish_csv(list, done, file))
        .map_err(|error| not_written(out, &error, texts))
}
