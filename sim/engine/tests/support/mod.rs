//! Small cases for tests of the attack engine, written in code.
//!
//! Things are named by ids; what an id refers to must have been added before. Every quantity is
//! without a range and belongs to one ledger entry.

use sansou_engine::attack::{AttackGraph, GroundError};
use sansou_engine::network::Network;
use sansou_scenario::case::{
    AlarmHours, Asset, AssetClass, AssetId, Attacker, Begins, Case, Category, Conduit, ConduitId,
    ConduitKind, ConduitLimit, Control, ControlId, Cost, Counter, Damage, Detect, Distribution,
    Edition, End, Flow, Goal, GoalId, LedgerId, Municipality, Node, NodeId, NodeKind, On, Per,
    Placement, Quantity, Response, Rule, RuleId, SourcedDistribution, Step, StepId, Text, Threat,
    Toward, Zone, ZoneId, ZoneKind,
};

/// A number without a range.
pub fn quantity(value: f64) -> Quantity {
    Quantity { value, low: value, high: value, ledger: LedgerId(0) }
}

fn sourced(value: Distribution) -> SourcedDistribution {
    SourcedDistribution { value, ledger: LedgerId(0) }
}

fn text(id: &str) -> Text {
    Text { ja: id.to_owned(), en: id.to_owned() }
}

/// Takes no time.
pub const AT_ONCE: Distribution = Distribution::Fixed { value: 0.0 };

/// Always takes this long.
pub fn fixed(value: f64) -> Distribution {
    Distribution::Fixed { value }
}

/// Exponential with this mean.
pub fn exponential(mean: f64) -> Distribution {
    Distribution::Exponential { mean }
}

/// A case that grows; starts with one zone of each kind that is asked for.
pub struct City {
    /// What has been added so far.
    pub case: Case,
}

impl City {
    /// An empty case with the node step `own` and the asset step `read`.
    pub fn new() -> City {
        let municipality = Municipality {
            id: "city".to_owned(),
            name: text("city"),
            residents: quantity(60_000.0),
            staff: quantity(660.0),
            terminals: quantity(700.0),
            branches: quantity(12.0),
            pay_per_hour: quantity(3_000.0),
        };
        let case = Case {
            model: "model".to_owned(),
            name: text("model"),
            summary: text("model"),
            scheme: None,
            edition: Edition::LATEST,
            municipality,
            zones: Vec::new(),
            nodes: Vec::new(),
            links: Vec::new(),
            conduits: Vec::new(),
            assets: Vec::new(),
            controls: Vec::new(),
            placements: Vec::new(),
            routes: Vec::new(),
            steps: Vec::new(),
            rules: Vec::new(),
            goals: Vec::new(),
            threats: Vec::new(),
            profiles: Vec::new(),
            applications: Vec::new(),
            ledger: Vec::new(),
        };
        let mut city = City { case };
        city.step("own", false).step("read", true);
        city
    }

    /// Grounds the case.
    pub fn try_graph(&self) -> Result<AttackGraph, GroundError> {
        AttackGraph::ground(&Network::compile(&self.case).expect("nothing is routed"))
    }

    /// Grounds the case, which must go well.
    pub fn graph(&self) -> AttackGraph {
        self.try_graph().expect("groundable")
    }

    /// A step.
    pub fn step(&mut self, id: &str, of_asset: bool) -> &mut City {
        self.case.steps.push(Step { id: id.to_owned(), name: text(id), of_asset });
        self
    }

    /// A group of terminals in LGWAN接続系.
    pub fn node(&mut self, id: &str, count: u64) -> &mut City {
        self.node_in(id, count, NodeKind::Terminals, ZoneKind::LgwanConnected)
    }

    /// A node.
    pub fn node_in(&mut self, id: &str, count: u64, kind: NodeKind, zone: ZoneKind) -> &mut City {
        let known = self.case.zones.iter().position(|z| z.kind == zone);
        let at = known.unwrap_or_else(|| {
            let name = format!("{zone:?}");
            self.case.zones.push(Zone { name: text(&name), id: name, kind: zone });
            self.case.zones.len() - 1
        });
        self.case.nodes.push(Node {
            id: id.to_owned(),
            zone: ZoneId(at),
            kind,
            name: text(id),
            count,
            patch_age: None,
            throughput: None,
            sessions: None,
            delay_per_mb: None,
            session_setup: None,
            background: None,
        });
        self
    }

    /// A conduit that lets code and data through both ways.
    pub fn conduit(&mut self, id: &str, kind: ConduitKind, from: &[&str], to: &str) -> &mut City {
        let from = from.iter().map(|id| self.node_id(id)).collect();
        self.case.conduits.push(Conduit {
            id: id.to_owned(),
            name: text(id),
            kind,
            from,
            to: self.node_id(to),
            via: Vec::new(),
            code: Flow::Both,
            data: Flow::Both,
            limits: Vec::new(),
            note: None,
        });
        self
    }

    /// Narrows the last conduit.
    pub fn limited(&mut self, code: Flow, data: Flow, limits: &[ConduitLimit]) -> &mut City {
        let conduit = self.case.conduits.last_mut().expect("a conduit");
        (conduit.code, conduit.data, conduit.limits) = (code, data, limits.to_vec());
        self
    }

    /// An asset.
    pub fn asset(&mut self, id: &str, on: &[&str]) -> &mut City {
        let on = on.iter().map(|id| self.node_id(id)).collect();
        self.case.assets.push(Asset {
            id: id.to_owned(),
            name: text(id),
            class: AssetClass::C2,
            on,
            records: quantity(0.0),
        });
        self
    }

