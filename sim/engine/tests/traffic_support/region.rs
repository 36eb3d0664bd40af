//! Regions: sums by hand, independence of clouds, one day for any number of threads.

use sansou_engine::traffic::region::{CloudDay, Day, Error, LineDay, by_flow, by_fluid};
use sansou_scenario::builtin::ShippedOnly;
use sansou_scenario::case::{Distribution, Text};
use sansou_scenario::region::{Application, Bodies, Body, Cloud, Law, Region, Use, Way, read};

const MBPS: f64 = 1e6;

fn text(id: &str) -> Text {
    Text { ja: id.to_owned(), en: id.to_owned() }
}

fn application(id: &str, uses_per_day: f64, hours: &[usize], kind: Use) -> Application {
    let mut shares = [0.0; 24];
    for &hour in hours {
        shares[hour] = 1.0 / hours.len() as f64;
    }
    let (id, name) = (id.to_owned(), text(id));
    Application { id, name, uses_per_day, hours: shares, way: Way::Cloud, kind }
}

fn transfer(bytes: f64, most_bps: f64) -> Use {
    Use::Elastic { size: Distribution::Fixed { value: bytes }, most_bps }
}

fn call(secs: f64, rate_bps: f64) -> Use {
    Use::Stream { lasts: Distribution::Fixed { value: secs }, rate_bps, satisfied_at: 0.9 }
}

fn body(id: &str, users: f64, line_bps: f64) -> Body {
    Body { id: id.to_owned(), name: None, users, line_bps, breakout_bps: None, times: Vec::new() }
}

fn cloud(id: &str, exit_bps: f64, bodies: Vec<Body>) -> Cloud {
    Cloud { id: id.to_owned(), name: None, exit_bps, bodies }
}

fn region(applications: Vec<Application>, clouds: Vec<Cloud>) -> Region {
    let (id, hash) = ("test".to_owned(), String::new());
    Region { id, name: text("test"), applications, bodies: Bodies::Listed(clouds), hash }
}

fn run(region: &Region) -> Day {
    by_flow(region, 1, 1).unwrap()
}

/// 1,000 users × 100 uses × 1 MB = 8 × 10¹¹ bit a day on average. The number of uses is Poisson:
/// its standard deviation is 0.32 % of the mean, and 5 of them are allowed.
#[test]
fn transfers_at_low_load_carry_what_is_asked() {
    let download = application("download", 100.0, &[9, 10, 11], transfer(1e6, 100.0 * MBPS));
    let day = run(&region(
        vec![download],
        vec![cloud("c", 1e4 * MBPS, vec![body("b", 1e3, 1e4 * MBPS)])],
    ));
    let CloudDay { exit, bodies, uses, asked_bits, carried_bits, .. } = &day.clouds[0];
    assert!((*uses as f64 / 1e5 - 1.0).abs() < 5.0 / 1e5_f64.sqrt(), "{uses}");
    assert_eq!(*asked_bits, *uses as f64 * 8e6);
    assert!((carried_bits / asked_bits - 1.0).abs() < 1e-9);
    let mean_bps = asked_bits / 86_400.0;
    for line in [exit, &bodies[0].line] {
        assert!((line.mean_bps / mean_bps - 1.0).abs() < 1e-9, "{line:?}");
        // 21 of 24 hours are still: the quiet hours hold no minute above anything.
        assert_eq!(line.minutes_above, [0.0; 3]);
    }
    // Alone, each takes 8 Mbit ÷ 100 Mbit/s = 0.08 s; the histogram tells it to 1.6 %.
    let download = &day.applications[0];
    assert_eq!((download.uses, download.completion.count()), (*uses, *uses));
    assert!((download.completion.mean_secs().unwrap() / 0.08 - 1.0).abs() < 1e-6);
    assert!((download.completion.quantile_secs(0.95).unwrap() / 0.08 - 1.0).abs() < 0.016);
    assert_eq!(download.service.affected_secs, 0.0);
}

