//! The answer first: plain sentences that follow from the numbers, on one screen.

mod difference;
mod network;
mod risk;

use super::Page;
use crate::charts;
use crate::findings::{self, overlap};
use maud::{Markup, PreEscaped, html};
use sansou_engine::outcome::{CaseOutcome, GoalOutcome};
use sansou_engine::risk::PARAMETER_DRAWS;

/// Shares of the draws of the inputs from which an order counts as certain, and as a tendency.
const SURE: f64 = 0.95;
const LIKELY: f64 = 0.8;

/// Number of draws of the inputs, in words.
fn draws() -> String {
    crate::number::whole(PARAMETER_DRAWS as f64)
}

pub(super) fn section(page: &Page) -> Markup {
    let answers = [
        (page.either("verdict-q-risk", "verdict-q-risk-one"), "whole", risk::sentences(page)),
        (page.either("verdict-q-sure", "verdict-q-range"), "", ranking(page)),
        ("verdict-q-difference", "whole", difference::sentences(page)),
        ("verdict-q-network", "double", network::sentences(page)),
        (page.either("verdict-q-everywhere", "verdict-q-everywhere-one"), "", everywhere(page)),
        ("verdict-q-cost", "", cost(page)),
        ("verdict-q-basis", "", basis(page)),
    ];
    let models: Vec<String> =
        page.pairs().map(|(at, ..)| page.names(at).model().to_owned()).collect();
    let losses: Vec<_> = page.pairs().map(|(.., o)| o.risk.annual_loss).collect();
    let parts: Vec<[f64; 2]> = page
        .pairs()
        .map(|(_, case, o)| findings::split(case, o))
        .map(|split| [split.everywhere, split.other])
        .collect();
    let trials = page.outcome.manifest.trials;
    html! {
        section id="verdict" {
            h2 { (page.say("verdict-heading", &[])) }
            @if trials < findings::ENOUGH_TRIALS {
                p class="warning" { (findings::few_trials(trials, page.texts)) }
            }
            dl class="answers" {
                @for (question, width, sentences) in answers.iter().filter(|a| !a.2.is_empty()) {
                    div class=(width) {
                        dt { (page.say(question, &[])) }
                        dd { @for sentence in sentences { p { (sentence) } } }
                    }
                }
            }
            div class="pair" {
                figure {
                    figcaption { (page.say("chart-losses", &[])) }
                    (PreEscaped(charts::losses(&models, &parts, page.texts)))
                    p class="note" {
                        (page.say("chart-losses-everywhere", &[])) br;
                        (page.say("chart-losses-other", &[]))
                    }
                }
                figure {
                    figcaption { (page.say("chart-range", &[])) }
                    (PreEscaped(charts::ranges(&models, &losses, page.texts)))
                    p class="note" { (page.say("chart-losses-note", &[("draws", &draws())])) }
                }
            }
        }
    }
}

fn model(page: &Page, at: usize) -> String {
    page.names(at).model().to_owned()
}

fn ranking(page: &Page) -> Vec<String> {
    if page.single() {
        return vec![page.say("verdict-range-fixed", &[("draws", &draws())])];
    }
    if findings::attacked_alike(page.outcome) {
        return Vec::new();
    }
    let order = findings::by_loss(page.outcome);
    let mut out = Vec::new();
    if let Some((&most, &least)) = order.first().zip(order.last())
        && most != least
    {
        let loss = |at: usize| page.outcome.cases[at].risk.annual_loss;
        let same = overlap(&loss(most), &loss(least));
        let key = if same { "verdict-overlap" } else { "verdict-apart" };
        let (most_name, least_name) = (model(page, most), model(page, least));
        out.push(page.say(key, &[("most", &most_name), ("least", &least_name)]));
        if let Some(share) = findings::loses_less(page.outcome, least, most) {
            let key = match share {
                s if s >= SURE => "verdict-rank-sure",
                s if s >= LIKELY => "verdict-rank-likely",
                _ => "verdict-rank-unsure",
            };
            out.push(page.say(
                key,
                &[
                    ("most", &most_name),
                    ("least", &least_name),
                    ("share", &page.texts.percent(share)),
                    ("draws", &draws()),
                ],
            ));
            out.push(page.say("verdict-rank-fixed", &[]));
        }
    }
    out.push(chances(page));
    out
}

