//! Overrides of a study or of a day: put into the models and the lists they bear on, in the order written.

use super::Anywhere;
use super::merge::Merged;
use super::scope::{HasId, Item, Scope, ids};
use super::world::World;
use crate::codes;
use crate::file::{ApplicationKindEntry, ChangeEntry, OverrideEntry};
use crate::problems::Problems;
use crate::source::At;

/// The overrides of a file, and which of them found what they name.
#[derive(Default)]
pub(super) struct Changes<'a> {
    list: Vec<Change<'a>>,
}

struct Change<'a> {
    entry: &'a OverrideEntry,
    /// The override as a whole.
    at: At<'a>,
    found: bool,
    /// It is for applications of another kind.
    unfit: bool,
}

impl<'a> Changes<'a> {
    /// The overrides of a file whose content is at `at`.
    pub fn new(overrides: &'a [OverrideEntry], at: At<'a>) -> Changes<'a> {
        let at = at.field("overrides");
        let list = overrides.iter().enumerate();
        let list =
            list.map(|(i, entry)| Change { entry, at: at.item(i), found: false, unfit: false });
        Changes { list: list.collect() }
    }

    /// Changes a model's network.
    pub fn apply_network(&mut self, model: &mut Merged<'a>) {
        let id = model.id.clone();
        for change in self.list.iter_mut().filter(|c| bears(c.entry, &id)) {
            let set = change.at.field("set");
            change.found |= match &change.entry.set {
                ChangeEntry::Remove(id) => model.remove(id),
                ChangeEntry::AddPlacement(entry) => add(&mut model.placements, entry, set),
                ChangeEntry::AddConduit(entry) => add(&mut model.conduits, entry, set),
                ChangeEntry::AddLink(entry) => add(&mut model.links, entry, set),
                ChangeEntry::AddRoute(entry) => add(&mut model.routes, entry, set),
                ChangeEntry::Coverage { placement, value } => {
                    change_in(&mut model.placements, placement, "coverage", set, |p| {
                        p.coverage = Some(value.clone());
                    })
                }
                ChangeEntry::Capacity { link, value } => {
                    change_in(&mut model.links, link, "capacity", set, |l| {
                        l.capacity = value.clone();
                    })
                }
                ChangeEntry::Count { node, value } => {
                    change_in(&mut model.nodes, node, "count", set, |n| n.count = Some(*value))
                }
                ChangeEntry::Lines { link, value } => {
                    change_in(&mut model.links, link, "lines", set, |l| l.lines = Some(*value))
                }
                ChangeEntry::Throughput { node, value } => {
                    change_in(&mut model.nodes, node, "throughput", set, |n| {
                        n.throughput = Some(value.clone());
                    })
                }
                ChangeEntry::Sessions { node, value } => {
                    change_in(&mut model.nodes, node, "sessions", set, |n| {
                        n.sessions = Some(value.clone());
                    })
                }
                ChangeEntry::DelayPerMb { node, value } => {
                    change_in(&mut model.nodes, node, "delay_per_mb", set, |n| {
                        n.delay_per_mb = Some(value.clone());
                    })
                }
                ChangeEntry::PatchAge { node, value } => {
                    change_in(&mut model.nodes, node, "patch_age", set, |n| {
                        n.patch_age = Some(value.clone());
                    })
                }
                ChangeEntry::Limits { conduit, value } => {
                    change_in(&mut model.conduits, conduit, "limits", set, |c| {
                        c.limits.clone_from(value);
                    })
                }
                ChangeEntry::Background { node, value } => {
                    change_in(&mut model.nodes, node, "background", set, |n| {
                        n.background = Some(value.as_ref().clone());
                    })
                }
                ChangeEntry::Success { .. }
                | ChangeEntry::ThreatRate { .. }
                | ChangeEntry::Begins { .. }
                | ChangeEntry::Users { .. }
                | ChangeEntry::UsesPerDay { .. }
                | ChangeEntry::Profile { .. }
                | ChangeEntry::At { .. }
                | ChangeEntry::Within { .. } => false,
            };
        }
    }

    /// The common lists as a model sees them.
    pub fn apply_world(&mut self, world: &World<'a>, model: &str) -> World<'a> {
        let mut world = world.clone();
        for change in self.list.iter_mut().filter(|c| bears(c.entry, model)) {
            let set = change.at.field("set");
            change.found |= match &change.entry.set {
                ChangeEntry::Success { rule, value } => {
                    change_in(&mut world.rules.items, rule, "success", set, |r| {
                        r.success = value.clone();
                    })
                }
                ChangeEntry::ThreatRate { threat, value } => {
                    change_in(&mut world.threats.items, threat, "rate", set, |t| {
                        t.rate = value.clone();
                    })
                }
                ChangeEntry::Begins { threat, value } => {
                    change_in(&mut world.threats.items, threat, "begins", set, |t| {
                        t.begins = *value;
                    })
                }
                ChangeEntry::Users { application, value } => {
                    world.pick(application);
                    change_in(&mut world.applications.items, application, "users", set, |a| {
                        a.users = value.clone();
                    })
                }
                ChangeEntry::Profile { application, value } => {
                    change_in(&mut world.applications.items, application, "profile", set, |a| {
                        a.profile.clone_from(value);
                    })
                }
                ChangeEntry::UsesPerDay { application, .. }
                | ChangeEntry::At { application, .. }
                | ChangeEntry::Within { application, .. } => {
                    let (field, _) = behaviour(&change.entry.set);
                    let (entry, mut fits) = (&change.entry.set, true);
                    let list = &mut world.applications.items;
                    let found = change_in(list, application, field, set, |a| {
                        fits &= behave(&mut a.kind, entry);
                    });
                    change.unfit |= !fits;
                    found
                }
                _ => false,
            };
        }
        world
    }

    /// Reports models that the study does not have, and overrides that changed nothing.
    pub fn report(&self, world: &World<'_>, anywhere: &Anywhere, problems: &mut Problems) {
        for change in &self.list {
            let mut unknown = false;
            for (index, model) in change.entry.models.iter().enumerate() {
                let at = change.at.field("models").item(index);
                let found = anywhere.models.find(problems, at, model, codes::UNKNOWN_MODEL, None);
                unknown |= found.is_none();
            }
            if !change.found && !unknown && !change.entry.if_present {
                report_one(change, world, anywhere, problems);
            }
            if let (
                true,
                ChangeEntry::UsesPerDay { application, .. }
                | ChangeEntry::At { application, .. }
                | ChangeEntry::Within { application, .. },
            ) = (change.unfit, &change.entry.set)
            {
                let (_, set) = behaviour(&change.entry.set);
                let id = application.clone();
                let arguments = vec![("id", id), ("set", set.to_owned())];
                problems.error(change.at.field("set"), codes::UNFIT_APPLICATION, arguments);
            }
        }
    }
}

