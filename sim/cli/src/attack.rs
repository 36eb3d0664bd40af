//! `attack`: from a raw attack graph to its answer on standard output.
//!
//! Holds the clock: how long it took, and when an exact run has had its time. With `--json` nothing
//! but the answer goes to standard output.

use crate::compare::show;
use crate::stopwatch::Stopwatch;
use crate::{Failure, files, say};
use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressStyle};
use sansou_engine::steps::monte_carlo::{self, Choice, RunError, Settings};
use sansou_engine::steps::why::{Effort, Explanation};
use sansou_engine::steps::{self, Answer, GoalAnswer, exact, rare};
use sansou_report::text::Texts;
use sansou_report::{attack, explanation};
use sansou_scenario::raw::{self, Checked, Form, Graph, mal};
use std::time::Duration;

/// Trials of a run that names none.
pub const DEFAULT_TRIALS: u64 = 100_000;
/// Seed of a run that names none.
pub const DEFAULT_SEED: u64 = 1;
/// Replicates of a rare-event run that names none.
pub const DEFAULT_REPLICATES: u64 = 10_000;
/// Memory of an exact run that names none, MiB.
pub const DEFAULT_MEMORY_MIB: u64 = 1024;
/// Time of an exact or rare run that names none, seconds.
pub const DEFAULT_SECONDS: u64 = 60;

/// Trials from which on few successes mean that the event is rare.
const MANY_TRIALS: u64 = 100_000;
/// Trials of each comparison of `--why` at most.
const MOST_COMPARED: u64 = 1_000_000;
/// Successes below which an estimate says little.
const FEW_SUCCESSES: f64 = 10.0;

/// Reads a graph, runs it, and prints the answer.
///
/// # Errors
/// Every problem of the graph, or why no engine could answer.
pub fn run(given: &ArgMatches, texts: &Texts) -> Result<(), Failure> {
    let path = given.get_one::<String>("graph").map_or("", String::as_str);
    let checked = read(path, given, texts)?;
    let errors = show(&checked.diagnostics, texts);
    let graph = checked.graph.filter(|_| errors == 0).ok_or(Failure::Shown)?;
    let stopwatch = Stopwatch::start();
    let answer = answer(&graph, given, &|| stopwatch.elapsed(), texts)?;
    let wall_secs = stopwatch.elapsed().as_secs_f64();
    let explained = given.get_flag("why").then(|| explained(&graph, given, texts)).transpose()?;
    if given.get_flag("json") {
        let explained = explained.as_ref().map(|explained| (&graph, explained));
        say(&attack::json(&answer, explained), texts)?;
    } else {
        say(attack::table(&answer, wall_secs, texts).trim_end(), texts)?;
        if let Some(explained) = &explained {
            let why = explanation::text(&graph, explained, texts);
            say(&format!("\n{}", why.trim_end()), texts)?;
        }
    }
    if given.get_flag("rare") || answer.trials < MANY_TRIALS {
        return Ok(());
    }
    let few = |goal: &GoalAnswer| goal.probability.value * (answer.trials as f64) < FEW_SUCCESSES;
    for (goal, _) in
        answer.goals.iter().zip(steps::reachable(&graph)).filter(|(g, can)| *can && few(g))
    {
        let id = attack::printable(&goal.id);
        eprintln!("{}", texts.get("cli-attack-rare-hint", &[("goal", &id)]));
    }
    Ok(())
}

fn read(path: &str, given: &ArgMatches, texts: &Texts) -> Result<Checked, Failure> {
    let names = |name: &str| given.get_many::<String>(name).into_iter().flatten().cloned();
    let from_mal = given.contains_id("from");
    let form = match Form::of(path) {
        _ if from_mal => Form::Json,
        Some(form) => form,
        None => return Err(Failure::Run(texts.get("cli-attack-extension", &[("path", path)]))),
    };
    let bytes = match files::read(path, form.max_bytes()) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(Checked { graph: None, diagnostics: raw::unread(path, error) }),
    };
    if !from_mal {
        return Ok(raw::read(&bytes, path, form));
    }
    let unit = given.get_one::<String>("time-unit").map_or("day", String::as_str);
    let question = mal::Question {
        entries: names("entry").collect(),
        goals: names("goal").collect(),
        unit_secs: UNITS.iter().find(|(name, _)| *name == unit).map_or(86_400.0, |(_, secs)| *secs),
    };
    Ok(mal::read(&bytes, path, &question))
}

/// Units of time that a MAL language may mean, in seconds.
pub const UNITS: [(&str, f64); 4] =
    [("second", 1.0), ("minute", 60.0), ("hour", 3600.0), ("day", 86_400.0)];

