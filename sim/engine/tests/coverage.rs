//! The catalogue holds what it says: each shipped entry that names a study is seen there, in the
//! direction it states. The reasons stand in the entries and in MODEL.md.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use sansou_engine::network::Network;
use sansou_engine::outcome::{CaseOutcome, Outcome, ResourceKind};
use sansou_engine::study;
use sansou_scenario::builtin::{self, ShippedOnly};
use sansou_scenario::catalog::{self, Catalog, Entry, Measure, Shelf};
use sansou_scenario::{Kind, load};
use std::collections::{BTreeMap, BTreeSet};

/// Enough to tell neighbours apart: they share their draws.
const TRIALS: u64 = 20_000;

/// Systems that the sources name, as conduits.
const CONDUITS: &[&str] = &[
    "specified_communication",
    "specified_one_way",
    "two_way_services",
    "sanitised_mail_text",
    "sanitised_mail_image",
    "sanitised_mail_attachments",
    "sanitised_files",
    "screen_transfer_vdi",
    "screen_transfer_sbc",
    "screen_browser_gateway",
    "screen_browser_container",
    "screen_clipboard",
    "screen_file_redirection",
    "screen_printing",
    "screen_operation",
    "mynumber_pattern_1",
    "mynumber_pattern_2",
    "mynumber_pattern_3",
    "mynumber_pattern_4",
    "breakout_security_cloud",
    "breakout_authentication",
    "breakout_communication",
    "breakout_file_exchange",
    "breakout_outside_guideline",
    "internet_line",
    "closed_line",
    "web_through_security_cloud",
    "web_decryption",
    "update_relay",
    "no_update_relay",
    "fqdn_relay",
    "remote_maintenance_closed",
    "remote_maintenance_on_demand",
    "remote_maintenance_lgwan",
    "remote_maintenance_internet_vpn",
    "telework_security_cloud",
    "telework_lgwan_asp",
    "telework_cloud_only",
    "telework_own_devices",
    "wireless_lgwan",
    "wireless_mynumber",
    "wireless_internet",
    "multifunction_printer",
    "removable_media",
    "web_meeting_line",
];

/// Services that the sources name.
const SERVICES: &[&str] = &[
    "lgwan_asp",
    "eltax",
    "mynaportal",
    "security_platform",
    "government_cloud",
    "lgwan_service_with_tablets",
    "cloud_translation",
    "certificate_issuing",
];

/// What the sources say of where information lies.
const ASSETS: &[&str] = &[
    "class_3a",
    "class_3b",
    "class_3c",
    "class_2",
    "class_1",
    "national_class_3",
    "national_class_2",
    "national_class_1",
    "ledgers",
    "electoral_roll",
    "school_register",
    "approval_documents",
    "staff_records",
    "staff_my_number",
    "payees",
    "resident_lists",
    "online_applications",
    "exchange_lists",
];

fn shipped() -> Vec<Catalog> {
    let files = builtin::list().into_iter().filter(|file| file.kind == Some(Kind::Catalog));
    let read = |path: &str| {
        let checked = catalog::read(&ShippedOnly, path);
        assert_eq!(checked.diagnostics, [], "{path}");
        checked.catalog.unwrap()
    };
    files.map(|file| read(&file.path)).collect()
}

fn ran(path: &str) -> Outcome {
    let checked = load::study(&ShippedOnly, path);
    assert_eq!(checked.diagnostics, [], "{path}");
    let mut study = checked.study.unwrap();
    study.run.trials = TRIALS;
    let compiled: Result<Vec<Network>, _> = study.cases.iter().map(Network::compile).collect();
    study::run(&study, &compiled.unwrap(), 0, "test", &|| {}).unwrap()
}

