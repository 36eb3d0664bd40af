//! The attack graph: what can be true for an attacker, and what makes it true.
//!
//! A [`Grounding`] is one attempt that a rule allows at one place: it becomes possible when all its
//! premises are true (AND) and gives one fact; a fact is true as soon as any grounding gave it (OR),
//! or from the start for an entry. Cycles are allowed. Groundings are sorted by name and named
//! uniquely: their draws are keyed by the name.
//!
//! Must not know networks, nor chance beyond the distributions that it carries. Times in seconds.

use crate::outcome::PathStep;
use sansou_scenario::case::{AlarmHours, Attacker, Begins, Distribution, ThreatId};

/// Index into [`AttackGraph::facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub usize);

/// Index into [`AttackGraph::groundings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroundingId(pub usize);

/// Everything that attacks can do, for all threats of a case.
#[derive(Debug, Clone)]
pub struct AttackGraph {
    /// Names of facts, sorted.
    pub facts: Vec<String>,
    /// Attempts, sorted by name.
    pub groundings: Vec<Grounding>,
    /// Instances of controls that bear on groundings.
    pub instances: Vec<Instance>,
    /// One attack per threat, in the case's order.
    pub attacks: Vec<Attack>,
}

/// One attempt: an application of a rule.
#[derive(Debug, Clone)]
pub struct Grounding {
    /// `rule|near|far|conduit|asset`; empty where there is none.
    pub name: String,
    /// What reports say of it.
    pub step: PathStep,
    /// Facts it needs, all of them, each once.
    pub premises: Vec<FactId>,
    /// Fact it gives.
    pub gives: FactId,
    /// Success probability of one attempt, without controls.
    pub probability: f64,
    /// Time it takes.
    pub time: Distribution,
    /// Units that are each tried on their own; none: tried once.
    pub units: Option<u64>,
    /// What stands against it.
    pub counters: Vec<Counter>,
    /// What may notice it.
    pub detections: Vec<Detection>,
}

/// A control that stands somewhere: whether it holds is drawn once per trial.
#[derive(Debug, Clone)]
pub struct Instance {
    /// Placement id.
    pub name: String,
    /// Probability that it works in a trial; otherwise it neither stops, notices nor answers.
    pub holds: f64,
}

/// Index into [`AttackGraph::instances`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstanceId(pub usize);

/// What an instance does to a grounding's success.
#[derive(Debug, Clone, Copy)]
pub struct Counter {
    /// Who.
    pub instance: InstanceId,
    /// Share of units that have it.
    pub coverage: f64,
    /// Share of attempts on covered units that it lets through while it holds.
    pub lets_through: f64,
}

impl Counter {
    /// How many of a group's units have it: the first ones.
    pub(super) fn covered(&self, units: u64) -> u64 {
        (self.coverage * units as f64).round() as u64
    }
}

/// Chance that an instance notices a grounding that was executed.
#[derive(Debug, Clone)]
pub struct Detection {
    /// Who.
    pub instance: InstanceId,
    /// How many of the same instance on this grounding stand before it.
    pub occurrence: u32,
    /// Probability, coverage included.
    pub probability: f64,
    /// From the step to the alarm.
    pub delay: Distribution,
    /// Who answers the alarm; the first to be done contains the attack.
    pub responders: Vec<Responder>,
}

/// People who answer an alarm.
#[derive(Debug, Clone, Copy)]
pub struct Responder {
    /// Who.
    pub instance: InstanceId,
    /// When.
    pub hours: AlarmHours,
    /// From the alarm (or the next attended time) to containment.
    pub delay: Distribution,
}

/// A threat on this graph.
#[derive(Debug, Clone)]
pub struct Attack {
    /// Threat id.
    pub name: String,
    /// How the attacker chooses.
    pub attacker: Attacker,
    /// When it begins.
    pub begins: Begins,
    /// Facts that are true from the start.
    pub entries: Vec<FactId>,
    /// What it wants, in the threat's order.
    pub targets: Vec<Target>,
}

