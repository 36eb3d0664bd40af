//! `compare` and `run`: from study files to folders of results.

use crate::files::{self, Disk};
use crate::{Failure, not_written};
use indicatif::{ProgressBar, ProgressStyle};
use sansou_engine::attack::{AttackGraph, GroundError};
use sansou_engine::network::{Network, Unroutable};
use sansou_engine::outcome::{Manifest, Outcome};
use sansou_engine::study::{self, StudyError};
use sansou_report::diagnostic;
use sansou_report::text::Texts;
use sansou_scenario::case::Study;
use sansou_scenario::diagnostic::{Diagnostic, Severity};
use sansou_scenario::load::Loader;
use sansou_scenario::{Kind, builtin, load};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Version that manifests carry.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the command line asks of a run.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// Seed instead of the study's.
    pub seed: Option<u64>,
    /// Trials instead of the study's.
    pub trials: Option<u64>,
    /// Threads; 0 means all cores.
    pub threads: usize,
    /// Folder for the output instead of the usual one.
    pub out: Option<PathBuf>,
}

/// A run that is done.
pub struct Finished {
    /// The study.
    pub study: Study,
    /// Its result.
    pub outcome: Outcome,
    /// Where it lies.
    pub folder: PathBuf,
    /// Whether an earlier result was used.
    pub reused: bool,
}

/// Loads, runs (or finds) and writes a study.
///
/// # Errors
/// Every problem of the input, or what went wrong in the run.
pub fn study_to_folder(path: &str, wishes: &Wishes, texts: &Texts) -> Result<Finished, Failure> {
    let study = read(path, wishes, texts)?;
    let networks = compile(&study, texts)?;
    let manifest = study::manifest(&study, VERSION);
    // A folder that the user names may hold anything; only the usual one's name vouches for all that
    // decides a result.
    let usual = usual_folder(&manifest);
    let earlier = wishes.out.is_none().then(|| earlier(&usual, &study, &manifest)).flatten();
    let folder = wishes.out.clone().unwrap_or(usual);
    let reused = earlier.is_some();
    if wishes.out.is_some() {
        refuse_to_overwrite(&folder, &manifest, texts)?;
    }
    let outcome = match earlier {
        Some(outcome) => outcome,
        None => run(&study, &networks, wishes.threads, texts)?,
    };
    let sheets = sansou_report::render(&study, &networks, &outcome, texts.lang());
    files::write_folder(&folder, &sheets)
        .map_err(|(path, error)| not_written(&path, &error, texts))?;
    Ok(Finished { study, outcome, folder, reused })
}

/// The file of a study: as given if it exists, else the shipped one of that name.
pub fn resolve(name: &str) -> String {
    let shipped = builtin::study(name).filter(|_| !Path::new(name).is_file());
    shipped.unwrap_or_else(|| name.replace('\\', "/"))
}

/// Prints problems to standard error; the number of errors.
pub fn show(diagnostics: &[Diagnostic], texts: &Texts) -> usize {
    for problem in diagnostics {
        eprintln!("{}", diagnostic::render(problem, texts));
    }
    if !diagnostics.is_empty() {
        eprintln!("{}", diagnostic::summary(diagnostics, texts));
    }
    diagnostics.iter().filter(|d| d.severity == Severity::Error).count()
}

/// Loads a study with what the command line asks of it; prints its problems.
///
/// # Errors
/// An unknown name, or any error in its files.
pub fn read(path: &str, wishes: &Wishes, texts: &Texts) -> Result<Study, Failure> {
    let file = resolve(path);
    // A bare word that is no file was meant as the name of a shipped study.
    if !file.contains(['/', ':', '.']) && !Path::new(&file).exists() {
        let names = builtin::studies().join(", ");
        return Err(Failure::Run(
            texts.get("cli-unknown-study", &[("name", path), ("names", &names)]),
        ));
    }
    let checked = load::study(&Disk, &file);
    let errors = show(&checked.diagnostics, texts);
    let mut study = checked.study.filter(|_| errors == 0).ok_or(Failure::Shown)?;
    study.run.seed = wishes.seed.unwrap_or(study.run.seed);
    study.run.trials = wishes.trials.unwrap_or(study.run.trials);
    Ok(study)
}

/// Compiles every case, and makes sure that its attack rules can be applied.
///
/// # Errors
/// Every conduit that no links carry, or the rule that cannot be applied.
pub fn compile(study: &Study, texts: &Texts) -> Result<Vec<Network>, Failure> {
    let mut networks = Vec::new();
    let mut problems = Vec::new();
    for case in &study.cases {
        match Network::compile(case) {
            Ok(network) => {
                let grounded = AttackGraph::ground(&network);
                problems.extend(grounded.err().map(|error| ungrounded(&case.model, &error, texts)));
                networks.push(network);
            }
            Err(missing) => problems.extend(missing.iter().map(|lost| unroutable(lost, texts))),
        }
    }
    if problems.is_empty() { Ok(networks) } else { Err(Failure::Run(problems.join("\n"))) }
}

fn unroutable(lost: &Unroutable, texts: &Texts) -> String {
    let said = texts.get(
        "cli-unroutable",
        &[
            ("model", lost.model.as_str()),
            ("conduit", lost.conduit.as_str()),
            ("from", lost.from.as_str()),
        ],
    );
    format!("{said}\n  {}", texts.get("cli-unroutable-help", &[]))
}

