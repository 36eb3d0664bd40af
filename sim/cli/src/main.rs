//! The program `sansou`: reads scenarios, runs studies, writes reports.
//!
//! Knows files, the command line, progress and exit codes (0 done, 1 bad input or failed run,
//! 2 wrong usage). Must not know any simulation rule.

mod arguments;
mod attack;
mod backtest;
mod capacity;
mod catalog;
mod compare;
mod comply;
mod files;
mod region;
mod stopwatch;
mod traffic;
mod why;

use clap::ArgMatches;
use clap::error::ErrorKind;
use compare::Wishes;
use files::Disk;
use sansou_engine::study::Selection;
use sansou_report::table;
use sansou_report::text::{Lang, Texts};
use sansou_scenario::incident::read as read_incident;
use sansou_scenario::region::read as read_region;
use sansou_scenario::{Kind, builtin, load};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Why a command did not do its work.
pub enum Failure {
    /// The reasons have been printed.
    Shown,
    /// This is the reason.
    Run(String),
}

fn main() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let texts = Texts::new(Lang::of_call(&typed, |name| std::env::var(name).ok()));
    match arguments::command(&texts).try_get_matches_from(&typed) {
        Ok(matches) => ended(act(&matches, &texts), &texts),
        Err(error)
            if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) =>
        {
            ended(say(error.to_string().trim_end(), &texts), &texts)
        }
        Err(error) => {
            eprintln!("{}", arguments::word(&error, &typed, &texts));
            ExitCode::from(2)
        }
    }
}

fn ended(result: Result<(), Failure>, texts: &Texts) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            tell(&failure, texts);
            ExitCode::from(1)
        }
    }
}

fn act(matches: &ArgMatches, texts: &Texts) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("compare", given)) => {
            let study = given.get_one::<String>("study").map(String::as_str);
            let mut wishes = wishes(given);
            wishes.out = given.get_one::<String>("out").map(Into::into);
            compare_one(study.unwrap_or(arguments::DEFAULT_STUDY), &wishes, texts)
        }
        Some(("run", given)) => run_many(&strings(given, "studies"), &wishes(given), texts),
        Some(("attack", given)) => attack::run(given, texts),
        Some(("traffic", given)) => traffic::run(given, texts),
        Some(("region", given)) => region::run(given, texts),
        Some(("backtest", given)) => backtest::run(&wishes(given), given, texts),
        Some(("capacity", given)) => {
            let study = given.get_one::<String>("study").map(String::as_str);
            let study = study.unwrap_or(arguments::DEFAULT_STUDY);
            capacity::run(study, &wishes(given), given, texts)
        }
        Some(("comply", given)) => {
            let study = given.get_one::<String>("study").map(String::as_str);
            comply::run(study.unwrap_or(arguments::DEFAULT_STUDY), given, texts)
        }
        Some(("why", given)) => {
            let text = |name: &str| given.get_one::<String>(name).map(String::as_str);
            let study = text("study").unwrap_or(arguments::DEFAULT_STUDY);
            let selection =
                Selection { model: text("model"), threat: text("threat"), goal: text("goal") };
            let as_json = given.get_flag("json");
            let answer = why::answer(study, &wishes(given), selection, as_json, texts)?;
            say(answer.trim_end(), texts)
        }
        Some(("catalog", given)) => catalog::run(given, texts),
        Some(("check", given)) => check(&strings(given, "files"), texts),
        Some(("list", _)) => list(texts),
        Some(("export", given)) => export(&strings(given, "folder"), texts),
        _ => Ok(()),
    }
}

fn compare_one(study: &str, wishes: &Wishes, texts: &Texts) -> Result<(), Failure> {
    let finished = compare::study_to_folder(study, wishes, texts)?;
    say(&table::comparison(&finished.study, &finished.outcome, texts), texts)?;
    if finished.reused {
        say(&texts.get("cli-reused", &[]), texts)?;
    }
    let report = finished.folder.join("report.html");
    say(&texts.get("cli-written", &[("path", &report.display().to_string())]), texts)
}

