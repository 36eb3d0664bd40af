//! Regions: a day of many bodies behind shared security clouds.
//!
//! Knows regions, named randomness and the exact sharing of [`super::list`]. Must not know cases,
//! files or the clock. Clouds are independent of one another, so they run in parallel and are folded
//! in their order: the same bytes for any number of threads.
//!
//! # What is computed
//! - **By flow**: every transfer and every stream is an event, and rates are max-min fair at every
//!   moment. Arrivals of each body and application are Poisson with a rate for each hour, drawn from a
//!   stream of its own (seed, region, cloud, body, application), so that what is added elsewhere
//!   changes nothing. They are made as time goes and results are folded as flows end: memory holds
//!   what is under way.
//! - **By fluid**: minute by minute, classes with mean and variance instead of flows: a preview
//!   without a seed and without times of transfers.
//! - **A terminal's own access** is the cap of each flow; several flows of one terminal at the same
//!   time are not made to share it.
//! - **Streams** keep their length, whatever they get; **transfers** keep their bytes. What is under
//!   way at midnight is left over.
//! - **Satisfied** stream time: the stream gets at least its satisfying share of its rate.
//! - **Affected user time**: stream time not satisfied, plus the part of transfers beyond
//!   [`PATIENCE`](super::patience::PATIENCE) times what they take alone at their cap; by fluid, which has no times of transfers,
//!   the former alone.
//!
//! The day starts with nothing under way. Demand does not give way when it is slow.

mod by_flow;
mod by_fluid;
mod demand;
mod fitted;
mod folded;
mod meter;
mod shape;
mod spread;

pub use folded::Histogram;

use rayon::prelude::*;
use sansou_scenario::region::{Cloud, Region};
use shape::Shape;

/// Length of the day, seconds.
const DAY_SECS: f64 = 86_400.0;
/// Minutes of the day.
const MINUTES: usize = 1_440;
/// Flows that may be under way at once behind a cloud, by flow: some 300 MB.
pub const MOST_ALIVE: u64 = 2_000_000;
/// Shares of a line's capacity above which minutes are counted.
pub const FULL: [f64; 3] = [0.7, 0.9, 0.999];

/// A day of a region.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Day {
    /// Clouds in the region's order.
    pub clouds: Vec<CloudDay>,
    /// Applications in the region's order.
    pub applications: Vec<ApplicationDay>,
}

/// A day of a cloud.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CloudDay {
    /// Id.
    pub id: String,
    /// Users behind it.
    pub users: f64,
    /// Its exit.
    pub exit: LineDay,
    /// Its bodies in the region's order.
    pub bodies: Vec<BodyDay>,
    /// Uses that began.
    pub uses: u64,
    /// Most flows that were under way at once; 0 by fluid.
    pub most_alive: u64,
    /// Bits asked for, before midnight.
    pub asked_bits: f64,
    /// Bits carried by exit and breakout lines.
    pub carried_bits: f64,
}

/// A day of a body.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BodyDay {
    /// Id.
    pub id: String,
    /// Users.
    pub users: f64,
    /// Its line to the cloud.
    pub line: LineDay,
    /// Its own line, if it has one.
    pub breakout: Option<LineDay>,
    /// Streams and waits.
    pub service: Service,
}

/// Load of a line, from means of single minutes.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LineDay {
    /// Capacity, bit/s.
    pub capacity_bps: f64,
    /// Mean of the day, bit/s.
    pub mean_bps: f64,
    /// Exceeded in one minute of twenty, bit/s.
    pub p95_bps: f64,
    /// Greatest, bit/s.
    pub max_bps: f64,
    /// Minutes above the shares [`FULL`] of the capacity.
    pub minutes_above: [f64; 3],
}

/// How users were served.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Service {
    /// Time of streams under way, seconds.
    pub stream_secs: f64,
    /// The part in which they got enough, seconds.
    pub satisfied_secs: f64,
    /// User time affected, seconds; by fluid without the waiting for transfers.
    pub affected_secs: f64,
}

impl Service {
    /// Share of stream time with enough, if there was any.
    pub fn satisfied_share(&self) -> Option<f64> {
        (self.stream_secs > 0.0).then(|| self.satisfied_secs / self.stream_secs)
    }

    fn add(&mut self, other: &Service) {
        self.stream_secs += other.stream_secs;
        self.satisfied_secs += other.satisfied_secs;
        self.affected_secs += other.affected_secs;
    }
}

/// A day of an application, over all clouds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ApplicationDay {
    /// Id.
    pub id: String,
    /// Uses that began.
    pub uses: u64,
    /// How long transfers took that ended, seconds.
    pub completion: Histogram,
    /// Streams and waits.
    pub service: Service,
}

/// Why a day could not be run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Threads could not be started.
    #[error("cannot start threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// Lines are too narrow for what is asked of them.
    #[error(transparent)]
    Overfull(#[from] Overfull),
}

/// More than [`MOST_ALIVE`] flows are under way at once.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{cloud}: more than {MOST_ALIVE} flows at once after {at_secs:.0} s")]
pub struct Overfull {
    /// Id of the cloud; of several the region's first.
    pub cloud: String,
    /// When that happens, seconds after midnight.
    pub at_secs: f64,
}

/// Runs a day by flow on so many threads (0: as many as there are cores).
///
/// # Errors
/// Threads could not be started, or more flows are under way at once than can be held.
pub fn by_flow(region: &Region, seed: u64, threads: usize) -> Result<Day, Error> {
    over_clouds(region, threads, |cloud| by_flow::day(region, cloud, seed))
}

/// Runs a day by fluid, on so many threads.
///
/// # Errors
/// Threads could not be started.
pub fn by_fluid(region: &Region, threads: usize) -> Result<Day, Error> {
    let shapes: Vec<Shape> =
        region.applications.iter().map(|entry| Shape::new(&region.id, entry)).collect();
    over_clouds(region, threads, |cloud| Ok(by_fluid::day(region, &shapes, cloud)))
}

fn over_clouds(
    region: &Region,
    threads: usize,
    day: impl Fn(&Cloud) -> Result<(CloudDay, Vec<ApplicationDay>), Overfull> + Sync,
) -> Result<Day, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let clouds = fitted::clouds(&region.bodies);
    let days: Vec<_> = pool.install(|| clouds.par_iter().with_max_len(1).map(&day).collect());
    let days: Result<Vec<_>, Overfull> = days.into_iter().collect();
    Ok(fold(days?))
}

/// Clouds in their order, applications over all of them.
fn fold(days: Vec<(CloudDay, Vec<ApplicationDay>)>) -> Day {
    let mut day = Day::default();
    for (cloud, applications) in days {
        day.clouds.push(cloud);
        if day.applications.is_empty() {
            day.applications = applications;
            continue;
        }
        for (sum, part) in day.applications.iter_mut().zip(applications) {
            sum.uses += part.uses;
            sum.completion.add(&part.completion);
            sum.service.add(&part.service);
        }
    }
    day
}
