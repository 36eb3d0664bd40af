//! Meter: the greatest load of each link and the time during which it is in use.
//!
//! Knows which classes have how many flows on each link, and the levels of classes. Must not know how
//! those come about. Only what lasts counts: what happens at one instant is seen when time moves on
//! ([`Meter::pass`]).
//!
//! A link on which one class has flows needs no look while its count stays: the class remembers the
//! levels that no later one has exceeded, so the greatest since any moment is found afterwards. Links
//! with several classes are added up whenever one of them moves. Units: seconds, bit/s.

use super::levels::Levels;
use std::collections::BTreeSet;

/// Meters of all links.
#[derive(Debug)]
pub(super) struct Meter {
    links: Vec<Link>,
    classes: Vec<Class>,
    /// Links of patterns, one pattern after another, and where those of each begin.
    routes: Vec<u32>,
    starts: Vec<u32>,
    /// Links on which counts have changed at this instant.
    touched: Vec<u32>,
}

#[derive(Debug, Clone, Default)]
struct Link {
    /// Classes with flows on it, and how many.
    parts: Vec<(u32, u32)>,
    /// Since when these are the parts.
    since: f64,
    is_touched: bool,
    max_bps: f64,
    busy_since: f64,
    busy_secs: f64,
}

#[derive(Debug, Clone, Default)]
struct Class {
    /// Levels that no later one has exceeded, and until when each was right.
    peaks: Vec<(f64, f64)>,
    /// Links that it shares with other classes.
    mixed: BTreeSet<u32>,
}

impl Class {
    fn reach(&mut self, level: f64, at: f64) {
        if let Some(last) = self.peaks.last_mut() {
            last.1 = at;
        }
        while self.peaks.last().is_some_and(|peak| peak.0 <= level) {
            self.peaks.pop();
        }
        self.peaks.push((level, f64::INFINITY));
    }

    fn greatest_since(&self, since: f64) -> f64 {
        let first = self.peaks.partition_point(|&(_, until)| until <= since);
        self.peaks.get(first).map_or(0.0, |peak| peak.0)
    }
}

impl Meter {
    /// Meters of so many links, for patterns with such routes.
    pub fn new<'a>(links: usize, routes: impl Iterator<Item = &'a [u32]>) -> Meter {
        let mut meter = Meter {
            links: vec![Link::default(); links],
            classes: Vec::new(),
            routes: Vec::new(),
            starts: vec![0],
            touched: Vec::new(),
        };
        for route in routes {
            meter.routes.extend_from_slice(route);
            meter.starts.push(meter.routes.len() as u32);
        }
        meter
    }

    /// Changes how many flows of a pattern are in a class, now.
    pub fn count(&mut self, levels: &Levels, class: u32, pattern: u32, change: i32, now: f64) {
        if self.classes.len() <= class as usize {
            self.classes.resize_with(class as usize + 1, Class::default);
        }
        let range = self.starts[pattern as usize]..self.starts[pattern as usize + 1];
        for at in range {
            let link = self.routes[at as usize];
            self.touch(levels, link);
            let entry = &mut self.links[link as usize];
            let was_idle = entry.parts.is_empty();
            match entry.parts.iter().position(|part| part.0 == class) {
                Some(position) => {
                    let part = &mut entry.parts[position];
                    part.1 = part.1.saturating_add_signed(change);
                    if part.1 == 0 {
                        entry.parts.remove(position);
                    }
                }
                None => entry.parts.push((class, change.unsigned_abs())),
            }
            if was_idle {
                entry.busy_since = now;
            } else if entry.parts.is_empty() {
                entry.busy_secs += now - entry.busy_since;
            }
        }
    }

    /// Closes the time in which a link had the parts that it has.
    fn touch(&mut self, levels: &Levels, link: u32) {
        let entry = &mut self.links[link as usize];
        if std::mem::replace(&mut entry.is_touched, true) {
            return;
        }
        self.touched.push(link);
        if let &[(class, count)] = &entry.parts[..] {
            let level = self.classes[class as usize].greatest_since(entry.since);
            let load = f64::from(count) * levels.weight(class) * level;
            entry.max_bps = entry.max_bps.max(load);
        } else {
            for &(class, _) in &entry.parts {
                self.classes[class as usize].mixed.remove(&link);
            }
        }
    }

    /// Time moves on from an instant at which such classes have got other levels.
    pub fn pass(&mut self, levels: &Levels, changed: &mut Vec<u32>, now: f64) {
        for link in self.touched.drain(..) {
            let entry = &mut self.links[link as usize];
            entry.is_touched = false;
            entry.since = now;
            if entry.parts.len() > 1 {
                entry.add_up(levels);
                for &(class, _) in &entry.parts {
                    self.classes[class as usize].mixed.insert(link);
                }
            }
        }
        changed.sort_unstable();
        changed.dedup();
        for class in changed.drain(..).filter(|&class| levels.count(class) > 0) {
            let entry = &mut self.classes[class as usize];
            entry.reach(levels.level(class), now);
            for &link in &entry.mixed {
                self.links[link as usize].add_up(levels);
            }
        }
    }

    /// A class has no flows left.
    pub fn close(&mut self, class: u32) {
        self.classes[class as usize].peaks.clear();
    }

    /// Greatest load of each link and the time in use, when all flows have ended.
    pub fn read(&self) -> impl Iterator<Item = (f64, f64)> {
        self.links.iter().map(|link| (link.max_bps, link.busy_secs))
    }
}

impl Link {
    fn add_up(&mut self, levels: &Levels) {
        let rate = |&(class, count)| f64::from(count) * levels.weight(class) * levels.level(class);
        self.max_bps = self.max_bps.max(self.parts.iter().map(rate).sum());
    }
}
