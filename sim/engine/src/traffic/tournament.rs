//! The least of many times, kept while single ones change.

/// Times by number, infinite until set, in a tree of winners.
#[derive(Debug, Clone)]
pub(super) struct Tournament {
    /// Leaves from `leaves` on; each inner node names the number that is first among its leaves.
    winners: Vec<u32>,
    times: Vec<f64>,
    leaves: usize,
}

impl Tournament {
    /// So many numbers.
    pub fn new(count: usize) -> Tournament {
        let leaves = count.next_power_of_two().max(1);
        let mut winners: Vec<u32> = vec![0; leaves * 2];
        for at in 0..leaves {
            winners[leaves + at] = at as u32;
        }
        for at in (1..leaves).rev() {
            winners[at] = winners[2 * at];
        }
        Tournament { winners, times: vec![f64::INFINITY; leaves], leaves }
    }

    /// Makes room for so many numbers.
    pub fn grow(&mut self, count: usize) {
        if count > self.leaves {
            let mut grown = Tournament::new(count);
            for (number, &time) in self.times.iter().enumerate() {
                grown.set(number, time);
            }
            *self = grown;
        }
    }

    /// The first number that has the least time, and that time.
    pub fn least(&self) -> (usize, f64) {
        let first = self.winners[1] as usize;
        (first, self.times[first])
    }

    /// Changes the time of a number.
    pub fn set(&mut self, number: usize, time: f64) {
        if self.times[number] == time {
            return;
        }
        self.times[number] = time;
        let mut at = (self.leaves + number) / 2;
        while at > 0 {
            let (a, b) = (self.winners[2 * at], self.winners[2 * at + 1]);
            let winner = if self.times[b as usize] < self.times[a as usize] { b } else { a };
            if self.winners[at] == winner && winner as usize != number {
                return;
            }
            self.winners[at] = winner;
            at /= 2;
        }
    }
}
