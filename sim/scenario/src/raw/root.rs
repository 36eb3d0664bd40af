//! The fields of the file itself, its lists cut into elements as they come: one element too many
//! and reading stops, before memory is spent on the rest.

use super::pieces::{Fields, Group, List, Maybe, Name, Piece};
use super::spelling::{Spelling, Stop};
use super::{MAX_DRAWS, MAX_GOALS, MAX_STEPS};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// Fields of a graph.
pub(super) const FIELDS: [&str; 5] = ["format", "draws", "steps", "goals", "horizon_s"];

/// A file in pieces.
#[derive(Default)]
pub(super) struct Root<'t> {
    pub format: Option<&'t str>,
    pub draws: Option<Vec<&'t str>>,
    pub steps: Option<Vec<&'t str>>,
    pub goals: Option<Vec<&'t str>>,
    pub horizon: Option<&'t str>,
    /// Fields that there should not be: unknown, or there already.
    pub stray: Fields<'t>,
}

/// Why a file could not be cut into pieces.
pub(super) enum Failure<'t> {
    /// There it stopped.
    Stopped(Stop),
    /// A list goes on past its limit there. Field, limit, byte offset.
    TooMany(&'static str, usize, usize),
    /// A field is no list.
    NoList(&'t str),
}

/// Cuts a file.
pub(super) fn cut<S: Spelling>(text: &str) -> Result<Root<'_>, Failure<'_>> {
    let mut exceeded = None;
    let seed = RootSeed::<S> { exceeded: &mut exceeded, spelling: PhantomData };
    S::read(text, seed).map_err(|stop| {
        if let Some((field, limit)) = exceeded {
            return Failure::TooMany(field, limit, stop.offset);
        }
        // Read again without looking into the lists, to find the one that is none.
        let fields = S::read(text, Group::<S>::new()).unwrap_or_default();
        let wrong = fields.into_iter().find(|(name, value)| {
            let list = ["draws", "steps", "goals"].contains(&name.as_ref());
            let mut long = false;
            list && S::read(value, Maybe(List::<S>::new(0, &mut long))).is_err() && !long
        });
        wrong.map_or(Failure::Stopped(stop), |(_, value)| Failure::NoList(value))
    })
}

struct RootSeed<'l, S> {
    exceeded: &'l mut Option<(&'static str, usize)>,
    spelling: PhantomData<S>,
}

impl<'t, S: Spelling> DeserializeSeed<'t> for RootSeed<'_, S> {
    type Value = Root<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Root<'t>, D::Error> {
        deserializer.deserialize_struct("", &FIELDS, self)
    }
}

impl<'t, S: Spelling> Visitor<'t> for RootSeed<'_, S> {
    type Value = Root<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an attack graph")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Root<'t>, A::Error> {
        let mut root = Root::default();
        while let Some(name) = map.next_key_seed(Name)? {
            let mut list = |map: &mut A, field, limit| {
                let mut long = false;
                let read = map.next_value_seed(Maybe(List::<S>::new(limit, &mut long)));
                if long {
                    *self.exceeded = Some((field, limit));
                }
                read
            };
            match name.as_ref() {
                "format" if root.format.is_none() => {
                    root.format = Some(map.next_value_seed(Piece::<S>::new())?);
                }
                "horizon_s" if root.horizon.is_none() => {
                    root.horizon = Some(map.next_value_seed(Piece::<S>::new())?);
                }
                "draws" if root.draws.is_none() => {
                    root.draws = list(&mut map, "draws", MAX_DRAWS)?;
                }
                "steps" if root.steps.is_none() => {
                    root.steps = list(&mut map, "steps", MAX_STEPS)?;
                }
                "goals" if root.goals.is_none() => {
                    root.goals = list(&mut map, "goals", MAX_GOALS)?;
                }
                _ => {
                    let value = map.next_value_seed(Piece::<S>::new())?;
                    if root.stray.len() <= FIELDS.len() {
                        root.stray.push((name, value));
                    }
                }
            }
        }
        Ok(root)
    }
}
