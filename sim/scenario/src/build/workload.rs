//! Profiles of the day and applications.

use super::ledger::Owner;
use super::model::Builder;
use super::scope::Item;
use super::text;
use crate::case::{Application, ApplicationKind, Case, NodeId, Profile, ProfileId, Screen};
use crate::codes;
use crate::file::{ApplicationEntry, ApplicationKindEntry};
use crate::load::MAX_USES;
use crate::units::Unit;
use std::collections::BTreeSet;

impl Builder<'_> {
    pub(super) fn profiles(&mut self) -> Vec<Profile> {
        let profiles = self.world.profiles.items.iter().filter_map(|item| {
            Some(Profile {
                id: item.id().to_owned(),
                hours: item.entry.hours.as_slice().try_into().ok()?,
                why: text(&item.entry.why),
            })
        });
        profiles.collect()
    }

    pub(super) fn applications(&mut self) -> Vec<Application> {
        let world = self.world;
        world.applications.items.iter().filter_map(|item| self.application(item)).collect()
    }

    fn application(&mut self, item: &Item<'_, ApplicationEntry>) -> Option<Application> {
        let entry = &item.entry;
        let owner = Owner::new("applications", &entry.id, &entry.name);
        let at = item.at("profile");
        let profile =
            self.profiles.find(self.problems, at, &entry.profile, codes::UNKNOWN_PROFILE, None);
        let users = self.quantity(&owner, "users", item.at("users"), &entry.users);
        let sessions = self.maybe(&owner, "sessions", item.at("sessions"), entry.sessions.as_ref());
        let screen = self.screen(item, &owner);
        let kind = self.kind(item, &owner);
        Some(Application {
            id: entry.id.clone(),
            name: text(&entry.name),
            class: entry.class,
            kind,
            users,
            profile: ProfileId(profile?),
            sessions,
            screen,
        })
    }

    /// Refuses a day that the traffic engine could not hold; told of the application used most.
    pub(super) fn limit_uses(&mut self, case: &Case) {
        let uses: Vec<f64> = case.applications.iter().map(|a| expected_uses(case, a)).collect();
        let all: f64 = uses.iter().sum();
        let busiest = (0..uses.len()).max_by(|&a, &b| uses[a].total_cmp(&uses[b]));
        if let Some(busiest) = busiest.filter(|_| all > MAX_USES) {
            let id = &case.applications[busiest].id;
            let item = self.world.applications.items.iter().find(|item| item.id() == id);
            let arguments = vec![
                ("model", case.model.clone()),
                ("value", format!("{all:.0}")),
                ("limit", format!("{MAX_USES:.0}")),
            ];
            if let Some(item) = item {
                self.problems.error(item.at("kind"), codes::TOO_MANY_USES, arguments);
            }
        }
    }

    fn screen(&mut self, item: &Item<'_, ApplicationEntry>, owner: &Owner) -> Option<Screen> {
        let screen = item.entry.screen.as_ref()?;
        let at = item.at("screen");
        let lasts = screen.lasts.as_ref();
        Some(Screen {
            down: self.quantity(owner, "screen_down", at.field("down"), &screen.down),
            up: self.quantity(owner, "screen_up", at.field("up"), &screen.up),
            lasts: lasts
                .map(|lasts| self.distribution(owner, "screen_lasts", at.field("lasts"), lasts)),
        })
    }

    fn kind(&mut self, item: &Item<'_, ApplicationEntry>, owner: &Owner) -> ApplicationKind {
        let at = |field: &str| item.within("kind", field);
        match &item.entry.kind {
            ApplicationKindEntry::Elastic { uses_per_day, size, direction } => {
                ApplicationKind::Elastic {
                    uses_per_day: self.quantity(
                        owner,
                        "uses_per_day",
                        at("uses_per_day"),
                        uses_per_day,
                    ),
                    size: self.distribution(owner, "size", at("size"), size),
                    direction: *direction,
                }
            }
            ApplicationKindEntry::Stream { uses_per_day, lasts, down, up, satisfied_at } => {
                ApplicationKind::Stream {
                    uses_per_day: self.quantity(
                        owner,
                        "uses_per_day",
                        at("uses_per_day"),
                        uses_per_day,
                    ),
                    lasts: self.distribution(owner, "lasts", at("lasts"), lasts),
                    down: self.quantity(owner, "down", at("down"), down),
                    up: self.quantity(owner, "up", at("up"), up),
                    satisfied_at: self.quantity(
                        owner,
                        "satisfied_at",
                        at("satisfied_at"),
                        satisfied_at,
                    ),
                }
            }
            ApplicationKindEntry::Interactive {
                uses_per_day,
                lasts,
                down,
                up,
                satisfied_at,
                round_trip,
            } => ApplicationKind::Interactive {
                uses_per_day: self.quantity(
                    owner,
                    "uses_per_day",
                    at("uses_per_day"),
                    uses_per_day,
                ),
                lasts: self.distribution(owner, "lasts", at("lasts"), lasts),
                down: self.quantity(owner, "down", at("down"), down),
                up: self.quantity(owner, "up", at("up"), up),
                satisfied_at: self.quantity(
                    owner,
                    "satisfied_at",
                    at("satisfied_at"),
                    satisfied_at,
                ),
                round_trip: self.quantity(owner, "round_trip", at("round_trip"), round_trip),
            },
            ApplicationKindEntry::Scheduled { at: times, within, size, from_peers } => {
                let mut times: Vec<f64> = times.iter().map(Unit::si).collect();
                times.sort_by(f64::total_cmp);
                ApplicationKind::Scheduled {
                    at: times,
                    within: self.quantity(owner, "within", at("within"), within),
                    size: self.distribution(owner, "size", at("size"), size),
                    from_peers: self.quantity(owner, "from_peers", at("from_peers"), from_peers),
                }
            }
        }
    }
}

/// Expected uses of an application in a day, over all terminals that have a way to it.
fn expected_uses(case: &Case, application: &Application) -> f64 {
    let each = match &application.kind {
        ApplicationKind::Elastic { uses_per_day, .. }
        | ApplicationKind::Stream { uses_per_day, .. }
        | ApplicationKind::Interactive { uses_per_day, .. } => uses_per_day.value,
        ApplicationKind::Scheduled { at, .. } => at.len() as f64,
    };
    let ways = case.routes.iter().filter(|route| route.class == application.class);
    let nodes: BTreeSet<NodeId> = ways.flat_map(|route| route.from.iter().copied()).collect();
    // What could not be read is missing, and has been told.
    let units: u64 = nodes.iter().filter_map(|node| case.nodes.get(node.0)).map(|n| n.count).sum();
    each * application.users.value * units as f64
}