/// For how many goals of threats P(goal) differs between models beyond its intervals.
fn chances(page: &Page) -> String {
    let goals = findings::open_goals(page.outcome);
    let mut apart: Vec<(f64, String)> = Vec::new();
    for (threat, goal) in &goals {
        let mut found: Vec<(usize, &GoalOutcome)> = page
            .pairs()
            .filter_map(|(at, _, o)| Some((at, findings::goal(o, threat, goal)?)))
            .collect();
        found.sort_by(|a, b| b.1.probability.value.total_cmp(&a.1.probability.value));
        let (Some(&(high, most)), Some(&(low, least))) = (found.first(), found.last()) else {
            continue;
        };
        if !overlap(&most.probability, &least.probability) {
            let difference = most.probability.value - least.probability.value;
            let example = page.say(
                "verdict-example",
                &[
                    ("threat", &page.names(high).threat(threat)),
                    ("goal", &page.names(high).goal(goal)),
                    ("high", &model(page, high)),
                    ("p_high", &page.texts.percent(most.probability.value)),
                    ("low", &model(page, low)),
                    ("p_low", &page.texts.percent(least.probability.value)),
                ],
            );
            apart.push((difference, example));
        }
    }
    let all = goals.len().to_string();
    apart.sort_by(|a, b| b.0.total_cmp(&a.0));
    match apart.first() {
        Some((_, example)) => page.say(
            "verdict-chances-apart",
            &[("all", &all), ("apart", &apart.len().to_string()), ("example", example)],
        ),
        None => page.say("verdict-chances-same", &[("all", &all)]),
    }
}

fn everywhere(page: &Page) -> Vec<String> {
    let Some(most) = findings::riskiest(page.outcome) else { return Vec::new() };
    let parts: Vec<String> = page
        .pairs()
        .map(|(at, case, outcome)| {
            let split = findings::split(case, outcome);
            let total = split.everywhere + split.other;
            let share = if total > 0.0 { split.everywhere / total } else { 0.0 };
            page.say(
                "verdict-everywhere-part",
                &[
                    ("model", &model(page, at)),
                    ("share", &page.texts.load(share)),
                    ("value", &page.texts.yen(split.everywhere)),
                ],
            )
        })
        .collect();
    let comma = page.say("list-comma", &[]);
    let case = &page.study.cases[most];
    let named = case.threats.iter().filter(|threat| threat.in_every_model);
    let threats: Vec<&str> = named.map(|threat| page.texts.of(&threat.name)).collect();
    let split = findings::split(&page.study.cases[most], &page.outcome.cases[most]);
    let everywhere = |(at, case, outcome)| (at, findings::split(case, outcome).everywhere);
    let least = page.pairs().map(everywhere).min_by(|a, b| a.1.total_cmp(&b.1));
    let (least, rest) = least.unwrap_or((most, split.everywhere));
    let key = if split.everywhere > split.other {
        page.either("verdict-everywhere-most", "verdict-everywhere-most-one")
    } else {
        "verdict-everywhere-less"
    };
    vec![
        page.say(
            "verdict-everywhere",
            &[("threats", &threats.join(&comma)), ("parts", &parts.join(&comma))],
        ),
        page.say(
            key,
            &[
                ("model", &model(page, most)),
                ("least", &model(page, least)),
                ("value", &page.texts.yen(rest)),
            ],
        ),
    ]
}

fn cost(page: &Page) -> Vec<String> {
    let by_cost = |o: &CaseOutcome| o.cost.five_years.value;
    let pairs = || page.pairs().map(|(at, _, o)| (at, o));
    let most = pairs().reduce(|a, b| if by_cost(b.1) > by_cost(a.1) { b } else { a });
    let least = pairs().reduce(|a, b| if by_cost(b.1) < by_cost(a.1) { b } else { a });
    let (Some((most, _)), Some((least, _))) = (most, least) else { return Vec::new() };
    let yen = |at: usize| page.texts.yen(page.outcome.cases[at].cost.five_years.value);
    let unpriced = pairs().map(|(_, o)| o.cost.unpriced.len()).max().unwrap_or(0).to_string();
    let mut out = if !pairs().any(|(_, o)| findings::priced(&o.cost.five_years)) {
        vec![page.say("verdict-cost-none", &[])]
    } else if most == least {
        let key = page.either("verdict-cost-same", "verdict-cost-one");
        vec![page.say(key, &[("value", &yen(most))])]
    } else {
        vec![page.say(
            "verdict-cost",
            &[
                ("least", &model(page, least)),
                ("v_least", &yen(least)),
                ("most", &model(page, most)),
                ("v_most", &yen(most)),
            ],
        )]
    };
    if unpriced != "0" {
        let key = page.either("verdict-unpriced", "verdict-unpriced-one");
        out.push(page.say(key, &[("n", &unpriced)]));
    }
    out
}

fn basis(page: &Page) -> Vec<String> {
    let (assumed, all) = page.book.assumed();
    let share = if all > 0 { assumed as f64 / all as f64 } else { 0.0 };
    vec![
        page.say(
            page.either("verdict-trials", "verdict-trials-one"),
            &[("trials", &crate::number::whole(page.outcome.manifest.trials as f64))],
        ),
        page.say(
            "verdict-assumed",
            &[
                ("assumed", &assumed.to_string()),
                ("all", &all.to_string()),
                ("share", &page.texts.load(share)),
            ],
        ),
    ]
}
