//! The pilot: levels such that about half of the good worlds stay good from each to the next.
//!
//! A fixed number of worlds walks down together. The next power is found by bisection, until the
//! share of worlds that are good there is near one half; those that are not are replaced by copies
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
/// Shares of worlds that a level may keep: narrow, since over hundreds of levels a little more or less
/// makes families explode or die out.
const SHARE_KEPT: [f64; 2] = [0.49, 0.51];
/// Bisections after which the share is taken to jump over those.
const BISECTIONS: u32 = 50;
/// About log₂ of the least probability that is followed, which is that of f64.
const LEVELS_AT_MOST: usize = 1_000;

/// Levels for a model, powers rising, the last one 1. Runs on the threads of the pool that it is called
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
        let power = pilot.next_power(above)?.ok_or_else(|| no_way_down(model, above))?;
        let level = Level::new(model, power);
        if power < 1.0 {
            pilot.walk_to(&level)?;
        }
        levels.push(level);
        if power >= 1.0 {
            return Ok(levels);
        }
        above = Some(power);
    }
    Err(no_way_down(model, above))
}

fn no_way_down(model: &Model, power: Option<f64>) -> Refusal {
    Refusal::NoWayDown { goal: model.goal.clone(), power: power.unwrap_or(0.0) }
}

/// A world of the pilot.
struct World {
    values: Vec<f64>,
    stream: Stream,
    /// The greatest power at which it is known to be good, and the least at which it is known not to:
    /// a bisection looks only at the worlds that it has not decided.
    good_at: f64,
    bad_at: f64,
}

struct Pilot<'a> {
    model: &'a Model,
    worlds: Vec<World>,
    stop: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Pilot<'a> {
    fn new(model: &'a Model, seed: u64, stop: &'a (dyn Fn() -> bool + Sync)) -> Pilot<'a> {
        let walker = Walker::new(model);
        let source = Source::new(seed, model.key.and(Key::new(&["pilot"])));
        let start = |index| {
            let (mut values, mut stream) = (Vec::new(), source.stream(index, 0));
            walker.start(&mut values, &mut stream);
            World { values, stream, good_at: -1.0, bad_at: f64::INFINITY }
        };
        let worlds = (0..WORLDS).map(start).collect();
        Pilot { model, worlds, stop }
    }

    /// Power of the level after the one at `above` (none: after no level); 1 if the event itself is
    /// near enough, none if there is no way down.
    fn next_power(&mut self, above: Option<f64>) -> Result<Option<f64>, Refusal> {
        let [least, most] = SHARE_KEPT;
        let mut hard = (1.0, self.share(1.0)?);
        if hard.1 >= if above.is_none() { SHARE_NOT_RARE } else { least } {
            return Ok(Some(1.0));
        }
        let mut easy = above.unwrap_or(0.0);
        if above.is_none() {
            let share = self.share(0.0)?;
            if share <= most {
                // Sides of draws and fixed times alone make the event uncertain.
                return Ok((share > 0.0).then_some(0.0));
            }
        }
        for _ in 0..BISECTIONS {
            let power = easy + (hard.0 - easy) / 2.0;
            let share = self.share(power)?;
            if share > most {
                easy = power;
            } else if share < least {
                hard = (power, share);
            } else {
                return Ok(Some(power));
            }
        }
        Ok((hard.1 > 0.0).then_some(hard.0))
    }

    /// Share of worlds that are good at this power.
    fn share(&mut self, power: f64) -> Result<f64, Refusal> {
        let (model, stop) = (self.model, self.stop);
        let level = Level::new(model, power);
        let worlds = self.worlds.par_iter_mut().with_min_len(WORLDS_AT_A_TIME);
        let good = worlds.map_init(
            || Walker::new(model),
            |walker, world| {
                if stop() {
                    return None;
                }
                if power > world.good_at && power < world.bad_at {
                    if walker.is_good(&world.values, &level) {
                        world.good_at = power;
                    } else {
                        world.bad_at = power;
                    }
                }
                Some(u32::from(power <= world.good_at))
            },
        );
        let good = good.try_reduce(|| 0, |a, b| Some(a + b)).ok_or(Refusal::Stopped)?;
        Ok(f64::from(good) / WORLDS as f64)
    }

    /// Replaces worlds that are not good at a level by those that are, in turn, and lets all walk.
    fn walk_to(&mut self, level: &Level) -> Result<(), Refusal> {
        let mut walker = Walker::new(self.model);
        let worlds = self.worlds.iter().map(|world| &world.values);
        let good: Vec<Vec<f64>> =
            worlds.filter(|values| walker.is_good(values, level)).cloned().collect();
        let (model, stop) = (self.model, self.stop);
        let walks = self.worlds.par_iter_mut().with_min_len(WORLDS_AT_A_TIME).enumerate();
        let walks = walks.map_init(
            || Walker::new(model),
            |walker, (index, world)| {
                world.values.clone_from(&good[index % good.len()]);
                (world.good_at, world.bad_at) = (-1.0, f64::INFINITY);
                for _ in 0..SWEEPS {
                    if stop() {
                        return None;
                    }
                    walker.sweep(&mut world.values, level, &mut world.stream);
                }
                Some(())
            },
        );
        walks.try_reduce(|| (), |(), ()| Some(())).ok_or(Refusal::Stopped)
    }
}
