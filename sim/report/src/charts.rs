//! Charts as SVG text, drawn with plotters: numerals, axes and names; legends stand in the page.
//!
//! Model colours are blue, light blue, vermilion, orange, ... (told apart by colour-blind readers),
//! and every second model is dashed or hollow. Text takes the page's colour.

use crate::text::Texts;
use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use sansou_engine::outcome::Estimate;
use sansou_scenario::units::Dimension;
use std::ops::Range;

const FAMILY: &str = "BIZ UDGothic, Noto Sans CJK JP, Yu Gothic UI, Meiryo, sans-serif";
/// Stands for the page's text colour until the picture is finished.
const INK: RGBColor = RGBColor(1, 2, 3);
const GRID: RGBColor = RGBColor(136, 136, 136);
const WIDTH: u32 = 760;

/// Colours of models in the study's order.
const PALETTE: [RGBColor; 6] = [
    RGBColor(0, 114, 178),
    RGBColor(86, 180, 233),
    RGBColor(213, 94, 0),
    RGBColor(230, 159, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
];

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), DrawingAreaErrorKind<std::io::Error>>;

/// Colour of a model.
fn color(model: usize) -> RGBColor {
    PALETTE[model % PALETTE.len()]
}

/// Colour of a model for style sheets, and whether its lines are dashed and its dots hollow.
pub(crate) fn swatch(model: usize) -> (String, bool) {
    let RGBColor(r, g, b) = color(model);
    (format!("#{r:02x}{g:02x}{b:02x}"), model % 2 == 1)
}

fn draw(height: u32, fill: impl FnOnce(&Area) -> Drawn) -> String {
    let mut svg = String::new();
    let drawn = {
        let root = SVGBackend::with_string(&mut svg, (WIDTH, height)).into_drawing_area();
        fill(&root).and_then(|()| root.present())
    };
    match drawn {
        Ok(()) => svg.replace("#010203", "currentColor").replacen(
            &format!("width=\"{WIDTH}\" height=\"{height}\""),
            "class=\"chart\"",
            1,
        ),
        Err(error) => format!("<p>{}</p>", error.to_string().replace('<', "&lt;")),
    }
}

fn text_style<'a>(size: u32, h: HPos, v: VPos) -> TextStyle<'a> {
    TextStyle::from((FAMILY, size).into_font()).color(&INK).pos(Pos::new(h, v))
}

/// Room at the top so that the greatest value does not touch the frame.
fn ceiling(values: impl Iterator<Item = f64>) -> f64 {
    let most = values.fold(0.0, f64::max);
    if most > 0.0 { most * 1.05 } else { 1.0 }
}

/// Expected annual loss: a bar per model, the part that no model changes pale, the rest full.
pub(crate) fn losses(models: &[String], parts: &[[f64; 2]], texts: &Texts) -> String {
    let count = models.len();
    draw(40 * count as u32 + 40, |root| {
        let most = ceiling(parts.iter().map(|p| p[0] + p[1]));
        let mut chart = ChartBuilder::on(root)
            .margin_right(110)
            .margin_left(110)
            .margin_top(6)
            .x_label_area_size(28)
            .build_cartesian_2d(0.0..most, 0.0..count as f64)?;
        chart
            .configure_mesh()
            .disable_y_mesh()
            .disable_y_axis()
            .x_labels(6)
            .x_label_formatter(&|v| texts.yen(*v))
            .label_style(text_style(12, HPos::Center, VPos::Top))
            .axis_style(INK)
            .bold_line_style(GRID.mix(0.35))
            .light_line_style(TRANSPARENT)
            .draw()?;
        for (model, (name, &[everywhere, other])) in models.iter().zip(parts).enumerate() {
            let y = (count - model) as f64 - 0.5;
            let bar = |from, to| [(from, y - 0.3), (to, y + 0.3)];
            let (pale, full) = (color(model).mix(0.35).filled(), color(model).filled());
            chart.draw_series([Rectangle::new(bar(0.0, everywhere), pale)])?;
            chart.draw_series([Rectangle::new(bar(everywhere, everywhere + other), full)])?;
            let value = texts.yen(everywhere + other);
            chart.draw_series([EmptyElement::at((everywhere + other, y))
                + Text::new(value, (6, 0), text_style(13, HPos::Left, VPos::Center))])?;
            chart.draw_series([EmptyElement::at((0.0, y))
                + Text::new(name.clone(), (-8, 0), text_style(14, HPos::Right, VPos::Center))])?;
        }
        Ok(())
    })
}

/// Range of the expected annual loss on a logarithmic axis: a dot and a line per model.
pub(crate) fn ranges(models: &[String], losses: &[Estimate], texts: &Texts) -> String {
    let count = models.len();
    let positive = || losses.iter().flat_map(|e| [e.low, e.value, e.high]).filter(|&v| v > 0.0);
    let most = positive().fold(1e4, f64::max) * 2.0;
    let least = (positive().fold(most, f64::min) / 2.0).max(1.0);
    draw(40 * count as u32 + 40, |root| {
        let mut chart = ChartBuilder::on(root)
            .margin_right(40)
            .margin_left(110)
            .margin_top(6)
            .x_label_area_size(28)
            .build_cartesian_2d((least..most).log_scale(), 0.0..count as f64)?;
        chart
            .configure_mesh()
            .disable_y_mesh()
            .disable_y_axis()
            .x_labels(6)
            .x_label_formatter(&|v| texts.yen(*v))
            .label_style(text_style(12, HPos::Center, VPos::Top))
            .axis_style(INK)
            .bold_line_style(GRID.mix(0.35))
            .light_line_style(TRANSPARENT)
            .draw()?;
        for (model, (name, e)) in models.iter().zip(losses).enumerate() {
            let y = (count - model) as f64 - 0.5;
            dot(&mut chart, model, y, e, least..most)?;
            chart.draw_series([EmptyElement::at((least, y))
                + Text::new(name.clone(), (-8, 0), text_style(14, HPos::Right, VPos::Center))])?;
        }
        Ok(())
    })
}

