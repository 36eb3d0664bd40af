//! Incidents: matching by hand, the shipped ones, and agreement with ordinary runs.

use sansou_engine::attack::{AttackGraph, Settings, outcome, paths, run};
use sansou_engine::network::Network;
use sansou_engine::outcome::PathStep;
use sansou_engine::study::{Backtest, backtest, followed};
use sansou_scenario::builtin::{self, ShippedOnly};
use sansou_scenario::case::{Text, ThreatId};
use sansou_scenario::incident::{Incident, Published, read};
use sansou_scenario::load;

fn published(techniques: &[&str], at: &str) -> Published {
    Published {
        techniques: techniques.iter().map(|&t| t.to_owned()).collect(),
        at: at.split('/').map(str::to_owned).collect(),
        what: Text { ja: String::new(), en: String::new() },
        when: None,
    }
}

fn path(steps: &[(&str, &str)]) -> Vec<PathStep> {
    let step = |&(technique, to): &(&str, &str)| PathStep {
        rule: "rule".to_owned(),
        technique: technique.to_owned(),
        from: "somewhere".to_owned(),
        to: to.to_owned(),
        conduit: None,
        asset: None,
    };
    steps.iter().map(step).collect()
}

#[test]
fn steps_are_found_in_order() {
    let found = path(&[
        ("T1566.001", "pc"),
        ("T1204.002", "pc"),
        ("T1021.002", "files"),
        ("T1486", "files"),
    ]);
    let mail = published(&["T1566"], "pc");
    let lateral = published(&["T1210", "T1021"], "files");
    let end = published(&["T1486"], "files");
    // Other steps may stand between; a technique stands for its parts; one of several is enough.
    let chain = [mail.clone(), lateral.clone(), end.clone()];
    assert_eq!(followed(&chain, &found), [Some(0), Some(2), Some(3)]);
    // The order counts: of two steps that are turned round one is found.
    let turned = [end.clone(), mail.clone()];
    assert_eq!(followed(&turned, &found).iter().flatten().count(), 1);
    // The node counts.
    assert_eq!(followed(&[published(&["T1486"], "pc")], &found), [None]);
    // Unless publications leave it open.
    assert_eq!(followed(&[published(&["T1486"], "pc/files")], &found), [Some(3)]);
    // A part stands for itself only, and T102 is no part of T1021.
    for technique in ["T1566.002", "T102", "T10210"] {
        assert_eq!(followed(&[published(&[technique], "files")], &found), [None], "{technique}");
    }
    // What is missing is told, and the rest is found all the same.
    let chain = [mail, published(&["T1003"], "directory"), lateral, end];
    assert_eq!(followed(&chain, &found), [Some(0), None, Some(2), Some(3)]);
    // One step of a path is one published step.
    let twice = [published(&["T1486"], "files"), published(&["T1486"], "files")];
    assert_eq!(followed(&twice, &found), [Some(3), None]);
    assert_eq!(followed(&twice, &[]), [None, None]);
}

fn incident(name: &str) -> Incident {
    let checked = read(&ShippedOnly, &builtin::incident(name).unwrap());
    assert!(checked.diagnostics.is_empty(), "{name}: {:#?}", checked.diagnostics);
    checked.incident.unwrap()
}

fn tested(incident: &Incident, threads: usize) -> Backtest {
    let network = Network::compile(&incident.study.cases[0]).unwrap();
    let like = incident.like.iter().flat_map(|like| &like.study.cases);
    let others: Vec<Network> = like.map(|case| Network::compile(case).unwrap()).collect();
    backtest(incident, &network, &others, 10, threads, "test").unwrap()
}

/// Ranks of the published paths in 20,000 trials. The one of Osaka is a miss: not among ten.
const RANKS: [(&str, Option<usize>); 8] = [
    ("amagasaki_2022", Some(1)),
    ("handa_2021", Some(7)),
    ("helpdesk_2022", Some(1)),
    ("iseto_2024", Some(1)),
    ("okayama_2024", Some(1)),
    ("osaka_2022", Some(16)),
    ("pension_2015", Some(6)),
    ("projectweb_2021", Some(2)),
];

