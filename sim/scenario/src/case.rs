//! Cases as true: checked, complete, with indices instead of ids.
//!
//! A [`Study`] is a list of [`Case`]s; a case is one network model for one municipality with its
//! controls, attack rules, threats and workload. Everything that a case refers to exists, every
//! probability lies in \[0, 1\], every range is ordered, every id is unique. Lists are sorted by id, so
//! the order in files never matters. Units: bit/s, bytes, seconds, yen, events per year.
//!
//! Long, because it is the vocabulary of the whole program in one place: types and their docs, hardly
//! a line of logic.
//!
//! This module must not know files, graphs, chance, colours or language (it carries texts of both
//! languages, it chooses none).

use crate::guideline::Item;
use crate::units::Dimension;
use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub usize);
        impl $name {
            /// Position in the case's list.
            pub fn index(self) -> usize { self.0 }
        }
    )*};
}

ids! {
    /// Index into [`Case::zones`].
    ZoneId,
    /// Index into [`Case::nodes`].
    NodeId,
    /// Index into [`Case::links`].
    LinkId,
    /// Index into [`Case::conduits`].
    ConduitId,
    /// Index into [`Case::assets`].
    AssetId,
    /// Index into [`Case::controls`].
    ControlId,
    /// Index into [`Case::placements`].
    PlacementId,
    /// Index into [`Case::steps`].
    StepId,
    /// Index into [`Case::rules`].
    RuleId,
    /// Index into [`Case::goals`].
    GoalId,
    /// Index into [`Case::threats`].
    ThreatId,
    /// Index into [`Case::applications`].
    ApplicationId,
    /// Index into [`Case::profiles`].
    ProfileId,
    /// Index into [`Case::ledger`].
    LedgerId,
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Text {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

/// What kind of zone it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum ZoneKind {
    /// マイナンバー利用事務系.
    MyNumber,
    /// LGWAN接続系.
    LgwanConnected,
    /// インターネット接続系.
    InternetConnected,
    /// Between zones: firewalls and sanitising.
    Dmz,
    /// LGWAN, the wide-area network.
    Lgwan,
    /// 自治体情報セキュリティクラウド.
    SecurityCloud,
    /// ガバメントクラウド.
    GovernmentCloud,
    /// Cloud services that the body subscribes to.
    PublicCloud,
    /// The Internet.
    Internet,
    /// Telework and other places outside.
    Remote,
    /// Maintenance vendors and contractors.
    Vendor,
    /// Media and papers outside any network.
    OffSite,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum NodeKind {
    /// Terminals of staff.
    Terminals,
    /// Server of business systems.
    BusinessServer,
    /// File server.
    FileServer,
    /// Directory and authentication server.
    DirectoryServer,
    /// Mail server.
    MailServer,
    /// Relay of updates and definition files.
    UpdateRelay,
    /// Screen-transfer host (VDI or SBC) or secure-browser gateway.
    ScreenHost,
    /// Firewall between zones.
    Firewall,
    /// Proxy or web gateway.
    Proxy,
    /// 無害化 appliance for mail and files.
    Sanitiser,
    /// Switch or router.
    Router,
    /// Gateway of the prefectural security cloud.
    CloudGateway,
    /// A wide-area network as a whole.
    Wan,
    /// Service outside: LGWAN-ASP, eLTAX, meeting service, update source.
    ExternalService,
    /// The body's own tenant at a cloud service.
    CloudTenant,
    /// Machine of a maintenance vendor.
    VendorTerminal,
    /// Removable media.
    Media,
    /// Multifunction printer (複合機).
    Printer,
}

/// Edition of the guideline, by the date of its revision. What exists and what is allowed depends on
/// it. Later ones are greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Edition {
    /// December 2020: β and β' defined beside α.
    R2_12,
    /// March 2022.
    R4_3,
    /// March 2023: ガバメントクラウド.
    R5_3,
    /// October 2024: α' added.
    R6_10,
    /// March 2025: screen transfer to and wireless LAN in マイナンバー利用事務系.
    R7_3,
}

impl Edition {
    /// All editions, in time.
    pub const ALL: [Edition; 5] =
        [Edition::R2_12, Edition::R4_3, Edition::R5_3, Edition::R6_10, Edition::R7_3];
    /// The latest that the program knows.
    pub const LATEST: Edition = Edition::R7_3;

    /// As people write it, e.g. `R6.10`.
    pub fn label(self) -> &'static str {
        match self {
            Edition::R2_12 => "R2.12",
            Edition::R4_3 => "R4.3",
            Edition::R5_3 => "R5.3",
            Edition::R6_10 => "R6.10",
            Edition::R7_3 => "R7.3",
        }
    }
}

