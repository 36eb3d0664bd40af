//! Attacks on one model: goals under each threat, the paths that led there, choke points.

use super::Page;
use crate::comparison::rank;
use crate::findings;
use crate::names::Names;
use maud::{Markup, html};
use sansou_engine::outcome::{ChokePoint, GoalOutcome, PathStep, RiskItem, ThreatOutcome, Times};
use sansou_scenario::case::Threat;

/// Items whose paths are written out, and paths of each.
const ITEMS: usize = 5;
const PATHS: usize = 2;
const CHOKE_POINTS: usize = 4;
/// Smallest share of successful attacks that is worth a line.
const TELLING: f64 = 0.005;

pub(super) fn part(page: &Page, at: usize) -> Markup {
    html! {
        h3 { (page.say("attack-heading", &[])) }
        (table(page, at))
        p class="note" { (page.say("attack-note", &[])) }
        (damages(page, at))
        (paths(page, at))
    }
}

fn table(page: &Page, at: usize) -> Markup {
    let columns = [
        "attack-goal",
        "attack-probability",
        "attack-undetected",
        "attack-time",
        "attack-frequency",
        "attack-damage",
        "attack-loss",
        "attack-levels",
        "attack-rank",
    ];
    html! {
        div class="scroll" { table class="attacks" {
            thead { tr { @for key in columns { th scope="col" { (page.say(key, &[])) } } } }
            @for threat in &page.outcome.cases[at].threats {
                (threat_rows(page, at, threat, columns.len()))
            }
        } }
    }
}

fn threat_rows(page: &Page, at: usize, result: &ThreatOutcome, columns: usize) -> Markup {
    let case = &page.study.cases[at];
    let outcome = &page.outcome.cases[at];
    let threat: Option<&Threat> = case.threats.iter().find(|t| t.id == result.threat);
    html! {
        tbody {
            tr { th class="group" colspan=(columns) scope="rowgroup" {
                (page.names(at).threat(&result.threat))
                @if let Some(threat) = threat {
                    span class="aside" {
                        (page.texts.word("attacker", threat.attacker)) " · "
                        (page.texts.word("begins", threat.begins)) " · "
                        (page.say("attack-rate", &[])) " "
                        (page.quantity(at, &threat.rate))
                    }
                }
                @if !result.has_foothold {
                    span class="aside" { (page.say("attack-no-foothold", &[])) }
                }
            } }
            @for goal in &result.goals {
                @let item = outcome.risk.items.iter()
                    .find(|i| i.threat == result.threat && i.goal == goal.goal);
                tr {
                    th scope="row" { (page.names(at).goal(&goal.goal)) }
                    (chances(page, goal))
                    (consequences(page, item))
                }
            }
        }
    }
}

fn chances(page: &Page, goal: &GoalOutcome) -> Markup {
    html! {
        @if goal.reachable {
            td { (page.probability(&goal.probability)) }
            td { (page.probability(&goal.without_detection)) }
        } @else {
            td colspan="2" { (page.say("attack-no-path", &[])) }
        }
        td { @match &goal.time_secs {
            Some(times) => (spread(page, times)),
            None => "—",
        } }
    }
}

/// Median with the 5 % and 95 % quantiles.
pub(super) fn spread(page: &Page, times: &Times) -> Markup {
    let texts = page.texts;
    html! {
        (texts.duration(times.p50))
        span class="range" { (texts.range(&texts.duration(times.p05), &texts.duration(times.p95))) }
    }
}

fn consequences(page: &Page, item: Option<&RiskItem>) -> Markup {
    let Some(item) = item else { return html! { td colspan="5" { "—" } } };
    let level = format!("{}/{}/{}", item.rank.threat, item.rank.vulnerability, item.rank.damage);
    html! {
        td { (page.texts.frequency(item.frequency.value)) }
        td { (page.money(&item.damage)) }
        td { (page.money(&item.annual_loss)) }
        td { (level) }
        td class={ "rank rank-" (item.rank.value) } { (rank(&item.rank)) }
    }
}

