//! The answer of a raw attack graph: as a table for a terminal, and as JSON for programs.
//!
//! The JSON holds nothing that differs between two runs of the same question.

use crate::explanation;
use crate::number::{significant, whole};
use crate::table::{Line, render};
use crate::text::Texts;
use sansou_engine::outcome::Estimate;
use sansou_engine::steps::why::Explanation;
use sansou_engine::steps::{Answer, Engine};
use sansou_scenario::raw::Graph;
use serde::Serialize;

/// Digits of numbers that trials estimate, and of exact ones.
const DIGITS: [i32; 2] = [5, 12];
/// Probabilities below this are written with an exponent.
const SMALL: f64 = 1e-4;

#[derive(Serialize)]
struct Written<'a> {
    engine: &'a str,
    trials: u64,
    seed: u64,
    goals: Vec<WrittenGoal<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<explanation::Written<'a>>,
}

#[derive(Serialize)]
struct WrittenGoal<'a> {
    id: &'a str,
    probability: f64,
    low: f64,
    high: f64,
    mean_time_s: Option<f64>,
    p05_time_s: Option<f64>,
    p50_time_s: Option<f64>,
    p95_time_s: Option<f64>,
}

/// An answer as one line of JSON, without line feed, with the explanation of its graph if there is
/// one. Times in seconds.
pub fn json(answer: &Answer, explained: Option<(&Graph, &Explanation)>) -> String {
    let goals = answer.goals.iter().map(|goal| {
        let Estimate { value: probability, low, high } = goal.probability;
        let quantiles = goal.quantiles_secs.map(|all| all.map(|quantile| Some(quantile.value)));
        let [p05_time_s, p50_time_s, p95_time_s] = quantiles.unwrap_or_default();
        WrittenGoal {
            id: &goal.id,
            probability,
            low,
            high,
            mean_time_s: goal.mean_time_secs.map(|mean| mean.value),
            p05_time_s,
            p50_time_s,
            p95_time_s,
        }
    });
    let Answer { trials, seed, .. } = *answer;
    let engine = answer.engine.name();
    let why = explained.map(|(graph, explanation)| explanation::written(graph, explanation));
    let written = Written { engine, trials, seed, goals: goals.collect(), why };
    // Plain structs with text keys always serialise; numbers that are not finite become null.
    serde_json::to_string(&written).unwrap_or_default()
}

/// An answer as a table, lines ended by line feeds. Wall time in seconds.
pub fn table(answer: &Answer, wall_secs: f64, texts: &Texts) -> String {
    let exact = answer.trials == 0;
    let head = [
        "answer-goal",
        "answer-probability",
        "answer-mean",
        "answer-p05",
        "answer-p50",
        "answer-p95",
    ];
    let mut lines = vec![Line::Cells(head.map(|key| texts.plain(key)).to_vec()), Line::Rule];
    for goal in &answer.goals {
        let digits = DIGITS[usize::from(exact)];
        let probability = |p: f64| written_probability(p, digits);
        let times = goal.quantiles_secs.map_or([None; 3], |all| all.map(Some));
        let mut values = vec![(printable(&goal.id), String::new())];
        values.push(cell(goal.probability, probability, texts));
        for time in [goal.mean_time_secs].into_iter().chain(times) {
            let none = || ("—".to_owned(), String::new());
            let secs = |secs: f64| texts.duration_digits(secs, 4);
            values.push(time.map_or_else(none, |time| cell(time, secs, texts)));
        }
        let (first, second): (Vec<String>, Vec<String>) = values.into_iter().unzip();
        lines.push(Line::Cells(first));
        if second.iter().any(|cell| !cell.is_empty()) {
            lines.push(Line::Cells(second));
        }
    }
    lines.push(Line::Rule);
    let (trials, seed) = (whole(answer.trials as f64), answer.seed.to_string());
    let wall = texts.duration_digits(wall_secs, 3);
    let engine = texts.plain(&format!("answer-engine-{}", answer.engine.name()));
    let key = match answer.engine {
        Engine::Splitting => "answer-ran-rarely",
        _ if exact => "answer-ran-exactly",
        _ => "answer-ran",
    };
    let arguments = [("engine", &*engine), ("trials", &trials), ("seed", &seed), ("wall", &wall)];
    let ran = texts.get(key, &arguments[..]);
    format!("{}{ran}\n", render(&lines))
}

/// A value, and its interval in brackets where it has a width.
fn cell(of: Estimate, written: impl Fn(f64) -> String, texts: &Texts) -> (String, String) {
    let interval = texts.range(&written(of.low), &written(of.high));
    let shown = if of.low < of.high { format!("({interval})") } else { String::new() };
    (written(of.value), shown)
}

fn written_probability(probability: f64, digits: i32) -> String {
    if probability > 0.0 && probability < SMALL {
        let decimals = (digits - 1) as usize;
        return format!("{probability:.decimals$e}");
    }
    significant(probability, digits)
}

/// An id without signs that would move the terminal's cursor, turn the direction of what follows, or
/// not be seen.
pub fn printable(id: &str) -> String {
    let unseen = |c: char| matches!(c, '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    id.chars().map(|c| if c.is_control() || unseen(c) { '\u{FFFD}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn ids_cannot_turn_or_hide_what_stands_around_them() {
        assert_eq!(printable("a\u{202E}b\u{1B}[2J\u{200B}"), "a\u{FFFD}b\u{FFFD}[2J\u{FFFD}");
        assert_eq!(printable("端末 A-1"), "端末 A-1");
    }
}
