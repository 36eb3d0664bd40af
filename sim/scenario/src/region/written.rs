//! A `Region` file as written; see [`crate::file`] for the manner.

use super::Way;
use crate::file::{Dist, ProfileEntry, Sourced, Text};
use crate::units::{Duration, Number, Rate, Share, Size};
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename = "Region")]
pub(crate) struct RegionFile {
    #[expect(dead_code, reason = "the header scan reads it")]
    pub format: u32,
    pub id: String,
    pub name: Text,
    #[serde(default)]
    pub sources: Vec<String>,
    pub profiles: Vec<ProfileEntry>,
    pub applications: Vec<UseEntry>,
    pub bodies: BodiesEntry,
}

/// What users do.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UseEntry {
    pub id: String,
    pub name: Text,
    pub profile: String,
    pub way: Way,
    pub uses_per_day: Sourced<Number>,
    pub kind: UseKindEntry,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum UseKindEntry {
    Elastic { size: Sourced<Dist<Size>>, most: Sourced<Rate> },
    Stream { lasts: Sourced<Dist<Duration>>, rate: Sourced<Rate>, satisfied_at: Sourced<Share> },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::large_enum_variant, reason = "a file has one")]
pub(crate) enum BodiesEntry {
    Listed(Vec<CloudEntry>),
    Fitted {
        clouds: Sourced<Number>,
        bodies: Sourced<Number>,
        users: Sourced<Number>,
        sigma: Sourced<Number>,
        exit_per_user: Sourced<Rate>,
        line_per_user: Sourced<Rate>,
        least_line: Sourced<Rate>,
    },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CloudEntry {
    pub id: String,
    pub name: Text,
    pub exit: Sourced<Rate>,
    pub bodies: Vec<BodyEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BodyEntry {
    pub id: String,
    pub name: Text,
    pub users: Sourced<Number>,
    pub line: Sourced<Rate>,
    #[serde(default)]
    pub breakout: Option<Sourced<Rate>>,
    /// Applications that its users use more or less often than those of other bodies.
    #[serde(default)]
    pub times: Vec<TimesEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TimesEntry {
    pub application: String,
    pub value: Sourced<Number>,
}
