//! Colours and line styles: a light theme whose conduit kinds differ in dash as well as in colour, so
//! that they can be told apart without colour vision.
//!
//! Must not know networks or the camera.

use crate::shape::Stroke;
use bevy::prelude::Color;
use sansou_scenario::case::{ConduitKind, ZoneKind};

/// Behind everything.
pub const BACKGROUND: Color = Color::srgb(0.957, 0.961, 0.969);
/// Behind one network.
pub const PAPER: Color = Color::srgb(1.0, 1.0, 1.0);
/// Texts.
pub const INK: Color = Color::srgb(0.10, 0.12, 0.16);
/// Edge of a node's box.
pub const EDGE: Color = Color::srgb(0.33, 0.37, 0.44);
/// Lines of the physical network.
pub const LINK: Color = Color::srgb(0.62, 0.65, 0.70);

/// Area and edge of a zone; those of the main zones as in the report's diagrams.
pub fn zone(kind: ZoneKind) -> (Color, Color) {
    let (area, edge) = match kind {
        ZoneKind::MyNumber => (0xfbe9ee, 0xc05a7a),
        ZoneKind::LgwanConnected => (0xe7f0fb, 0x4a7cba),
        ZoneKind::InternetConnected => (0xfdf3dc, 0xb88a2a),
        ZoneKind::Dmz => (0xefefef, 0x8a8a8a),
        ZoneKind::Lgwan => (0xe7f0fb, 0x4a7cba),
        ZoneKind::SecurityCloud => (0xefeafa, 0x7c66b4),
        ZoneKind::GovernmentCloud => (0xfbe9ee, 0xc05a7a),
        ZoneKind::PublicCloud => (0xe4f4f2, 0x3d8f86),
        ZoneKind::Internet => (0xfdf3dc, 0xb88a2a),
        ZoneKind::Remote => (0xeef4ee, 0x6f8f6f),
        ZoneKind::Vendor => (0xf8ecdf, 0xb0713a),
        ZoneKind::OffSite => (0xf3efea, 0x86756a),
    };
    (hex(area), hex(edge))
}

/// How a link is drawn.
pub fn link() -> Stroke {
    Stroke { color: LINK, width: 1.8, dash: None }
}

/// How a conduit is drawn; colours and dashes as in the report's diagrams.
pub fn conduit(kind: ConduitKind) -> Stroke {
    let (color, width, dash) = match kind {
        ConduitKind::Internal => (0x808890, 1.2, Some((2.0, 4.0))),
        ConduitKind::Management => (0x808890, 1.6, Some((2.0, 4.0))),
        ConduitKind::Specified => (0x0072b2, 2.0, None),
        ConduitKind::ScreenTransfer => (0x8250df, 2.4, Some((10.0, 4.0))),
        ConduitKind::Mail => (0x00875f, 2.0, None),
        ConduitKind::SanitisedMail => (0x00875f, 2.0, Some((6.0, 3.0))),
        ConduitKind::SanitisedFile => (0x00875f, 2.0, Some((2.0, 3.0))),
        ConduitKind::Web => (0x2a9fd6, 2.0, None),
        ConduitKind::LgwanAsp => (0x2a9fd6, 2.0, Some((8.0, 3.0))),
        ConduitKind::UpdateRelay => (0x7a8c3b, 2.0, Some((4.0, 3.0))),
        ConduitKind::LocalBreakout => (0xd55e00, 3.0, None),
        ConduitKind::CloudSharing => (0xd55e00, 2.0, Some((3.0, 3.0))),
        ConduitKind::RemoteMaintenance => (0xb8368c, 2.0, None),
        ConduitKind::Telework => (0xb8368c, 2.0, Some((8.0, 4.0))),
        ConduitKind::Wireless => (0xb8368c, 2.0, Some((2.0, 3.0))),
        ConduitKind::RemovableMedia => (0x1b1f24, 2.0, Some((1.5, 4.0))),
    };
    Stroke { color: hex(color), width, dash }
}

fn hex(rgb: u32) -> Color {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color::srgb_u8(red, green, blue)
}
