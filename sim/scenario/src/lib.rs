//! Scenario files of Sansou: text in, checked [`case::Study`] out, or every problem at once.
//!
//! Must not know graphs, chance, colours or language. Files are read only through a [`load::Loader`].
pub mod case;
pub mod codes;
pub mod diagnostic;
mod file;
pub mod units;
