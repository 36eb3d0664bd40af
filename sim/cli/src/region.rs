//! `region`: a day of many bodies behind shared security clouds, from a region's file to a table, a
//! CSV or JSON.
//!
//! Holds the clock: how long the engine took. With `--json` nothing but the result goes to standard
//! output.

use crate::compare::{refuse_unknown, show};
use crate::files::{self, Disk};
use crate::stopwatch::Stopwatch;
use crate::{Failure, not_written, say};
use clap::ArgMatches;
use sansou_engine::traffic::region as engine;
use sansou_report::number::whole;
use sansou_report::region::{self, Method};
use sansou_report::text::Texts;
use sansou_scenario::builtin;
use sansou_scenario::region::{Bodies, Region, read};
use std::path::Path;

/// Seed when none is given.
pub const DEFAULT_SEED: u64 = 1;
/// Most that an application may be used oftener.
pub const MAX_TIMES: f64 = 1_000.0;
/// Fastest line that a body may be given, Mbit/s.
pub const MAX_MBPS: f64 = 1_000_000.0;

/// Reads a region, runs its day, writes and prints what is asked for.
///
/// # Errors
/// Every problem of its files, or why the result cannot be written.
pub fn run(given: &ArgMatches, texts: &Texts) -> Result<(), Failure> {
    let name = given.get_one::<String>("region").map_or("", String::as_str);
    let mut region = load(name, texts)?;
    for times in given.get_many::<Times>("times").into_iter().flatten() {
        times.apply(&mut region, texts)?;
    }
    for line in given.get_many::<BodyLine>("line").into_iter().flatten() {
        line.apply(&mut region, texts)?;
    }
    let region = region;
    let fluid = given.get_flag("fluid");
    let seed = (!fluid).then(|| given.get_one("seed").copied().unwrap_or(DEFAULT_SEED));
    let threads = given.get_one::<u64>("threads").map_or(0, |n| *n as usize);
    let stopwatch = Stopwatch::start();
    let (method, done) = match seed {
        Some(seed) => (Method::Flow, engine::by_flow(&region, seed, threads)),
        None => (Method::Fluid, engine::by_fluid(&region, threads)),
    };
    let day = done.map_err(|error| failed(name, &error, texts))?;
    let wall_secs = stopwatch.elapsed().as_secs_f64();
    if let Some(out) = given.get_one::<String>("out") {
        let written =
            |file: &mut dyn std::io::Write| region::csv(&region, &day, method, texts, file);
        let out = Path::new(out);
        files::write_by(out, written).map_err(|error| not_written(out, &error, texts))?;
    }
    if given.get_flag("json") {
        say(&region::json(&region, &day, method, seed), texts)
    } else {
        say(region::table(&region, &day, method, wall_secs, texts).trim_end(), texts)
    }
}

/// Why there is no day: what, where and what to do about it.
fn failed(name: &str, error: &engine::Error, texts: &Texts) -> Failure {
    let engine::Error::Overfull(overfull) = error else {
        return Failure::Run(texts.get("cli-region-failed", &[("reason", &error.to_string())]));
    };
    let (clock, most) =
        (texts.clock((overfull.at_secs / 60.0) as u32), whole(engine::MOST_ALIVE as f64));
    let arguments =
        [("region", name), ("cloud", &overfull.cloud), ("clock", &clock), ("most", &most)];
    let help = texts.plain("cli-region-overfull-help");
    let help = texts.get("diagnostic-help", &[("help", &help)]);
    Failure::Run(format!("{}\n    {help}", texts.get("cli-region-overfull", &arguments)))
}

/// A body whose users use an application more often than it says.
#[derive(Debug, Clone)]
pub struct Times {
    body: String,
    application: String,
    times: f64,
}

impl Times {
    /// Reads `BODY:APPLICATION:N`.
    ///
    /// # Errors
    /// It is none.
    pub fn parse(typed: &str) -> Result<Times, String> {
        let mut parts = typed.splitn(3, ':').map(str::to_owned);
        let (body, application) = (parts.next(), parts.next());
        let times = parts.next().and_then(|n| n.parse::<f64>().ok());
        let times = times.filter(|times| (0.0..=MAX_TIMES).contains(times));
        match (body, application, times) {
            (Some(body), Some(application), Some(times)) => Ok(Times { body, application, times }),
            _ => Err(String::new()),
        }
    }

    fn apply(&self, region: &mut Region, texts: &Texts) -> Result<(), Failure> {
        let applications = region.applications.iter().map(|a| a.id.as_str());
        refuse_unknown("--times", Some(&self.application), applications, texts)?;
        let found = region.applications.iter().position(|a| a.id == self.application);
        let changed = region.set_times(&self.body, found.unwrap_or(0), self.times);
        refuse_unknown_body("--times", &self.body, changed, region, texts)
    }
}

/// A body with another line to the cloud.
#[derive(Debug, Clone)]
pub struct BodyLine {
    body: String,
    mbps: f64,
}

impl BodyLine {
    /// Reads `BODY:MBPS`.
    ///
    /// # Errors
    /// It is none.
    pub fn parse(typed: &str) -> Result<BodyLine, String> {
        let (body, mbps) = typed.split_once(':').ok_or_else(String::new)?;
        let mbps = mbps.parse::<f64>().ok().filter(|mbps| *mbps > 0.0 && *mbps <= MAX_MBPS);
        let mbps = mbps.ok_or_else(String::new)?;
        Ok(BodyLine { body: body.to_owned(), mbps })
    }

    fn apply(&self, region: &mut Region, texts: &Texts) -> Result<(), Failure> {
        let changed = region.set_line(&self.body, self.mbps * 1e6);
        refuse_unknown_body("--line", &self.body, changed, region, texts)
    }
}

/// A change that found no body names what there is.
fn refuse_unknown_body(
    option: &str,
    body: &str,
    changed: usize,
    region: &Region,
    texts: &Texts,
) -> Result<(), Failure> {
    if changed > 0 {
        return Ok(());
    }
    let clouds: &[_] = match &region.bodies {
        Bodies::Listed(clouds) => clouds,
        Bodies::Fitted(_) => &[],
    };
    let bodies = clouds.iter().flat_map(|cloud| &cloud.bodies).map(|body| body.id.as_str());
    refuse_unknown(option, Some(body), bodies, texts)
}

/// The region of a file, or the shipped one of that name.
fn load(name: &str, texts: &Texts) -> Result<Region, Failure> {
    let shipped = builtin::region(name).filter(|_| !Path::new(name).is_file());
    let path = shipped.unwrap_or_else(|| name.replace('\\', "/"));
    // A bare word that is no file was meant as the name of a shipped region.
    if !path.contains(['/', ':', '.']) && !Path::new(&path).exists() {
        let names = builtin::regions().join(", ");
        let arguments = [("name", name), ("names", &names)];
        return Err(Failure::Run(texts.get("cli-unknown-region", &arguments)));
    }
    let checked = read(&Disk, &path);
    let errors = show(&checked.diagnostics, texts);
    checked.region.filter(|_| errors == 0).ok_or(Failure::Shown)
}
