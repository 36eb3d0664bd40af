//! The comparison as plain text for a terminal; full-width characters count two columns.

use crate::comparison::{self, Cell};
use crate::findings::{ENOUGH_TRIALS, few_trials};
use crate::text::Texts;
use sansou_engine::outcome::Outcome;
use sansou_scenario::case::Study;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Widest column of a model, in terminal columns; longer cells go on in further lines.
const CELL: usize = 24;
const LABEL: usize = 34;

/// The comparison table, lines ended by line feeds.
pub fn comparison(study: &Study, outcome: &Outcome, texts: &Texts) -> String {
    let groups = comparison::groups(study, outcome, texts);
    let mut lines: Vec<Line> = Vec::new();
    let mut head = vec![String::new()];
    head.extend(study.cases.iter().map(|c| texts.of(&c.name).to_owned()));
    lines.push(Line::Cells(head));
    for group in &groups {
        lines.push(Line::Rule);
        lines.push(Line::Heading(group.heading.clone()));
        for row in &group.rows {
            let label =
                if row.detail { format!("    {}", row.label) } else { format!("  {}", row.label) };
            let mut cells = vec![wrap(&label, LABEL)];
            cells.extend(row.cells.iter().map(cell_lines));
            let height = cells.iter().map(Vec::len).max().unwrap_or(0);
            for at in 0..height {
                let line = cells.iter().map(|c| c.get(at).cloned().unwrap_or_default());
                lines.push(Line::Cells(line.collect()));
            }
        }
    }
    lines.push(Line::Rule);
    let mut out = render(&lines);
    for line in comparison::totals(study, outcome, texts) {
        out.push_str(&line);
        out.push('\n');
    }
    let trials = outcome.manifest.trials;
    if trials < ENOUGH_TRIALS {
        out.push_str(&few_trials(trials, texts));
        out.push('\n');
    }
    out.push_str(&texts.plain("terminal-note"));
    out.push('\n');
    out
}

/// A line of a table.
pub(crate) enum Line {
    Cells(Vec<String>),
    Heading(String),
    Rule,
}

fn cell_lines(cell: &Cell) -> Vec<String> {
    let mut lines = wrap(&cell.value, CELL);
    if let Some(note) = &cell.note {
        lines.extend(wrap(&format!("({note})"), CELL));
    }
    lines
}

/// Cuts a text into lines of at most so many columns, at spaces where there are any.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let indent: String = text.chars().take_while(|&c| c == ' ').collect();
    let mut lines = Vec::new();
    let mut line = String::new();
    for c in text.chars() {
        if line.width() + c.width().unwrap_or(0) > width {
            let cut = line.trim_end().rfind([' ', '〜', '→']).filter(|&at| at > indent.len());
            let rest = match cut {
                Some(at) => {
                    let end = at + line[at..].chars().next().map_or(0, char::len_utf8);
                    line.split_off(end)
                }
                None => String::new(),
            };
            lines.push(line.trim_end().to_owned());
            line = format!("{indent}{}", rest.trim_start());
        }
        line.push(c);
    }
    lines.push(line);
    lines
}

/// Lines as text, the first column to the left and the others to the right.
pub(crate) fn render(lines: &[Line]) -> String {
    let columns = lines.iter().filter_map(|l| match l {
        Line::Cells(cells) => Some(cells),
        _ => None,
    });
    let mut widths: Vec<usize> = Vec::new();
    for cells in columns {
        widths.resize(widths.len().max(cells.len()), 0);
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(cell.width());
        }
    }
    let total = widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1);
    let mut out = String::new();
    for line in lines {
        match line {
            Line::Rule => out.push_str(&"-".repeat(total)),
            Line::Heading(text) => out.push_str(text),
            Line::Cells(cells) => {
                let mut text = String::new();
                for (at, (cell, width)) in cells.iter().zip(&widths).enumerate() {
                    let pad = " ".repeat(width - cell.width());
                    if at == 0 {
                        text.push_str(&format!("{cell}{pad}"));
                    } else {
                        text.push_str(&format!("  {pad}{cell}"));
                    }
                }
                out.push_str(text.trim_end());
            }
        }
        out.push('\n');
    }
    out
}