/// Which network model a body says that it follows; the guideline's requirements depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum Scheme {
    /// α: main terminals and business systems in LGWAN接続系.
    Alpha,
    /// α': α with local breakout from LGWAN接続系.
    AlphaPrime,
    /// β: main terminals in インターネット接続系.
    Beta,
    /// β': β with the business systems in インターネット接続系.
    BetaPrime,
    /// Without the three layers (zero trust); no edition describes it yet.
    ZeroTrust,
}

impl Scheme {
    /// First edition that describes it.
    pub fn since(self) -> Option<Edition> {
        match self {
            Scheme::Alpha | Scheme::Beta | Scheme::BetaPrime => Some(Edition::R2_12),
            Scheme::AlphaPrime => Some(Edition::R6_10),
            Scheme::ZeroTrust => None,
        }
    }
}

/// Kind of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum LinkKind {
    /// Local network.
    Lan,
    /// Wireless local network.
    WirelessLan,
    /// Leased line.
    LeasedLine,
    /// IP-VPN.
    IpVpn,
    /// LGWAN access line.
    LgwanAccess,
    /// Internet access line.
    InternetAccess,
}

/// Kind of a conduit: which communication is permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum ConduitKind {
    /// Ordinary communication inside a zone.
    Internal,
    /// 特定通信: limited on MAC, IP, port and direction.
    Specified,
    /// 画面転送.
    ScreenTransfer,
    /// Mail as it comes.
    Mail,
    /// 無害化 mail.
    SanitisedMail,
    /// 無害化 file exchange.
    SanitisedFile,
    /// Removable media carried by hand.
    RemovableMedia,
    /// ローカルブレイクアウト to listed services.
    LocalBreakout,
    /// Web through the security cloud.
    Web,
    /// Service on LGWAN.
    LgwanAsp,
    /// Relay of updates.
    UpdateRelay,
    /// Remote maintenance by a vendor.
    RemoteMaintenance,
    /// Telework.
    Telework,
    /// EDR telemetry and other management.
    Management,
    /// Sharing with outsiders at a cloud service (files, chat).
    CloudSharing,
    /// Wireless access that can be tried from outside the building.
    Wireless,
}

/// What stands in a conduit's way or is switched on in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum ConduitLimit {
    /// Only listed destinations (FQDN or IP).
    Destinations,
    /// Only the body's own tenant.
    Tenant,
    /// MAC and IP addresses limited.
    Addresses,
    /// Ports limited.
    Ports,
    /// Only started by the near end.
    OneWay,
    /// Clipboard text can be copied out of the screen.
    ClipboardOut,
    /// Files can be passed through the screen-transfer session.
    FileRedirection,
    /// Purpose ① authentication and definition files only.
    AuthenticationOnly,
    /// Purpose ② communication tools too.
    Communication,
    /// Purpose ③ exchange of files with outsiders too.
    FileExchange,
    /// Open only while work is announced.
    OnDemand,
    /// A second factor is asked for.
    MultiFactor,
    /// Over a closed network only (閉域IP-VPN, LGWAN); never reachable from the Internet.
    Closed,
    /// What the screen shows can be printed at the near end.
    Printing,
    /// Screen transfer by one host that many users share (SBC); without it and
    /// [`ConduitLimit::LocalContainer`], each user has a desktop of their own (VDI).
    SharedHost,
    /// Screen transfer by a secure browser whose container lies on the terminal itself.
    LocalContainer,
}

/// Directions in which something can go by a conduit, seen from its `from` and `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum Flow {
    /// Neither way.
    None,
    /// From `from` to `to`.
    ToTarget,
    /// From `to` to `from`.
    ToSource,
    /// Both ways.
    Both,
}

