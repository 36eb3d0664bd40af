//! The picture of the networks: entities spawned from the layouts, holding ids only.
//!
//! What an entity looks like is worked out from the layout whenever its detail changes: texts are set
//! at the size they have on the screen, lines stay visible from afar. Must not know files, windows,
//! panels or engine state.

mod draw;
mod label;

use crate::open::{Choice, Open, Words};
use bevy::prelude::*;
use bevy::text::{LineHeight, TextBounds};
use draw::Detail;
use sansou_scenario::case::{ConduitId, LinkId, NodeId, ZoneId};

/// What an entity shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// The paper behind a network, or its title.
    Model,
    /// A zone, or its name.
    Zone(ZoneId),
    /// A node, or its name.
    Node(NodeId),
    /// A link.
    Link(LinkId),
    /// A conduit from all nodes that open it.
    Conduit(ConduitId),
}

/// Which model and what of it an entity shows.
#[derive(Component, Debug, Clone, Copy)]
pub struct Of {
    /// Position in the study's cases.
    pub model: usize,
    /// What.
    pub element: Element,
}

/// How large the scene is on the screen.
#[derive(Resource, Debug, Clone, Copy, PartialEq)]
pub struct Zoom {
    /// Logical pixels per scene unit.
    pub scale: f32,
    /// Pixels of the screen per logical pixel.
    pub pixels: f32,
}

/// The font of all texts in the scene.
#[derive(Resource)]
pub struct SceneFont(pub Handle<Font>);

/// Spawns the scene and keeps it in step with choice and zoom.
pub struct ScenePlugin;

impl Plugin for ScenePlugin {
    fn build(&self, app: &mut App) {
        app.insert_resource(Zoom { scale: 1.0, pixels: 1.0 })
            .insert_resource(ClearColor(crate::theme::BACKGROUND))
            .add_systems(Startup, spawn)
            .add_systems(Update, (write_labels, redraw, hide).in_set(SceneSync));
    }
}

/// When the scene follows what was chosen.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub struct SceneSync;

fn elements(open: &Open, model: usize) -> Vec<Element> {
    let layout = &open.layouts[model];
    let mut all = vec![Element::Model];
    all.extend(layout.zones.iter().map(|z| Element::Zone(z.zone)));
    all.extend(layout.links.iter().map(|l| Element::Link(l.link)));
    all.extend((0..open.study.cases[model].conduits.len()).map(|c| Element::Conduit(ConduitId(c))));
    all.extend(layout.nodes.iter().map(|n| Element::Node(n.node)));
    all
}

fn spawn(
    mut commands: Commands,
    open: Res<Open>,
    font: Res<SceneFont>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<ColorMaterial>>,
) {
    let white = materials.add(Color::WHITE);
    let mut height = 0.0;
    for model in 0..open.layouts.len() {
        for element in elements(&open, model) {
            // Each on a height of its own, so that the order of drawing never depends on chance.
            height += 0.01;
            let of = Of { model, element };
            if let Some(mesh) = draw::mesh(&open, of, Detail::at(Zoom { scale: 1.0, pixels: 1.0 }))
            {
                commands.spawn((
                    of,
                    Mesh2d(meshes.add(mesh)),
                    MeshMaterial2d(white.clone()),
                    Transform::from_xyz(0.0, 0.0, height),
                ));
            }
            if label::has(element) {
                commands.spawn((
                    of,
                    label::bundle(of, font.0.clone()),
                    Transform::from_xyz(0.0, 0.0, 500.0 + height),
                ));
            }
        }
    }
}

type LabelParts = (
    &'static Of,
    &'static mut Text2d,
    &'static mut TextFont,
    &'static mut LineHeight,
    &'static mut TextBounds,
    &'static mut Transform,
    &'static mut Visibility,
);

fn write_labels(
    open: Res<Open>,
    choice: Res<Choice>,
    words: Res<Words>,
    zoom: Res<Zoom>,
    mut texts: Query<LabelParts>,
) {
    if !(choice.is_changed() || zoom.is_changed()) {
        return;
    }
    for (of, mut text, mut font, mut height, mut bounds, mut place, mut visibility) in &mut texts {
        let Some(label) = label::label(&open, *of, words.of(choice.lang), *zoom) else { continue };
        if text.0 != label.text {
            text.0 = label.text;
        }
        if font.font_size != FontSize::Px(label.size) {
            font.font_size = FontSize::Px(label.size);
            *height = label::line_height(label.size, *zoom);
        }
        if bounds.width != label.width {
            bounds.width = label.width;
        }
        // One pixel of the font's raster on one pixel of the screen.
        place.translation = label.at.extend(place.translation.z);
        place.scale = Vec3::splat(label.stretch / zoom.scale);
        visibility.set_if_neq(if label.readable {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
    }
}

fn redraw(
    open: Res<Open>,
    zoom: Res<Zoom>,
    mut last: Local<Option<Detail>>,
    mut meshes: ResMut<Assets<Mesh>>,
    shapes: Query<(&Of, &Mesh2d)>,
) {
    let detail = Detail::at(*zoom);
    if last.replace(detail) == Some(detail) {
        return;
    }
    for (of, mesh) in &shapes {
        if let Some(drawn) = draw::mesh(&open, *of, detail) {
            // The handle keeps its slot alive, so there is no error to meet.
            let _ = meshes.insert(&mesh.0, drawn);
        }
    }
}

fn hide(
    open: Res<Open>,
    choice: Res<Choice>,
    mut shapes: Query<(&Of, &mut Visibility), With<Mesh2d>>,
) {
    if !choice.is_changed() {
        return;
    }
    for (of, mut visibility) in &mut shapes {
        let shown = match of.element {
            Element::Link(_) => choice.links,
            Element::Conduit(id) => {
                !choice.hidden.contains(&open.study.cases[of.model].conduits[id.0].kind)
            }
            Element::Model | Element::Zone(_) | Element::Node(_) => true,
        };
        let wanted = if shown { Visibility::Inherited } else { Visibility::Hidden };
        visibility.set_if_neq(wanted);
    }
}
