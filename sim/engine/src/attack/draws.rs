//! What chance decides in a trial: whether controls hold, attempts succeed, steps are noticed.
//!
//! Every draw is keyed by names (of the grounding, of the placement) and the trial. A success is
//! `uniform < probability`, so that under the same seed a lower probability can only take successes
//! away. Must not know the order of events. Times in seconds; the week begins on Monday at 0:00.

use super::graph::{AttackGraph, Grounding, GroundingId, InstanceId};
use crate::chance::{Key, Source};
use sansou_scenario::case::{AlarmHours, Begins, Distribution};

const HOUR: f64 = 3_600.0;
const DAY: f64 = 24.0 * HOUR;
const WEEK: f64 = 7.0 * DAY;
/// Attended on Monday to Friday.
const WORKDAYS: f64 = 5.0;
const OPENS: f64 = 9.0 * HOUR;
const CLOSES: f64 = 17.0 * HOUR;

/// Units that are tried at once.
const BATCH: u64 = 64;

/// All draws of an attack graph under a seed, at one trial.
pub(super) struct Draws<'a> {
    graph: &'a AttackGraph,
    seed: u64,
    trial: u64,
    grounding_keys: Vec<Key>,
    instance_keys: Vec<Key>,
    attempts: Vec<Source>,
    holds: Vec<Source>,
    start: Source,
    begins: Begins,
    /// Of this trial, as far as asked for.
    held: Vec<Option<bool>>,
    started: Option<f64>,
}

impl<'a> Draws<'a> {
    pub(super) fn new(graph: &'a AttackGraph, begins: Begins, seed: u64) -> Draws<'a> {
        let grounding_keys: Vec<Key> =
            graph.groundings.iter().map(|g| Key::new(&["grounding", &g.name])).collect();
        let instance_keys: Vec<Key> =
            graph.instances.iter().map(|i| Key::new(&["placement", &i.name])).collect();
        Draws {
            graph,
            seed,
            trial: 0,
            attempts: grounding_keys.iter().map(|&key| Source::new(seed, key)).collect(),
            holds: instance_keys.iter().map(|&key| Source::new(seed, key)).collect(),
            grounding_keys,
            instance_keys,
            start: Source::new(seed, Key::new(&["start of the attack"])),
            begins,
            held: Vec::new(),
            started: None,
        }
    }

    /// Turns to a trial.
    pub(super) fn start(&mut self, trial: u64) {
        self.trial = trial;
        self.started = None;
        self.held.clear();
        self.held.resize(self.graph.instances.len(), None);
    }

    /// Whether a control works in this trial, if that was asked for.
    pub(super) fn known(&self, instance: InstanceId) -> Option<bool> {
        self.held[instance.0]
    }

    /// Whether a control works in this trial.
    fn holds(&mut self, instance: InstanceId) -> bool {
        let known = &mut self.held[instance.0];
        *known.get_or_insert_with(|| {
            let probability = self.graph.instances[instance.0].holds;
            probability >= 1.0
                || self.holds[instance.0].stream(self.trial, 0).uniform() < probability
        })
    }

    /// How long the attempt takes if it succeeds.
    pub(super) fn attempt(&mut self, id: GroundingId) -> Option<f64> {
        let graph = self.graph;
        let grounding = &graph.groundings[id.0];
        match grounding.units {
            Some(units) => self.units(id, grounding, units),
            None => self.once(id, grounding),
        }
    }

    fn once(&mut self, id: GroundingId, grounding: &Grounding) -> Option<f64> {
        let mut probability = grounding.probability;
        for counter in &grounding.counters {
            if self.holds(counter.instance) {
                probability *= 1.0 - counter.coverage * (1.0 - counter.lets_through);
            }
        }
        if let Distribution::Fixed { value } = grounding.time
            && probability >= 1.0
        {
            return Some(value);
        }
        let mut stream = self.attempts[id.0].stream(self.trial, 0);
        (stream.uniform() < probability).then(|| stream.draw(&grounding.time))
    }

    /// Each unit on its own; the first to give way counts. Units are tried 64 at a time, each batch
    /// on an even lane; a unit takes its time from an odd one.
    fn units(&mut self, id: GroundingId, grounding: &Grounding, units: u64) -> Option<f64> {
        let source = self.attempts[id.0];
        let mut least: Option<f64> = None;
        // Units from `unit` up to `alike` have the same probability.
        let (mut unit, mut alike, mut probability) = (0, 0, 0.0);
        while unit < units {
            if unit >= alike {
                (alike, probability) = self.stretch(grounding, units, unit);
            }
            let batch = unit / BATCH;
            let until = alike.min((batch + 1) * BATCH);
            let asked = u64::MAX >> (BATCH - (until - unit)) << (unit % BATCH);
            let stream = source.stream(self.trial, 2 * batch as u32);
            let mut fallen = stream.below(probability, asked);
            while fallen != 0 {
                if let Distribution::Fixed { value } = grounding.time {
                    return Some(value);
                }
                let lane = 2 * (batch * BATCH + u64::from(fallen.trailing_zeros())) + 1;
                let takes = source.stream(self.trial, lane as u32).draw(&grounding.time);
                least = Some(least.map_or(takes, |least| least.min(takes)));
                fallen &= fallen - 1;
            }
            unit = until;
        }
        least
    }

    /// From unit `from` on: where the next stretch of units begins, and the probability until
    /// there. Of each placement the first units are covered.
    fn stretch(&mut self, grounding: &Grounding, units: u64, from: u64) -> (u64, f64) {
        let (mut end, mut probability) = (units, grounding.probability);
        for counter in &grounding.counters {
            let covered = counter.covered(units);
            // Asked for even where it covers nothing: what a trial asked for is on record.
            if self.holds(counter.instance) && covered > from {
                end = end.min(covered);
                probability *= counter.lets_through;
            }
        }
        (end, probability)
    }

    /// When the attack is contained if this grounding is executed at `time` and it would be
    /// contained at `earliest` without it.
    pub(super) fn contained_at(&mut self, id: GroundingId, time: f64, mut earliest: f64) -> f64 {
        let graph = self.graph;
        if time >= earliest {
            return earliest;
        }
        for detection in &graph.groundings[id.0].detections {
            if detection.responders.is_empty() || !self.holds(detection.instance) {
                continue;
            }
            let key = self.instance_keys[detection.instance.0].and(self.grounding_keys[id.0]);
            let lane = detection.occurrence;
            let mut stream = Source::new(self.seed, key).stream(self.trial, lane);
            if stream.uniform() >= detection.probability {
                continue;
            }
            let alarm = time + stream.draw(&detection.delay);
            for responder in &detection.responders {
                if alarm >= earliest || !self.holds(responder.instance) {
                    continue;
                }
                let attended = match responder.hours {
                    AlarmHours::Always => alarm,
                    AlarmHours::Office => alarm + until_attended(self.started() + alarm),
                };
                let key = self.instance_keys[responder.instance.0].and(key);
                let mut stream = Source::new(self.seed, key).stream(self.trial, lane);
                earliest = earliest.min(attended + stream.draw(&responder.delay));
            }
        }
        earliest
    }

    /// Time of the week at which the attack starts.
    fn started(&mut self) -> f64 {
        *self.started.get_or_insert_with(|| {
            let uniform = self.start.stream(self.trial, 0).uniform();
            time_of_week(self.begins, uniform)
        })
    }
}

/// The moment at this share of all hours in which an attack may begin, in their order.
fn time_of_week(begins: Begins, share: f64) -> f64 {
    let open = CLOSES - OPENS;
    match begins {
        Begins::Anytime => WEEK * share,
        Begins::OfficeHours => {
            let passed = share * WORKDAYS * open;
            let day = (passed / open).floor();
            day * DAY + OPENS + (passed - day * open)
        }
        Begins::OutsideOfficeHours => {
            let closed = DAY - open;
            let passed = share * (WEEK - WORKDAYS * open);
            let day = (passed / closed).floor().min(WORKDAYS);
            let of_day = passed - day * closed;
            let past_office = day < WORKDAYS && of_day >= OPENS;
            day * DAY + of_day + if past_office { open } else { 0.0 }
        }
    }
}

/// Time from a time since some Monday at 0:00 until somebody is there: Monday to Friday, 9 to 17.
fn until_attended(time: f64) -> f64 {
    let of_week = time % WEEK;
    let day = (of_week / DAY).floor();
    let of_day = of_week - day * DAY;
    let workday = day < WORKDAYS;
    if workday && of_day < OPENS {
        OPENS - of_day
    } else if workday && of_day < CLOSES {
        0.0
    } else if day + 1.0 < WORKDAYS {
        DAY - of_day + OPENS
    } else {
        WEEK - of_week + OPENS
    }
}

#[cfg(test)]
mod tests {
    use super::{DAY, HOUR, WEEK, time_of_week, until_attended};
    use sansou_scenario::case::Begins::{Anytime, OfficeHours, OutsideOfficeHours};