fn measured(case: &CaseOutcome, measure: &Measure) -> f64 {
    match measure {
        Measure::Probability { threat, goal } => {
            let threat = case.threats.iter().find(|t| t.threat == *threat);
            let threat = threat.unwrap_or_else(|| panic!("no threat {measure:?}"));
            let goal = threat.goals.iter().find(|g| g.goal == *goal);
            // A threat without a foothold in this model reaches nothing.
            goal.map_or(0.0, |goal| goal.probability.value)
        }
        Measure::YearlyLoss => case.risk.annual_loss.value,
        Measure::PeakLoad { link } => {
            let lines = [ResourceKind::LinkForward, ResourceKind::LinkBackward];
            let both = case.traffic.resources.iter();
            let both = both.filter(|r| r.element == *link && lines.contains(&r.kind));
            both.flat_map(|r| r.quarter_bps.iter().copied()).fold(0.0, f64::max)
        }
        Measure::UserMinutes => case.traffic.affected_user_minutes,
        Measure::Refused => case.traffic.applications.iter().map(|a| a.refused as f64).sum(),
        Measure::CompletionTime { application } => {
            let found = case.traffic.applications.iter().find(|a| a.application == *application);
            found.unwrap_or_else(|| panic!("no {measure:?}")).completion_secs.as_ref().unwrap().p50
        }
        Measure::YearlyCost => case.cost.yearly.value,
    }
}

