//! The files of a study: each read once, in the order in which they are named, with what they
//! include.
//!
//! Problems of reading are reported where the file is named. Invariant: `list` never shrinks, so an
//! index stays good; includes never form a cycle.

use crate::catalog::written::CatalogFile;
use crate::codes;
use crate::file::{
    ControlsFile, DayFile, Lists, ModelFile, MunicipalityFile, PartFile, RulesFile, SourcesFile,
    StudyFile, ThreatsFile, WorkloadFile,
};
use crate::guideline::written::GuidelineFile;
use crate::header::{self, Kind};
use crate::incident::written::IncidentFile;
use crate::load::{Loader, MAX_BYTES, MAX_FILES, MAX_INCLUDES, ReadError};
use crate::parse::{Parsed, parse};
use crate::problems::{Place, Problems};
use crate::region::written::RegionFile;
use crate::source::{At, Source};
use crate::{builtin, path, places};
use std::collections::{BTreeMap, BTreeSet};

/// A file's content as written.
#[derive(Debug)]
pub(crate) enum Body {
    Study(StudyFile),
    Municipality(MunicipalityFile),
    Model(ModelFile),
    Part(PartFile),
    Controls(ControlsFile),
    Rules(RulesFile),
    Threats(ThreatsFile),
    Workload(WorkloadFile),
    Day(DayFile),
    Sources(SourcesFile),
    Region(Box<RegionFile>),
    Catalog(CatalogFile),
    Guideline(GuidelineFile),
    Incident(IncidentFile),
}

impl Body {
    /// The lists of a model, part or day.
    pub fn lists(&self) -> Option<Lists<'_>> {
        match self {
            Body::Model(model) => Some(model.lists()),
            Body::Part(part) => Some(part.lists()),
            Body::Day(day) => Some(day.lists()),
            _ => None,
        }
    }
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub source: Source,
    pub kind: Option<Kind>,
    pub body: Option<Body>,
    /// Everything in it was understood; false: what is missing may be in what was not.
    pub whole: bool,
    /// Included files, in order.
    pub includes: Vec<usize>,
    /// For a study, region or guideline: files it names, by field.
    pub named: BTreeMap<&'static str, Vec<usize>>,
    /// For a study, region or guideline: fields of which a named file could not be read.
    pub lacking: BTreeSet<&'static str>,
}

/// All files of a study.
pub(crate) struct Files<'l> {
    loader: &'l dyn Loader,
    pub list: Vec<Loaded>,
    by_path: BTreeMap<String, Option<usize>>,
    pub problems: Problems,
}

