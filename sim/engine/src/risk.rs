//! Risk scores: yearly frequency and loss of each goal, and IPA-style levels A–E.
//!
//! Knows the case, named chance, and what the attack engine found ([`ThreatOutcome`]); must not know
//! how it was found. Frequencies per year, money in yen.
//!
//! The value of a score is computed at the central inputs. Its range is the middle 90 % over
//! [`PARAMETER_DRAWS`] draws of the inputs (rates, damages, sizes) from their ranges, together with the
//! sampling error of P(goal). Inputs are drawn by the key of their ledger entry, so models that share
//! an input share its draws, and [`ranking`] compares models draw by draw. The success probabilities
//! of rules and the effects of controls are held at their central values.
//!
//! A [`difference`] of two cases takes the same draws for both, and the error of the difference of
//! P(goal) from their shared trials instead of two errors of their own.
//!
//! The levels follow the business-damage frame of IPA's guide (制御システムのセキュリティリスク分析
//! ガイド 第2版); the thresholds that turn numbers into levels are this program's own (MODEL.md), and
//! of the 27 cells of the matrix only five are confirmed in published data, which
//! [`IpaRank::confirmed`] tells.

use crate::chance::{Stream, normal_quantile};
use crate::outcome::{Estimate, GoalDifference, IpaRank, RiskItem, RiskOutcome, ThreatOutcome};
use sansou_scenario::case::{Case, Goal, Quantity, Threat};

/// Draws of the inputs from their ranges.
pub const PARAMETER_DRAWS: usize = 2_000;
/// Half width of a 95 % interval in standard deviations.
const Z_95: f64 = 1.959_963_984_540_054;

/// Attempts a year from which the threat level is 3 (monthly or more) and 2 (yearly or more).
pub const THREAT_LEVELS_PER_YEAR: [f64; 2] = [12.0, 1.0];
/// P(goal | attempt) from which the vulnerability level is 3 and 2.
pub const VULNERABILITY_LEVELS: [f64; 2] = [0.1, 0.01];
/// Damage in yen from which the damage level is 3 and 2.
pub const DAMAGE_LEVELS_YEN: [f64; 2] = [100_000_000.0, 10_000_000.0];

/// Cells (damage, threat, vulnerability) seen in published worked sheets.
const CONFIRMED: [(u8, u8, u8); 5] = [(3, 3, 3), (3, 3, 2), (3, 3, 1), (3, 2, 2), (3, 2, 1)];

/// Scores of a case, and its yearly loss in each draw of the inputs.
#[derive(Debug, Clone)]
pub struct Scored {
    /// The scores.
    pub outcome: RiskOutcome,
    /// Expected yearly loss in each of the draws, yen.
    pub losses: Vec<f64>,
}

/// Scores every goal of every threat of the case.
pub fn score(case: &Case, threats: &[ThreatOutcome], seed: u64) -> Scored {
    let draws = Draws { case, seed };
    let mut items = Vec::new();
    let mut losses = vec![0.0; PARAMETER_DRAWS];
    for outcome in threats {
        let Some(threat) = case.threats.iter().find(|t| t.id == outcome.threat) else { continue };
        for reached in &outcome.goals {
            let Some(goal) = case.goals.iter().find(|g| g.id == reached.goal) else { continue };
            let (item, drawn) = draws.item(threat, goal, reached.probability);
            items.push(item);
            losses.iter_mut().zip(drawn).for_each(|(all, one)| *all += one);
        }
    }
    let value = items.iter().map(|i| i.annual_loss.value).sum();
    Scored { outcome: RiskOutcome { annual_loss: middle(value, losses.clone()), items }, losses }
}

/// For each pair of cases the share of the draws in which the first loses less than the second; ties
/// count half.
pub fn ranking(losses: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let less = |a: &Vec<f64>, b: &Vec<f64>| {
        let wins: f64 = a
            .iter()
            .zip(b)
            .map(|(a, b)| match a.total_cmp(b) {
                std::cmp::Ordering::Less => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Greater => 0.0,
            })
            .sum();
        wins / a.len().max(1) as f64
    };
    losses.iter().map(|a| losses.iter().map(|b| less(a, b)).collect()).collect()
}

