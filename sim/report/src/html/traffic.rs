//! The day of traffic in one model: bottleneck, lines and appliances, applications.

use super::{Page, attack::spread};
use crate::findings;
use maud::{Markup, html};
use sansou_engine::outcome::{ApplicationOutcome, ResourceKind, ResourceOutcome};

/// Lines and appliances that are listed, busiest first.
const LISTED: usize = 14;

pub(super) fn part(page: &Page, at: usize) -> Markup {
    html! {
        h3 { (page.say("traffic-heading", &[])) }
        (bottleneck(page, at))
        (resources(page, at))
        (appliances(page, at))
        (applications(page, at))
        (totals(page, at))
    }
}

fn bottleneck(page: &Page, at: usize) -> Markup {
    let outcome = &page.outcome.cases[at];
    let names = page.names(at);
    let Some(resource) = findings::busiest(outcome) else { return html! {} };
    let key = match outcome.traffic.bottleneck {
        Some(_) => "traffic-bottleneck",
        None => "traffic-no-bottleneck",
    };
    let conduits = passing(page, at, resource);
    html! {
        p { (page.say(key, &[
            ("resource", &names.resource(resource)),
            ("clock", &page.texts.clock(findings::peak_minute(resource))),
            ("load", &page.texts.load(findings::peak_load(resource))),
            ("minutes", &resource.minutes_above[1].to_string()),
        ])) }
        p { (page.say("traffic-filled", &[])) }
        ul class="fill" {
            @for (application, share) in &resource.filled_by {
                li {
                    span class="bar" style={ "--share:" (format!("{:.1}%", share * 100.0)) } {}
                    (names.application(application)) " " (page.texts.load(*share))
                }
            }
        }
        (shares(page, "traffic-by-group", &resource.filled_by_group, |id| names.user_group(id)))
        (shares(page, "traffic-by-zone", &resource.filled_by_zone, |id| names.zone(id)))
        @if !conduits.is_empty() {
            p class="note" { (page.say("traffic-passing", &[
                ("conduits", &conduits.join(&page.say("list-comma", &[]))),
            ])) }
        }
    }
}

/// Who fills it, in a sentence.
fn shares(
    page: &Page,
    key: &str,
    shares: &[(String, f64)],
    name: impl Fn(&str) -> String,
) -> Markup {
    let parts =
        shares.iter().map(|(id, share)| format!("{} {}", name(id), page.texts.load(*share)));
    let parts: Vec<String> = parts.collect();
    html! {
        @if !parts.is_empty() {
            p { (page.say(key, &[("parts", &parts.join(&page.say("list-comma", &[])))])) }
        }
    }
}

