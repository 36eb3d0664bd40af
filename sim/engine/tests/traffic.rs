//! The traffic engine against sums done by hand, published max-min cases and its laws.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "traffic_support/mod.rs"]
mod traffic_support;

#[path = "traffic_support/sharing.rs"]
mod sharing;

#[path = "traffic_support/flows.rs"]
mod flows;

#[path = "traffic_support/day.rs"]
mod day;

#[path = "traffic_support/appliances.rs"]
mod appliances;

#[path = "traffic_support/network.rs"]
mod network;

#[path = "traffic_support/city.rs"]
mod city;