#[test]
fn every_entry_is_seen_in_the_direction_it_states() {
    let catalogs = shipped();
    let mut by_study: BTreeMap<&str, Vec<(&Entry, &catalog::Seen)>> = BTreeMap::new();
    for entry in catalogs.iter().flat_map(|catalog| &catalog.entries) {
        for seen in &entry.seen {
            by_study.entry(&seen.study).or_default().push((entry, seen));
        }
    }
    let mut wrong = Vec::new();
    for (path, rows) in by_study {
        let outcome = ran(path);
        for (entry, seen) in rows {
            let of = |model: &str| {
                let case = outcome.cases.iter().find(|case| case.model == model);
                let case = case.unwrap_or_else(|| panic!("{}: no model {model}", entry.id));
                measured(case, &seen.measure)
            };
            let (less, more) = (of(&seen.less), of(&seen.more));
            if less >= more {
                wrong.push(format!("{}: {path} {seen:?}: {less} >= {more}", entry.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_system_that_the_sources_name_has_an_entry_that_shows() {
    let catalogs = shipped();
    let shows = |shelf: Shelf| -> BTreeSet<&str> {
        let entries = catalogs.iter().filter(|c| c.shelf == shelf).flat_map(|c| &c.entries);
        entries.filter(|entry| !entry.seen.is_empty()).map(|entry| entry.id.as_str()).collect()
    };
    let missing = |shelf: Shelf, named: &[&'static str]| -> Vec<&'static str> {
        let shown = shows(shelf);
        named.iter().copied().filter(|id| !shown.contains(id)).collect()
    };
    assert_eq!(missing(Shelf::Conduits, CONDUITS), [""; 0]);
    assert_eq!(missing(Shelf::Services, SERVICES), [""; 0]);
    let assets: BTreeSet<&str> = catalogs
        .iter()
        .filter(|catalog| catalog.shelf == Shelf::Assets)
        .flat_map(|catalog| catalog.entries.iter().map(|entry| entry.id.as_str()))
        .collect();
    let absent: Vec<&&str> = ASSETS.iter().filter(|id| !assets.contains(**id)).collect();
    assert!(absent.is_empty(), "{absent:?}");
}

/// Controls: study, the model in which the goal is reached less often, the one in which more, threat, goal.
#[rustfmt::skip]
const CONTROLS: &[(&str, &str, &str, &str, &str)] = &[
    ("controls-entrances", "beta_entries", "beta_without_site_filter", "drive_by", "files_stopped"),
    ("controls-entrances", "beta_web_isolation", "beta_entries", "drive_by", "files_stopped"),
    ("controls-entrances", "beta_mail_authentication", "beta_entries", "ransomware_mail", "files_stopped"),
    ("controls-accounts", "alpha_application_allow_list", "alpha_entries", "removable_media", "files_stopped"),
    ("controls-entrances", "beta_update_staging", "beta_entries", "tainted_update", "files_stopped"),
    ("controls-entrances", "beta_provider_screening", "beta_entries", "lgwan_provider", "business_stopped"),
    ("controls-entrances", "beta_network_access_control", "beta_entries", "rogue_device", "files_stopped"),
    ("controls-remote", "beta_remote_access_mfa", "beta_entries", "exposed_remote_access", "files_stopped"),
    ("controls-remote", "beta_vulnerability_diagnosis", "beta_entries", "exposed_remote_access", "files_stopped"),
    ("controls-remote", "beta_vulnerability_diagnosis", "beta_entries", "site_intrusion", "site_down"),
    ("controls-remote", "beta_web_application_firewall", "beta_entries", "site_intrusion", "site_down"),
    ("controls-remote", "beta_content_delivery", "beta_entries", "site_flood", "site_down"),
    ("controls-remote", "beta_maintenance_mfa", "beta_entries", "vendor_maintenance", "mynumber_stopped"),
    ("controls-remote", "beta_maintenance_recording", "beta_entries", "vendor_maintenance", "register_taken"),
    ("controls-accounts", "alpha_log_correlation", "alpha_entries", "vendor_maintenance", "staff_taken"),
    ("controls-accounts", "alpha_privileged_mfa", "alpha_entries", "tainted_update", "business_stopped"),
    ("controls-accounts", "alpha_privileged_access", "alpha_entries", "tainted_update", "business_stopped"),
    ("controls-accounts", "alpha_session_recording", "alpha_entries", "vendor_maintenance", "staff_taken"),
    ("controls-response", "alpha_on_call_csirt", "alpha_entries", "targeted_mail", "lists_taken"),
    ("controls-response", "alpha_prompt_patching", "alpha_entries", "lgwan_provider", "business_stopped"),
    ("controls-response", "alpha_entries", "alpha_online_backup", "removable_media", "files_stopped"),
    ("controls-data", "beta_entries", "beta_without_export_approval", "malicious_insider", "register_taken"),
    ("controls-data", "beta_media_ports_closed", "beta_entries", "removable_media", "files_stopped"),
    ("controls-data", "beta_media_ports_closed", "beta_entries", "malicious_insider", "register_taken"),
    ("controls-data", "beta_upload_control", "beta_entries", "malicious_insider", "documents_taken"),
    ("controls-data", "beta_device_management", "beta_entries", "lost_device", "carried_data_taken"),
    ("resident-data-rule", "beta_resident_data_sweep", "beta_stray_folder", "targeted_lists", "stray_taken"),
    ("controls-contracts", "beta_return_and_erasure", "beta_entries", "contractor_ransomware", "contractor_data_taken"),
    ("controls-contracts", "beta_subcontract_consent", "beta_entries", "contractor_carelessness", "contractor_data_taken"),
];

#[test]
fn controls_bear_on_what_they_are_for() {
    let mut by_study: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for (study, less, more, threat, goal) in CONTROLS {
        let measure =
            Measure::Probability { threat: (*threat).to_owned(), goal: (*goal).to_owned() };
        by_study.entry(study).or_default().push((less, more, measure));
    }
    let mut wrong = Vec::new();
    for (study, rows) in by_study {
        let outcome = ran(&format!("builtin:studies/{study}.ron"));
        for (less, more, measure) in rows {
            let of = |model: &str| {
                let case = outcome.cases.iter().find(|case| case.model == model);
                measured(case.unwrap_or_else(|| panic!("{study}: no model {model}")), &measure)
            };
            let (lower, higher) = (of(less), of(more));
            if lower >= higher {
                wrong.push(format!("{study}: {less} {lower} >= {more} {higher}: {measure:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