impl Flow {
    /// Whether it goes towards `to` (`toward_target`) or towards `from`.
    pub fn allows(self, toward_target: bool) -> bool {
        match self {
            Flow::None => false,
            Flow::Both => true,
            Flow::ToTarget => toward_target,
            Flow::ToSource => !toward_target,
        }
    }
}

/// Which end of a conduit a rule moves to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum Toward {
    /// From `from` to `to`.
    Target,
    /// From `to` to `from`.
    Source,
    /// Either way.
    Either,
}

/// An end of a conduit as a rule sees it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum End {
    /// Where the rule starts.
    Near,
    /// Where it moves to.
    #[default]
    Far,
}

/// 自治体機密性 and below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum AssetClass {
    /// 自治体機密性3A.
    C3A,
    /// 自治体機密性3B.
    C3B,
    /// 自治体機密性3C.
    C3C,
    /// 自治体機密性2.
    C2,
    /// 自治体機密性1.
    C1,
}

/// Whether a control is technical, organisational or human.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum Category {
    /// 技術的対策.
    Technical,
    /// 組織的対策.
    Organisational,
    /// 人的対策.
    Human,
}

/// How the attacker chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum Attacker {
    /// Runs every step that it can reach.
    Broad,
    /// Runs only the steps of its quickest path.
    Targeted,
}

/// Whether a rule's probability is for each unit of a group or for the group once.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum Per {
    /// Once for the group.
    #[default]
    Group,
    /// For each unit.
    Unit,
}

/// When alarms are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum AlarmHours {
    /// 24 hours, 365 days.
    Always,
    /// Monday to Friday, 9 to 17.
    Office,
}

/// Hours of the week in which an attack begins, each moment of them alike.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum Begins {
    /// Any.
    #[default]
    Anytime,
    /// Monday to Friday, 9 to 17.
    OfficeHours,
    /// All others.
    OutsideOfficeHours,
}

/// Which way an elastic transfer goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum Side {
    /// Towards the terminal.
    Down,
    /// From the terminal.
    Up,
}

/// What an application talks to; models route each class on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum ApplicationClass {
    /// Web sites.
    Web,
    /// Mail to and from outside.
    Mail,
    /// Cloud office service.
    CloudOffice,
    /// Authentication at a cloud service.
    CloudAuthentication,
    /// Web meetings and chat.
    WebMeeting,
    /// Exchange of files with outsiders at a cloud service.
    CloudFile,
    /// The body's own business systems (文書管理, 財務, 人事給与).
    Business,
    /// Systems of マイナンバー利用事務系.
    MyNumberBusiness,
    /// Services on LGWAN.
    Lgwan,
    /// Definition files.
    Definitions,
    /// Monthly updates.
    Updates,
    /// Screens of office terminals, seen from home.
    Telework,
    /// Residents who look at the body's own site.
    Portal,
}

/// A number with its range and the ledger entry that says where it comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// The value that is computed with.
    pub value: f64,
    /// Lower end of the range (the value itself for a published one).
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Where it comes from.
    pub ledger: LedgerId,
}

/// A random quantity, in the unit of its place (seconds or bytes).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Distribution {
    /// Always `value`.
    Fixed {
        /// The value.
        value: f64,
    },
    /// Exponential.
    Exponential {
        /// Mean.
        mean: f64,
    },
    /// Gamma.
    Gamma {
        /// Shape, without unit.
        shape: f64,
        /// Mean (shape × scale).
        mean: f64,
    },
    /// Lognormal.
    Lognormal {
        /// Median.
        median: f64,
        /// Standard deviation of the logarithm.
        sigma: f64,
    },
    /// PERT (beta with mean (min + 4·likely + max) / 6).
    Pert {
        /// Least.
        min: f64,
        /// Most likely.
        likely: f64,
        /// Greatest.
        max: f64,
    },
    /// Uniform.
    Uniform {
        /// Least.
        min: f64,
        /// Greatest.
        max: f64,
    },
}