    #[test]
    fn people_come_back_at_nine() {
        let hours = |day: f64, hour: f64| until_attended(day * DAY + hour * HOUR) / HOUR;
        let cases = [
            ((0.0, 0.0), 9.0),
            ((0.0, 9.0), 0.0),
            ((0.0, 16.5), 0.0),
            ((0.0, 17.0), 16.0),
            ((3.0, 23.0), 10.0),
            ((4.0, 16.0), 0.0),
            ((4.0, 17.0), 64.0),
            ((5.0, 12.0), 45.0),
            ((6.0, 23.0), 10.0),
            ((7.0, 8.0), 1.0),
            ((14.0, 10.0), 0.0),
        ];
        for ((day, hour), wait) in cases {
            assert!((hours(day, hour) - wait).abs() < 1e-9, "{day} {hour}");
        }
        assert!((until_attended(WEEK - 1.0) - 9.0 * HOUR - 1.0).abs() < 1e-9);
    }

    #[test]
    fn attacks_begin_when_they_should() {
        // Of 40 office hours the 10th is the 2nd of Tuesday's; of the 128 others the 10th is Monday
        // 18 o'clock, the 81st the first of Saturday, the last ends on Sunday.
        let hour = |begins, share: f64| time_of_week(begins, share) / HOUR;
        let cases = [
            (Anytime, 0.5, 84.0),
            (OfficeHours, 0.0, 9.0),
            (OfficeHours, 10.0 / 40.0, 24.0 + 11.0),
            (OfficeHours, 39.0 / 40.0, 96.0 + 16.0),
            (OutsideOfficeHours, 0.0, 0.0),
            (OutsideOfficeHours, 10.0 / 128.0, 18.0),
            (OutsideOfficeHours, 17.0 / 128.0, 25.0),
            (OutsideOfficeHours, 81.0 / 128.0, 121.0),
            (OutsideOfficeHours, 127.0 / 128.0, 167.0),
        ];
        for (begins, share, wanted) in cases {
            assert!((hour(begins, share) - wanted).abs() < 1e-9, "{begins:?} {share}");
        }
    }
}
