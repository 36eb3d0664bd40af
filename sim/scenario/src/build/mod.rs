//! Files to cases.

use crate::case::Study;
use crate::files::Files;
use crate::problems::Problems;

/// The study that a file is.
pub(crate) fn study(_files: &Files<'_>, _first: usize, _problems: &mut Problems) -> Option<Study> {
    None
}
