//! What comes when, roughly: gates by the first significant binary digits of a time.
//!
//! Times that share their exponent and eight more digits stand in one bucket, in no order, so that
//! adding and taking cost the same whatever the number of gates, in any unit of time. A calendar
//! queue (Brown, "Calendar queues: a fast O(1) priority queue implementation", 1988) whose days,
//! those of delta-stepping (Meyer and Sanders, "Δ-stepping: a parallelizable shortest path
//! algorithm", 2003), grow with time. Fit where an order only saves work. Must not know what a gate
//! is. Times in seconds.

/// Digits after the first that tell buckets apart.
const DIGITS: u32 = 8;
/// Below 2 to this power all times stand in the first bucket, from 2 to `LEAST + SPAN` in the last.
const LEAST: i32 = -20;
const SPAN: usize = 64;
const BUCKETS: usize = SPAN << DIGITS;
/// No bucket, no entry.
const NONE: u32 = u32::MAX;

/// Gates that wait for their turn.
pub(super) struct Queue {
    /// By bucket: its first entry.
    firsts: Vec<u32>,
    /// One bit for each bucket: whether it may hold entries.
    filled: Vec<u64>,
    entries: Vec<Entry>,
    /// First entry that is free.
    free: u32,
    /// By gate: bucket of its valid entry.
    waits_in: Vec<u32>,
    /// The present bucket; no gate waits before it.
    now: u32,
}

/// A gate in a list.
#[derive(Debug, Clone, Copy)]
struct Entry {
    gate: u32,
    next: u32,
}

impl Queue {
    /// Empty, for so many gates.
    pub(super) fn new(gates: usize) -> Queue {
        Queue {
            firsts: vec![NONE; BUCKETS],
            filled: vec![0; BUCKETS / 64],
            entries: Vec::new(),
            free: NONE,
            waits_in: vec![NONE; gates],
            now: 0,
        }
    }

    /// A gate is to be taken at a time, or before if it waits for an earlier one already; at the
    /// earliest now.
    #[inline(always)]
    pub(super) fn add(&mut self, gate: u32, time: f64) {
        let bucket = bucket_of(time).max(self.now);
        let waits_in = &mut self.waits_in[gate as usize];
        if *waits_in <= bucket {
            return;
        }
        *waits_in = bucket;
        let first = &mut self.firsts[bucket as usize];
        let entry = Entry { gate, next: *first };
        if let Some(place) = self.entries.get_mut(self.free as usize) {
            *first = std::mem::replace(&mut self.free, place.next);
            *place = entry;
        } else {
            *first = self.entries.len() as u32;
            self.entries.push(entry);
        }
        self.filled[bucket as usize / 64] |= 1 << (bucket % 64);
    }

    /// Takes a gate of the earliest bucket.
    #[inline(always)]
    pub(super) fn take(&mut self) -> Option<u32> {
        loop {
            let first = self.firsts[self.now as usize];
            let Some(entry) = self.entries.get_mut(first as usize) else {
                self.now = self.next_filled()?;
                continue;
            };
            self.firsts[self.now as usize] = std::mem::replace(&mut entry.next, self.free);
            self.free = first;
            // Otherwise it had come to an earlier bucket since.
            let waits_in = &mut self.waits_in[entry.gate as usize];
            if *waits_in == self.now {
                *waits_in = NONE;
                return Some(entry.gate);
            }
        }
    }

    /// The first bucket after the present one that holds entries; without any, all starts again.
    fn next_filled(&mut self) -> Option<u32> {
        let mut word = std::mem::take(&mut self.now) as usize;
        self.filled[word / 64] &= !(1 << (word % 64));
        word /= 64;
        word += self.filled[word..].iter().position(|bits| *bits != 0)?;
        Some(64 * word as u32 + self.filled[word].trailing_zeros())
    }
}

/// Bucket of a time that is not negative.
#[inline(always)]
fn bucket_of(time: f64) -> u32 {
    const FIRST: u64 = ((1_023 + LEAST) as u64) << DIGITS;
    let digits = time.to_bits() >> (52 - DIGITS);
    digits.saturating_sub(FIRST).min(BUCKETS as u64 - 1) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gates_come_by_their_first_digits() {
        let mut queue = Queue::new(6);
        for _ in 0..2 {
            for (gate, time) in [(0, 1e30), (1, 3.0), (2, 0.0), (3, 1e-9), (4, 7e4), (5, 2.0)] {
                queue.add(gate, time);
            }
            queue.add(1, 1.0); // Earlier: it moves.
            queue.add(5, 9.0); // Later: it does not.
            let mut taken: Vec<u32> = (0..3).filter_map(|_| queue.take()).collect();
            taken[..2].sort_unstable();
            assert_eq!(taken, [2, 3, 1]);
            queue.add(2, 0.5); // Too late for that: it comes next.
            assert_eq!([(); 5].map(|()| queue.take()), [Some(2), Some(5), Some(4), Some(0), None]);
        }
    }

    #[test]
    fn a_bucket_is_narrow() {
        for time in [1e-5, 1.0, 3.7, 1e9] {
            assert!(bucket_of(time * 1.004) > bucket_of(time));
            assert!(bucket_of(time * 1.0019) <= bucket_of(time) + 1);
        }
        assert_eq!((bucket_of(0.0), bucket_of(f64::INFINITY)), (0, BUCKETS as u32 - 1));
    }
}