#[test]
fn shipped_incidents_keep_their_ranks() {
    let found: Vec<(String, Option<usize>)> = builtin::incidents()
        .into_iter()
        .map(|name| {
            let mut incident = incident(&name);
            incident.study.run.trials = 20_000;
            let rank = tested(&incident, 2).found.map(|path| path.rank);
            (name, rank)
        })
        .collect();
    assert_eq!(found, RANKS.map(|(name, rank)| (name.to_owned(), rank)));
    assert!(found.iter().filter(|(_, rank)| rank.is_some_and(|rank| rank <= 10)).count() >= 6);
}

#[test]
fn threads_change_nothing() {
    let mut incident = incident("handa_2021");
    incident.study.run.trials = 40_000;
    assert_eq!(tested(&incident, 1), tested(&incident, 2));
}

/// P(goal) in the study as its file has it, with these placements of the incident besides.
fn plain(incident: &Incident, name: &str, kept: &[&str]) -> u64 {
    let path = format!("builtin:incidents/{name}/study.ron");
    let mut study = load::study(&ShippedOnly, &path).study.unwrap();
    if !kept.is_empty() {
        study = incident.study.clone();
        let case = &mut study.cases[0];
        let stays = |id: &str| !incident.added.iter().any(|a| a == id) || kept.contains(&id);
        case.placements.retain(|placement| stays(&placement.id));
    }
    let graph = AttackGraph::ground(&Network::compile(&study.cases[0]).unwrap()).unwrap();
    let settings =
        Settings { seed: study.run.seed, trials: 20_000, horizon_secs: study.run.horizon_secs };
    let threat = ThreatId(incident.threat.0);
    let goal = &incident.study.cases[0].goals[incident.goal.0].id;
    let outcome = outcome(&graph, threat, [run(&graph, threat, &settings, 0..20_000)]);
    outcome.goals.iter().find(|g| g.goal == *goal).unwrap().successes
}

#[test]
fn an_incident_is_its_study() {
    // With the added controls turned off it is the study that its file names, trial by trial; with one
    // turned on, the study with that placement.
    let mut incident = incident("okayama_2024");
    incident.study.run.trials = 20_000;
    let result = tested(&incident, 2);
    let successes = |share: f64| (share * 20_000.0).round() as u64;
    assert_eq!(successes(result.probability.value), plain(&incident, "okayama_2024", &[]));
    let one = |effect: &&sansou_engine::study::ControlEffect| effect.controls.len() == 1;
    for effect in result.put_in.iter().filter(one).take(3) {
        let placement = format!("+{}", effect.controls[0]);
        let with = plain(&incident, "okayama_2024", &[&placement]);
        assert_eq!(successes(effect.effect.probability.value), with, "{placement}");
    }
}

#[test]
fn ranks_do_not_hang_on_single_numbers() {
    // The success of every rule drawn from its range, evenly, 20 times: how many of the published paths
    // are among ten each time.
    let mut draws = even_numbers(202_408);
    let mut likely = Vec::new();
    let cases: Vec<(Incident, sansou_scenario::case::Study)> = builtin::incidents()
        .into_iter()
        .map(|name| {
            let path = format!("builtin:incidents/{name}/study.ron");
            (incident(&name), load::study(&ShippedOnly, &path).study.unwrap())
        })
        .collect();
    for _ in 0..20 {
        let among_ten = cases.iter().filter(|(incident, study)| {
            let mut case = study.cases[0].clone();
            for rule in &mut case.rules {
                let range = rule.success;
                rule.success.value = range.low + draws() * (range.high - range.low);
            }
            let graph = AttackGraph::ground(&Network::compile(&case).unwrap()).unwrap();
            let horizon_secs = study.run.horizon_secs;
            let settings = Settings { seed: 1, trials: 5_000, horizon_secs };
            let tally = run(&graph, incident.threat, &settings, 0..5_000);
            let goals = &case.threats[incident.threat.0].goals;
            let goal = goals.iter().position(|goal| *goal == incident.goal).unwrap();
            paths(&graph, &tally.goals[goal], 10)
                .iter()
                .any(|path| followed(&incident.chain, &path.steps).iter().all(Option::is_some))
        });
        likely.push(among_ten.count());
    }
    likely.sort_unstable();
    assert_eq!(likely, [6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8]);
}

/// Even numbers from 0 to 1 (Park and Miller 1988).
fn even_numbers(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state = state * 48_271 % 2_147_483_647;
        state as f64 / 2_147_483_647.0
    }
}
