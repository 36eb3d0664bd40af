//! Both languages say everything, and the same things.
#![allow(clippy::unwrap_used, clippy::panic)]

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use sansou_report::text::{Lang, Texts};
use sansou_scenario::case::*;
use sansou_scenario::codes::CODES;
use sansou_scenario::diagnostic::{Diagnostic, Severity};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Keys (attributes as `key.attribute`) with the names of the arguments that they use.
fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for source in lang.sources() {
        let resource = FluentResource::try_new(source.to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{lang:?}: {errors:?}"));
        for entry in resource.entries() {
            let Entry::Message(message) = entry else { continue };
            let mut add = |key: String, pattern: &Pattern<&str>| {
                assert!(keys.insert(key.clone(), arguments(pattern)).is_none(), "twice: {key}");
            };
            if let Some(value) = &message.value {
                add(message.id.name.to_owned(), value);
            }
            for attribute in &message.attributes {
                add(format!("{}.{}", message.id.name, attribute.id.name), &attribute.value);
            }
        }
    }
    keys
}

fn arguments(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for element in &pattern.elements {
        if let PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } = element
        {
            names.insert(id.name.to_owned());
        }
    }
    names
}

#[test]
fn both_languages_have_the_same_keys() {
    let (ja, en) = (keys(Lang::Ja), keys(Lang::En));
    let difference: Vec<_> = ja
        .keys()
        .filter(|k| !en.contains_key(*k))
        .chain(en.keys().filter(|k| !ja.contains_key(*k)))
        .collect();
    assert!(difference.is_empty(), "{difference:?}");
}

#[test]
fn english_uses_no_argument_that_japanese_does_not_know() {
    // Word order may leave an argument out, but the same names must be meant.
    let (ja, en) = (keys(Lang::Ja), keys(Lang::En));
    for (key, arguments) in &en {
        assert_eq!(arguments, &ja[key], "{key}");
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}

/// Source files that word things: this crate and the programs.
fn wording() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = sources(&here.join("src"));
    files.extend(sources(&here.join("../cli/src")));
    files.extend(sources(&here.join("../view/src")));
    files
}

/// All source that words something, in one text.
fn all_wording() -> String {
    wording().iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

#[test]
fn every_key_in_the_source_exists() {
    let keys = keys(Lang::Ja);
    for file in wording() {
        let source = std::fs::read_to_string(&file).unwrap();
        for call in [".get(", ".plain(", ".say(", "self.row("] {
            for (at, _) in source.match_indices(call) {
                let rest = source[at + call.len()..].trim_start();
                let Some(rest) = rest.strip_prefix('"') else { continue };
                let key = rest.split('"').next().unwrap();
                assert!(keys.contains_key(key), "{}: {key}", file.display());
            }
        }
    }
}

#[test]
fn every_message_is_used() {
    let wording = all_wording();
    let families = [
        "number-",
        "zone-kind-",
        "node-kind-",
        "link-kind-",
        "conduit-kind-",
        "conduit-limit-",
        "flow-",
        "asset-class-",
        "category-",
        "attacker-",
        "begins-",
        "alarm-hours-",
        "application-class-",
        "side-",
        "dimension-",
        "form-",
        "field-",
        "diagnostic-",
        "ledger-group-",
        "answer-engine-",
        "status-",
        "section-",
        "obligation-",
        "wording-",
        "edition-",
        "catalog-",
    ];
    for key in keys(Lang::Ja).keys() {
        let known =
            families.iter().any(|f| key.starts_with(f)) || wording.contains(&format!("\"{key}\""));
        assert!(known, "{key} is used nowhere");
    }
}

fn worded(family: &str, variants: &[impl Serialize + Copy]) {
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for &variant in variants {
            let word = texts.word(family, variant);
            assert!(!word.contains('⟦') && !word.is_empty(), "{word}");
        }
    }
}

