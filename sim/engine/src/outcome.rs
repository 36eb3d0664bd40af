//! What comes out of a run: plain data, ids as text, ready to be written or shown.
//!
//! An [`Outcome`] holds no clock time, thread count or path, so that the same study and seed give
//! the same bytes. Units: seconds, bit/s, bytes, yen, probabilities in \[0, 1\].

use serde::{Deserialize, Serialize};

/// Version of the layout of `results.json`.
pub const RESULTS_FORMAT: u32 = 1;

/// Result of a study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// What was run.
    pub manifest: Manifest,
    /// One result per case, in the study's order.
    pub cases: Vec<CaseOutcome>,
    /// `[i][j]`: share of the draws of the inputs in which case `i` has a smaller expected yearly loss
    /// than case `j`; ties count half.
    pub loses_less: Vec<Vec<f64>>,
    /// For each case after the first, in the study's order, how it differs from the first.
    pub differences: Vec<CaseDifference>,
    /// Sums over the municipalities of a study of many, by model in the study's order; empty unless
    /// each municipality says how many it stands for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub totals: Vec<ModelTotal>,
}

/// A model at all bodies of a study together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelTotal {
    /// Cases that it is the sum of.
    pub cases: Vec<String>,
    /// Bodies.
    pub bodies: f64,
    /// Expected loss of a year, yen. The range is the sum of the ranges: it takes the inputs, which
    /// all bodies share, to lie on the same side everywhere.
    pub annual_loss: Estimate,
}

/// How a case differs from the first of its study, trial by trial and draw by draw.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseDifference {
    /// Model id.
    pub model: String,
    /// Expected loss of a year minus that of the first case, yen: value at the central inputs; range:
    /// middle 90 % over the draws of [`RiskOutcome::annual_loss`], the same for both cases, and of the
    /// error of the difference of P(goal).
    pub annual_loss: Estimate,
    /// Price of a year minus that of the first case, yen, as far as prices are known; what both pay
    /// alike cancels out.
    pub yearly_cost: Estimate,
    /// One entry for each threat and goal that both cases have.
    pub goals: Vec<GoalDifference>,
}

/// Difference of a goal under a threat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoalDifference {
    /// Threat id.
    pub threat: String,
    /// Goal id.
    pub goal: String,
    /// P(goal | attempt) minus that of the first case, with its 95 % interval from the trials that
    /// both share.
    pub probability: Estimate,
    /// Expected loss of a year minus that of the first case, yen; range as above.
    pub annual_loss: Estimate,
}

/// What is needed to repeat a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Layout version of this document.
    pub format: u32,
    /// Program version.
    pub version: String,
    /// Study id.
    pub study: String,
    /// SHA-256 of the scenario texts, hexadecimal.
    pub scenario_hash: String,
    /// Seed.
    pub seed: u64,
    /// Trials per threat and model.
    pub trials: u64,
    /// Attacks were followed no longer than this, seconds.
    pub horizon_secs: f64,
}

/// Result of one case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseOutcome {
    /// Model id.
    pub model: String,
    /// One result per threat, by id.
    pub threats: Vec<ThreatOutcome>,
    /// The day of traffic.
    pub traffic: TrafficOutcome,
    /// Scores.
    pub risk: RiskOutcome,
    /// Price.
    pub cost: CostOutcome,
}

/// An estimate with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Point estimate.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Result of a threat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ThreatOutcome {
    /// Threat id.
    pub threat: String,
    /// Trials run.
    pub trials: u64,
    /// Whether the model has any of the threat's footholds.
    pub has_foothold: bool,
    /// One result per goal, in the threat's order.
    pub goals: Vec<GoalOutcome>,
}

