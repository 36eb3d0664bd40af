//! The comparison of models as rows of words, shown by the page and the terminal alike.

use crate::findings;
use crate::names::Names;
use crate::number::whole;
use crate::text::Texts;
use sansou_engine::outcome::{CaseDifference, CaseOutcome, Estimate, IpaRank, ModelTotal, Outcome};
use sansou_scenario::case::{Case, Study};

/// A cell: what counts, and what qualifies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Main figure.
    pub value: String,
    /// Interval or remark.
    pub note: Option<String>,
}

impl Cell {
    fn plain(value: String) -> Cell {
        Cell { value, note: None }
    }
    fn noted(value: String, note: String) -> Cell {
        Cell { value, note: Some(note) }
    }
}

/// A row: what is compared, a cell per model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// What is compared.
    pub label: String,
    /// Part of the row before.
    pub detail: bool,
    /// By model.
    pub cells: Vec<Cell>,
}

/// Rows of one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// Subject.
    pub heading: String,
    /// Rows.
    pub rows: Vec<Row>,
}

struct Table<'a> {
    study: &'a Study,
    outcome: &'a Outcome,
    texts: &'a Texts,
}

/// The whole comparison.
pub(crate) fn groups(study: &Study, outcome: &Outcome, texts: &Texts) -> Vec<Group> {
    let table = Table { study, outcome, texts };
    vec![table.losses(), table.chances(), table.traffic(), table.cost()]
}

/// Sums over the municipalities of a study of many, a line for each model.
pub(crate) fn totals(study: &Study, outcome: &Outcome, texts: &Texts) -> Vec<String> {
    let line = |total: &ModelTotal| {
        let of = |id: &String| study.cases.iter().find(|case| case.model == *id);
        let names: Vec<&str> =
            total.cases.iter().filter_map(of).map(|case| texts.of(&case.name)).collect();
        let loss = &total.annual_loss;
        texts.get(
            "compare-total",
            &[
                ("cases", &names.join(&texts.plain("list-comma"))),
                ("bodies", &whole(total.bodies)),
                ("loss", &texts.yen(loss.value)),
                ("range", &texts.yen_range(loss)),
            ],
        )
    };
    outcome.totals.iter().map(line).collect()
}

/// The risk value; cells of the matrix that are not confirmed in published data are starred.
pub(crate) fn rank(rank: &IpaRank) -> String {
    format!("{}{}", rank.value, if rank.confirmed { "" } else { "*" })
}