impl Distribution {
    /// Expected value, in the unit of its place.
    pub fn mean(&self) -> f64 {
        match *self {
            Distribution::Fixed { value } => value,
            Distribution::Exponential { mean } | Distribution::Gamma { mean, .. } => mean,
            // libm: the same bits on every platform.
            Distribution::Lognormal { median, sigma } => median * libm::exp(sigma * sigma / 2.0),
            Distribution::Pert { min, likely, max } => (min + 4.0 * likely + max) / 6.0,
            Distribution::Uniform { min, max } => (min + max) / 2.0,
        }
    }
}

/// A distribution with its ledger entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SourcedDistribution {
    /// What is drawn from.
    pub value: Distribution,
    /// Where it comes from.
    pub ledger: LedgerId,
}

/// Where a number comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Origin {
    /// Published.
    Cited {
        /// Id of a [`Source`].
        source: String,
    },
    /// Our assumption.
    Assumed {
        /// Why this value and range.
        why: Text,
    },
}

/// One number of the scenario: place, value, range, origin.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LedgerEntry {
    /// Stable key, e.g. `rules/open_attachment/success`; also the anchor in reports.
    pub key: String,
    /// Name of the element it belongs to.
    pub of: Text,
    /// What it is of the element, e.g. `success`: a key that reports word.
    pub field: String,
    /// What it measures.
    pub dimension: Dimension,
    /// Value in the program's unit; for a distribution its mean.
    pub value: f64,
    /// Lower end of the range.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// For a distribution: its form, e.g. `exponential`.
    pub form: Option<String>,
    /// Published or assumed.
    pub origin: Origin,
}

/// A publication that numbers come from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Source {
    /// Id in files.
    pub id: String,
    /// Title.
    pub title: Text,
    /// How to find it.
    pub locator: String,
}

/// A study: cases to run and compare, and how.
#[derive(Debug, Clone)]
pub struct Study {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// One case per model and day, in the study's order, the days in turn.
    pub cases: Vec<Case>,
    /// Items of the guidelines that it names, by section, else as the files list them.
    pub guideline: Vec<Item>,
    /// Publications that the ledgers cite, by id.
    pub sources: Vec<Source>,
    /// How to run.
    pub run: RunSettings,
    /// SHA-256 of the texts of all files, in the order of their paths inside the study; hexadecimal.
    pub hash: String,
}

/// How a study is run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RunSettings {
    /// Trials per threat and model.
    pub trials: u64,
    /// Seed.
    pub seed: u64,
    /// Attacks are followed no longer than this, seconds.
    pub horizon_secs: f64,
}

/// One network model for one municipality on one kind of day, with everything that runs on it.
#[derive(Debug, Clone)]
pub struct Case {
    /// Id of the model; in a study with days followed by `@` and the day's.
    pub model: String,
    /// Name of the model, with the day's.
    pub name: Text,
    /// What it is, in a sentence; in a study with days another of the day.
    pub summary: Text,
    /// Network model it says that it follows.
    pub scheme: Option<Scheme>,
    /// Edition of the guideline that it is meant for.
    pub edition: Edition,
    /// The municipality.
    pub municipality: Municipality,
    /// Zones, by id.
    pub zones: Vec<Zone>,
    /// Nodes, by id.
    pub nodes: Vec<Node>,
    /// Links, by id.
    pub links: Vec<Link>,
    /// Conduits, by id.
    pub conduits: Vec<Conduit>,
    /// Assets, by id.
    pub assets: Vec<Asset>,
    /// Controls that stand somewhere in this model, by id.
    pub controls: Vec<Control>,
    /// Where controls stand, by id.
    pub placements: Vec<Placement>,
    /// Routes of application classes, by id.
    pub routes: Vec<Route>,
    /// Steps that rules speak of, by id.
    pub steps: Vec<Step>,
    /// Attack rules, by id.
    pub rules: Vec<Rule>,
    /// Goals, by id.
    pub goals: Vec<Goal>,
    /// Threats, by id.
    pub threats: Vec<Threat>,
    /// Day profiles, by id.
    pub profiles: Vec<Profile>,
    /// Applications, by id.
    pub applications: Vec<Application>,
    /// Every number with its origin, by key.
    pub ledger: Vec<LedgerEntry>,
}

