//! Layout: which links matter, and which flows may share a class.
//!
//! Knows capacities, routes and *patterns* (a route, a cap, a weight: flows alike in everything). Must
//! not know time or single flows. Three things make the sharing small, none changes its result:
//!
//! - A link is *spare* if it can never bind: all its routes come through, or go on through, other
//!   links whose capacities together are no greater than its own.
//! - A link is an *edge* (a terminal's own access, say) if few routes meet there while all of them
//!   cross a link of many. As long as it does not bind, its flows need not be told apart: alone on it a
//!   flow is limited as by a cap, and [`super::edges`] sees when several together come to its limit.
//! - Patterns that agree in the rest of the route, in cap and in weight share a *kind* of class. Those
//!   with edges have a kind of their own, too, for the time in which one of their edges binds.
//!
//! Kinds are numbered in the order of patterns' links, caps and weights. Units: bit/s.

use super::levels::Kind;
use petgraph::unionfind::UnionFind;
use std::ops::Range;

/// Most routes that meet at an edge.
const EDGE_ROUTES: u32 = 8;
/// Group of classes that no edge watches.
const NO_GROUP: u32 = 0;

/// Flows alike in everything but start and size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::traffic) struct Pattern {
    /// Index of its route.
    pub route: u32,
    /// Most that each flow may get.
    pub cap_bps: f64,
    /// Weight of each flow.
    pub weight: f64,
}

/// How patterns share classes.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// By link: whether it is always looked at.
    pub is_trunk: Vec<bool>,
    /// Links of all kinds, one route after another.
    pub routes: Vec<u32>,
    /// Kinds of classes.
    pub kinds: Vec<Kind>,
    /// By pattern.
    pub places: Vec<Place>,
    /// Links that are edges.
    pub edges: Vec<Edge>,
    /// Edges of patterns, one pattern after another.
    pub pattern_edges: Vec<u32>,
    /// Patterns of edges, one edge after another.
    pub edge_patterns: Vec<u32>,
    /// Groups of kinds that share edges; the first stands for those that have none.
    pub groups: usize,
}

/// Where the flows of a pattern stand.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Kind while none of its edges binds.
    pub shared: u32,
    /// Kind while one does.
    pub own: u32,
    /// Its edges: range of [`Layout::pattern_edges`].
    pub edges: Range<u32>,
}

/// A link that is looked at only while it binds.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    /// Which link.
    pub link: u32,
    /// Its patterns: range of [`Layout::edge_patterns`].
    pub patterns: Range<u32>,
    /// Whose alarm concerns it.
    pub group: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Role {
    Spare,
    Trunk,
    Edge,
}

impl Layout {
    /// Lays out patterns over routes; each pattern is different from the others.
    pub fn new(capacities: &[f64], routes: &[Box<[u32]>], patterns: &[Pattern]) -> Layout {
        Layout::of_roles(&roles(capacities, routes, patterns), capacities, routes, patterns)
    }

    /// The same with every link looked at: for flows that come and go in great numbers on all.
    pub fn of_trunks(capacities: &[f64], routes: &[Box<[u32]>], patterns: &[Pattern]) -> Layout {
        Layout::of_roles(&vec![Role::Trunk; capacities.len()], capacities, routes, patterns)
    }

    fn of_roles(
        roles: &[Role],
        capacities: &[f64],
        routes: &[Box<[u32]>],
        patterns: &[Pattern],
    ) -> Layout {
        let mut layout = Layout {
            is_trunk: roles.iter().map(|&role| role == Role::Trunk).collect(),
            ..Layout::default()
        };
        layout.share(capacities, routes, patterns, roles);
        layout.list_edges(roles, routes, patterns);
        layout.group();
        layout.set_apart(routes, patterns, roles);
        layout
    }

