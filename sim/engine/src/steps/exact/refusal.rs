//! What an exact answer may take, and why there may be none.
//!
//! Must not know how answers are found.

/// What an exact answer may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Memory for the states of a frontier, bytes.
    pub memory_bytes: u64,
}

impl Default for Limits {
    /// 1 GiB.
    fn default() -> Limits {
        Limits { memory_bytes: 1 << 30 }
    }
}

/// How far a frontier came.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Progress {
    /// What was remembered at once: functions, their symbols, and draws.
    pub frontier: usize,
    /// The most of it that the best order found needs; if the order was given up, where it was.
    pub widest: usize,
    /// States held.
    pub states: u64,
    /// Steps done.
    pub step: usize,
    /// Steps after reduction.
    pub of_steps: usize,
    /// Coins after reduction: all combinations would be 2 to this power.
    pub coins: usize,
    /// Memory that the widest place would take if states go on growing with the frontier as they did
    /// so far, bytes; a rough estimate.
    pub needed_bytes: f64,
}

/// Why there is no exact answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The frontier needs more states than memory holds.
    #[error(
        "goal {goal}: the graph is too wide: {} states of a frontier of {} (widest {}) at step {} of \
         {}; about {:.1e} bytes would be needed, {memory_bytes} are allowed",
        progress.states, progress.frontier, progress.widest, progress.step, progress.of_steps,
        progress.needed_bytes
    )]
    TooWide {
        /// Step id.
        goal: String,
        /// What was met.
        progress: Progress,
        /// The limit, bytes.
        memory_bytes: u64,
    },
    /// The caller asked to stop.
    #[error(
        "goal {goal}: stopped at step {} of {} with {} states",
        progress.step, progress.of_steps, progress.states
    )]
    Stopped {
        /// Step id.
        goal: String,
        /// How far it came.
        progress: Progress,
    },
    /// Steps take time and there is a horizon.
    #[error("steps take time and the horizon is {horizon_secs} s: there is no exact answer")]
    HorizonWithTimes {
        /// The horizon, seconds.
        horizon_secs: f64,
    },
}

/// What brought a computation to a halt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Halt {
    /// States or functions outgrew what may be held.
    TooWide,
    /// The caller asked to stop.
    Stopped,
}

/// Why the probability of a goal is not known, and how far it came.
#[derive(Debug)]
pub(super) struct Halted {
    pub(super) halt: Halt,
    pub(super) progress: Progress,
}

impl Halted {
    /// As the caller is told.
    pub(super) fn refusal(self, goal: &str, memory_bytes: u64) -> Refusal {
        let (goal, progress) = (goal.to_owned(), self.progress);
        match self.halt {
            Halt::TooWide => Refusal::TooWide { goal, progress, memory_bytes },
            Halt::Stopped => Refusal::Stopped { goal, progress },
        }
    }
}
