//! The program's only clock: how long a run took is told, and never decides a result, except that an
//! exact or rare run ends when its time is up.

use std::time::Duration;
#[allow(clippy::disallowed_types, reason = "see the module")]
use std::time::Instant;

/// Time since it was started.
pub struct Stopwatch(#[allow(clippy::disallowed_types, reason = "see the module")] Instant);

impl Stopwatch {
    /// Starts.
    #[allow(clippy::disallowed_types, reason = "see the module")]
    pub fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// Time so far.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
