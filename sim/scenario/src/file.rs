//! Files as written: private types that serde fills from RON.
//!
//! One struct per kind of file; the struct's name opens the file (`Model( format: 1, .. )`), so a
//! file says what it is. Nothing here is checked beyond shape and units; `check` turns these into
//! `case` types. Ids are strings here and nowhere right of this crate. Fields are strict: an unknown
//! one is an error. Lists of `(id: ..)` and never RON maps, because a map silently keeps the last of
//! two equal keys. `scenarios/README.md` specifies every field.

use crate::case::{
    AlarmHours, ApplicationClass, AssetClass, Attacker, Begins, Category, ConduitKind,
    ConduitLimit, Edition, End, Flow, LinkKind, NodeKind, Per, Scheme, Side, Toward, ZoneKind,
};
use crate::units::{Duration, Frequency, Money, Number, Rate, Share, Size, Unit};
use serde::Deserialize;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Text {
    pub ja: String,
    pub en: String,
}

/// A number that says where it comes from.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum Sourced<T> {
    /// Published: `source` is an id of a `Sources` file.
    Cited { value: T, source: String },
    /// Our assumption, with the range in which it may lie and the reason.
    Assumed { value: T, low: T, high: T, why: Text },
}

/// A random quantity with unit `U`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum Dist<U> {
    Fixed(U),
    Exponential { mean: U },
    Gamma { shape: f64, mean: U },
    Lognormal { median: U, sigma: f64 },
    Pert { min: U, likely: U, max: U },
    Uniform { min: U, max: U },
}

/// A count that may depend on the municipality.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub(crate) enum Amount {
    Fixed(f64),
    PerStaff(f64),
    PerTerminal(f64),
    PerBranch(f64),
    PerResident(f64),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename = "Sources")]
pub(crate) struct SourcesFile {
    #[expect(dead_code, reason = "the header scan reads it")]
    pub format: u32,
    pub sources: Vec<SourceEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceEntry {
    pub id: String,
    pub title: Text,
    /// Publisher, date, page, address: how to find it.
    pub locator: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename = "Municipality")]
pub(crate) struct MunicipalityFile {
    #[expect(dead_code, reason = "the header scan reads it")]
    pub format: u32,
    pub id: String,
    pub name: Text,
    pub residents: Sourced<Number>,
    pub staff: Sourced<Number>,
    pub terminals: Sourced<Number>,
    pub branches: Sourced<Number>,
    pub pay_per_hour: Sourced<Money>,
    /// Municipalities like it that it stands for, in a study of many.
    #[serde(default)]
    pub stands_for: Option<Sourced<Number>>,
    /// What its size changes in the network: lines, appliances.
    #[serde(default)]
    pub overrides: Vec<OverrideEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename = "Model")]
pub(crate) struct ModelFile {
    #[expect(dead_code, reason = "the header scan reads it")]
    pub format: u32,
    pub id: String,
    pub name: Text,
    pub summary: Text,
    /// Network model that it follows; the included model's when left out.
    #[serde(default)]
    pub scheme: Option<Scheme>,
    /// Edition of the guideline that it is meant for; the included model's when left out, else the
    /// latest.
    #[serde(default)]
    pub edition: Option<Edition>,
    #[serde(default)]
    pub include: Vec<String>,
    /// Ids of nodes, links, conduits, assets, placements or routes of included files to leave out.
    #[serde(default)]
    pub remove: Vec<String>,
    #[serde(default)]
    pub zones: Vec<ZoneEntry>,
    #[serde(default)]
    pub nodes: Vec<NodeEntry>,
    #[serde(default)]
    pub links: Vec<LinkEntry>,
    #[serde(default)]
    pub conduits: Vec<ConduitEntry>,
    #[serde(default)]
    pub assets: Vec<AssetEntry>,
    #[serde(default)]
    pub placements: Vec<PlacementEntry>,
    #[serde(default)]
    pub routes: Vec<RouteEntry>,
}

/// A piece of a network that models include; like a model, without a name of its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename = "Part")]
pub(crate) struct PartFile {
    #[expect(dead_code, reason = "the header scan reads it")]
    pub format: u32,
    #[serde(default)]
    pub include: Vec<String>,
    #[serde(default)]
    pub remove: Vec<String>,
    #[serde(default)]
    pub zones: Vec<ZoneEntry>,
    #[serde(default)]
    pub nodes: Vec<NodeEntry>,
    #[serde(default)]
    pub links: Vec<LinkEntry>,
    #[serde(default)]
    pub conduits: Vec<ConduitEntry>,
    #[serde(default)]
    pub assets: Vec<AssetEntry>,
    #[serde(default)]
    pub placements: Vec<PlacementEntry>,
    #[serde(default)]
    pub routes: Vec<RouteEntry>,
}

