//! The side panel: functions over `&mut egui::Ui` and what they may change, free of bevy's world.
//!
//! Must not know the scene's entities, windows or files.

use crate::open::{Choice, Open, Words};
use crate::theme;
use bevy::prelude::{Resource, Srgba};
use bevy_egui::egui;
use sansou_report::text::{Lang, Texts};
use sansou_scenario::case::ConduitKind;

/// Width of the side panel in logical pixels.
pub const PANEL_WIDTH: f32 = 270.0;

/// Whether the keyboard belongs to a panel now.
#[derive(Resource, Debug, Default)]
pub struct Typing(pub bool);

/// The side panel at the left of the root.
pub fn side(root: &mut egui::Ui, open: &Open, words: &Words, choice: &mut Choice) {
    egui::Panel::left("side").exact_size(PANEL_WIDTH).resizable(false).show(root, |ui| {
        let texts = words.of(choice.lang);
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            ui.heading("Sansou");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                languages(ui, choice);
            });
        });
        ui.label(texts.of(&open.study.name));
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            section(ui, &texts.plain("view-models"));
            models(ui, open, texts, choice);
            section(ui, &texts.plain("view-legend"));
            legend(ui, open, texts, choice);
            section(ui, &texts.plain("view-keys"));
            for key in ["view-keys-pan", "view-keys-zoom", "view-keys-models", "view-keys-quit"] {
                ui.small(texts.plain(key));
            }
        });
    });
}

fn section(ui: &mut egui::Ui, title: &str) {
    ui.add_space(10.0);
    ui.separator();
    ui.strong(title);
    ui.add_space(2.0);
}

/// The language switch.
pub fn languages(ui: &mut egui::Ui, choice: &mut Choice) {
    ui.selectable_value(&mut choice.lang, Lang::En, "English");
    ui.selectable_value(&mut choice.lang, Lang::Ja, "日本語");
}

/// The list of models, and what the chosen one is.
pub fn models(ui: &mut egui::Ui, open: &Open, texts: &Texts, choice: &mut Choice) {
    ui.selectable_value(&mut choice.focus, None, texts.plain("view-all-models"));
    for (model, case) in open.study.cases.iter().enumerate() {
        let name = format!("{} {}", model + 1, texts.of(&case.name));
        ui.selectable_value(&mut choice.focus, Some(model), name);
    }
    if let Some(case) = choice.focus.and_then(|model| open.study.cases.get(model)) {
        ui.add_space(4.0);
        ui.label(texts.of(&case.summary));
    }
}

/// What the lines mean; a click shows or hides a kind.
pub fn legend(ui: &mut egui::Ui, open: &Open, texts: &Texts, choice: &mut Choice) {
    for kind in open.conduit_kinds() {
        ui.horizontal(|ui| {
            let mut shown = !choice.hidden.contains(&kind);
            sample(ui, kind);
            if ui.checkbox(&mut shown, texts.word("conduit-kind", kind)).changed() {
                if shown {
                    choice.hidden.remove(&kind);
                } else {
                    choice.hidden.insert(kind);
                }
            }
        });
    }
    ui.horizontal(|ui| {
        line(ui, theme::link());
        ui.checkbox(&mut choice.links, texts.plain("view-links"));
    });
}

fn sample(ui: &mut egui::Ui, kind: ConduitKind) {
    line(ui, theme::conduit(kind));
}

fn line(ui: &mut egui::Ui, stroke: crate::shape::Stroke) {
    let (area, _) = ui.allocate_exact_size(egui::vec2(34.0, 14.0), egui::Sense::hover());
    let Srgba { red, green, blue, .. } = stroke.color.to_srgba();
    let byte = |x: f32| (x * 255.0).round() as u8;
    let color = egui::Color32::from_rgb(byte(red), byte(green), byte(blue));
    let pen = egui::Stroke::new(stroke.width, color);
    let ends = [area.left_center(), area.right_center()];
    match stroke.dash {
        None => {
            ui.painter().line_segment(ends, pen);
        }
        Some((on, off)) => {
            ui.painter().extend(egui::Shape::dashed_line(&ends, pen, on, off));
        }
    }
}