/// A line over the day.
pub(crate) struct Curve {
    /// Model, for the colour.
    pub model: usize,
    /// Share of capacity in each quarter of an hour.
    pub quarters: Vec<f64>,
}

/// Load of a line over the day, as a share of its capacity.
pub(crate) fn day(curves: &[Curve]) -> String {
    draw(230, |root| {
        let most = ceiling(curves.iter().flat_map(|c| c.quarters.iter().copied())).max(1.05);
        let mut chart = ChartBuilder::on(root)
            .margin(8)
            .margin_right(24)
            .x_label_area_size(26)
            .y_label_area_size(50)
            .build_cartesian_2d(0.0..24.0, 0.0..most)?;
        chart
            .configure_mesh()
            .x_labels(13)
            .y_labels(6)
            .x_label_formatter(&|h| format!("{h:.0}:00"))
            .y_label_formatter(&|v| format!("{:.0}%", v * 100.0))
            .label_style(text_style(12, HPos::Center, VPos::Top))
            .y_label_style(text_style(12, HPos::Right, VPos::Center))
            .axis_style(INK)
            .bold_line_style(GRID.mix(0.3))
            .light_line_style(TRANSPARENT)
            .draw()?;
        let full = [(0.0, 1.0), (24.0, 1.0)];
        chart.draw_series(DashedLineSeries::new(full, 3, 3, INK.stroke_width(1)))?;
        for curve in curves {
            let points: Vec<(f64, f64)> = curve
                .quarters
                .iter()
                .enumerate()
                .map(|(quarter, &load)| (quarter as f64 / 4.0 + 0.125, load))
                .collect();
            let style = color(curve.model).stroke_width(2);
            if curve.model % 2 == 1 {
                chart.draw_series(DashedLineSeries::new(points, 7, 4, style))?;
            } else {
                chart.draw_series(LineSeries::new(points, style))?;
            }
        }
        Ok(())
    })
}

/// A threat and goal with P(goal) of each model.
pub(crate) struct Row {
    /// Upper line.
    pub threat: String,
    /// Lower line.
    pub goal: String,
    /// By model.
    pub probabilities: Vec<Option<Estimate>>,
}

/// Least probability on the axis; smaller ones stand at its edge.
const LEAST: f64 = 1e-4;

/// P(goal) with intervals on a logarithmic axis, one dot per model in each row.
pub(crate) fn probabilities(rows: &[Row], texts: &Texts) -> String {
    let models = rows.iter().map(|r| r.probabilities.len()).max().unwrap_or(0);
    let step = (13 * models as u32).max(38) + 8;
    draw(step * rows.len() as u32 + 40, |root| {
        let count = rows.len() as f64;
        let mut chart = ChartBuilder::on(root)
            .margin_right(30)
            .margin_left(270)
            .margin_top(6)
            .x_label_area_size(28)
            .build_cartesian_2d((LEAST..1.0).log_scale(), 0.0..count)?;
        chart
            .configure_mesh()
            .disable_y_mesh()
            .disable_y_axis()
            .x_labels(5)
            .x_label_formatter(&|v| texts.value(Dimension::Share, *v))
            .label_style(text_style(12, HPos::Center, VPos::Top))
            .axis_style(INK)
            .bold_line_style(GRID.mix(0.35))
            .light_line_style(TRANSPARENT)
            .draw()?;
        for (at, row) in rows.iter().enumerate() {
            let top = count - at as f64;
            let rule = vec![(LEAST, top - 1.0), (1.0, top - 1.0)];
            chart.draw_series([PathElement::new(rule, GRID.mix(0.5))])?;
            for (line, shift, size) in [(&row.threat, -8, 13), (&row.goal, 9, 12)] {
                let style = text_style(size, HPos::Right, VPos::Center);
                chart.draw_series([EmptyElement::at((LEAST, top - 0.5))
                    + Text::new(line.clone(), (-10, shift), style)])?;
            }
            for (model, e) in row.probabilities.iter().enumerate() {
                let Some(e) = e else { continue };
                let y = top - (model as f64 + 1.0) / (models as f64 + 1.0);
                dot(&mut chart, model, y, e, LEAST..1.0)?;
            }
        }
        Ok(())
    })
}

type Dots<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<LogCoord<f64>, RangedCoordf64>>;

fn dot(chart: &mut Dots, model: usize, y: f64, e: &Estimate, axis: Range<f64>) -> Drawn {
    let x = |p: f64| p.clamp(axis.start, axis.end);
    let ends = vec![(x(e.low), y), (x(e.high), y)];
    chart.draw_series([PathElement::new(ends, color(model).stroke_width(2))])?;
    let place = (x(e.value), y);
    if model % 2 == 1 {
        chart.draw_series([Circle::new(place, 4, color(model).stroke_width(2))])?;
    } else {
        chart.draw_series([Circle::new(place, 4, color(model).filled())])?;
    }
    Ok(())
}
