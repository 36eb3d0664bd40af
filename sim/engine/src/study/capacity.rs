//! Why a line is narrow, what would widen it, and the least capacity of each line.
//!
//! Runs the day of traffic of single cases again, one change at a time, with the same drawn uses
//! ([`crate::traffic::whatif`]). Same knowledge and same threads as [`super`]; must not know how the
//! answer is shown. Yields the same bytes for any number of threads.

use super::{StudyError, manifest};
use crate::network::Network;
use crate::outcome::{Manifest, ResourceKind, ResourceOutcome};
pub use crate::traffic::again::Figures;
use crate::traffic::again::{BaseDay, Line};
use crate::traffic::whatif::{Change, Least};
use rayon::prelude::*;
use sansou_scenario::case::{Application, ApplicationKind, Study};
use serde::Serialize;

/// Applications whose changes are tried: those that fill most of the bottleneck in its busy hours.
const APPLICATIONS: usize = 4;
/// The sensitivity: what one more Mbit/s changes.
const EXTRA_BPS: f64 = 1e6;
/// Weight of an application that gives way.
const LOW_WEIGHT: f64 = 0.25;
/// A line whose busiest minute stays below this share is tried at a tenth together with its like.
const QUIET: f64 = 0.05;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct CapacityQuestion<'a> {
    /// Model id; none means all.
    pub model: Option<&'a str>,
    /// Share of stream time that must satisfy and of awaited transfers that must be within patience.
    pub satisfied: f64,
    /// Threads; 0 means all cores.
    pub threads: usize,
}

/// Answers for models.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Capacity {
    /// What was run.
    pub manifest: Manifest,
    /// The share that was asked for.
    pub satisfied: f64,
    /// In the study's order.
    pub models: Vec<ModelCapacity>,
}

/// Answer for a model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelCapacity {
    /// Model id.
    pub model: String,
    /// The bottleneck, or else what comes nearest to its capacity; none without any load.
    pub narrowest: Option<Narrowest>,
    /// Every link and every appliance with a throughput, the fullest first.
    pub lines: Vec<LineNeed>,
}

/// The narrowest place, what fills it, and what would change it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Narrowest {
    /// Its load, and what fills it in its busiest hour.
    pub resource: ResourceOutcome,
    /// What fills it in the hours in which it is above 90 %, each hour as often as it has such minutes:
    /// application id and share, largest first, without other bodies; nothing if it never is.
    pub busy_by: Vec<(String, f64)>,
    /// The unchanged day.
    pub today: Figures,
    /// One change each.
    pub changes: Vec<Changed>,
}

/// A change and the day with it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    /// What is changed.
    pub kind: ChangeKind,
    /// Application id; none for changes of the narrowest place itself.
    pub application: Option<String>,
    /// How much; see [`ChangeKind`].
    pub amount: f64,
    /// The day.
    pub figures: Figures,
}

/// Kinds of changes, and what their amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Capacity more, bit/s.
    CapacityAdded,
    /// Capacity, times the present one.
    CapacityTimes,
    /// Share of the application's uses that stays on this network.
    UsesKept,
    /// Share of its deliveries that comes from peers.
    FromPeers,
    /// Deliveries by night; no amount.
    ByNight,
    /// Weight of its flows where all others have 1.
    Weight,
}

/// How much of a line is needed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LineNeed {
    /// Link or node id.
    pub element: String,
    /// Whether it is an appliance; else a link, both directions together.
    pub appliance: bool,
    /// Parallel lines.
    pub lines: u64,
    /// Present capacity of one, bit/s.
    pub capacity_bps: f64,
    /// 95 % quantile of one-minute means, fuller direction, busiest line, bit/s.
    pub p95_bps: f64,
    /// Share of its users' stream time that satisfies now.
    pub satisfied_share: f64,
    /// Share of its users' awaited transfers within patience now.
    pub in_time_share: f64,
    /// What was found.
    pub verdict: Verdict,
    /// Least capacity of one line that serves well, bit/s.
    pub least_bps: Option<f64>,
}

/// What was found of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nobody waits for anything over it or meets by it.
    Unused,
    /// A tenth of it is enough.
    EnoughAtATenth,
    /// `least_bps` is.
    Found,
    /// Not even a hundred times its capacity is: something else is too narrow.
    NotReachedByThisLineAlone,
}

/// Answers a question about a study. `networks` are its cases, compiled, in the same order.
///
/// # Errors
/// Threads that cannot be started.
pub fn capacity(
    study: &Study,
    networks: &[Network],
    question: CapacityQuestion,
    version: &str,
) -> Result<Capacity, StudyError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(question.threads).build()?;
    let wanted = |n: &&Network| question.model.is_none_or(|model| n.case().model == model);
    let models = pool.install(|| {
        let networks = networks.iter().filter(wanted);
        networks.map(|network| of_model(network, study.run.seed, question.satisfied)).collect()
    });
    Ok(Capacity { manifest: manifest(study, version), satisfied: question.satisfied, models })
}

