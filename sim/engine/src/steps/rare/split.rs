//! The replicates: independent families of worlds that split by two at each level.

use super::model::Model;
use super::walk::{Level, Walker};
use super::{ARRIVALS_NEEDED, Refusal, Settings};
use crate::chance::{Source, Stream};
use crate::interval::wilson;
use crate::outcome::Estimate;
use rayon::prelude::*;

/// The 97.5 % quantile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Probability of the event, with its 95 % interval, on the threads of the pool that this is called
/// in.
pub(super) fn estimate(
    model: &Model,
    levels: &[Level],
    settings: &Settings,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Estimate, Refusal> {
    let sums = (0..settings.replicates)
        .into_par_iter()
        .map_init(
            || Family::new(model, levels, settings.seed, stop),
            |family, replicate| family.arrivals(replicate).map(Sums::of),
        )
        .try_reduce(Sums::default, |a, b| Some(a.and(b)))
        .ok_or(Refusal::Stopped)?;
    if levels.len() == 1 {
        return Ok(wilson(sums.families, settings.replicates));
    }
    if sums.families < ARRIVALS_NEEDED {
        return Err(Refusal::TooFewReplicates {
            goal: model.goal.clone(),
            arrived: sums.families,
            replicates: settings.replicates,
        });
    }
    Ok(sums.estimate(settings.replicates, levels.len() - 1))
}

/// Sums over families of the worlds that arrived in each.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    /// Families in which any arrived.
    families: u64,
    worlds: u128,
    squares: u128,
}

impl Sums {
    fn of(arrivals: u64) -> Sums {
        let worlds = u128::from(arrivals);
        Sums { families: u64::from(arrivals > 0), worlds, squares: worlds * worlds }
    }

    fn and(self, other: Sums) -> Sums {
        Sums {
            families: self.families + other.families,
            worlds: self.worlds + other.worlds,
            squares: self.squares + other.squares,
        }
    }

    /// Mean over families and halvings; the standard error is that of the mean of independent values.
    fn estimate(self, replicates: u64, halvings: usize) -> Estimate {
        let n = replicates as f64;
        let (sum, squares) = (self.worlds as f64, self.squares as f64);
        let variance = (squares - sum * sum / n).max(0.0) / (n - 1.0);
        let relative_error = libm::sqrt(variance * n) / sum;
        let value = libm::scalbn(sum / n, -(halvings as i32));
        let factor = libm::exp(Z * relative_error);
        Estimate { value, low: value / factor, high: (value * factor).min(1.0) }
    }
}

/// Plays replicates, one after the other.
struct Family<'a> {
    walker: Walker<'a>,
    levels: &'a [Level],
    source: Source,
    /// At each level the world that walks there.
    worlds: Vec<Vec<f64>>,
    stop: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Family<'a> {
    fn new(
        model: &'a Model,
        levels: &'a [Level],
        seed: u64,
        stop: &'a (dyn Fn() -> bool + Sync),
    ) -> Family<'a> {
        Family {
            walker: Walker::new(model),
            levels,
            source: Source::new(seed, model.key),
            worlds: vec![Vec::new(); levels.len()],
            stop,
        }
    }

    /// Worlds of a replicate that arrive at the last level; none if it was stopped.
    fn arrivals(&mut self, replicate: u64) -> Option<u64> {
        if (self.stop)() {
            return None;
        }
        let mut stream = self.source.stream(replicate, 0);
        self.walker.start(&mut self.worlds[0], &mut stream);
        if !self.walker.is_good(&self.worlds[0], &self.levels[0]) {
            return Some(0);
        }
        self.descend(0, &mut stream)
    }

    /// Worlds that arrive out of the one that has come to this level.
    fn descend(&mut self, level: usize, stream: &mut Stream) -> Option<u64> {
        let Some(next) = self.levels.get(level + 1) else { return Some(1) };
        let mut arrivals = 0;
        for _ in 0..2 {
            if (self.stop)() {
                return None;
            }
            self.walker.sweep(&mut self.worlds[level], &self.levels[level], stream);
            if self.walker.is_good(&self.worlds[level], next) {
                let (above, below) = self.worlds.split_at_mut(level + 1);
                below[0].clone_from(&above[level]);
                arrivals += self.descend(level + 1, stream)?;
            }
        }
        Some(arrivals)
    }
}
