//! Regions: numbers, and how much of everything.

use super::Check;
use super::quantities::Bound::{NotNegative, Positive, Share};
use crate::codes;
use crate::file::{Sourced, dist_si};
use crate::region::written::{
    BodiesEntry, BodyEntry, CloudEntry, RegionFile, UseEntry, UseKindEntry,
};
use crate::region::{MAX_APPLICATIONS, MAX_BODIES, MAX_USERS, MAX_USES};
use crate::source::At;
use crate::units::{Number, Unit};

/// Greatest mean length of streams: a day.
const MAX_LASTS_SECS: f64 = 86_400.0;
/// Greatest spread of sizes of bodies.
const MAX_SIGMA: f64 = 3.0;

impl Check<'_> {
    pub(super) fn region(&mut self, at: At<'_>, file: &RegionFile) {
        self.file_id(at.field("id"), &file.id);
        for (index, profile) in file.profiles.iter().enumerate() {
            self.profile(at.field("profiles").item(index), profile);
        }
        let applications = at.field("applications");
        let count = file.applications.len();
        self.not_empty(applications, "applications", count);
        self.most(applications, "applications", count as f64, MAX_APPLICATIONS as f64);
        for (index, entry) in file.applications.iter().enumerate() {
            self.used(applications.item(index), entry);
        }
        let users = self.bodies(at.field("bodies").item(0), at.field("bodies"), &file.bodies);
        let uses: f64 = file.applications.iter().map(|entry| value(&entry.uses_per_day)).sum();
        self.most(applications, "uses_per_day", users * uses, MAX_USES);
    }

    fn used(&mut self, at: At<'_>, entry: &UseEntry) {
        self.id(at, &entry.id);
        self.number(at, "uses_per_day", &entry.uses_per_day, NotNegative);
        let at = at.field("kind");
        match &entry.kind {
            UseKindEntry::Elastic { size, most } => {
                self.distribution(at, "size", size);
                self.number(at, "most", most, Positive);
            }
            UseKindEntry::Stream { lasts, rate, satisfied_at } => {
                self.distribution(at, "lasts", lasts);
                let (Sourced::Cited { value, .. } | Sourced::Assumed { value, .. }) = lasts;
                self.most(at.field("lasts"), "lasts", dist_si(value).mean(), MAX_LASTS_SECS);
                self.number(at, "rate", rate, Positive);
                self.number(at, "satisfied_at", satisfied_at, Share);
            }
        }
    }

    /// Checks what stands in `of` the bodies; how many users there are.
    fn bodies(&mut self, list: At<'_>, of: At<'_>, bodies: &BodiesEntry) -> f64 {
        match bodies {
            BodiesEntry::Listed(clouds) => self.clouds(list, clouds),
            BodiesEntry::Fitted {
                clouds,
                bodies,
                users,
                sigma,
                exit_per_user,
                line_per_user,
                least_line,
            } => {
                for (field, number) in [("clouds", clouds), ("bodies", bodies), ("users", users)] {
                    self.number(of, field, number, Positive);
                }
                self.most(of.field("users"), "users", value(users), MAX_USERS);
                self.most(
                    of.field("bodies"),
                    "bodies",
                    value(bodies),
                    MAX_BODIES.min(value(users)),
                );
                self.most(of.field("clouds"), "clouds", value(clouds), value(bodies));
                self.number(of, "sigma", sigma, NotNegative);
                self.most(of.field("sigma"), "sigma", value(sigma), MAX_SIGMA);
                self.number(of, "exit_per_user", exit_per_user, Positive);
                self.number(of, "line_per_user", line_per_user, Positive);
                self.number(of, "least_line", least_line, Positive);
                value(users)
            }
        }
    }

    fn clouds(&mut self, list: At<'_>, clouds: &[CloudEntry]) -> f64 {
        self.not_empty(list, "bodies", clouds.len());
        let mut users = 0.0;
        for (index, cloud) in clouds.iter().enumerate() {
            let at = list.item(index);
            self.id(at, &cloud.id);
            self.number(at, "exit", &cloud.exit, Positive);
            self.not_empty(at.field("bodies"), "bodies", cloud.bodies.len());
            for (index, body) in cloud.bodies.iter().enumerate() {
                users += self.body(at.field("bodies").item(index), body);
            }
        }
        let bodies: usize = clouds.iter().map(|cloud| cloud.bodies.len()).sum();
        self.most(list, "bodies", bodies as f64, MAX_BODIES);
        self.most(list, "users", users, MAX_USERS);
        users
    }

    fn body(&mut self, at: At<'_>, body: &BodyEntry) -> f64 {
        self.id(at, &body.id);
        self.number(at, "users", &body.users, Positive);
        self.number(at, "line", &body.line, Positive);
        self.maybe(at, "breakout", body.breakout.as_ref(), Positive);
        let mut most = 1.0_f64;
        for (index, times) in body.times.iter().enumerate() {
            self.number(at.field("times").item(index), "value", &times.value, NotNegative);
            most = most.max(value(&times.value));
        }
        value(&body.users) * most
    }

    /// A sum or count that must not be greater than a limit.
    fn most(&mut self, at: At<'_>, field: &str, value: f64, limit: f64) {
        if value.is_finite() && value > limit {
            let [value, limit] = [value, limit].map(|number| number.to_string());
            let arguments = vec![("field", field.to_owned()), ("value", value), ("limit", limit)];
            self.problems.error(at, codes::TOO_LARGE, arguments);
        }
    }
}

fn value(number: &Sourced<Number>) -> f64 {
    let (Sourced::Cited { value, .. } | Sourced::Assumed { value, .. }) = number;
    value.si()
}