/// The municipality.
#[derive(Debug, Clone)]
pub struct Municipality {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Residents.
    pub residents: Quantity,
    /// Staff.
    pub staff: Quantity,
    /// Terminals.
    pub terminals: Quantity,
    /// Branch sites.
    pub branches: Quantity,
    /// Pay, yen per hour of work.
    pub pay_per_hour: Quantity,
    /// Municipalities like it that it stands for.
    pub stands_for: Option<Quantity>,
}

/// A zone.
#[derive(Debug, Clone)]
pub struct Zone {
    /// Id.
    pub id: String,
    /// Kind.
    pub kind: ZoneKind,
    /// Name.
    pub name: Text,
}

/// A node: a group of equal units.
#[derive(Debug, Clone)]
pub struct Node {
    /// Id.
    pub id: String,
    /// Zone it lies in.
    pub zone: ZoneId,
    /// Kind.
    pub kind: NodeKind,
    /// Name.
    pub name: Text,
    /// Units; at least 1.
    pub count: u64,
    /// Age of the oldest fix not yet applied, seconds.
    pub patch_age: Option<Quantity>,
    /// Forwarding limit, bit/s, both directions together.
    pub throughput: Option<Quantity>,
    /// Concurrent sessions.
    pub sessions: Option<Quantity>,
    /// Added time, seconds per 10⁶ bytes.
    pub delay_per_mb: Option<Quantity>,
    /// Work of one unit on each new connection, seconds.
    pub session_setup: Option<Quantity>,
    /// Load of others.
    pub background: Option<Background>,
}

/// Load of other bodies on a shared line.
#[derive(Debug, Clone)]
pub struct Background {
    /// Far end.
    pub to: NodeId,
    /// At the busiest quarter of an hour, bit/s towards this node.
    pub down: Quantity,
    /// At the busiest quarter of an hour, bit/s from this node.
    pub up: Quantity,
    /// Flows alive at that time.
    pub flows: Quantity,
    /// Connections held at that time in this node's table.
    pub sessions: Option<Quantity>,
    /// Shape over the day.
    pub profile: ProfileId,
}

/// A link between two nodes.
#[derive(Debug, Clone)]
pub struct Link {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Kind.
    pub kind: LinkKind,
    /// Ends.
    pub between: (NodeId, NodeId),
    /// Of one line, each way, bit/s.
    pub capacity: Quantity,
    /// One way, seconds.
    pub delay: Quantity,
    /// Parallel lines; at least 1.
    pub lines: u64,
    /// Yearly price of one line, yen.
    pub yearly: Option<Quantity>,
}

/// A permitted communication.
#[derive(Debug, Clone)]
pub struct Conduit {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Kind.
    pub kind: ConduitKind,
    /// Nodes that open it; at least one.
    pub from: Vec<NodeId>,
    /// Where it leads.
    pub to: NodeId,
    /// Nodes that it passes.
    pub via: Vec<NodeId>,
    /// Ways code can come.
    pub code: Flow,
    /// Ways data and command and control can go.
    pub data: Flow,
    /// Limits, sorted.
    pub limits: Vec<ConduitLimit>,
    /// Remark.
    pub note: Option<Text>,
}

/// An information asset.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Class.
    pub class: AssetClass,
    /// Nodes that hold it.
    pub on: Vec<NodeId>,
    /// Records.
    pub records: Quantity,
}

/// A control.
#[derive(Debug, Clone)]
pub struct Control {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Category.
    pub category: Category,
    /// Guideline item it answers.
    pub guideline: Text,
    /// Probability that it holds in a trial; 1 when not given.
    pub holds: Option<Quantity>,
    /// What it stops.
    pub counters: Vec<Counter>,
    /// What it notices.
    pub detects: Vec<Detect>,
    /// Who answers.
    pub response: Option<Response>,
    /// Seconds that it adds to transfers per 10⁶ bytes.
    pub delay_per_mb: Option<Quantity>,
    /// Seconds that it adds to each new connection.
    pub session_setup: Option<Quantity>,
    /// Price.
    pub cost: Cost,
}

/// What a control stops.
#[derive(Debug, Clone)]
pub struct Counter {
    /// Rules it bears on.
    pub rules: Vec<RuleId>,
    /// Share of attempts it lets through while it holds.
    pub lets_through: Quantity,
}

