//! Runs a study: every case, every threat, the day of traffic, the scores.
//!
//! Knows all engines and rayon. Must not know output formats or where the study comes from. The work
//! is cut into pieces that do not depend on each other (a day of traffic; a block of trials of one
//! threat), run on any number of threads, and merged in a fixed order: same bytes for any number.

use crate::attack::{self, AttackGraph, BLOCK_TRIALS, BlockTally, GroundError};
use crate::network::Network;
use crate::outcome::TrafficOutcome;
use crate::outcome::{CaseOutcome, Manifest, Outcome, RESULTS_FORMAT, ThreatOutcome};
use crate::{cost, risk, traffic};
use rayon::prelude::*;
use sansou_scenario::case::{Study, ThreatId};

/// Work units that a day of traffic counts for in the progress.
const TRAFFIC_UNITS: u64 = 20;

/// Why a study could not be run.
#[derive(Debug, thiserror::Error)]
pub enum StudyError {
    /// A rule cannot be applied to the network.
    #[error("{model}: {error}")]
    Ground {
        /// Model id.
        model: String,
        /// What is wrong.
        error: GroundError,
    },
    /// Threads could not be started.
    #[error("cannot start threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// A piece of work.
enum Piece {
    Traffic { case: usize },
    Trials { case: usize, threat: ThreatId, block: u64 },
}

/// What came of it.
enum Done {
    Traffic(TrafficOutcome),
    Trials(BlockTally),
}

/// What a run of this study needs to be repeated.
pub fn manifest(study: &Study, version: &str) -> Manifest {
    Manifest {
        format: RESULTS_FORMAT,
        version: version.to_owned(),
        study: study.id.clone(),
        scenario_hash: study.hash.clone(),
        seed: study.run.seed,
        trials: study.run.trials,
        horizon_secs: study.run.horizon_secs,
    }
}

/// Units of work that [`run`] reports one by one.
pub fn units(study: &Study) -> u64 {
    let blocks = study.run.trials.div_ceil(BLOCK_TRIALS);
    study.cases.iter().map(|c| TRAFFIC_UNITS + blocks * c.threats.len() as u64).sum()
}

/// Runs the study on `threads` threads (0: all cores) and tells `advanced` how many units are done.
/// `networks` are the study's cases, compiled, in the same order.
///
/// # Errors
/// A rule that cannot be applied, or threads that cannot be started.
pub fn run(
    study: &Study,
    networks: &[Network],
    threads: usize,
    version: &str,
    advanced: &(dyn Fn(u64) + Sync),
) -> Result<Outcome, StudyError> {
    let graphs = networks
        .iter()
        .map(|network| {
            AttackGraph::ground(network)
                .map_err(|error| StudyError::Ground { model: network.case().model.clone(), error })
        })
        .collect::<Result<Vec<_>, _>>()?;
    let settings = attack::Settings {
        seed: study.run.seed,
        trials: study.run.trials,
        horizon_secs: study.run.horizon_secs,
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let done: Vec<Done> = pool.install(|| {
        pieces(study)
            .into_par_iter()
            .with_max_len(1)
            .map(|piece| match piece {
                Piece::Traffic { case } => {
                    let outcome = traffic::run(&networks[case], study.run.seed);
                    advanced(TRAFFIC_UNITS);
                    Done::Traffic(outcome)
                }
                Piece::Trials { case, threat, block } => {
                    let tally = attack::run_block(&graphs[case], threat, &settings, block);
                    advanced(1);
                    Done::Trials(tally)
                }
            })
            .collect()
    });
    let mut done = done.into_iter();
    let mut days: Vec<TrafficOutcome> = Vec::new();
    for _ in networks {
        if let Some(Done::Traffic(day)) = done.next() {
            days.push(day);
        }
    }
    let mut tallies = done.filter_map(|d| match d {
        Done::Trials(tally) => Some(tally),
        Done::Traffic(_) => None,
    });
    let blocks = study.run.trials.div_ceil(BLOCK_TRIALS) as usize;
    let mut losses = Vec::new();
    let cases = networks
        .iter()
        .zip(&graphs)
        .zip(days)
        .map(|((network, graph), traffic)| {
            let case = network.case();
            let threats: Vec<ThreatOutcome> = (0..case.threats.len())
                .map(|id| {
                    let of_threat: Vec<BlockTally> = tallies.by_ref().take(blocks).collect();
                    attack::outcome(graph, ThreatId(id), of_threat)
                })
                .collect();
            let scored = risk::score(case, &threats, study.run.seed);
            losses.push(scored.losses);
            CaseOutcome {
                model: case.model.clone(),
                traffic,
                risk: scored.outcome,
                cost: cost::price(case),
                threats,
            }
        })
        .collect();
    Ok(Outcome { manifest: manifest(study, version), cases, loses_less: risk::ranking(&losses) })
}

/// All pieces: the days first, since they take longest; then block by block in order of case, threat
/// and block.
fn pieces(study: &Study) -> Vec<Piece> {
    let blocks = study.run.trials.div_ceil(BLOCK_TRIALS);
    let days = (0..study.cases.len()).map(|case| Piece::Traffic { case });
    let trials = study.cases.iter().enumerate().flat_map(|(case, c)| {
        (0..c.threats.len()).flat_map(move |threat| {
            (0..blocks).map(move |block| Piece::Trials { case, threat: ThreatId(threat), block })
        })
    });
    days.chain(trials).collect()
}