/// Calls of half an hour at 1 Mbit/s that begin between 9 and 12: all of it is carried and satisfies.
#[test]
fn streams_last_as_long_as_they_want() {
    let talk = application("talk", 2.0, &[9, 10, 11], call(1_800.0, MBPS));
    let day =
        run(&region(vec![talk], vec![cloud("c", 1e5 * MBPS, vec![body("b", 1e3, 1e5 * MBPS)])]));
    let (cloud, talk) = (&day.clouds[0], &day.applications[0]);
    let secs = talk.uses as f64 * 1_800.0;
    assert!((talk.service.stream_secs / secs - 1.0).abs() < 1e-9);
    assert!((talk.service.satisfied_share().unwrap() - 1.0).abs() < 1e-12);
    assert!((cloud.carried_bits / (secs * MBPS) - 1.0).abs() < 1e-9);
    assert!((cloud.exit.mean_bps * 86_400.0 / cloud.carried_bits - 1.0).abs() < 1e-9);
}

/// On a line of 10 Mbit/s no more than 11 calls of 1 Mbit/s get their 0.9.
#[test]
fn too_many_streams_share_the_line_and_do_not_satisfy() {
    let talk = application("talk", 1.0, &[9], call(3_600.0, MBPS));
    let bodies = vec![body("b", 200.0, 10.0 * MBPS)];
    let day = run(&region(vec![talk], vec![cloud("c", 1e3 * MBPS, bodies)]));
    let (line, service) = (day.clouds[0].bodies[0].line, day.clouds[0].bodies[0].service);
    assert!((line.max_bps / (10.0 * MBPS) - 1.0).abs() < 1e-9, "{line:?}");
    // About 200 calls begin within the hour, one in 18 s: the 12th comes after some 200 s and the
    // last dozen is alone again for the last 200 s: two of 120 minutes are not full on each side.
    assert!((105.0..120.0).contains(&line.minutes_above[2]), "{line:?}");
    let share = service.satisfied_share().unwrap();
    assert!(share > 0.0 && share < 0.02, "{share}");
    let unsatisfied = service.stream_secs - service.satisfied_secs;
    assert!((service.affected_secs / unsatisfied - 1.0).abs() < 1e-9);
    let carried = day.clouds[0].carried_bits / day.clouds[0].asked_bits;
    assert!(carried < 0.12, "{carried}");
}

/// Transfers that the line cannot take in their hour are carried later, not lost.
#[test]
fn backlog_of_transfers_is_carried_over() {
    let download = application("download", 30.0, &[9], transfer(1e6, 100.0 * MBPS));
    // 200 users × 30 × 8 Mbit = 48 Gbit within an hour that takes 36 Gbit.
    let bodies = vec![body("b", 200.0, 10.0 * MBPS)];
    let day = run(&region(vec![download], vec![cloud("c", 1e3 * MBPS, bodies)]));
    let line = day.clouds[0].bodies[0].line;
    assert!((day.clouds[0].carried_bits / day.clouds[0].asked_bits - 1.0).abs() < 1e-9);
    assert!((75.0..85.0).contains(&line.minutes_above[2]), "{line:?}");
    assert!(day.applications[0].service.affected_secs > 1e6);
    assert_eq!(day.applications[0].completion.count(), day.applications[0].uses);
}

/// 3,000,000 downloads in the hour from 9 that nothing can end: 2,000,000 are there at 9:40, to one
/// in a thousand (Poisson: 1,400).
#[test]
fn lines_that_are_far_too_narrow_are_an_error() {
    let download = application("download", 300.0, &[9], transfer(1e6, 100.0 * MBPS));
    let narrow = cloud("narrow", MBPS, vec![body("b", 1e4, 1.0)]);
    let day = by_flow(&region(vec![download], vec![small("wide"), narrow]), 1, 2);
    let Err(Error::Overfull(overfull)) = day else { panic!("{day:?}") };
    assert_eq!(overfull.cloud, "narrow");
    assert!((overfull.at_secs - 34_800.0).abs() < 10.0, "{overfull}");
}

/// Where a body has a breakout line, what may go there does not burden the cloud.
#[test]
fn breakout_relieves_the_cloud() {
    let mut meeting = application("meeting", 1.0, &[10], call(600.0, MBPS));
    meeting.way = Way::Breakout;
    let web = application("web", 50.0, &[10], transfer(1e5, 100.0 * MBPS));
    let mut with = body("with", 100.0, 100.0 * MBPS);
    with.breakout_bps = Some(1e3 * MBPS);
    let bodies = vec![with, body("without", 100.0, 100.0 * MBPS)];
    let day = run(&region(vec![meeting, web], vec![cloud("c", 1e3 * MBPS, bodies)]));
    let [with, without] = &day.clouds[0].bodies[..] else { panic!() };
    let breakout = with.breakout.unwrap();
    assert!(without.breakout.is_none() && without.line.mean_bps > 5.0 * with.line.mean_bps);
    let lines = with.line.mean_bps + without.line.mean_bps;
    assert!((day.clouds[0].exit.mean_bps / lines - 1.0).abs() < 1e-9);
    let all = (lines + breakout.mean_bps) * 86_400.0;
    assert!((day.clouds[0].carried_bits / all - 1.0).abs() < 1e-9);
}