impl<'l> Files<'l> {
    /// No files yet.
    pub fn new(loader: &'l dyn Loader) -> Files<'l> {
        Files { loader, list: Vec::new(), by_path: BTreeMap::new(), problems: Problems::default() }
    }

    /// Reads a file that is named at `from`; none if it gives nothing to go on with.
    pub fn open(&mut self, path: &str, from: Option<Place>, expected: &[Kind]) -> Option<usize> {
        let at = from.unwrap_or_else(|| Place::whole(path));
        let index = match self.by_path.get(path) {
            Some(Some(known)) => *known,
            Some(None) => return None,
            None => {
                let read = self.read(path, &at);
                self.by_path.insert(path.to_owned(), read);
                read?
            }
        };
        let kind = self.list[index].kind?;
        if expected.contains(&kind) {
            return Some(index);
        }
        let expected = expected.iter().map(|k| k.word()).collect::<Vec<_>>().join(", ");
        let found = kind.word().to_owned();
        let arguments = vec![("path", path.to_owned()), ("found", found), ("expected", expected)];
        self.problems.error(at, codes::WRONG_KIND, arguments);
        None
    }

    fn read(&mut self, path: &str, at: &Place) -> Option<usize> {
        if self.list.len() >= MAX_FILES {
            let arguments = vec![("limit", MAX_FILES.to_string())];
            self.problems.error(at.clone(), codes::TOO_MANY_FILES, arguments);
            return None;
        }
        let read = match path.strip_prefix(path::BUILTIN) {
            Some(shipped) => builtin::read(shipped).map(<[u8]>::to_vec).ok_or(ReadError::NotFound),
            None => self.loader.read(path),
        };
        let read = read.and_then(|bytes| match bytes.len() {
            0..=MAX_BYTES => Ok(bytes),
            _ => Err(ReadError::TooLarge { limit: MAX_BYTES }),
        });
        match read {
            Ok(bytes) => self.understand(path, &bytes),
            Err(error) => {
                let (code, arguments) = error.told(path);
                self.problems.error(at.clone(), code, arguments);
                None
            }
        }
    }

    fn understand(&mut self, path: &str, bytes: &[u8]) -> Option<usize> {
        let mut source = read_source(path, bytes, &mut self.problems)?;
        let kind = header::kind(&source, &mut self.problems);
        let (body, whole) = match kind {
            Some(kind) => body(kind, &mut source, &mut self.problems),
            None => (None, false),
        };
        self.list.push(Loaded {
            source,
            kind,
            body,
            whole,
            includes: Vec::new(),
            named: BTreeMap::new(),
            lacking: BTreeSet::new(),
        });
        Some(self.list.len() - 1)
    }

    /// Reads what a file names and includes.
    pub fn follow(&mut self, first: usize) {
        let named = match &self.list[first].body {
            Some(Body::Study(study)) => named(study),
            Some(Body::Catalog(catalog)) => {
                listed("sources", &catalog.sources, Kind::Sources).collect()
            }
            Some(Body::Region(region)) => {
                listed("sources", &region.sources, Kind::Sources).collect()
            }
            Some(Body::Guideline(guideline)) => of_guideline(guideline),
            Some(Body::Incident(incident)) => studies(incident),
            _ => {
                let path = self.list[first].source.path.clone();
                self.include(first, &mut vec![path], &mut BTreeSet::new());
                return;
            }
        };
        self.open_named(first, named);
        for guideline in self.list[first].named.get("guidelines").cloned().unwrap_or_default() {
            if let Some(Body::Guideline(file)) = &self.list[guideline].body {
                let named = of_guideline(file);
                self.open_named(guideline, named);
            }
        }
        let named = &self.list[first].named;
        let including: Vec<usize> = ["models", "days"]
            .iter()
            .filter_map(|field| named.get(field))
            .flatten()
            .copied()
            .collect();
        let mut done = BTreeSet::new();
        for file in including {
            let path = self.list[file].source.path.clone();
            self.include(file, &mut vec![path], &mut done);
        }
    }

    /// Reads the files that one names.
    fn open_named(&mut self, file: usize, named: Vec<Named>) {
        let base = self.list[file].source.path.clone();
        for (field, index, target, kind) in named {
            let main = self.list[file].source.main();
            let at = match index {
                Some(index) => main.field(field).item(index),
                None => main.field(field),
            };
            // A field that holds more than the path has it under `study`.
            let place = Place::from(if kind == Kind::Study { at.field("study") } else { at });
            let opened = self.open(&path::join(&base, &target), Some(place), &[kind]);
            match opened {
                Some(opened) => {
                    self.list[file].named.entry(field).or_default().push(opened);
                    if kind == Kind::Study && self.list[opened].named.is_empty() {
                        self.follow(opened);
                    }
                }
                None => {
                    self.list[file].lacking.insert(field);
                }
            }
        }
    }

    /// Reads the files that one includes, depth first; `stack`: paths from the model to it.
    fn include(&mut self, index: usize, stack: &mut Vec<String>, done: &mut BTreeSet<usize>) {
        if !done.insert(index) {
            return;
        }
        let file = &self.list[index];
        let Some(lists) = file.body.as_ref().and_then(Body::lists) else { return };
        let written = lists.include.to_vec();
        let base = file.source.path.clone();
        for (position, target) in written.iter().enumerate() {
            let at: At<'_> = self.list[index].source.main().field("include").item(position);
            let place = Place::from(at);
            let target = path::join(&base, target);
            let next = if let Some(start) = stack.iter().position(|p| *p == target) {
                let chain: Vec<&str> =
                    stack[start..].iter().chain([&target]).map(String::as_str).collect();
                let arguments = vec![("chain", chain.join(" → "))];
                self.problems.error(place, codes::INCLUDE_CYCLE, arguments);
                None
            } else if stack.len() > MAX_INCLUDES {
                let arguments = vec![("limit", MAX_INCLUDES.to_string())];
                self.problems.error(place, codes::INCLUDES_TOO_DEEP, arguments);
                None
            } else {
                self.open(&target, Some(place), &[Kind::Part, Kind::Model])
            };
            match next {
                Some(next) => {
                    self.list[index].includes.push(next);
                    stack.push(target);
                    self.include(next, stack, done);
                    stack.pop();
                }
                None => self.list[index].whole = false,
            }
        }
    }
}

/// A file that is named: field, place in its list, path, kind.
type Named = (&'static str, Option<usize>, String, Kind);

/// Files that a study names.
fn named(study: &StudyFile) -> Vec<Named> {
    let one = |path: &String| ("municipality", None, path.clone(), Kind::Municipality);
    let mut named: Vec<Named> = study.municipality.iter().map(one).collect();
    named.push(("workload", None, study.workload.clone(), Kind::Workload));
    for (field, kind, list) in [
        ("municipalities", Kind::Municipality, &study.municipalities),
        ("models", Kind::Model, &study.models),
        ("controls", Kind::Controls, &study.controls),
        ("rules", Kind::Rules, &study.rules),
        ("threats", Kind::Threats, &study.threats),
        ("catalogs", Kind::Workload, &study.catalogs),
        ("days", Kind::Day, &study.days),
        ("sources", Kind::Sources, &study.sources),
        ("guidelines", Kind::Guideline, &study.guidelines),
    ] {
        named.extend(listed(field, list, kind));
    }
    named
}

/// Files that a guideline names.
fn of_guideline(guideline: &GuidelineFile) -> Vec<Named> {
    let controls = listed("controls", &guideline.controls, Kind::Controls);
    controls.chain(listed("sources", &guideline.sources, Kind::Sources)).collect()
}

/// Files of one kind that a field lists.
fn listed(field: &'static str, paths: &[String], kind: Kind) -> impl Iterator<Item = Named> {
    let list = paths.iter().enumerate();
    list.map(move |(i, path)| (field, Some(i), path.clone(), kind))
}

/// Studies that an incident names.
fn studies(incident: &IncidentFile) -> Vec<Named> {
    let like = incident.like.iter().map(|like| ("like", None, like.study.clone(), Kind::Study));
    [("study", None, incident.study.clone(), Kind::Study)].into_iter().chain(like).collect()
}

fn body(kind: Kind, source: &mut Source, problems: &mut Problems) -> (Option<Body>, bool) {
    fn of<T>(parsed: Parsed<T>, wrap: fn(T) -> Body) -> (Option<Body>, bool) {
        (parsed.value.map(wrap), parsed.whole)
    }
    match kind {
        Kind::Study => of(parse(source, problems), Body::Study),
        Kind::Municipality => of(parse(source, problems), Body::Municipality),
        Kind::Model => of(parse(source, problems), Body::Model),
        Kind::Part => of(parse(source, problems), Body::Part),
        Kind::Controls => of(parse(source, problems), Body::Controls),
        Kind::Rules => of(parse(source, problems), Body::Rules),
        Kind::Threats => of(parse(source, problems), Body::Threats),
        Kind::Workload => of(parse(source, problems), Body::Workload),
        Kind::Day => of(parse(source, problems), Body::Day),
        Kind::Sources => of(parse(source, problems), Body::Sources),
        Kind::Region => of(parse(source, problems), |file| Body::Region(Box::new(file))),
        Kind::Catalog => of(parse(source, problems), Body::Catalog),
        Kind::Guideline => of(parse(source, problems), Body::Guideline),
        Kind::Incident => of(parse(source, problems), Body::Incident),
    }
}

/// Bytes to a text with its tree; none if it is no text or its brackets do not close.
pub(crate) fn read_source(path: &str, bytes: &[u8], problems: &mut Problems) -> Option<Source> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.replace("\r\n", "\n"),
        Err(error) => {
            let (good, _) = bytes.split_at(error.valid_up_to());
            let good = String::from_utf8_lossy(good).replace("\r\n", "\n");
            let source = Source::new(path.to_owned(), good);
            let arguments = vec![("byte", error.valid_up_to().to_string())];
            problems.error(source.place(source.text.len()), codes::NOT_UTF8, arguments);
            return None;
        }
    };
    let mut source = Source::new(path.to_owned(), text);
    match places::tree(&source.text) {
        Ok(tree) => source.tree = tree,
        Err(broken) => {
            let name = match broken.code {
                codes::TOO_DEEP | codes::LIST_TOO_LONG => "limit",
                _ => "bracket",
            };
            let arguments = broken.argument.map(|a| (name, a)).into_iter().collect();
            problems.error(source.place(broken.offset), broken.code, arguments);
            return None;
        }
    }
    Some(source)
}