impl Table<'_> {
    fn row(
        &self,
        key: &str,
        detail: bool,
        cell: impl Fn(usize, &Case, &CaseOutcome) -> Cell,
    ) -> Row {
        self.named(self.texts.plain(key), detail, cell)
    }

    fn named(
        &self,
        label: String,
        detail: bool,
        cell: impl Fn(usize, &Case, &CaseOutcome) -> Cell,
    ) -> Row {
        let both = self.study.cases.iter().zip(&self.outcome.cases).enumerate();
        let cells = both.map(|(at, (case, outcome))| cell(at, case, outcome)).collect();
        Row { label, detail, cells }
    }

    fn money(&self, e: &Estimate) -> Cell {
        let value = self.texts.yen(e.value);
        if e.low == e.high {
            Cell::plain(value)
        } else {
            Cell::noted(value, self.texts.yen_range(e))
        }
    }

    fn price(&self, e: &Estimate) -> Cell {
        if findings::priced(e) {
            self.money(e)
        } else {
            Cell::plain(self.texts.plain("no-known-price"))
        }
    }

    fn losses(&self) -> Group {
        let texts = self.texts;
        let mut rows =
            vec![self.row("compare-loss", false, |_, _, o| self.money(&o.risk.annual_loss))];
        if let Some((case, base)) = self.study.cases.first().zip(self.outcome.cases.first())
            && self.outcome.cases.len() > 1
        {
            let label = texts.get("compare-difference", &[("model", texts.of(&case.name))]);
            let base = base.risk.annual_loss.value;
            rows.push(self.named(label, true, |at, _, o| self.loss_difference(at, o, base)));
            let label = texts.get("compare-ranked", &[("model", texts.of(&case.name))]);
            rows.push(self.named(label, true, |at, _, _| {
                let share = findings::loses_less(self.outcome, at, 0).filter(|_| at > 0);
                Cell::plain(share.map_or_else(|| "—".into(), |s| texts.percent(s)))
            }));
        }
        rows.push(self.row("compare-everywhere", true, |_, case, o| {
            Cell::plain(texts.yen(findings::split(case, o).everywhere))
        }));
        rows.push(self.row("compare-other", true, |_, case, o| {
            Cell::plain(texts.yen(findings::split(case, o).other))
        }));
        rows.push(self.row("compare-rank", false, |_, _, o| match findings::highest_rank(o) {
            Some(highest) => {
                let same = o.risk.items.iter().filter(|i| i.rank.value == highest.value).count();
                let note = texts.get("compare-rank-count", &[("n", &same.to_string())]);
                Cell::noted(rank(&highest), note)
            }
            None => Cell::plain("—".into()),
        }));
        Group { heading: texts.plain("compare-losses"), rows }
    }

    fn loss_difference(&self, at: usize, outcome: &CaseOutcome, base: f64) -> Cell {
        let texts = self.texts;
        let Some(difference) = findings::from_first(self.outcome, at) else {
            return Cell::plain(texts.plain("compare-base"));
        };
        let range = texts.yen_change_range(&difference.annual_loss);
        let value = texts.yen_change(difference.annual_loss.value);
        if base > 0.0 {
            let times = crate::number::significant(outcome.risk.annual_loss.value / base, 2);
            let args = [("range", range.as_str()), ("times", times.as_str())];
            Cell::noted(value, texts.get("compare-times", &args))
        } else {
            Cell::noted(value, range)
        }
    }

    /// A row of differences from the first case, below the row that they belong to.
    fn against_first(&self, cell: impl Fn(&CaseDifference) -> Option<Cell>) -> Option<Row> {
        let case = self.study.cases.first().filter(|_| !self.outcome.differences.is_empty())?;
        let name = self.texts.of(&case.name);
        let label = self.texts.get("compare-difference", &[("model", name)]);
        Some(self.named(label, true, |at, _, _| match findings::from_first(self.outcome, at) {
            Some(difference) => cell(difference).unwrap_or_else(|| Cell::plain("—".into())),
            None => Cell::plain(self.texts.plain("compare-base")),
        }))
    }

    fn chances(&self) -> Group {
        let texts = self.texts;
        let rows = findings::main_goals(self.outcome)
            .iter()
            .flat_map(|(threat, goal)| {
                let label = self.study.cases.first().map_or_else(String::new, |case| {
                    let names = Names::new(case, texts);
                    let (threat, goal) = (names.threat(threat), names.goal(goal));
                    texts.get("threat-goal", &[("threat", &threat), ("goal", &goal)])
                });
                let row =
                    self.named(label, false, |_, _, o| match findings::goal(o, threat, goal) {
                        Some(g) if g.reachable => Cell::noted(
                            texts.percent(g.probability.value),
                            texts.percent_range(&g.probability),
                        ),
                        Some(_) => Cell::plain(texts.plain("attack-no-path")),
                        None => Cell::plain("—".into()),
                    });
                let apart = self.against_first(|difference| {
                    let g = findings::goal_from_first(difference, threat, goal)?;
                    let range = texts.points_range(&g.probability);
                    Some(Cell::noted(texts.points(g.probability.value), range))
                });
                [Some(row), apart].into_iter().flatten()
            })
            .collect();
        Group { heading: texts.plain("compare-chances"), rows }
    }

    fn traffic(&self) -> Group {
        let texts = self.texts;
        let rows = vec![
            self.row("compare-busiest", false, |_, case, o| match findings::busiest(o) {
                Some(resource) => Cell::noted(
                    Names::new(case, texts).resource(resource),
                    texts.get(
                        "compare-busiest-note",
                        &[
                            ("load", &texts.load(findings::peak_load(resource))),
                            ("clock", &texts.clock(findings::peak_minute(resource))),
                        ],
                    ),
                ),
                None => Cell::plain("—".into()),
            }),
            self.row("compare-minutes", true, |_, _, o| {
                let minutes = findings::busiest(o).map_or(0, |r| r.minutes_above[1]);
                Cell::plain(texts.get("minutes", &[("n", &minutes.to_string())]))
            }),
            self.row("compare-meetings", false, |_, case, o| {
                let share = findings::meetings_satisfied(case, o);
                Cell::plain(share.map_or_else(|| "—".into(), |s| texts.percent(s)))
            }),
            self.row("compare-screen", false, |_, _, o| {
                Cell::plain(texts.percent(findings::screen_share(o)))
            }),
            self.row("compare-affected", false, |_, _, o| {
                let minutes = whole(o.traffic.affected_user_minutes);
                Cell::plain(texts.get("minutes", &[("n", &minutes)]))
            }),
        ];
        Group { heading: texts.plain("compare-traffic"), rows }
    }

    fn cost(&self) -> Group {
        let texts = self.texts;
        let difference = self.against_first(|difference| {
            let cost = &difference.yearly_cost;
            let value = texts.yen_change(cost.value);
            let known = cost.low != cost.high;
            Some(Cell { value, note: known.then(|| texts.yen_change_range(cost)) })
        });
        let mut rows = vec![
            self.row("compare-initial", false, |_, _, o| self.price(&o.cost.initial)),
            self.row("compare-yearly", false, |_, _, o| self.price(&o.cost.yearly)),
            self.row("compare-five-years", false, |_, _, o| self.price(&o.cost.five_years)),
            self.row("compare-unpriced", true, |_, _, o| {
                let n = o.cost.unpriced.len().to_string();
                Cell::plain(texts.get("compare-unpriced-count", &[("n", &n)]))
            }),
        ];
        // Below the yearly price.
        rows.splice(2..2, difference);
        Group { heading: texts.plain("compare-cost"), rows }
    }
}
