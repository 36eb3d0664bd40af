//! Ways: the network's links, appliances, routes and applications as a plan's resources, classes and
//! ways.
//!
//! Knows the network. Must not know chance or time of day. A *way* is what all uses of an application
//! by some units of a terminal group have in common; units that use other lines of parallel lines go
//! other ways (unit i takes line i modulo lines). Classes are shared by all ways with the same route
//! and cap. Resources: per link, direction and line one; per appliance with a throughput one, both
//! directions together, the units of the group together.

use super::guards::{Added, Guards};
use super::plan::{Background, Class, Held, Plan, Stream, Way};
use super::{SCREEN_SATISFIED_AT, TERMINAL_ACCESS_BPS};
use crate::network::{Network, Path};
use crate::outcome::ResourceKind;
use sansou_scenario::case::{
    Application, ApplicationClass, ApplicationKind, Case, ConduitId, Leg, LinkId, NodeId, NodeKind,
    Route, Side,
};
use std::collections::{BTreeMap, BTreeSet};

/// A link direction or appliance and its resources in the plan.
#[derive(Debug, Clone)]
pub struct Element {
    /// Link or node id.
    pub id: String,
    /// Direction or appliance.
    pub kind: ResourceKind,
    /// Capacity of one line; infinite for an appliance that only limits sessions.
    pub capacity_bps: f64,
    /// First of its resources; none if the capacity is infinite.
    pub first: Option<usize>,
    /// Lines, a resource each.
    pub lines: u64,
    /// Session table.
    pub table: Option<usize>,
    /// Its work on new connections.
    pub setup: Option<usize>,
}

/// Users of an application at a terminal group, and the ways of their units.
#[derive(Debug, Clone)]
pub struct Party {
    /// Index of the application.
    pub application: usize,
    /// Terminal group.
    pub node: NodeId,
    /// Units 0..units use it.
    pub units: u64,
    /// Unit i goes way `first + i % ways`.
    pub first: usize,
    /// Ways.
    pub ways: u64,
}

/// The static part of a day.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Plan without uses.
    pub plan: Plan,
    /// Elements by id and kind.
    pub elements: Vec<Element>,
    /// Who uses what, by application and node.
    pub parties: Vec<Party>,
    /// For each application, terminal nodes without a way.
    pub unavailable: Vec<Vec<NodeId>>,
    /// Terminal groups, as the plan numbers them.
    pub groups: Vec<NodeId>,
}

/// Lays the network out.
pub fn lay_out(network: &Network) -> Layout {
    let case = network.case();
    let mut builder = Builder::new(network);
    let terminals = |n: &NodeId| case.nodes[n.0].kind == NodeKind::Terminals;
    builder.layout.groups = (0..case.nodes.len()).map(NodeId).filter(terminals).collect();
    builder.layout.plan.groups = builder.layout.groups.len();
    for (index, application) in case.applications.iter().enumerate() {
        let mut unavailable = Vec::new();
        for group in 0..builder.layout.groups.len() {
            let node = builder.layout.groups[group];
            match builder.legs(application, node) {
                Some(legs) => builder.add_party(index, group, &legs),
                None => unavailable.push(node),
            }
        }
        builder.layout.unavailable.push(unavailable);
    }
    builder.add_background();
    builder.layout.elements.sort_by(|a, b| (&a.id, a.kind).cmp(&(&b.id, b.kind)));
    builder.layout
}

/// A leg found on the network.
struct FoundLeg<'a> {
    conduit: ConduitId,
    path: &'a Path,
    screen: bool,
}

/// What a node is in the plan, if it limits anything.
#[derive(Debug, Clone, Copy)]
struct Appliance {
    resource: Option<usize>,
    table: Option<usize>,
    setup: Option<usize>,
}

struct Builder<'a> {
    network: &'a Network,
    case: &'a Case,
    layout: Layout,
    /// First resource of each link, forward and backward.
    links: Vec<[usize; 2]>,
    nodes: Vec<Appliance>,
    guards: Guards,
    classes: BTreeMap<(Vec<usize>, u64), usize>,
}