fn answer(
    graph: &Graph,
    given: &ArgMatches,
    elapsed: &(dyn Fn() -> Duration + Sync),
    texts: &Texts,
) -> Result<Answer, Failure> {
    let number = |name: &str, usual: u64| number(given, name, usual);
    let threads = threads(given);
    let seed = number("seed", DEFAULT_SEED);
    if given.get_flag("exact") {
        let memory_bytes = number("max-memory-mib", DEFAULT_MEMORY_MIB) << 20;
        let seconds = number("max-seconds", DEFAULT_SECONDS);
        let stop = || elapsed() >= Duration::from_secs(seconds);
        return exact::solve(graph, &exact::Limits { memory_bytes }, &stop)
            .map(|answer| Answer { seed, ..answer })
            .map_err(|refusal| Failure::Run(refused(&refusal, seconds, texts)));
    }
    if given.get_flag("rare") {
        let replicates = number("trials", DEFAULT_REPLICATES);
        let seconds = number("max-seconds", DEFAULT_SECONDS);
        let stop = || elapsed() >= Duration::from_secs(seconds);
        return rare::run(graph, &rare::Settings { seed, replicates }, threads, &stop)
            .map_err(|refusal| Failure::Run(not_estimated(&refusal, seconds, texts)));
    }
    let trials = number("trials", DEFAULT_TRIALS);
    let bar = ProgressBar::new(trials).with_message(texts.get("cli-progress", &[]));
    if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:40}] {percent}% ({elapsed})") {
        bar.set_style(style.progress_chars("=> "));
    }
    let answer =
        monte_carlo::run(graph, &Settings { seed, trials }, Choice::Pilot, threads, &|done| {
            bar.inc(done);
        });
    bar.finish_and_clear();
    answer.map_err(|error| failed(&error, texts))
}

/// Why goals are reached: by trials, whatever engine answers.
fn explained(graph: &Graph, given: &ArgMatches, texts: &Texts) -> Result<Explanation, Failure> {
    let usual = Effort::default();
    let by_trials = !given.get_flag("exact") && !given.get_flag("rare");
    let trials = if by_trials { number(given, "trials", DEFAULT_TRIALS) } else { u64::MAX };
    let effort = Effort {
        seed: number(given, "seed", DEFAULT_SEED),
        traced: usual.traced.min(trials),
        compared: if by_trials { trials.min(MOST_COMPARED) } else { usual.compared },
        ..usual
    };
    steps::explain(graph, &effort, threads(given)).map_err(|error| failed(&error, texts))
}

fn number(given: &ArgMatches, name: &str, usual: u64) -> u64 {
    given.get_one::<u64>(name).copied().unwrap_or(usual)
}

fn threads(given: &ArgMatches) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    number(given, "threads", cores) as usize
}

fn failed(error: &RunError, texts: &Texts) -> Failure {
    Failure::Run(texts.get("cli-run-failed", &[("reason", &error.to_string())]))
}

/// Why a rare event could not be estimated, and what would help.
fn not_estimated(refusal: &rare::Refusal, seconds: u64, texts: &Texts) -> String {
    match refusal {
        rare::Refusal::NoWayDown { goal, .. } => {
            texts.get("cli-attack-no-way-down", &[("goal", goal)])
        }
        rare::Refusal::TooFewReplicates { goal, arrived, replicates } => texts.get(
            "cli-attack-too-few",
            &[
                ("goal", goal),
                ("arrived", &arrived.to_string()),
                ("replicates", &replicates.to_string()),
            ],
        ),
        rare::Refusal::Stopped => {
            texts.get("cli-attack-rare-stopped", &[("seconds", &seconds.to_string())])
        }
        rare::Refusal::Threads(_) => {
            texts.get("cli-run-failed", &[("reason", &refusal.to_string())])
        }
    }
}

/// Why there is no exact answer, and what would help.
fn refused(refusal: &exact::Refusal, seconds: u64, texts: &Texts) -> String {
    match refusal {
        exact::Refusal::TooWide { goal, progress, memory_bytes } if progress.states == 0 => texts
            .get(
                "cli-attack-too-wide-at-sight",
                &[
                    ("goal", goal),
                    ("widest", &progress.widest.to_string()),
                    ("steps", &progress.of_steps.to_string()),
                    ("coins", &progress.coins.to_string()),
                    ("limit", &(memory_bytes >> 20).to_string()),
                ],
            ),
        exact::Refusal::TooWide { goal, progress, memory_bytes } => texts.get(
            "cli-attack-too-wide",
            &[
                ("goal", goal),
                ("frontier", &progress.frontier.to_string()),
                ("widest", &progress.widest.to_string()),
                ("states", &progress.states.to_string()),
                ("step", &progress.step.to_string()),
                ("steps", &progress.of_steps.to_string()),
                ("coins", &progress.coins.to_string()),
                ("limit", &(memory_bytes >> 20).to_string()),
                ("needed", &format!("{:.0e}", (progress.needed_bytes / 1_048_576.0).max(1.0))),
            ],
        ),
        exact::Refusal::Stopped { goal, progress } => texts.get(
            "cli-attack-stopped",
            &[
                ("goal", goal),
                ("seconds", &seconds.to_string()),
                ("step", &progress.step.to_string()),
                ("steps", &progress.of_steps.to_string()),
            ],
        ),
        exact::Refusal::HorizonWithTimes { .. } => texts.get("cli-attack-horizon", &[]),
    }
}
