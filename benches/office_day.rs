//! Downloads of a working day at three sites, as a flow list: the workload that flow simulators are
//! raced on.
//!
//! Terminals (200, 1,000 and 3,000, of 100 Mbit/s each) reach the internet over their site's line and
//! a shared security cloud, or over a breakout of their site. The distributions are those of the
//! reference generator in Python, but numpy's stream of random numbers cannot be had here, so the
//! flows are others: the same load, not the same list.

use rand_mt::Mt;
use sansou_scenario::flows::{Flow, FlowList, Link};

/// Terminals of each site, its line and breakout (bit/s), its LAN (bit/s).
const SITES: [(&str, u32, f64, f64); 3] =
    [("S", 200, 50e6, 1e9), ("M", 1_000, 150e6, 1e9), ("L", 3_000, 500e6, 1e10)];
const TERMINALS: u32 = 4_200;
const TERMINAL_BPS: f64 = 100e6;
/// Flows a second, on average.
const INTENSITY: f64 = 1e6 / 36_000.0;
/// Share of each hour of the working day, from 8:30; the mean is 1.
const HOURS: [f64; 10] = [1.10, 1.15, 1.05, 1.00, 0.80, 1.05, 1.10, 1.00, 0.95, 0.80];
const HOUR_SECS: f64 = 3_600.0;
const LEAST_BYTES: f64 = 200.0;
const MOST_BYTES: f64 = 4e9;
const LONGEST_STREAM_SECS: f64 = 7_200.0;
const STREAM_SECS: f64 = 1_200.0;

/// What is drawn for a flow of an application.
struct Application {
    share: f64,
    by_breakout: bool,
    /// Rate of a stream, bytes a second; 0 for a download.
    bytes_per_sec: f64,
    /// Median bytes of a download.
    median_bytes: f64,
    sigma: f64,
}

const fn download(share: f64, by_breakout: bool, median_bytes: f64, sigma: f64) -> Application {
    Application { share, by_breakout, bytes_per_sec: 0.0, median_bytes, sigma }
}

const fn stream(share: f64, by_breakout: bool, bytes_per_sec: f64, sigma: f64) -> Application {
    Application { share, by_breakout, bytes_per_sec, median_bytes: 0.0, sigma }
}

/// Web, cloud office, meetings, virtual desktops, updates, calls of interfaces.
const APPLICATIONS: [Application; 6] = [
    download(0.800, false, 300e3, 1.8),
    download(0.150, true, 500e3, 2.0),
    stream(0.003, true, 312_500.0, 0.6),
    stream(0.003, false, 125_000.0, 0.8),
    download(0.004, false, 120e6, 0.7),
    download(0.040, false, 20e3, 1.0),
];

/// When flows start.
#[derive(Debug, Clone, Copy)]
pub enum Starts {
    /// Over the working day (10⁶ flows make up one).
    Day,
    /// All within so many seconds.
    BurstSecs(f64),
}

/// So many flows.
pub fn office_day(flows: usize, starts: Starts, seed: u32) -> FlowList {
    let mut random = Random(Mt::new_with_key([seed]));
    let mut list = network();
    let times = match starts {
        Starts::Day => day(flows, &mut random),
        Starts::BurstSecs(secs) => burst(flows, secs, &mut random),
    };
    let shares: f64 = APPLICATIONS.iter().map(|application| application.share).sum();
    for (index, start_secs) in times.into_iter().enumerate() {
        let terminal = (random.uniform() * f64::from(TERMINALS)) as u32;
        let mut at = random.uniform() * shares;
        let found = APPLICATIONS.iter().find(|application| {
            at -= application.share;
            at < 0.0
        });
        let application = found.unwrap_or(&APPLICATIONS[0]);
        let (bytes, cap_bps) = random.size(application);
        let route = 2 * terminal + u32::from(application.by_breakout);
        list.ids.push(&index.to_string());
        list.flows.push(Flow { start_secs, bytes, route, cap_bps, weight: 1.0 });
    }
    list
}

