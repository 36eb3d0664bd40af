//! Edges: links that few routes cross, looked at only while they bind.
//!
//! Knows how many flows each edge carries and the levels of their classes. While the flows of an edge
//! would not exceed it, the division without the edge is the division with it (each class is still
//! held by its cap or by a full link), so it is left out. When they would, the flows of its patterns
//! are *set apart* in classes of their own that cross the edge; when it has room again they rejoin the
//! others, at the same rates.
//!
//! An edge with one flow never binds (its capacity is a cap of the class). Those with more form the
//! *crowd* of their group. The crowd is measured only when a level has risen by more than the factor
//! that its fullest edge had left at the last measurement, or where a flow has joined.

use super::clocks::{Clocks, NONE};
use super::fluid::Fluid;
use super::layout::Layout;
use super::levels::Levels;

/// An edge may be over its capacity by this share: rounding.
const OVER: f64 = 1e-12;
/// Its flows rejoin the others only when this share of it is free.
const ROOM: f64 = 1e-3;
/// An edge that is set apart with more flows than this remains so: moving them costs more than it saves.
const MANY: u32 = 64;

/// State of all edges.
#[derive(Debug)]
pub(super) struct Edges {
    edges: Vec<Edge>,
    patterns: Vec<Bundle>,
    /// By group: edges that carry several flows and are not set apart.
    crowds: Vec<Vec<u32>>,
    /// By link: its edge, or [`NONE`].
    edge_of: Vec<u32>,
    /// Edges that flows have joined.
    joined: Vec<u32>,
    /// Edges set apart that flows have left.
    left: Vec<u32>,
}

#[derive(Debug, Clone)]
struct Edge {
    flows: u32,
    /// Position in its crowd, or [`NONE`].
    position: u32,
    is_apart: bool,
    stays_apart: bool,
}

/// Flows of a pattern.
#[derive(Debug, Clone)]
struct Bundle {
    /// First in the list of its flows, if it has edges.
    first: u32,
    flows: u32,
    /// How many of its edges are set apart.
    apart: u32,
}

impl Edges {
    /// All empty, of so many links.
    pub fn new(links: usize, layout: &Layout) -> Edges {
        let edge = Edge { flows: 0, position: NONE, is_apart: false, stays_apart: false };
        let mut edge_of = vec![NONE; links];
        for (index, edge) in layout.edges.iter().enumerate() {
            edge_of[edge.link as usize] = index as u32;
        }
        Edges {
            edges: vec![edge; layout.edges.len()],
            patterns: vec![Bundle { first: NONE, flows: 0, apart: 0 }; layout.places.len()],
            crowds: vec![Vec::new(); layout.groups],
            edge_of,
            joined: Vec::new(),
            left: Vec::new(),
        }
    }

    /// Whether the flows of a pattern are set apart.
    pub fn is_apart(&self, pattern: u32) -> bool {
        self.patterns[pattern as usize].apart > 0
    }

    /// A flow of a pattern starts.
    pub fn join(&mut self, layout: &Layout, clocks: &mut Clocks, pattern: u32, flow: u32) {
        let edges = layout.places[pattern as usize].edges.clone();
        if edges.is_empty() {
            return;
        }
        let bundle = &mut self.patterns[pattern as usize];
        bundle.flows += 1;
        let next = std::mem::replace(&mut bundle.first, flow);
        clocks.flow(flow).next = next;
        if next != NONE {
            clocks.flow(next).previous = flow;
        }
        for at in edges {
            let index = layout.pattern_edges[at as usize];
            self.edges[index as usize].flows += 1;
            if self.edges[index as usize].flows > 1 && !self.edges[index as usize].is_apart {
                self.crowd(layout, index);
            }
        }
    }

    /// An edge carries several flows.
    fn crowd(&mut self, layout: &Layout, index: u32) {
        let crowd = &mut self.crowds[layout.edges[index as usize].group as usize];
        let edge = &mut self.edges[index as usize];
        if edge.position == NONE {
            edge.position = crowd.len() as u32;
            crowd.push(index);
        }
        self.joined.push(index);
    }

    fn uncrowd(&mut self, layout: &Layout, index: u32) {
        let position = std::mem::replace(&mut self.edges[index as usize].position, NONE);
        if position != NONE {
            let crowd = &mut self.crowds[layout.edges[index as usize].group as usize];
            crowd.swap_remove(position as usize);
            if let Some(&moved) = crowd.get(position as usize) {
                self.edges[moved as usize].position = position;
            }
        }
    }

    /// A flow has ended.
    pub fn leave(&mut self, layout: &Layout, clocks: &mut Clocks, flow: u32) {
        let entry = *clocks.flow(flow);
        let edges = layout.places[entry.pattern as usize].edges.clone();
        if edges.is_empty() {
            return;
        }
        let bundle = &mut self.patterns[entry.pattern as usize];
        bundle.flows -= 1;
        if entry.previous == NONE {
            bundle.first = entry.next;
        } else {
            clocks.flow(entry.previous).next = entry.next;
        }
        if entry.next != NONE {
            clocks.flow(entry.next).previous = entry.previous;
        }
        for at in edges {
            let index = layout.pattern_edges[at as usize];
            let edge = &mut self.edges[index as usize];
            edge.flows -= 1;
            if edge.is_apart {
                self.left.push(index);
            } else if edge.flows == 1 {
                self.uncrowd(layout, index);
            }
        }
    }
}

