//! Scenario files of Sansou: text in, checked [`case::Study`] out, or every problem at once.
//!
//! Must not know graphs, chance, colours or language. Files are read only through a [`load::Loader`].
mod build;
pub mod builtin;
pub mod case;
pub mod catalog;
mod check;
pub mod codes;
pub mod diagnostic;
mod file;
mod files;
pub mod flows;
pub mod guideline;
mod header;
pub mod incident;
pub mod load;
mod parse;
mod path;
mod places;
mod problems;
pub mod raw;
pub mod region;
mod source;
pub mod units;

pub use header::{FORMAT, Kind};