/// A case with what the attack engine found.
#[derive(Debug, Clone, Copy)]
pub struct Attacked<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its threats.
    pub threats: &'a [ThreatOutcome],
}

impl<'a> Attacked<'a> {
    /// A threat, a goal and P(goal), by their ids.
    fn find(self, threat: &str, goal: &str) -> Option<(&'a Threat, &'a Goal, Estimate)> {
        let goals = &self.threats.iter().find(|t| t.threat == threat)?.goals;
        let probability = goals.iter().find(|g| g.goal == goal)?.probability;
        let threat = self.case.threats.iter().find(|t| t.id == threat)?;
        let goal = self.case.goals.iter().find(|g| g.id == goal)?;
        Some((threat, goal, probability))
    }
}

/// Expected yearly loss of a case minus that of another, as a whole and for each goal whose
/// difference of P(goal) is given (threat id, goal id, variant − base with its 95 % interval).
pub fn difference(
    base: Attacked,
    variant: Attacked,
    goals: &[(&str, &str, Estimate)],
    seed: u64,
) -> (Estimate, Vec<GoalDifference>) {
    let of_base = Draws { case: base.case, seed };
    let of_variant = Draws { case: variant.case, seed };
    let mut total = (0.0, vec![0.0; PARAMETER_DRAWS]);
    let mut found = Vec::new();
    for &(threat, goal, apart) in goals {
        let sides = base.find(threat, goal).zip(variant.find(threat, goal));
        let Some(((t_base, g_base, p_base), (t_variant, g_variant, p_variant))) = sides else {
            continue;
        };
        let value = of_variant.central(t_variant, g_variant) * p_variant.value
            - of_base.central(t_base, g_base) * p_base.value;
        let drawn: Vec<f64> = (0..PARAMETER_DRAWS)
            .map(|draw| {
                let p = of_base.probability(t_base, g_base, p_base, draw);
                let name = ["error of the difference", of_variant.model(), threat, goal];
                let changed = (p + of_base.within(&name, apart, draw)).clamp(0.0, 1.0);
                of_variant.loss(t_variant, g_variant, draw) * changed
                    - of_base.loss(t_base, g_base, draw) * p
            })
            .collect();
        total.0 += value;
        total.1.iter_mut().zip(&drawn).for_each(|(all, one)| *all += one);
        found.push(GoalDifference {
            threat: threat.to_owned(),
            goal: goal.to_owned(),
            probability: apart,
            annual_loss: middle(value, drawn),
        });
    }
    (middle(total.0, total.1), found)
}

/// Draws of the inputs of a case.
struct Draws<'a> {
    case: &'a Case,
    seed: u64,
}

