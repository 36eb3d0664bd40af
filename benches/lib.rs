//! Benches of Sansou's engines, and the graphs and flows that they and peers are measured on; see
//! `README.md` here.
mod grid;
mod office_day;
mod zonehost;

pub use grid::grid;
pub use office_day::{Starts, office_day};
pub use zonehost::zonehost;
