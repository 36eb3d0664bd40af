//! The bevy application: what window and picture have in common, and the window.

use crate::camera::CameraPlugin;
use crate::open::{Choice, Open, Words};
use crate::panels::{self, Typing};
use crate::scene::{SceneFont, ScenePlugin};
use bevy::app::PluginGroupBuilder;
use bevy::log::{Level, LogPlugin};
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::window::{ExitCondition, WindowResolution};
use bevy::winit::WinitSettings;
use bevy_egui::{
    EguiContexts, EguiInput, EguiPlugin, EguiPreUpdateSet, EguiPrimaryContextPass, egui,
};

/// Size of the window, logical pixels, unless asked for otherwise.
pub const SIZE: (u32, u32) = (1600, 900);

/// What is said about slow renderers and drivers at each start is not for the person at the screen.
const QUIET: &str = "wgpu=error,naga=warn,wgpu_hal=off,bevy_render::renderer=error,bevy_egui=error";

/// BIZ UDGothic, SIL Open Font License 1.1.
static FONT: &[u8] = include_bytes!("../../../assets/fonts/BIZUDGothic-Regular.ttf");
/// The scene's, which are smaller.
static BOLD: &[u8] = include_bytes!("../../../assets/fonts/BIZUDGothic-Bold.ttf");

/// An application that opens the window and stays until it is closed.
pub fn app(open: Open, choice: Choice, size: (u32, u32)) -> App {
    let title = format!("Sansou 三層 — {}", Words::load().of(choice.lang).of(&open.study.name));
    let window = Window {
        title,
        name: Some("sansou-view".to_owned()),
        resolution: WindowResolution::new(size.0, size.1),
        ..default()
    };
    let plugins = plugins(Some(window), false);
    let mut app = build(plugins, open, choice);
    app.insert_resource(WinitSettings::desktop_app());
    app.world_mut().spawn((Camera2d, Msaa::Sample4));
    app
}

/// Plugins of bevy, with a window or without.
pub fn plugins(window: Option<Window>, synchronous: bool) -> PluginGroupBuilder {
    let exit_condition =
        if window.is_some() { ExitCondition::OnAllClosed } else { ExitCondition::DontExit };
    DefaultPlugins
        .set(WindowPlugin { primary_window: window, exit_condition, ..default() })
        .set(RenderPlugin { synchronous_pipeline_compilation: synchronous, ..default() })
        .set(LogPlugin { level: Level::WARN, filter: QUIET.to_owned(), ..default() })
}

/// An application that shows the study; the camera is the caller's.
pub fn build(plugins: PluginGroupBuilder, open: Open, choice: Choice) -> App {
    let mut app = App::new();
    app.add_plugins(plugins);
    app.add_plugins((EguiPlugin::default(), ScenePlugin, CameraPlugin));
    let font = app.world_mut().resource_mut::<Assets<Font>>().add(Font::from_bytes(BOLD.to_vec()));
    app.insert_resource(SceneFont(font))
        .insert_resource(open)
        .insert_resource(choice)
        .insert_resource(Words::load())
        .init_resource::<Typing>()
        .add_systems(
            PreUpdate,
            only_news.after(EguiPreUpdateSet::ProcessInput).before(EguiPreUpdateSet::BeginPass),
        )
        .add_systems(EguiPrimaryContextPass, side_panel);
    app
}

/// bevy_egui repeats the state of the modifier keys in every frame, and egui asks for another frame
/// after every event: without this the window would never rest.
fn only_news(mut inputs: Query<&mut EguiInput>, mut last: Local<egui::Modifiers>) {
    for mut input in &mut inputs {
        input.events.retain(|event| match event {
            egui::Event::ModifiersChanged(now) => std::mem::replace(&mut *last, *now) != *now,
            _ => true,
        });
    }
}

fn side_panel(
    mut contexts: EguiContexts,
    mut dressed: Local<bool>,
    open: Res<Open>,
    words: Res<Words>,
    mut choice: ResMut<Choice>,
    mut typing: ResMut<Typing>,
) -> Result {
    let ctx = contexts.ctx_mut()?;
    if !std::mem::replace(&mut *dressed, true) {
        dress(ctx);
        // Fonts are there from the next pass on.
        return Ok(());
    }
    typing.0 = ctx.egui_wants_keyboard_input();
    let builder =
        egui::UiBuilder::new().layer_id(egui::LayerId::background()).max_rect(ctx.viewport_rect());
    let mut root = egui::Ui::new(ctx.clone(), "root".into(), builder);
    let mut wanted = choice.clone();
    panels::side(&mut root, &open, &words, &mut wanted);
    choice.set_if_neq(wanted);
    Ok(())
}

fn dress(ctx: &egui::Context) {
    let mut fonts = egui::FontDefinitions::default();
    // With hinting this font loses its dashes.
    let tweak = egui::FontTweak { hinting: Some(false), ..Default::default() };
    let data = egui::FontData::from_static(FONT).tweak(tweak);
    fonts.font_data.insert("ud".to_owned(), data.into());
    for family in fonts.families.values_mut() {
        family.insert(0, "ud".to_owned());
    }
    ctx.set_fonts(fonts);
    ctx.set_theme(egui::Theme::Light);
}
