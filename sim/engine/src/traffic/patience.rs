//! Patience: how long a transfer takes besides its share of the lines, and from when on that is a
//! nuisance.
//!
//! Pure functions of a way and a transfer. Must not know flows, minutes or tallies. Units: seconds,
//! bytes.
//!
//! # Start-up, in closed form
//! Where a plan has start-up, a transfer takes two round trips to connect (TCP, RFC 9293; TLS 1.3,
//! RFC 8446) and the rounds of slow start until its window outlasts the round trip at the mean rate
//! that the division gave it, less what those rounds sent. It is added to what the division alone
//! took, so starting transfers hold their share from the first bit on (`list` has start-up as events).
//! The round trip is that of all legs, each a connection of its own, one behind the other. Pages of
//! which a connection is kept open are quicker than this.

use super::list::startup::slow_start_secs;
use super::plan::Way;

/// A transfer is a nuisance beyond so many times its unloaded time.
pub const PATIENCE: f64 = 3.0;
/// Round trips until a secured connection may ask: TCP, then TLS 1.3.
const CONNECTING_ROUND_TRIPS: f64 = 2.0;

/// From the wish to the last byte, without the appliances' work on new connections: `secs` is what
/// its legs took in the division.
pub fn completion_secs(way: &Way, bytes: u64, secs: f64, round_trip: f64, start_up: bool) -> f64 {
    let size = bytes as f64;
    let added = if start_up {
        CONNECTING_ROUND_TRIPS * round_trip + slow_start_secs(size, round_trip, size * 8.0 / secs)
    } else {
        0.0
    };
    secs + round_trip + way.connecting_secs + size * way.delay_per_byte + added
}

/// Time of a transfer that is alone in the network.
pub fn unloaded_secs(way: &Way, bytes: u64, start_up: bool) -> f64 {
    let secs = bytes as f64 * 8.0 / way.unloaded_bps;
    completion_secs(way, bytes, secs, way.round_trip, start_up) + way.setup_secs
}

/// Waiting for a transfer beyond three times its unloaded time; nothing if nobody awaits it.
pub fn beyond_patience(way: &Way, bytes: u64, waited: f64, start_up: bool) -> f64 {
    if !way.awaited {
        return 0.0;
    }
    (waited - PATIENCE * unloaded_secs(way, bytes, start_up)).max(0.0)
}
