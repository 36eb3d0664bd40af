//! The pilot: levels of ease such that about half of the good worlds stay good from each to the next.
//!
//! A fixed number of worlds walks down together. The next level is found by bisection on log₂ γ, until
//! the share of worlds that are good there is near one half; those that are not are replaced by copies
//! of those that are, and all walk on. The pilot only chooses levels: however it errs, the estimate
//! from them has the right mean. Its work is bounded: [`LEVELS_AT_MOST`] levels, and for each a fixed
//! number of bisections.

use super::Refusal;
use super::model::Model;
use super::walk::{Level, Walker};
use crate::chance::{Key, Source, Stream};
use rayon::prelude::*;

/// Worlds of the pilot.
const WORLDS: u64 = 400;
/// Worlds that a thread takes at a time.
const WORLDS_AT_A_TIME: usize = 50;
/// Share of good worlds from which on plain trials do as well: one level is enough.
const SHARE_NOT_RARE: f64 = 0.05;
/// Sweeps of each world at each level.
const SWEEPS: u32 = 2;
/// Shares of worlds that a level may keep.
const SHARE_KEPT: [f64; 2] = [0.45, 0.55];
/// Bisections after which the share is taken to jump over those.
const BISECTIONS: u32 = 50;
/// log₂ γ that stands for "all coins are good".
const UTMOST_EXPONENT: f64 = 1_000.0;
/// About log₂ of the least probability that is followed, which is that of f64.
const LEVELS_AT_MOST: usize = 1_000;

/// Levels for a model, ease falling, the last one 1. Runs on the threads of the pool that it is called
/// in; each world has its own draws, so their number changes nothing.
pub(super) fn choose(
    model: &Model,
    seed: u64,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Level>, Refusal> {
    let mut pilot = Pilot::new(model, seed, stop);
    let mut levels = Vec::new();
    let mut above = None;
    while levels.len() < LEVELS_AT_MOST {
        let exponent = pilot.next_exponent(above)?.ok_or_else(|| no_way_down(model, &levels))?;
        let level = Level::new(model, libm::exp2(exponent));
        if exponent > 0.0 {
            pilot.walk_to(&level)?;
        }
        levels.push(level);
        if exponent <= 0.0 {
            return Ok(levels);
        }
        above = Some(exponent);
    }
    Err(no_way_down(model, &levels))
}

fn no_way_down(model: &Model, levels: &[Level]) -> Refusal {
    let ease = levels.last().map_or(f64::INFINITY, |level| level.ease);
    Refusal::NoWayDown { goal: model.goal.clone(), ease }
}

struct Pilot<'a> {
    model: &'a Model,
    worlds: Vec<(Vec<f64>, Stream)>,
    stop: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Pilot<'a> {
    fn new(model: &'a Model, seed: u64, stop: &'a (dyn Fn() -> bool + Sync)) -> Pilot<'a> {
        let walker = Walker::new(model);
        let source = Source::new(seed, model.key.and(Key::new(&["pilot"])));
        let start = |index| {
            let (mut world, mut stream) = (Vec::new(), source.stream(index, 0));
            walker.start(&mut world, &mut stream);
            (world, stream)
        };
        let worlds = (0..WORLDS).map(start).collect();
        Pilot { model, worlds, stop }
    }

    /// log₂ γ of the level after the one at `above` (none: after no level); 0 if the event itself is
    /// near enough, none if there is no way down.
    fn next_exponent(&self, above: Option<f64>) -> Result<Option<f64>, Refusal> {
        let [least, most] = SHARE_KEPT;
        let mut low = (0.0, self.share(0.0)?);
        if low.1 >= if above.is_none() { SHARE_NOT_RARE } else { least } {
            return Ok(Some(0.0));
        }
        let mut high = match above {
            Some(exponent) => exponent,
            None => match self.first_above(most)? {
                Ok(exponent) => exponent,
                // Even with all coins good the event is not near certain: the first level is there.
                Err(share) => return Ok((share > 0.0).then_some(UTMOST_EXPONENT)),
            },
        };
        for _ in 0..BISECTIONS {
            let exponent = low.0 + (high - low.0) / 2.0;
            let share = self.share(exponent)?;
            if share > most {
                high = exponent;
            } else if share < least {
                low = (exponent, share);
            } else {
                return Ok(Some(exponent));
            }
        }
        Ok((low.1 > 0.0).then_some(low.0))
    }

    /// An exponent with a greater share of good worlds, or that of the utmost.
    fn first_above(&self, wanted: f64) -> Result<Result<f64, f64>, Refusal> {
        let mut exponent = 1.0;
        loop {
            let share = self.share(exponent)?;
            if share > wanted {
                return Ok(Ok(exponent));
            }
            if exponent >= UTMOST_EXPONENT {
                return Ok(Err(share));
            }
            exponent = (exponent * 2.0).min(UTMOST_EXPONENT);
        }
    }

    /// Share of worlds that are good at this log₂ γ.
    fn share(&self, exponent: f64) -> Result<f64, Refusal> {
        let level = Level::new(self.model, libm::exp2(exponent));
        let worlds = self.worlds.par_iter().with_min_len(WORLDS_AT_A_TIME);
        let good = worlds.map_init(
            || Walker::new(self.model),
            |walker, (world, _)| (!(self.stop)()).then(|| u32::from(walker.is_good(world, &level))),
        );
        let good = good.try_reduce(|| 0, |a, b| Some(a + b)).ok_or(Refusal::Stopped)?;
        Ok(f64::from(good) / WORLDS as f64)
    }

    /// Replaces worlds that are not good at a level by those that are, in turn, and lets all walk.
    fn walk_to(&mut self, level: &Level) -> Result<(), Refusal> {
        let mut walker = Walker::new(self.model);
        let worlds = self.worlds.iter().map(|(world, _)| world);
        let good: Vec<Vec<f64>> =
            worlds.filter(|world| walker.is_good(world, level)).cloned().collect();
        let (model, stop) = (self.model, self.stop);
        let walks = self.worlds.par_iter_mut().with_min_len(WORLDS_AT_A_TIME).enumerate();
        let walks = walks.map_init(
            || Walker::new(model),
            |walker, (index, (world, stream))| {
                world.clone_from(&good[index % good.len()]);
                for _ in 0..SWEEPS {
                    if stop() {
                        return None;
                    }
                    walker.sweep(world, level, stream);
                }
                Some(())
            },
        );
        walks.try_reduce(|| (), |(), ()| Some(())).ok_or(Refusal::Stopped)
    }
}