fn run_many(paths: &[String], wishes: &Wishes, texts: &Texts) -> Result<(), Failure> {
    let mut failed = false;
    for path in paths {
        let studies = compare::studies_of(path, texts).unwrap_or_else(|failure| {
            failed = true;
            tell(&failure, texts);
            Vec::new()
        });
        for study in studies {
            match compare::study_to_folder(&study, wishes, texts) {
                Ok(finished) => {
                    let folder = finished.folder.display().to_string();
                    say(
                        &texts.get("cli-run-line", &[("study", &study), ("path", &folder)]),
                        texts,
                    )?;
                }
                Err(failure) => {
                    failed = true;
                    tell(&failure, texts);
                }
            }
        }
    }
    if failed { Err(Failure::Shown) } else { Ok(()) }
}

fn check(files: &[String], texts: &Texts) -> Result<(), Failure> {
    let mut errors = 0;
    for file in files {
        let path = compare::resolve(file);
        let mut found = compare::show(&load::check(&Disk, &path), texts);
        if let Err(failure) = compare::check_networks(&path, texts) {
            tell(&failure, texts);
            found += 1;
        }
        if found == 0 {
            say(&texts.get("cli-check-good", &[("file", file)]), texts)?;
        }
        errors += found;
    }
    if errors == 0 { Ok(()) } else { Err(Failure::Shown) }
}

fn list(texts: &Texts) -> Result<(), Failure> {
    say(&texts.get("cli-list-heading", &[]), texts)?;
    for shipped in builtin::list() {
        let name = shipped.path.trim_start_matches("builtin:");
        let name_of = match shipped.kind {
            Some(Kind::Region) => {
                read_region(&Disk, &shipped.path).region.map(|region| region.name)
            }
            Some(Kind::Incident) => {
                read_incident(&Disk, &shipped.path).incident.map(|incident| incident.name)
            }
            _ => load::study(&Disk, &shipped.path).study.map(|study| study.name),
        };
        let title = name_of.map(|name| format!("  {}", texts.of(&name))).unwrap_or_default();
        say(&format!("  {name}{title}"), texts)?;
    }
    Ok(())
}

fn export(folder: &[String], texts: &Texts) -> Result<(), Failure> {
    let root = Path::new(folder.first().map_or("", String::as_str));
    let empty = std::fs::read_dir(root).map_or(true, |mut inside| inside.next().is_none());
    if root.as_os_str().is_empty() || root.is_file() || !empty {
        let path = root.display().to_string();
        return Err(Failure::Run(texts.get("cli-export-not-empty", &[("path", &path)])));
    }
    let shipped: Vec<(PathBuf, &[u8])> = builtin::list()
        .iter()
        .filter_map(|file| {
            let inside = file.path.trim_start_matches("builtin:");
            Some((root.join(inside), builtin::text(&file.path)?))
        })
        .collect();
    for (path, bytes) in &shipped {
        files::write_file(path, bytes).map_err(|error| not_written(path, &error, texts))?;
    }
    let count = shipped.len().to_string();
    let path = root.display().to_string();
    say(&texts.get("cli-exported", &[("count", &count), ("path", &path)]), texts)
}

fn wishes(given: &ArgMatches) -> Wishes {
    Wishes {
        seed: given.get_one::<u64>("seed").copied(),
        // `capacity` has no trials.
        trials: given.try_get_one::<u64>("trials").ok().flatten().copied(),
        threads: given.get_one::<u64>("threads").map_or(0, |n| *n as usize),
        out: None,
    }
}

fn strings(given: &ArgMatches, name: &str) -> Vec<String> {
    given.get_many::<String>(name).into_iter().flatten().cloned().collect()
}

fn tell(failure: &Failure, texts: &Texts) {
    if let Failure::Run(reason) = failure {
        eprintln!("{}: {reason}", texts.get("cli-error", &[]));
    }
}

/// A file that cannot be written.
fn not_written(path: &Path, error: &std::io::Error, texts: &Texts) -> Failure {
    let (path, reason) = (path.display().to_string(), error.to_string());
    Failure::Run(texts.get("cli-write-failed", &[("path", &path), ("reason", &reason)]))
}

/// Prints a line. A reader that went away (a closed pipe) is no failure; a full disk is one.
fn say(line: &str, texts: &Texts) -> Result<(), Failure> {
    match writeln!(std::io::stdout(), "{line}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            let reason = error.to_string();
            Err(Failure::Run(texts.get("cli-print-failed", &[("reason", &reason)])))
        }
        _ => Ok(()),
    }
}