/// The lists that models and parts have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lists<'a> {
    pub include: &'a [String],
    pub remove: &'a [String],
    pub zones: &'a [ZoneEntry],
    pub nodes: &'a [NodeEntry],
    pub links: &'a [LinkEntry],
    pub conduits: &'a [ConduitEntry],
    pub assets: &'a [AssetEntry],
    pub placements: &'a [PlacementEntry],
    pub routes: &'a [RouteEntry],
}

macro_rules! lists {
    ($($file:ident),*) => {$(
        impl $file {
            /// Its lists.
            pub fn lists(&self) -> Lists<'_> {
                Lists {
                    include: &self.include,
                    remove: &self.remove,
                    zones: &self.zones,
                    nodes: &self.nodes,
                    links: &self.links,
                    conduits: &self.conduits,
                    assets: &self.assets,
                    placements: &self.placements,
                    routes: &self.routes,
                }
            }
        }
    )*};
}
lists!(ModelFile, PartFile);

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ZoneEntry {
    pub id: String,
    pub kind: ZoneKind,
    pub name: Text,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NodeEntry {
    pub id: String,
    pub zone: String,
    pub kind: NodeKind,
    pub name: Text,
    /// Equal units that this node stands for; one when left out.
    #[serde(default)]
    pub count: Option<Amount>,
    /// How long a published fix waits here before it is applied.
    #[serde(default)]
    pub patch_age: Option<Sourced<Duration>>,
    /// Appliances: what they forward, both directions together.
    #[serde(default)]
    pub throughput: Option<Sourced<Rate>>,
    /// Appliances: concurrent sessions they hold.
    #[serde(default)]
    pub sessions: Option<Sourced<Number>>,
    /// Appliances: time they add per megabyte (sanitising, decryption).
    #[serde(default)]
    pub delay_per_mb: Option<Sourced<Duration>>,
    /// Appliances: time that one of them works on each new connection (handshake, inspection).
    #[serde(default)]
    pub session_setup: Option<Sourced<Duration>>,
    /// Other bodies that share this node's line: load that competes with ours.
    #[serde(default)]
    pub background: Option<BackgroundEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BackgroundEntry {
    /// Far end of the load.
    pub to: String,
    /// Load at the busiest quarter of an hour, from `to` towards this node.
    pub down: Sourced<Rate>,
    pub up: Sourced<Rate>,
    /// Flows that share it at that time: their number weighs against ours.
    pub flows: Sourced<Number>,
    /// Connections that they hold in this node's table at that time.
    #[serde(default)]
    pub sessions: Option<Sourced<Number>>,
    pub profile: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkEntry {
    pub id: String,
    pub name: Text,
    pub kind: LinkKind,
    pub between: (String, String),
    /// Each way, of one line.
    pub capacity: Sourced<Rate>,
    /// One way.
    pub delay: Sourced<Duration>,
    /// Parallel lines, e.g. one for each branch; units of the terminals spread evenly over them.
    #[serde(default)]
    pub lines: Option<Amount>,
    /// Yearly price of one line.
    #[serde(default)]
    pub yearly: Option<Sourced<Money>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConduitEntry {
    pub id: String,
    pub name: Text,
    pub kind: ConduitKind,
    /// Nodes that open it.
    pub from: Vec<String>,
    pub to: String,
    /// Nodes that it passes, in order; between them the shortest route over links.
    #[serde(default)]
    pub via: Vec<String>,
    /// Which way code can come by it.
    pub code: Flow,
    /// Which way data, or command and control, can go by it.
    pub data: Flow,
    #[serde(default)]
    pub limits: Vec<ConduitLimit>,
    #[serde(default)]
    pub note: Option<Text>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AssetEntry {
    pub id: String,
    pub name: Text,
    pub class: AssetClass,
    /// Nodes that hold it.
    pub on: Vec<String>,
    /// Persons or documents recorded.
    pub records: Sourced<Amount>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlacementEntry {
    pub id: String,
    pub control: String,
    #[serde(default)]
    pub zones: Vec<String>,
    #[serde(default)]
    pub nodes: Vec<String>,
    #[serde(default)]
    pub conduits: Vec<String>,
    /// Share of the units that have it.
    #[serde(default)]
    pub coverage: Option<Sourced<Share>>,
}

/// How an application class leaves a node: one leg after another.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RouteEntry {
    pub id: String,
    pub class: ApplicationClass,
    pub from: Vec<String>,
    pub legs: Vec<LegEntry>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) enum LegEntry {
    /// The application's own traffic over this conduit.
    Content(String),
    /// Only the picture of it: screen transfer over this conduit.
    Screen(String),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename = "Controls")]
pub(crate) struct ControlsFile {
    #[expect(dead_code, reason = "the header scan reads it")]
    pub format: u32,
    pub controls: Vec<ControlEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ControlEntry {
    pub id: String,
    pub name: Text,
    pub category: Category,
    /// The guideline item it answers, in words of our own, with its status.
    pub guideline: Text,
    /// Probability that it holds at all in a trial (drawn once per trial and placement).
    #[serde(default)]
    pub holds: Option<Sourced<Share>>,
    #[serde(default)]
    pub counters: Vec<CounterEntry>,
    #[serde(default)]
    pub detects: Vec<DetectEntry>,
    /// This control is the people who answer alarms of the places where it stands.
    #[serde(default)]
    pub response: Option<ResponseEntry>,
    /// What it does to the traffic of the places where it stands.
    #[serde(default)]
    pub traffic: Option<TrafficEntry>,
    #[serde(default)]
    pub cost: Option<CostEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrafficEntry {
    /// Time it adds to a transfer per megabyte (sanitising, decryption, inspection).
    #[serde(default)]
    pub delay_per_mb: Option<Sourced<Duration>>,
    /// Time it adds to each new connection (a second handshake, a check).
    #[serde(default)]
    pub session_setup: Option<Sourced<Duration>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CounterEntry {
    pub rules: Vec<String>,
    /// What share of attempts it lets through while it holds; 0 blocks.
    pub lets_through: Sourced<Share>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DetectEntry {
    pub rules: Vec<String>,
    pub probability: Sourced<Share>,
    pub delay: Sourced<Dist<Duration>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResponseEntry {
    pub hours: AlarmHours,
    /// From the alarm (or the next attended hour) to containment.
    pub delay: Sourced<Dist<Duration>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CostEntry {
    #[serde(default)]
    pub initial: Option<Sourced<Money>>,
    #[serde(default)]
    pub yearly: Option<Sourced<Money>>,
    #[serde(default)]
    pub initial_per_seat: Option<Sourced<Money>>,
    #[serde(default)]
    pub yearly_per_seat: Option<Sourced<Money>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename = "Rules")]
pub(crate) struct RulesFile {
    #[expect(dead_code, reason = "the header scan reads it")]
    pub format: u32,
    pub steps: Vec<StepEntry>,
    pub rules: Vec<RuleEntry>,
}

/// What an attacker can have at a node, or of an asset at a node.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepEntry {
    pub id: String,
    pub name: Text,
    /// True: holds of an asset at a node; false: of the node.
    #[serde(default)]
    pub of_asset: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleEntry {
    pub id: String,
    pub name: Text,
    /// MITRE ATT&CK technique id.
    pub technique: String,
    pub on: OnEntry,
    /// Steps at the near node that it needs, all of them.
    pub needs: Vec<String>,
    /// Steps at the far node that it needs besides (conduit rules only).
    #[serde(default)]
    pub needs_there: Vec<String>,
    pub gives: String,
    pub success: Sourced<Share>,
    pub time: Sourced<Dist<Duration>>,
    #[serde(default)]
    pub per: Per,
    /// Success grows with the target's patch age a as a / (a + this).
    #[serde(default)]
    pub patch_half_age: Option<Sourced<Duration>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum OnEntry {
    /// One node; empty lists mean any.
    Local {
        #[serde(default)]
        nodes: Vec<NodeKind>,
        #[serde(default)]
        zones: Vec<ZoneKind>,
        /// Only where a fitting asset lies (asset rules).
        #[serde(default)]
        holding: bool,
    },
    /// From one end of a conduit to the other.
    Conduit {
        kinds: Vec<ConduitKind>,
        /// Which end is the far one.
        toward: Toward,
        /// Only if code can come that way.
        #[serde(default)]
        code: bool,
        /// Only if data can go that way.
        #[serde(default)]
        data: bool,
        /// Only if none of these limits stands.
        #[serde(default)]
        unless: Vec<ConduitLimit>,
        /// Only if all of these limits stand.
        #[serde(default)]
        only: Vec<ConduitLimit>,
        /// Kinds the far node may be; empty means any.
        #[serde(default)]
        nodes: Vec<NodeKind>,
        /// At which end the given step lands; the far one when left out.
        #[serde(default)]
        gives_at: End,
    },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename = "Threats")]
pub(crate) struct ThreatsFile {
    #[expect(dead_code, reason = "the header scan reads it")]
    pub format: u32,
    pub goals: Vec<GoalEntry>,
    pub threats: Vec<ThreatEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoalEntry {
    pub id: String,
    pub name: Text,
    /// The step that reaches it, e.g. `taken_out` or `encrypted`.
    pub step: String,
    /// Assets it is about: with an asset step, the asset; with a node step, the nodes that hold it.
    pub assets: Vec<String>,
    /// Zones in which the step counts; empty means any.
    #[serde(default)]
    pub zones: Vec<ZoneKind>,
    pub damage: DamageEntry,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DamageEntry {
    /// Whatever the extent.
    pub base: Sourced<Money>,
    /// For each record of the assets concerned.
    pub per_record: Sourced<Money>,
    /// Working time lost by all staff together, in hours per member of staff.
    pub lost_hours_per_staff: Sourced<Number>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThreatEntry {
    pub id: String,
    pub name: Text,
    pub attacker: Attacker,
    /// Attempts against this municipality.
    pub rate: Sourced<Frequency>,
    /// Hours of the week in which it begins.
    #[serde(default)]
    pub begins: Begins,
    /// Where it starts: step at node. Nodes that a model lacks are passed over.
    pub footholds: Vec<FootholdEntry>,
    /// Its way in is there whatever the model (maintenance, media, mistakes): reports show it apart.
    #[serde(default)]
    pub in_every_model: bool,
    pub goals: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FootholdEntry {
    pub step: String,
    pub node: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename = "Workload")]
pub(crate) struct WorkloadFile {
    #[expect(dead_code, reason = "the header scan reads it")]
    pub format: u32,
    pub id: String,
    #[expect(dead_code, reason = "for those who read the file")]
    pub name: Text,
    pub profiles: Vec<ProfileEntry>,
    pub applications: Vec<ApplicationEntry>,
}

/// A kind of day: what is different on it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename = "Day")]
pub(crate) struct DayFile {
    #[expect(dead_code, reason = "the header scan reads it")]
    pub format: u32,
    pub id: String,
    pub name: Text,
    /// What happens on it, in a sentence.
    pub summary: Text,
    /// Parts of the network that are there on this day only.
    #[serde(default)]
    pub include: Vec<String>,
    #[serde(default)]
    pub profiles: Vec<ProfileEntry>,
    #[serde(default)]
    pub applications: Vec<ApplicationEntry>,
    #[serde(default)]
    pub overrides: Vec<OverrideEntry>,
}

impl DayFile {
    /// Its lists: it only includes.
    pub fn lists(&self) -> Lists<'_> {
        Lists {
            include: &self.include,
            remove: &[],
            zones: &[],
            nodes: &[],
            links: &[],
            conduits: &[],
            assets: &[],
            placements: &[],
            routes: &[],
        }
    }
}

/// Weights of the 24 hours of the day.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProfileEntry {
    pub id: String,
    pub hours: Vec<f64>,
    pub why: Text,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApplicationEntry {
    pub id: String,
    pub name: Text,
    pub class: ApplicationClass,
    pub kind: ApplicationKindEntry,
    /// Share of a terminal group's units whose users use it.
    pub users: Sourced<Share>,
    pub profile: String,
    /// Connections that one use holds open.
    #[serde(default)]
    pub sessions: Option<Sourced<Number>>,
    /// What it costs to show it by screen transfer instead.
    #[serde(default)]
    pub screen: Option<ScreenEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScreenEntry {
    /// From the screen-transfer host to the terminal.
    pub down: Sourced<Rate>,
    /// Input, from the terminal to the host.
    pub up: Sourced<Rate>,
    /// How long one use of an elastic application stays on the screen.
    #[serde(default)]
    pub lasts: Option<Sourced<Dist<Duration>>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum ApplicationKindEntry {
    /// Transfers of drawn size.
    Elastic { uses_per_day: Sourced<Number>, size: Sourced<Dist<Size>>, direction: Side },
    /// A rate each way for a time.
    Stream {
        uses_per_day: Sourced<Number>,
        lasts: Sourced<Dist<Duration>>,
        down: Sourced<Rate>,
        up: Sourced<Rate>,
        /// Below this share of the rate it counts as degraded.
        satisfied_at: Sourced<Share>,
    },
    /// Screen work as such (business systems shown by screen transfer): as a stream, judged by delay too.
    Interactive {
        uses_per_day: Sourced<Number>,
        lasts: Sourced<Dist<Duration>>,
        down: Sourced<Rate>,
        up: Sourced<Rate>,
        satisfied_at: Sourced<Share>,
        /// Longest acceptable round trip.
        round_trip: Sourced<Duration>,
    },
    /// To every terminal from given times on.
    Scheduled {
        at: Vec<Duration>,
        /// Terminals start evenly spread over this time.
        within: Sourced<Duration>,
        size: Sourced<Dist<Size>>,
        /// Share that comes from peers or a local relay instead.
        from_peers: Sourced<Share>,
    },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename = "Study")]
pub(crate) struct StudyFile {
    #[expect(dead_code, reason = "the header scan reads it")]
    pub format: u32,
    pub id: String,
    pub name: Text,
    /// The municipality; may be left out where `municipalities` names some.
    #[serde(default)]
    pub municipality: Option<String>,
    /// Further municipalities: each model is run at all of them.
    #[serde(default)]
    pub municipalities: Vec<String>,
    pub models: Vec<String>,
    pub controls: Vec<String>,
    pub rules: Vec<String>,
    pub threats: Vec<String>,
    pub workload: String,
    /// Further workloads whose applications run only where `Users` names them.
    #[serde(default)]
    pub catalogs: Vec<String>,
    /// Kinds of day that each model is run on; the workload as it is when empty.
    #[serde(default)]
    pub days: Vec<String>,
    pub sources: Vec<String>,
    /// Guidelines that `sansou comply` holds the models to.
    #[serde(default)]
    pub guidelines: Vec<String>,
    #[serde(default)]
    pub overrides: Vec<OverrideEntry>,
    pub run: RunEntry,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RunEntry {
    pub trials: u64,
    pub seed: u64,
    /// Attacks are followed no longer than this.
    pub horizon: Duration,
}

/// A change that a study or a day makes to what other files say.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OverrideEntry {
    /// Models it applies to; empty means all.
    #[serde(default)]
    pub models: Vec<String>,
    /// It may name what no model of the study has; it then changes nothing.
    #[serde(default)]
    pub if_present: bool,
    pub set: ChangeEntry,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum ChangeEntry {
    /// Leaves out a node, link, conduit, asset, placement or route.
    Remove(String),
    AddPlacement(PlacementEntry),
    AddConduit(Box<ConduitEntry>),
    AddLink(Box<LinkEntry>),
    AddRoute(RouteEntry),
    Coverage {
        placement: String,
        value: Sourced<Share>,
    },
    Capacity {
        link: String,
        value: Sourced<Rate>,
    },
    Count {
        node: String,
        value: Amount,
    },
    /// Parallel lines of a link.
    Lines {
        link: String,
        value: Amount,
    },
    Throughput {
        node: String,
        value: Sourced<Rate>,
    },
    Sessions {
        node: String,
        value: Sourced<Number>,
    },
    DelayPerMb {
        node: String,
        value: Sourced<Duration>,
    },
    PatchAge {
        node: String,
        value: Sourced<Duration>,
    },
    Success {
        rule: String,
        value: Sourced<Share>,
    },
    ThreatRate {
        threat: String,
        value: Sourced<Frequency>,
    },
    Begins {
        threat: String,
        value: Begins,
    },
    Users {
        application: String,
        value: Sourced<Share>,
    },
    UsesPerDay {
        application: String,
        value: Sourced<Number>,
    },
    Profile {
        application: String,
        value: String,
    },
    /// Times of scheduled deliveries.
    At {
        application: String,
        value: Vec<Duration>,
    },
    /// Time over which scheduled deliveries start.
    Within {
        application: String,
        value: Sourced<Duration>,
    },
    /// Load of other bodies at a node.
    Background {
        node: String,
        value: Box<BackgroundEntry>,
    },
    Limits {
        conduit: String,
        value: Vec<ConduitLimit>,
    },
}

/// A unit whose values can be read off a distribution of it.
pub(crate) fn dist_si<U: Unit>(dist: &Dist<U>) -> crate::case::Distribution {
    use crate::case::Distribution as D;
    match dist {
        Dist::Fixed(x) => D::Fixed { value: x.si() },
        Dist::Exponential { mean } => D::Exponential { mean: mean.si() },
        Dist::Gamma { shape, mean } => D::Gamma { shape: *shape, mean: mean.si() },
        Dist::Lognormal { median, sigma } => D::Lognormal { median: median.si(), sigma: *sigma },
        Dist::Pert { min, likely, max } => {
            D::Pert { min: min.si(), likely: likely.si(), max: max.si() }
        }
        Dist::Uniform { min, max } => D::Uniform { min: min.si(), max: max.si() },
    }
}
