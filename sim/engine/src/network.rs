//! The network: a case with its link graph frozen and every conduit's way over the links found.
//!
//! Knows the case and petgraph (private). Must not know time or chance; nothing changes it after
//! [`Network::compile`], so all runs share one `&Network`. Lists keep the case's order (by id), so
//! file order never matters.

use petgraph::algo::astar;
use petgraph::graph::{NodeIndex, UnGraph};
use sansou_scenario::case::{Case, ConduitId, ConduitKind, Leg, LinkId, NodeId};

/// A link on a path, with the direction in which it is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hop {
    /// The link.
    pub link: LinkId,
    /// True: from the first of its ends to the second.
    pub forward: bool,
}

/// A way over links from one node to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Links in order.
    pub hops: Vec<Hop>,
    /// Nodes in order, both ends included: one more than links.
    pub nodes: Vec<NodeId>,
}

impl Path {
    /// The same way in the other direction.
    pub fn reversed(&self) -> Path {
        Path {
            hops: self
                .hops
                .iter()
                .rev()
                .map(|h| Hop { link: h.link, forward: !h.forward })
                .collect(),
            nodes: self.nodes.iter().rev().copied().collect(),
        }
    }
}

/// A conduit that traffic is sent over and that no chain of links carries.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no chain of links carries conduit {conduit} from {from}")]
pub struct Unroutable {
    /// Model.
    pub model: String,
    /// Conduit id, or `background`.
    pub conduit: String,
    /// Node id it starts at.
    pub from: String,
}

/// A compiled case; read-only.
#[derive(Debug, Clone)]
pub struct Network {
    case: Case,
    /// For each conduit, for each of its `from` nodes.
    paths: Vec<Vec<Option<Path>>>,
    /// For each node, the way of others' load from it.
    background: Vec<Option<Path>>,
}

impl Network {
    /// Freezes the case and finds the way of each conduit: least delay through its `via` nodes,
    /// fewest links among equals.
    ///
    /// # Errors
    /// Every conduit that a route sends traffic over and that links do not carry, and every node
    /// whose background load they do not carry.
    pub fn compile(case: &Case) -> Result<Network, Vec<Unroutable>> {
        let mut graph: UnGraph<NodeId, (LinkId, u128)> = UnGraph::new_undirected();
        for id in 0..case.nodes.len() {
            graph.add_node(NodeId(id));
        }
        for (id, link) in case.links.iter().enumerate() {
            // Nanoseconds, so that equal sums compare equal; + 1 a link prefers fewer links.
            let cost = (link.delay.value * 1e9).max(0.0) as u64 as u128 * 1_000 + 1;
            graph.add_edge(
                NodeIndex::new(link.between.0.0),
                NodeIndex::new(link.between.1.0),
                (LinkId(id), cost),
            );
        }
        let paths: Vec<Vec<Option<Path>>> = case
            .conduits
            .iter()
            .map(|conduit| {
                let carried = conduit.kind != ConduitKind::RemovableMedia;
                conduit
                    .from
                    .iter()
                    .map(|&from| {
                        carried.then(|| way(case, &graph, from, &conduit.via, conduit.to)).flatten()
                    })
                    .collect()
            })
            .collect();
        let background: Vec<Option<Path>> = (0..case.nodes.len())
            .map(|id| {
                let load = case.nodes[id].background.as_ref()?;
                way(case, &graph, NodeId(id), &[], load.to)
            })
            .collect();
        let network = Network { case: case.clone(), paths, background };
        let mut missing = Vec::new();
        for (node, path) in network.case.nodes.iter().zip(&network.background) {
            if node.background.is_some() && path.is_none() {
                missing.push(Unroutable {
                    model: network.case.model.clone(),
                    conduit: "background".to_owned(),
                    from: node.id.clone(),
                });
            }
        }
        for (from, leg) in network.legs() {
            let (Leg::Content(id) | Leg::Screen(id)) = leg;
            if network.path(id, from).is_none() {
                let lost = Unroutable {
                    model: network.case.model.clone(),
                    conduit: network.case.conduits[id.0].id.clone(),
                    from: network.case.nodes[from.0].id.clone(),
                };
                if !missing.contains(&lost) {
                    missing.push(lost);
                }
            }
        }
        if missing.is_empty() { Ok(network) } else { Err(missing) }
    }

    /// All legs that routes send traffic over, with the node each starts at.
    fn legs(&self) -> Vec<(NodeId, Leg)> {
        let mut legs = Vec::new();
        for route in &self.case.routes {
            for &node in &route.from {
                let mut at = node;
                for &leg in &route.legs {
                    legs.extend(self.leg_start(leg, node, at).map(|start| (start, leg)));
                    let (Leg::Content(id) | Leg::Screen(id)) = leg;
                    at = self.case.conduits[id.0].to;
                }
            }
        }
        legs
    }

    /// Where a leg starts for users at `node` when the leg before ended at `at`: at the terminal if
    /// its conduit opens there, else where the leg before ended.
    pub fn leg_start(&self, leg: Leg, node: NodeId, at: NodeId) -> Option<NodeId> {
        let (Leg::Content(id) | Leg::Screen(id)) = leg;
        let opens = &self.case.conduits[id.0].from;
        [node, at].into_iter().find(|n| opens.contains(n))
    }

    /// The case that was compiled.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The way of a conduit from one of its `from` nodes to its `to`; none for media carried by
    /// hand, for nodes that do not open it, and where no links lead.
    pub fn path(&self, conduit: ConduitId, from: NodeId) -> Option<&Path> {
        let at = self.case.conduits[conduit.0].from.iter().position(|&n| n == from)?;
        self.paths[conduit.0][at].as_ref()
    }

    /// The way of others' load from a node to the far end of its background.
    pub fn background_path(&self, node: NodeId) -> Option<&Path> {
        self.background[node.0].as_ref()
    }
}

fn way(
    case: &Case,
    graph: &UnGraph<NodeId, (LinkId, u128)>,
    from: NodeId,
    via: &[NodeId],
    to: NodeId,
) -> Option<Path> {
    let mut path = Path { hops: Vec::new(), nodes: vec![from] };
    let mut here = from;
    for &next in via.iter().chain(std::iter::once(&to)) {
        let goal = NodeIndex::new(next.0);
        let (_, nodes) =
            astar(graph, NodeIndex::new(here.0), |n| n == goal, |e| e.weight().1, |_| 0)?;
        for pair in nodes.windows(2) {
            let (link, _) = *graph
                .edges_connecting(pair[0], pair[1])
                .min_by_key(|e| (e.weight().1, e.weight().0))?
                .weight();
            let forward = case.links[link.0].between.0 == NodeId(pair[0].index());
            path.hops.push(Hop { link, forward });
            path.nodes.push(NodeId(pair[1].index()));
        }
        here = next;
    }
    Some(path)
}
