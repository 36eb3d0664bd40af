//! A picture without a window: the same scene and panel rendered to an image and written as PNG.

use crate::open::{Choice, Open, Words};
use crate::window::{self, SIZE as WINDOW};
use bevy::app::ScheduleRunnerPlugin;
use bevy::camera::{ImageRenderTarget, RenderTarget};
use bevy::prelude::*;
use bevy::render::render_resource::TextureFormat;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::time::TimeUpdateStrategy;
use bevy::winit::WinitPlugin;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Size of a picture unless asked for otherwise.
pub const SIZE: (u32, u32) = (2560, 1440);
/// Frames until fonts, fit and detail have settled.
const SETTLED: u32 = 8;
/// Frames after which a picture that has not come never will.
const GIVEN_UP: u32 = 600;

/// What is pictured, and what became of it.
#[derive(Resource)]
struct Sitting {
    target: RenderTarget,
    path: PathBuf,
    frame: u32,
}

/// An application that renders the study, writes the picture and ends; the file is there whole or not
/// at all.
pub fn app(open: Open, choice: Choice, size: (u32, u32), path: &Path) -> App {
    let plugins = window::plugins(None, true).disable::<WinitPlugin>();
    let mut app = window::build(plugins, open, choice);
    let image = Image::new_target_texture(size.0, size.1, TextureFormat::Rgba8UnormSrgb, None);
    let target = app.world_mut().resource_mut::<Assets<Image>>().add(image);
    // A large picture is the same picture with finer pixels.
    let finer = (size.0 as f32 / WINDOW.0 as f32).min(size.1 as f32 / WINDOW.1 as f32).max(1.0);
    let target = RenderTarget::Image(ImageRenderTarget { handle: target, scale_factor: finer });
    app.world_mut().spawn((Camera2d, Msaa::Sample4, target.clone()));
    app.add_plugins(ScheduleRunnerPlugin::run_loop(Duration::ZERO))
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(16)))
        .insert_resource(Sitting { target, path: path.to_owned(), frame: 0 })
        .add_systems(Update, sit);
    app
}

fn sit(
    mut commands: Commands,
    mut sitting: ResMut<Sitting>,
    words: Res<Words>,
    choice: Res<Choice>,
    mut exit: MessageWriter<AppExit>,
) {
    sitting.frame += 1;
    if sitting.frame == SETTLED {
        commands.spawn(Screenshot(sitting.target.clone())).observe(captured);
    } else if sitting.frame == GIVEN_UP {
        eprintln!("{}", words.of(choice.lang).plain("view-no-picture"));
        exit.write(AppExit::error());
    }
}

fn captured(
    shot: On<ScreenshotCaptured>,
    sitting: Res<Sitting>,
    words: Res<Words>,
    choice: Res<Choice>,
    mut exit: MessageWriter<AppExit>,
) {
    match save(&shot.image, &sitting.path) {
        Ok(()) => exit.write(AppExit::Success),
        Err(why) => {
            let path = sitting.path.display().to_string();
            let args = [("file", path.as_str()), ("why", why.as_str())];
            eprintln!("{}", words.of(choice.lang).get("view-cannot-write", &args));
            exit.write(AppExit::error())
        }
    };
}

/// Writes to a temporary name beside the file, then renames.
fn save(image: &Image, path: &Path) -> Result<(), String> {
    let picture = image.clone().try_into_dynamic().map_err(|e| e.to_string())?.to_rgb8();
    let name = path.file_name().map(|n| n.to_string_lossy()).unwrap_or_default();
    let temporary = path.with_file_name(format!(".{name}.{}.png", std::process::id()));
    picture.save(&temporary).map_err(|e| e.to_string())?;
    std::fs::rename(&temporary, path).map_err(|e| {
        // What cannot be renamed must not stay behind; the reason of the rename is what counts.
        let _ = std::fs::remove_file(&temporary);
        e.to_string()
    })
}