fn report_one(
    change: &Change<'_>,
    world: &World<'_>,
    anywhere: &Anywhere,
    problems: &mut Problems,
) {
    let scope = |ids: Vec<String>, whole| Scope::new(ids, whole);
    let (code, field, id, among) = match &change.entry.set {
        ChangeEntry::Remove(id) => (codes::UNKNOWN_REMOVED, None, id, anywhere.removable.clone()),
        ChangeEntry::Coverage { placement, .. } => {
            (codes::UNKNOWN_PLACEMENT, Some("placement"), placement, anywhere.placements.clone())
        }
        ChangeEntry::Capacity { link, .. } | ChangeEntry::Lines { link, .. } => {
            (codes::UNKNOWN_LINK, Some("link"), link, anywhere.links.clone())
        }
        ChangeEntry::Count { node, .. }
        | ChangeEntry::Background { node, .. }
        | ChangeEntry::Throughput { node, .. }
        | ChangeEntry::Sessions { node, .. }
        | ChangeEntry::DelayPerMb { node, .. }
        | ChangeEntry::PatchAge { node, .. } => {
            (codes::UNKNOWN_NODE, Some("node"), node, anywhere.nodes.clone())
        }
        ChangeEntry::Limits { conduit, .. } => {
            (codes::UNKNOWN_CONDUIT, Some("conduit"), conduit, anywhere.conduits.clone())
        }
        ChangeEntry::Success { rule, .. } => {
            let rules = scope(ids(&world.rules.items), world.rules.whole);
            (codes::UNKNOWN_RULE, Some("rule"), rule, rules)
        }
        ChangeEntry::ThreatRate { threat, .. } | ChangeEntry::Begins { threat, .. } => {
            let threats = scope(ids(&world.threats.items), world.threats.whole);
            (codes::UNKNOWN_THREAT, Some("threat"), threat, threats)
        }
        ChangeEntry::Users { application, .. }
        | ChangeEntry::UsesPerDay { application, .. }
        | ChangeEntry::Profile { application, .. }
        | ChangeEntry::At { application, .. }
        | ChangeEntry::Within { application, .. } => {
            let mut all = ids(&world.applications.items);
            all.extend(ids(&world.catalog.items));
            let all = scope(all, world.applications.whole);
            (codes::UNKNOWN_APPLICATION, Some("application"), application, all)
        }
        ChangeEntry::AddPlacement(_)
        | ChangeEntry::AddConduit(_)
        | ChangeEntry::AddLink(_)
        | ChangeEntry::AddRoute(_) => return,
    };
    if !among.whole {
        return;
    }
    let set = change.at.field("set");
    let at = field.map_or_else(|| set.item(0), |field| set.field(field));
    let mut arguments = vec![("id", id.clone())];
    let of_network =
        !matches!(code, codes::UNKNOWN_RULE | codes::UNKNOWN_THREAT | codes::UNKNOWN_APPLICATION);
    if of_network {
        arguments.push(("model", change.entry.models.join(", ")));
    }
    let meant = among.near(id).filter(|near| near != id);
    problems.error_with(at, code, arguments, meant);
}

