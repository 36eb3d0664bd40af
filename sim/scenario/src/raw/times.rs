//! Times of steps: distributions with their bounds.
//!
//! A distribution without spread becomes a fixed time, so that engines see at once what is certain.

use super::pieces::Fields;
use super::spelling::Spelling;
use super::values::{Reader, value};
use crate::case::Distribution;
use crate::codes;
use crate::source::shorten;

/// Names of distributions.
pub(super) const NAMES: [&str; 6] =
    ["fixed", "exponential", "gamma", "lognormal", "pert", "uniform"];
/// Greatest time, seconds: 30 million years.
pub(super) const MAX_SECS: f64 = 1e15;
/// Greatest standard deviation of a logarithm; beyond it draws leave the range of numbers.
pub(super) const MAX_SIGMA: f64 = 30.0;
/// Greatest shape of a gamma distribution; above it is as good as fixed.
pub(super) const MAX_SHAPE: f64 = 1e9;

/// Fields of a distribution, if there is one of this name.
pub(super) fn fields(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "fixed" => &["s"],
        "exponential" => &["mean_s"],
        "gamma" => &["shape", "scale_s"],
        "lognormal" => &["median_s", "sigma"],
        "pert" => &["min_s", "mode_s", "max_s"],
        "uniform" => &["min_s", "max_s"],
        _ => return None,
    })
}

/// The distribution of a name with its fields; none if there is an error.
pub(super) fn distribution<'t, S: Spelling>(
    reader: &mut Reader<'t, S>,
    piece: &'t str,
    name: &str,
    written: &Fields<'t>,
) -> Option<Distribution> {
    let permitted = fields(name)?;
    reader.stray(written, permitted);
    let numbers: Vec<Option<f64>> =
        permitted.iter().map(|field| parameter(reader, piece, field, written)).collect();
    let numbers: Vec<f64> = numbers.into_iter().collect::<Option<_>>()?;
    let made = match (name, numbers.as_slice()) {
        ("fixed", &[value]) => Distribution::Fixed { value },
        ("exponential", &[mean]) => Distribution::Exponential { mean },
        ("gamma", &[shape, scale]) => {
            let mean = shape * scale;
            at_most(reader, piece, "shape × scale_s", mean, MAX_SECS)?;
            Distribution::Gamma { shape, mean }
        }
        ("lognormal", &[median, sigma]) => Distribution::Lognormal { median, sigma },
        ("pert", &[min, likely, max]) => {
            in_order(reader, piece, min <= likely && likely <= max)?;
            Distribution::Pert { min, likely, max }
        }
        ("uniform", &[min, max]) => {
            in_order(reader, piece, min <= max)?;
            Distribution::Uniform { min, max }
        }
        _ => return None,
    };
    Some(plain(made))
}

/// The same as a fixed time if it has no spread.
pub(super) fn plain(distribution: Distribution) -> Distribution {
    let certain = match distribution {
        Distribution::Exponential { mean } | Distribution::Gamma { mean, .. } => mean == 0.0,
        Distribution::Lognormal { median, sigma } => median == 0.0 || sigma == 0.0,
        Distribution::Pert { min, max, .. } | Distribution::Uniform { min, max } => min == max,
        Distribution::Fixed { .. } => true,
    };
    match distribution {
        Distribution::Lognormal { median, .. } if certain => Distribution::Fixed { value: median },
        Distribution::Pert { min, .. } | Distribution::Uniform { min, .. } if certain => {
            Distribution::Fixed { value: min }
        }
        _ if certain => Distribution::Fixed { value: distribution.mean() },
        spread => spread,
    }
}

fn parameter<'t, S: Spelling>(
    reader: &mut Reader<'t, S>,
    piece: &'t str,
    field: &str,
    written: &Fields<'t>,
) -> Option<f64> {
    let at = value(written, field).unwrap_or(piece);
    let given = value(written, field).map_or(Ok(None), |at| reader.not_negative(at, field)).ok()?;
    let Some(number) = given else {
        reader.missing(piece, field);
        return None;
    };
    let most = match field {
        "sigma" => MAX_SIGMA,
        "shape" => MAX_SHAPE,
        _ => MAX_SECS,
    };
    if field == "shape" && number == 0.0 {
        let arguments = vec![("field", field.to_owned()), ("value", shorten(at))];
        reader.findings.error(at, codes::NOT_POSITIVE, arguments);
        return None;
    }
    at_most(reader, at, field, number, most)?;
    Some(number)
}

fn at_most<'t, S: Spelling>(
    reader: &mut Reader<'t, S>,
    at: &'t str,
    field: &str,
    number: f64,
    most: f64,
) -> Option<()> {
    if number <= most {
        return Some(());
    }
    let arguments =
        vec![("field", field.to_owned()), ("value", shorten(at)), ("limit", format!("{most:e}"))];
    reader.findings.error(at, codes::TOO_LARGE, arguments);
    None
}

fn in_order<'t, S: Spelling>(
    reader: &mut Reader<'t, S>,
    piece: &'t str,
    ordered: bool,
) -> Option<()> {
    if !ordered {
        let arguments = vec![("field", "time".to_owned())];
        reader.findings.error(piece, codes::DISTRIBUTION_DISORDERED, arguments);
    }
    ordered.then_some(())
}
