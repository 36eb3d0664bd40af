//! The view onto the scene: fit, pan, zoom, by mouse and keys.
//!
//! Must not know what the scene shows; it asks [`Open`] only for areas.

use crate::open::{Choice, Open};
use crate::panels::{PANEL_WIDTH, Typing};
use crate::scene::{SceneSync, Zoom};
use bevy::input::mouse::{AccumulatedMouseMotion, AccumulatedMouseScroll, MouseScrollUnit};
use bevy::prelude::*;
use bevy::window::{PrimaryWindow, RequestRedraw};

/// Free border around what is fitted, in pixels.
const BORDER: f32 = 14.0;
/// Least and greatest pixels per scene unit.
const ZOOMS: (f32, f32) = (0.05, 8.0);
/// Factor of one notch of the wheel or one press of a key.
const NOTCH: f32 = 1.15;
/// Pixels that a press of an arrow key moves.
const STRIDE: f32 = 60.0;

/// Fits, pans and zooms.
pub struct CameraPlugin;

impl Plugin for CameraPlugin {
    fn build(&self, app: &mut App) {
        app.insert_resource(Fit(true))
            .add_systems(Update, (keys, pan, wheel, fit, measure).chain().before(SceneSync))
            .add_systems(Last, follow);
    }
}

/// Whether the chosen area is to be fitted into the window, again after each change of its size.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit(pub bool);