#[test]
fn every_variant_has_a_word() {
    use ApplicationClass as A;
    use ConduitKind as C;
    use ConduitLimit as L;
    use NodeKind as N;
    use ZoneKind as Z;
    worded(
        "zone-kind",
        &[
            Z::MyNumber,
            Z::LgwanConnected,
            Z::InternetConnected,
            Z::Dmz,
            Z::Lgwan,
            Z::SecurityCloud,
            Z::GovernmentCloud,
            Z::PublicCloud,
            Z::Internet,
            Z::Remote,
            Z::Vendor,
            Z::OffSite,
        ],
    );
    worded(
        "node-kind",
        &[
            N::Terminals,
            N::BusinessServer,
            N::FileServer,
            N::DirectoryServer,
            N::MailServer,
            N::UpdateRelay,
            N::ScreenHost,
            N::Firewall,
            N::Proxy,
            N::Sanitiser,
            N::Router,
            N::CloudGateway,
            N::Wan,
            N::ExternalService,
            N::CloudTenant,
            N::VendorTerminal,
            N::Media,
            N::Printer,
        ],
    );
    worded(
        "link-kind",
        &[
            LinkKind::Lan,
            LinkKind::WirelessLan,
            LinkKind::LeasedLine,
            LinkKind::IpVpn,
            LinkKind::LgwanAccess,
            LinkKind::InternetAccess,
        ],
    );
    worded(
        "conduit-kind",
        &[
            C::Internal,
            C::Specified,
            C::ScreenTransfer,
            C::Mail,
            C::SanitisedMail,
            C::SanitisedFile,
            C::RemovableMedia,
            C::LocalBreakout,
            C::Web,
            C::LgwanAsp,
            C::UpdateRelay,
            C::RemoteMaintenance,
            C::Telework,
            C::Management,
            C::CloudSharing,
            C::Wireless,
        ],
    );
    worded(
        "conduit-limit",
        &[
            L::Destinations,
            L::Tenant,
            L::Addresses,
            L::Ports,
            L::OneWay,
            L::ClipboardOut,
            L::FileRedirection,
            L::AuthenticationOnly,
            L::Communication,
            L::FileExchange,
            L::OnDemand,
            L::MultiFactor,
            L::Closed,
            L::Printing,
            L::SharedHost,
            L::LocalContainer,
        ],
    );
    worded("edition", &Edition::ALL);
    use sansou_scenario::guideline::{Obligation, Section, Wording};
    worded("obligation", &[Obligation::Required, Obligation::Optional]);
    worded("wording", &[Wording::Confirmed, Wording::SecondHand, Wording::Unconfirmed]);
    worded(
        "section",
        &[
            Section::Model,
            Section::MyNumber,
            Section::LgwanConnected,
            Section::InternetConnected,
            Section::AlphaPrime,
            Section::Beta,
            Section::Information,
            Section::People,
        ],
    );
    use sansou_engine::compliance::Status;
    worded(
        "status",
        &[Status::Met, Status::NotMet, Status::NotAdopted, Status::NotApplicable, Status::Unseen],
    );
    worded("flow", &[Flow::None, Flow::ToTarget, Flow::ToSource, Flow::Both]);
    worded(
        "asset-class",
        &[AssetClass::C3A, AssetClass::C3B, AssetClass::C3C, AssetClass::C2, AssetClass::C1],
    );
    worded("category", &[Category::Technical, Category::Organisational, Category::Human]);
    worded("attacker", &[Attacker::Broad, Attacker::Targeted]);
    worded("begins", &[Begins::Anytime, Begins::OfficeHours, Begins::OutsideOfficeHours]);
    worded("alarm-hours", &[AlarmHours::Always, AlarmHours::Office]);
    worded("side", &[Side::Down, Side::Up]);
    worded(
        "application-class",
        &[
            A::Web,
            A::Mail,
            A::CloudOffice,
            A::CloudAuthentication,
            A::WebMeeting,
            A::CloudFile,
            A::Business,
            A::MyNumberBusiness,
            A::Lgwan,
            A::Definitions,
            A::Updates,
            A::Telework,
            A::Portal,
        ],
    );
    use sansou_scenario::units::Dimension as D;
    worded("dimension", &[D::Plain, D::Share, D::Rate, D::Size, D::Time, D::Money, D::Frequency]);
}

#[test]
fn every_engine_of_attack_graphs_has_a_word() {
    use sansou_engine::steps::Engine;
    for lang in Lang::ALL {
        for engine in [
            Engine::Scalar,
            Engine::Screened,
            Engine::Worlds,
            Engine::Lanes,
            Engine::Waves,
            Engine::Enumeration,
            Engine::Frontier,
            Engine::Splitting,
        ] {
            let key = format!("answer-engine-{}", engine.name());
            assert!(Texts::new(lang).has(&key), "{key}");
        }
    }
}

#[test]
fn every_diagnostic_is_worded_and_says_what_would_be_right() {
    let keys = keys(Lang::Ja);
    for &(code, arguments) in CODES {
        let key = format!("diagnostic-{code}");
        let used = keys.get(&key).unwrap_or_else(|| panic!("{key}"));
        let help = keys.get(&format!("{key}.help")).unwrap_or_else(|| panic!("{key}.help"));
        for name in used.union(help) {
            assert!(arguments.contains(&name.as_str()), "{key} uses {name}");
        }
    }
}

#[test]
fn a_diagnostic_is_rendered_with_place_and_help() {
    let diagnostic = Diagnostic {
        file: "models/alpha.ron".into(),
        line: 12,
        column: 9,
        severity: Severity::Error,
        code: "unknown-zone",
        arguments: vec![("id", "lgwn".into()), ("model", "alpha".into())],
        suggestion: Some("lgwan".into()),
    };
    assert_eq!(
        sansou_report::diagnostic::render(&diagnostic, &Texts::new(Lang::Ja)),
        "models/alpha.ron:12:9: エラー: 「lgwn」というゾーンはありません（モデル: alpha）\n    \
         もしかして: lgwan\n    対処: モデルの zones にあるIDを書いてください。\n"
    );
    assert_eq!(
        sansou_report::diagnostic::render(&diagnostic, &Texts::new(Lang::En)),
        "models/alpha.ron:12:9: error: there is no zone \"lgwn\" (model: alpha)\n    \
         did you mean: lgwan\n    help: use an id from the model's zones\n"
    );
}

#[test]
fn arguments_that_are_words_are_translated() {
    let diagnostic = Diagnostic {
        file: "a.ron".into(),
        line: 0,
        column: 0,
        severity: Severity::Warning,
        code: "wrong-unit",
        arguments: vec![
            ("found", "Days".into()),
            ("dimension", "rate".into()),
            ("permitted", "Bps, Kbps".into()),
        ],
        suggestion: None,
    };
    let text = sansou_report::diagnostic::render(&diagnostic, &Texts::new(Lang::Ja));
    assert_eq!(
        text,
        "a.ron: 警告: 単位「Days」はここには合いません（通信速度の単位が必要です）\n    \
         対処: 使えるのは次の単位です: Bps, Kbps\n"
    );
}

#[test]
fn languages_are_recognised() {
    assert_eq!(Lang::parse("ja_JP.UTF-8"), Some(Lang::Ja));
    assert_eq!(Lang::parse("en"), Some(Lang::En));
    assert_eq!(Lang::parse("fr"), None);
}