    /// Gives patterns that agree in all but edges one kind.
    fn share(
        &mut self,
        capacities: &[f64],
        routes: &[Box<[u32]>],
        patterns: &[Pattern],
        roles: &[Role],
    ) {
        let of_role = |pattern: &Pattern, role: Role| {
            let links = routes[pattern.route as usize].iter().copied();
            links.filter(move |&link| roles[link as usize] == role)
        };
        let ceilings: Vec<f64> = patterns
            .iter()
            .map(|pattern| {
                let edges = of_role(pattern, Role::Edge).map(|link| capacities[link as usize]);
                edges.fold(pattern.cap_bps, f64::min) / pattern.weight
            })
            .collect();
        let compare = |&a: &u32, &b: &u32| {
            let (first, second) = (&patterns[a as usize], &patterns[b as usize]);
            of_role(first, Role::Trunk)
                .cmp(of_role(second, Role::Trunk))
                .then(ceilings[a as usize].total_cmp(&ceilings[b as usize]))
                .then(first.weight.total_cmp(&second.weight))
        };
        let mut order: Vec<u32> = (0..patterns.len() as u32).collect();
        order.sort_by(compare);
        self.places = vec![Place { shared: 0, own: 0, edges: 0..0 }; patterns.len()];
        for (at, &index) in order.iter().enumerate() {
            if at == 0 || compare(&order[at - 1], &index).is_ne() {
                let pattern = &patterns[index as usize];
                let route = self.add_route(of_role(pattern, Role::Trunk));
                let ceiling = ceilings[index as usize];
                let weight = pattern.weight;
                self.kinds.push(Kind { route, ceiling, weight, group: NO_GROUP });
            }
            let kind = self.kinds.len() as u32 - 1;
            (self.places[index as usize].shared, self.places[index as usize].own) = (kind, kind);
        }
    }

    fn add_route(&mut self, links: impl Iterator<Item = u32>) -> Range<u32> {
        let start = self.routes.len() as u32;
        self.routes.extend(links);
        start..self.routes.len() as u32
    }

    fn list_edges(&mut self, roles: &[Role], routes: &[Box<[u32]>], patterns: &[Pattern]) {
        let mut edge_of = vec![0; roles.len()];
        let mut counts = Vec::new();
        for (link, _) in roles.iter().enumerate().filter(|(_, role)| **role == Role::Edge) {
            edge_of[link] = self.edges.len() as u32;
            self.edges.push(Edge { link: link as u32, patterns: 0..0, group: NO_GROUP });
            counts.push(0);
        }
        for (pattern, place) in patterns.iter().zip(&mut self.places) {
            let start = self.pattern_edges.len() as u32;
            let links = routes[pattern.route as usize].iter();
            let edges = links.filter(|&&link| roles[link as usize] == Role::Edge);
            self.pattern_edges.extend(edges.map(|&link| edge_of[link as usize]));
            place.edges = start..self.pattern_edges.len() as u32;
        }
        for &edge in &self.pattern_edges {
            counts[edge as usize] += 1;
        }
        let mut start = 0;
        for (edge, count) in self.edges.iter_mut().zip(counts) {
            edge.patterns = start..start;
            start += count;
        }
        self.edge_patterns = vec![0; self.pattern_edges.len()];
        for (pattern, place) in self.places.iter().enumerate() {
            for at in place.edges.clone() {
                let edge = &mut self.edges[self.pattern_edges[at as usize] as usize];
                self.edge_patterns[edge.patterns.end as usize] = pattern as u32;
                edge.patterns.end += 1;
            }
        }
    }

    /// Kinds that meet at an edge are of one group.
    fn group(&mut self) {
        let mut together = UnionFind::<u32>::new(self.kinds.len());
        let shared = |at: u32| self.places[self.edge_patterns[at as usize] as usize].shared;
        for edge in &self.edges {
            for at in edge.patterns.clone() {
                together.union(shared(edge.patterns.start), shared(at));
            }
        }
        let mut groups = vec![NO_GROUP; self.kinds.len()];
        self.groups = 1;
        for edge in &mut self.edges {
            let group = &mut groups[together.find_mut(shared(edge.patterns.start)) as usize];
            if *group == NO_GROUP {
                *group = self.groups as u32;
                self.groups += 1;
            }
            edge.group = *group;
        }
        for (kind, entry) in self.kinds.iter_mut().enumerate() {
            entry.group = groups[together.find_mut(kind as u32) as usize];
        }
    }