/// What the damage of each goal is made of, linked to the ledger.
fn damages(page: &Page, at: usize) -> Markup {
    let case = &page.study.cases[at];
    let city = &case.municipality;
    html! {
        h4 { (page.say("damage-heading", &[])) }
        ul {
            @for goal in &case.goals {
                li {
                    (page.names(at).goal(&goal.id)) ": "
                    (page.quantity(at, &goal.damage.base))
                    " + " (page.quantity(at, &goal.damage.per_record)) " × ("
                    @for (place, asset) in goal.assets.iter().enumerate() {
                        @if place > 0 { " + " }
                        (page.texts.of(&case.assets[asset.0].name)) " "
                        (page.counted(at, &case.assets[asset.0].records, "count-records"))
                    }
                    ") + " (page.counted(at, &goal.damage.lost_hours_per_staff, "count-hours")) " × "
                    (page.say("damage-staff", &[])) " " (page.counted(at, &city.staff, "count-people")) " × "
                    (page.say("damage-pay", &[])) " " (page.quantity(at, &city.pay_per_hour))
                }
            }
        }
    }
}

fn paths(page: &Page, at: usize) -> Markup {
    let outcome = &page.outcome.cases[at];
    let names = page.names(at);
    let mut items: Vec<&RiskItem> =
        outcome.risk.items.iter().filter(|i| i.annual_loss.value > 0.0).collect();
    items.sort_by(|a, b| b.annual_loss.value.total_cmp(&a.annual_loss.value));
    items.truncate(ITEMS);
    html! {
        h4 { (page.say("paths-heading", &[])) }
        @if items.is_empty() { p { (page.say("paths-none", &[])) } }
        @for item in items {
            @if let Some(goal) = findings::goal(outcome, &item.threat, &item.goal) {
                div class="goal" {
                    h5 { (page.say("threat-goal", &[
                        ("threat", &names.threat(&item.threat)),
                        ("goal", &names.goal(&item.goal)),
                    ])) }
                    div class="paths" {
                        @for path in goal.paths.iter().filter(|p| p.share >= TELLING).take(PATHS) {
                            div {
                                p class="share" { (page.say("path-share", &[
                                    ("share", &page.texts.load(path.share)),
                                ])) }
                                ol { @for step in &path.steps { li { (step_words(page, at, step)) } } }
                            }
                        }
                    }
                    (choke_points(page, at, goal))
                }
            }
        }
    }
}

/// Rule, technique, success probability, from where to where and by which conduit.
fn step_words(page: &Page, at: usize, step: &PathStep) -> Markup {
    let names = page.names(at);
    html! {
        b { (names.rule(&step.rule)) } " " span class="technique" { (step.technique) } " — "
        (place(page, &names, step))
        @if let Some(asset) = &step.asset {
            " " (page.say("path-asset", &[("asset", &names.asset(asset))]))
        }
        @if let Some(rule) = names.rule_of(&step.rule) {
            " " span class="range" {
                (page.say("path-success", &[])) " " (page.quantity(at, &rule.success))
            }
        }
    }
}

fn place(page: &Page, names: &Names, step: &PathStep) -> Markup {
    let to = names.node_in_zone(&step.to);
    let by = step.conduit.as_deref().and_then(|c| names.conduit(c));
    html! {
        @if step.from == step.to {
            (to)
        } @else {
            (names.node_in_zone(&step.from)) " → " (to)
        }
        @if let Some(conduit) = by {
            " " (page.say("path-by", &[
                ("kind", &page.texts.word("conduit-kind", conduit.kind)),
                ("name", page.texts.of(&conduit.name)),
            ]))
        }
    }
}

fn choke_points(page: &Page, at: usize, goal: &GoalOutcome) -> Markup {
    let names = page.names(at);
    let told = goal.choke_points.iter().filter(|p| p.share >= TELLING).take(CHOKE_POINTS);
    let told: Vec<&ChokePoint> = told.collect();
    html! {
        @if !told.is_empty() {
            p class="choke" {
                b { (page.say("choke-heading", &[])) } " "
                @for (place, point) in told.iter().enumerate() {
                    @if place > 0 { (page.say("list-comma", &[])) }
                    (page.say("choke-point", &[
                        ("rule", &names.rule(&point.step.rule)),
                        ("node", &names.node(&point.step.to)),
                        ("share", &page.texts.load(point.share)),
                    ]))
                }
            }
        }
    }
}
