//! Profiles of the day and applications.

use super::ledger::Owner;
use super::model::Builder;
use super::scope::Item;
use super::text;
use crate::case::{Application, ApplicationKind, Profile, ProfileId, Screen};
use crate::codes;
use crate::file::{ApplicationEntry, ApplicationKindEntry};
use crate::units::Unit;

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
        let at = item.at("kind");
        let at = |field: &str| at.field(field);
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
