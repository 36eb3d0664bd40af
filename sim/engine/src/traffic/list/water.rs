//! The level at which the classes of one link fill it.

use super::levels::SAME;

/// A class as seen by a link.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Which class.
    pub class: u32,
    /// Sum of its flows' weights.
    pub mass: f64,
    /// Least of its ceiling and the levels of its other links.
    pub elsewhere: f64,
    /// Which of those that is.
    pub bound: u32,
}

/// Level at which classes fill a capacity, and their load; infinite if they cannot. Newton's steps
/// from any start: after the first one they come from below and stop at the piece that holds it.
pub(super) fn water(capacity: f64, rooms: &[Room], start: f64) -> (f64, f64) {
    let mut level = start;
    for _ in 0..rooms.len() + 4 {
        let (mut taken, mut open) = (0.0, 0.0);
        let (mut below, mut above) = (0.0_f64, f64::INFINITY);
        for room in rooms {
            if room.elsewhere < level {
                taken += room.mass * room.elsewhere;
                below = below.max(room.elsewhere);
            } else {
                open += room.mass;
                above = above.min(room.elsewhere);
            }
        }
        if open == 0.0 {
            if taken <= capacity * (1.0 + SAME) {
                return (f64::INFINITY, taken);
            }
            level = below;
            continue;
        }
        level = (capacity - taken) / open;
        if below <= level && level <= above {
            break;
        }
    }
    (level, capacity)
}
