//! `backtest`: published incidents, each in its own network, and whether the engine finds its path.

use crate::compare::{self, VERSION, Wishes, show};
use crate::files::{self, Disk};
use crate::{Failure, say, strings};
use clap::ArgMatches;
use sansou_engine::network::Network;
use sansou_engine::study;
use sansou_report::backtest::{self, Tested};
use sansou_report::text::Texts;
use sansou_scenario::incident::{Incident, read};
use sansou_scenario::load::Loader;
use sansou_scenario::{Kind, builtin, load};
use std::path::Path;

/// Paths that count as most likely when no number is given.
pub const DEFAULT_PATHS: u64 = 10;

/// Runs the named incidents, or all shipped ones, and prints what became of each. A path that is not
/// found is a finding and no failure.
///
/// # Errors
/// Every problem of the input, or what went wrong in a run.
pub fn run(wishes: &Wishes, given: &ArgMatches, texts: &Texts) -> Result<(), Failure> {
    let paths = given.get_one::<u64>("paths").copied().unwrap_or(DEFAULT_PATHS) as usize;
    let mut incidents = Vec::new();
    let mut failed = false;
    for file in files_of(&strings(given, "incidents"), texts)? {
        let checked = read(&Disk, &file);
        let errors = show(&checked.diagnostics, texts);
        failed |= errors > 0;
        incidents.extend(checked.incident.filter(|_| errors == 0));
    }
    if failed {
        return Err(Failure::Shown);
    }
    let mut tested = Vec::new();
    for mut incident in incidents {
        incident.study.run.seed = wishes.seed.unwrap_or(incident.study.run.seed);
        incident.study.run.trials = wishes.trials.unwrap_or(incident.study.run.trials);
        let networks = compare::compile(&incident.study, texts)?;
        let others = match &incident.like {
            Some(like) => compare::compile(&like.study, texts)?,
            None => Vec::new(),
        };
        tested.extend(networks.first().map(|network| {
            let result = one(&incident, network, &others, paths, wishes.threads, texts);
            result.map(|result| Tested { incident, result })
        }));
    }
    let tested = tested.into_iter().collect::<Result<Vec<Tested>, Failure>>()?;
    if given.get_flag("json") {
        return say(String::from_utf8_lossy(&backtest::json(&tested)).trim_end(), texts);
    }
    say(backtest::text(&tested, texts).trim_end(), texts)
}

fn one(
    incident: &Incident,
    network: &Network,
    others: &[Network],
    paths: usize,
    threads: usize,
    texts: &Texts,
) -> Result<study::Backtest, Failure> {
    study::backtest(incident, network, others, paths, threads, VERSION)
        .map_err(|error| compare::failed(&error, texts))
}

/// Files of what was named: files, folders, names of shipped incidents; all of these if nothing was.
fn files_of(named: &[String], texts: &Texts) -> Result<Vec<String>, Failure> {
    if named.is_empty() {
        return Ok(builtin::incidents()
            .iter()
            .filter_map(|name| builtin::incident(name))
            .collect());
    }
    let mut all = Vec::new();
    for name in named {
        if Path::new(name).is_dir() {
            all.extend(within(name, texts)?);
            continue;
        }
        let shipped = builtin::incident(name).filter(|_| !Path::new(name).is_file());
        let path = shipped.unwrap_or_else(|| name.replace('\\', "/"));
        // A bare word that is no file was meant as the name of a shipped incident.
        if !path.contains(['/', ':', '.']) && !Path::new(&path).exists() {
            let names = builtin::incidents().join(", ");
            let arguments = [("name", name.as_str()), ("names", &names)];
            return Err(Failure::Run(texts.get("cli-unknown-incident", &arguments)));
        }
        all.push(path);
    }
    Ok(all)
}

/// The incidents in a folder, by name.
fn within(folder: &str, texts: &Texts) -> Result<Vec<String>, Failure> {
    let files = files::scenario_files(Path::new(folder)).map_err(|error| {
        let reason = error.to_string();
        Failure::Run(texts.get("cli-read-failed", &[("path", folder), ("reason", &reason)]))
    })?;
    let is_incident = |file: &String| {
        Disk.read(file).is_ok_and(|bytes| load::kind_of(&bytes) == Some(Kind::Incident))
    };
    let files = files.into_iter().map(|file| file.to_string_lossy().replace('\\', "/"));
    let found: Vec<String> = files.filter(is_incident).collect();
    if found.is_empty() {
        return Err(Failure::Run(texts.get("cli-no-incident", &[("path", folder)])));
    }
    Ok(found)
}
