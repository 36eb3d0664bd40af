//! A builder of small cases for traffic tests: ids as text, everything sorted at the end.

use sansou_scenario::case::*;

/// Id, class, terminal nodes, legs as (screen, conduit).
type RouteDraft = (String, ApplicationClass, Vec<String>, Vec<(bool, String)>);

/// What a case is built from.
#[derive(Clone, Default)]
pub struct Draft {
    pub nodes: Vec<Node>,
    pub links: Vec<(String, String, String, f64, f64, u64)>,
    pub conduits: Vec<(String, Vec<String>, String, Vec<String>)>,
    pub routes: Vec<RouteDraft>,
    pub backgrounds: Vec<(String, String, [f64; 3])>,
    pub applications: Vec<Application>,
    pub hours: [f64; 24],
}

pub fn text(s: &str) -> Text {
    Text { ja: s.to_owned(), en: s.to_owned() }
}

pub fn q(value: f64) -> Quantity {
    Quantity { value, low: value, high: value, ledger: LedgerId(0) }
}

pub fn fixed(value: f64) -> SourcedDistribution {
    dist(Distribution::Fixed { value })
}

pub fn dist(value: Distribution) -> SourcedDistribution {
    SourcedDistribution { value, ledger: LedgerId(0) }
}

/// A delivery to every unit at one time: the only demand without chance.
pub fn delivery(at: f64, bytes: f64) -> ApplicationKind {
    ApplicationKind::Scheduled {
        at: vec![at],
        within: q(0.0),
        size: fixed(bytes),
        from_peers: q(0.0),
    }
}

impl Draft {
    /// Nothing, with a flat day.
    pub fn new() -> Draft {
        Draft { hours: [1.0; 24], ..Draft::default() }
    }

