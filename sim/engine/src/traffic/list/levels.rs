//! Levels: weighted max-min sharing of links by classes of equal flows.
//!
//! Knows links (a capacity) and classes (a route, a weight, a ceiling, a number of flows). Must not
//! know time, bytes or where routes come from.
//!
//! Every link has a *level*: the most that it grants per unit of weight, infinite while it does not
//! bind. The level of a class is the least of its ceiling and the levels of its links, and each of its
//! flows gets weight × level. The division is max-min fair exactly if every link with a finite level
//! is full and no link carries more than its capacity. So a link's level is the x that solves
//! Σ mass × min(x, what the class is granted elsewhere) = capacity, a concave, piecewise linear sum:
//! Newton's steps find it ([`water`]). Where a level moves, other links of the classes that feel it
//! are solved again, until nothing moves. That ends: no link can be below the least capacity ÷ mass
//! of all, so the tightest link is right from its second solution on, then the next (the argument of
//! Charny, Clark and Jain, 1995, and Bertsekas and Gallager, Data Networks, 6.5.2).
//!
//! Invariant between solutions: levels of classes agree with those of links. Units: any, the same for
//! capacities and ceilings × weights (bit/s here).

use super::water::{Room, water};
use std::collections::VecDeque;
use std::ops::Range;

/// What bounds a class that has its ceiling.
pub(super) const CEILING: u32 = u32::MAX;
/// A link is solved again only when less than this share of its capacity is free.
const SPARE: f64 = 1e-9;
/// Levels that differ by no more than this share are the same.
pub(super) const SAME: f64 = 1e-14;

/// Links, live classes and the present division.
#[derive(Debug)]
pub(super) struct Levels {
    links: Vec<Link>,
    /// Routes of all classes, one after another.
    routes: Vec<u32>,
    /// Live ones and places for more.
    classes: Vec<Class>,
    vacant: Vec<u32>,
    queue: VecDeque<u32>,
    /// Scratch of one link's solution.
    rooms: Vec<Room>,
    /// By group: classes may rise to so many times their calm level before an alarm.
    pub calm_factors: Vec<f64>,
    /// What has happened since it was last emptied.
    pub news: News,
}

/// What solutions have changed.
#[derive(Debug, Default)]
pub(super) struct News {
    /// Links with another level.
    pub links: Vec<u32>,
    /// Classes with another level, if wanted.
    pub classes: Option<Vec<u32>>,
    /// Classes that something else bounds.
    pub rebound: Vec<u32>,
    /// Groups in which a class has risen far.
    pub alarms: Vec<u32>,
    /// Links that were solved and do not bind.
    pub slack: Vec<u32>,
}

#[derive(Debug)]
struct Link {
    capacity: f64,
    level: f64,
    /// Sum of its classes' rates, to rounding; right while the level is infinite.
    load: f64,
    /// Live classes in order of their kinds.
    members: Vec<u32>,
    is_queued: bool,
    /// Whether it is looked at.
    is_watched: bool,
}

/// A live class.
#[derive(Debug, Clone)]
struct Class {
    kind: u32,
    route: Range<u32>,
    weight: f64,
    ceiling: f64,
    count: u32,
    mass: f64,
    level: f64,
    bound: u32,
    group: u32,
    calm: f64,
}

/// What makes a class.
#[derive(Debug, Clone)]
pub(super) struct Kind {
    /// Its links, as a range of all routes.
    pub route: Range<u32>,
    /// Greatest level.
    pub ceiling: f64,
    /// Weight of each flow.
    pub weight: f64,
    /// Whose alarm it gives.
    pub group: u32,
}

impl Levels {
    /// Links with these capacities, those that are watched, and the routes of all kinds; no class yet.
    pub fn new(capacities: &[f64], watched: &[bool], routes: Vec<u32>, groups: usize) -> Levels {
        let link = |(&capacity, &is_watched)| Link {
            capacity,
            level: f64::INFINITY,
            load: 0.0,
            members: Vec::new(),
            is_queued: false,
            is_watched,
        };
        Levels {
            links: capacities.iter().zip(watched).map(link).collect(),
            routes,
            classes: Vec::new(),
            vacant: Vec::new(),
            queue: VecDeque::new(),
            rooms: Vec::new(),
            calm_factors: vec![f64::INFINITY; groups],
            news: News::default(),
        }
    }

    /// Level of a class.
    pub fn level(&self, class: u32) -> f64 {
        self.classes[class as usize].level
    }

    /// Level of a link; infinite while it does not bind.
    pub fn link_level(&self, link: u32) -> f64 {
        self.links[link as usize].level
    }

    /// Sum of the rates on a watched link.
    pub fn load(&self, link: u32) -> f64 {
        self.links[link as usize].load
    }

    /// Capacity of a link.
    pub fn capacity(&self, link: u32) -> f64 {
        self.links[link as usize].capacity
    }

    /// The link that bounds a class, or [`CEILING`].
    pub fn bound(&self, class: u32) -> u32 {
        self.classes[class as usize].bound
    }

    /// Number of a class's kind.
    pub fn kind(&self, class: u32) -> u32 {
        self.classes[class as usize].kind
    }

    /// Flows of a class.
    pub fn count(&self, class: u32) -> u32 {
        self.classes[class as usize].count
    }

    /// Weight of each flow of a class.
    pub fn weight(&self, class: u32) -> f64 {
        self.classes[class as usize].weight
    }

    /// Live classes that cross a link, in order of their kinds.
    pub fn members(&self, link: u32) -> &[u32] {
        &self.links[link as usize].members
    }

    /// Level up to which a class may rise before an alarm, over its group's factor.
    pub fn calm(&self, class: u32) -> f64 {
        self.classes[class as usize].calm
    }

