//! The end of a minute: its bits go into bins, and what depends on its round trips is judged.
//!
//! Knows the day that it is a part of. Must not start or end anything.

use super::{Day, Done};
use crate::traffic::patience::{beyond_patience, completion_secs};
use crate::traffic::quality::{opinion_score, rating, screen_feel};
use crate::traffic::queueing_secs;
use crate::traffic::tally::MINUTES;

impl Day<'_> {
    /// Puts the minute's bits into bins and judges what depends on its round trips.
    pub(super) fn close_minute(&mut self, minute: usize) {
        let tags = self.plan.applications + 1;
        let hour = minute / 60;
        let tally = &mut self.tally;
        self.flows.drain(|route, tag, bits| {
            for &resource in route {
                tally.minutes[resource * MINUTES + minute] += bits;
                tally.hours[(resource * tags + tag) * 24 + hour] += bits;
            }
            if tag < tags - 1 {
                tally.carried_bytes += bits / 8.0;
            }
        });
        let queue: Vec<f64> = (0..self.plan.capacities.len())
            .map(|r| {
                let capacity = self.plan.capacities[r];
                queueing_secs(capacity, self.tally.minutes[r * MINUTES + minute] / 60.0 / capacity)
            })
            .collect();
        let round_trips: Vec<f64> = self
            .plan
            .ways
            .iter()
            .map(|way| way.round_trip + way.queues.iter().map(|&r| queue[r]).sum::<f64>())
            .collect();
        self.judge_streams(&round_trips);
        self.judge_transfers(&round_trips);
    }

    fn judge_streams(&mut self, round_trips: &[f64]) {
        for traffic in &mut self.traffic {
            traffic.sync(self.now);
        }
        let lost = self.lost_shares();
        for (at, (way, traffic)) in self.plan.ways.iter().zip(&mut self.traffic).enumerate() {
            let secs = std::mem::take(&mut traffic.secs);
            let enough_secs = std::mem::take(&mut traffic.enough_secs);
            if secs <= 0.0 {
                continue;
            }
            let round_trip = round_trips[at];
            let quick = way.round_trip_limit.is_none_or(|limit| round_trip <= limit);
            let satisfied = if quick { enough_secs } else { 0.0 };
            let service = &mut self.tally.applications[way.tag];
            service.stream_secs += secs;
            service.satisfied_secs += satisfied;
            service.affected_secs += secs - satisfied;
            if way.speech {
                let loss = way.streams.iter().map(|s| lost[s.class]).fold(0.0, f64::max);
                service.speech_secs += secs;
                service.scored_secs += secs * opinion_score(rating(round_trip / 2.0, loss));
            }
            if way.as_screen || way.round_trip_limit.is_some() {
                service.feel_secs[screen_feel(round_trip) as usize] += secs;
            }
            self.tally.served[at].stream_secs += secs;
            self.tally.served[at].satisfied_secs += satisfied;
        }
    }

    /// Share of what the streams of each class wanted in this minute that they did not get.
    fn lost_shares(&mut self) -> Vec<f64> {
        let mut wanted = vec![0.0; self.lacked.len()];
        for (way, traffic) in self.plan.ways.iter().zip(&self.traffic) {
            for stream in &way.streams {
                wanted[stream.class] += stream.wanted_bps * traffic.secs;
            }
        }
        for (class, wanted) in wanted.iter_mut().enumerate().filter(|(_, wanted)| **wanted > 0.0) {
            let lacked = self.flows.lack(class);
            let before = std::mem::replace(&mut self.lacked[class], lacked);
            *wanted = (lacked - before) / *wanted;
        }
        wanted
    }

    fn judge_transfers(&mut self, round_trips: &[f64]) {
        for done in self.done.drain(..) {
            let Done { way: at, secs, bytes, setup_secs } = done;
            let way = &self.plan.ways[at];
            let shared = completion_secs(way, bytes, secs, round_trips[at], self.plan.start_up);
            let completion = shared + setup_secs;
            let service = &mut self.tally.applications[way.tag];
            service.completions.push(completion);
            let late = beyond_patience(way, bytes, completion, self.plan.start_up);
            service.affected_secs += late;
            self.tally.served[at].awaited += u64::from(way.awaited);
            self.tally.served[at].in_time += u64::from(way.awaited && late == 0.0);
        }
    }
}