/// What a control notices.
#[derive(Debug, Clone)]
pub struct Detect {
    /// Rules it bears on.
    pub rules: Vec<RuleId>,
    /// Probability that it notices an executed step.
    pub probability: Quantity,
    /// From the step to the alarm, seconds.
    pub delay: SourcedDistribution,
}

/// People who answer alarms.
#[derive(Debug, Clone)]
pub struct Response {
    /// When.
    pub hours: AlarmHours,
    /// From the alarm (or the next attended hour) to containment, seconds.
    pub delay: SourcedDistribution,
}

/// Price of a control, yen.
#[derive(Debug, Clone, Default)]
pub struct Cost {
    /// Once.
    pub initial: Option<Quantity>,
    /// A year.
    pub yearly: Option<Quantity>,
    /// Once for each covered seat.
    pub initial_per_seat: Option<Quantity>,
    /// A year for each covered seat.
    pub yearly_per_seat: Option<Quantity>,
}

/// Where a control stands: an instance of it, drawn once per trial.
#[derive(Debug, Clone)]
pub struct Placement {
    /// Id.
    pub id: String,
    /// Control.
    pub control: ControlId,
    /// Nodes (zones are resolved to their nodes).
    pub nodes: Vec<NodeId>,
    /// Conduits.
    pub conduits: Vec<ConduitId>,
    /// Share of units that have it; 1 when not given.
    pub coverage: Option<Quantity>,
}

/// How an application class leaves some nodes.
#[derive(Debug, Clone)]
pub struct Route {
    /// Id.
    pub id: String,
    /// Class.
    pub class: ApplicationClass,
    /// Nodes whose users go this way.
    pub from: Vec<NodeId>,
    /// One leg after another.
    pub legs: Vec<Leg>,
}

/// A part of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leg {
    /// The application's own traffic over a conduit.
    Content(ConduitId),
    /// The picture of it over a screen-transfer conduit.
    Screen(ConduitId),
}

/// What an attacker can have.
#[derive(Debug, Clone)]
pub struct Step {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Of an asset at a node, or of the node.
    pub of_asset: bool,
}

/// An attack rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// MITRE ATT&CK technique id.
    pub technique: String,
    /// Where it applies.
    pub on: On,
    /// Steps needed at the near node.
    pub needs: Vec<StepId>,
    /// Steps needed at the far node.
    pub needs_there: Vec<StepId>,
    /// Step it gives (at the node itself, or at the end that [`On::Conduit`] names).
    pub gives: StepId,
    /// Success probability of an attempt.
    pub success: Quantity,
    /// Time it takes, seconds.
    pub time: SourcedDistribution,
    /// For each unit or once.
    pub per: Per,
    /// Half age of the patch-age factor a / (a + half), seconds.
    pub patch_half_age: Option<Quantity>,
}

/// Where a rule applies.
#[derive(Debug, Clone)]
pub enum On {
    /// On one node.
    Local {
        /// Kinds; empty means any.
        nodes: Vec<NodeKind>,
        /// Kinds of zone; empty means any.
        zones: Vec<ZoneKind>,
        /// Only where an asset lies.
        holding: bool,
    },
    /// Along a conduit.
    Conduit {
        /// Kinds.
        kinds: Vec<ConduitKind>,
        /// Which end is the far one.
        toward: Toward,
        /// Only if code can come that way.
        code: bool,
        /// Only if data can go that way.
        data: bool,
        /// Only if none of these limits stands.
        unless: Vec<ConduitLimit>,
        /// Only if all of these limits stand.
        only: Vec<ConduitLimit>,
        /// Kinds of the far node; empty means any.
        nodes: Vec<NodeKind>,
        /// At which end the given step lands.
        gives_at: End,
    },
}

/// What an attacker wants.
#[derive(Debug, Clone)]
pub struct Goal {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Step that reaches it.
    pub step: StepId,
    /// Assets it is about.
    pub assets: Vec<AssetId>,
    /// Kinds of zone in which the step counts; empty means any.
    pub zones: Vec<ZoneKind>,
    /// Damage.
    pub damage: Damage,
}

