//! Which items of the guidelines a network meets: a checklist with what decides each line.
//!
//! Knows the case and the items only; no outcome of an engine, no chance. A verdict is read off what
//! stands in the network: placements of controls, conduits and their limits, nodes, links and assets.
//! That a control stands somewhere says nothing of how well it works, which the other engines tell.
//!
//! Semantics (MODEL.md, chapter 9): an item that bears on other schemes or stands in other editions,
//! and one whose requirements find nothing in the network to bear on, is not applicable. Of the others
//! all requirements must be met. What a network does not show is left to people.

mod filters;
mod requirements;

use sansou_scenario::case::{Case, ConduitLimit, Edition, NodeKind, Scheme, Study, ZoneKind};
use sansou_scenario::guideline::{Item, Obligation, Requirement};
use serde::Serialize;

/// The checklists of a study's models.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compliance {
    /// Id of the study.
    pub study: String,
    /// Models in the study's order.
    pub models: Vec<ModelCompliance>,
}

/// The checklist of a model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelCompliance {
    /// Id of the model.
    pub model: String,
    /// Scheme that it says that it follows.
    pub scheme: Option<Scheme>,
    /// Edition that it is held to.
    pub edition: Edition,
    /// A finding for each item, in the order of the items.
    pub findings: Vec<Finding>,
}

/// What was found of an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Id of the item.
    pub item: String,
    /// The verdict.
    pub status: Status,
    /// Why it does not apply, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Because>,
    /// Elements that meet it, in the order of their kinds and ids.
    pub decided_by: Vec<Element>,
    /// What stands against it or is missing, and what would change that.
    pub lacking: Vec<Lack>,
    /// Editions in which the verdict is another.
    pub otherwise: Vec<Otherwise>,
}

/// A verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// All requirements are met.
    Met,
    /// A requirement is not met.
    NotMet,
    /// A requirement of an optional item is not met.
    NotAdopted,
    /// It does not bear on the network.
    NotApplicable,
    /// The network does not show it: people must say.
    Unseen,
}

/// Why an item does not bear on a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// It is for other schemes.
    Scheme,
    /// The edition does not have it.
    Edition,
    /// The network has nothing that it is about.
    NothingThere,
}

/// Kind of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ElementKind {
    /// A placement of a control.
    Placement,
    /// A node.
    Node,
    /// A conduit.
    Conduit,
    /// A link.
    Link,
    /// An information asset.
    Asset,
}

/// An element of a network.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Element {
    /// What it is.
    pub kind: ElementKind,
    /// Its id.
    pub id: String,
}

/// Something that keeps an item from being met; its name says what would change that.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "remedy", rename_all = "snake_case")]
pub enum Lack {
    /// Place one of the controls at each of the places (at one of them if `somewhere`).
    Place {
        /// Ids of controls.
        any_of: Vec<String>,
        /// Where none of them stands.
        at: Vec<Element>,
        /// One place is enough.
        somewhere: bool,
    },
    /// Let one of the controls cover more units.
    Cover {
        /// Ids of controls.
        any_of: Vec<String>,
        /// Where they cover too few.
        at: Vec<Element>,
        /// Least share of units, in \[0, 1\].
        least: f64,
    },
    /// Set limits on the conduits.
    Limit {
        /// All of these.
        all_of: Vec<ConduitLimit>,
        /// One of these, if any.
        any_of: Vec<ConduitLimit>,
        /// Conduits that lack some.
        at: Vec<Element>,
    },
    /// Lead the conduits through such a node.
    Lead {
        /// Kinds of node.
        through: Vec<NodeKind>,
        /// Conduits.
        at: Vec<Element>,
    },
    /// Take the elements away.
    Remove {
        /// Elements that must not be there.
        at: Vec<Element>,
    },
    /// Put in what is missing; the item's text says what.
    Add,
    /// Give each zone its own.
    Separate {
        /// Shared nodes.
        at: Vec<Element>,
    },
    /// Keep the assets elsewhere.
    Move {
        /// Assets.
        at: Vec<Element>,
        /// Kinds of zone where they may be kept.
        to: Vec<ZoneKind>,
    },
    /// Wait for, or follow, an edition that describes the scheme.
    Follow {
        /// The first; none does when empty.
        from: Option<Edition>,
    },
}

