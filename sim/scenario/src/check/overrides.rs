//! Changes that a study or a day makes: what they put in is held to what files are held to.

use super::Check;
use super::quantities::Bound::{NotNegative, Positive, Share};
use crate::file::ChangeEntry;
use crate::source::At;

impl Check<'_> {
    /// `at`: the change, e.g. `Coverage(..)`.
    pub(super) fn change(&mut self, at: At<'_>, change: &ChangeEntry) {
        let inner = at.item(0);
        match change {
            ChangeEntry::Remove(_)
            | ChangeEntry::Limits { .. }
            | ChangeEntry::Begins { .. }
            | ChangeEntry::Profile { .. } => {}
            ChangeEntry::AddPlacement(placement) => self.placement(inner, placement),
            ChangeEntry::AddConduit(conduit) => self.conduit(inner, conduit),
            ChangeEntry::AddLink(link) => self.link(inner, link),
            ChangeEntry::AddRoute(route) => self.route(inner, route),
            ChangeEntry::Coverage { value, .. } => self.changed(at, "coverage", value, Share),
            ChangeEntry::Capacity { value, .. } => self.changed(at, "capacity", value, Positive),
            ChangeEntry::Count { value, .. } | ChangeEntry::Lines { value, .. } => {
                self.count(at, "value", Some(value));
            }
            ChangeEntry::Throughput { value, .. } => {
                self.changed(at, "throughput", value, Positive);
            }
            ChangeEntry::Sessions { value, .. } => self.changed(at, "sessions", value, Positive),
            ChangeEntry::DelayPerMb { value, .. } => {
                self.changed(at, "delay_per_mb", value, NotNegative);
            }
            ChangeEntry::PatchAge { value, .. } => {
                self.changed(at, "patch_age", value, NotNegative);
            }
            ChangeEntry::Success { value, .. } => self.changed(at, "success", value, Share),
            ChangeEntry::ThreatRate { value, .. } => self.changed(at, "rate", value, NotNegative),
            ChangeEntry::Users { value, .. } => self.changed(at, "users", value, Share),
            ChangeEntry::UsesPerDay { value, .. } => {
                self.changed(at, "uses_per_day", value, NotNegative);
            }
            ChangeEntry::At { value, .. } => self.times_of_day(at.field("value"), value),
            ChangeEntry::Within { value, .. } => self.changed(at, "within", value, NotNegative),
            ChangeEntry::Background { value, .. } => self.background(at.field("value"), value),
        }
    }
}
