//! What a case answers to one requirement.

use super::filters::{self, open_or_has};
use super::{Element, ElementKind, Lack};
use sansou_scenario::case::{
    AssetClass, Case, Conduit, ConduitId, ConduitLimit, Edition, Node, NodeId, NodeKind, Scheme,
    ZoneKind,
};
use sansou_scenario::guideline::{
    ConduitFilter, LinkFilter, NamedControl, NodeFilter, Requirement,
};
use std::collections::BTreeSet;

/// An answer.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// The network has something that the requirement is about.
    pub bears: bool,
    /// Elements that meet it.
    pub decided_by: Vec<Element>,
    /// What keeps it from being met.
    pub lacking: Vec<Lack>,
}

/// Asks a case.
pub(super) fn ask(case: &Case, requirement: &Requirement, edition: Edition) -> Answer {
    match requirement {
        Requirement::Controls { any_of, nodes, conduits, somewhere, least_coverage } => {
            let places = places(case, nodes.as_ref(), conduits.as_ref());
            controls(case, any_of, &places, *somewhere, *least_coverage)
        }
        Requirement::Limits { all_of, any_of, conduits } => limits(case, all_of, any_of, conduits),
        Requirement::Passes { kinds, conduits } => passes(case, kinds, conduits),
        Requirement::Without { nodes, conduits, links } => {
            without(case, nodes.as_ref(), conduits.as_ref(), links.as_ref())
        }
        Requirement::Exists { nodes, conduits } => exists(case, nodes.as_ref(), conduits.as_ref()),
        Requirement::NotShared { kinds, zones } => not_shared(case, kinds, zones),
        Requirement::Assets { classes, kinds, kept_in } => assets(case, classes, kinds, kept_in),
        Requirement::SchemeDescribed => described(case, edition),
    }
}

/// A place where a control may stand.
enum Place {
    Node(NodeId),
    Conduit(ConduitId),
}

impl Place {
    fn element(&self, case: &Case) -> Element {
        match self {
            Place::Node(at) => element(ElementKind::Node, &case.nodes[at.0].id),
            Place::Conduit(at) => element(ElementKind::Conduit, &case.conduits[at.0].id),
        }
    }
}

fn element(kind: ElementKind, id: &str) -> Element {
    Element { kind, id: id.to_owned() }
}

fn of_conduit(conduit: &Conduit) -> Element {
    element(ElementKind::Conduit, &conduit.id)
}

fn places(case: &Case, nodes: Option<&NodeFilter>, conduits: Option<&ConduitFilter>) -> Vec<Place> {
    let nodes = nodes.into_iter().flat_map(|filter| filters::nodes(case, filter));
    let conduits = conduits.into_iter().flat_map(|filter| filters::conduits(case, filter));
    let nodes = nodes.map(|(at, _)| Place::Node(at));
    nodes.chain(conduits.map(|(at, _)| Place::Conduit(ConduitId(at)))).collect()
}

fn controls(
    case: &Case,
    any_of: &[NamedControl],
    places: &[Place],
    somewhere: bool,
    least: f64,
) -> Answer {
    let mut answer = Answer { bears: !places.is_empty(), ..Answer::default() };
    let (mut bare, mut thin) = (Vec::new(), Vec::new());
    for place in places {
        let standing = case.placements.iter().filter(|placement| {
            let control = &case.controls[placement.control.0].id;
            let here = match place {
                Place::Node(at) => placement.nodes.contains(at),
                Place::Conduit(at) => placement.conduits.contains(at),
            };
            here && any_of.iter().any(|named| named.id == *control)
        });
        let (enough, few): (Vec<_>, Vec<_>) =
            standing.partition(|p| p.coverage.map_or(1.0, |c| c.value) >= least);
        match (enough.is_empty(), few.is_empty()) {
            (true, true) => bare.push(place.element(case)),
            (true, false) => thin.push(place.element(case)),
            (false, _) => {
                let ids = enough.iter().map(|p| element(ElementKind::Placement, &p.id));
                answer.decided_by.extend(ids);
            }
        }
    }
    if somewhere && !answer.decided_by.is_empty() {
        return answer;
    }
    let any_of: Vec<String> = any_of.iter().map(|named| named.id.clone()).collect();
    if !thin.is_empty() {
        answer.lacking.push(Lack::Cover { any_of: any_of.clone(), at: thin, least });
    }
    if !bare.is_empty() {
        answer.lacking.push(Lack::Place { any_of, at: bare, somewhere });
    }
    answer
}

fn limits(
    case: &Case,
    all_of: &[ConduitLimit],
    any_of: &[ConduitLimit],
    filter: &ConduitFilter,
) -> Answer {
    let mut answer = Answer::default();
    for (_, conduit) in filters::conduits(case, filter) {
        answer.bears = true;
        let lacks = |limit: &&ConduitLimit| !conduit.limits.contains(limit);
        let missing: Vec<ConduitLimit> = all_of.iter().filter(lacks).copied().collect();
        let none = !any_of.is_empty() && any_of.iter().all(|limit| lacks(&limit));
        if missing.is_empty() && !none {
            answer.decided_by.push(of_conduit(conduit));
            continue;
        }
        let any_of = if none { any_of.to_vec() } else { Vec::new() };
        // Conduits that lack the same stand together.
        let same = answer.lacking.iter_mut().find_map(|lack| match lack {
            Lack::Limit { all_of: all, any_of: any, at } if *all == missing && *any == any_of => {
                Some(at)
            }
            _ => None,
        });
        match same {
            Some(at) => at.push(of_conduit(conduit)),
            None => {
                let at = vec![of_conduit(conduit)];
                answer.lacking.push(Lack::Limit { all_of: missing, any_of, at });
            }
        }
    }
    answer
}