    /// Gives patterns with edges a kind of their own.
    fn set_apart(&mut self, routes: &[Box<[u32]>], patterns: &[Pattern], roles: &[Role]) {
        for (index, pattern) in patterns.iter().enumerate() {
            let Place { shared, edges, .. } = self.places[index].clone();
            if edges.is_empty() {
                continue;
            }
            let links = routes[pattern.route as usize].iter().copied();
            let route = self.add_route(links.filter(|&l| roles[l as usize] != Role::Spare));
            let Kind { ceiling, weight, group, .. } = self.kinds[shared as usize];
            // With a single edge there is none left that could come to bind.
            let group = if edges.len() == 1 { NO_GROUP } else { group };
            self.places[index].own = self.kinds.len() as u32;
            self.kinds.push(Kind { route, ceiling, weight, group });
        }
    }
}

/// Tells trunks, edges and links that cannot bind apart. Links without routes count as spare.
fn roles(capacities: &[f64], routes: &[Box<[u32]>], patterns: &[Pattern]) -> Vec<Role> {
    let mut used: Vec<u32> = patterns.iter().map(|pattern| pattern.route).collect();
    used.sort_unstable();
    used.dedup();
    let crossings = Crossings::new(capacities.len(), routes, &used);
    let spare = spare_links(capacities, routes, &crossings);
    let is_busy = |link: u32| !spare[link as usize] && crossings.count(link) > EDGE_ROUTES;
    let role = |link: u32| {
        let is_edge = || {
            crossings
                .of(link)
                .iter()
                .all(|&(route, _)| routes[route as usize].iter().any(|&other| is_busy(other)))
        };
        if spare[link as usize] {
            Role::Spare
        } else if !is_busy(link) && is_edge() {
            Role::Edge
        } else {
            Role::Trunk
        }
    };
    (0..capacities.len() as u32).map(role).collect()
}

/// Which links can never bind. One after the other, the greatest first: those found before are implied
/// by links that are still there.
fn spare_links(capacities: &[f64], routes: &[Box<[u32]>], crossings: &Crossings) -> Vec<bool> {
    let mut order: Vec<u32> = (0..capacities.len() as u32).collect();
    order.sort_by(|&a, &b| capacities[b as usize].total_cmp(&capacities[a as usize]));
    let mut spare = vec![false; capacities.len()];
    let mut counted_for = vec![u32::MAX; capacities.len()];
    for link in order {
        let mut is_fed_by = |nearest: &dyn Fn(&[u32], usize) -> Option<u32>, mark: u32| {
            let mut sum = 0.0;
            crossings.of(link).iter().all(|&(route, position)| {
                let found = nearest(&routes[route as usize], position as usize);
                found.is_some_and(|feeder| {
                    if std::mem::replace(&mut counted_for[feeder as usize], mark) != mark {
                        sum += capacities[feeder as usize];
                    }
                    sum <= capacities[link as usize]
                })
            })
        };
        let before = |route: &[u32], at: usize| {
            route[..at].iter().rev().copied().find(|&other| !spare[other as usize])
        };
        let after = |route: &[u32], at: usize| {
            route[at + 1..].iter().copied().find(|&other| !spare[other as usize])
        };
        spare[link as usize] = is_fed_by(&before, 2 * link) || is_fed_by(&after, 2 * link + 1);
    }
    spare
}

/// Routes through each link, with the position of the link on them.
struct Crossings {
    starts: Vec<u32>,
    places: Vec<(u32, u32)>,
}

impl Crossings {
    fn new(links: usize, routes: &[Box<[u32]>], used: &[u32]) -> Crossings {
        let mut starts = vec![0; links + 1];
        for &route in used {
            for &link in &routes[route as usize] {
                starts[link as usize + 1] += 1;
            }
        }
        for link in 0..links {
            starts[link + 1] += starts[link];
        }
        let mut places = vec![(0, 0); starts[links] as usize];
        let mut ends = starts.clone();
        for &route in used {
            for (position, &link) in routes[route as usize].iter().enumerate() {
                places[ends[link as usize] as usize] = (route, position as u32);
                ends[link as usize] += 1;
            }
        }
        Crossings { starts, places }
    }

    fn of(&self, link: u32) -> &[(u32, u32)] {
        &self.places[self.starts[link as usize] as usize..self.starts[link as usize + 1] as usize]
    }

    fn count(&self, link: u32) -> u32 {
        self.of(link).len() as u32
    }
}
