//! One attack trial after another: first-passage times over the attack graph.
//!
//! Groundings arrive in order of time (ties in order of name), so a grounding becomes possible when
//! the last of its premises is reached; only then is it drawn. The arrivals do not depend on
//! detection: containment is a point in time, and what arrives after it does not happen. So one pass
//! gives the result with and without detection.
//!
//! Must not know names of networks, other trials, or threads. Nothing is allocated from the second
//! trial on. Times in seconds from the start of the attack.

use super::Settings;
use super::draws::Draws;
use super::graph::{Attack, AttackGraph, Consumers, FactId, GroundingId, InstanceId};
use sansou_scenario::case::{Attacker, ThreatId};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How a trial ended for one goal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Arrival {
    /// When the goal is reached if nothing contains the attack.
    pub(super) time: f64,
    /// Fact that reached it.
    pub(super) fact: FactId,
    /// Whether it was reached before the attack was contained.
    pub(super) uncontained: bool,
}

/// Runs trials of one attack; holds the state of the current one.
pub(super) struct Trials<'a> {
    graph: &'a AttackGraph,
    attack: &'a Attack,
    horizon_secs: f64,
    draws: Draws<'a>,
    consumers: Consumers,
    relevant: Vec<bool>,
    /// Premises of each grounding; the state of a trial counts them down.
    premises: Vec<u32>,
    /// Goals that each fact reaches.
    goals_of: Vec<Vec<usize>>,
    /// Goals that can be reached at all.
    open_goals: usize,
    state: State,
}

/// State of a trial.
#[derive(Debug, Default)]
struct State {
    missing: Vec<u32>,
    /// Premise of each possible grounding that arrived last.
    last_premise: Vec<Option<FactId>>,
    /// Infinite while not reached.
    reached_at: Vec<f64>,
    /// What gave each reached fact; none for entries.
    given_by: Vec<Option<GroundingId>>,
    /// Feasible groundings by arrival: bits of the time order as the time does, it is not negative.
    events: BinaryHeap<Reverse<(u64, usize)>>,
    goals: Vec<Option<Arrival>>,
    goals_left: usize,
    /// For walks over what a goal needed.
    stack: Vec<FactId>,
    walked: Vec<u64>,
    walk: u64,
}

