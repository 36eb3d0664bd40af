//! The command line: what may be typed, in the user's language.
//!
//! Knows clap and the texts. Must not know what the commands do. Wrong usage is worded here and ends
//! with exit code 2.

use crate::{attack, backtest, capacity, region};
use clap::builder::{PossibleValuesParser, ValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, value_parser};
use sansou_report::catalog::Section;
use sansou_report::text::Texts;
use sansou_scenario::builtin;
use sansou_scenario::case::Edition;
use sansou_scenario::load::MAX_TRIALS;
use std::ffi::OsString;

/// Most threads that one run accepts.
pub const MAX_THREADS: u64 = 256;
/// Most trials of a raw attack graph.
const MAX_ATTACK_TRIALS: u64 = 1_000_000_000;
/// Most paths of an incident that are named.
const MAX_PATHS: u64 = 1_000;
/// Study that `compare` runs when none is named.
pub const DEFAULT_STUDY: &str = "four-models";

/// The whole command line.
pub fn command(texts: &Texts) -> Command {
    let t = |key: &str| texts.get(key, &[]);
    let study = Arg::new("study")
        .value_name("STUDY")
        .help(texts.get("cli-study", &[("default", DEFAULT_STUDY)]))
        .default_value(DEFAULT_STUDY)
        .hide_default_value(true);
    let studies = Arg::new("studies")
        .value_name("STUDY")
        .help(t("cli-studies"))
        .required(true)
        .num_args(1..)
        .value_parser(ValueParser::string());
    let run_settings = run_settings(texts);
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue).help(t("cli-why-json"));
    let of_why: Vec<Arg> = run_settings.iter().cloned().chain(selection(texts)).collect();
    let out = Arg::new("out").long("out").value_name("DIR").help(t("cli-out"));
    let files =
        Arg::new("files").value_name("FILE").help(t("cli-files")).required(true).num_args(1..);
    let [seed, _, threads] = run_settings.clone();
    let of_capacity = [seed, threads].into_iter().chain(capacity_options(texts)).collect();
    let of_backtest = run_settings.iter().cloned().chain(backtest_options(texts)).collect();
    let folder = Arg::new("folder").value_name("DIR").help(t("cli-folder")).required(true);
    let json_of_catalog = json.clone().help(t("cli-catalog-json"));
    let root = shaped(Command::new("sansou"), texts)
        .about(t("cli-about"))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(t("cli-version"))
                .help_heading(t("cli-options-heading")),
        )
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(t("cli-commands-heading"));
    [
        ("compare", "cli-compare-about", vec![study.clone()], run_settings.to_vec(), Some(out)),
        ("run", "cli-run-about", vec![studies], run_settings.to_vec(), None),
        ("attack", "cli-attack-about", vec![graph(texts)], attack_options(texts), None),
        ("traffic", "cli-traffic-about", vec![], traffic_options(texts), None),
        ("region", "cli-region-about", vec![region_file(texts)], region_options(texts), None),
        ("capacity", "cli-capacity-about", vec![study.clone()], of_capacity, None),
        ("comply", "cli-comply-about", vec![study.clone()], comply_options(texts), None),
        ("why", "cli-why-about", vec![study], of_why, Some(json)),
        ("catalog", "cli-catalog-about", shelf(texts), vec![], Some(json_of_catalog)),
        ("backtest", "cli-backtest-about", vec![incidents(texts)], of_backtest, None),
        ("check", "cli-check-about", vec![files], vec![], None),
        ("list", "cli-list-about", vec![], vec![], None),
        ("export", "cli-export-about", vec![folder], vec![], None),
    ]
    .into_iter()
    .fold(root, |root, (name, about, positional, options, last)| {
        let options = options.into_iter().chain(last);
        root.subcommand(
            shaped(Command::new(name), texts)
                .about(t(about))
                .args(positional.into_iter().map(|a| a.help_heading(t("cli-arguments-heading"))))
                .args(options.map(|a| a.help_heading(t("cli-options-heading")))),
        )
    })
}

