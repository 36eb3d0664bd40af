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
                ui.label(egui::RichText::new(texts.plain(key)).size(11.5));
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;
    use crate::files;
    use egui::{Event, PointerButton, Pos2, RawInput, Shape};

    fn shipped(words: &Words) -> Open {
        Open::new(files::study(&files::resolve("four-models"), words.of(Lang::Ja)).unwrap())
    }

    /// Draws the panel once; every text with its middle.
    fn draw(
        ctx: &egui::Context,
        open: &Open,
        words: &Words,
        choice: &mut Choice,
        events: Vec<Event>,
    ) -> Vec<(String, Pos2)> {
        let size = egui::vec2(1200.0, 900.0);
        let screen_rect = Some(egui::Rect::from_min_size(Pos2::ZERO, size));
        let input = RawInput { screen_rect, events, ..Default::default() };
        let mut output = ctx.run_ui(input, |ui| side(ui, open, words, choice));
        output.textures_delta.clear();
        let text = |shape: &Shape| match shape {
            Shape::Text(text) => {
                Some((text.galley.text().to_owned(), text.visual_bounding_rect().center()))
            }
            _ => None,
        };
        output.shapes.iter().filter_map(|clipped| text(&clipped.shape)).collect()
    }

    fn click(ctx: &egui::Context, open: &Open, words: &Words, choice: &mut Choice, on: &str) {
        let texts = draw(ctx, open, words, choice, Vec::new());
        let (_, pos) = texts.iter().find(|(t, _)| t == on).unwrap_or_else(|| panic!("no {on}"));
        for pressed in [true, false] {
            let button = PointerButton::Primary;
            let modifiers = egui::Modifiers::NONE;
            let event = Event::PointerButton { pos: *pos, button, pressed, modifiers };
            draw(ctx, open, words, choice, vec![Event::PointerMoved(*pos), event]);
        }
    }

    #[test]
    fn the_panel_names_models_and_conduits_in_the_chosen_language() {
        let words = Words::load();
        let open = shipped(&words);
        for lang in Lang::ALL {
            let texts = words.of(lang);
            let mut choice = Choice::new(lang);
            let drawn = draw(&Default::default(), &open, &words, &mut choice, Vec::new());
            let said = |wanted: &str| drawn.iter().any(|(text, _)| text.contains(wanted));
            for case in &open.study.cases {
                assert!(said(texts.of(&case.name)), "{}", case.model);
            }
            for kind in open.conduit_kinds() {
                assert!(said(&texts.word("conduit-kind", kind)), "{kind:?}");
            }
            assert!(!said("⟦"), "a wording is missing: {drawn:?}");
        }
    }

    #[test]
    fn clicks_choose_language_model_and_lines() {
        let words = Words::load();
        let open = shipped(&words);
        let ctx = egui::Context::default();
        let mut choice = Choice::new(Lang::Ja);
        click(&ctx, &open, &words, &mut choice, "English");
        assert_eq!(choice.lang, Lang::En);
        let second = format!("2 {}", words.of(Lang::En).of(&open.study.cases[1].name));
        click(&ctx, &open, &words, &mut choice, &second);
        assert_eq!(choice.focus, Some(1));
        let kind = ConduitKind::ScreenTransfer;
        let name = words.of(Lang::En).word("conduit-kind", kind);
        click(&ctx, &open, &words, &mut choice, &name);
        assert!(choice.hidden.contains(&kind));
        click(&ctx, &open, &words, &mut choice, &name);
        assert!(!choice.hidden.contains(&kind));
    }
}
