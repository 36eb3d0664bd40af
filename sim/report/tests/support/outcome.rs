//! The made-up outcome of the made-up study.

use super::MODELS;
use sansou_engine::outcome::*;

pub fn estimate(value: f64, low: f64, high: f64) -> Estimate {
    Estimate { value, low, high }
}

fn times(p50: f64) -> Times {
    Times { mean: p50 * 1.2, p05: p50 / 5.0, p50, p95: p50 * 4.0 }
}

fn step(rule: &str, technique: &str, from: &str, to: &str, conduit: Option<&str>) -> PathStep {
    PathStep {
        rule: rule.into(),
        technique: technique.into(),
        from: from.into(),
        to: to.into(),
        conduit: conduit.map(Into::into),
        asset: None,
    }
}

fn goal(goal: &str, p: f64, steps: Vec<PathStep>) -> GoalOutcome {
    let choke_points =
        steps.iter().map(|s| ChokePoint { step: s.clone(), share: 0.9 }).collect::<Vec<_>>();
    GoalOutcome {
        goal: goal.into(),
        successes: (p * 10_000.0) as u64,
        probability: estimate(p, p * 0.9, (p * 1.1).min(1.0)),
        without_detection: estimate((p * 2.0).min(1.0), p * 1.8, (p * 2.2).min(1.0)),
        time_secs: (p > 0.0).then(|| times(86_400.0)),
        paths: if p > 0.0 { vec![AttackPath { share: 0.8, steps }] } else { Vec::new() },
        choke_points: if p > 0.0 { choke_points } else { Vec::new() },
        reachable: p > 0.0,
    }
}

fn item(threat: &str, goal: &str, p: f64, damage: f64, rank: (u8, u8, u8, char, bool)) -> RiskItem {
    RiskItem {
        threat: threat.into(),
        goal: goal.into(),
        frequency: estimate(p * 12.0, p * 4.0, p * 40.0),
        damage: estimate(damage, damage / 5.0, damage * 4.0),
        annual_loss: estimate(p * 12.0 * damage, p * 0.8 * damage, p * 160.0 * damage),
        rank: IpaRank {
            threat: rank.0,
            vulnerability: rank.1,
            damage: rank.2,
            value: rank.3,
            confirmed: rank.4,
        },
    }
}

fn resource(element: &str, kind: ResourceKind, capacity: f64, level: f64) -> ResourceOutcome {
    let quarter_bps: Vec<f64> = (0..96)
        .map(|k| {
            let hour = k as f64 / 4.0;
            let shape =
                if (9.0..17.0).contains(&hour) { 1.0 - (hour - 11.0).abs() / 12.0 } else { 0.05 };
            (capacity * level * shape).min(capacity)
        })
        .collect();
    ResourceOutcome {
        element: element.into(),
        kind,
        capacity_bps: capacity,
        lines: 1,
        mean_bps: quarter_bps.iter().sum::<f64>() / 96.0,
        p95_bps: capacity * level * 0.9,
        max_bps: (capacity * level).min(capacity),
        minutes_above: [(level * 300.0) as u32, (level * 200.0) as u32, (level * 90.0) as u32],
        own_demand_bytes: 40_000_000_000,
        quarter_bps,
        filled_by: vec![("meeting".into(), 0.62), ("background".into(), 0.38)],
        filled_by_group: vec![("office".into(), 0.62), ("background".into(), 0.38)],
        filled_by_zone: vec![("business".into(), 0.62), ("background".into(), 0.38)],
        refused_sessions: 0,
        max_sessions: None,
        session_limit: None,
        max_setup_secs: None,
    }
}

fn traffic(model: usize) -> TrafficOutcome {
    let level = [0.98, 0.7, 1.1, 1.2][model];
    TrafficOutcome {
        resources: vec![
            resource("cloud_access", ResourceKind::LinkBackward, 30e6, level),
            resource("cloud_access", ResourceKind::LinkForward, 30e6, level / 3.0),
            resource("exit", ResourceKind::LinkBackward, 500e6, 0.6),
            resource("screen", ResourceKind::LinkForward, 1e9, 0.3),
        ],
        applications: vec![ApplicationOutcome {
            application: "meeting".into(),
            unavailable_from: if model == 0 { vec!["mn_terminals".into()] } else { Vec::new() },
            uses: 350,
            as_screen: if model == 0 { 350 } else { 0 },
            refused: 0,
            completion_secs: None,
            satisfied_share: Some(0.97 - 0.1 * model as f64),
            opinion_score: Some(4.2 - 0.3 * model as f64),
            screen_feel_secs: (model == 0).then_some([3_000.0, 400.0, 200.0]),
            stream_secs: 3_600.0,
            affected_user_minutes: 1234.0 * (model + 1) as f64,
        }],
        demand_bytes: 50e9,
        carried_bytes: 49.8e9,
        refused_bytes: 0.0,
        left_over_bytes: 0.2e9,
        affected_user_minutes: 1234.0 * (model + 1) as f64,
        bottleneck: (model != 1).then_some(Bottleneck { resource: 0, busiest_minute: 660 }),
    }
}

