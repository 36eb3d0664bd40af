//! From a text to a checked graph, or every problem at once.
//!
//! Each element is read for itself, so one that is wrong hides no other. Names are resolved when all
//! are known.

use super::names::Names;
use super::pieces::{Choice, Fields, Maybe, Text};
use super::root::{self, Failure, Root};
use super::spelling::Spelling;
use super::values::{Reader, value};
use super::{Draw, Graph, Step, StepKind, times, too_large};
use crate::case::Distribution;
use crate::codes;
use crate::header::FORMAT;
use crate::problems::near;
use crate::source::shorten;
use serde::Deserialize;
use std::marker::PhantomData;

const DRAW_FIELDS: [&str; 2] = ["id", "probability"];
const STEP_FIELDS: [&str; 8] =
    ["id", "kind", "probability", "time", "parents", "requires", "unless", "entry"];

/// A step whose names are not resolved yet.
struct Draft<'t> {
    piece: &'t str,
    step: Step,
    parents: Vec<&'t str>,
    requires: Vec<&'t str>,
    unless: Vec<&'t str>,
}

/// A step's kind as files write it.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindWord {
    Or,
    And,
}

impl<'t, S: Spelling> Reader<'t, S> {
    /// The graph of a text; none if there is an error.
    pub fn graph(&mut self, text: &'t str) -> Option<Graph> {
        let root = match root::cut::<S>(text) {
            Ok(root) => root,
            Err(failure) => {
                self.refuse(text, failure);
                return None;
            }
        };
        self.stray(&root.stray, &root::FIELDS);
        self.format(text, &root);
        let (draws, draw_names) = self.draws(root.draws.as_deref().unwrap_or(&[]));
        let (mut drafts, step_names) = match &root.steps {
            Some(steps) if steps.is_empty() => {
                self.empty(text, "steps");
                (Vec::new(), None)
            }
            Some(steps) => self.steps(steps),
            None => {
                self.missing(text, "steps");
                (Vec::new(), None)
            }
        };
        if let (Some(draws), Some(steps)) = (&draw_names, &step_names) {
            self.resolve(&mut drafts, draws, steps);
        }
        let goals = self.goals(text, root.goals.as_deref(), step_names.as_ref());
        let horizon = root.horizon.map(|piece| self.not_negative(piece, "horizon_s"));
        if self.findings.any_error() {
            return None;
        }
        if drafts.iter().all(|draft| !draft.step.entry) {
            self.findings.warning(text.trim_start(), codes::NO_ENTRY, vec![]);
        }
        let steps = drafts.into_iter().map(|draft| draft.step).collect();
        let horizon_secs = horizon.and_then(|given| given.ok().flatten()).unwrap_or(f64::INFINITY);
        Some(Graph { draws, steps, goals, horizon_secs })
    }

    fn refuse(&mut self, text: &'t str, failure: Failure<'t>) {
        match failure {
            Failure::TooMany(field, limit, offset) => {
                let (code, arguments) = too_large(field, limit);
                self.findings.error_at(offset, code, arguments, None);
            }
            Failure::NoList(value) => self.findings.wrong_type(value, "list"),
            Failure::Stopped(stop) => self.stopped(text, stop),
        }
    }

    fn format(&mut self, text: &'t str, root: &Root<'t>) {
        let Some(piece) = root.format else { return self.missing(text, "format") };
        if S::read(piece, PhantomData::<u32>) == Ok(FORMAT) {
            return;
        }
        let newer = S::read(piece, PhantomData::<u64>).is_ok_and(|found| found > 0);
        let code = if newer { codes::FORMAT_NEWER } else { codes::FORMAT_UNKNOWN };
        let arguments = vec![("found", shorten(piece)), ("supported", FORMAT.to_string())];
        self.findings.error(piece, code, arguments);
    }

