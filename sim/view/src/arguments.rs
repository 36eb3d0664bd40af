//! The command line, in the user's language.
//!
//! Knows clap and the texts. Must not know what is done with the arguments.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use sansou_report::text::Texts;
use std::ffi::OsString;
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// Study that is shown when none is named.
const DEFAULT_STUDY: &str = "four-models";
const WIDTHS: RangeInclusive<i64> = 640..=7680;
const HEIGHTS: RangeInclusive<i64> = 360..=4320;

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arguments {
    /// File, or name of a shipped study.
    pub study: String,
    /// Picture to be written instead of opening a window.
    pub png: Option<PathBuf>,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
}

/// Reads the command line, the program's name first.
///
/// # Errors
/// What is wrong, or the help or version that was asked for.
pub fn parse(arguments: &[OsString], texts: &Texts) -> Result<Arguments, clap::Error> {
    let matches = command(texts).try_get_matches_from(arguments)?;
    let pixels = |name| matches.get_one::<u32>(name).copied();
    Ok(Arguments {
        study: text(&matches, "study").unwrap_or_else(|| DEFAULT_STUDY.to_owned()),
        png: matches.get_one::<PathBuf>("png").cloned(),
        width: pixels("width"),
        height: pixels("height"),
    })
}

fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

fn command(texts: &Texts) -> Command {
    let t = |key: &str| texts.plain(key);
    let study = Arg::new("study")
        .value_name("STUDY")
        .help(texts.get("cli-study", &[("default", DEFAULT_STUDY)]))
        .help_heading(t("cli-arguments-heading"));
    let pixels = |name: &'static str, help: &str, range: RangeInclusive<i64>| {
        let (low, high) = (range.start().to_string(), range.end().to_string());
        Arg::new(name)
            .long(name)
            .value_name("N")
            .value_parser(value_parser!(u32).range(range))
            .help(texts.get(help, &[("low", &low), ("high", &high)]))
    };
    let png = Arg::new("png").long("png").value_name("FILE").value_parser(value_parser!(PathBuf));
    let lang = Arg::new("lang").long("lang").value_name("LANG").value_parser(["ja", "en"]);
    let options = [
        png.help(t("view-png")),
        pixels("width", "view-width", WIDTHS),
        pixels("height", "view-height", HEIGHTS),
        lang.hide_possible_values(true).help(t("cli-lang")),
        Arg::new("help").long("help").short('h').action(ArgAction::Help).help(t("cli-help")),
        Arg::new("version")
            .long("version")
            .short('V')
            .action(ArgAction::Version)
            .help(t("cli-version")),
    ];
    Command::new("sansou-view")
        .about(t("view-about"))
        .version(env!("CARGO_PKG_VERSION"))
        .help_template(format!(
            "{{about}}\n\n{}: {{usage}}\n\n{{all-args}}",
            t("cli-usage-heading")
        ))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(study)
        .args(options.map(|option| option.help_heading(t("cli-options-heading"))))
}

/// Words a usage error; none if it is help or version, which clap prints itself.
pub fn word(error: &clap::Error, texts: &Texts) -> Option<String> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return None;
    }
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        _ => String::new(),
    };
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "cli-usage-unknown-argument",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli-usage-invalid-value",
        ErrorKind::ArgumentConflict => "cli-usage-conflict",
        _ => "cli-usage-other",
    };
    let said = texts.get(key, &[("argument", &argument), ("value", &value)]);
    Some(format!("{}: {said}\n{}", texts.plain("cli-error"), texts.plain("view-usage-help")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use sansou_report::text::Lang;

    fn line(words: &[&str]) -> Vec<OsString> {
        std::iter::once("sansou-view").chain(words.iter().copied()).map(OsString::from).collect()
    }

    #[test]
    fn the_language_is_asked_for_or_the_environments_or_japanese() {
        let english = |_: &str| Some("en_GB.UTF-8".to_owned());
        assert_eq!(Lang::of_call(&line(&["--lang", "ja"]), english), Lang::Ja);
        assert_eq!(Lang::of_call(&line(&["--lang=en"]), |_| None), Lang::En);
        assert_eq!(Lang::of_call(&line(&[]), english), Lang::En);
        assert_eq!(Lang::of_call(&line(&[]), |_| Some("C".to_owned())), Lang::Ja);
    }

    #[test]
    fn nothing_asked_for_is_the_shipped_study_in_a_window() {
        let texts = Texts::new(Lang::Ja);
        let arguments = parse(&line(&[]), &texts).unwrap();
        assert_eq!(arguments.study, DEFAULT_STUDY);
        assert_eq!((arguments.png, arguments.width, arguments.height), (None, None, None));
    }

    #[test]
    fn wrong_usage_is_worded_in_both_languages() {
        for lang in Lang::ALL {
            let texts = Texts::new(lang);
            for words in [&["--foo"][..], &["--width", "1"], &["a", "b"], &["--png"]] {
                let error = parse(&line(words), &texts).unwrap_err();
                let said = word(&error, &texts).unwrap();
                assert!(!said.contains('⟦') && said.contains("sansou-view"), "{said}");
            }
            assert_eq!(word(&parse(&line(&["--help"]), &texts).unwrap_err(), &texts), None);
        }
    }
}