/// Three small bodies at a tight exit, with transfers and calls.
fn small(id: &str) -> Cloud {
    let bodies = [("a", 120.0, 6.0), ("b", 80.0, 4.0), ("c", 40.0, 3.0)];
    let bodies = bodies.map(|(id, users, line)| body(id, users, line * MBPS)).to_vec();
    cloud(id, 9.0 * MBPS, bodies)
}

fn mixed() -> Vec<Application> {
    let size = Distribution::Lognormal { median: 5e4, sigma: 1.2 };
    let web = Use::Elastic { size, most_bps: 100.0 * MBPS };
    vec![
        application("call", 0.3, &[9, 10, 11], call(600.0, MBPS)),
        application("web", 100.0, &[8, 9, 10, 11], web),
    ]
}

#[test]
fn a_cloud_among_others_has_the_day_it_has_alone_on_any_threads() {
    let alone = region(mixed(), vec![small("one")]);
    let among = region(mixed(), vec![small("another"), small("one"), small("third")]);
    let [first, second] = [1, 2].map(|threads| by_flow(&among, 7, threads).unwrap());
    assert_eq!(first, second);
    let own = by_flow(&alone, 7, 2).unwrap();
    assert_eq!(first.clouds[1], own.clouds[0]);
    assert_ne!(first.clouds[0].exit, first.clouds[1].exit);
    assert_ne!(by_flow(&alone, 8, 1).unwrap(), own);
}

#[test]
fn fitted_sizes_add_up() {
    let law = Law {
        clouds: 47,
        bodies: 1_788,
        users: 1.5e6,
        sigma: 1.19,
        exit_per_user_bps: 31_250.0,
        line_per_user_bps: 33_750.0,
        least_line_bps: 10.0 * MBPS,
    };
    let mut nation = region(vec![], vec![]);
    nation.bodies = Bodies::Fitted(law);
    nation.applications = vec![application("none", 0.0, &[9], transfer(1.0, MBPS))];
    let day = by_flow(&nation, 1, 2).unwrap();
    let bodies: Vec<_> = day.clouds.iter().flat_map(|cloud| &cloud.bodies).collect();
    assert_eq!((day.clouds.len(), bodies.len()), (47, 1_788));
    assert_eq!(bodies.iter().map(|body| body.users).sum::<f64>(), 1.5e6);
    assert!(bodies.iter().all(|body| body.users >= 1.0 && body.users.fract() == 0.0));
    assert!(bodies.iter().all(|body| body.line.capacity_bps >= 10.0 * MBPS));
    // The median of a lognormal law is its mean ÷ e^(σ²/2).
    let mut users: Vec<f64> = bodies.iter().map(|body| body.users).collect();
    users.sort_by(f64::total_cmp);
    let median = 1.5e6 / 1_788.0 / libm::exp(1.19 * 1.19 / 2.0);
    assert!((users[894] / median - 1.0).abs() < 0.03, "{} {median}", users[894]);
}

/// Fluid against flow on a small prefecture: means within 2 %, the 95th percentile of minutes within
/// 5 %, over the mean of a few days, since a single day's own percentile scatters.
#[test]
fn fluid_agrees_with_flow_on_a_small_prefecture() {
    let size = Distribution::Lognormal { median: 1.5e5, sigma: 1.2 };
    let web = Use::Elastic { size, most_bps: 100.0 * MBPS };
    let applications = vec![
        application("call", 1.2, &[9, 10, 11], call(180.0, 0.25 * MBPS)),
        application("web", 30.0, &[8, 9, 10, 11], web),
    ];
    let bodies = [("a", 1_200.0, 30.0), ("b", 600.0, 20.0), ("c", 400.0, 12.0)];
    let bodies = bodies.map(|(id, users, line)| body(id, users, line * MBPS)).to_vec();
    let region = region(applications, vec![cloud("one", 50.0 * MBPS, bodies)]);
    let off = off_the_flow(&region, 6);
    assert!(off.iter().all(|&(mean, p95)| mean.abs() < 0.02 && p95.abs() < 0.05), "{off:?}");
    assert_eq!(by_fluid(&region, 2).unwrap(), by_fluid(&region, 1).unwrap());
}

