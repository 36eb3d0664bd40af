//! Reports of Sansou: outcomes turned into layouts, texts, pictures and sheets of bytes.
//!
//! Everything here is a function from data to data. Must not know disks, clocks, threads or how the
//! engines compute.
pub mod layout;