type View<'w, 's> =
    Single<'w, 's, (&'static Camera, &'static mut Transform, &'static mut Projection)>;

fn scale(projection: &mut Projection) -> Option<&mut f32> {
    match projection {
        Projection::Orthographic(flat) => Some(&mut flat.scale),
        _ => None,
    }
}

fn fit(
    open: Res<Open>,
    choice: Res<Choice>,
    mut wanted: ResMut<Fit>,
    mut last: Local<Option<(Option<usize>, Vec2)>>,
    view: View,
) {
    let (camera, mut place, mut projection) = view.into_inner();
    let Some(size) = camera.logical_viewport_size() else { return };
    let before = *last;
    if before.is_some_and(|(focus, _)| focus != choice.focus) {
        wanted.0 = true;
    }
    if !wanted.0 || (before == Some((choice.focus, size)) && !wanted.is_changed()) {
        return;
    }
    *last = Some((choice.focus, size));
    let free = (size - Vec2::new(PANEL_WIDTH, 0.0) - Vec2::splat(2.0 * BORDER)).max(Vec2::ONE);
    let (center, area) = open.area(choice.focus);
    let fitting = (area / free).max_element().clamp(1.0 / ZOOMS.1, 1.0 / ZOOMS.0);
    if let Some(scale) = scale(&mut projection) {
        *scale = fitting;
    }
    // The panel covers the left side, so the middle of the rest lies right of the window's middle.
    place.translation.x = center.x - PANEL_WIDTH / 2.0 * fitting;
    place.translation.y = center.y;
}

/// Nothing is drawn while nothing happens; what is chosen in a panel is drawn a frame later.
fn follow(
    choice: Res<Choice>,
    zoom: Res<Zoom>,
    camera: Single<&Camera>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    let unknown = camera.logical_viewport_size().is_none();
    if choice.is_changed() || zoom.is_changed() || unknown {
        redraw.write(RequestRedraw);
    }
}

/// Tells the scene how large it is, and keeps the camera on whole pixels.
fn measure(view: View, mut zoom: ResMut<Zoom>) {
    let (camera, mut place, mut projection) = view.into_inner();
    let pixels = camera.target_scaling_factor().unwrap_or(1.0);
    if let Some(scale) = scale(projection.bypass_change_detection()) {
        zoom.set_if_neq(Zoom { scale: 1.0 / *scale, pixels });
        // Letters lie on whole pixels, so the camera has to.
        let half = camera.physical_viewport_size().unwrap_or_default().as_vec2() / 2.0;
        let pixel = pixels / *scale;
        let whole = ((place.translation.truncate() * pixel - half).round() + half) / pixel;
        if whole.distance(place.translation.truncate()) * pixel > 0.01 {
            place.translation = whole.extend(place.translation.z);
        }
    }
}

fn over_scene(window: &Window) -> Option<Vec2> {
    window.cursor_position().filter(|at| at.x > PANEL_WIDTH)
}

fn pan(
    buttons: Res<ButtonInput<MouseButton>>,
    motion: Res<AccumulatedMouseMotion>,
    window: Option<Single<&Window, With<PrimaryWindow>>>,
    mut dragging: Local<bool>,
    mut wanted: ResMut<Fit>,
    view: View,
) {
    const DRAG: [MouseButton; 2] = [MouseButton::Left, MouseButton::Middle];
    if buttons.any_just_pressed(DRAG) {
        *dragging = window.is_some_and(|w| over_scene(&w).is_some());
    }
    if !buttons.any_pressed(DRAG) {
        *dragging = false;
    }
    if !*dragging || motion.delta == Vec2::ZERO {
        return;
    }
    wanted.0 = false;
    let (_, mut place, mut projection) = view.into_inner();
    if let Some(scale) = scale(projection.bypass_change_detection()) {
        place.translation += (Vec2::new(-motion.delta.x, motion.delta.y) * *scale).extend(0.0);
    }
}

fn wheel(
    scroll: Res<AccumulatedMouseScroll>,
    window: Option<Single<&Window, With<PrimaryWindow>>>,
    mut wanted: ResMut<Fit>,
    view: View,
) {
    let notches = match scroll.unit {
        MouseScrollUnit::Line => scroll.delta.y,
        MouseScrollUnit::Pixel => scroll.delta.y / 50.0,
    };
    let Some(at) = window.and_then(|w| over_scene(&w)) else { return };
    if notches != 0.0 {
        wanted.0 = false;
        zoom_at(view, Some(at), NOTCH.powf(notches));
    }
}

/// Zooms by a factor; what is under `at` (or in the middle of the free area) stays there.
fn zoom_at(view: View, at: Option<Vec2>, factor: f32) {
    let (camera, mut place, mut projection) = view.into_inner();
    let Some(size) = camera.logical_viewport_size() else { return };
    let Some(scale) = scale(&mut projection) else { return };
    let at = at.unwrap_or(Vec2::new((size.x + PANEL_WIDTH) / 2.0, size.y / 2.0));
    let off = Vec2::new(at.x - size.x / 2.0, size.y / 2.0 - at.y);
    let new = (*scale / factor).clamp(1.0 / ZOOMS.1, 1.0 / ZOOMS.0);
    place.translation += (off * (*scale - new)).extend(0.0);
    *scale = new;
}

fn keys(
    keys: Res<ButtonInput<KeyCode>>,
    typing: Res<Typing>,
    open: Res<Open>,
    mut choice: ResMut<Choice>,
    mut wanted: ResMut<Fit>,
    mut exit: MessageWriter<AppExit>,
    mut view: View,
) {
    if typing.0 {
        return;
    }
    if keys.any_pressed([KeyCode::ControlLeft, KeyCode::ControlRight]) {
        if keys.just_pressed(KeyCode::KeyQ) {
            exit.write(AppExit::Success);
        }
        return;
    }
    const MODELS: [KeyCode; 9] = [
        KeyCode::Digit1,
        KeyCode::Digit2,
        KeyCode::Digit3,
        KeyCode::Digit4,
        KeyCode::Digit5,
        KeyCode::Digit6,
        KeyCode::Digit7,
        KeyCode::Digit8,
        KeyCode::Digit9,
    ];
    for (model, key) in MODELS.into_iter().enumerate().take(open.layouts.len()) {
        if keys.just_pressed(key) {
            choice.focus = Some(model);
            wanted.0 = true;
        }
    }
    if keys.any_just_pressed([KeyCode::Digit0, KeyCode::Home]) {
        choice.focus = None;
        wanted.0 = true;
    }
    let step = |key, x, y| if keys.just_pressed(key) { Vec2::new(x, y) } else { Vec2::ZERO };
    let moved = step(KeyCode::ArrowLeft, -STRIDE, 0.0)
        + step(KeyCode::ArrowRight, STRIDE, 0.0)
        + step(KeyCode::ArrowUp, 0.0, STRIDE)
        + step(KeyCode::ArrowDown, 0.0, -STRIDE);
    if moved != Vec2::ZERO {
        wanted.0 = false;
        let (_, place, projection) = &mut *view;
        if let Some(scale) = scale(projection.bypass_change_detection()) {
            place.translation += (moved * *scale).extend(0.0);
        }
    }
    let closer = [KeyCode::Equal, KeyCode::Semicolon, KeyCode::NumpadAdd];
    let farther = [KeyCode::Minus, KeyCode::NumpadSubtract];
    let notches =
        i32::from(keys.any_just_pressed(closer)) - i32::from(keys.any_just_pressed(farther));
    if notches != 0 {
        wanted.0 = false;
        zoom_at(view, None, NOTCH.powi(notches));
    }
}
