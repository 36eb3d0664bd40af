//! Regions: the prefecture's day by flow, the nation's by fluid.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use sansou_engine::traffic::region::{by_flow, by_fluid};
use sansou_scenario::builtin::{self, ShippedOnly};
use sansou_scenario::region::{Bodies, Region, read};
use std::hint::black_box;

/// A shipped region; as a test, with a hundredth of its uses and few bodies, so that a day takes no
/// time.
fn shipped(name: &str) -> Region {
    let path = builtin::region(name).unwrap_or_default();
    let Some(mut region) = read(&ShippedOnly, &path).region else { return unreadable(name) };
    if !std::env::args().any(|argument| argument == "--bench") {
        region.applications.iter_mut().for_each(|used| used.uses_per_day /= 100.0);
        if let Bodies::Fitted(law) = &mut region.bodies {
            (law.clouds, law.bodies, law.users) = (2, 40, 30_000.0);
        }
    }
    region
}

#[allow(clippy::panic, reason = "without it there is nothing to measure")]
fn unreadable(name: &str) -> Region {
    panic!("the shipped region {name} cannot be read")
}

fn days(c: &mut Criterion) {
    let mut group = c.benchmark_group("a region's day");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    let (prefecture, nation) = (shipped("prefecture"), shipped("nation"));
    group.bench_function("prefecture by flow", |b| {
        b.iter(|| black_box(by_flow(&prefecture, 1, 1)));
    });
    group.bench_function("prefecture by fluid", |b| {
        b.iter(|| black_box(by_fluid(&prefecture, 1)));
    });
    group.bench_function("nation by fluid", |b| b.iter(|| black_box(by_fluid(&nation, 1))));
}

criterion_group!(benches, days);
criterion_main!(benches);