/// Result of a goal under a threat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoalOutcome {
    /// Goal id.
    pub goal: String,
    /// Trials that reached it in time.
    pub successes: u64,
    /// P(goal | attempt) with its 95 % Wilson interval.
    pub probability: Estimate,
    /// P(goal | attempt) if nothing were detected and contained (same trials).
    pub without_detection: Estimate,
    /// Time to the goal given success, seconds; none without success.
    pub time_secs: Option<Times>,
    /// Most frequent paths, most frequent first; at most 5.
    pub paths: Vec<AttackPath>,
    /// Applied rules by the share of successful trials whose path uses them, highest first; at most 8.
    pub choke_points: Vec<ChokePoint>,
    /// Whether any chain of rules leads there at all, whatever the probabilities.
    pub reachable: bool,
}

/// Spread of a time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Times {
    /// Mean, seconds.
    pub mean: f64,
    /// 5 % quantile.
    pub p05: f64,
    /// Median.
    pub p50: f64,
    /// 95 % quantile.
    pub p95: f64,
}

/// A chain of applied rules that reached a goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttackPath {
    /// Share of the successful trials.
    pub share: f64,
    /// From foothold to goal.
    pub steps: Vec<PathStep>,
}

/// An applied rule on a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PathStep {
    /// Rule id.
    pub rule: String,
    /// MITRE ATT&CK technique id.
    pub technique: String,
    /// Node id it starts from.
    pub from: String,
    /// Node id it arrives at (the same for local rules).
    pub to: String,
    /// Conduit id it goes by.
    pub conduit: Option<String>,
    /// Asset id it is about.
    pub asset: Option<String>,
}

/// An applied rule that many successful paths share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChokePoint {
    /// The rule and where it applies.
    pub step: PathStep,
    /// Share of successful trials whose path uses it.
    pub share: f64,
}

/// Result of the day of traffic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrafficOutcome {
    /// Load of each link direction and appliance, by id.
    pub resources: Vec<ResourceOutcome>,
    /// Each application, by id.
    pub applications: Vec<ApplicationOutcome>,
    /// Bytes asked for (over first legs and all others), carried, refused, left over at midnight.
    pub demand_bytes: f64,
    /// Bytes carried.
    pub carried_bytes: f64,
    /// Bytes refused because a session table was full.
    pub refused_bytes: f64,
    /// Bytes still waiting at the end of the day, and what degraded streams went without.
    pub left_over_bytes: f64,
    /// User-minutes in which work was impaired: degraded streams and screen work, and waiting for
    /// transfers beyond three times the unloaded time.
    pub affected_user_minutes: f64,
    /// Resource with the most minutes above 90 %, if any rises above 70 %.
    pub bottleneck: Option<Bottleneck>,
}

/// What a resource is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    /// A link from its first end to its second.
    LinkForward,
    /// A link from its second end to its first.
    LinkBackward,
    /// An appliance.
    Appliance,
}

/// Load of a resource over the day; of parallel lines the busiest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResourceOutcome {
    /// Link or node id.
    pub element: String,
    /// Direction or appliance.
    pub kind: ResourceKind,
    /// Capacity of one line, bit/s; infinite for an appliance that only limits sessions.
    #[serde(with = "null_is_unlimited")]
    pub capacity_bps: f64,
    /// Lines.
    pub lines: u64,
    /// Mean load over the day of all lines together, bit/s.
    pub mean_bps: f64,
    /// 95 % quantile of one-minute means, busiest line, bit/s.
    pub p95_bps: f64,
    /// Greatest one-minute mean, busiest line, bit/s.
    pub max_bps: f64,
    /// Minutes of the busiest line above 70, 90 and 99.9 % of its capacity.
    pub minutes_above: [u32; 3],
    /// Bytes that this scenario's own demand sends through it over the day (asked for, not carried;
    /// other bodies' load left out).
    pub own_demand_bytes: u64,
    /// Load of the busiest line in each quarter of an hour, bit/s; 96 values.
    pub quarter_bps: Vec<f64>,
    /// What fills it in its busiest hour: application id (or `background`) and share, largest first.
    pub filled_by: Vec<(String, f64)>,
    /// The same by terminal group (node id or `background`): what was carried in that hour, divided
    /// as the groups asked for it.
    pub filled_by_group: Vec<(String, f64)>,
    /// The same by the zone of the terminals (zone id or `background`).
    pub filled_by_zone: Vec<(String, f64)>,
    /// Sessions refused here.
    pub refused_sessions: u64,
    /// Greatest number of sessions open at once, other bodies' among them (appliances with a limit).
    pub max_sessions: Option<u64>,
    /// Sessions that it holds.
    pub session_limit: Option<u64>,
    /// Longest time until it was through with the new connections of a use, seconds (appliances that
    /// work on each).
    pub max_setup_secs: Option<f64>,
}