/// 4,211 links, and the two routes of each terminal.
fn network() -> FlowList {
    let mut list = FlowList::default();
    let mut link = |id: String, capacity_bps: f64| {
        list.links.push(Link { id, capacity_bps, delay_secs: 0.0 });
        list.links.len() as u32 - 1
    };
    let (internet, cloud) = (link("internet".to_owned(), 2e9), link("cloud".to_owned(), 8e8));
    for (site, terminals, line_bps, lan_bps) in SITES {
        let wan = link(format!("wan_{site}"), line_bps);
        let breakout = link(format!("lbo_{site}"), line_bps);
        let lan = link(format!("lan_{site}"), lan_bps);
        for terminal in 0..terminals {
            let access = link(format!("acc_{site}{terminal}"), TERMINAL_BPS);
            list.routes.push([internet, cloud, wan, lan, access].into());
            list.routes.push([breakout, lan, access].into());
        }
    }
    list
}

/// Starts of a Poisson process with the day's profile, again and again.
fn day(flows: usize, random: &mut Random) -> Vec<f64> {
    let (mut hour, mut into_hour, mut times) = (0, 0.0, Vec::with_capacity(flows));
    while times.len() < flows {
        let mut wait = random.exponential();
        loop {
            let rate = INTENSITY * HOURS[hour % HOURS.len()];
            let left = (HOUR_SECS - into_hour) * rate;
            if wait < left {
                into_hour += wait / rate;
                break;
            }
            wait -= left;
            (hour, into_hour) = (hour + 1, 0.0);
        }
        times.push(hour as f64 * HOUR_SECS + into_hour);
    }
    times
}

fn burst(flows: usize, secs: f64, random: &mut Random) -> Vec<f64> {
    let mut times: Vec<f64> = (0..flows).map(|_| random.uniform() * secs).collect();
    times.sort_unstable_by(f64::total_cmp);
    times
}

struct Random(Mt);

impl Random {
    /// Uniform in [0, 1), 32 bits.
    fn uniform(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    fn exponential(&mut self) -> f64 {
        -libm::log1p(-self.uniform())
    }

    /// Standard normal (Box and Muller, 1958).
    fn normal(&mut self) -> f64 {
        let radius = (2.0 * self.exponential()).sqrt();
        radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    /// Bytes and cap (bit/s) of a flow.
    fn size(&mut self, application: &Application) -> (f64, f64) {
        let spread = libm::exp(application.sigma * self.normal());
        let rate = application.bytes_per_sec;
        let (bytes, cap_bps) = if rate > 0.0 {
            ((STREAM_SECS * spread).min(LONGEST_STREAM_SECS) * rate, rate * 8.0)
        } else {
            (application.median_bytes * spread, f64::INFINITY)
        };
        (bytes.round().clamp(LEAST_BYTES, MOST_BYTES), cap_bps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A day of 10⁶ flows brings about 540 Mbit/s through the cloud and 430 over the breakouts.
    #[test]
    fn load_is_that_of_the_reference() {
        let list = office_day(200_000, Starts::Day, 1);
        assert_eq!((list.links.len(), list.routes.len()), (4_211, 8_400));
        let secs = list.flows.last().map_or(0.0, |flow| flow.start_secs);
        assert!(
            (6_300.0..7_300.0).contains(&secs),
            "a fifth of 36,000 s, in two busy hours: {secs}"
        );
        let mbps = |by_breakout: u32| {
            let flows = list.flows.iter().filter(|flow| flow.route % 2 == by_breakout);
            flows.map(|flow| flow.bytes * 8.0).sum::<f64>() / secs / 1e6
        };
        // Those two hours are 1.1 times as busy as the mean.
        assert!((570.0..650.0).contains(&mbps(0)), "{}", mbps(0));
        assert!((420.0..560.0).contains(&mbps(1)), "{}", mbps(1));
    }
}
