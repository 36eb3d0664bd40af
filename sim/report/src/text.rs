//! Wording in Japanese and English, from the Fluent files in `assets/locales`.
//!
//! Both languages have the same keys (a test keeps it). Numbers are put into words by
//! [`crate::number`] before they get here, so arguments are plain text.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Pattern;
use sansou_scenario::case::Text;
use serde::Serialize;
use std::ffi::OsString;
use unic_langid::LanguageIdentifier;

macro_rules! locale {
    ($lang:literal) => {
        [
            include_str!(concat!("../../../assets/locales/", $lang, "/words.ftl")),
            include_str!(concat!("../../../assets/locales/", $lang, "/report.ftl")),
            include_str!(concat!("../../../assets/locales/", $lang, "/diagnostics.ftl")),
            include_str!(concat!("../../../assets/locales/", $lang, "/terminal.ftl")),
            include_str!(concat!("../../../assets/locales/", $lang, "/cli.ftl")),
            include_str!(concat!("../../../assets/locales/", $lang, "/view.ftl")),
            include_str!(concat!("../../../assets/locales/", $lang, "/compliance.ftl")),
        ]
    };
}

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// Both.
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// The language that a tag such as `ja`, `ja_JP.UTF-8` or `en-US` means.
    pub fn parse(tag: &str) -> Option<Lang> {
        let tag = tag.to_ascii_lowercase();
        match tag.split(['-', '_', '.']).next() {
            Some("ja") => Some(Lang::Ja),
            Some("en") => Some(Lang::En),
            _ => None,
        }
    }

    /// The language of a program's call: `--lang`, else the environment's (`LC_ALL`, `LC_MESSAGES`,
    /// `LANG`, the first that is set), else Japanese.
    pub fn of_call(arguments: &[OsString], environment: impl Fn(&str) -> Option<String>) -> Lang {
        let mut rest = arguments.iter().filter_map(|a| a.to_str());
        let mut asked = None;
        while let Some(argument) = rest.next() {
            let value = match argument.strip_prefix("--lang") {
                Some("") => rest.next(),
                Some(tail) => tail.strip_prefix('='),
                None => None,
            };
            asked = asked.or(value.and_then(Lang::parse));
        }
        let usual = || {
            let mut names = ["LC_ALL", "LC_MESSAGES", "LANG"].iter();
            let set = names.find_map(|name| environment(name).filter(|value| !value.is_empty()));
            set.and_then(|tag| Lang::parse(&tag))
        };
        asked.or_else(usual).unwrap_or_default()
    }

    /// Tag for `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    /// The Fluent files of this language.
    pub fn sources(self) -> [&'static str; 7] {
        match self {
            Lang::Ja => locale!("ja"),
            Lang::En => locale!("en"),
        }
    }
}

/// All wording of one language.
pub struct Texts {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// Loads a language.
    pub fn new(lang: Lang) -> Texts {
        let id: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        for source in lang.sources() {
            // Faulty entries are left out here and found by the tests of the locales.
            let resource =
                FluentResource::try_new(source.to_owned()).unwrap_or_else(|(rest, _)| rest);
            bundle.add_resource_overriding(resource);
        }
        Texts { lang, bundle }
    }

    /// Which language it is.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The message of a key with its arguments filled in; the key in brackets if there is none.
    pub fn get(&self, key: &str, args: &[(&str, &str)]) -> String {
        match self.bundle.get_message(key).and_then(|m| m.value()) {
            Some(pattern) => self.fill(pattern, args),
            None => format!("⟦{key}⟧"),
        }
    }

    /// An attribute of the message of a key, if it has it.
    pub fn attribute(&self, key: &str, name: &str, args: &[(&str, &str)]) -> Option<String> {
        let attribute = self.bundle.get_message(key)?.get_attribute(name)?;
        Some(self.fill(attribute.value(), args))
    }

    fn fill(&self, pattern: &Pattern<&str>, args: &[(&str, &str)]) -> String {
        let mut filled = FluentArgs::with_capacity(args.len());
        for &(name, value) in args {
            filled.set(name.to_owned(), FluentValue::String(value.to_owned().into()));
        }
        self.bundle.format_pattern(pattern, Some(&filled), &mut Vec::new()).into_owned()
    }

    /// The message of a key without arguments.
    pub fn plain(&self, key: &str) -> String {
        self.get(key, &[])
    }

    /// Whether there is a message of this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The word for a variant of an enum, e.g. `("zone-kind", ZoneKind::Lgwan)`.
    pub fn word(&self, family: &str, variant: impl Serialize) -> String {
        self.plain(&format!("{family}-{}", variant_name(variant)))
    }

    /// The half of a two-language text that is in this language.
    pub fn of<'t>(&self, text: &'t Text) -> &'t str {
        match self.lang {
            Lang::Ja => &text.ja,
            Lang::En => &text.en,
        }
    }
}

/// The name under which a fieldless variant is serialised, e.g. `screen_transfer`.
pub fn variant_name(variant: impl Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
