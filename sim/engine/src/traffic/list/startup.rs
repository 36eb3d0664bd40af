//! Start-up of a TCP connection: what it waits before it takes its fair share.
//!
//! Pure functions of sizes, windows and round trips. Must not know links, sharing or events.
//!
//! A connection is set up in one round trip and then sends a window of ten segments (RFC 6928),
//! waits for their acknowledgement, sends twice as many, and so on (slow start, RFC 5681), until a
//! window outlasts the round trip at the rate that it gets; from there on the line is never idle and
//! the rest flows at that rate. So a short transfer costs round trips and hardly any bandwidth: the
//! sum of Cardwell, Savage and Anderson, *Modeling TCP Latency* (INFOCOM 2000), without losses. The
//! last byte is half a round trip under way. Nothing here is fitted: these are constants of the
//! protocol. Units: seconds, bits on the line, bit/s.

/// Bytes of payload in a full segment.
const PAYLOAD_BYTES: f64 = 1448.0;
/// Bytes of a full segment on the line: payload, 32 of TCP with timestamps (RFC 7323), 20 of IPv4 and
/// 2 of the link (PPP). Ethernet takes 38 instead of the 2: 2.4 % more.
const PACKET_BYTES: f64 = 1502.0;
/// Segments of the first window (RFC 6928).
const FIRST_WINDOW: f64 = 10.0;

/// Bits of a full segment on the line.
pub(super) const PACKET_BITS: f64 = PACKET_BYTES * 8.0;
/// Bits on the line for each bit of payload.
pub(super) const OVERHEAD: f64 = PACKET_BYTES / PAYLOAD_BYTES;

/// A transfer that is starting up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Startup {
    /// Bits still to be sent.
    pub left_bits: f64,
    /// Bits that it may send in this round trip.
    pub window_bits: f64,
}

/// How a transfer goes on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Onward {
    /// Sends a window and waits for its acknowledgement.
    Waits(Startup),
    /// Sends these bits without a pause, at its share.
    Flows(f64),
}

/// Seconds that slow start adds to a transfer of so many bytes of payload that would have this rate of
/// payload from its first bit on: the rounds until a window outlasts the round trip, less what they
/// sent. Nothing if it fits into the first window, or at once fills the line.
pub(in crate::traffic) fn slow_start_secs(bytes: f64, round_secs: f64, payload_bps: f64) -> f64 {
    let line_bps = payload_bps * OVERHEAD;
    let (mut startup, mut added) = (Startup::new(bytes), 0.0);
    while let Onward::Waits(next) = startup.onward(round_secs, line_bps) {
        added += round_secs - startup.window_bits / line_bps;
        startup = next;
    }
    added
}

impl Startup {
    /// A transfer of so many bytes of payload, once connected.
    pub fn new(bytes: f64) -> Startup {
        Startup { left_bits: bytes * 8.0 * OVERHEAD, window_bits: FIRST_WINDOW * PACKET_BITS }
    }

    /// What it does in a round trip of this length at this share of the rate.
    pub fn onward(self, round_secs: f64, share_bps: f64) -> Onward {
        let fills_line = self.window_bits >= share_bps * round_secs;
        if fills_line || self.left_bits <= self.window_bits {
            return Onward::Flows(self.left_bits);
        }
        Onward::Waits(Startup {
            left_bits: self.left_bits - self.window_bits,
            window_bits: 2.0 * self.window_bits,
        })
    }
}

/// What a packet of each window waits besides the way there and back: its own time on each line, and
/// that of the next one on the slowest, since only every second segment is acknowledged (RFC 5681,
/// 4.2). Takes the capacities of a route, bit/s.
pub(super) fn packets_secs(capacities: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut slowest) = (0.0, 0.0_f64);
    for capacity in capacities {
        let secs = PACKET_BITS / capacity;
        sum += secs;
        slowest = slowest.max(secs);
    }
    sum + slowest
}