/// A goal on this graph.
#[derive(Debug, Clone)]
pub struct Target {
    /// Goal id.
    pub name: String,
    /// Facts any of which reaches it; those that no attack can reach are left out.
    pub facts: Vec<FactId>,
}

impl AttackGraph {
    /// The attack of a threat.
    pub fn attack(&self, threat: ThreatId) -> &Attack {
        &self.attacks[threat.0]
    }

    /// For each fact, whether a chain of groundings leads there from the attack's entries, whatever
    /// their probabilities.
    pub fn reached_from(&self, attack: &Attack) -> Vec<bool> {
        let uses = self.consumers();
        let mut missing: Vec<usize> = self.groundings.iter().map(|g| g.premises.len()).collect();
        let mut reached = vec![false; self.facts.len()];
        let mut open: Vec<FactId> = attack.entries.clone();
        // A grounding without premises is possible from the start.
        open.extend(self.groundings.iter().filter(|g| g.premises.is_empty()).map(|g| g.gives));
        while let Some(fact) = open.pop() {
            if std::mem::replace(&mut reached[fact.0], true) {
                continue;
            }
            for &g in uses.of(fact) {
                missing[g.0] -= 1;
                if missing[g.0] == 0 {
                    open.push(self.groundings[g.0].gives);
                }
            }
        }
        reached
    }

    /// Which groundings can bear on the attack's result: those that some target may need and, for
    /// an attacker who runs everything, those that may raise an answered alarm, with all that they
    /// need.
    pub(super) fn relevant_to(&self, attack: &Attack) -> Vec<bool> {
        let noisy = |g: &&Grounding| {
            attack.attacker == Attacker::Broad
                && g.detections.iter().any(|d| !d.responders.is_empty())
        };
        let before_noise = self.groundings.iter().filter(noisy).flat_map(|g| &g.premises);
        let wanted = attack.targets.iter().flat_map(|t| &t.facts);
        let leading = self.leading_to(wanted.chain(before_noise).copied());
        let all = self.groundings.iter().zip(leading);
        all.map(|(grounding, leading)| leading || noisy(&grounding)).collect()
    }

    /// Which groundings some chain leads from to one of these facts.
    pub(super) fn leading_to(&self, facts: impl IntoIterator<Item = FactId>) -> Vec<bool> {
        let mut givers: Vec<Vec<usize>> = vec![Vec::new(); self.facts.len()];
        for (index, grounding) in self.groundings.iter().enumerate() {
            givers[grounding.gives.0].push(index);
        }
        let mut open: Vec<FactId> = facts.into_iter().collect();
        let mut seen = vec![false; self.facts.len()];
        let mut leading = vec![false; self.groundings.len()];
        while let Some(fact) = open.pop() {
            if std::mem::replace(&mut seen[fact.0], true) {
                continue;
            }
            for &index in &givers[fact.0] {
                leading[index] = true;
                open.extend(&self.groundings[index].premises);
            }
        }
        leading
    }

    /// The groundings that need each fact.
    pub(super) fn consumers(&self) -> Consumers {
        let mut starts = vec![0; self.facts.len() + 1];
        for fact in self.groundings.iter().flat_map(|g| &g.premises) {
            starts[fact.0 + 1] += 1;
        }
        for fact in 0..self.facts.len() {
            starts[fact + 1] += starts[fact];
        }
        let mut next = starts.clone();
        let mut groundings = vec![GroundingId(0); starts[self.facts.len()]];
        for (index, grounding) in self.groundings.iter().enumerate() {
            for fact in &grounding.premises {
                groundings[next[fact.0]] = GroundingId(index);
                next[fact.0] += 1;
            }
        }
        Consumers { starts, groundings }
    }
}

/// The groundings that need each fact, one list behind the other.
#[derive(Debug)]
pub(super) struct Consumers {
    starts: Vec<usize>,
    groundings: Vec<GroundingId>,
}

impl Consumers {
    /// Those that need this fact.
    #[inline]
    pub(super) fn of(&self, fact: FactId) -> &[GroundingId] {
        &self.groundings[self.starts[fact.0]..self.starts[fact.0 + 1]]
    }
}
