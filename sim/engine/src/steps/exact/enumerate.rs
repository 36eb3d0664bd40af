//! The probability of a goal as a sum over all combinations of coins, 512 at a time.
//!
//! Bit *b* of a word is one combination. The first nine coins differ within a block of 512, by fixed
//! patterns; the others count the blocks. What is reached is a least fixpoint over words (OR and AND
//! bit by bit), found by sweeps; the weights of the combinations in which the goal is reached are
//! added. Bit-parallel worlds: Then et al., The more the merrier, VLDB 2014.
//!
//! Must not know how the problem was reduced.

use super::Stopped;
use super::problem::{Problem, Step};
use sansou_scenario::raw::StepKind;

const WORDS: usize = 8;
/// Coins that differ within a block.
const BLOCK_COINS: usize = 9;
/// More are not enumerated, whatever the method.
const MAX_COINS: usize = 48;
/// Blocks between two questions whether to stop.
const BLOCKS_PER_POLL: u64 = 1 << 6;

type Block = [u64; WORDS];

/// Coins of a problem: one per step that is uncertain by itself, and its draws.
pub(super) fn coins(problem: &Problem) -> usize {
    problem.steps.iter().filter(|step| step.probability < 1.0).count() + problem.draws.len()
}

/// Work of running through all combinations: their number times the steps.
pub(super) fn work(problem: &Problem) -> f64 {
    let coins = coins(problem);
    let combinations = if coins > MAX_COINS { f64::INFINITY } else { (1u64 << coins) as f64 };
    combinations * problem.steps.len() as f64
}

/// Probability of the goal; [`work`] must be finite.
pub(super) fn probability(problem: &Problem, stop: &dyn Fn() -> bool) -> Result<f64, Stopped> {
    let mut worlds = Worlds::new(problem);
    let outer = worlds.coins.len().saturating_sub(BLOCK_COINS);
    let weights = worlds.weights_in_block();
    let mut total = 0.0;
    for block in 0..1u64 << outer {
        if block.is_multiple_of(BLOCKS_PER_POLL) && stop() {
            return Err(Stopped);
        }
        worlds.throw(block);
        worlds.spread();
        let mut sum = 0.0;
        for (word, weights) in worlds.reached[problem.goal].iter().zip(weights.chunks(64)) {
            let mut bits = *word;
            while bits != 0 {
                sum += weights[bits.trailing_zeros() as usize];
                bits &= bits - 1;
            }
        }
        total += sum * worlds.weight_of_block(block);
    }
    Ok(total)
}

/// A block of combinations.
struct Worlds<'a> {
    problem: &'a Problem,
    /// Order of the sweeps: breadth first from the entries.
    order: Vec<usize>,
    /// Probability of true of each coin.
    coins: Vec<f64>,
    /// Coin of each uncertain step; the draws' come first.
    coin_of: Vec<Option<usize>>,
    values: Vec<Block>,
    feasible: Vec<Block>,
    reached: Vec<Block>,
}

impl<'a> Worlds<'a> {
    fn new(problem: &'a Problem) -> Worlds<'a> {
        let mut coins = problem.draws.clone();
        let coin_of = problem.steps.iter().map(|step| {
            (step.probability < 1.0).then(|| {
                coins.push(step.probability);
                coins.len() - 1
            })
        });
        Worlds {
            coin_of: coin_of.collect(),
            order: breadth_first(problem),
            values: vec![[0; WORDS]; coins.len()],
            coins,
            feasible: vec![[0; WORDS]; problem.steps.len()],
            reached: vec![[0; WORDS]; problem.steps.len()],
            problem,
        }
    }

    /// Weight of each combination of the first nine coins; 0 for those that there are not.
    fn weights_in_block(&self) -> Vec<f64> {
        let inner = self.coins.len().min(BLOCK_COINS);
        let mut weights = vec![0.0; WORDS * 64];
        weights[0] = 1.0;
        for (coin, &probability) in self.coins[..inner].iter().enumerate() {
            for combination in 0..1 << coin {
                weights[combination | 1 << coin] = weights[combination] * probability;
                weights[combination] *= 1.0 - probability;
            }
        }
        weights
    }

    fn weight_of_block(&self, block: u64) -> f64 {
        let outer = self.coins.iter().skip(BLOCK_COINS).enumerate();
        outer.map(|(bit, &p)| if block >> bit & 1 == 1 { p } else { 1.0 - p }).product()
    }

    /// Sets the coins of a block, and with them which steps are feasible where.
    fn throw(&mut self, block: u64) {
        for (coin, values) in self.values.iter_mut().enumerate() {
            for (word, value) in values.iter_mut().enumerate() {
                *value = coin_word(coin, word, block);
            }
        }
        for ((step, feasible), coin) in
            self.problem.steps.iter().zip(&mut self.feasible).zip(&self.coin_of)
        {
            *feasible = coin.map_or([u64::MAX; WORDS], |coin| self.values[coin]);
            for (word, feasible) in feasible.iter_mut().enumerate() {
                step.requires.iter().for_each(|&draw| *feasible &= self.values[draw][word]);
                step.unless.iter().for_each(|&draw| *feasible &= !self.values[draw][word]);
            }
        }
    }

    /// The least fixpoint.
    fn spread(&mut self) {
        self.reached.fill([0; WORDS]);
        let mut changed = true;
        while changed {
            changed = false;
            for &index in &self.order {
                let mut now = self.possible(&self.problem.steps[index]);
                for (word, feasible) in now.iter_mut().zip(&self.feasible[index]) {
                    *word &= feasible;
                }
                changed |= now != self.reached[index];
                self.reached[index] = now;
            }
        }
    }

    /// Where a step is possible by what is reached so far.
    fn possible(&self, step: &Step) -> Block {
        if step.entry {
            return [u64::MAX; WORDS];
        }
        let mut possible = [if step.kind == StepKind::And { u64::MAX } else { 0 }; WORDS];
        for &parent in &step.parents {
            for (word, reached) in possible.iter_mut().zip(&self.reached[parent]) {
                match step.kind {
                    StepKind::Or => *word |= reached,
                    StepKind::And => *word &= reached,
                }
            }
        }
        possible
    }
}

/// Values of a coin in a word of a block.
fn coin_word(coin: usize, word: usize, block: u64) -> u64 {
    const PATTERNS: [u64; 6] = [
        0xaaaa_aaaa_aaaa_aaaa,
        0xcccc_cccc_cccc_cccc,
        0xf0f0_f0f0_f0f0_f0f0,
        0xff00_ff00_ff00_ff00,
        0xffff_0000_ffff_0000,
        0xffff_ffff_0000_0000,
    ];
    let bit = match coin {
        0..6 => return PATTERNS[coin],
        6..BLOCK_COINS => word >> (coin - 6) & 1 == 1,
        _ => block >> (coin - BLOCK_COINS) & 1 == 1,
    };
    if bit { u64::MAX } else { 0 }
}

/// All steps, nearest to an entry first.
fn breadth_first(problem: &Problem) -> Vec<usize> {
    let children = problem.children();
    let mut order: Vec<usize> =
        (0..problem.steps.len()).filter(|&step| problem.steps[step].entry).collect();
    let mut seen: Vec<bool> = problem.steps.iter().map(|step| step.entry).collect();
    let mut next = 0;
    while let Some(&step) = order.get(next) {
        next += 1;
        for &child in &children[step] {
            if !seen[child] {
                seen[child] = true;
                order.push(child);
            }
        }
    }
    order
}
