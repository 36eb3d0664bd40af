//! Raw attack graphs: steps, their parents and the coins that they share, without any network.
//!
//! The meaning (`scenarios/README.md` has the file format): in a trial every draw comes up true or
//! false, and every step is feasible (with its probability, and if the draws that it requires are
//! true and those in `unless` false) or not. An entry is attempted at time 0; an OR step when its
//! first parent is reached, an AND step when all are; a step without parents that is no entry never.
//! A feasible step is reached its own time after it was attempted.
//!
//! Must not know how graphs are run. Times in seconds. Never panics, whatever the bytes; memory is
//! bounded by [`Form::max_bytes`], [`MAX_STEPS`], [`MAX_DRAWS`], [`MAX_GOALS`] and [`MAX_LINKS`].

mod findings;
pub mod mal;
mod names;
mod pieces;
mod read;
mod root;
mod spelling;
mod times;
mod values;

use crate::case::Distribution;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::load::ReadError;
use crate::problems::{Arguments, Place, Problems};
use spelling::Spelling;
use values::Reader;

pub use spelling::Form;

/// Most steps of a graph.
pub const MAX_STEPS: usize = 1_000_000;
/// Most draws of a graph.
pub const MAX_DRAWS: usize = 1_000_000;
/// Most goals: of each a histogram of times is kept.
pub const MAX_GOALS: usize = 1_000;
/// Most names in the parents, requires and unless of all steps together.
pub const MAX_LINKS: usize = 10_000_000;

/// A graph that was read.
#[derive(Debug)]
pub struct Checked {
    /// The graph, if there is no error.
    pub graph: Option<Graph>,
    /// Every problem, by place; warnings may stand beside a graph.
    pub diagnostics: Vec<Diagnostic>,
}

/// What to say of a file that could not be read.
pub fn unread(path: &str, error: ReadError) -> Vec<Diagnostic> {
    let mut problems = Problems::default();
    let (code, arguments) = match error {
        ReadError::TooLarge { limit } => too_large("bytes", limit),
        other => other.told(path),
    };
    problems.error(Place::whole(path), code, arguments);
    problems.finish()
}

/// Reads and checks a graph; `path` is what diagnostics call the file.
pub fn read(bytes: &[u8], path: &str, form: Form) -> Checked {
    match text(bytes, path, form) {
        Ok(text) => match form {
            Form::Ron => read_as::<spelling::Ron>(text, path),
            Form::Json => read_as::<spelling::Json>(text, path),
        },
        Err(diagnostics) => Checked { graph: None, diagnostics },
    }
}

fn read_as<S: Spelling>(text: &str, path: &str) -> Checked {
    let mut reader = Reader::<S>::new(text);
    let graph = reader.graph(text);
    Checked { graph, diagnostics: reader.findings.finish(path) }
}

/// Bytes as text, without byte-order mark.
fn text<'b>(bytes: &'b [u8], path: &str, form: Form) -> Result<&'b str, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    let whole = Place::whole(path);
    if bytes.len() > form.max_bytes() {
        return Err(unread(path, ReadError::TooLarge { limit: form.max_bytes() }));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let line = good.bytes().filter(|&byte| byte == b'\n').count() + 1;
        let column = good.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let at = Place { line, column, ..whole };
        problems.error(at, codes::NOT_UTF8, vec![("byte", error.valid_up_to().to_string())]);
        std::mem::take(&mut problems).finish()
    })
}

/// An attack graph, checked: indices are in range, probabilities in \[0, 1\], ids unique.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// Coins that steps share, in the file's order.
    pub draws: Vec<Draw>,
    /// Steps, in the file's order.
    pub steps: Vec<Step>,
    /// Indices of steps, in the file's order, each once; at least one.
    pub goals: Vec<usize>,
    /// What is reached later does not count, seconds; infinite if there is none.
    pub horizon_secs: f64,
}

/// A coin that is thrown once per trial.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// Id, unique among draws.
    pub id: String,
    /// Probability of true.
    pub probability: f64,
}

/// What makes a step possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    /// Any parent.
    Or,
    /// All parents.
    And,
}

/// A step of an attack.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Id, unique among steps.
    pub id: String,
    /// Any or all parents.
    pub kind: StepKind,
    /// Probability that it is feasible, its draws apart.
    pub probability: f64,
    /// From being possible to being reached, seconds.
    pub time: Distribution,
    /// Indices of steps, sorted, each once; a step may be its own parent.
    pub parents: Vec<usize>,
    /// Indices of draws that must be true, sorted, each once.
    pub requires: Vec<usize>,
    /// Indices of draws that must be false, sorted, each once.
    pub unless: Vec<usize>,
    /// Possible from the start, whatever its parents.
    pub entry: bool,
}

/// More of something than a graph may have.
fn too_large(field: &str, limit: usize) -> (&'static str, Arguments) {
    let arguments = vec![("field", field.to_owned()), ("limit", limit.to_string())];
    (codes::GRAPH_TOO_LARGE, arguments)
}
