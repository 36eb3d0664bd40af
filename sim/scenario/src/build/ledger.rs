//! Numbers with their origin: from files into the ledger of a case.

use super::model::Builder;
use super::text;
use crate::case::{LedgerEntry, LedgerId, Origin, Quantity, SourcedDistribution, Text};
use crate::codes;
use crate::file::{Amount, Dist, MunicipalityFile, Sourced, dist_si};
use crate::source::At;
use crate::units::{self, Dimension, Unit};
use std::collections::BTreeMap;

/// The element that numbers belong to: start of their keys, and its name.
#[derive(Debug, Clone)]
pub(super) struct Owner {
    pub key: String,
    pub name: Text,
}

impl Owner {
    /// The owner `list/id`.
    pub fn new(list: &str, id: &str, name: &crate::file::Text) -> Owner {
        Owner { key: format!("{list}/{id}"), name: text(name) }
    }

    /// A part of it.
    pub fn part(&self, part: &str) -> Owner {
        Owner { key: format!("{}/{part}", self.key), name: self.name.clone() }
    }
}

/// All numbers of a case by key; in the second round their places are known.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    entries: BTreeMap<String, LedgerEntry>,
    keys: Vec<String>,
}

impl Ledger {
    /// An empty ledger that knows the places of all keys of this one.
    pub fn second_round(&self) -> Ledger {
        Ledger { entries: BTreeMap::new(), keys: self.entries.keys().cloned().collect() }
    }

    /// Entries by key.
    pub fn into_list(self) -> Vec<LedgerEntry> {
        self.entries.into_values().collect()
    }

    fn enter(&mut self, entry: LedgerEntry) -> LedgerId {
        let place = self.keys.binary_search(&entry.key).unwrap_or(0);
        self.entries.insert(entry.key.clone(), entry);
        LedgerId(place)
    }
}

/// A number's value, range and kind, before its ledger entry.
struct Number<'f> {
    field: &'f str,
    dimension: Dimension,
    /// Value, low, high.
    size: [f64; 3],
    form: Option<String>,
}

impl Builder<'_> {
    /// A number of `owner`, written at `at`.
    pub(super) fn quantity<U: Unit>(
        &mut self,
        owner: &Owner,
        field: &str,
        at: At<'_>,
        number: &Sourced<U>,
    ) -> Quantity {
        let size = sizes(number, U::si);
        self.enter(owner, Number { field, dimension: U::DIMENSION, size, form: None }, at, number)
    }

    /// The same, if it is given.
    pub(super) fn maybe<U: Unit>(
        &mut self,
        owner: &Owner,
        field: &str,
        at: At<'_>,
        number: Option<&Sourced<U>>,
    ) -> Option<Quantity> {
        number.map(|number| self.quantity(owner, field, at, number))
    }

    /// A distribution of `owner`.
    pub(super) fn distribution<U: Unit>(
        &mut self,
        owner: &Owner,
        field: &str,
        at: At<'_>,
        number: &Sourced<Dist<U>>,
    ) -> SourcedDistribution {
        let (Sourced::Cited { value, .. } | Sourced::Assumed { value, .. }) = number;
        let size = sizes(number, |dist| dist_si(dist).mean());
        let form = Some(form(value).to_owned());
        let entry = Number { field, dimension: U::DIMENSION, size, form };
        let ledger = self.enter(owner, entry, at, number).ledger;
        SourcedDistribution { value: dist_si(value), ledger }
    }

    /// An amount of `owner`, worked out for the municipality.
    pub(super) fn amount_of(
        &mut self,
        owner: &Owner,
        field: &str,
        at: At<'_>,
        number: &Sourced<Amount>,
    ) -> Quantity {
        let size = sizes(number, |amount| self.amount(*amount));
        let entry = Number { field, dimension: Dimension::Plain, size, form: None };
        self.enter(owner, entry, at, number)
    }

    /// An amount, worked out for the municipality.
    pub(super) fn amount(&self, amount: Amount) -> f64 {
        let of = |number: fn(&MunicipalityFile) -> &Sourced<units::Number>| {
            let municipality = self.world.municipality.as_ref();
            municipality.map_or(1.0, |(m, _)| sizes(number(m), Unit::si)[0])
        };
        match amount {
            Amount::Fixed(x) => x,
            Amount::PerStaff(x) => x * of(|m| &m.staff),
            Amount::PerTerminal(x) => x * of(|m| &m.terminals),
            Amount::PerBranch(x) => x * of(|m| &m.branches),
            Amount::PerResident(x) => x * of(|m| &m.residents),
        }
    }

    /// A count of units: rounded half up, at least one, at most `limit`.
    pub(super) fn count(
        &mut self,
        field: &str,
        at: At<'_>,
        amount: Option<Amount>,
        limit: f64,
    ) -> u64 {
        let count = amount.map_or(1.0, |amount| (self.amount(amount) + 0.5).floor().max(1.0));
        if count > limit {
            let arguments = vec![
                ("field", field.to_owned()),
                ("value", count.to_string()),
                ("limit", limit.to_string()),
            ];
            self.problems.error(at, codes::TOO_LARGE, arguments);
        }
        count as u64
    }

    fn enter<T>(
        &mut self,
        owner: &Owner,
        number: Number<'_>,
        at: At<'_>,
        written: &Sourced<T>,
    ) -> Quantity {
        let origin = match written {
            Sourced::Cited { source, .. } => {
                let at = at.field("source");
                self.sources.find(self.problems, at, source, codes::UNKNOWN_SOURCE, None);
                Origin::Cited { source: source.clone() }
            }
            Sourced::Assumed { why, .. } => Origin::Assumed { why: text(why) },
        };
        let [value, low, high] = number.size;
        let ledger = self.ledger.enter(LedgerEntry {
            key: format!("{}/{}", owner.key, number.field),
            of: owner.name.clone(),
            field: number.field.to_owned(),
            dimension: number.dimension,
            value,
            low,
            high,
            form: number.form,
            origin,
        });
        Quantity { value, low, high, ledger }
    }
}

/// Value, low, high.
fn sizes<T>(number: &Sourced<T>, size: impl Fn(&T) -> f64) -> [f64; 3] {
    match number {
        Sourced::Cited { value, .. } => [size(value); 3],
        Sourced::Assumed { value, low, high, .. } => [size(value), size(low), size(high)],
    }
}

fn form<U>(dist: &Dist<U>) -> &'static str {
    match dist {
        Dist::Fixed(_) => "fixed",
        Dist::Exponential { .. } => "exponential",
        Dist::Gamma { .. } => "gamma",
        Dist::Lognormal { .. } => "lognormal",
        Dist::Pert { .. } => "pert",
        Dist::Uniform { .. } => "uniform",
    }
}