impl Fluid {
    /// Edges whose flows together get more than they have.
    pub(super) fn overloaded(&mut self) -> Vec<u32> {
        let mut over = Vec::new();
        while let Some(index) = self.edges.joined.pop() {
            if self.edges.edges[index as usize].position == NONE {
                continue;
            }
            let capacity = self.edge_capacity(index);
            if self.edge_load(index, |levels, class| levels.level(class)) > capacity * (1.0 + OVER)
            {
                over.push(index);
                continue;
            }
            let group = self.layout.edges[index as usize].group;
            let mut risen = 1.0_f64;
            let calm_load = self.edge_load(index, |levels, class| {
                risen = risen.max(levels.level(class) / levels.calm(class));
                levels.calm(class)
            });
            let factor = capacity / calm_load;
            // No alarm comes of a class that has risen so far under a greater factor.
            if factor >= risen {
                let least = &mut self.levels.calm_factors[group as usize];
                *least = least.min(factor);
            } else {
                self.levels.news.alarms.push(group);
            }
        }
        if !self.levels.news.alarms.is_empty() {
            let mut groups = std::mem::take(&mut self.levels.news.alarms);
            groups.sort_unstable();
            groups.dedup();
            for group in groups.drain(..) {
                self.measure(group, &mut over);
            }
            self.levels.news.alarms = groups;
        }
        over
    }

    /// Looks at all edges of a crowd.
    fn measure(&mut self, group: u32, over: &mut Vec<u32>) {
        let mut least = f64::INFINITY;
        for at in 0..self.edges.crowds[group as usize].len() {
            let index = self.edges.crowds[group as usize][at];
            let load = self.edge_load(index, |levels, class| {
                levels.set_calm(class);
                levels.level(class)
            });
            let factor = self.edge_capacity(index) / load;
            if factor * (1.0 + OVER) < 1.0 {
                over.push(index);
            } else {
                least = least.min(factor.max(1.0));
            }
        }
        self.levels.calm_factors[group as usize] = least;
    }

    fn edge_capacity(&self, index: u32) -> f64 {
        self.levels.capacity(self.layout.edges[index as usize].link)
    }

    /// Load of an edge with such levels of classes.
    fn edge_load(&mut self, index: u32, mut level: impl FnMut(&mut Levels, u32) -> f64) -> f64 {
        let mut load = 0.0;
        for at in self.layout.edges[index as usize].patterns.clone() {
            let pattern = self.layout.edge_patterns[at as usize];
            let flows = self.edges.patterns[pattern as usize].flows;
            if flows > 0 {
                let class = self.class(pattern);
                let weight = self.levels.weight(class);
                load += f64::from(flows) * weight * level(&mut self.levels, class);
            }
        }
        load
    }

    /// Gives the flows of an edge classes of their own.
    pub(super) fn set_apart(&mut self, index: u32) {
        self.edges.uncrowd(&self.layout, index);
        let edge = &mut self.edges.edges[index as usize];
        if edge.is_apart {
            return;
        }
        edge.is_apart = true;
        edge.stays_apart |= edge.flows > MANY;
        self.levels.watch(self.layout.edges[index as usize].link, true);
        for at in self.layout.edges[index as usize].patterns.clone() {
            let pattern = self.layout.edge_patterns[at as usize];
            let apart = self.edges.patterns[pattern as usize].apart;
            self.regroup(pattern, apart + 1);
        }
    }

    /// Lets the flows of edges that have room again rejoin the others; whether there were any.
    pub(super) fn rejoin(&mut self) -> bool {
        let mut candidates = std::mem::take(&mut self.edges.left);
        let slack = &mut self.levels.news.slack;
        let edges = slack.drain(..).map(|link| self.edges.edge_of[link as usize]);
        candidates.extend(edges.filter(|&edge| edge != NONE));
        candidates.sort_unstable();
        candidates.dedup();
        let mut any = false;
        for index in candidates.drain(..) {
            let edge = &self.edges.edges[index as usize];
            let link = self.layout.edges[index as usize].link;
            let is_roomy = edge.flows <= 1
                || self.levels.load(link) <= self.levels.capacity(link) * (1.0 - ROOM);
            if !edge.is_apart || edge.stays_apart || !is_roomy {
                continue;
            }
            if self.levels.link_level(link).is_finite() {
                continue;
            }
            any = true;
            self.together(index);
        }
        self.edges.left = candidates;
        any
    }

    fn together(&mut self, index: u32) {
        self.levels.watch(self.layout.edges[index as usize].link, false);
        self.edges.edges[index as usize].is_apart = false;
        for at in self.layout.edges[index as usize].patterns.clone() {
            let pattern = self.layout.edge_patterns[at as usize];
            let apart = self.edges.patterns[pattern as usize].apart;
            self.regroup(pattern, apart - 1);
        }
        if self.edges.edges[index as usize].flows > 1 {
            self.edges.crowd(&self.layout, index);
        }
    }

    /// So many edges of a pattern are set apart now; its flows go to the class that they then have.
    fn regroup(&mut self, pattern: u32, apart: u32) {
        let before = self.edges.patterns[pattern as usize].apart;
        let flows = self.edges.patterns[pattern as usize].flows;
        let stays = (before > 0) == (apart > 0);
        if stays || flows == 0 {
            self.edges.patterns[pattern as usize].apart = apart;
            return;
        }
        let from = self.class(pattern);
        self.edges.patterns[pattern as usize].apart = apart;
        let to = self.class_for(pattern);
        let mut flow = self.edges.patterns[pattern as usize].first;
        while flow != NONE {
            self.clocks.carry(&self.levels, flow, to);
            flow = self.clocks.flow(flow).next;
        }
        self.lose(from, pattern, flows);
        self.gain(to, pattern, flows);
        // Its other edges see it in a class that is calm at another level.
        for at in self.layout.places[pattern as usize].edges.clone() {
            self.edges.joined.push(self.layout.pattern_edges[at as usize]);
        }
    }
}
