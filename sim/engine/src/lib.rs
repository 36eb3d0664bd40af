//! The engines of Sansou: a checked case is compiled into a [`network::Network`], run by the
//! [`attack`] and [`traffic`] engines, scored by [`risk`] and [`cost`], and comes out as an
//! [`outcome::Outcome`]. A [`study`] runs many cases in parallel.
//!
//! Must not know files, output formats, languages, or the clock. Same case and seed: same bytes,
//! whatever the number of threads.
pub mod attack;
pub mod chance;
pub mod compliance;
pub mod cost;
pub mod interval;
pub mod network;
pub mod outcome;
pub mod risk;
pub mod steps;
pub mod study;
pub mod traffic;

/// SHA-256 of the sources that decide results, hexadecimal.
pub const SOURCES: &str = env!("SANSOU_SOURCES");