impl<'a> Builder<'a> {
    fn new(network: &'a Network) -> Builder<'a> {
        let case = network.case();
        let mut layout = Layout::default();
        layout.plan.applications = case.applications.len();
        layout.plan.start_up = true;
        let mut links = Vec::new();
        for link in &case.links {
            links.push([ResourceKind::LinkForward, ResourceKind::LinkBackward].map(|kind| {
                let first = layout.plan.capacities.len();
                let capacity_bps = link.capacity.value;
                layout.plan.capacities.extend((0..link.lines).map(|_| capacity_bps));
                layout.elements.push(Element {
                    id: link.id.clone(),
                    kind,
                    capacity_bps,
                    first: Some(first),
                    lines: link.lines,
                    table: None,
                    setup: None,
                });
                first
            }));
        }
        let mut nodes = Vec::new();
        for node in &case.nodes {
            let units = node.count as f64;
            let throughput = node.throughput.map(|q| q.value * units);
            let resource = throughput.map(|capacity| {
                layout.plan.capacities.push(capacity);
                layout.plan.capacities.len() - 1
            });
            let table = node.sessions.map(|q| {
                layout.plan.tables.push((q.value * units).round() as u64);
                layout.plan.tables.len() - 1
            });
            let setup = node.session_setup.map(|q| {
                layout.plan.setups.push(q.value / units);
                layout.plan.setups.len() - 1
            });
            if resource.is_some() || table.is_some() || setup.is_some() {
                layout.elements.push(Element {
                    id: node.id.clone(),
                    kind: ResourceKind::Appliance,
                    capacity_bps: throughput.unwrap_or(f64::INFINITY),
                    first: resource,
                    lines: 1,
                    table,
                    setup,
                });
            }
            nodes.push(Appliance { resource, table, setup });
        }
        let guards = Guards::new(case);
        Builder { network, case, layout, links, nodes, guards, classes: BTreeMap::new() }
    }

    /// Legs of an application from a node: by the first route, by id, of its class from there.
    fn legs(&self, application: &Application, node: NodeId) -> Option<Vec<FoundLeg<'a>>> {
        let fits = |r: &&Route| r.class == application.class && r.from.contains(&node);
        let route = self.case.routes.iter().find(fits)?;
        let mut legs = Vec::new();
        let mut at = node;
        for &leg in &route.legs {
            let (Leg::Content(id) | Leg::Screen(id)) = leg;
            let start = self.network.leg_start(leg, node, at)?;
            let path = self.network.path(id, start)?;
            let screen = matches!(leg, Leg::Screen(_));
            legs.push(FoundLeg { conduit: id, path, screen });
            at = self.case.conduits[id.0].to;
        }
        Some(legs)
    }