    pub fn node(mut self, id: &str, kind: NodeKind, count: u64) -> Draft {
        self.nodes.push(Node {
            id: id.to_owned(),
            zone: ZoneId(0),
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

    /// An appliance with optional throughput (bit/s), sessions and delay (s per 10⁶ bytes).
    pub fn appliance(
        mut self,
        id: &str,
        throughput: Option<f64>,
        sessions: Option<f64>,
        delay: Option<f64>,
    ) -> Draft {
        self = self.node(id, NodeKind::Firewall, 1);
        let node = self.nodes.last_mut().unwrap();
        node.throughput = throughput.map(q);
        node.sessions = sessions.map(q);
        node.delay_per_mb = delay.map(q);
        self
    }

    pub fn link(self, id: &str, a: &str, b: &str, bps: f64, delay: f64) -> Draft {
        self.lines(id, a, b, bps, delay, 1)
    }

    pub fn lines(mut self, id: &str, a: &str, b: &str, bps: f64, delay: f64, n: u64) -> Draft {
        self.links.push((id.to_owned(), a.to_owned(), b.to_owned(), bps, delay, n));
        self
    }

    pub fn conduit(mut self, id: &str, from: &[&str], to: &str, via: &[&str]) -> Draft {
        let own = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
        self.conduits.push((id.to_owned(), own(from), to.to_owned(), own(via)));
        self
    }

    /// Legs as (screen, conduit).
    pub fn route(mut self, class: ApplicationClass, from: &[&str], legs: &[(bool, &str)]) -> Draft {
        let id = format!("r{}", self.routes.len());
        self.routes.push((
            id,
            class,
            from.iter().map(|n| (*n).to_owned()).collect(),
            legs.iter().map(|(s, c)| (*s, (*c).to_owned())).collect(),
        ));
        self
    }

    /// Others' load from `at` to `to`: down, up (bit/s), flows.
    pub fn background(mut self, at: &str, to: &str, load: [f64; 3]) -> Draft {
        self.backgrounds.push((at.to_owned(), to.to_owned(), load));
        self
    }

    pub fn application(
        mut self,
        id: &str,
        class: ApplicationClass,
        kind: ApplicationKind,
        screen: Option<Screen>,
    ) -> Draft {
        self.applications.push(Application {
            id: id.to_owned(),
            name: text(id),
            class,
            kind,
            users: q(1.0),
            profile: ProfileId(0),
            sessions: None,
            screen,
        });
        self
    }

    /// Changes the application that was added last.
    pub fn with(mut self, change: impl FnOnce(&mut Application)) -> Draft {
        change(self.applications.last_mut().unwrap());
        self
    }

    /// The same, written in the opposite order.
    pub fn reversed(mut self) -> Draft {
        self.nodes.reverse();
        self.links.reverse();
        self.conduits.reverse();
        self.routes.reverse();
        self.applications.reverse();
        self
    }

    pub fn build(mut self) -> Case {
        self.nodes.sort_by(|a, b| a.id.cmp(&b.id));
        self.links.sort_by(|a, b| a.0.cmp(&b.0));
        self.conduits.sort_by(|a, b| a.0.cmp(&b.0));
        self.routes.sort_by(|a, b| a.0.cmp(&b.0));
        self.applications.sort_by(|a, b| a.id.cmp(&b.id));
        let names: Vec<String> = self.nodes.iter().map(|n| n.id.clone()).collect();
        let node = |id: &String| NodeId(names.iter().position(|n| n == id).unwrap());
        for (at, to, [down, up, flows]) in &self.backgrounds {
            self.nodes[node(at).0].background = Some(Background {
                to: node(to),
                down: q(*down),
                up: q(*up),
                flows: q(*flows),
                sessions: None,
                profile: ProfileId(0),
            });
        }
        let links = self.links.iter().map(|(id, a, b, bps, delay, lines)| Link {
            id: id.clone(),
            name: text(id),
            kind: LinkKind::Lan,
            between: (node(a), node(b)),
            capacity: q(*bps),
            delay: q(*delay),
            lines: *lines,
            yearly: None,
        });
        let conduits = self.conduits.iter().map(|(id, from, to, via)| {
            let mut from: Vec<NodeId> = from.iter().map(node).collect();
            from.sort_unstable();
            Conduit {
                id: id.clone(),
                name: text(id),
                kind: ConduitKind::Internal,
                from,
                to: node(to),
                via: via.iter().map(node).collect(),
                code: Flow::Both,
                data: Flow::Both,
                limits: Vec::new(),
                note: None,
            }
        });
        let conduit =
            |id: &String| ConduitId(self.conduits.iter().position(|c| c.0 == *id).unwrap());
        let routes = self.routes.iter().map(|(id, class, from, legs)| Route {
            id: id.clone(),
            class: *class,
            from: from.iter().map(node).collect(),
            legs: legs
                .iter()
                .map(|(screen, c)| match screen {
                    true => Leg::Screen(conduit(c)),
                    false => Leg::Content(conduit(c)),
                })
                .collect(),
        });
        Case {
            model: "test".to_owned(),
            name: text("test"),
            summary: text("test"),
            scheme: None,
            edition: Edition::LATEST,
            municipality: Municipality {
                id: "m".to_owned(),
                name: text("m"),
                residents: q(0.0),
                staff: q(0.0),
                terminals: q(0.0),
                branches: q(0.0),
                pay_per_hour: q(0.0),
            },
            zones: vec![Zone {
                id: "z".to_owned(),
                kind: ZoneKind::LgwanConnected,
                name: text("z"),
            }],
            links: links.collect(),
            conduits: conduits.collect(),
            routes: routes.collect(),
            profiles: vec![Profile { id: "day".to_owned(), hours: self.hours, why: text("test") }],
            applications: self.applications.clone(),
            nodes: self.nodes.clone(),
            assets: Vec::new(),
            controls: Vec::new(),
            placements: Vec::new(),
            steps: Vec::new(),
            rules: Vec::new(),
            goals: Vec::new(),
            threats: Vec::new(),
            ledger: Vec::new(),
        }
    }
}
