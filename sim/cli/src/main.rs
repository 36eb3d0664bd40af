//! The program `sansou`: reads scenarios, runs studies, writes reports.
//!
//! Knows files, the command line, progress and exit codes (0 done, 1 bad input or failed run,
//! 2 wrong usage). Must not know any simulation rule.

mod arguments;
mod compare;
mod files;

use clap::ArgMatches;
use clap::error::ErrorKind;
use compare::Wishes;
use files::Disk;
use sansou_report::table;
use sansou_report::text::{Lang, Texts};
use sansou_scenario::{builtin, load};
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
    match arguments::command(&texts).try_get_matches_from(typed) {
        Ok(matches) => match act(&matches, &texts) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => {
                if let Failure::Run(reason) = failure {
                    eprintln!("{}: {reason}", texts.get("cli-error", &[]));
                }
                ExitCode::from(1)
            }
        },
        Err(error)
            if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) =>
        {
            say(&error.to_string());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}", arguments::word(&error, &texts));
            ExitCode::from(2)
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
        Some(("check", given)) => check(&strings(given, "files"), texts),
        Some(("list", _)) => {
            list(texts);
            Ok(())
        }
        Some(("export", given)) => export(&strings(given, "folder"), texts),
        _ => Ok(()),
    }
}

fn compare_one(study: &str, wishes: &Wishes, texts: &Texts) -> Result<(), Failure> {
    let finished = compare::study_to_folder(study, wishes, texts)?;
    say(&table::comparison(&finished.study, &finished.outcome, texts));
    if finished.reused {
        say(&texts.get("cli-reused", &[]));
    }
    let report = finished.folder.join("report.html");
    say(&texts.get("cli-written", &[("path", &report.display().to_string())]));
    Ok(())
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
                    say(&texts.get("cli-run-line", &[("study", &study), ("path", &folder)]));
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
            say(&texts.get("cli-check-good", &[("file", file)]));
        }
        errors += found;
    }
    if errors == 0 { Ok(()) } else { Err(Failure::Shown) }
}

fn list(texts: &Texts) {
    say(&texts.get("cli-list-heading", &[]));
    for shipped in builtin::list() {
        let name = shipped.path.trim_start_matches("builtin:");
        let study = load::study(&Disk, &shipped.path).study;
        let title = study.map(|study| format!("  {}", texts.of(&study.name))).unwrap_or_default();
        say(&format!("  {name}{title}"));
    }
}

fn export(folder: &[String], texts: &Texts) -> Result<(), Failure> {
    let root = Path::new(folder.first().map_or("scenarios", String::as_str));
    let shipped: Vec<(PathBuf, &[u8])> = builtin::list()
        .iter()
        .filter_map(|file| {
            let inside = file.path.trim_start_matches("builtin:");
            Some((root.join(inside), builtin::text(&file.path)?))
        })
        .collect();
    let taken = shipped.iter().map(|(path, _)| path).find(|path| path.exists());
    if let Some(path) = taken {
        return Err(Failure::Run(
            texts.get("cli-exists", &[("path", &path.display().to_string())]),
        ));
    }
    for (path, bytes) in &shipped {
        files::write_file(path, bytes).map_err(|error| {
            Failure::Run(texts.get(
                "cli-write-failed",
                &[("path", &path.display().to_string()), ("reason", &error.to_string())],
            ))
        })?;
    }
    let count = shipped.len().to_string();
    let path = root.display().to_string();
    say(&texts.get("cli-exported", &[("count", &count), ("path", &path)]));
    Ok(())
}

fn wishes(given: &ArgMatches) -> Wishes {
    Wishes {
        seed: given.get_one::<u64>("seed").copied(),
        trials: given.get_one::<u64>("trials").copied(),
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

/// Prints a line; a reader that went away (a closed pipe) is no error of ours.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