/// What of the catalogue.
fn shelf(texts: &Texts) -> Vec<Arg> {
    let sections = Section::ALL.map(Section::word);
    let help = texts.get("cli-catalog-shelf", &[("shelves", &sections.join(", "))]);
    let shelf = Arg::new("shelf").value_name("SHELF").help(help);
    let shelf = shelf.value_parser(PossibleValuesParser::new(sections)).hide_possible_values(true);
    let id = Arg::new("id").value_name("ID").help(texts.plain("cli-catalog-id"));
    vec![shelf, id]
}

fn graph(texts: &Texts) -> Arg {
    Arg::new("graph").value_name("FILE").help(texts.plain("cli-attack-graph")).required(true)
}

/// Options of `attack`: the engine and its settings, the output, and the question to a MAL graph.
fn attack_options(texts: &Texts) -> Vec<Arg> {
    let number = |name: &'static str, key: &str, usual: u64, most: u64| {
        let (usual, max) = (usual.to_string(), most.to_string());
        let rare = attack::DEFAULT_REPLICATES.to_string();
        Arg::new(name)
            .long(name)
            .value_name("N")
            .help(texts.get(key, &[("default", &usual), ("max", &max), ("rare", &rare)]))
            .allow_negative_numbers(true)
            .value_parser(value_parser!(u64).range(1..=most))
    };
    let flag = |name: &'static str, key: &str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(texts.plain(key))
    };
    let word = |name: &'static str, value: &'static str, key: &str| {
        Arg::new(name).long(name).value_name(value).help(texts.plain(key))
    };
    let seed = number("seed", "cli-attack-seed", attack::DEFAULT_SEED, u64::MAX);
    vec![
        number("trials", "cli-attack-trials", attack::DEFAULT_TRIALS, MAX_ATTACK_TRIALS),
        seed.value_parser(value_parser!(u64)),
        number("threads", "cli-threads", MAX_THREADS, MAX_THREADS),
        flag("json", "cli-attack-json"),
        flag("why", "cli-attack-why"),
        flag("exact", "cli-attack-exact").conflicts_with_all(["trials", "rare"]),
        number("max-memory-mib", "cli-attack-memory", attack::DEFAULT_MEMORY_MIB, 1 << 20)
            .requires("exact"),
        number("max-seconds", "cli-attack-seconds", attack::DEFAULT_SECONDS, 1_000_000)
            .requires("exact"),
        flag("rare", "cli-attack-rare"),
        word("from", "FORM", "cli-attack-from")
            .value_parser(["mal"])
            .hide_possible_values(true)
            .requires_all(["entry", "goal"]),
        word("entry", "ID", "cli-attack-entry").action(ArgAction::Append).requires("from"),
        word("goal", "ID", "cli-attack-goal").action(ArgAction::Append).requires("from"),
        word("time-unit", "UNIT", "cli-attack-time-unit")
            .value_parser(attack::UNITS.map(|(name, _)| name))
            .hide_possible_values(true)
            .requires("from"),
    ]
}

/// Options of `capacity`: the models, the quality, and what comes out.
fn capacity_options(texts: &Texts) -> Vec<Arg> {
    let usual = capacity::DEFAULT_SATISFIED.to_string();
    let word = |name: &'static str, value: &'static str, help: String| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    vec![
        word("model", "ID", texts.plain("cli-capacity-model")),
        word("satisfied", "SHARE", texts.get("cli-capacity-satisfied", &[("default", &usual)]))
            .allow_negative_numbers(true)
            .value_parser(share),
        Arg::new("json")
            .long("json")
            .action(ArgAction::SetTrue)
            .help(texts.plain("cli-capacity-json")),
        word("out", "FILE", texts.plain("cli-capacity-out")),
    ]
}

