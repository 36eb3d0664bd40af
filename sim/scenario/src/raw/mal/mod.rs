//! Attack graphs as mal-toolbox 2.11 writes them (JSON), for the Meta Attack Language.
//!
//! The meaning is that of mal-simulator 3.3, which `scenarios/README.md` words; where the two leave
//! something open, or a raw graph has no means to say it, a warning names the step and what stands
//! in. Defenses become draws: a defense that is on blocks the AND steps below it, one that is off is
//! as if reached for them. So are `exist` and `notExist`, whose status the file gives.
//!
//! P. Johnson, R. Lagerström, M. Ekstedt, "A Meta Language for Threat Modeling and Attack
//! Simulations", ARES 2018.

mod carry;
mod nodes;
mod time;

use super::names::Names;
use super::spelling::Json;
use super::values::Reader;
use super::{Checked, Form, codes, text};
use crate::source::shorten;

/// What is asked of a MAL graph, which itself names neither attacker nor goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Full names (`asset:step`) of the steps that the attacker has reached from the start.
    pub entries: Vec<String>,
    /// Full names of the goals, each once.
    pub goals: Vec<String>,
    /// What one unit of the language's times means, seconds; by the language's custom a day.
    pub unit_secs: f64,
}

/// Reads a MAL attack graph as a raw one; `path` is what diagnostics call the file.
pub fn read(bytes: &[u8], path: &str, question: &Question) -> Checked {
    let text = match text(bytes, path, Form::Json) {
        Ok(text) => text,
        Err(diagnostics) => return Checked { graph: None, diagnostics },
    };
    let mut reader = Reader::<Json>::new(text);
    let nodes = nodes::read(&mut reader, text, question.unit_secs);
    let graph = nodes.and_then(|(nodes, names)| {
        let entries = chosen(&mut reader, text, &question.entries, &nodes, &names);
        let goals = chosen(&mut reader, text, &question.goals, &nodes, &names);
        let mut taken = goals.clone();
        taken.sort_unstable();
        if let Some(twice) = taken.windows(2).find(|two| two[0] == two[1]) {
            let id = shorten(names.name(twice[0]).unwrap_or(""));
            let arguments = vec![("id", id), ("field", "goal".to_owned())];
            reader.findings.error(text, codes::REPEATED, arguments);
        }
        if goals.is_empty() && question.goals.is_empty() {
            reader.empty(text, "goal");
        }
        let carried = carry::graph(&mut reader, &nodes, &entries, &goals);
        (!reader.findings.any_error()).then_some(carried)
    });
    Checked { graph, diagnostics: reader.findings.finish(path) }
}

/// Indices of the attack steps of these names.
fn chosen<'t>(
    reader: &mut Reader<'t, Json>,
    text: &'t str,
    wanted: &[String],
    nodes: &[nodes::Node<'t>],
    names: &Names<'t>,
) -> Vec<usize> {
    let mut found = Vec::new();
    for id in wanted {
        match names.index(id) {
            Some(index) if nodes[index].is_step() => found.push(index),
            Some(_) => {
                reader.findings.error(text, codes::MAL_NOT_A_STEP, vec![("id", shorten(id))]);
            }
            None => {
                let meant = reader.findings.near(id, names.all());
                let arguments = vec![("id", shorten(id))];
                reader.findings.error_with(text, codes::UNKNOWN_STEP, arguments, meant);
            }
        }
    }
    found
}
