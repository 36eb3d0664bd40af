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
use std::ops::Range;

/// Pieces that the trials of a threat are cut into, at block edges. A constant, so that the cut does
/// not depend on the machine; few, because each keeps a tally until the end.
const PIECES_PER_THREAT: u64 = 16;

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
    Trials { case: usize, threat: ThreatId, trials: Range<u64> },
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

/// Pieces of work that [`run`] reports one by one.
pub fn pieces_of(study: &Study) -> u64 {
    pieces(study).len() as u64
}

/// Runs the study on `threads` threads (0: all cores) and calls `advanced` after each piece.
/// `networks` are the study's cases, compiled, in the same order.
///
/// # Errors
/// A rule that cannot be applied, or threads that cannot be started.
pub fn run(
    study: &Study,
    networks: &[Network],
    threads: usize,
    version: &str,
    advanced: &(dyn Fn() + Sync),
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
            .map(|piece| {
                let done = match piece {
                    Piece::Traffic { case } => {
                        Done::Traffic(traffic::run(&networks[case], study.run.seed))
                    }
                    Piece::Trials { case, threat, trials } => {
                        Done::Trials(attack::run(&graphs[case], threat, &settings, trials))
                    }
                };
                advanced();
                done
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
    let cuts = cuts(study.run.trials).len();
    let mut losses = Vec::new();
    let cases = networks
        .iter()
        .zip(&graphs)
        .zip(days)
        .map(|((network, graph), traffic)| {
            let case = network.case();
            let threats: Vec<ThreatOutcome> = (0..case.threats.len())
                .map(|id| {
                    let of_threat: Vec<BlockTally> = tallies.by_ref().take(cuts).collect();
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

/// All pieces: the days first, since they take longest; then trials in order of case, threat and
/// number.
fn pieces(study: &Study) -> Vec<Piece> {
    let cuts = cuts(study.run.trials);
    let days = (0..study.cases.len()).map(|case| Piece::Traffic { case });
    let trials = study.cases.iter().enumerate().flat_map(|(case, c)| {
        let cuts = &cuts;
        (0..c.threats.len()).flat_map(move |threat| {
            cuts.iter().map(move |trials| Piece::Trials {
                case,
                threat: ThreatId(threat),
                trials: trials.clone(),
            })
        })
    });
    days.chain(trials).collect()
}

/// The trials of a threat in at most [`PIECES_PER_THREAT`] runs of whole blocks.
fn cuts(trials: u64) -> Vec<Range<u64>> {
    let size = trials.div_ceil(BLOCK_TRIALS).div_ceil(PIECES_PER_THREAT).max(1) * BLOCK_TRIALS;
    (0..trials.div_ceil(size)).map(|piece| piece * size..((piece + 1) * size).min(trials)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_cover_all_trials_once_at_block_edges() {
        for trials in [0, 1, 1_023, 1_024, 1_025, 16_384, 16_385, 10_000_000] {
            let cuts = cuts(trials);
            assert!(cuts.len() as u64 <= PIECES_PER_THREAT);
            let mut next = 0;
            for cut in cuts {
                assert!(cut.start == next && cut.start % BLOCK_TRIALS == 0 && cut.end > cut.start);
                next = cut.end;
            }
            assert_eq!(next, trials);
        }
    }
}
