//! What one file can be held to by itself: ranges of numbers, shapes of ids, lists that need
//! elements. References between elements are `build`'s business.
//!
//! Runs also over files of which only a part could be read.

mod catalog;
mod guideline;
mod incident;
mod network;
mod overrides;
mod quantities;
mod region;
mod rules;
mod workload;

use crate::codes;
use crate::file::{DayFile, MunicipalityFile, OverrideEntry, SourcesFile, StudyFile};
use crate::files::{Body, Loaded};
use crate::load::MAX_TRIALS;
use crate::problems::Problems;
use crate::source::At;
use crate::units::Unit;
use quantities::Bound;
use std::collections::BTreeSet;

/// Attacks are followed for ten years at most.
const MAX_HORIZON_SECS: f64 = 3_650.0 * 86_400.0;

/// Checks one file by itself.
pub(crate) fn file(file: &Loaded, problems: &mut Problems) {
    let at = file.source.main();
    let mut check = Check { problems, whole: file.whole };
    match &file.body {
        Some(Body::Study(study)) => check.study(at, study),
        Some(Body::Municipality(municipality)) => check.municipality(at, municipality),
        Some(Body::Model(model)) => {
            check.file_id(at.field("id"), &model.id);
            check.network(at, &file.body);
        }
        Some(Body::Part(_)) => check.network(at, &file.body),
        Some(Body::Controls(controls)) => check.controls(at, controls),
        Some(Body::Rules(rules)) => check.rules(at, rules),
        Some(Body::Threats(threats)) => check.threats(at, threats),
        Some(Body::Workload(workload)) => check.workload(at, workload),
        Some(Body::Day(day)) => check.day(at, day),
        Some(Body::Sources(sources)) => check.sources(at, sources),
        Some(Body::Region(region)) => check.region(at, region),
        Some(Body::Catalog(catalog)) => check.catalog(at, catalog),
        Some(Body::Guideline(guideline)) => check.guideline(at, guideline),
        Some(Body::Incident(incident)) => check.incident(at, incident),
        None => {}
    }
}

/// A check of one file.
struct Check<'p> {
    problems: &'p mut Problems,
    /// Nothing of the file was left out: an empty list is empty indeed.
    whole: bool,
}

impl Check<'_> {
    fn study(&mut self, at: At<'_>, study: &StudyFile) {
        self.file_id(at.field("id"), &study.id);
        self.not_empty(at.field("models"), "models", study.models.len());
        if study.municipality.is_none() && study.municipalities.is_empty() && self.whole {
            let arguments = vec![("field", "municipality".to_owned())];
            self.problems.error(at, codes::MISSING_FIELD, arguments);
        }
        self.names(at, "municipalities", &study.municipalities, false);
        let run = at.field("run");
        if study.run.trials == 0 {
            self.not_positive(run.field("trials"), "trials");
        }
        let (trials, most) = (study.run.trials as f64, MAX_TRIALS as f64);
        self.at_most(run.field("trials"), "trials", trials, most, &MAX_TRIALS.to_string());
        let horizon = study.run.horizon;
        self.unit(run.field("horizon"), "horizon", &horizon, Bound::Positive);
        self.at_most(run.field("horizon"), "horizon", horizon.si(), MAX_HORIZON_SECS, "Days(3650)");
        self.names(at, "catalogs", &study.catalogs, false);
        self.names(at, "days", &study.days, false);
        self.names(at, "guidelines", &study.guidelines, false);
        self.overrides(at, &study.overrides);
    }

    fn day(&mut self, at: At<'_>, day: &DayFile) {
        self.file_id(at.field("id"), &day.id);
        self.names(at, "include", &day.include, false);
        self.demand(at, &day.profiles, &day.applications);
        self.overrides(at, &day.overrides);
    }

    fn overrides(&mut self, at: At<'_>, overrides: &[OverrideEntry]) {
        let list = at.field("overrides");
        for (index, entry) in overrides.iter().enumerate() {
            self.change(list.item(index).field("set"), &entry.set);
        }
    }

    fn municipality(&mut self, at: At<'_>, entry: &MunicipalityFile) {
        self.file_id(at.field("id"), &entry.id);
        self.number(at, "residents", &entry.residents, Bound::Positive);
        self.number(at, "staff", &entry.staff, Bound::Positive);
        self.number(at, "terminals", &entry.terminals, Bound::Positive);
        self.number(at, "branches", &entry.branches, Bound::NotNegative);
        self.number(at, "pay_per_hour", &entry.pay_per_hour, Bound::NotNegative);
        self.maybe(at, "stands_for", entry.stands_for.as_ref(), Bound::Positive);
        self.overrides(at, &entry.overrides);
    }

    fn sources(&mut self, at: At<'_>, sources: &SourcesFile) {
        let list = at.field("sources");
        for (index, source) in sources.sources.iter().enumerate() {
            self.file_id(list.item(index).field("id"), &source.id);
        }
    }

    /// Ids of files and sources: `a-z 0-9 _ -`.
    fn file_id(&mut self, at: At<'_>, id: &str) {
        self.shape(at, id, |b| b == b'-');
    }

    /// Ids of elements: `a-z 0-9 _`.
    fn id(&mut self, at: At<'_>, id: &str) {
        self.shape(at.field("id"), id, |_| false);
    }

    fn shape(&mut self, at: At<'_>, id: &str, also: fn(u8) -> bool) {
        let good = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || also(b);
        if id.is_empty() || !id.bytes().all(good) {
            self.problems.error(at, codes::BAD_ID, vec![("id", id.to_owned())]);
        }
    }

    fn not_empty(&mut self, at: At<'_>, field: &str, length: usize) {
        if length == 0 && self.whole {
            self.problems.error(at, codes::EMPTY_LIST, vec![("field", field.to_owned())]);
        }
    }

    /// A list of names: each once, and at least one if `needed`.
    fn names(&mut self, at: At<'_>, field: &str, list: &[String], needed: bool) {
        let at = at.field(field);
        if needed {
            self.not_empty(at, field, list.len());
        }
        let mut seen = BTreeSet::new();
        for (index, name) in list.iter().enumerate() {
            if !seen.insert(name) {
                let arguments = vec![("id", name.clone()), ("field", field.to_owned())];
                self.problems.error(at.item(index), codes::REPEATED, arguments);
            }
        }
    }
}
