//! The replicates: independent families of worlds that split by two at each level, and the interval
//! that their spread leaves.

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
            |family, replicate| family.play(replicate).map(Sums::of),
        )
        .try_reduce(Sums::default, |a, b| Some(a.and(b)))
        .ok_or(Refusal::Stopped)?;
    if levels.len() == 1 {
        return Ok(scaled(&wilson(sums.all.families, settings.replicates), model.excess));
    }
    let known = model.likeliest.as_ref().map_or(0.0, |way| way.probability);
    let scale = libm::scalbn(model.excess, 1 - levels.len() as i32) / settings.replicates as f64;
    sums.estimate(known, scale, settings.replicates).ok_or_else(|| Refusal::TooFewReplicates {
        goal: model.goal.clone(),
        arrived: sums.all.families,
        replicates: settings.replicates,
    })
}

fn scaled(estimate: &Estimate, factor: f64) -> Estimate {
    let scaled = |end: f64| (end * factor).min(1.0);
    Estimate {
        value: scaled(estimate.value),
        low: scaled(estimate.low),
        high: scaled(estimate.high),
    }
}

/// Worlds of a replicate that arrived.
#[derive(Debug, Clone, Copy, Default)]
struct Arrivals {
    all: u64,
    /// Without the likeliest way.
    others: u64,
}

/// Sums over families of the worlds that arrived in each: of all, and of those without the likeliest
/// way.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    all: Sum,
    others: Sum,
}

impl Sums {
    fn of(arrivals: Arrivals) -> Sums {
        Sums { all: Sum::of(arrivals.all), others: Sum::of(arrivals.others) }
    }

    fn and(self, other: Sums) -> Sums {
        Sums { all: self.all.and(other.all), others: self.others.and(other.others) }
    }

    /// The known probability of the likeliest way, and so much for each arrival without it. None if
    /// too few arrived.
    fn estimate(&self, known: f64, scale: f64, replicates: u64) -> Option<Estimate> {
        let value = known + self.others.worlds as f64 * scale;
        if self.others.carriers() >= ARRIVALS_NEEDED as f64 {
            let factor = libm::exp(self.others.log_half_width(replicates));
            let rest = value - known;
            let high = (known + rest * factor).min(1.0);
            return Some(Estimate { value: value.min(1.0), low: known + rest / factor, high });
        }
        if known <= 0.0 || self.all.carriers() < ARRIVALS_NEEDED as f64 {
            return None;
        }
        // Little came without the likeliest way: nothing is sure of it but that it is not much.
        let size = self.all.usual_size().max(self.others.usual_size());
        let high = known + count_at_most(self.others.families) * size * scale;
        Some(Estimate { value: value.min(1.0), low: known, high: high.min(1.0) })
    }
}

/// Upper end of the 95 % interval of a mean of which so many were counted: Wilson's, for rare events.
fn count_at_most(counted: u64) -> f64 {
    let counted = counted as f64;
    counted + Z * Z / 2.0 + Z * libm::sqrt(counted + Z * Z / 4.0)
}

/// Sums over families of a count of worlds.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    /// Families that have any.
    families: u64,
    worlds: u128,
    squares: u128,
}

impl Sum {
    fn of(worlds: u64) -> Sum {
        let worlds = u128::from(worlds);
        Sum { families: u64::from(worlds > 0), worlds, squares: worlds * worlds }
    }

    fn and(self, other: Sum) -> Sum {
        Sum {
            families: self.families + other.families,
            worlds: self.worlds + other.worlds,
            squares: self.squares + other.squares,
        }
    }

    /// How many families of one size would spread as these do: those that exist, or fewer if some
    /// are much larger than others.
    fn carriers(&self) -> f64 {
        if self.worlds == 0 {
            return 0.0;
        }
        self.worlds as f64 * self.worlds as f64 / self.squares as f64
    }

    /// Size of the family of a world, on average.
    fn usual_size(&self) -> f64 {
        if self.worlds == 0 { 0.0 } else { self.squares as f64 / self.worlds as f64 }
    }

    /// Half the 95 % interval of the mean, on the scale of the logarithm.
    fn log_half_width(&self, replicates: u64) -> f64 {
        let carriers = self.carriers();
        let n = replicates as f64;
        // That of the mean of n independent values, by their sample variance.
        let relative_error = libm::sqrt((1.0 / carriers - 1.0 / n).max(0.0) * n / (n - 1.0));
        student_quantile(carriers - 1.0) * relative_error
    }
}

/// The 97.5 % quantile of Student's t: Abramowitz and Stegun, "Handbook of Mathematical Functions"
/// (1964), 26.7.5; good to 1 % from 4 degrees of freedom.
fn student_quantile(degrees: f64) -> f64 {
    let first = (Z * Z * Z + Z) / 4.0;
    let second = (5.0 * Z * Z * Z * Z * Z + 16.0 * Z * Z * Z + 3.0 * Z) / 96.0;
    Z + first / degrees + second / (degrees * degrees)
}

/// Plays replicates, one after the other.
struct Family<'a> {
    model: &'a Model,
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
            model,
            walker: Walker::new(model),
            levels,
            source: Source::new(seed, model.key),
            worlds: vec![Vec::new(); levels.len()],
            stop,
        }
    }

    /// What arrives of a replicate at the last level; none if it was stopped.
    fn play(&mut self, replicate: u64) -> Option<Arrivals> {
        if (self.stop)() {
            return None;
        }
        let mut arrivals = Arrivals::default();
        let mut stream = self.source.stream(replicate, 0);
        self.walker.start(&mut self.worlds[0], &mut stream);
        if self.walker.is_good(&self.worlds[0], &self.levels[0]) {
            self.descend(0, &mut stream, &mut arrivals)?;
        }
        Some(arrivals)
    }

    /// Adds what arrives out of the world that has come to this level and was looked at last.
    fn descend(&mut self, level: usize, stream: &mut Stream, to: &mut Arrivals) -> Option<()> {
        let Some(next) = self.levels.get(level + 1) else {
            let likeliest = self.model.likeliest.as_ref();
            let is_other = !likeliest.is_some_and(|way| self.walker.holds(&way.literals));
            to.all += 1;
            to.others += u64::from(is_other);
            return Some(());
        };
        for _ in 0..2 {
            if (self.stop)() {
                return None;
            }
            self.walker.sweep(&mut self.worlds[level], &self.levels[level], stream);
            if self.walker.is_good(&self.worlds[level], next) {
                let (above, below) = self.worlds.split_at_mut(level + 1);
                below[0].clone_from(&above[level]);
                self.descend(level + 1, stream, to)?;
            }
        }
        Some(())
    }
}