    /// The draws, and their names if all of them could be read.
    fn draws(&mut self, pieces: &[&'t str]) -> (Vec<Draw>, Option<Names<'t>>) {
        let mut draws = Vec::with_capacity(pieces.len());
        let mut ids = Vec::with_capacity(pieces.len());
        for piece in pieces {
            if self.findings.full() {
                break;
            }
            let Some(fields) = self.group(piece, &DRAW_FIELDS) else { continue };
            let probability = self.probability(&fields);
            if let Some((id, at)) = self.id(piece, &fields) {
                draws.push(Draw { id: id.clone().into_owned(), probability });
                ids.push((id, at));
            }
        }
        let whole = ids.len() == pieces.len();
        let names = Names::new(ids, &mut self.findings);
        (draws, whole.then_some(names))
    }

    /// The steps, and their names if all of them could be read.
    fn steps(&mut self, pieces: &[&'t str]) -> (Vec<Draft<'t>>, Option<Names<'t>>) {
        let mut drafts = Vec::with_capacity(pieces.len());
        let mut ids = Vec::with_capacity(pieces.len());
        for piece in pieces {
            if self.findings.full() {
                break;
            }
            let Some(fields) = self.group(piece, &STEP_FIELDS) else { continue };
            let Some((id, at)) = self.id(piece, &fields) else { continue };
            ids.push((id.clone(), at));
            drafts.push(self.draft(piece, id.into_owned(), &fields));
        }
        let whole = ids.len() == pieces.len();
        let names = Names::new(ids, &mut self.findings);
        (drafts, whole.then_some(names))
    }

    fn draft(&mut self, piece: &'t str, id: String, fields: &Fields<'t>) -> Draft<'t> {
        let kind = self.kind(piece, fields);
        let probability = self.probability(fields);
        let time = value(fields, "time").and_then(|piece| self.time(piece));
        let entry = value(fields, "entry")
            .and_then(|piece| self.plain(piece, PhantomData::<bool>, "boolean"));
        let [parents, requires, unless] =
            ["parents", "requires", "unless"].map(|field| self.list(value(fields, field)));
        let (none, entry) = (Vec::new, entry.unwrap_or(false));
        let time = time.unwrap_or(Distribution::Fixed { value: 0.0 });
        let step = Step {
            id,
            kind,
            probability,
            time,
            parents: none(),
            requires: none(),
            unless: none(),
            entry,
        };
        Draft { piece, step, parents, requires, unless }
    }

    fn kind(&mut self, piece: &'t str, fields: &Fields<'t>) -> StepKind {
        match value(fields, "kind").map(|written| (written, self.maybe::<KindWord>(written))) {
            Some((_, Ok(Some(KindWord::Or)))) => return StepKind::Or,
            Some((_, Ok(Some(KindWord::And)))) => return StepKind::And,
            None | Some((_, Ok(None))) => self.missing(piece, "kind"),
            Some((written, Err(_))) => {
                let found = shorten(written);
                let meant = near(found.trim_matches('"'), ["or", "and"]);
                let arguments = vec![("found", found), ("permitted", "or, and".to_owned())];
                self.findings.error_with(written, codes::UNKNOWN_VARIANT, arguments, meant);
            }
        }
        StepKind::Or
    }

    fn time(&mut self, piece: &'t str) -> Option<Distribution> {
        let permitted = || ("permitted", times::NAMES.join(", "));
        match S::read(piece, Maybe(Choice::<S>::new())) {
            Ok(written) => {
                let (word, fields) = written?;
                if times::fields(&word).is_none() {
                    let meant = near(&word, times::NAMES);
                    let arguments = vec![("found", shorten(&word)), permitted()];
                    self.findings.error_with(piece, codes::UNKNOWN_VARIANT, arguments, meant);
                    return None;
                }
                times::distribution(self, piece, &word, &fields)
            }
            Err(_) => {
                let arguments = vec![("found", shorten(piece)), permitted()];
                self.findings.error(piece, codes::DISTRIBUTION_MISSING, arguments);
                None
            }
        }
    }

    fn resolve(&mut self, drafts: &mut [Draft<'t>], draws: &Names<'t>, steps: &Names<'t>) {
        for draft in drafts {
            let step = &mut draft.step;
            step.parents = self.references(&draft.parents, steps, codes::UNKNOWN_STEP);
            step.requires = self.references(&draft.requires, draws, codes::UNKNOWN_DRAW);
            step.unless = self.references(&draft.unless, draws, codes::UNKNOWN_DRAW);
            let both = step.requires.iter().find(|draw| step.unless.contains(draw));
            if let Some(draw) = both.and_then(|&draw| draws.name(draw)) {
                let arguments = vec![("draw", shorten(draw)), ("step", shorten(&step.id))];
                self.findings.warning(draft.piece, codes::DRAW_CONTRADICTION, arguments);
            }
        }
    }

    /// Indices of names, sorted, each once.
    fn references(
        &mut self,
        list: &[&'t str],
        names: &Names<'t>,
        code: &'static str,
    ) -> Vec<usize> {
        let mut found: Vec<usize> =
            list.iter().filter_map(|piece| self.reference(piece, names, code)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn reference(
        &mut self,
        piece: &'t str,
        names: &Names<'t>,
        code: &'static str,
    ) -> Option<usize> {
        if self.findings.full() {
            return None;
        }
        let name = self.plain(piece, Text, "text")?;
        let found = names.index(&name);
        if found.is_none() {
            let meant = self.findings.near(&name, names.all());
            self.findings.error_with(piece, code, vec![("id", shorten(&name))], meant);
        }
        found
    }

    fn goals(
        &mut self,
        text: &'t str,
        pieces: Option<&[&'t str]>,
        names: Option<&Names<'t>>,
    ) -> Vec<usize> {
        let Some(pieces) = pieces else {
            self.missing(text, "goals");
            return Vec::new();
        };
        if pieces.is_empty() {
            self.empty(text, "goals");
        }
        let Some(names) = names else { return Vec::new() };
        let mut taken = vec![false; names.count()];
        let mut goals = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let Some(goal) = self.reference(piece, names, codes::UNKNOWN_STEP) else { continue };
            if std::mem::replace(&mut taken[goal], true) {
                let id = shorten(names.name(goal).unwrap_or(""));
                let arguments = vec![("id", id), ("field", "goals".to_owned())];
                self.findings.error(piece, codes::REPEATED, arguments);
            }
            goals.push(goal);
        }
        goals
    }
}