impl<'a> Trials<'a> {
    pub(super) fn new(graph: &'a AttackGraph, threat: ThreatId, settings: &Settings) -> Trials<'a> {
        let attack = graph.attack(threat);
        let mut goals_of = vec![Vec::new(); graph.facts.len()];
        let reachable = graph.reached_from(attack);
        let mut open_goals = 0;
        for (goal, target) in attack.targets.iter().enumerate() {
            open_goals += usize::from(target.facts.iter().any(|fact| reachable[fact.0]));
            for fact in &target.facts {
                goals_of[fact.0].push(goal);
            }
        }
        Trials {
            graph,
            attack,
            horizon_secs: settings.horizon_secs,
            draws: Draws::new(graph, attack.begins, settings.seed),
            consumers: graph.consumers(),
            relevant: graph.relevant_to(attack),
            premises: graph.groundings.iter().map(|g| g.premises.len() as u32).collect(),
            goals_of,
            open_goals,
            state: State { walked: vec![0; graph.facts.len()], ..State::default() },
        }
    }

    /// Runs a trial.
    pub(super) fn run(&mut self, trial: u64) {
        self.reset(trial);
        let mut contained_at = f64::INFINITY;
        for index in 0..self.graph.groundings.len() {
            if self.premises[index] == 0 {
                self.attempt(GroundingId(index), 0.0);
            }
        }
        for entry in 0..self.attack.entries.len() {
            self.reach(self.attack.entries[entry], 0.0, None);
        }
        while self.state.goals_left > 0
            && let Some(Reverse((bits, index))) = self.state.events.pop()
        {
            let (time, id) = (f64::from_bits(bits), GroundingId(index));
            if self.attack.attacker == Attacker::Broad {
                contained_at = self.draws.contained_at(id, time, contained_at);
            }
            self.reach(self.graph.groundings[index].gives, time, Some(id));
        }
        for goal in 0..self.state.goals.len() {
            let Some(mut arrival) = self.state.goals[goal] else { continue };
            if self.attack.attacker == Attacker::Targeted {
                contained_at = f64::INFINITY;
                self.walk(arrival.fact, |draws, id, time| {
                    contained_at = draws.contained_at(id, time, contained_at);
                });
            }
            arrival.uncontained = arrival.time <= contained_at;
            self.state.goals[goal] = Some(arrival);
        }
    }

    /// How the trial ended for a goal; none if it was not reached.
    pub(super) fn arrival(&self, goal: usize) -> Option<Arrival> {
        self.state.goals[goal]
    }

    /// Whether the goal was reached in time and before containment.
    pub(super) fn succeeded(&self, goal: usize) -> bool {
        self.state.goals[goal].is_some_and(|arrival| arrival.uncontained)
    }

    /// Whether a placement worked; none if the trial never asked.
    pub(super) fn held(&self, instance: InstanceId) -> Option<bool> {
        self.draws.known(instance)
    }

    /// Whether a grounding became possible and was tried.
    pub(super) fn attempted(&self, id: GroundingId) -> bool {
        self.relevant[id.0] && self.state.missing[id.0] == 0
    }

    /// Whether trying a grounding succeeds in this trial.
    pub(super) fn feasible(&mut self, id: GroundingId) -> bool {
        self.draws.attempt(id).is_some()
    }

    /// The groundings that led to a fact, from the entry on, each along the premise that arrived
    /// last.
    pub(super) fn path_to(&self, fact: FactId, path: &mut Vec<usize>) {
        path.clear();
        let mut fact = Some(fact);
        while let Some(id) = fact.and_then(|fact| self.state.given_by[fact.0]) {
            path.push(id.0);
            fact = self.state.last_premise[id.0];
        }
        path.reverse();
    }

    /// Calls `visit` for every grounding that a reached fact needed.
    pub(super) fn needed_for(&mut self, fact: FactId, mut visit: impl FnMut(usize)) {
        self.walk(fact, |_, id, _| visit(id.0));
    }

    /// Walks the tree of what a reached fact needed: each grounding once, with its arrival.
    fn walk(&mut self, fact: FactId, mut visit: impl FnMut(&mut Draws, GroundingId, f64)) {
        let State { stack, walked, walk, given_by, reached_at, .. } = &mut self.state;
        *walk += 1;
        stack.push(fact);
        while let Some(fact) = stack.pop() {
            if std::mem::replace(&mut walked[fact.0], *walk) == *walk {
                continue;
            }
            if let Some(id) = given_by[fact.0] {
                visit(&mut self.draws, id, reached_at[fact.0]);
                stack.extend(&self.graph.groundings[id.0].premises);
            }
        }
    }

    fn reset(&mut self, trial: u64) {
        self.draws.start(trial);
        let state = &mut self.state;
        state.missing.clear();
        state.missing.extend_from_slice(&self.premises);
        refill(&mut state.last_premise, self.premises.len(), None);
        refill(&mut state.reached_at, self.graph.facts.len(), f64::INFINITY);
        refill(&mut state.given_by, self.graph.facts.len(), None);
        refill(&mut state.goals, self.attack.targets.len(), None);
        state.events.clear();
        state.goals_left = self.open_goals;
    }

    /// A fact becomes true, if it was not yet.
    fn reach(&mut self, fact: FactId, time: f64, by: Option<GroundingId>) {
        if self.state.reached_at[fact.0].is_finite() {
            return;
        }
        self.state.reached_at[fact.0] = time;
        self.state.given_by[fact.0] = by;
        for &goal in &self.goals_of[fact.0] {
            if self.state.goals[goal].is_none() {
                self.state.goals[goal] = Some(Arrival { time, fact, uncontained: true });
                self.state.goals_left -= 1;
            }
        }
        for at in 0..self.consumers.of(fact).len() {
            let id = self.consumers.of(fact)[at];
            self.state.missing[id.0] -= 1;
            if self.state.missing[id.0] == 0 {
                self.state.last_premise[id.0] = Some(fact);
                self.attempt(id, time);
            }
        }
    }

    /// A grounding becomes possible: is it feasible, and when does it arrive?
    fn attempt(&mut self, id: GroundingId, now: f64) {
        if !self.relevant[id.0] {
            return;
        }
        if let Some(takes) = self.draws.attempt(id) {
            let time = now + takes.max(0.0);
            if time <= self.horizon_secs {
                self.state.events.push(Reverse((time.to_bits(), id.0)));
            }
        }
    }
}

fn refill<T: Copy>(list: &mut Vec<T>, len: usize, value: T) {
    list.clear();
    list.resize(len, value);
}
