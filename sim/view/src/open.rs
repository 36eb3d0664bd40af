//! What the window is about: the study that is open, where it is drawn, and what the person chose.
//!
//! [`Open`] never changes after loading; scene and panels hold ids into it, never copies.

use bevy::prelude::{Resource, Vec2};
use sansou_report::layout::{Layout, layout};
use sansou_report::text::{Lang, Texts};
use sansou_scenario::case::{ConduitKind, Study};
use std::collections::BTreeSet;

/// Room above a network for its title.
const TITLE_ROOM: f32 = 44.0;
/// Between two networks.
const GAP: f32 = 36.0;

/// A study with the layout of each of its models; read-only.
#[derive(Resource)]
pub struct Open {
    /// The study.
    pub study: Study,
    /// By position in the study's cases.
    pub layouts: Vec<Layout>,
    columns: usize,
    width: f32,
    /// Top and height of each row of networks, titles included; y upwards.
    rows: Vec<(f32, f32)>,
}

impl Open {
    /// Lays out every model of a study, in as many columns as rows.
    pub fn new(study: Study) -> Open {
        let layouts: Vec<Layout> = study.cases.iter().map(layout).collect();
        let width = layouts.iter().map(|l| l.bounds.width).fold(0.0, f32::max);
        let columns = (layouts.len() as f32).sqrt().ceil().max(1.0) as usize;
        let mut top = 0.0;
        let rows = layouts
            .chunks(columns)
            .map(|row| {
                let height = row.iter().map(|l| l.bounds.height).fold(0.0, f32::max) + TITLE_ROOM;
                let place = (top, height);
                top -= height + GAP;
                place
            })
            .collect();
        Open { study, layouts, columns, width, rows }
    }

    /// Upper left corner of a model's place in the scene, its title included; y upwards.
    pub fn corner(&self, model: usize) -> Vec2 {
        let top = self.rows.get(model / self.columns).map_or(0.0, |row| row.0);
        Vec2::new((model % self.columns) as f32 * (self.width + GAP), top)
    }

    /// A point of a model's layout in the scene.
    pub fn place(&self, model: usize, x: f32, y: f32) -> Vec2 {
        self.corner(model) + Vec2::new(x, -TITLE_ROOM - y)
    }

    /// Centre and size of one model's place, or of all of them together.
    pub fn area(&self, model: Option<usize>) -> (Vec2, Vec2) {
        let (corner, size) = match model {
            Some(model) => {
                let height = self.rows.get(model / self.columns).map_or(0.0, |row| row.1);
                (self.corner(model), Vec2::new(self.width, height))
            }
            None => {
                let bottom = self.rows.last().map_or(0.0, |row| row.0 - row.1);
                let width = self.columns as f32 * (self.width + GAP) - GAP;
                (Vec2::ZERO, Vec2::new(width, -bottom))
            }
        };
        (corner + Vec2::new(size.x, -size.y) / 2.0, size)
    }

    /// The kinds of conduit that occur in any of the models.
    pub fn conduit_kinds(&self) -> BTreeSet<ConduitKind> {
        self.layouts.iter().flat_map(|l| l.conduits.iter().map(|c| c.kind)).collect()
    }
}

/// What the person chose.
#[derive(Resource, Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Language of all texts.
    pub lang: Lang,
    /// The model that fills the window; none shows all.
    pub focus: Option<usize>,
    /// Kinds of conduit that are not drawn.
    pub hidden: BTreeSet<ConduitKind>,
    /// Whether links are drawn.
    pub links: bool,
}

impl Choice {
    /// Everything visible, except what only fills the picture.
    pub fn new(lang: Lang) -> Choice {
        Choice { lang, focus: None, hidden: BTreeSet::from([ConduitKind::Internal]), links: true }
    }
}

/// The wording of both languages.
#[derive(Resource)]
pub struct Words([Texts; 2]);

impl Words {
    /// Loads them.
    pub fn load() -> Words {
        Words(Lang::ALL.map(Texts::new))
    }

    /// Those of one language.
    pub fn of(&self, lang: Lang) -> &Texts {
        match lang {
            Lang::Ja => &self.0[0],
            Lang::En => &self.0[1],
        }
    }
}
