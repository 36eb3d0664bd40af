//! The shipped four-model study: loading, grounding, trials of each threat, a day of traffic.

#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sansou_engine::attack::{self, AttackGraph, BLOCK_TRIALS, Settings};
use sansou_engine::network::Network;
use sansou_engine::traffic;
use sansou_scenario::builtin::Builtin;
use sansou_scenario::case::{Study, ThreatId};
use sansou_scenario::load;
use std::hint::black_box;

const STUDY: &str = "builtin:studies/four-models.ron";

fn shipped() -> (Study, Vec<Network>) {
    let study = load::study(&Builtin, STUDY).study.expect("the shipped study is good");
    let networks = study.cases.iter().map(|c| Network::compile(c).expect("and routable")).collect();
    (study, networks)
}

fn loading(c: &mut Criterion) {
    c.bench_function("load the four-model study", |b| {
        b.iter(|| black_box(load::study(&Builtin, STUDY)));
    });
    let (study, _) = shipped();
    c.bench_function("compile and ground one model", |b| {
        b.iter(|| {
            let network = Network::compile(&study.cases[0]).expect("routable");
            black_box(AttackGraph::ground(&network)).expect("groundable");
        });
    });
}

fn trials(c: &mut Criterion) {
    let (study, networks) = shipped();
    let mut group = c.benchmark_group("a block of trials");
    group.throughput(Throughput::Elements(BLOCK_TRIALS));
    for (case, network) in study.cases.iter().zip(&networks) {
        let graph = AttackGraph::ground(network).expect("groundable");
        let settings =
            Settings { seed: 1, trials: BLOCK_TRIALS, horizon_secs: study.run.horizon_secs };
        for (id, threat) in case.threats.iter().enumerate() {
            group.bench_function(format!("{}/{}", case.model, threat.id), |b| {
                b.iter(|| black_box(attack::run_block(&graph, ThreatId(id), &settings, 0)));
            });
        }
    }
}

fn day(c: &mut Criterion) {
    let (_, networks) = shipped();
    let mut group = c.benchmark_group("a day of traffic");
    group.sample_size(10);
    for network in &networks {
        group.bench_function(&network.case().model, |b| {
            b.iter(|| black_box(traffic::run(network, 1)));
        });
    }
}

criterion_group!(benches, loading, trials, day);
criterion_main!(benches);