fn ungrounded(model: &str, error: &GroundError, texts: &Texts) -> String {
    let GroundError::UnitsCountedTwice { rule, after, node } = error;
    let said = texts.get(
        "cli-units-twice",
        &[("model", model), ("rule", rule), ("after", after), ("node", node)],
    );
    format!("{said}\n  {}", texts.get("cli-units-twice-help", &[]))
}

/// Problems of a study that only its networks show; none for other files and for studies that do not
/// load.
///
/// # Errors
/// As [`compile`].
pub fn check_networks(path: &str, texts: &Texts) -> Result<(), Failure> {
    let is_study = builtin::text(path)
        .map(<[u8]>::to_vec)
        .or_else(|| Disk.read(path).ok())
        .is_some_and(|bytes| load::kind_of(&bytes) == Some(Kind::Study));
    match is_study.then(|| load::study(&Disk, path).study).flatten() {
        Some(study) => compile(&study, texts).map(|_| ()),
        None => Ok(()),
    }
}

fn run(
    study: &Study,
    networks: &[Network],
    threads: usize,
    texts: &Texts,
) -> Result<Outcome, Failure> {
    let bar =
        ProgressBar::new(study::pieces_of(study)).with_message(texts.get("cli-progress", &[]));
    if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:40}] {percent}% ({elapsed})") {
        bar.set_style(style.progress_chars("=> "));
    }
    let outcome = study::run(study, networks, threads, VERSION, &|| bar.inc(1));
    bar.finish_and_clear();
    outcome.map_err(|error| failed(&error, texts))
}

/// An id of the command line, if there is one, must be among those of the study.
///
/// # Errors
/// It is not: names those that are.
pub fn refuse_unknown<'s>(
    option: &str,
    wanted: Option<&str>,
    known: impl Iterator<Item = &'s str>,
    texts: &Texts,
) -> Result<(), Failure> {
    let mut known: Vec<&str> = known.collect();
    let Some(wanted) = wanted.filter(|id| !known.contains(id)) else { return Ok(()) };
    known.sort_unstable();
    known.dedup();
    let args = [("option", option), ("id", wanted), ("known", &known.join(", "))];
    Err(Failure::Run(texts.get("cli-why-unknown", &args)))
}

/// A run that could not be done.
pub fn failed(error: &StudyError, texts: &Texts) -> Failure {
    Failure::Run(texts.get("cli-run-failed", &[("reason", &error.to_string())]))
}

/// `reports/runs/<study>-<hash>-s<seed>`: the hash covers all that decides the result.
fn usual_folder(manifest: &Manifest) -> PathBuf {
    let decides = format!(
        "{}\n{}\n{}\n{}\n{}\n{}",
        manifest.format,
        manifest.version,
        sansou_engine::SOURCES,
        manifest.scenario_hash,
        manifest.trials,
        manifest.horizon_secs
    );
    let digest = Sha256::digest(decides.as_bytes());
    let hash: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Path::new("reports/runs").join(format!("{}-{hash}-s{}", manifest.study, manifest.seed))
}

/// A folder that the user names must be new or empty, or hold a result of the same conditions.
fn refuse_to_overwrite(folder: &Path, manifest: &Manifest, texts: &Texts) -> Result<(), Failure> {
    let path = folder.display().to_string();
    if folder.is_file() {
        return Err(Failure::Run(texts.get("cli-out-is-file", &[("path", &path)])));
    }
    let empty = std::fs::read_dir(folder).map_or(true, |mut inside| inside.next().is_none());
    let same = || {
        let bytes = std::fs::read(folder.join("manifest.json")).ok()?;
        serde_json::from_slice::<Manifest>(&bytes).ok().filter(|found| found == manifest)
    };
    if empty || same().is_some() {
        Ok(())
    } else {
        Err(Failure::Run(texts.get("cli-out-not-empty", &[("path", &path)])))
    }
}

/// The result that lies in the folder, if it is whole and of the same conditions.
fn earlier(folder: &Path, study: &Study, manifest: &Manifest) -> Option<Outcome> {
    let bytes = std::fs::read(folder.join("results.json")).ok()?;
    let outcome: Outcome = serde_json::from_slice(&bytes).ok()?;
    let models = outcome.cases.iter().map(|case| &case.model);
    let same = outcome.manifest == *manifest && models.eq(study.cases.iter().map(|c| &c.model));
    same.then_some(outcome)
}

/// Studies that a path of the command line stands for.
///
/// # Errors
/// A folder that cannot be read or holds no study.
pub fn studies_of(path: &str, texts: &Texts) -> Result<Vec<String>, Failure> {
    if !Path::new(path).is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let within = |folder: &Path| -> Result<Vec<String>, Failure> {
        let files = files::scenario_files(folder).map_err(|error| {
            let reason = error.to_string();
            Failure::Run(texts.get("cli-read-failed", &[("path", path), ("reason", &reason)]))
        })?;
        Ok(files
            .into_iter()
            .map(|file| file.to_string_lossy().replace('\\', "/"))
            .filter(|file| Disk.read(file).is_ok_and(|b| load::kind_of(&b) == Some(Kind::Study)))
            .collect())
    };
    let mut studies = within(Path::new(path))?;
    // The folder that `export` makes has its studies one level down.
    let below = Path::new(path).join("studies");
    if studies.is_empty() && below.is_dir() {
        studies = within(&below)?;
    }
    if studies.is_empty() {
        return Err(Failure::Run(texts.get("cli-no-study", &[("path", path)])));
    }
    Ok(studies)
}
