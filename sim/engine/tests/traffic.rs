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

#[path = "traffic_support/known.rs"]
mod known;

#[path = "traffic_support/list.rs"]
mod list;

#[path = "traffic_support/list_laws.rs"]
mod list_laws;

#[path = "traffic_support/list_naive.rs"]
mod list_naive;

#[path = "traffic_support/packet.rs"]
mod packet;

#[path = "traffic_support/quality.rs"]
mod quality;

#[path = "traffic_support/region.rs"]
mod region;

#[path = "traffic_support/whatif.rs"]
mod whatif;
