//! What would cut a goal off, as lines for a terminal.

use crate::text::Texts;
use crate::why::listed;
use sansou_engine::steps::why::Cuts;

/// The lines about a goal; `name` words a step.
pub(crate) fn lines<Step>(
    cuts: &Cuts<Step>,
    texts: &Texts,
    name: impl Fn(&Step) -> String,
) -> Vec<String> {
    let (sets, complete) = match cuts {
        Cuts::Unreachable => return vec![texts.plain("why-cuts-unreachable")],
        Cuts::Uncuttable => return vec![texts.plain("why-cuts-none")],
        Cuts::AtLeast { size } => {
            return vec![texts.get("why-cuts-at-least", &[("n", &size.to_string())])];
        }
        Cuts::Least { sets, complete } => (sets, *complete),
    };
    let joined = |set: &Vec<Step>| {
        let names: Vec<String> = set.iter().map(&name).collect();
        format!("    {}", names.join(" + "))
    };
    let mut lines = listed(texts, "why-cuts", sets.iter().map(joined).collect());
    if !complete {
        lines.push(texts.plain("why-cuts-incomplete"));
    }
    lines
}
