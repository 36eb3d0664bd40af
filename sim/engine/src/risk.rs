//! Risk scores: yearly frequency and loss of each goal, and IPA-style levels A–E.
//!
//! Knows the case and what the attack engine found ([`ThreatOutcome`]); must not know how it was
//! found. Frequencies per year, money in yen. Ranges combine the ends of the inputs' ranges with the
//! ends of the interval of P(goal): wide on purpose, and not a confidence interval. Sums add the ends
//! (as if everything went badly together).
//!
//! The levels follow the business-damage frame of IPA's guide (制御システムのセキュリティリスク分析
//! ガイド 第2版); the thresholds that turn numbers into levels are this program's own (MODEL.md), and
//! of the 27 cells of the matrix only five are confirmed in published data, which
//! [`IpaRank::confirmed`] tells.

use crate::outcome::{Estimate, IpaRank, RiskItem, RiskOutcome, ThreatOutcome};
use sansou_scenario::case::{Case, Goal, Quantity, Threat};

/// Attempts a year from which the threat level is 3 (monthly or more) and 2 (yearly or more).
pub const THREAT_LEVELS_PER_YEAR: [f64; 2] = [12.0, 1.0];
/// P(goal | attempt) from which the vulnerability level is 3 and 2.
pub const VULNERABILITY_LEVELS: [f64; 2] = [0.1, 0.01];
/// Damage in yen from which the damage level is 3 and 2.
pub const DAMAGE_LEVELS_YEN: [f64; 2] = [100_000_000.0, 10_000_000.0];

/// Cells (damage, threat, vulnerability) seen in published worked sheets.
const CONFIRMED: [(u8, u8, u8); 5] = [(3, 3, 3), (3, 3, 2), (3, 3, 1), (3, 2, 2), (3, 2, 1)];

/// Scores every goal of every threat of the case.
pub fn score(case: &Case, threats: &[ThreatOutcome]) -> RiskOutcome {
    let mut items = Vec::new();
    for outcome in threats {
        let Some(threat) = case.threats.iter().find(|t| t.id == outcome.threat) else { continue };
        for reached in &outcome.goals {
            let Some(goal) = case.goals.iter().find(|g| g.id == reached.goal) else { continue };
            items.push(item(case, threat, goal, reached.probability));
        }
    }
    let annual_loss = sum(items.iter().map(|i| i.annual_loss));
    RiskOutcome { annual_loss, items }
}

fn item(case: &Case, threat: &Threat, goal: &Goal, probability: Estimate) -> RiskItem {
    let frequency = product(range(&threat.rate), probability);
    let damage = damage(case, goal);
    RiskItem {
        threat: threat.id.clone(),
        goal: goal.id.clone(),
        frequency,
        damage,
        annual_loss: product(frequency, damage),
        rank: rank(damage.value, threat.rate.value, probability.value),
    }
}

/// Damage of the goal in this case, yen: base + records × per record + staff × lost hours × pay.
pub fn damage(case: &Case, goal: &Goal) -> Estimate {
    let records = sum(goal.assets.iter().map(|a| range(&case.assets[a.0].records)));
    let staff = range(&case.municipality.staff);
    let pay = range(&case.municipality.pay_per_hour);
    sum([
        range(&goal.damage.base),
        product(records, range(&goal.damage.per_record)),
        product(product(staff, pay), range(&goal.damage.lost_hours_per_staff)),
    ])
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

/// A quantity as an estimate: its value and the ends of its range.
pub(crate) fn range(q: &Quantity) -> Estimate {
    Estimate { value: q.value, low: q.low, high: q.high }
}

/// Product of non-negative estimates, end by end.
pub(crate) fn product(a: Estimate, b: Estimate) -> Estimate {
    Estimate { value: a.value * b.value, low: a.low * b.low, high: a.high * b.high }
}

/// Sum of estimates, end by end.
pub(crate) fn sum(all: impl IntoIterator<Item = Estimate>) -> Estimate {
    all.into_iter().fold(Estimate { value: 0.0, low: 0.0, high: 0.0 }, |a, b| Estimate {
        value: a.value + b.value,
        low: a.low + b.low,
        high: a.high + b.high,
    })
}