/// For a change of how an application behaves: the field, and the word that files write.
fn behaviour(set: &ChangeEntry) -> (&'static str, &'static str) {
    match set {
        ChangeEntry::At { .. } => ("at", "At"),
        ChangeEntry::Within { .. } => ("within", "Within"),
        _ => ("uses_per_day", "UsesPerDay"),
    }
}

/// Changes how an application behaves; whether it is of a kind that has what is changed.
fn behave(kind: &mut ApplicationKindEntry, set: &ChangeEntry) -> bool {
    use ApplicationKindEntry::{Elastic, Interactive, Scheduled, Stream};
    match (kind, set) {
        (
            Elastic { uses_per_day, .. }
            | Stream { uses_per_day, .. }
            | Interactive { uses_per_day, .. },
            ChangeEntry::UsesPerDay { value, .. },
        ) => uses_per_day.clone_from(value),
        (Scheduled { at, .. }, ChangeEntry::At { value, .. }) => at.clone_from(value),
        (Scheduled { within, .. }, ChangeEntry::Within { value, .. }) => within.clone_from(value),
        _ => return false,
    }
    true
}

fn bears(entry: &OverrideEntry, model: &str) -> bool {
    entry.models.is_empty() || entry.models.iter().any(|m| m == model)
}

fn add<'a, T: HasId + Clone>(list: &mut Vec<Item<'a, T>>, entry: &T, set: At<'a>) -> bool {
    list.push(Item::new(entry.clone(), set.item(0)));
    true
}

fn change_in<'a, T: HasId>(
    list: &mut [Item<'a, T>],
    id: &str,
    field: &'static str,
    set: At<'a>,
    mut change: impl FnMut(&mut T),
) -> bool {
    let mut found = false;
    for item in list.iter_mut().filter(|i| i.id() == id) {
        change(&mut item.entry);
        item.change(field, set.field("value"));
        found = true;
    }
    found
}