    fn add_party(&mut self, index: usize, group: usize, legs: &[FoundLeg<'_>]) {
        let node = self.layout.groups[group];
        let application = &self.case.applications[index];
        let count = self.case.nodes[node.0].count;
        let units = ((application.users.value * count as f64).round() as u64).min(count);
        let lines: BTreeSet<u64> = legs
            .iter()
            .flat_map(|leg| &leg.path.hops)
            .map(|hop| self.case.links[hop.link.0].lines)
            .collect();
        let cycle = lines.into_iter().fold(1, least_common_multiple);
        let ways = cycle.min(units);
        let first = self.layout.plan.ways.len();
        for unit in 0..ways {
            let way = self.way((index, group), legs, unit);
            self.layout.plan.ways.push(way);
        }
        self.layout.parties.push(Party { application: index, node, units, first, ways });
    }

    fn way(&mut self, (tag, group): (usize, usize), legs: &[FoundLeg<'_>], unit: u64) -> Way {
        let application = &self.case.applications[tag];
        let mut way = Way {
            tag,
            group,
            sessions: application.sessions.map_or(1, |q| q.value.round() as u64),
            unloaded_bps: f64::INFINITY,
            as_screen: legs.iter().any(|leg| leg.screen),
            speech: speaks(application),
            ..Way::default()
        };
        for leg in legs {
            let up = self.resources(leg.path, true, unit);
            let down = self.resources(leg.path, false, unit);
            if leg.screen {
                if let Some(screen) = application.screen {
                    self.add_stream(&mut way, &down, screen.down.value, SCREEN_SATISFIED_AT);
                    self.add_stream(&mut way, &up, screen.up.value, SCREEN_SATISFIED_AT);
                }
            } else {
                self.add_content(&mut way, &application.kind, &down, &up);
            }
            let delays = leg.path.hops.iter().map(|hop| self.case.links[hop.link.0].delay.value);
            way.round_trip += 2.0 * delays.sum::<f64>();
            way.queues.extend(down);
            way.queues.extend(up);
        }
        let passed = |legs: &[&FoundLeg<'_>]| -> BTreeSet<NodeId> {
            legs.iter().flat_map(|leg| leg.path.nodes.iter().copied()).collect()
        };
        let all: Vec<&FoundLeg<'_>> = legs.iter().collect();
        let content: Vec<&FoundLeg<'_>> = legs.iter().filter(|leg| !leg.screen).collect();
        let appliances = passed(&all);
        way.tables = appliances.iter().filter_map(|n| self.nodes[n.0].table).collect();
        way.setups = appliances.iter().filter_map(|n| self.nodes[n.0].setup).collect();
        let works = way.setups.iter().map(|&s| self.layout.plan.setups[s]);
        way.setup_secs = works.sum::<f64>() * way.sessions as f64;
        let passed = passed(&content);
        let delays = passed.iter().filter_map(|n| self.case.nodes[n.0].delay_per_mb);
        way.delay_per_byte = delays.map(|q| q.value / 1e6).sum();
        let mut guarded = Added::default();
        passed.iter().for_each(|&node| guarded += self.guards.at(node));
        content.iter().for_each(|leg| guarded += self.guards.on(leg.conduit));
        way.delay_per_byte += guarded.per_byte;
        way.connecting_secs = guarded.connecting;
        way
    }

    fn add_content(&mut self, way: &mut Way, kind: &ApplicationKind, down: &[usize], up: &[usize]) {
        match kind {
            ApplicationKind::Elastic { direction: Side::Down, .. } => {
                way.awaited = true;
                self.add_transfer(way, down);
            }
            ApplicationKind::Elastic { direction: Side::Up, .. } => {
                way.awaited = true;
                self.add_transfer(way, up);
            }
            ApplicationKind::Scheduled { .. } => self.add_transfer(way, down),
            ApplicationKind::Stream { down: d, up: u, satisfied_at, .. } => {
                self.add_stream(way, down, d.value, satisfied_at.value);
                self.add_stream(way, up, u.value, satisfied_at.value);
            }
            ApplicationKind::Interactive { down: d, up: u, satisfied_at, round_trip, .. } => {
                way.round_trip_limit = Some(round_trip.value);
                self.add_stream(way, down, d.value, satisfied_at.value);
                self.add_stream(way, up, u.value, satisfied_at.value);
            }
        }
    }

    fn add_transfer(&mut self, way: &mut Way, route: &[usize]) {
        way.transfers.push(self.class(route, TERMINAL_ACCESS_BPS));
        let capacities = route.iter().map(|&r| self.layout.plan.capacities[r]);
        way.unloaded_bps = capacities.fold(way.unloaded_bps.min(TERMINAL_ACCESS_BPS), f64::min);
    }

    fn add_stream(&mut self, way: &mut Way, route: &[usize], wanted_bps: f64, share: f64) {
        if wanted_bps > 0.0 {
            let class = self.class(route, wanted_bps);
            way.streams.push(Stream { class, wanted_bps, enough_bps: wanted_bps * share });
        }
    }

    fn class(&mut self, route: &[usize], cap: f64) -> usize {
        let classes = &mut self.layout.plan.classes;
        *self.classes.entry((route.to_vec(), cap.to_bits())).or_insert_with(|| {
            classes.push(Class::new(route.to_vec(), cap));
            classes.len() - 1
        })
    }

    /// Resources of a path in one direction for a unit, sorted.
    fn resources(&self, path: &Path, outward: bool, unit: u64) -> Vec<usize> {
        let line = |link: LinkId| (unit % self.case.links[link.0].lines) as usize;
        let hops = path.hops.iter().map(|hop| {
            let direction = usize::from(hop.forward != outward);
            self.links[hop.link.0][direction] + line(hop.link)
        });
        let appliances = path.nodes.iter().filter_map(|n| self.nodes[n.0].resource);
        let set: BTreeSet<usize> = hops.chain(appliances).collect();
        set.into_iter().collect()
    }

    /// Others' load: on parallel lines flow i takes line i modulo lines.
    fn add_background(&mut self) {
        for (id, node) in self.case.nodes.iter().enumerate() {
            let (Some(load), Some(path)) =
                (&node.background, self.network.background_path(NodeId(id)))
            else {
                continue;
            };
            let hours = self.case.profiles[load.profile.0].hours;
            let busiest = hours.iter().copied().fold(0.0, f64::max);
            self.hold_sessions(NodeId(id), &hours.map(|hour| hour / busiest));
            let lines = path.hops.iter().map(|hop| self.case.links[hop.link.0].lines);
            let cycle = lines.fold(1, least_common_multiple);
            for (outward, peak) in [(false, load.down.value), (true, load.up.value)] {
                for unit in 0..cycle.min(load.flows.value.round().max(1.0) as u64) {
                    let route = self.resources(path, outward, unit);
                    let quarters = (0..96)
                        .map(|quarter| {
                            let share = hours[quarter / 4] / busiest;
                            let all = background_flows(peak * share, load.flows.value * share);
                            let here = all / cycle + u64::from(unit < all % cycle);
                            (here as u32, peak * share / all.max(1) as f64)
                        })
                        .collect();
                    let plan = &mut self.layout.plan;
                    plan.classes.push(Class::new(route, 0.0));
                    let class = plan.classes.len() - 1;
                    plan.background.push(Background { class, quarters });
                }
            }
        }
    }
}

impl Builder<'_> {
    /// Others' connections in a node's table; `shares`: of the peak, by hour.
    fn hold_sessions(&mut self, node: NodeId, shares: &[f64; 24]) {
        let load = self.case.nodes[node.0].background.as_ref();
        let peak = load.and_then(|load| load.sessions).map(|sessions| sessions.value);
        if let (Some(peak), Some(table)) = (peak, self.nodes[node.0].table) {
            let quarters = (0..96).map(|quarter| (peak * shares[quarter / 4]).round() as u64);
            self.layout.plan.held.push(Held { table, quarters: quarters.collect() });
        }
    }
}

/// Whether people talk: meetings and calls.
fn speaks(application: &Application) -> bool {
    application.class == ApplicationClass::WebMeeting
        && matches!(application.kind, ApplicationKind::Stream { .. })
}

/// Number of background flows: rounded, at least one where there is load.
fn background_flows(bps: f64, flows: f64) -> u64 {
    if bps > 0.0 { (flows.round() as u64).max(1) } else { 0 }
}

fn least_common_multiple(a: u64, b: u64) -> u64 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (a / x).saturating_mul(b)
}