/// Names of the conduits whose way leads over a link or through an appliance.
fn passing(page: &Page, at: usize, resource: &ResourceOutcome) -> Vec<String> {
    let Some(network) = page.networks.get(at) else { return Vec::new() };
    let case = network.case();
    let (link, node) = match resource.kind {
        ResourceKind::Appliance => (None, case.node(&resource.element)),
        _ => (case.link(&resource.element), None),
    };
    let mut names: Vec<String> = Vec::new();
    for (id, conduit) in case.conduits.iter().enumerate() {
        let passes = conduit.from.iter().any(|&from| {
            network.path(sansou_scenario::case::ConduitId(id), from).is_some_and(|path| {
                path.hops.iter().any(|h| Some(h.link) == link)
                    || node.is_some_and(|n| path.nodes.contains(&n))
            })
        });
        let name = page.texts.of(&conduit.name).to_owned();
        if passes && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn resources(page: &Page, at: usize) -> Markup {
    let mut listed: Vec<&ResourceOutcome> = page.outcome.cases[at]
        .traffic
        .resources
        .iter()
        .filter(|r| r.capacity_bps > 0.0 && r.max_bps > 0.0)
        .collect();
    listed.sort_by(|a, b| findings::peak_load(b).total_cmp(&findings::peak_load(a)));
    let omitted = listed.len().saturating_sub(LISTED);
    listed.truncate(LISTED);
    let columns = [
        "traffic-resource",
        "traffic-capacity",
        "traffic-mean",
        "traffic-p95",
        "traffic-max",
        "traffic-above",
        "traffic-filler",
    ];
    html! {
        h4 { (page.say("traffic-resources", &[])) }
        div class="scroll" { table {
            thead { tr { @for key in columns { th scope="col" { (page.say(key, &[])) } } } }
            tbody { @for resource in listed { (resource_row(page, at, resource)) } }
        } }
        @if omitted > 0 {
            p class="note" { (page.say("traffic-omitted", &[("n", &omitted.to_string())])) }
        }
    }
}

fn resource_row(page: &Page, at: usize, resource: &ResourceOutcome) -> Markup {
    let names = page.names(at);
    let rate = |bps: f64| {
        html! {
            (page.texts.load(bps / resource.capacity_bps))
            span class="range" { (page.texts.rate(bps)) }
        }
    };
    let [some, much, full] = resource.minutes_above;
    html! {
        tr {
            th scope="row" { (names.resource(resource)) }
            td { (capacity(page, at, resource)) }
            // The mean is of all lines together, the rest of the busiest one.
            td { (rate(resource.mean_bps / resource.lines.max(1) as f64)) }
            td { (rate(resource.p95_bps)) }
            td { (rate(resource.max_bps)) }
            td { (some) " / " (much) " / " (full) }
            td { @match resource.filled_by.first() {
                Some((application, share)) => {
                    (names.application(application)) " " (page.texts.load(*share))
                }
                None => "—",
            } }
        }
    }
}

/// Connections of the appliances that hold a limited number of them or work on each.
fn appliances(page: &Page, at: usize) -> Markup {
    let listed: Vec<&ResourceOutcome> = page.outcome.cases[at]
        .traffic
        .resources
        .iter()
        .filter(|r| r.session_limit.is_some() || r.max_setup_secs.is_some())
        .collect();
    let columns = [
        "appliance-name",
        "appliance-limit",
        "appliance-most",
        "appliance-refused",
        "appliance-setup",
    ];
    html! {
        @if !listed.is_empty() {
            h4 { (page.say("appliances-heading", &[])) }
            div class="scroll" { table {
                thead { tr { @for key in columns { th scope="col" { (page.say(key, &[])) } } } }
                tbody { @for resource in listed { (appliance_row(page, at, resource)) } }
            } }
        }
    }
}

fn appliance_row(page: &Page, at: usize, resource: &ResourceOutcome) -> Markup {
    let case = &page.study.cases[at];
    let node = case.node(&resource.element).map(|n| &case.nodes[n.0]);
    let limit = node.and_then(|node| node.sessions);
    let units = node.map_or(1, |node| node.count);
    let count = |n: u64| crate::number::whole(n as f64);
    html! {
        tr {
            th scope="row" { (page.names(at).resource(resource)) }
            td { @match limit {
                Some(q) => {
                    (page.quantity(at, &q))
                    @if units > 1 { " × " (crate::number::whole(units as f64)) }
                }
                None => "—",
            } }
            td { @match (resource.max_sessions, resource.session_limit) {
                (Some(most), Some(limit)) => {
                    (count(most))
                    span class="range" { (page.texts.load(most as f64 / limit.max(1) as f64)) }
                }
                _ => "—",
            } }
            td { @match resource.session_limit {
                Some(_) => (count(resource.refused_sessions)),
                None => "—",
            } }
            td { @match resource.max_setup_secs {
                Some(secs) => (page.texts.duration(secs)),
                None => "—",
            } }
        }
    }
}

/// Capacity linked to its ledger entry.
fn capacity(page: &Page, at: usize, resource: &ResourceOutcome) -> Markup {
    let case = &page.study.cases[at];
    let quantity = match resource.kind {
        ResourceKind::Appliance => {
            case.node(&resource.element).and_then(|n| case.nodes[n.0].throughput)
        }
        _ => case.link(&resource.element).map(|l| case.links[l.0].capacity),
    };
    html! {
        @match quantity {
            Some(q) => (page.quantity(at, &q)),
            None => (page.texts.rate(resource.capacity_bps)),
        }
        @if resource.lines > 1 { " × " (resource.lines) }
    }
}

fn applications(page: &Page, at: usize) -> Markup {
    let columns = [
        "application-name",
        "application-uses",
        "application-screen",
        "application-completion",
        "application-satisfied",
        "application-refused",
        "application-affected",
    ];
    html! {
        h4 { (page.say("applications-heading", &[])) }
        div class="scroll" { table {
            thead { tr { @for key in columns { th scope="col" { (page.say(key, &[])) } } } }
            tbody {
                @for result in &page.outcome.cases[at].traffic.applications {
                    (application_row(page, at, result))
                }
            }
        } }
    }
}

fn application_row(page: &Page, at: usize, result: &ApplicationOutcome) -> Markup {
    let names = page.names(at);
    let case = &page.study.cases[at];
    let application = case.applications.iter().find(|a| a.id == result.application);
    let count = |n: u64| crate::number::whole(n as f64);
    let nodes: Vec<String> = result.unavailable_from.iter().map(|n| names.node(n)).collect();
    html! {
        tr {
            th scope="row" {
                (names.application(&result.application))
                @if let Some(application) = application {
                    span class="range" {
                        (page.say("application-users", &[])) " "
                        (page.quantity(at, &application.users))
                    }
                }
                @if !nodes.is_empty() {
                    span class="range" { (page.say("application-unavailable", &[
                        ("nodes", &nodes.join(&page.say("list-comma", &[]))),
                    ])) }
                }
            }
            td { (count(result.uses)) }
            td { (count(result.as_screen)) }
            td { @match &result.completion_secs {
                Some(times) => (spread(page, times)),
                None => "—",
            } }
            td {
                (result.satisfied_share.map_or_else(|| "—".into(), |s| page.texts.percent(s)))
                @if let Some(score) = result.opinion_score {
                    span class="range" { (page.say("application-opinion", &[
                        ("score", &crate::number::significant(score, 2)),
                    ])) }
                }
                @if let Some(feel) = &result.screen_feel_secs {
                    span class="range" { (screen_feel(page, feel)) }
                }
            }
            td { (count(result.refused)) }
            td { (crate::number::whole(result.affected_user_minutes)) }
        }
    }
}

/// Shares of screen work by how it felt.
fn screen_feel(page: &Page, secs: &[f64; 3]) -> String {
    let all = secs.iter().sum::<f64>();
    let [prompt, delayed, slow] = secs.map(|part| page.texts.percent(part / all));
    page.say("application-feel", &[("prompt", &prompt), ("delayed", &delayed), ("slow", &slow)])
}

fn totals(page: &Page, at: usize) -> Markup {
    let traffic = &page.outcome.cases[at].traffic;
    let bytes = |b: f64| page.texts.bytes(b);
    html! {
        p class="note" { (page.say("traffic-totals", &[
            ("demand", &bytes(traffic.demand_bytes)),
            ("carried", &bytes(traffic.carried_bytes)),
            ("refused", &bytes(traffic.refused_bytes)),
            ("left", &bytes(traffic.left_over_bytes)),
        ])) }
    }
}
