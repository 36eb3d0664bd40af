//! Benches of Sansou's engines, and the graphs that they and peers are measured on; see `README.md`
//! here.
mod grid;
mod zonehost;

pub use grid::grid;
pub use zonehost::zonehost;
