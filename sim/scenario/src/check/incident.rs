//! Incidents: their date, and the techniques of their steps.

use super::Check;
use super::rules::is_technique;
use crate::codes;
use crate::incident::written::IncidentFile;
use crate::source::At;

impl Check<'_> {
    pub(super) fn incident(&mut self, at: At<'_>, incident: &IncidentFile) {
        self.file_id(at.field("id"), &incident.id);
        if !is_date(&incident.happened) {
            let arguments = vec![("date", incident.happened.clone())];
            self.problems.error(at.field("happened"), codes::BAD_DATE, arguments);
        }
        self.names(at, "sources", &incident.sources, true);
        let chain = at.field("chain");
        self.not_empty(chain, "chain", incident.chain.len());
        for (index, step) in incident.chain.iter().enumerate() {
            let at = chain.item(index);
            self.names(at, "techniques", &step.techniques, true);
            self.names(at, "at", &step.at, true);
            for (index, technique) in step.techniques.iter().enumerate() {
                if !is_technique(technique) {
                    let at = at.field("techniques").item(index);
                    let arguments = vec![("technique", technique.clone())];
                    self.problems.error(at, codes::BAD_TECHNIQUE, arguments);
                }
            }
        }
    }
}

/// `2021`, `2021-10` or `2021-10-31`; days of a month up to 31.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut part = |digits: usize, most: u32| {
        parts.next().is_none_or(|part| {
            let number = part.bytes().all(|b| b.is_ascii_digit()) && part.len() == digits;
            number && part.parse().is_ok_and(|n| (1..=most).contains(&n))
        })
    };
    part(4, 9_999) && part(2, 12) && part(2, 31) && parts.next().is_none()
}
