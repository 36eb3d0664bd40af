//! Raw attack graphs: steps, their parents and the coins that they share, without any network.
//!
//! The meaning (`scenarios/README.md` has the file format): in a trial every draw comes up true or
//! false, and every step is feasible (with its probability, and if the draws that it requires are
//! true and those in `unless` false) or not. An entry is attempted at time 0; an OR step when its
//! first parent is reached, an AND step when all are; a step without parents that is no entry never.
//! A feasible step is reached its own time after it was attempted.
//!
//! Must not know how graphs are run. Times in seconds.

use crate::case::Distribution;

/// An attack graph, checked: indices are in range, probabilities in \[0, 1\], ids unique.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// Coins that steps share, in the file's order.
    pub draws: Vec<Draw>,
    /// Steps, in the file's order.
    pub steps: Vec<Step>,
    /// Indices of steps, in the file's order, each once; at least one.
    pub goals: Vec<usize>,
    /// What is reached later does not count, seconds; infinite if there is none.
    pub horizon_secs: f64,
}

/// A coin that is thrown once per trial.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// Id, unique among draws.
    pub id: String,
    /// Probability of true.
    pub probability: f64,
}

/// What makes a step possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    /// Any parent.
    Or,
    /// All parents.
    And,
}

/// A step of an attack.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Id, unique among steps.
    pub id: String,
    /// Any or all parents.
    pub kind: StepKind,
    /// Probability that it is feasible, its draws apart.
    pub probability: f64,
    /// From being possible to being reached, seconds.
    pub time: Distribution,
    /// Indices of steps, sorted, each once; a step may be its own parent.
    pub parents: Vec<usize>,
    /// Indices of draws that must be true, sorted, each once.
    pub requires: Vec<usize>,
    /// Indices of draws that must be false, sorted, each once.
    pub unless: Vec<usize>,
    /// Possible from the start, whatever its parents.
    pub entry: bool,
}