/// Editions with another verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Otherwise {
    /// Editions, in time.
    pub editions: Vec<Edition>,
    /// The verdict there.
    pub status: Status,
}

/// Holds each model of a study (or the one that is asked for) to the study's guidelines: in the edition
/// asked for, or else in the model's own, with the editions in which a verdict would be another.
pub fn check(study: &Study, model: Option<&str>, edition: Option<Edition>) -> Compliance {
    let asked = study.cases.iter().filter(|case| model.is_none_or(|id| id == case.model));
    let models = asked.map(|case| ModelCompliance {
        model: case.model.clone(),
        scheme: case.scheme,
        edition: edition.unwrap_or(case.edition),
        findings: judge(case, &study.guideline, edition),
    });
    Compliance { study: study.id.clone(), models: models.collect() }
}

/// Holds a case to items, as [`check`] does.
pub fn judge(case: &Case, items: &[Item], edition: Option<Edition>) -> Vec<Finding> {
    let find = |item| {
        let found = in_edition(case, item, edition.unwrap_or(case.edition));
        let otherwise = match edition {
            Some(_) => Vec::new(),
            None => otherwise(case, item, found.status),
        };
        Finding { otherwise, ..found }
    };
    items.iter().map(find).collect()
}

/// The verdicts of the editions that describe the case's scheme, where they are not `own`.
fn otherwise(case: &Case, item: &Item, own: Status) -> Vec<Otherwise> {
    let since = case.scheme.and_then(Scheme::since);
    let of_schemes = item.requires.contains(&Requirement::SchemeDescribed);
    let mut others: Vec<Otherwise> = Vec::new();
    for edition in Edition::ALL {
        if !of_schemes && since.is_some_and(|since| edition < since) {
            continue;
        }
        let status = in_edition(case, item, edition).status;
        if status == own {
            continue;
        }
        match others.iter_mut().find(|other| other.status == status) {
            Some(other) => other.editions.push(edition),
            None => others.push(Otherwise { editions: vec![edition], status }),
        }
    }
    others
}

fn in_edition(case: &Case, item: &Item, edition: Edition) -> Finding {
    let mut finding = Finding {
        item: item.id.clone(),
        status: Status::NotApplicable,
        because: None,
        decided_by: Vec::new(),
        lacking: Vec::new(),
        otherwise: Vec::new(),
    };
    let of_scheme =
        item.schemes.is_empty() || case.scheme.is_some_and(|s| item.schemes.contains(&s));
    finding.because = if !of_scheme {
        Some(Because::Scheme)
    } else if !item.stands_in(edition) {
        Some(Because::Edition)
    } else if item.when.as_ref().is_some_and(|w| filters::conduits(case, w).next().is_none()) {
        Some(Because::NothingThere)
    } else {
        None
    };
    if finding.because.is_some() {
        return finding;
    }
    if item.requires.is_empty() {
        return Finding { status: Status::Unseen, ..finding };
    }
    let mut bears = false;
    for requirement in &item.requires {
        let answer = requirements::ask(case, requirement, edition);
        bears |= answer.bears;
        finding.decided_by.extend(answer.decided_by);
        finding.lacking.extend(answer.lacking);
    }
    finding.decided_by.sort();
    finding.decided_by.dedup();
    if !bears {
        finding.because = Some(Because::NothingThere);
        return finding;
    }
    finding.status = match (finding.lacking.is_empty(), item.obligation) {
        (true, _) => Status::Met,
        (false, Obligation::Required) => Status::NotMet,
        (false, Obligation::Optional) => Status::NotAdopted,
    };
    finding
}
