//! Numbers: finite, of the right sign, shares in \[0, 1\], ranges and distributions in order.

use super::Check;
use crate::codes;
use crate::file::{Amount, Dist, Sourced, dist_si};
use crate::source::At;
use crate::units::{Dimension, Unit};

/// Greatest standard deviation of a logarithm: a factor of e⁵ for each.
const MAX_SIGMA: f64 = 5.0;
/// Greatest shape of a gamma distribution; above it is as good as fixed.
const MAX_SHAPE: f64 = 1e6;

/// What a number must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    NotNegative,
    Positive,
    Share,
}

impl Check<'_> {
    /// A field with a number and its origin.
    pub(super) fn number<U: Unit>(
        &mut self,
        of: At<'_>,
        field: &str,
        number: &Sourced<U>,
        bound: Bound,
    ) {
        let each = |check: &mut Self, at: At<'_>, value: &U| check.unit(at, field, value, bound);
        self.sourced(of.field(field), field, number, U::si, each);
    }

    /// The `value` of a change to `field`.
    pub(super) fn changed<U: Unit>(
        &mut self,
        of: At<'_>,
        field: &str,
        number: &Sourced<U>,
        bound: Bound,
    ) {
        let each = |check: &mut Self, at: At<'_>, value: &U| check.unit(at, field, value, bound);
        self.sourced(of.field("value"), field, number, U::si, each);
    }

    /// A field with a number and its origin, if it is given.
    pub(super) fn maybe<U: Unit>(
        &mut self,
        of: At<'_>,
        field: &str,
        number: Option<&Sourced<U>>,
        bound: Bound,
    ) {
        if let Some(number) = number {
            self.number(of, field, number, bound);
        }
    }

    /// A field with a distribution and its origin.
    pub(super) fn distribution<U: Unit>(
        &mut self,
        of: At<'_>,
        field: &str,
        number: &Sourced<Dist<U>>,
    ) {
        let mean = |d: &Dist<U>| dist_si(d).mean();
        let each = |check: &mut Self, at: At<'_>, value: &Dist<U>| check.dist(at, field, value);
        self.sourced(of.field(field), field, number, mean, each);
    }

    /// A field with an amount and its origin.
    pub(super) fn amount_of(&mut self, of: At<'_>, field: &str, number: &Sourced<Amount>) {
        let each = |check: &mut Self, at: At<'_>, value: &Amount| {
            check.plain(at, field, bare(value), Bound::NotNegative);
            let (most, written) = Dimension::Plain.most();
            check.at_most(at, field, bare(value), most, written);
        };
        self.sourced(of.field(field), field, number, bare, each);
    }

    /// A field with a count of units: more than none.
    pub(super) fn count(&mut self, of: At<'_>, field: &str, amount: Option<&Amount>) {
        if let Some(amount) = amount {
            self.plain(of.field(field), field, bare(amount), Bound::Positive);
        }
    }

    /// A value with its unit.
    pub(super) fn unit<U: Unit>(&mut self, at: At<'_>, field: &str, value: &U, bound: Bound) {
        let (most, written) = U::DIMENSION.most();
        self.plain(at, field, value.si(), bound);
        if bound != Bound::Share {
            self.at_most(at, field, value.si(), most, written);
        }
    }

    /// A limit of size; `written` is the limit as files write it.
    pub(super) fn at_most(
        &mut self,
        at: At<'_>,
        field: &str,
        value: f64,
        most: f64,
        written: &str,
    ) {
        if value.is_finite() && value > most {
            let field = field.to_owned();
            let arguments =
                vec![("field", field), ("value", at.written()), ("limit", written.to_owned())];
            self.problems.error(at, codes::TOO_LARGE, arguments);
        }
    }

    pub(super) fn not_positive(&mut self, at: At<'_>, field: &str) {
        let arguments = vec![("field", field.to_owned()), ("value", at.written())];
        self.problems.error(at, codes::NOT_POSITIVE, arguments);
    }

    pub(super) fn plain(&mut self, at: At<'_>, field: &str, value: f64, bound: Bound) {
        let field = ("field", field.to_owned());
        if !value.is_finite() {
            self.problems.error(at, codes::NOT_FINITE, vec![field]);
            return;
        }
        let (good, code) = match bound {
            Bound::NotNegative => (value >= 0.0, codes::NEGATIVE),
            Bound::Positive => (value > 0.0, codes::NOT_POSITIVE),
            Bound::Share => ((0.0..=1.0).contains(&value), codes::NOT_PROBABILITY),
        };
        if !good {
            self.problems.error(at, code, vec![field, ("value", at.written())]);
        }
    }

    fn sourced<T>(
        &mut self,
        at: At<'_>,
        field: &str,
        number: &Sourced<T>,
        size: impl Fn(&T) -> f64,
        each: impl Fn(&mut Self, At<'_>, &T),
    ) {
        match number {
            Sourced::Cited { value, .. } => each(self, at.field("value"), value),
            Sourced::Assumed { value, low, high, .. } => {
                each(self, at.field("value"), value);
                each(self, at.field("low"), low);
                each(self, at.field("high"), high);
                let sizes = [size(low), size(value), size(high)];
                let ordered = sizes[0] <= sizes[1] && sizes[1] <= sizes[2];
                if !ordered && sizes.iter().all(|s| s.is_finite()) {
                    let [low, value, high] = sizes.map(|s| s.to_string());
                    let field = field.to_owned();
                    let arguments =
                        vec![("field", field), ("low", low), ("value", value), ("high", high)];
                    self.problems.error(at, codes::RANGE_DISORDERED, arguments);
                }
            }
        }
    }

    fn dist<U: Unit>(&mut self, at: At<'_>, field: &str, dist: &Dist<U>) {
        use Bound::{NotNegative, Positive};
        match dist {
            Dist::Fixed(value) => self.unit(at.item(0), field, value, NotNegative),
            Dist::Exponential { mean } => self.unit(at.field("mean"), field, mean, Positive),
            Dist::Gamma { shape, mean } => {
                self.plain(at.field("shape"), field, *shape, Positive);
                self.at_most(at.field("shape"), field, *shape, MAX_SHAPE, "1000000");
                self.unit(at.field("mean"), field, mean, Positive);
            }
            Dist::Lognormal { median, sigma } => {
                self.unit(at.field("median"), field, median, Positive);
                self.plain(at.field("sigma"), field, *sigma, NotNegative);
                self.at_most(at.field("sigma"), field, *sigma, MAX_SIGMA, "5");
            }
            Dist::Pert { min, likely, max } => {
                self.unit(at.field("min"), field, min, NotNegative);
                self.unit(at.field("likely"), field, likely, NotNegative);
                self.unit(at.field("max"), field, max, NotNegative);
                self.ordered(at, field, &[min.si(), likely.si(), max.si()]);
            }
            Dist::Uniform { min, max } => {
                self.unit(at.field("min"), field, min, NotNegative);
                self.unit(at.field("max"), field, max, NotNegative);
                self.ordered(at, field, &[min.si(), max.si()]);
            }
        }
    }

    fn ordered(&mut self, at: At<'_>, field: &str, values: &[f64]) {
        if values.windows(2).any(|pair| pair[0] > pair[1]) {
            let arguments = vec![("field", field.to_owned())];
            self.problems.error(at, codes::DISTRIBUTION_DISORDERED, arguments);
        }
    }
}

/// An amount without what it is multiplied by.
fn bare(amount: &Amount) -> f64 {
    match *amount {
        Amount::Fixed(x)
        | Amount::PerStaff(x)
        | Amount::PerTerminal(x)
        | Amount::PerBranch(x)
        | Amount::PerResident(x) => x,
    }
}
