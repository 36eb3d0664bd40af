//! Known answers: `known_answers.json`, each with its source, and the "zonehost" family of graphs.
//!
//! The file is a list of `{name, source, graph, probability: {goal: p}, mean_time_s: {goal: s}}`; all
//! were recomputed in two independent ways.

use crate::graphs::Builder;
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::{Graph, StepKind};
use serde_json::Value;

/// A graph whose answer is known.
pub struct Known {
    pub name: String,
    pub graph: Graph,
    /// Goal and its probability.
    pub probabilities: Vec<(String, f64)>,
    /// Goal and its mean time given success, seconds.
    pub mean_times_secs: Vec<(String, f64)>,
}

/// All of them.
pub fn all() -> Vec<Known> {
    let cases: Vec<Value> = serde_json::from_str(include_str!("known_answers.json")).unwrap();
    let by_goal = |values: &Value| {
        let values = values.as_object().into_iter().flatten();
        values.map(|(goal, value)| (goal.clone(), value.as_f64().unwrap())).collect()
    };
    let known = cases.iter().map(|case| Known {
        name: case["name"].as_str().unwrap().to_owned(),
        graph: graph(&case["graph"]),
        probabilities: by_goal(&case["probability"]),
        mean_times_secs: by_goal(&case["mean_time_s"]),
    });
    known.collect()
}

fn graph(value: &Value) -> Graph {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let ids = |value: &Value| -> Vec<String> {
        list(value).iter().map(|id| id.as_str().unwrap().to_owned()).collect()
    };
    let mut builder = Builder::default();
    for draw in list(&value["draws"]) {
        builder.draw(draw["id"].as_str().unwrap(), draw["probability"].as_f64().unwrap());
    }
    for step in list(&value["steps"]) {
        let kind = if step["kind"] == "and" { StepKind::And } else { StepKind::Or };
        let new = builder.step(step["id"].as_str().unwrap(), kind, &ids(&step["parents"]));
        new.requires = ids(&step["requires"]);
        new.unless = ids(&step["unless"]);
        new.entry = step["entry"] == true;
        new.probability = step["probability"].as_f64().unwrap_or(1.0);
        if let Some(mean) = step["time"]["exponential"]["mean_s"].as_f64() {
            new.time = Distribution::Exponential { mean };
        }
    }
    builder.graph(&ids(&value["goals"]).iter().map(String::as_str).collect::<Vec<_>>())
}

/// The zonehost graph of so many hosts (of those in `zonehost.json`), seed 1, p = 0.5.
///
/// Hosts in zones, six steps each, OR and AND, with cycles: owning a host opens its neighbours, its
/// loot is credentials for hosts anywhere. The file says, by host, for which.
pub fn zonehost(hosts: usize) -> Graph {
    let family: Vec<Value> = serde_json::from_str(include_str!("zonehost.json")).unwrap();
    let found = family.iter().find(|graph| graph["hosts"] == hosts).unwrap();
    let sources = |lists: &Value, step: &str| {
        let mut sources = vec![Vec::new(); hosts];
        for (host, targets) in lists.as_array().unwrap().iter().enumerate() {
            for target in targets.as_array().unwrap() {
                sources[target.as_u64().unwrap() as usize].push(format!("h{host}:{step}"));
            }
        }
        sources
    };
    let neighbours = sources(&found["neighbours"], "own");
    let credentials = sources(&found["credentials"], "loot");
    let mut builder = Builder::default();
    for host in 0..hosts {
        let of = |step: &str| format!("h{host}:{step}");
        let slow = |mean| Distribution::Exponential { mean };
        builder.step(&of("connect"), StepKind::Or, &neighbours[host]);
        let exploit = builder.step(&of("exploit"), StepKind::Or, &[of("connect")]);
        (exploit.probability, exploit.time) = (0.5, slow(10.0));
        builder.step(&of("credGot"), StepKind::Or, &credentials[host]);
        let login = builder.step(&of("login"), StepKind::And, &[of("connect"), of("credGot")]);
        login.time = slow(1.0);
        let own = builder.step(&of("own"), StepKind::Or, &[of("exploit"), of("login")]);
        own.entry = host == 0;
        let loot = builder.step(&of("loot"), StepKind::Or, &[of("own")]);
        (loot.probability, loot.time) = (0.5, slow(10.0));
    }
    builder.graph(&[&format!("h{}:own", hosts - 1)])
}
