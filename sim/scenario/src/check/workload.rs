//! Profiles and applications: each by itself.

use super::Check;
use super::quantities::Bound::{NotNegative, Positive, Share};
use crate::codes;
use crate::file::{ApplicationEntry, ApplicationKindEntry, ProfileEntry, Sourced, WorkloadFile};
use crate::source::At;
use crate::units::{Duration, Unit};

const DAY_SECS: f64 = 86_400.0;

impl Check<'_> {
    pub(super) fn workload(&mut self, at: At<'_>, file: &WorkloadFile) {
        self.file_id(at.field("id"), &file.id);
        self.demand(at, &file.profiles, &file.applications);
    }

    /// Profiles and applications of a workload or day.
    pub(super) fn demand(
        &mut self,
        at: At<'_>,
        profiles: &[ProfileEntry],
        applications: &[ApplicationEntry],
    ) {
        for (index, profile) in profiles.iter().enumerate() {
            self.profile(at.field("profiles").item(index), profile);
        }
        for (index, application) in applications.iter().enumerate() {
            self.application(at.field("applications").item(index), application);
        }
    }

    pub(super) fn profile(&mut self, at: At<'_>, profile: &ProfileEntry) {
        self.id(at, &profile.id);
        let list = at.field("hours");
        if profile.hours.len() != 24 && self.whole {
            let arguments = vec![("count", profile.hours.len().to_string())];
            self.problems.error(list, codes::PROFILE_HOURS, arguments);
        }
        for (index, &hour) in profile.hours.iter().enumerate() {
            self.plain(list.item(index), "hours", hour, NotNegative);
        }
        if !profile.hours.is_empty() && profile.hours.iter().all(|&hour| hour == 0.0) {
            self.problems.error(list, codes::PROFILE_ZERO, Vec::new());
        }
    }

    fn application(&mut self, at: At<'_>, application: &ApplicationEntry) {
        self.id(at, &application.id);
        self.number(at, "users", &application.users, Share);
        self.maybe(at, "sessions", application.sessions.as_ref(), NotNegative);
        if let Some(screen) = &application.screen {
            let at = at.field("screen");
            self.number(at, "down", &screen.down, NotNegative);
            self.number(at, "up", &screen.up, NotNegative);
            if let Some(lasts) = &screen.lasts {
                self.distribution(at, "lasts", lasts);
            }
        }
        self.kind(at.field("kind"), &application.kind);
    }

    fn kind(&mut self, at: At<'_>, kind: &ApplicationKindEntry) {
        match kind {
            ApplicationKindEntry::Elastic { uses_per_day, size, .. } => {
                self.number(at, "uses_per_day", uses_per_day, NotNegative);
                self.distribution(at, "size", size);
            }
            ApplicationKindEntry::Stream { uses_per_day, lasts, down, up, satisfied_at } => {
                self.number(at, "uses_per_day", uses_per_day, NotNegative);
                self.distribution(at, "lasts", lasts);
                self.number(at, "down", down, NotNegative);
                self.number(at, "up", up, NotNegative);
                self.number(at, "satisfied_at", satisfied_at, Share);
            }
            ApplicationKindEntry::Interactive {
                uses_per_day,
                lasts,
                down,
                up,
                satisfied_at,
                round_trip,
            } => {
                self.number(at, "uses_per_day", uses_per_day, NotNegative);
                self.distribution(at, "lasts", lasts);
                self.number(at, "down", down, NotNegative);
                self.number(at, "up", up, NotNegative);
                self.number(at, "satisfied_at", satisfied_at, Share);
                self.number(at, "round_trip", round_trip, Positive);
            }
            ApplicationKindEntry::Scheduled { at: times, within, size, from_peers } => {
                self.times_of_day(at.field("at"), times);
                self.number(at, "within", within, NotNegative);
                let (Sourced::Cited { value: spread, .. } | Sourced::Assumed { value: spread, .. }) =
                    within;
                let last = times.iter().map(Unit::si).fold(0.0, f64::max);
                if last < DAY_SECS && last + spread.si() > DAY_SECS {
                    let at = at.field("within").field("value");
                    let arguments = vec![("value", at.written())];
                    self.problems.error(at, codes::NOT_TIME_OF_DAY, arguments);
                }
                self.distribution(at, "size", size);
                self.number(at, "from_peers", from_peers, Share);
            }
        }
    }

    /// Times of a scheduled delivery: at least one, each within the day.
    pub(super) fn times_of_day(&mut self, list: At<'_>, times: &[Duration]) {
        self.not_empty(list, "at", times.len());
        for (index, time) in times.iter().enumerate() {
            if !(0.0..DAY_SECS).contains(&time.si()) {
                let arguments = vec![("value", list.item(index).written())];
                self.problems.error(list.item(index), codes::NOT_TIME_OF_DAY, arguments);
            }
        }
    }
}
