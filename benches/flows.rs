//! Flow lists: days of 10⁴ to 10⁶ downloads, and bursts in which thousands are under way at once.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use sansou_benches::{Starts, office_day};
use sansou_engine::traffic::list::{Question, run};
use sansou_scenario::flows::FlowList;
use std::hint::black_box;

fn measure(c: &mut Criterion, name: &str, lists: &[FlowList], question: Question) {
    let mut group = c.benchmark_group(name);
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    for list in lists {
        group.throughput(Throughput::Elements(list.flows.len() as u64));
        group.bench_function(list.flows.len().to_string(), |b| {
            b.iter(|| black_box(run(list, question)));
        });
    }
}

fn days(c: &mut Criterion) {
    let lists = [10_000, 100_000, 1_000_000].map(|flows| office_day(flows, Starts::Day, 1));
    measure(c, "a day of flows", &lists, Question::default());
    let with_loads = Question { loads: true, ..Question::default() };
    measure(c, "a day of flows, with loads", &lists[1..2], with_loads);
}

fn bursts(c: &mut Criterion) {
    // As fast as in the reference bursts: 30,000 within 180 s.
    let burst = |flows| office_day(flows, Starts::BurstSecs(flows as f64 / 30_000.0 * 180.0), 3);
    measure(c, "a burst of flows", &[2_000, 10_000, 30_000].map(burst), Question::default());
}

criterion_group!(benches, days, bursts);
criterion_main!(benches);
