//! The outcome as JSON: two spaces, a line feed at the end, the same bytes for the same outcome.

use sansou_engine::outcome::{Manifest, Outcome};
use serde::Serialize;

/// `results.json`.
pub fn results(outcome: &Outcome) -> Vec<u8> {
    pretty(outcome)
}

/// `manifest.json`.
pub fn manifest(manifest: &Manifest) -> Vec<u8> {
    pretty(manifest)
}

pub(crate) fn pretty(value: &impl Serialize) -> Vec<u8> {
    // Plain structs with text keys always serialise; numbers that are not finite become null.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
