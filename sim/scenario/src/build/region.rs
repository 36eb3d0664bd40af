//! Regions: references resolved, lists by id.

use super::scope::{Item, Scope, ids, items, sort};
use super::{hash, text};
use crate::case::Distribution;
use crate::codes;
use crate::file::{Dist, ProfileEntry, Sourced, dist_si};
use crate::files::{Body as FileBody, Files};
use crate::problems::Problems;
use crate::region::written::{
    BodiesEntry, BodyEntry, CloudEntry, RegionFile, UseEntry, UseKindEntry,
};
use crate::region::{Application, Bodies, Body, Cloud, Law, Region, Use};
use crate::source::At;
use crate::units::Unit;

/// Checks the references of a region; it may be used only if no error was reported.
pub(crate) fn region(files: &Files<'_>, first: usize, problems: &mut Problems) -> Option<Region> {
    let loaded = files.list.get(first)?;
    let Some(FileBody::Region(file)) = &loaded.body else { return None };
    let at = loaded.source.main();
    let mut profiles = items(&file.profiles, at.field("profiles"));
    sort(&mut profiles, problems);
    let named = loaded.named.get("sources").into_iter().flatten();
    let sources = named.filter_map(|&index| match &files.list.get(index)?.body {
        Some(FileBody::Sources(sources)) => Some(sources.sources.iter().map(|s| s.id.clone())),
        _ => None,
    });
    let whole = loaded.whole && loaded.lacking.is_empty();
    let mut builder = Builder {
        applications: Scope::new(file.applications.iter().map(|a| a.id.clone()), loaded.whole),
        sources: Scope::new(sources.flatten(), whole),
        profile_ids: Scope::new(ids(&profiles), loaded.whole),
        profiles,
        problems,
    };
    Some(Region {
        id: file.id.clone(),
        name: text(&file.name),
        applications: builder.applications(file, at.field("applications")),
        bodies: builder.bodies(&file.bodies, at.field("bodies")),
        hash: hash::of(files, first),
    })
}

struct Builder<'a, 'p> {
    applications: Scope,
    sources: Scope,
    profile_ids: Scope,
    profiles: Vec<Item<'a, ProfileEntry>>,
    problems: &'p mut Problems,
}

impl Builder<'_, '_> {
    fn applications(&mut self, file: &RegionFile, at: At<'_>) -> Vec<Application> {
        let mut entries = items(&file.applications, at);
        sort(&mut entries, self.problems);
        entries.iter().filter_map(|item| self.application(item)).collect()
    }

    fn application(&mut self, item: &Item<'_, UseEntry>) -> Option<Application> {
        let entry = &item.entry;
        let at = item.at("kind");
        let kind = match &entry.kind {
            UseKindEntry::Elastic { size, most } => Use::Elastic {
                size: self.distribution(at.field("size"), size),
                most_bps: self.number(at.field("most"), most),
            },
            UseKindEntry::Stream { lasts, rate, satisfied_at } => Use::Stream {
                lasts: self.distribution(at.field("lasts"), lasts),
                rate_bps: self.number(at.field("rate"), rate),
                satisfied_at: self.number(at.field("satisfied_at"), satisfied_at),
            },
        };
        let uses_per_day = self.number(item.at("uses_per_day"), &entry.uses_per_day);
        let at = item.at("profile");
        let code = codes::UNKNOWN_PROFILE;
        let profile = self.profile_ids.find(self.problems, at, &entry.profile, code, None)?;
        let weights: [f64; 24] =
            self.profiles.get(profile)?.entry.hours.as_slice().try_into().ok()?;
        let all: f64 = weights.iter().sum();
        Some(Application {
            id: entry.id.clone(),
            name: text(&entry.name),
            uses_per_day,
            hours: weights.map(|weight| weight / all),
            way: entry.way,
            kind,
        })
    }

    fn bodies(&mut self, bodies: &BodiesEntry, of: At<'_>) -> Bodies {
        match bodies {
            BodiesEntry::Listed(clouds) => {
                let mut clouds = items(clouds, of.item(0));
                sort(&mut clouds, self.problems);
                Bodies::Listed(clouds.iter().map(|item| self.cloud(item)).collect())
            }
            BodiesEntry::Fitted {
                clouds,
                bodies,
                users,
                sigma,
                exit_per_user,
                line_per_user,
                least_line,
            } => Bodies::Fitted(Law {
                clouds: whole(self.number(of.field("clouds"), clouds)) as u32,
                bodies: whole(self.number(of.field("bodies"), bodies)) as u32,
                users: whole(self.number(of.field("users"), users)),
                sigma: self.number(of.field("sigma"), sigma),
                exit_per_user_bps: self.number(of.field("exit_per_user"), exit_per_user),
                line_per_user_bps: self.number(of.field("line_per_user"), line_per_user),
                least_line_bps: self.number(of.field("least_line"), least_line),
            }),
        }
    }

    fn cloud(&mut self, item: &Item<'_, CloudEntry>) -> Cloud {
        let entry = &item.entry;
        let mut bodies = items(&entry.bodies, item.at("bodies"));
        sort(&mut bodies, self.problems);
        Cloud {
            id: entry.id.clone(),
            name: Some(text(&entry.name)),
            exit_bps: self.number(item.at("exit"), &entry.exit),
            bodies: bodies.iter().map(|item| self.body(item)).collect(),
        }
    }

    fn body(&mut self, item: &Item<'_, BodyEntry>) -> Body {
        let entry = &item.entry;
        let breakout = entry.breakout.as_ref();
        Body {
            id: entry.id.clone(),
            name: Some(text(&entry.name)),
            users: whole(self.number(item.at("users"), &entry.users)),
            line_bps: self.number(item.at("line"), &entry.line),
            breakout_bps: breakout.map(|rate| self.number(item.at("breakout"), rate)),
            times: self.times(item),
        }
    }

    /// How many times as often as elsewhere each application is used.
    fn times(&mut self, item: &Item<'_, BodyEntry>) -> Vec<f64> {
        let mut times = Vec::new();
        for (index, entry) in item.entry.times.iter().enumerate() {
            let at = item.at("times").item(index);
            let value = self.number(at.field("value"), &entry.value);
            let (at, code) = (at.field("application"), codes::UNKNOWN_APPLICATION);
            let found = self.applications.find(self.problems, at, &entry.application, code, None);
            if let Some(found) = found {
                times.resize(times.len().max(found + 1), 1.0);
                times[found] = value;
            }
        }
        times
    }

    fn number<U: Unit>(&mut self, at: At<'_>, number: &Sourced<U>) -> f64 {
        self.origin(at, number).si()
    }

    fn distribution<U: Unit>(&mut self, at: At<'_>, number: &Sourced<Dist<U>>) -> Distribution {
        dist_si(self.origin(at, number))
    }

    /// The value, once its source is known to be one.
    fn origin<'n, T>(&mut self, at: At<'_>, number: &'n Sourced<T>) -> &'n T {
        match number {
            Sourced::Cited { value, source } => {
                let at = at.field("source");
                self.sources.find(self.problems, at, source, codes::UNKNOWN_SOURCE, None);
                value
            }
            Sourced::Assumed { value, .. } => value,
        }
    }
}

/// Rounded half up, at least 1.
fn whole(value: f64) -> f64 {
    (value + 0.5).floor().max(1.0)
}
