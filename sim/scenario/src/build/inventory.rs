//! What a study could use: all controls of its files, whether they stand anywhere or not.

use super::Anywhere;
use super::merge::Merged;
use super::model::Builder;
use super::scope::{Scope, ids};
use super::world::World;
use crate::case::{Control, LedgerEntry, Rule};
use crate::files::Files;
use crate::problems::Problems;

/// All controls and rules of a study's files, and their numbers by key. References that lead nowhere
/// are reported by [`super::study`].
pub(crate) fn inventory(
    files: &Files<'_>,
    first: usize,
) -> (Vec<Control>, Vec<Rule>, Vec<LedgerEntry>) {
    let mut problems = Problems::default();
    let world = World::new(files, first, &mut problems);
    let (nowhere, anywhere) = (Merged::default(), Anywhere::new(&[], false));
    let mut builder = Builder::new(&world, &nowhere, &anywhere, &mut problems);
    builder.standing = Scope::new(ids(&world.controls.items), world.controls.whole);
    // The first round gathers the numbers, the second knows their places.
    drop((builder.controls(), builder.rules()));
    builder.ledger = builder.ledger.second_round();
    let (controls, rules) = (builder.controls(), builder.rules());
    (controls, rules, builder.ledger.into_list())
}
