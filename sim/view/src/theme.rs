//! Colours and line styles: a light theme whose conduit kinds differ in dash as well as in colour, so
//! that they can be told apart without colour vision (hues after Okabe and Ito).
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

/// Area and edge of a zone.
pub fn zone(kind: ZoneKind) -> (Color, Color) {
    let (area, edge) = match kind {
        ZoneKind::MyNumber => ((0.99, 0.91, 0.91), (0.79, 0.36, 0.36)),
        ZoneKind::LgwanConnected => ((0.91, 0.96, 0.90), (0.33, 0.58, 0.33)),
        ZoneKind::InternetConnected => ((0.90, 0.94, 1.00), (0.28, 0.47, 0.75)),
        ZoneKind::Dmz => ((0.95, 0.94, 0.91), (0.58, 0.53, 0.42)),
        ZoneKind::Lgwan => ((0.88, 0.95, 0.91), (0.25, 0.53, 0.43)),
        ZoneKind::SecurityCloud => ((0.93, 0.91, 0.98), (0.48, 0.39, 0.70)),
        ZoneKind::GovernmentCloud => ((0.98, 0.93, 0.97), (0.66, 0.38, 0.58)),
        ZoneKind::PublicCloud => ((0.89, 0.96, 0.98), (0.20, 0.53, 0.62)),
        ZoneKind::Internet => ((0.93, 0.94, 0.95), (0.43, 0.47, 0.53)),
        ZoneKind::Remote => ((0.98, 0.96, 0.88), (0.65, 0.54, 0.18)),
        ZoneKind::Vendor => ((0.99, 0.94, 0.88), (0.75, 0.47, 0.19)),
        ZoneKind::OffSite => ((0.96, 0.94, 0.92), (0.50, 0.42, 0.36)),
    };
    let color = |(r, g, b)| Color::srgb(r, g, b);
    (color(area), color(edge))
}

/// How a link is drawn.
pub fn link() -> Stroke {
    Stroke { color: LINK, width: 2.2, dash: None }
}

/// How a conduit is drawn.
pub fn conduit(kind: ConduitKind) -> Stroke {
    let ((r, g, b), width, dash) = match kind {
        ConduitKind::Internal => ((0.80, 0.82, 0.85), 1.0, None),
        ConduitKind::Specified => ((0.76, 0.15, 0.18), 2.0, None),
        ConduitKind::ScreenTransfer => ((0.00, 0.45, 0.70), 2.4, Some((8.0, 4.0))),
        ConduitKind::Mail => ((0.80, 0.47, 0.65), 1.8, None),
        ConduitKind::SanitisedMail => ((0.80, 0.47, 0.65), 1.8, Some((6.0, 3.0))),
        ConduitKind::SanitisedFile => ((0.55, 0.31, 0.55), 1.8, Some((6.0, 3.0))),
        ConduitKind::RemovableMedia => ((0.45, 0.33, 0.20), 1.8, Some((2.5, 3.5))),
        ConduitKind::LocalBreakout => ((0.84, 0.37, 0.00), 3.0, None),
        ConduitKind::Web => ((0.34, 0.71, 0.91), 1.8, None),
        ConduitKind::LgwanAsp => ((0.00, 0.55, 0.40), 1.8, None),
        ConduitKind::UpdateRelay => ((0.00, 0.55, 0.40), 1.6, Some((3.0, 3.0))),
        ConduitKind::RemoteMaintenance => ((0.90, 0.60, 0.00), 2.0, Some((10.0, 3.0))),
        ConduitKind::Telework => ((0.72, 0.62, 0.00), 1.8, Some((8.0, 3.0))),
        ConduitKind::Management => ((0.40, 0.40, 0.45), 1.4, Some((2.0, 3.0))),
        ConduitKind::CloudSharing => ((0.10, 0.60, 0.70), 1.8, Some((5.0, 2.5))),
    };
    Stroke { color: Color::srgb(r, g, b), width, dash }
}