/// Damage of a goal reached.
#[derive(Debug, Clone)]
pub struct Damage {
    /// Yen whatever the extent.
    pub base: Quantity,
    /// Yen per record of the assets.
    pub per_record: Quantity,
    /// Hours of work lost per member of staff.
    pub lost_hours_per_staff: Quantity,
}

/// A threat.
#[derive(Debug, Clone)]
pub struct Threat {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// How it chooses.
    pub attacker: Attacker,
    /// Attempts a year.
    pub rate: Quantity,
    /// When it begins.
    pub begins: Begins,
    /// Where it starts, as far as the model has the node.
    pub footholds: Vec<(StepId, NodeId)>,
    /// Its way in is there whatever the model; reports show it apart.
    pub in_every_model: bool,
    /// What it wants.
    pub goals: Vec<GoalId>,
}

/// Weights of the 24 hours.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Id.
    pub id: String,
    /// Weights, not negative, not all zero.
    pub hours: [f64; 24],
    /// Where the shape comes from.
    pub why: Text,
}

/// An application.
#[derive(Debug, Clone)]
pub struct Application {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it talks to.
    pub class: ApplicationClass,
    /// How it behaves.
    pub kind: ApplicationKind,
    /// Share of units whose users use it.
    pub users: Quantity,
    /// Shape over the day.
    pub profile: ProfileId,
    /// Connections per use.
    pub sessions: Option<Quantity>,
    /// As screen transfer.
    pub screen: Option<Screen>,
}

/// What an application costs as screen transfer.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// Host to terminal, bit/s.
    pub down: Quantity,
    /// Terminal to host, bit/s.
    pub up: Quantity,
    /// Duration of one use, seconds (elastic applications; streams have their own).
    pub lasts: Option<SourcedDistribution>,
}

/// How an application behaves.
#[derive(Debug, Clone)]
pub enum ApplicationKind {
    /// Transfers of drawn size.
    Elastic {
        /// Per user and day.
        uses_per_day: Quantity,
        /// Bytes.
        size: SourcedDistribution,
        /// Which way.
        direction: Side,
    },
    /// A rate each way for a time.
    Stream {
        /// Per user and day.
        uses_per_day: Quantity,
        /// Seconds.
        lasts: SourcedDistribution,
        /// bit/s.
        down: Quantity,
        /// bit/s.
        up: Quantity,
        /// Share of the rate that still satisfies.
        satisfied_at: Quantity,
    },
    /// Screen work, sensitive to delay.
    Interactive {
        /// Per user and day.
        uses_per_day: Quantity,
        /// Seconds.
        lasts: SourcedDistribution,
        /// bit/s.
        down: Quantity,
        /// bit/s.
        up: Quantity,
        /// Share of the rate that still satisfies.
        satisfied_at: Quantity,
        /// Longest acceptable round trip, seconds.
        round_trip: Quantity,
    },
    /// To every terminal from given times on.
    Scheduled {
        /// Seconds after midnight.
        at: Vec<f64>,
        /// Start spread, seconds.
        within: Quantity,
        /// Bytes.
        size: SourcedDistribution,
        /// Share that comes from peers or a relay.
        from_peers: Quantity,
    },
}

impl Case {
    /// Position of the node with this id.
    pub fn node(&self, id: &str) -> Option<NodeId> {
        self.nodes.binary_search_by(|n| n.id.as_str().cmp(id)).ok().map(NodeId)
    }
    /// Position of the conduit with this id.
    pub fn conduit(&self, id: &str) -> Option<ConduitId> {
        self.conduits.binary_search_by(|c| c.id.as_str().cmp(id)).ok().map(ConduitId)
    }
    /// Position of the link with this id.
    pub fn link(&self, id: &str) -> Option<LinkId> {
        self.links.binary_search_by(|l| l.id.as_str().cmp(id)).ok().map(LinkId)
    }
    /// Position of the asset with this id.
    pub fn asset(&self, id: &str) -> Option<AssetId> {
        self.assets.binary_search_by(|a| a.id.as_str().cmp(id)).ok().map(AssetId)
    }
    /// Kind of the zone that a node lies in.
    pub fn zone_kind(&self, node: NodeId) -> ZoneKind {
        self.zones[self.nodes[node.0].zone.0].kind
    }
}
