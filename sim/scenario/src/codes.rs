//! Every code that a [`crate::diagnostic::Diagnostic`] may carry, with the names of its arguments.
//!
//! Reports word them by the key `diagnostic-<code>`. `suggestion` is no argument: it stands in the
//! diagnostic itself. Lists in arguments are joined by ", ". `model` holds the ids of the models in
//! which the problem shows, and is empty when it is not of a model.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal ($($argument:literal),*);)*) => {
        $($(#[$doc])* pub const $name: &str = $code;)*
        /// All codes: (code, names of its arguments).
        pub const CODES: &[(&str, &[&str])] = &[$(($code, &[$($argument),*])),*];
    };
}

codes! {
    // Files.
    /// A file that was named does not exist. `path`: as looked for.
    FILE_NOT_FOUND = "file-not-found" ("path");
    /// A folder, a pipe or a device in the place of a file. `path`.
    NOT_A_FILE = "not-a-file" ("path");
    /// A file is larger than permitted. `path`; `limit`: bytes.
    FILE_TOO_LARGE = "file-too-large" ("path", "limit");
    /// A file cannot be read. `path`; `reason`: in the operating system's words.
    FILE_UNREADABLE = "file-unreadable" ("path", "reason");
    /// The text is not UTF-8. `byte`: offset of the first wrong byte, from 0.
    NOT_UTF8 = "not-utf8" ("byte");
    /// The study has more files than permitted. `limit`.
    TOO_MANY_FILES = "too-many-files" ("limit");
    /// The study has more cases (models times days) than permitted. `count`, `limit`.
    TOO_MANY_CASES = "too-many-cases" ("count", "limit");
    /// Includes are nested more deeply than permitted. `limit`.
    INCLUDES_TOO_DEEP = "includes-too-deep" ("limit");
    /// A file includes itself, directly or by others. `chain`: paths joined by " → ".
    INCLUDE_CYCLE = "include-cycle" ("chain");
    /// A file of one kind stands where another is needed. `path`, `found`, `expected`: kinds.
    WRONG_KIND = "wrong-kind" ("path", "found", "expected");

    // Header.
    /// The file does not open with the name of its kind. `permitted`: kinds.
    KIND_MISSING = "kind-missing" ("permitted");
    /// The file opens with a name that is no kind. `found`; `permitted`: kinds.
    KIND_UNKNOWN = "kind-unknown" ("found", "permitted");
    /// The first field is not `format`. `supported`: newest format this program reads.
    FORMAT_MISSING = "format-missing" ("supported");
    /// The format is newer than this program. `found`, `supported`.
    FORMAT_NEWER = "format-newer" ("found", "supported");
    /// The format is no number that was ever one. `found`, `supported`.
    FORMAT_UNKNOWN = "format-unknown" ("found", "supported");

    // Shape of the text.
    /// Brackets are nested more deeply than permitted. `limit`.
    TOO_DEEP = "too-deep" ("limit");
    /// A list has more elements than permitted. `limit`.
    LIST_TOO_LONG = "list-too-long" ("limit");
    /// A bracket is never closed, or closed by another kind. `bracket`: the opening one.
    UNCLOSED_BRACKET = "unclosed-bracket" ("bracket");
    /// A closing bracket closes nothing. `bracket`.
    STRAY_BRACKET = "stray-bracket" ("bracket");
    /// A text in quotation marks never ends.
    UNCLOSED_TEXT = "unclosed-text" ();
    /// A comment `/*` never ends.
    UNCLOSED_COMMENT = "unclosed-comment" ();
    /// A certain sign is needed here. `expected`: the sign, e.g. `,`; `found`: what stands there.
    EXPECTED_TOKEN = "expected-token" ("expected", "found");
    /// Something that is no RON at all. `found`: what stands there.
    SYNTAX = "syntax" ("found");
    /// Something that is no JSON at all. `found`: what stands there.
    NOT_JSON = "not-json" ("found");
    /// The file ends in the middle of something.
    ENDS_EARLY = "ends-early" ();
    /// So many problems that reading this file stopped. `limit`.
    TOO_MANY_PROBLEMS = "too-many-problems" ("limit");

    // Fields and values.
    /// A field that this place does not have. `field`; `permitted`: fields.
    UNKNOWN_FIELD = "unknown-field" ("field", "permitted");
    /// A field given twice. `field`.
    DUPLICATE_FIELD = "duplicate-field" ("field");
    /// A needed field is not there. `field`.
    MISSING_FIELD = "missing-field" ("field");
    /// A word that this place does not know. `found`; `permitted`: words.
    UNKNOWN_VARIANT = "unknown-variant" ("found", "permitted");
    /// A unit that does not exist. `found`; `dimension`: `rate`, `size`, `time`, `money`,
    /// `frequency` or `amount`; `permitted`: units.
    UNKNOWN_UNIT = "unknown-unit" ("found", "dimension", "permitted");
    /// A unit of something else, e.g. days for a rate. Arguments as [`UNKNOWN_UNIT`].
    WRONG_UNIT = "wrong-unit" ("found", "dimension", "permitted");
    /// A bare number (or other value) where a unit is needed. Arguments as [`UNKNOWN_UNIT`].
    UNIT_MISSING = "unit-missing" ("found", "dimension", "permitted");
    /// A number that does not say where it comes from (`Cited(..)` or `Assumed(..)`). `found`.
    ORIGIN_MISSING = "origin-missing" ("found");
    /// A value where a distribution is needed. `found`; `permitted`: distributions.
    DISTRIBUTION_MISSING = "distribution-missing" ("found", "permitted");
    /// A value of another type. `expected`: `text`, `number`, `whole-number`, `boolean`, `list`,
    /// `group`, `object` or `pair`; `found`: what stands there.
    WRONG_TYPE = "wrong-type" ("expected", "found");

    // Numbers.
    /// A number is infinite or not a number. `field`.
    NOT_FINITE = "not-finite" ("field");
    /// A number that must not be negative is. `field`, `value` (as written, without unit).
    NEGATIVE = "negative" ("field", "value");
    /// A number that must be greater than zero is not. `field`, `value`.
    NOT_POSITIVE = "not-positive" ("field", "value");
    /// A probability or share outside 0 to 1. `field`, `value`.
    NOT_PROBABILITY = "not-probability" ("field", "value");
    /// Not low ≤ value ≤ high (for distributions: their means). `field`; the three in the
    /// program's unit.
    RANGE_DISORDERED = "range-disordered" ("field", "low", "value", "high");
    /// Not min ≤ likely ≤ max in a distribution. `field`.
    DISTRIBUTION_DISORDERED = "distribution-disordered" ("field");
    /// A time of day outside 0 to 24 hours. `value`: seconds.
    NOT_TIME_OF_DAY = "not-time-of-day" ("value");
    /// A profile that does not have 24 hours. `count`.
    PROFILE_HOURS = "profile-hours" ("count");
    /// A profile whose hours are all zero.
    PROFILE_ZERO = "profile-zero" ();
    /// A count so large that the simulation cannot hold it. `field`, `value`, `limit`.
    TOO_LARGE = "too-large" ("field", "value", "limit");
    /// The applications of a day are used more often than the simulation can hold. `model`; `value`:
    /// expected uses; `limit`.
    TOO_MANY_USES = "too-many-uses" ("model", "value", "limit");

    /// Traffic goes more ways (parallel lines, legs, others' flows) than the simulation can hold.
    /// `model`; `value`: estimate from above; `limit`.
    TOO_MANY_WAYS = "too-many-ways" ("model", "value", "limit");
    /// Links, lines and applications are more than traffic can be counted on. `model`; `value`:
    /// cells of the tables; `limit`.
    TOO_MANY_CELLS = "too-many-cells" ("model", "value", "limit");
    /// Attack rules apply at more places than the simulation can hold. `model`; `value`: estimate
    /// from above; `limit`.
    TOO_MANY_GROUNDINGS = "too-many-groundings" ("model", "value", "limit");

    // Ids and lists.
    /// Two elements of a list have the same id. `id`; `first`: file:line:column of the other.
    DUPLICATE_ID = "duplicate-id" ("id", "first");
    /// An id with other signs than `a-z 0-9 _` (for files also `-`). `id`.
    BAD_ID = "bad-id" ("id");
    /// A list that needs an element has none. `field`.
    EMPTY_LIST = "empty-list" ("field");
    /// A name stands twice in a list of names. `id`, `field`.
    REPEATED = "repeated" ("id", "field");

    // References. `model`: where it is missing.
    /// No such zone. `id`, `model`.
    UNKNOWN_ZONE = "unknown-zone" ("id", "model");
    /// No such node. `id`, `model`.
    UNKNOWN_NODE = "unknown-node" ("id", "model");
    /// No such link. `id`, `model`.
    UNKNOWN_LINK = "unknown-link" ("id", "model");
    /// No such conduit. `id`, `model`.
    UNKNOWN_CONDUIT = "unknown-conduit" ("id", "model");
    /// No such placement. `id`, `model`.
    UNKNOWN_PLACEMENT = "unknown-placement" ("id", "model");
    /// No such control. `id`.
    UNKNOWN_CONTROL = "unknown-control" ("id");
    /// No such rule. `id`.
    UNKNOWN_RULE = "unknown-rule" ("id");
    /// No such step. `id`.
    UNKNOWN_STEP = "unknown-step" ("id");
    /// No such goal. `id`.
    UNKNOWN_GOAL = "unknown-goal" ("id");
    /// No such asset in any model. `id`.
    UNKNOWN_ASSET = "unknown-asset" ("id");
    /// No such day profile. `id`.
    UNKNOWN_PROFILE = "unknown-profile" ("id");
    /// No such source. `id`.
    UNKNOWN_SOURCE = "unknown-source" ("id");
    /// An entry of a catalogue that neither cites a source nor says what is unconfirmed. `id`.
    UNSOURCED = "unsourced" ("id");
    /// No such threat. `id`.
    UNKNOWN_THREAT = "unknown-threat" ("id");
    /// No such application. `id`.
    UNKNOWN_APPLICATION = "unknown-application" ("id");
    /// The application is not of the kind that this change is for. `id`, `set`.
    UNFIT_APPLICATION = "unfit-application" ("id", "set");
    /// The study has no such model. `id`.
    UNKNOWN_MODEL = "unknown-model" ("id");
    /// `remove` names nothing. `id`, `model`.
    UNKNOWN_REMOVED = "unknown-removed" ("id", "model");

    // Network.
    /// A link joins a node to itself. `id`: the node.
    LINK_TO_ITSELF = "link-to-itself" ("id");
    /// A conduit leads to a node that opens it. `id`: the node.
    CONDUIT_TO_ITSELF = "conduit-to-itself" ("id");
    /// A placement names no zone, node or conduit. `id`.
    PLACEMENT_NOWHERE = "placement-nowhere" ("id");
    /// A leg of a route cannot start: its conduit is opened neither by the terminal nor by the end
    /// of the leg before. `conduit`, `node`: the terminal; `model`.
    ROUTE_BROKEN = "route-broken" ("conduit", "node", "model");
    /// Two routes for the same class and node. `class`, `node`; `first`: id of the other route.
    DUPLICATE_ROUTE = "duplicate-route" ("class", "node", "first", "model");
    /// An application is shown by screen transfer but does not say what that costs. `application`;
    /// `field`: what is missing; `route`; `model`.
    SCREEN_MISSING = "screen-missing" ("application", "field", "route", "model");

    // Raw attack graphs.
    /// A graph has more of something than can be held. `field`: `bytes`, `draws`, `steps` or
    /// `links`; `limit`.
    GRAPH_TOO_LARGE = "graph-too-large" ("field", "limit");
    /// No such draw. `id`.
    UNKNOWN_DRAW = "unknown-draw" ("id");
    /// Warning: a draw that a step both requires and excludes: the step is never feasible. `draw`,
    /// `step`.
    DRAW_CONTRADICTION = "draw-contradiction" ("draw", "step");
    /// Warning: no step is an entry, so nothing is ever reached.
    NO_ENTRY = "no-entry" ();

    // Attack graphs of MAL. `steps`: the first few; `count`: of all.
    /// An entry or goal that is a defense, or asks whether something exists. `id`.
    MAL_NOT_A_STEP = "mal-not-a-step" ("id");
    /// A time that MAL does not know. `step`; `found`: as written.
    MAL_BAD_TIME = "mal-bad-time" ("step", "found");
    /// Warning: a time that raw graphs do not have. `found`; `used`: what stands in.
    MAL_TIME_REPLACED = "mal-time-replaced" ("steps", "count", "found", "used");
    /// Warning: a field of steps that means nothing to raw graphs. `field`.
    MAL_LEFT_OUT = "mal-left-out" ("steps", "count", "field");
    /// Warning: a field of the file that means nothing to raw graphs. `field`.
    MAL_ROOT_LEFT_OUT = "mal-root-left-out" ("field");
    /// Warning: a defense above an OR step that has other parents too does nothing. `step`.
    MAL_OR_UNBLOCKED = "mal-or-unblocked" ("step");
    /// Warning: an entry is reached for certain and at once; its own time does not count. `step`.
    MAL_ENTRY_CERTAIN = "mal-entry-certain" ("step");

    // Flow lists.
    /// The file has no line at all. `columns`: as the first line names them.
    HEADER_MISSING = "header-missing" ("columns");
    /// The first line does not name a column. `column`; `columns`: all.
    MISSING_COLUMN = "missing-column" ("column", "columns");
    /// The first line names a column that there is not. `column`; `permitted`: columns.
    UNKNOWN_COLUMN = "unknown-column" ("column", "permitted");
    /// The first line names a column twice. `column`.
    REPEATED_COLUMN = "repeated-column" ("column");
    /// A row has more or fewer values than there are columns. `found`, `expected`: how many.
    ROW_WIDTH = "row-width" ("found", "expected");
    /// There are no rows below the first line.
    NO_ROWS = "no-rows" ();
    /// A line is longer than permitted; nothing after it was read. `limit`: bytes.
    LINE_TOO_LONG = "line-too-long" ("limit");
    /// A value that is needed is empty. `field`: its column.
    MISSING_VALUE = "missing-value" ("field");
    /// A number is smaller or greater than permitted. `field`: its column; `value`; `low`; `high`.
    OUTSIDE_LIMITS = "outside-limits" ("field", "value", "low", "high");
    /// The id of a link has a sign that parts the links of a route. `id`.
    BAD_LINK_ID = "bad-link-id" ("id");
    /// A route passes a link that the file of links does not have. `id`.
    UNKNOWN_ROUTE_LINK = "unknown-route-link" ("id");
    /// More than can be held; nothing after it was read, but for `route` and `routes`. `field`:
    /// `bytes`, `links`, `flows`, `route` (links of one) or `routes`; `limit`.
    FLOWS_TOO_LARGE = "flows-too-large" ("field", "limit");
    /// There are more problems in the file than are told. `count`: of those.
    MORE_PROBLEMS = "more-problems" ("count");

    // Rules and threats.
    /// A technique that is not shaped like `T1566` or `T1566.001`. `technique`.
    BAD_TECHNIQUE = "bad-technique" ("technique");
    /// A date that is not shaped like `2021`, `2021-10` or `2021-10-31`. `date`.
    BAD_DATE = "bad-date" ("date");
    /// The study of an incident has not exactly one model on one kind of day. `count`: of cases.
    NOT_ONE_MODEL = "not-one-model" ("count");
    /// A local rule with `needs_there`, which only conduit rules have. `rule`.
    NEEDS_THERE_ON_LOCAL = "needs-there-on-local" ("rule");
    /// A rule gives a step of an asset but needs none and is not `holding`. `rule`, `step`.
    ASSET_FROM_NOWHERE = "asset-from-nowhere" ("rule", "step");
    /// A `holding` rule that has no step of an asset. `rule`.
    HOLDING_WITHOUT_ASSET = "holding-without-asset" ("rule");
    /// A limit stands under both `unless` and `only`: the rule never applies. `limit`, `rule`.
    LIMIT_CONTRADICTION = "limit-contradiction" ("limit", "rule");
    /// Warning: a foothold at a node that no model has. `id`: the node; `threat`.
    FOOTHOLD_NOWHERE = "foothold-nowhere" ("id", "threat");
    /// A guideline's item whose last edition is before its first. `from`, `until`: editions.
    EDITIONS_DISORDERED = "editions-disordered" ("from", "until");
    /// A requirement of a guideline's item names no nodes, conduits or links.
    REQUIREMENT_NOWHERE = "requirement-nowhere" ();
    /// A foothold with a step of an asset. `step`, `threat`.
    FOOTHOLD_OF_ASSET = "foothold-of-asset" ("step", "threat");
}

/// Every `field` that a [`crate::case::LedgerEntry`] may carry; reports word each.
pub const LEDGER_FIELDS: &[&str] = &[
    "background_down",
    "background_flows",
    "background_sessions",
    "background_up",
    "base",
    "branches",
    "capacity",
    "coverage",
    "delay",
    "delay_per_mb",
    "down",
    "from_peers",
    "holds",
    "initial",
    "initial_per_seat",
    "lasts",
    "lets_through",
    "lost_hours_per_staff",
    "patch_age",
    "patch_half_age",
    "pay_per_hour",
    "per_record",
    "probability",
    "rate",
    "records",
    "residents",
    "response_delay",
    "round_trip",
    "satisfied_at",
    "screen_down",
    "screen_lasts",
    "screen_up",
    "session_setup",
    "sessions",
    "size",
    "staff",
    "stands_for",
    "success",
    "terminals",
    "throughput",
    "time",
    "up",
    "users",
    "uses_per_day",
    "within",
    "yearly",
    "yearly_per_seat",
];
