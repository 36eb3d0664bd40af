//! Raw attack graphs: trials on the zonehost family, exact answers on grids.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use sansou_benches::{grid, zonehost};
use sansou_engine::steps::exact::{self, Limits};
use sansou_engine::steps::monte_carlo::{self, Choice, Settings};
use sansou_scenario::raw::Graph;
use std::hint::black_box;

/// Hosts, and how many trials are run at once: whether goals are reached, and when.
const SIZES: [(usize, u64, u64); 4] = [
    (10, 10_000_000, 1_000_000),
    (167, 2_000_000, 100_000),
    (1_667, 200_000, 5_000),
    (16_667, 20_000, 1_024),
];

fn run(graph: &Graph, trials: u64, threads: usize) {
    let settings = Settings { seed: 1, trials };
    let answer = monte_carlo::run(graph, &settings, Choice::Pilot, threads, &|_| ());
    black_box(answer).expect("threads start");
}

fn trials(c: &mut Criterion) {
    for with_times in [false, true] {
        let mut group = c.benchmark_group(if with_times { "times" } else { "reach" });
        group.sample_size(10).sampling_mode(SamplingMode::Flat);
        for (hosts, reach, times) in SIZES {
            let trials = if with_times { times } else { reach };
            for p in [0.5, 0.37] {
                let graph = zonehost(hosts, p, with_times);
                group.throughput(Throughput::Elements(trials));
                group.bench_function(format!("{} steps, p {p}", graph.steps.len()), |b| {
                    b.iter(|| run(&graph, trials, 1));
                });
            }
        }
    }
}

fn threads(c: &mut Criterion) {
    let mut group = c.benchmark_group("1,002 steps on threads");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    let graph = zonehost(167, 0.5, false);
    for threads in [1, 2] {
        group.throughput(Throughput::Elements(8_000_000));
        group.bench_function(threads.to_string(), |b| b.iter(|| run(&graph, 8_000_000, threads)));
    }
}

fn exactly(c: &mut Criterion) {
    let mut group = c.benchmark_group("exact");
    group.sample_size(10);
    let limits = Limits { memory_bytes: 1 << 30 };
    let graphs = [
        ("grid 5x5", grid(5, 5, 0.9)),
        ("grid 8x8", grid(8, 8, 0.9)),
        ("grid 2x100", grid(2, 100, 0.99)),
        ("zonehost, 10 hosts", zonehost(10, 0.5, false)),
        ("zonehost, 12 hosts", zonehost(12, 0.5, false)),
    ];
    for (name, graph) in graphs {
        group.bench_function(name, |b| {
            b.iter(|| black_box(exact::solve(&graph, &limits, &|| false)).expect("narrow enough"));
        });
    }
}

criterion_group!(benches, trials, threads, exactly);
criterion_main!(benches);