/// How an application fared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ApplicationOutcome {
    /// Application id.
    pub application: String,
    /// Node ids whose users have no way to it in this model.
    pub unavailable_from: Vec<String>,
    /// Uses asked for.
    pub uses: u64,
    /// Uses carried as screen transfer.
    pub as_screen: u64,
    /// Refused because a session table was full.
    pub refused: u64,
    /// Completion times of transfers, seconds; none for streams.
    pub completion_secs: Option<Times>,
    /// Share of stream time with a satisfying rate (and round trip, for screen work); none for
    /// transfers, unless they are carried as screen transfer: then that of the screen.
    pub satisfied_share: Option<f64>,
    /// Mean opinion score of speech, 1 (bad) to 4.5 (excellent), over the time of meetings and calls;
    /// none for all else, and in results of older versions.
    #[serde(default)]
    pub opinion_score: Option<f64>,
    /// Screen work that felt prompt, delayed, slow, seconds; none for all else, and in results of older
    /// versions.
    #[serde(default)]
    pub screen_feel_secs: Option<[f64; 3]>,
    /// Stream time of all uses together, seconds.
    pub stream_secs: f64,
    /// User-minutes impaired.
    pub affected_user_minutes: f64,
}

/// The narrowest place of the day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bottleneck {
    /// Index into [`TrafficOutcome::resources`].
    pub resource: usize,
    /// Minute of the day at which its busiest quarter of an hour begins.
    pub busiest_minute: u32,
}

/// Scores of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RiskOutcome {
    /// Expected loss of a year, yen: value at the central inputs; range: middle 90 % over draws of
    /// rates, damages and sizes from their ranges and of the sampling error of P(goal).
    pub annual_loss: Estimate,
    /// One entry per threat and goal.
    pub items: Vec<RiskItem>,
}

/// Yearly risk of a goal under a threat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RiskItem {
    /// Threat id.
    pub threat: String,
    /// Goal id.
    pub goal: String,
    /// Expected times a year.
    pub frequency: Estimate,
    /// Damage of one event, yen.
    pub damage: Estimate,
    /// Expected loss a year, yen.
    pub annual_loss: Estimate,
    /// IPA-style levels and risk value.
    pub rank: IpaRank,
}

/// Levels and risk value after IPA's guide, business-damage based.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct IpaRank {
    /// Threat level 1–3.
    pub threat: u8,
    /// Vulnerability level 1–3.
    pub vulnerability: u8,
    /// Damage level 1–3.
    pub damage: u8,
    /// A–E.
    pub value: char,
    /// Whether this cell of the matrix is among those confirmed in published data.
    pub confirmed: bool,
}

/// Price of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CostOutcome {
    /// Once, yen.
    pub initial: Estimate,
    /// A year, yen.
    pub yearly: Estimate,
    /// Five years with the initial cost, yen.
    pub five_years: Estimate,
    /// By control placement or link.
    pub items: Vec<CostItem>,
    /// Ids of placements without any known price.
    pub unpriced: Vec<String>,
}

/// Price of an element.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CostItem {
    /// Placement or link id.
    pub element: String,
    /// Seats it was counted for.
    pub seats: u64,
    /// Once, yen.
    pub initial: Estimate,
    /// A year, yen.
    pub yearly: Estimate,
}

/// Infinite as `null` and back: JSON has no infinity.
mod null_is_unlimited {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &f64, to: S) -> Result<S::Ok, S::Error> {
        value.is_finite().then_some(*value).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
        Ok(Option::deserialize(from)?.unwrap_or(f64::INFINITY))
    }
}