fn case(model: usize) -> CaseOutcome {
    let p = [0.004, 0.009, 0.02, 0.025][model];
    let chain = || {
        vec![
            step("open", "T1204.002", "terminals", "terminals", None),
            step("spread", "T1021.002", "terminals", "files", Some("lan")),
            step("spread", "T1021.002", "terminals", "business", Some("lan_business")),
        ]
    };
    let vendor = || {
        vec![
            step("spread", "T1021.002", "vendor_pc", "mn_server", Some("maintenance")),
            step("open", "T1204.002", "mn_server", "mn_server", None),
        ]
    };
    let items = vec![
        item("phishing", "encrypt", p, 5e7, (3, 2, 3, 'A', true)),
        item("phishing", "leak", 0.0, 1e8, (3, 1, 3, 'B', true)),
        item("vpn", "leak", 0.15, 1e8, (1, 3, 3, 'B', false)),
    ];
    let sum = |f: fn(&Estimate) -> f64| items.iter().map(|i| f(&i.annual_loss)).sum::<f64>();
    let seats = if model < 2 { 0 } else { 700 };
    let yearly = 2.4e6 + 92_300.0 * seats as f64;
    CaseOutcome {
        model: MODELS[model].0.into(),
        threats: vec![
            ThreatOutcome {
                threat: "phishing".into(),
                trials: 10_000,
                has_foothold: true,
                goals: vec![goal("encrypt", p, chain()), goal("leak", 0.0, Vec::new())],
            },
            ThreatOutcome {
                threat: "vpn".into(),
                trials: 10_000,
                has_foothold: true,
                goals: vec![goal("leak", 0.15, vendor())],
            },
        ],
        traffic: traffic(model),
        risk: RiskOutcome {
            annual_loss: estimate(sum(|e| e.value), sum(|e| e.low), sum(|e| e.high)),
            items,
        },
        cost: CostOutcome {
            initial: estimate(0.0, 0.0, 0.0),
            yearly: estimate(yearly, yearly * 0.9, yearly * 1.1),
            five_years: estimate(yearly * 5.0, yearly * 4.5, yearly * 5.5),
            items: vec![
                CostItem {
                    element: "cloud_access".into(),
                    seats: 1,
                    initial: estimate(0.0, 0.0, 0.0),
                    yearly: estimate(2.4e6, 2e6, 3e6),
                },
                CostItem {
                    element: "edr_terminals".into(),
                    seats,
                    initial: estimate(0.0, 0.0, 0.0),
                    yearly: estimate(
                        92_300.0 * seats as f64,
                        92_300.0 * seats as f64,
                        92_300.0 * seats as f64,
                    ),
                },
            ],
            unpriced: vec!["edr_terminals".into()],
        },
    }
}

/// Against the first model: the third's probability of encryption differs beyond its error.
fn difference(model: usize) -> CaseDifference {
    let clear = model == 2;
    CaseDifference {
        model: MODELS[model].0.into(),
        annual_loss: estimate(4e6, 1e6, 3e7),
        yearly_cost: estimate(6e7, 3e7, 1e8),
        goals: vec![GoalDifference {
            threat: "phishing".into(),
            goal: "encrypt".into(),
            probability: estimate(0.016, if clear { 0.012 } else { -0.001 }, 0.02),
            annual_loss: estimate(4e6, 1e6, 3e7),
        }],
    }
}

pub fn outcome() -> Outcome {
    Outcome {
        manifest: Manifest {
            format: RESULTS_FORMAT,
            version: "0.1.0".into(),
            study: "four_models".into(),
            scenario_hash: "0123456789abcdef".repeat(4),
            seed: 1,
            trials: 10_000,
            horizon_secs: 30.0 * 86_400.0,
        },
        cases: (0..MODELS.len()).map(case).collect(),
        loses_less: vec![
            vec![0.5, 0.9, 0.7, 0.6],
            vec![0.1, 0.5, 0.6, 0.55],
            vec![0.3, 0.4, 0.5, 0.52],
            vec![0.4, 0.45, 0.48, 0.5],
        ],
        differences: (1..MODELS.len()).map(difference).collect(),
        totals: Vec::new(),
    }
}