/// The shipped city as a region: 660 users with the demand of the shipped prefecture over the access
/// line of 100 Mbit/s (`scenarios/models/parts/common.ron`; 30 is the least that its range has) and the
/// exit of 500 Mbit/s, which here nobody shares with it.
#[test]
fn fluid_agrees_with_flow_on_the_shipped_city() {
    let applications =
        read(&ShippedOnly, "builtin:regions/prefecture.ron").region.unwrap().applications;
    for line in [100.0, 30.0] {
        let bodies = vec![body("city_60k", 660.0, line * MBPS)];
        let region = region(applications.clone(), vec![cloud("c", 500.0 * MBPS, bodies)]);
        let off = off_the_flow(&region, 12);
        assert!(off.iter().all(|&(mean, p95)| mean.abs() < 0.02 && p95.abs() < 0.05), "{off:?}");
    }
}

/// By how much the mean and the 95th percentile of minutes by fluid lie above those by flow, the mean of
/// so many days, on exit and lines.
fn off_the_flow(region: &Region, days: u64) -> Vec<(f64, f64)> {
    let lines = |day: &Day| {
        let cloud = &day.clouds[0];
        let lines = cloud.bodies.iter().map(|body| body.line);
        std::iter::once(cloud.exit).chain(lines).collect::<Vec<LineDay>>()
    };
    let flows: Vec<_> = (1..=days).map(|seed| lines(&by_flow(region, seed, 2).unwrap())).collect();
    let fluid = lines(&by_fluid(region, 2).unwrap());
    let off = fluid.iter().enumerate().map(|(index, found)| {
        let above = |of: fn(&LineDay) -> f64| {
            let mean = flows.iter().map(|lines| of(&lines[index])).sum::<f64>() / days as f64;
            of(found) / mean - 1.0
        };
        (above(|line| line.mean_bps), above(|line| line.p95_bps))
    });
    off.collect()
}

/// Calls of 36 s at 1 Mbit/s, of which 0.9 are enough, behind an exit of 40 Mbit/s with lines of more.
/// 2,400 an hour are 2,400 × 36 ÷ 3,600 = 24 at a time, which all get enough; 9,600 are 96, which get
/// 40 ÷ 96 each and never enough: a fifth of the stream time satisfies. What the exit carries: an hour
/// of 24 and one of 40 Mbit/s. By flow a minute of the change between the hours lies in between.
#[test]
fn streams_at_a_full_exit_do_not_satisfy() {
    let mut talk = application("talk", 12.0, &[9], call(36.0, MBPS));
    (talk.hours[9], talk.hours[10]) = (0.2, 0.8);
    let bodies = ["a", "b"].map(|id| body(id, 500.0, 100.0 * MBPS)).to_vec();
    let region = region(vec![talk], vec![cloud("c", 40.0 * MBPS, bodies)]);
    for day in [run(&region), by_fluid(&region, 1).unwrap()] {
        let CloudDay { exit, bodies, .. } = &day.clouds[0];
        for service in bodies.iter().map(|body| body.service).chain([day.applications[0].service]) {
            let share = service.satisfied_share().unwrap();
            assert!((share - 0.2).abs() < 0.02, "{share}");
            let unsatisfied = service.stream_secs - service.satisfied_secs;
            assert!((service.affected_secs / unsatisfied - 1.0).abs() < 1e-9);
        }
        assert!((exit.mean_bps * 24.0 / (64.0 * MBPS) - 1.0).abs() < 0.02, "{exit:?}");
    }
}