fn of_model(network: &Network, seed: u64, satisfied: f64) -> ModelCapacity {
    let day = BaseDay::run(network, seed);
    let (narrowest, lines) = rayon::join(
        || day.narrowest().map(|at| narrowest(network, &day, at)),
        || lines(&day, satisfied),
    );
    ModelCapacity { model: network.case().model.clone(), narrowest, lines }
}

/// A change to try.
struct Wish {
    kind: ChangeKind,
    application: Option<String>,
    amount: f64,
    change: Change,
}

fn narrowest(network: &Network, day: &BaseDay, at: usize) -> Narrowest {
    let place = &day.resources[at];
    let resources = day.resources_of(at);
    let wider = |kind, amount, times| Wish {
        kind,
        application: None,
        amount,
        change: Change::Capacity { resources: resources.clone(), times },
    };
    let mut wishes = vec![
        wider(ChangeKind::CapacityAdded, EXTRA_BPS, 1.0 + EXTRA_BPS / place.capacity_bps),
        wider(ChangeKind::CapacityTimes, 1.1, 1.1),
        wider(ChangeKind::CapacityTimes, 2.0, 2.0),
    ];
    let applications = &network.case().applications;
    let id = |tag: usize| applications[tag].id.clone();
    let busy_by: Vec<(String, f64)> =
        day.busy_by(at).into_iter().map(|(tag, share)| (id(tag), share)).collect();
    let fillers = if busy_by.is_empty() { &place.filled_by } else { &busy_by };
    let tags = fillers.iter().filter_map(|(id, _)| applications.iter().position(|a| a.id == *id));
    for tag in tags.take(APPLICATIONS) {
        wishes.extend(of_application(&applications[tag], tag));
    }
    let changes = wishes
        .into_par_iter()
        .with_max_len(1)
        .map(|Wish { kind, application, amount, change }| {
            let figures = day.figures(at, Some(&change));
            Changed { kind, application, amount, figures }
        })
        .collect();
    Narrowest { resource: place.clone(), busy_by, today: day.figures(at, None), changes }
}

fn of_application(application: &Application, tag: usize) -> Vec<Wish> {
    let wish = |kind, amount, change| Wish {
        kind,
        application: Some(application.id.clone()),
        amount,
        change,
    };
    let mut wishes = vec![
        wish(ChangeKind::UsesKept, 0.0, Change::Gone(tag)),
        wish(ChangeKind::UsesKept, 0.5, Change::Halved(tag)),
        wish(ChangeKind::Weight, LOW_WEIGHT, Change::Weight { tag, weight: LOW_WEIGHT }),
    ];
    if let ApplicationKind::Scheduled { from_peers, .. } = &application.kind {
        let present = from_peers.value;
        for share in [0.5, 0.9].into_iter().filter(|share| *share > present) {
            let times = (1.0 - share) / (1.0 - present);
            wishes.push(wish(ChangeKind::FromPeers, share, Change::Size { tag, times }));
        }
        wishes.push(wish(ChangeKind::ByNight, 0.0, Change::ByNight(tag)));
    }
    wishes
}

fn lines(day: &BaseDay, satisfied: f64) -> Vec<LineNeed> {
    let lines = day.lines();
    let is_quiet = |line: &&Line| line.max_bps < QUIET * line.capacity_bps;
    let quiet: Vec<&Line> = lines.iter().filter(is_quiet).collect();
    let served = day.serve_at_a_tenth(&quiet, satisfied);
    let enough: Vec<&str> = quiet
        .iter()
        .zip(served)
        .filter(|(_, well)| *well)
        .map(|(line, _)| line.element.as_str())
        .collect();
    let mut needs: Vec<LineNeed> = lines
        .par_iter()
        .with_max_len(1)
        .map(|line| need(day, line, satisfied, enough.contains(&line.element.as_str())))
        .collect();
    let fill = |need: &LineNeed| need.p95_bps / need.capacity_bps;
    needs.sort_by(|a, b| fill(b).total_cmp(&fill(a)).then_with(|| a.element.cmp(&b.element)));
    needs
}

fn need(day: &BaseDay, line: &Line, satisfied: f64, enough_at_a_tenth: bool) -> LineNeed {
    let served = day.users_of(&line.resources);
    let used = served.stream_secs > 0.0 || served.awaited > 0;
    let least = match (used, enough_at_a_tenth) {
        (false, _) => None,
        (_, true) => Some(Least::Tenth),
        _ => Some(day.least_capacity(line, satisfied)),
    };
    let (verdict, least_bps) = match least {
        None => (Verdict::Unused, None),
        Some(Least::Tenth) => (Verdict::EnoughAtATenth, None),
        Some(Least::Capacity(bps)) => (Verdict::Found, Some(bps)),
        Some(Least::NotReached) => (Verdict::NotReachedByThisLineAlone, None),
    };
    LineNeed {
        appliance: line.kind == ResourceKind::Appliance,
        element: line.element.clone(),
        lines: line.lines,
        capacity_bps: line.capacity_bps,
        p95_bps: line.p95_bps,
        satisfied_share: served.satisfied_share(),
        in_time_share: served.in_time_share(),
        verdict,
        least_bps,
    }
}