fn passes(case: &Case, kinds: &[NodeKind], filter: &ConduitFilter) -> Answer {
    let passes = |conduit: &Conduit| {
        let ends = conduit.from.iter().chain([&conduit.to]).chain(&conduit.via);
        ends.into_iter().any(|node| kinds.contains(&case.nodes[node.0].kind))
    };
    let (through, past): (Vec<_>, Vec<_>) =
        filters::conduits(case, filter).map(|(_, conduit)| conduit).partition(|c| passes(c));
    let at: Vec<Element> = past.into_iter().map(of_conduit).collect();
    Answer {
        bears: !through.is_empty() || !at.is_empty(),
        decided_by: through.into_iter().map(of_conduit).collect(),
        lacking: lack(at, |at| Lack::Lead { through: kinds.to_vec(), at }),
    }
}

/// The lack of these elements, if there are any.
fn lack(at: Vec<Element>, of: impl FnOnce(Vec<Element>) -> Lack) -> Vec<Lack> {
    if at.is_empty() { Vec::new() } else { vec![of(at)] }
}

fn without(
    case: &Case,
    nodes: Option<&NodeFilter>,
    conduits: Option<&ConduitFilter>,
    links: Option<&LinkFilter>,
) -> Answer {
    // A prohibition bears on a network that has the zones that it protects.
    let protects = |zones: &[ZoneKind]| {
        zones.is_empty()
            || (0..case.nodes.len()).any(|n| zones.contains(&case.zone_kind(NodeId(n))))
    };
    let bears = nodes.is_some_and(|filter| protects(&filter.zones))
        || conduits.is_some_and(|filter| protects(&filter.near))
        || links.is_some_and(|filter| protects(&filter.zones));
    let mut at: Vec<Element> =
        places(case, nodes, conduits).iter().map(|place| place.element(case)).collect();
    let links = links.into_iter().flat_map(|filter| filters::links(case, filter));
    at.extend(links.map(|link| element(ElementKind::Link, &link.id)));
    Answer { bears, lacking: lack(at, |at| Lack::Remove { at }), ..Answer::default() }
}

fn exists(case: &Case, nodes: Option<&NodeFilter>, conduits: Option<&ConduitFilter>) -> Answer {
    let found =
        [nodes.map(|f| places(case, Some(f), None)), conduits.map(|f| places(case, None, Some(f)))];
    let missing = found.iter().flatten().any(Vec::is_empty);
    let there = found.iter().flatten().flatten().map(|place| place.element(case));
    Answer {
        bears: true,
        decided_by: there.collect(),
        lacking: if missing { vec![Lack::Add] } else { Vec::new() },
    }
}

fn not_shared(case: &Case, kinds: &[NodeKind], zones: &[ZoneKind]) -> Answer {
    let filter = NodeFilter { kinds: kinds.to_vec(), ..NodeFilter::default() };
    let (shared, own): (Vec<_>, Vec<_>) =
        filters::nodes(case, &filter).partition(|(at, _)| served(case, *at, zones).len() > 1);
    let elements = |nodes: Vec<(NodeId, &Node)>| -> Vec<Element> {
        nodes.into_iter().map(|(_, node)| element(ElementKind::Node, &node.id)).collect()
    };
    let at = elements(shared);
    let decided_by = elements(own);
    Answer {
        bears: !at.is_empty() || !decided_by.is_empty(),
        decided_by,
        lacking: lack(at, |at| Lack::Separate { at }),
    }
}

/// Kinds of zone, of those given, that a node lies in or reaches by a conduit or a link.
fn served(case: &Case, node: NodeId, zones: &[ZoneKind]) -> BTreeSet<ZoneKind> {
    let mut reached = vec![node];
    for conduit in &case.conduits {
        let ends = || conduit.from.iter().chain([&conduit.to]);
        if ends().chain(&conduit.via).any(|n| *n == node) {
            reached.extend(ends());
        }
    }
    for link in &case.links {
        if link.between.0 == node || link.between.1 == node {
            reached.extend([link.between.0, link.between.1]);
        }
    }
    reached.into_iter().map(|n| case.zone_kind(n)).filter(|z| zones.contains(z)).collect()
}

fn assets(case: &Case, classes: &[AssetClass], kinds: &[NodeKind], kept_in: &[ZoneKind]) -> Answer {
    let mut answer = Answer::default();
    let mut misplaced = Vec::new();
    for asset in case.assets.iter().filter(|a| classes.contains(&a.class) && a.records.low > 0.0) {
        let mut on =
            asset.on.iter().filter(|n| open_or_has(kinds, &case.nodes[n.0].kind)).peekable();
        if on.peek().is_none() {
            continue;
        }
        answer.bears = true;
        let right = on.all(|&node| kept_in.contains(&case.zone_kind(node)));
        let list = if right { &mut answer.decided_by } else { &mut misplaced };
        list.push(element(ElementKind::Asset, &asset.id));
    }
    answer.lacking = lack(misplaced, |at| Lack::Move { at, to: kept_in.to_vec() });
    answer
}

fn described(case: &Case, edition: Edition) -> Answer {
    let from = case.scheme.and_then(Scheme::since);
    let yet = from.is_some_and(|from| from <= edition);
    Answer {
        bears: case.scheme.is_some(),
        decided_by: Vec::new(),
        lacking: if yet { Vec::new() } else { vec![Lack::Follow { from }] },
    }
}
