//! The engines of raw attack graphs against published answers, sums done by hand, each other, and
//! their laws.
//!
//! Seeds are fixed, so a test passes always or never.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "steps/exact.rs"]
mod exact;
#[path = "steps/graphs.rs"]
mod graphs;
#[path = "steps/known.rs"]
mod known;
#[path = "steps/monte_carlo.rs"]
mod monte_carlo;
#[path = "steps/rare.rs"]
mod rare;
#[path = "steps/sketch.rs"]
mod sketch;
#[path = "steps/why.rs"]
mod why;
#[path = "steps/worked.rs"]
mod worked;