/// By fluid nothing is lost or made: what is asked for is carried, if there is time until midnight.
#[test]
fn fluid_conserves_transfers_in_overload() {
    let download = application("download", 30.0, &[9], transfer(1e6, 100.0 * MBPS));
    let bodies = vec![body("b", 200.0, 10.0 * MBPS), body("c", 1.0, 10.0 * MBPS)];
    for exit in [1e3, 8.0] {
        let clouds = vec![cloud("c", exit * MBPS, bodies.clone())];
        let day = by_fluid(&region(vec![download.clone()], clouds), 1).unwrap();
        let cloud = &day.clouds[0];
        assert!((cloud.asked_bits / (201.0 * 30.0 * 8e6) - 1.0).abs() < 1e-9);
        assert!((cloud.carried_bits / cloud.asked_bits - 1.0).abs() < 1e-6, "{cloud:?}");
        let lines: f64 = cloud.bodies.iter().map(|body| body.line.mean_bps).sum();
        assert!((lines * 86_400.0 / cloud.carried_bits - 1.0).abs() < 1e-6, "{cloud:?}");
    }
}

/// The shipped regions are read and have the sizes they are cited for.
#[test]
fn shipped_regions_have_their_sizes() {
    for (name, clouds, bodies, users) in
        [("prefecture", 1, 34, 16_000.0), ("nation", 47, 1_788, 1_500_000.0)]
    {
        let path = format!("builtin:regions/{name}.ron");
        let mut region = read(&ShippedOnly, &path).region.unwrap();
        let uses: f64 = region.applications.iter().map(|a| a.uses_per_day).sum();
        assert!((540.0..560.0).contains(&uses), "{uses}");
        region.applications.truncate(1);
        region.applications[0].uses_per_day = 0.0;
        let day = by_fluid(&region, 2).unwrap();
        assert_eq!(day.clouds.len(), clouds);
        assert_eq!(day.clouds.iter().map(|cloud| cloud.bodies.len()).sum::<usize>(), bodies);
        assert_eq!(day.clouds.iter().map(|cloud| cloud.users).sum::<f64>(), users);
    }
}

/// Two bodies of 100 users behind an exit of 30 Mbit/s. As ever, their calls of 1 Mbit/s need about 10
/// Mbit/s together. On the day on which one has ten times as many they need 55, more than the exit has,
/// and the other's users go without too, though its own line is wide.
#[test]
fn one_body_s_video_day_is_felt_by_the_other() {
    let ordinary = region(
        vec![application("call", 2.4, &[9, 10, 11], call(1_800.0, 0.25 * MBPS))],
        vec![cloud(
            "c",
            30.0 * MBPS,
            vec![body("a", 100.0, 1e3 * MBPS), body("b", 100.0, 1e3 * MBPS)],
        )],
    );
    let mut video = ordinary.clone();
    let Bodies::Listed(clouds) = &mut video.bodies else { panic!() };
    clouds[0].bodies[0].times = vec![10.0];
    for run in [|r: &Region| by_flow(r, 1, 1).unwrap(), |r: &Region| by_fluid(r, 1).unwrap()] {
        let [before, after] = [&ordinary, &video].map(|region| run(region).clouds.remove(0));
        let affected = |day: &CloudDay| day.bodies[1].service.affected_secs;
        assert!(affected(&before) < 60.0, "{}", affected(&before));
        assert!(affected(&after) > 3_600.0, "{}", affected(&after));
        // The other's demand is its own: the same calls, draw by draw.
        let streams = |day: &CloudDay| day.bodies[1].service.stream_secs;
        assert!((streams(&after) / streams(&before) - 1.0).abs() < 1e-9);
    }
}

/// The shipped prefecture: the greatest body, with a line wide enough, holds its meetings twenty times
/// as often; the users of the others lose 300 minutes more.
#[test]
fn a_video_day_in_the_shipped_prefecture() {
    let ordinary = read(&ShippedOnly, "builtin:regions/prefecture.ron").region.unwrap();
    let mut video = ordinary.clone();
    let meeting = video.applications.iter().position(|a| a.id == "meeting").unwrap();
    assert_eq!(video.set_line("body_01", 1e9), 1);
    assert_eq!(video.set_times("body_01", meeting, 20.0), 1);
    assert_eq!((video.set_line("body_99", 1e9), video.set_times("body_99", 0, 1.0)), (0, 0));
    let others = |region: &Region| -> f64 {
        let day = by_fluid(region, 2).unwrap();
        day.clouds[0].bodies[1..].iter().map(|body| body.service.affected_secs).sum()
    };
    let (before, after) = (others(&ordinary), others(&video));
    assert!(after - before > 300.0 * 60.0, "{before} {after}");
}
