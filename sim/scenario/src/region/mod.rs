//! Regions: bodies behind shared security clouds, and what their users do in a day.
//!
//! A [`Region`] is a checked `Region` file. Clouds are independent of one another: each has an exit
//! that all its bodies share, each body a line to it. Only one direction is looked at, towards the
//! users. Must not know how a day is run. Units: bit/s, bytes, seconds.

pub(crate) mod written;

use crate::build;
use crate::case::{Distribution, Text};
use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::header::Kind;
use crate::load::Loader;
use crate::{check, path};

/// Most bodies of a region.
pub const MAX_BODIES: f64 = 5_000.0;
/// Most users of a region.
pub const MAX_USERS: f64 = 1e7;
/// Most applications of a region.
pub const MAX_APPLICATIONS: usize = 64;
/// Most uses of all applications that a day may bring, expected.
pub const MAX_USES: f64 = 1e10;

/// A checked region.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Applications by id.
    pub applications: Vec<Application>,
    /// Clouds with their bodies.
    pub bodies: Bodies,
    /// SHA-256 of the texts of its files, hexadecimal.
    pub hash: String,
}

/// What users do.
#[derive(Debug, Clone, PartialEq)]
pub struct Application {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Uses of each user in a day.
    pub uses_per_day: f64,
    /// Share of the day's uses in each hour; they add up to 1.
    pub hours: [f64; 24],
    /// Where it goes.
    pub way: Way,
    /// What a use is.
    pub kind: Use,
}

/// Where an application goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
pub enum Way {
    /// Through the body's line and the security cloud's exit.
    Cloud,
    /// Through the body's own breakout line; where there is none, through the cloud.
    Breakout,
}

/// What a use of an application is.
#[derive(Debug, Clone, PartialEq)]
pub enum Use {
    /// A transfer that takes as long as it takes.
    Elastic {
        /// Bytes.
        size: Distribution,
        /// Most that one transfer gets: the terminal's own access, or the server's limit, bit/s.
        most_bps: f64,
    },
    /// A stream that lasts as long as its user wants and goes without what it does not get.
    Stream {
        /// Seconds.
        lasts: Distribution,
        /// What it wants, bit/s.
        rate_bps: f64,
        /// Share of it from which on the user is satisfied.
        satisfied_at: f64,
    },
}

impl Application {
    /// Expected bits of a use that gets all that it wants.
    pub fn mean_bits(&self) -> f64 {
        match &self.kind {
            Use::Elastic { size, .. } => size.mean() * 8.0,
            Use::Stream { lasts, rate_bps, .. } => lasts.mean() * rate_bps,
        }
    }
}

impl Region {
    /// Has the users of every listed body of this id use an application so many times as often; how
    /// many bodies that are.
    pub fn set_times(&mut self, body: &str, application: usize, times: f64) -> usize {
        self.change(body, |body| {
            body.times.resize(body.times.len().max(application + 1), 1.0);
            body.times[application] = times;
        })
    }

    /// Gives every listed body of this id a line to the cloud of this capacity, bit/s; how many bodies
    /// that are.
    pub fn set_line(&mut self, body: &str, line_bps: f64) -> usize {
        self.change(body, |body| body.line_bps = line_bps)
    }

    fn change(&mut self, body: &str, change: impl Fn(&mut Body)) -> usize {
        let Bodies::Listed(clouds) = &mut self.bodies else { return 0 };
        let bodies = clouds.iter_mut().flat_map(|cloud| &mut cloud.bodies);
        bodies.filter(|known| known.id == body).map(change).count()
    }
}

/// Clouds with their bodies.
#[derive(Debug, Clone, PartialEq)]
pub enum Bodies {
    /// As the file lists them, by id.
    Listed(Vec<Cloud>),
    /// Made by a law of sizes.
    Fitted(Law),
}

/// A security cloud.
#[derive(Debug, Clone, PartialEq)]
pub struct Cloud {
    /// Id.
    pub id: String,
    /// Name, if it has one.
    pub name: Option<Text>,
    /// Capacity of its exit, bit/s.
    pub exit_bps: f64,
    /// Bodies by id; at least one.
    pub bodies: Vec<Body>,
}

/// A local government.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Id, unique in its cloud.
    pub id: String,
    /// Name, if it has one.
    pub name: Option<Text>,
    /// Users; a whole number, at least 1.
    pub users: f64,
    /// Its line to the cloud, bit/s.
    pub line_bps: f64,
    /// Its own line to named services, bit/s.
    pub breakout_bps: Option<f64>,
    /// How many times as often as elsewhere its users use each application; as often where it is empty.
    pub times: Vec<f64>,
}

impl Body {
    /// Users as far as an application's demand goes: its users, times how much oftener they use it.
    pub fn users_of(&self, application: usize) -> f64 {
        self.users * self.times.get(application).copied().unwrap_or(1.0)
    }
}

/// Sizes of bodies that nobody has listed: lognormal, dealt to the clouds in turn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Law {
    /// How many clouds.
    pub clouds: u32,
    /// How many bodies; at least as many.
    pub bodies: u32,
    /// How many users in all; at least as many.
    pub users: f64,
    /// Standard deviation of the logarithm of users of a body.
    pub sigma: f64,
    /// Exit of a cloud for each user behind it, bit/s.
    pub exit_per_user_bps: f64,
    /// Line of a body for each user, bit/s.
    pub line_per_user_bps: f64,
    /// Least line of a body, bit/s.
    pub least_line_bps: f64,
}

/// A region that was read.
#[derive(Debug)]
pub struct Checked {
    /// The region, if there is no error.
    pub region: Option<Region>,
    /// Every problem, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and checks a region with the files it names.
pub fn read(loader: &dyn Loader, path: &str) -> Checked {
    let path = path::normalise(path);
    let mut files = Files::new(loader);
    let mut region = None;
    if let Some(first) = files.open(&path, None, &[Kind::Region]) {
        files.follow(first);
        let mut problems = std::mem::take(&mut files.problems);
        for file in &files.list {
            check::file(file, &mut problems);
        }
        region = build::region(&files, first, &mut problems).filter(|_| !problems.any_error());
        files.problems = problems;
    }
    Checked { region, diagnostics: files.problems.finish() }
}