/// Options of `comply`: the model, the edition, and what comes out.
fn comply_options(texts: &Texts) -> Vec<Arg> {
    let editions = Edition::ALL.map(Edition::label);
    let known = editions.join(", ");
    let word = |name: &'static str, value: &'static str, help: String| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    vec![
        word("model", "ID", texts.plain("cli-capacity-model")),
        word("edition", "EDITION", texts.get("cli-comply-edition", &[("editions", &known)]))
            .value_parser(editions)
            .hide_possible_values(true),
        Arg::new("json")
            .long("json")
            .action(ArgAction::SetTrue)
            .help(texts.plain("cli-capacity-json")),
        word("out", "FILE", texts.plain("cli-comply-out")),
    ]
}

/// A share above 0 and up to 1.
fn share(typed: &str) -> Result<f64, String> {
    let share: f64 = typed.parse().map_err(|_| String::new())?;
    if share > 0.0 && share <= 1.0 { Ok(share) } else { Err(String::new()) }
}

/// Options of `traffic`: the two files, and what comes out.
fn traffic_options(texts: &Texts) -> Vec<Arg> {
    let file = |name: &'static str, key: &str| {
        Arg::new(name).long(name).value_name("FILE").help(texts.plain(key))
    };
    let flag = |name: &'static str, key: &str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(texts.plain(key))
    };
    vec![
        file("links", "cli-traffic-links").required(true),
        file("flows", "cli-traffic-flows").required(true),
        file("out", "cli-traffic-out"),
        flag("json", "cli-traffic-json"),
        flag("tcp", "cli-traffic-tcp"),
    ]
}

fn incidents(texts: &Texts) -> Arg {
    let names = builtin::incidents().join(", ");
    Arg::new("incidents")
        .value_name("INCIDENT")
        .help(texts.get("cli-backtest-incidents", &[("names", &names)]))
        .num_args(0..)
}

/// Options of `backtest`: how many paths count, and what comes out.
fn backtest_options(texts: &Texts) -> Vec<Arg> {
    let usual = backtest::DEFAULT_PATHS.to_string();
    let max = MAX_PATHS.to_string();
    vec![
        Arg::new("paths")
            .long("paths")
            .value_name("N")
            .help(texts.get("cli-backtest-paths", &[("default", &usual), ("max", &max)]))
            .value_parser(value_parser!(u64).range(1..=MAX_PATHS)),
        Arg::new("json")
            .long("json")
            .action(ArgAction::SetTrue)
            .help(texts.plain("cli-backtest-json")),
    ]
}

fn region_file(texts: &Texts) -> Arg {
    let names = builtin::regions().join(", ");
    Arg::new("region")
        .value_name("REGION")
        .help(texts.get("cli-region-file", &[("names", &names)]))
        .required(true)
}

/// Options of `region`: how it is run, and what comes out.
fn region_options(texts: &Texts) -> Vec<Arg> {
    let [seed, _, threads] = run_settings(texts);
    let usual = region::DEFAULT_SEED.to_string();
    vec![
        seed.help(texts.get("cli-region-seed", &[("default", &usual)])),
        threads,
        Arg::new("fluid")
            .long("fluid")
            .action(ArgAction::SetTrue)
            .conflicts_with("seed")
            .help(texts.plain("cli-region-fluid")),
        Arg::new("times")
            .long("times")
            .value_name("BODY:APPLICATION:N")
            .help(texts.get("cli-region-times", &[("max", &region::MAX_TIMES.to_string())]))
            .action(ArgAction::Append)
            .value_parser(region::Times::parse),
        Arg::new("line")
            .long("line")
            .value_name("BODY:MBPS")
            .help(texts.get("cli-region-line", &[("max", &region::MAX_MBPS.to_string())]))
            .action(ArgAction::Append)
            .value_parser(region::BodyLine::parse),
        Arg::new("out").long("out").value_name("FILE").help(texts.plain("cli-region-out")),
        Arg::new("json")
            .long("json")
            .action(ArgAction::SetTrue)
            .help(texts.plain("cli-region-json")),
    ]
}

