//! Which nodes, conduits and links of a case a filter means.

use sansou_scenario::case::{Asset, Case, Conduit, Link, Node, NodeId, ZoneKind};
use sansou_scenario::guideline::{ConduitFilter, LinkFilter, NodeFilter};

/// Whether a list leaves it open or has it.
pub(super) fn open_or_has<T: PartialEq>(list: &[T], wanted: &T) -> bool {
    list.is_empty() || list.contains(wanted)
}

/// Nodes that a filter means, with their positions.
pub(super) fn nodes<'a>(
    case: &'a Case,
    filter: &'a NodeFilter,
) -> impl Iterator<Item = (NodeId, &'a Node)> {
    let meant = |(at, node): &(NodeId, &Node)| {
        let holds = |asset: &Asset| asset.on.contains(at) && filter.holding.contains(&asset.class);
        open_or_has(&filter.kinds, &node.kind)
            && open_or_has(&filter.zones, &case.zone_kind(*at))
            && (filter.holding.is_empty() || case.assets.iter().any(holds))
    };
    case.nodes.iter().enumerate().map(|(at, node)| (NodeId(at), node)).filter(move |n| meant(n))
}

/// Links that a filter means.
pub(super) fn links<'a>(case: &'a Case, filter: &'a LinkFilter) -> impl Iterator<Item = &'a Link> {
    case.links.iter().filter(move |link| {
        let ends = [link.between.0, link.between.1].map(|end| case.zone_kind(end));
        open_or_has(&filter.kinds, &link.kind)
            && ends.iter().any(|zone| open_or_has(&filter.zones, zone))
    })
}

/// Conduits that a filter means, with their positions.
pub(super) fn conduits<'a>(
    case: &'a Case,
    filter: &'a ConduitFilter,
) -> impl Iterator<Item = (usize, &'a Conduit)> {
    case.conduits.iter().enumerate().filter(move |(_, conduit)| {
        open_or_has(&filter.kinds, &conduit.kind)
            && !filter.except_kinds.contains(&conduit.kind)
            && (filter.with_any.is_empty()
                || filter.with_any.iter().any(|limit| conduit.limits.contains(limit)))
            && conduit.from.iter().any(|&f| open_or_has(&filter.opened_in, &case.zone_kind(f)))
            && (filter.near.is_empty() || joins(case, conduit, filter))
    })
}

/// Whether one end lies near and the other far, and what the filter asks of the way between them.
fn joins(case: &Case, conduit: &Conduit, filter: &ConduitFilter) -> bool {
    let near = |node: NodeId| filter.near.contains(&case.zone_kind(node));
    let far = |node: NodeId| {
        is_far(filter, case.zone_kind(node))
            && !filter.except_nodes.contains(&case.nodes[node.0].id)
    };
    // `inward`: whether towards `to` is towards the near end.
    let goes = |inward: bool| {
        (!filter.code_in || conduit.code.allows(inward))
            && (!filter.data_in || conduit.data.allows(inward))
            && (!filter.data_out || conduit.data.allows(!inward))
    };
    conduit.from.iter().any(|&from| {
        (near(from) && far(conduit.to) && goes(false))
            || (near(conduit.to) && far(from) && goes(true))
    })
}

fn is_far(filter: &ConduitFilter, zone: ZoneKind) -> bool {
    if filter.far.is_empty() { !filter.near.contains(&zone) } else { filter.far.contains(&zone) }
}