    /// A local rule: `needs` give `gives` with probability `success` at once.
    pub fn local(&mut self, id: &str, needs: &[&str], gives: &str, success: f64) -> &mut City {
        let on = On::Local { nodes: Vec::new(), zones: Vec::new(), holding: false };
        self.rule(id, on, needs, gives, success)
    }

    /// A rule along conduits of a kind towards their target.
    pub fn along(
        &mut self,
        id: &str,
        kind: ConduitKind,
        needs: &[&str],
        gives: &str,
        success: f64,
    ) -> &mut City {
        let on = On::Conduit {
            kinds: vec![kind],
            toward: Toward::Target,
            code: false,
            data: false,
            unless: Vec::new(),
            only: Vec::new(),
            nodes: Vec::new(),
            gives_at: End::Far,
        };
        self.rule(id, on, needs, gives, success)
    }

    /// Any rule.
    pub fn rule(
        &mut self,
        id: &str,
        on: On,
        needs: &[&str],
        gives: &str,
        success: f64,
    ) -> &mut City {
        let rule = Rule {
            id: id.to_owned(),
            name: text(id),
            technique: "T0000".to_owned(),
            on,
            needs: needs.iter().map(|id| self.step_id(id)).collect(),
            needs_there: Vec::new(),
            gives: self.step_id(gives),
            success: quantity(success),
            time: sourced(AT_ONCE),
            per: Per::Group,
            patch_half_age: None,
        };
        self.case.rules.push(rule);
        self
    }

    /// The last rule.
    pub fn last_rule(&mut self) -> &mut Rule {
        self.case.rules.last_mut().expect("a rule")
    }

    /// Time of the last rule.
    pub fn taking(&mut self, time: Distribution) -> &mut City {
        self.last_rule().time = sourced(time);
        self
    }

    /// Makes the last rule one for each unit.
    pub fn per_unit(&mut self) -> &mut City {
        self.last_rule().per = Per::Unit;
        self
    }

    /// A control without any effect yet.
    pub fn control(&mut self, id: &str, holds: Option<f64>) -> &mut City {
        self.case.controls.push(Control {
            id: id.to_owned(),
            name: text(id),
            category: Category::Technical,
            guideline: text(id),
            holds: holds.map(quantity),
            counters: Vec::new(),
            detects: Vec::new(),
            response: None,
            cost: Cost::default(),
        });
        self
    }

    fn last_control(&mut self) -> &mut Control {
        self.case.controls.last_mut().expect("a control")
    }

    /// What the last control lets through of rules.
    pub fn counters(&mut self, rules: &[&str], lets_through: f64) -> &mut City {
        let rules = rules.iter().map(|id| self.rule_id(id)).collect();
        self.last_control().counters.push(Counter { rules, lets_through: quantity(lets_through) });
        self
    }

    /// What the last control notices of rules.
    pub fn detects(&mut self, rules: &[&str], probability: f64, delay: Distribution) -> &mut City {
        let rules = rules.iter().map(|id| self.rule_id(id)).collect();
        let probability = quantity(probability);
        self.last_control().detects.push(Detect { rules, probability, delay: sourced(delay) });
        self
    }

    /// How the last control answers alarms.
    pub fn responds(&mut self, hours: AlarmHours, delay: Distribution) -> &mut City {
        self.last_control().response = Some(Response { hours, delay: sourced(delay) });
        self
    }

    /// Places a control on nodes and conduits.
    pub fn place(
        &mut self,
        id: &str,
        control: &str,
        nodes: &[&str],
        conduits: &[&str],
        coverage: Option<f64>,
    ) -> &mut City {
        let control = self.case.controls.iter().position(|c| c.id == control).expect("a control");
        let conduit = |id: &&str| self.case.conduits.iter().position(|c| c.id == **id);
        let placement = Placement {
            id: id.to_owned(),
            control: ControlId(control),
            nodes: nodes.iter().map(|id| self.node_id(id)).collect(),
            conduits: conduits.iter().map(|c| ConduitId(conduit(c).expect("conduit"))).collect(),
            coverage: coverage.map(quantity),
        };
        self.case.placements.push(placement);
        self
    }

    /// A goal.
    pub fn goal(&mut self, id: &str, step: &str, assets: &[&str], zones: &[ZoneKind]) -> &mut City {
        let asset = |id: &&str| self.case.assets.iter().position(|a| a.id == **id);
        let goal = Goal {
            id: id.to_owned(),
            name: text(id),
            step: self.step_id(step),
            assets: assets.iter().map(|a| AssetId(asset(a).expect("asset"))).collect(),
            zones: zones.to_vec(),
            damage: Damage {
                base: quantity(0.0),
                per_record: quantity(0.0),
                lost_hours_per_staff: quantity(0.0),
            },
        };
        self.case.goals.push(goal);
        self
    }

    /// A threat that wants all goals added so far.
    pub fn threat(&mut self, id: &str, attacker: Attacker, from: &[(&str, &str)]) -> &mut City {
        let footholds =
            from.iter().map(|(step, node)| (self.step_id(step), self.node_id(node))).collect();
        self.case.threats.push(Threat {
            id: id.to_owned(),
            name: text(id),
            attacker,
            rate: quantity(1.0),
            footholds,
            begins: Begins::Anytime,
            in_every_model: false,
            goals: (0..self.case.goals.len()).map(GoalId).collect(),
        });
        self
    }

    fn node_id(&self, id: &str) -> NodeId {
        NodeId(self.case.nodes.iter().position(|n| n.id == id).expect("a node"))
    }

    fn step_id(&self, id: &str) -> StepId {
        StepId(self.case.steps.iter().position(|s| s.id == id).expect("a step"))
    }

    fn rule_id(&self, id: &str) -> RuleId {
        RuleId(self.case.rules.iter().position(|r| r.id == id).expect("a rule"))
    }
}
