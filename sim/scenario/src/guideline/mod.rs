//! Guidelines: items that a network can be held to, each with its citation.
//!
//! An [`Item`] says whom it bears on (schemes, editions, a condition on the network) and what it
//! requires, as data. A study names `Guideline` files; its items are judged against each case. Must not
//! know how they are judged. Invariants of a checked item: every control and source that it names
//! exists, editions are in order, each requirement names at least one place.
//!
//! A guideline names the files of controls and sources that it speaks of, so that it can be checked by
//! itself and used by studies that have other controls.

pub(crate) mod written;

use crate::case::{
    AssetClass, ConduitKind, ConduitLimit, Edition, LinkKind, NodeKind, Scheme, Text, ZoneKind,
};
use serde::{Deserialize, Serialize};

/// Part of the checklist that an item stands in; they are listed in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum Section {
    /// What the network model itself is.
    Model,
    /// マイナンバー利用事務系.
    MyNumber,
    /// LGWAN接続系.
    LgwanConnected,
    /// インターネット接続系 and 自治体情報セキュリティクラウド.
    InternetConnected,
    /// What α' requires.
    AlphaPrime,
    /// What β and β' require.
    Beta,
    /// Where information assets are kept.
    Information,
    /// Telework, people and rules.
    People,
}

/// How strictly an item is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum Obligation {
    /// 必須.
    Required,
    /// オプション, 推奨.
    Optional,
}

/// How far the wording of an item is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum Wording {
    /// Seen in the ministry's own document.
    Confirmed,
    /// Seen in what others write about it.
    SecondHand,
    /// Not seen: recalled.
    Unconfirmed,
}

/// An item of the guideline.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it asks for, in words of our own.
    pub text: Text,
    /// Part of the checklist.
    pub section: Section,
    /// How strictly.
    pub obligation: Obligation,
    /// How far its wording is known.
    pub wording: Wording,
    /// Where it stands; at least one.
    pub citations: Vec<Citation>,
    /// First edition that has it.
    pub from: Option<Edition>,
    /// Last edition that has it.
    pub until: Option<Edition>,
    /// Schemes that it bears on; empty means all.
    pub schemes: Vec<Scheme>,
    /// Bears only on networks that have such conduits.
    pub when: Option<ConduitFilter>,
    /// What it requires, all of it; empty: what a network does not show.
    pub requires: Vec<Requirement>,
}

impl Item {
    /// Whether an edition has it.
    pub fn stands_in(&self, edition: Edition) -> bool {
        self.from.is_none_or(|from| from <= edition)
            && self.until.is_none_or(|until| edition <= until)
    }
}

/// Where an item stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Citation {
    /// Id of the source.
    pub source: String,
    /// Title of the source.
    pub title: Text,
    /// How to find the source.
    pub publication: String,
    /// Place in the source: table, page, chapter.
    pub place: Text,
}

/// A control that an item names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedControl {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
}

/// A requirement on a network; `C` is what names a control.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Requirement<C = NamedControl> {
    /// Each of the places has one of the controls.
    Controls {
        /// One of them is enough.
        any_of: Vec<C>,
        /// Nodes that need it.
        #[serde(default)]
        nodes: Option<NodeFilter>,
        /// Conduits that need it.
        #[serde(default)]
        conduits: Option<ConduitFilter>,
        /// One of the places is enough.
        #[serde(default)]
        somewhere: bool,
        /// Least share of units that have it; a placement at all when 0.
        #[serde(default)]
        least_coverage: f64,
    },
    /// Each of the conduits has these limits.
    Limits {
        /// All of them are needed.
        #[serde(default)]
        all_of: Vec<ConduitLimit>,
        /// One of them is needed, if there are any.
        #[serde(default)]
        any_of: Vec<ConduitLimit>,
        /// Which conduits.
        conduits: ConduitFilter,
    },
    /// Each of the conduits passes, or ends at, a node of these kinds.
    Passes {
        /// Kinds of node.
        kinds: Vec<NodeKind>,
        /// Which conduits.
        conduits: ConduitFilter,
    },
    /// There is nothing of this.
    Without {
        /// No such nodes.
        #[serde(default)]
        nodes: Option<NodeFilter>,
        /// No such conduits.
        #[serde(default)]
        conduits: Option<ConduitFilter>,
        /// No such links.
        #[serde(default)]
        links: Option<LinkFilter>,
    },
    /// There is one of each of these.
    Exists {
        /// Such a node.
        #[serde(default)]
        nodes: Option<NodeFilter>,
        /// Such a conduit.
        #[serde(default)]
        conduits: Option<ConduitFilter>,
    },
    /// No node of these kinds serves more than one of these kinds of zone.
    NotShared {
        /// Kinds of node.
        kinds: Vec<NodeKind>,
        /// Kinds of zone that must not share it.
        zones: Vec<ZoneKind>,
    },
    /// Assets of these classes are kept in these kinds of zone only. Assets that may have no records
    /// (their range starts at 0) are possibilities and not looked at.
    Assets {
        /// Classes.
        classes: Vec<AssetClass>,
        /// Only on these kinds of node; empty means any.
        #[serde(default)]
        kinds: Vec<NodeKind>,
        /// Where they may be kept.
        kept_in: Vec<ZoneKind>,
    },
    /// The edition describes the scheme.
    SchemeDescribed,
}

/// Which nodes; what is left empty does not matter.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NodeFilter {
    /// Kinds.
    pub kinds: Vec<NodeKind>,
    /// Kinds of zone.
    pub zones: Vec<ZoneKind>,
    /// Holding an asset of one of these classes.
    pub holding: Vec<AssetClass>,
}

/// Which links; what is left empty does not matter.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LinkFilter {
    /// Kinds.
    pub kinds: Vec<LinkKind>,
    /// Kinds of zone of at least one end.
    pub zones: Vec<ZoneKind>,
}

/// Which conduits; what is left empty does not matter. A conduit joins `near` and `far` if one end
/// lies in each, whichever opens it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConduitFilter {
    /// Kinds.
    pub kinds: Vec<ConduitKind>,
    /// Any kinds but these.
    pub except_kinds: Vec<ConduitKind>,
    /// Kinds of zone of one end.
    pub near: Vec<ZoneKind>,
    /// Kinds of zone of the other end; empty means all that are not in `near`.
    pub far: Vec<ZoneKind>,
    /// Opened by a node in these kinds of zone.
    pub opened_in: Vec<ZoneKind>,
    /// Code can come to the near end.
    pub code_in: bool,
    /// Data can come to the near end.
    pub data_in: bool,
    /// Data can leave the near end.
    pub data_out: bool,
    /// With at least one of these limits.
    pub with_any: Vec<ConduitLimit>,
    /// But not those with a far end of one of these ids.
    pub except_nodes: Vec<String>,
}
