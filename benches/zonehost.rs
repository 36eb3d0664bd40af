//! The "zonehost" family: hosts in zones of 20, six steps a host, OR and AND, with cycles.
//!
//! Owning a host opens up to three hosts of its zone and one of the next, zones standing in a ring;
//! its loot gives credentials for three hosts anywhere. The draws are those of Python's `random`, so
//! that the graphs equal, step by step, those that other simulators were measured on.

use rand_mt::Mt;
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::{Graph, Step, StepKind};

const ZONE: usize = 20;
/// Steps of a host, in this order.
const STEPS: [&str; 6] = ["connect", "exploit", "credGot", "login", "own", "loot"];
const CONNECT: usize = 0;
const EXPLOIT: usize = 1;
const CREDENTIAL: usize = 2;
const LOGIN: usize = 3;
const OWN: usize = 4;
const LOOT: usize = 5;

/// The graph of so many hosts, seed 1: entry `h0:own`, goal `own` of the last host. `p`: probability
/// of exploits and loots. Exploits and loots take 10 s, logins 1 s on average, exponentially, if
/// `with_times`.
pub fn zonehost(hosts: usize, p: f64, with_times: bool) -> Graph {
    let mut steps: Vec<Step> =
        (0..hosts * STEPS.len()).map(|index| step(index, p, with_times)).collect();
    let mut random = Python(Mt::new_with_key([1]));
    let zones = hosts.div_ceil(ZONE);
    let zone = |number: usize| number * ZONE..((number + 1) * ZONE).min(hosts);
    for host in 0..hosts {
        let own_zone = host / ZONE;
        let others: Vec<usize> = zone(own_zone).filter(|&other| other != host).collect();
        let mut opened = random.sample(others, 3);
        let next: Vec<usize> = zone((own_zone + 1) % zones).collect();
        opened.push(next[random.below(next.len())]);
        let mut known = Vec::new();
        while known.len() < 3.min(hosts - 1) {
            let other = random.below(hosts);
            if other != host && !known.contains(&other) {
                known.push(other);
            }
        }
        let at = |step: usize| host * STEPS.len() + step;
        for (from, to) in [
            (CONNECT, EXPLOIT),
            (CONNECT, LOGIN),
            (CREDENTIAL, LOGIN),
            (EXPLOIT, OWN),
            (LOGIN, OWN),
            (OWN, LOOT),
        ] {
            steps[at(to)].parents.push(at(from));
        }
        for other in opened.into_iter().filter(|&other| other != host) {
            steps[other * STEPS.len() + CONNECT].parents.push(at(OWN));
        }
        for other in known {
            steps[other * STEPS.len() + CREDENTIAL].parents.push(at(LOOT));
        }
    }
    for step in &mut steps {
        step.parents.sort_unstable();
        step.parents.dedup();
    }
    steps[OWN].entry = true;
    let goals = vec![(hosts - 1) * STEPS.len() + OWN];
    Graph { draws: vec![], steps, goals, horizon_secs: f64::INFINITY }
}

fn step(index: usize, p: f64, with_times: bool) -> Step {
    let which = index % STEPS.len();
    let is_uncertain = which == EXPLOIT || which == LOOT;
    let mean = if is_uncertain { 10.0 } else { 1.0 };
    let takes_time = with_times && (is_uncertain || which == LOGIN);
    Step {
        id: format!("h{}:{}", index / STEPS.len(), STEPS[which]),
        kind: if which == LOGIN { StepKind::And } else { StepKind::Or },
        probability: if is_uncertain { p } else { 1.0 },
        time: if takes_time {
            Distribution::Exponential { mean }
        } else {
            Distribution::Fixed { value: 0.0 }
        },
        parents: vec![],
        requires: vec![],
        unless: vec![],
        entry: false,
    }
}

/// Draws in the way of Python's `random` module.
struct Python(Mt);

impl Python {
    /// Uniform below `count`, by rejection.
    fn below(&mut self, count: usize) -> usize {
        let bits = usize::BITS - count.leading_zeros();
        loop {
            let drawn = (self.0.next_u32() >> (32 - bits)) as usize;
            if drawn < count {
                return drawn;
            }
        }
    }

    /// Up to `wanted` of a pool of at most 21.
    fn sample(&mut self, mut pool: Vec<usize>, wanted: usize) -> Vec<usize> {
        let draws = wanted.min(pool.len());
        (0..draws)
            .map(|_| {
                let drawn = self.below(pool.len());
                pool.swap_remove(drawn)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sansou_engine::steps::exact::{self, Limits};

    /// Probability of the goal by two other programs, for graphs made by Python.
    #[test]
    fn graphs_are_those_of_python() {
        let limits = Limits { memory_bytes: 1 << 30 };
        for (hosts, wanted) in
            [(5, 0.832_031_25), (8, 0.903_503_417_968_75), (10, 0.837_074_279_785_156_2)]
        {
            let graph = zonehost(hosts, 0.5, false);
            let answer = exact::solve(&graph, &limits, &|| false).unwrap();
            assert!((answer.goals[0].probability.value - wanted).abs() < 1e-12, "{hosts}");
        }
        assert_eq!(zonehost(167, 0.5, true).steps.len(), 1_002);
    }
}