/// How a study is run.
fn run_settings(texts: &Texts) -> [Arg; 3] {
    let (max_trials, max_threads) = (MAX_TRIALS.to_string(), MAX_THREADS.to_string());
    [
        Arg::new("seed")
            .long("seed")
            .value_name("N")
            .help(texts.get("cli-seed", &[]))
            .allow_negative_numbers(true)
            .value_parser(value_parser!(u64)),
        Arg::new("trials")
            .long("trials")
            .value_name("N")
            .help(texts.get("cli-trials", &[("max", &max_trials)]))
            .value_parser(value_parser!(u64).range(1..=MAX_TRIALS)),
        Arg::new("threads")
            .long("threads")
            .value_name("N")
            .help(texts.get("cli-threads", &[("max", &max_threads)]))
            .value_parser(value_parser!(u64).range(1..=MAX_THREADS)),
    ]
}

/// Which attacks of a study.
fn selection(texts: &Texts) -> [Arg; 3] {
    [("model", "cli-why-model"), ("threat", "cli-why-threat"), ("goal", "cli-why-goal")]
        .map(|(name, help)| Arg::new(name).long(name).value_name("ID").help(texts.get(help, &[])))
}

/// Help template, help flag and language flag that every command has.
fn shaped(command: Command, texts: &Texts) -> Command {
    let options = texts.get("cli-options-heading", &[]);
    command
        .help_template(format!(
            "{{about}}\n\n{}: {{usage}}\n\n{{all-args}}",
            texts.get("cli-usage-heading", &[])
        ))
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .help(texts.get("cli-help", &[]))
                .help_heading(options.clone()),
        )
        .arg(
            Arg::new("lang")
                .long("lang")
                .value_name("LANG")
                .value_parser(["ja", "en"])
                .hide_possible_values(true)
                .help(texts.get("cli-lang", &[]))
                .help_heading(options),
        )
}

/// Words a usage error of what was typed.
pub fn word(error: &clap::Error, typed: &[OsString], texts: &Texts) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let (key, shown) = match error.kind() {
        ErrorKind::UnknownArgument => ("cli-usage-unknown-argument", argument),
        ErrorKind::InvalidSubcommand => {
            ("cli-usage-unknown-command", context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            ("cli-usage-invalid-value", argument)
        }
        ErrorKind::MissingRequiredArgument => ("cli-usage-missing-argument", argument),
        ErrorKind::MissingSubcommand => ("cli-usage-missing-command", argument),
        ErrorKind::ArgumentConflict => ("cli-usage-conflict", argument),
        _ => ("cli-usage-other", argument),
    };
    let value = context(error, ContextKind::InvalidValue);
    let no_value = error.kind() == ErrorKind::InvalidValue && value.is_empty();
    let key = if no_value { "cli-usage-missing-value" } else { key };
    let mut lines = vec![format!(
        "{}: {}",
        texts.get("cli-error", &[]),
        texts.get(key, &[("argument", &shown), ("value", &value)])
    )];
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .map(|kind| context(error, kind))
        .into_iter()
        .find(|name| !name.is_empty());
    if let Some(name) = near {
        lines.push(texts.get("cli-usage-similar", &[("name", &name)]));
    }
    // The help of an option says which values it takes.
    let named = shown.split([' ', '=']).next().filter(|_| key.contains("value"));
    let help = named.and_then(|named| help_of(named, typed, texts));
    if let Some(help) = help {
        lines.push(texts.get("cli-usage-permitted", &[("help", &help)]));
    }
    lines.push(texts.get("cli-usage-help", &[]));
    lines.join("\n")
}

/// What the help of the command that was typed says of an argument, e.g. `--seed` or `[SHELF]`.
fn help_of(named: &str, typed: &[OsString], texts: &Texts) -> Option<String> {
    let root = command(texts);
    let mut words = typed.iter().skip(1).filter_map(|word| word.to_str());
    let command = words.find_map(|word| root.find_subcommand(word)).unwrap_or(&root);
    let is_named = |argument: &&Arg| {
        let mut values = argument.get_value_names().into_iter().flatten();
        let long = argument.get_long();
        long.map_or_else(
            || values.any(|value| named == format!("[{value}]")),
            |long| named.strip_prefix("--") == Some(long),
        )
    };
    let argument = command.get_arguments().find(is_named)?;
    Some(argument.get_help()?.to_string())
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(all)) => all.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