    /// Takes the present level of a class as calm.
    pub fn set_calm(&mut self, class: u32) {
        let class = &mut self.classes[class as usize];
        class.calm = class.level;
    }

    /// Begins or ceases to look at a link; it must bind nothing.
    pub fn watch(&mut self, link: u32, is_watched: bool) {
        self.links[link as usize].is_watched = is_watched;
        if is_watched {
            self.enqueue(link);
        }
    }

    /// A class without flows, of a kind with a number that no other live class has.
    pub fn enter(&mut self, number: u32, kind: &Kind) -> u32 {
        let mut class = Class {
            kind: number,
            route: kind.route.clone(),
            weight: kind.weight,
            ceiling: kind.ceiling,
            count: 0,
            mass: 0.0,
            level: kind.ceiling,
            bound: CEILING,
            group: kind.group,
            calm: 0.0,
        };
        for at in kind.route.clone() {
            let link = self.routes[at as usize];
            let level = self.links[link as usize].level;
            if level < class.level {
                (class.level, class.bound) = (level, link);
            }
        }
        class.calm = class.level;
        let place = self.vacant.pop().unwrap_or(self.classes.len() as u32);
        if place as usize == self.classes.len() {
            self.classes.push(class);
        } else {
            self.classes[place as usize] = class;
        }
        if let Some(classes) = &mut self.news.classes {
            classes.push(place);
        }
        for at in kind.route.clone() {
            let link = &mut self.links[self.routes[at as usize] as usize];
            let position =
                link.members.partition_point(|&m| self.classes[m as usize].kind < number);
            link.members.insert(position, place);
        }
        place
    }

    /// Takes away a class that has no flows left.
    pub fn leave(&mut self, class: u32) {
        let Class { kind: number, route, .. } = self.classes[class as usize].clone();
        for at in route {
            let link = &mut self.links[self.routes[at as usize] as usize];
            let position =
                link.members.partition_point(|&m| self.classes[m as usize].kind < number);
            link.members.remove(position);
        }
        self.vacant.push(class);
    }

    /// Gives a class another number of flows; takes effect with [`Levels::solve`].
    pub fn set_count(&mut self, class: u32, count: u32) {
        let entry = &mut self.classes[class as usize];
        let mass = entry.weight * f64::from(count);
        let change = (mass - entry.mass) * entry.level;
        (entry.count, entry.mass) = (count, mass);
        for at in entry.route.clone() {
            self.feel(self.routes[at as usize], change);
        }
    }

    /// The load of a link has changed.
    fn feel(&mut self, link: u32, change: f64) {
        let entry = &mut self.links[link as usize];
        entry.load += change;
        // A load that is no number (both were infinite) is measured anew, too.
        let is_easy = entry.load <= entry.capacity * (1.0 - SPARE);
        if entry.is_watched && (entry.level.is_finite() || !is_easy) {
            self.enqueue(link);
        }
    }

    fn enqueue(&mut self, link: u32) {
        let entry = &mut self.links[link as usize];
        if !entry.is_queued {
            entry.is_queued = true;
            self.queue.push_back(link);
        }
    }

    /// Divides anew after the changes since the last call.
    pub fn solve(&mut self) {
        let patience = 64 * (self.links.len() + 64);
        let mut solved = 0_usize;
        while let Some(link) = self.queue.pop_front() {
            self.links[link as usize].is_queued = false;
            // Only rounding can keep links at odds for so long.
            let doubt = (solved / patience) as f64;
            self.solve_link(link, SAME * (1.0 + doubt * doubt));
            solved += 1;
        }
    }

    fn solve_link(&mut self, link: u32, same: f64) {
        let mut rooms = std::mem::take(&mut self.rooms);
        self.look_around(link, &mut rooms);
        let entry = &mut self.links[link as usize];
        let before = entry.level;
        let (level, load) = water(entry.capacity, &rooms, before);
        entry.load = load;
        if level.is_infinite() {
            self.news.slack.push(link);
        }
        if level != before && (level - before).abs() > same * level.min(before) {
            entry.level = level;
            self.news.links.push(link);
            for room in &rooms {
                self.regrant(link, level, room);
            }
        }
        self.rooms = rooms;
    }

    /// What the classes of a link are granted elsewhere.
    fn look_around(&self, link: u32, rooms: &mut Vec<Room>) {
        rooms.clear();
        for &member in &self.links[link as usize].members {
            let class = &self.classes[member as usize];
            let (mut elsewhere, mut bound) = (class.ceiling, CEILING);
            for &other in &self.routes[class.route.start as usize..class.route.end as usize] {
                let level = self.links[other as usize].level;
                if other != link && level < elsewhere {
                    (elsewhere, bound) = (level, other);
                }
            }
            rooms.push(Room { class: member, mass: class.mass, elsewhere, bound });
        }
    }

    /// Gives a class what it gets now that a link has another level.
    fn regrant(&mut self, link: u32, level: f64, room: &Room) {
        let class = &mut self.classes[room.class as usize];
        let bound = if level <= room.elsewhere { link } else { room.bound };
        if class.bound != bound {
            class.bound = bound;
            self.news.rebound.push(room.class);
        }
        let (before, after) = (class.level, room.elsewhere.min(level));
        if before == after {
            return;
        }
        class.level = after;
        if let Some(classes) = &mut self.news.classes {
            classes.push(room.class);
        }
        if after > before && after > class.calm * self.calm_factors[class.group as usize] {
            class.calm = after;
            self.news.alarms.push(class.group);
        }
        let change = room.mass * (after - before);
        for at in class.route.clone() {
            let other = self.routes[at as usize];
            if other != link {
                self.feel(other, change);
            }
        }
    }
}
