//! The engines of raw attack graphs against published answers, each other, and their laws.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "steps/exact.rs"]
mod exact;
#[path = "steps/graphs.rs"]
mod graphs;
#[path = "steps/known.rs"]
mod known;
