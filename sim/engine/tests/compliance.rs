//! Compliance: small networks whose verdicts can be read off, and the shipped models.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "compliance/requirements.rs"]
mod requirements;
#[path = "compliance/shipped.rs"]
mod shipped;
#[path = "compliance/small.rs"]
mod small;
