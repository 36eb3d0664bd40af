//! Scenario files: what is accepted, what is refused and where, and what comes out.
#![allow(clippy::unwrap_used, clippy::panic)]

mod cases;
mod catalog;
mod days;
mod flows;
mod guideline;
mod incident;
mod memory;
mod network;
mod raw;
mod region;
mod robust;
mod shape;
mod shipped;
mod values;