impl Draws<'_> {
    fn item(&self, threat: &Threat, goal: &Goal, probability: Estimate) -> (RiskItem, Vec<f64>) {
        let mut frequencies = Vec::with_capacity(PARAMETER_DRAWS);
        let mut damages = Vec::with_capacity(PARAMETER_DRAWS);
        for draw in 0..PARAMETER_DRAWS {
            let reached = self.probability(threat, goal, probability, draw);
            frequencies.push(self.quantity(&threat.rate, draw) * reached);
            damages.push(damage(self.case, goal, |q| self.quantity(q, draw)));
        }
        let losses: Vec<f64> = frequencies.iter().zip(&damages).map(|(f, d)| f * d).collect();
        let central = damage(self.case, goal, |q| q.value);
        let frequency = threat.rate.value * probability.value;
        let item = RiskItem {
            threat: threat.id.clone(),
            goal: goal.id.clone(),
            frequency: middle(frequency, frequencies),
            damage: middle(central, damages),
            annual_loss: middle(frequency * central, losses.clone()),
            rank: rank(central, threat.rate.value, probability.value),
        };
        (item, losses)
    }

    /// An input within its range: triangular with its mode at the value, on the logarithm where the
    /// range is positive.
    fn quantity(&self, q: &Quantity, draw: usize) -> f64 {
        if q.low >= q.high {
            return q.value;
        }
        let key = &self.case.ledger[q.ledger.0].key;
        let uniform = Stream::new(self.seed, &["parameter", key], draw as u64).uniform();
        if q.low > 0.0 {
            let log = triangular(libm::log(q.low), libm::log(q.value), libm::log(q.high), uniform);
            libm::exp(log)
        } else {
            triangular(q.low, q.value, q.high, uniform)
        }
    }

    fn model(&self) -> &str {
        &self.case.model
    }

    /// Yearly loss if every attempt reached the goal, at the central inputs.
    fn central(&self, threat: &Threat, goal: &Goal) -> f64 {
        threat.rate.value * damage(self.case, goal, |q| q.value)
    }

    /// The same in a draw.
    fn loss(&self, threat: &Threat, goal: &Goal, draw: usize) -> f64 {
        let damage = damage(self.case, goal, |q| self.quantity(q, draw));
        self.quantity(&threat.rate, draw) * damage
    }

    /// P(goal) within its sampling error.
    fn probability(&self, threat: &Threat, goal: &Goal, p: Estimate, draw: usize) -> f64 {
        let name = ["sampling error", &self.case.model, &threat.id, &goal.id];
        self.within(&name, p, draw).clamp(0.0, 1.0)
    }

    /// Within the 95 % interval of an estimate: normal on either side with its half widths.
    fn within(&self, name: &[&str], e: Estimate, draw: usize) -> f64 {
        let z = normal_quantile(Stream::new(self.seed, name, draw as u64).open_uniform());
        let side = if z > 0.0 { e.high - e.value } else { e.value - e.low };
        e.value + side * z / Z_95
    }
}

/// Quantile of the triangular distribution.
fn triangular(low: f64, mode: f64, high: f64, uniform: f64) -> f64 {
    let (left, right, width) = (mode - low, high - mode, high - low);
    if uniform * width < left {
        low + (uniform * width * left).sqrt()
    } else {
        high - ((1.0 - uniform) * width * right).sqrt()
    }
}

/// Damage of the goal in yen, its inputs read by `of`: base + records × per record + staff × lost
/// hours × pay.
fn damage(case: &Case, goal: &Goal, of: impl Fn(&Quantity) -> f64) -> f64 {
    let records: f64 = goal.assets.iter().map(|a| of(&case.assets[a.0].records)).sum();
    let work = of(&case.municipality.staff) * of(&case.municipality.pay_per_hour);
    of(&goal.damage.base)
        + records * of(&goal.damage.per_record)
        + work * of(&goal.damage.lost_hours_per_staff)
}

/// A value with the middle 90 % of draws around it.
fn middle(value: f64, mut draws: Vec<f64>) -> Estimate {
    draws.sort_unstable_by(f64::total_cmp);
    let at = |p: f64| draws[((p * draws.len() as f64) as usize).min(draws.len() - 1)];
    Estimate { value, low: at(0.05), high: at(0.95) }
}

/// Levels and risk value for a damage in yen, attempts a year and P(goal | attempt).
pub fn rank(damage_yen: f64, attempts_per_year: f64, probability: f64) -> IpaRank {
    let damage = level(damage_yen, DAMAGE_LEVELS_YEN);
    let threat = level(attempts_per_year, THREAT_LEVELS_PER_YEAR);
    let vulnerability = level(probability, VULNERABILITY_LEVELS);
    let value = match damage * threat * vulnerability {
        18.. => 'A',
        9..=17 => 'B',
        6..=8 => 'C',
        3..=5 => 'D',
        _ => 'E',
    };
    let confirmed = CONFIRMED.contains(&(damage, threat, vulnerability));
    IpaRank { threat, vulnerability, damage, value, confirmed }
}

fn level(x: f64, from: [f64; 2]) -> u8 {
    if x >= from[0] {
        3
    } else if x >= from[1] {
        2
    } else {
        1
    }
}
