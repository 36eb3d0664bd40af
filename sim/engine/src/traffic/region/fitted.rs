//! Fitted: clouds and bodies made by a law of sizes.
//!
//! Nothing is drawn: body i of n has the quantile (i + ½) ÷ n of a lognormal law, scaled and rounded
//! so that the users add up exactly. Bodies are dealt to the clouds in turn, the greatest first.

use crate::chance::normal_quantile;
use sansou_scenario::region::{Bodies, Body, Cloud, Law};
use std::borrow::Cow;

/// The clouds of a region.
pub(super) fn clouds(bodies: &Bodies) -> Cow<'_, [Cloud]> {
    match bodies {
        Bodies::Listed(clouds) => Cow::Borrowed(clouds),
        Bodies::Fitted(law) => Cow::Owned(made(law)),
    }
}

fn made(law: &Law) -> Vec<Cloud> {
    let mut clouds: Vec<Cloud> = (0..law.clouds)
        .map(|index| Cloud {
            id: format!("cloud_{:02}", index + 1),
            name: None,
            exit_bps: 0.0,
            bodies: Vec::new(),
        })
        .collect();
    for (index, users) in sizes(law).into_iter().enumerate() {
        let cloud = &mut clouds[index % law.clouds as usize];
        cloud.exit_bps += users * law.exit_per_user_bps;
        cloud.bodies.push(Body {
            id: format!("body_{:04}", index + 1),
            name: None,
            users,
            line_bps: (users * law.line_per_user_bps).max(law.least_line_bps),
            breakout_bps: None,
            times: Vec::new(),
        });
    }
    clouds
}

/// Users of each body, the greatest first: at least 1 each, the rest by the law.
fn sizes(law: &Law) -> Vec<f64> {
    let count = law.bodies as usize;
    let quantile = |index: usize| (index as f64 + 0.5) / count as f64;
    let weights: Vec<f64> =
        (0..count).map(|i| libm::exp(-law.sigma * normal_quantile(quantile(i)))).collect();
    let all: f64 = weights.iter().sum();
    let free = law.users - count as f64;
    let (mut sum, mut given) = (0.0, 0.0);
    weights
        .iter()
        .map(|weight| {
            // Rounded sums, not rounded parts: they end at the whole.
            sum += weight;
            let until = (free * (sum / all)).round().min(free);
            1.0 + until - std::mem::replace(&mut given, until)
        })
        .collect()
}
