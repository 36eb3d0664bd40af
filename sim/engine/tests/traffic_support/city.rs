//! A day of the size of the shipped city: 660 users at a main office and twelve branches with a line
//! each, screen transfer to the Internet, a shared cloud line, fourteen applications.

use crate::traffic_support::{Draft, delivery, dist, fixed, q};
use sansou_engine::network::Network;
use sansou_engine::traffic;
use sansou_scenario::case::{
    ApplicationClass as Class, ApplicationKind, Distribution, NodeKind, Screen, Side,
};

fn transfers(uses: f64, median: f64, direction: Side) -> ApplicationKind {
    ApplicationKind::Elastic {
        uses_per_day: q(uses),
        size: dist(Distribution::Lognormal { median, sigma: 1.5 }),
        direction,
    }
}

fn meetings(uses: f64, down: f64, up: f64) -> ApplicationKind {
    ApplicationKind::Stream {
        uses_per_day: q(uses),
        lasts: dist(Distribution::Gamma { shape: 2.0, mean: 1_800.0 }),
        down: q(down),
        up: q(up),
        satisfied_at: q(0.8),
    }
}

fn screen_work(uses: f64, down: f64) -> ApplicationKind {
    ApplicationKind::Interactive {
        uses_per_day: q(uses),
        lasts: fixed(300.0),
        down: q(down),
        up: q(2e4),
        satisfied_at: q(0.8),
        round_trip: q(0.15),
    }
}

fn ground() -> Draft {
    Draft::new()
        .node("main", NodeKind::Terminals, 500)
        .node("branch", NodeKind::Terminals, 160)
        .appliance("core", None, None, None)
        .appliance("firewall", Some(2e9), Some(60_000.0), None)
        .node("host", NodeKind::ScreenHost, 1)
        .appliance("proxy", Some(1e9), Some(20_000.0), None)
        .appliance("sanitiser", Some(300e6), None, Some(0.4))
        .node("gateway", NodeKind::CloudGateway, 1)
        .node("net", NodeKind::ExternalService, 1)
        .node("office", NodeKind::CloudTenant, 1)
        .node("lgwan", NodeKind::Wan, 1)
        .node("servers", NodeKind::BusinessServer, 1)
        .link("l-main", "main", "core", 10e9, 2e-4)
        .lines("l-branch", "branch", "core", 100e6, 3e-3, 12)
        .link("l-core", "core", "firewall", 10e9, 1e-4)
        .link("l-servers", "core", "servers", 1e9, 1e-4)
        .link("l-host", "firewall", "host", 1e9, 1e-4)
        .link("l-dmz", "host", "proxy", 1e9, 1e-4)
        .link("l-clean", "proxy", "sanitiser", 1e9, 1e-4)
        .link("l-cloud", "proxy", "gateway", 200e6, 4e-3)
        .link("l-exit", "gateway", "net", 500e6, 5e-3)
        .link("l-office", "net", "office", 100e9, 5e-3)
        .link("l-lgwan", "firewall", "lgwan", 100e6, 8e-3)
        .background("gateway", "net", [300e6, 60e6, 400.0])
}

fn city() -> Draft {
    let both = ["main", "branch"];
    let screen = |down| Some(Screen { down: q(down), up: q(2e4), lasts: Some(fixed(90.0)) });
    let mut draft = ground()
        .conduit("screen", &both, "host", &["firewall"])
        .conduit("web", &["host"], "net", &["proxy", "gateway"])
        .conduit("office", &["host"], "office", &["proxy", "gateway"])
        .conduit("mail", &both, "net", &["sanitiser", "gateway"])
        .conduit("business", &both, "servers", &[])
        .conduit("lgwan", &both, "lgwan", &[])
        .route(Class::Web, &both, &[(true, "screen"), (false, "web")])
        .route(Class::WebMeeting, &both, &[(true, "screen"), (false, "web")])
        .route(Class::CloudOffice, &both, &[(true, "screen"), (false, "office")])
        .route(Class::Mail, &both, &[(false, "mail")])
        .route(Class::Business, &both, &[(false, "business")])
        .route(Class::Lgwan, &both, &[(false, "lgwan")])
        .route(Class::Definitions, &both, &[(false, "web-direct")])
        .conduit("web-direct", &both, "net", &["proxy", "gateway"])
        .application("web", Class::Web, transfers(120.0, 400e3, Side::Down), screen(6e5))
        .application("web-up", Class::Web, transfers(5.0, 200e3, Side::Up), screen(6e5))
        .application("office", Class::CloudOffice, transfers(30.0, 150e3, Side::Down), screen(2e5))
        .application("save", Class::CloudOffice, transfers(10.0, 300e3, Side::Up), screen(2e5))
        .application("mail", Class::Mail, transfers(13.0, 60e3, Side::Down), None)
        .application("mail-up", Class::Mail, transfers(5.0, 100e3, Side::Up), None)
        .application("meeting", Class::WebMeeting, meetings(0.4, 2.5e6, 2e6), screen(2.8e6))
        .application("files", Class::Business, transfers(60.0, 200e3, Side::Down), None)
        .application("records", Class::Business, screen_work(12.0, 2e5), None)
        .application("tables", Class::Business, screen_work(6.0, 5e5), None)
        .application("lgwan", Class::Lgwan, transfers(20.0, 150e3, Side::Down), None)
        .application("lgwan-up", Class::Lgwan, transfers(4.0, 150e3, Side::Up), None)
        .application("patterns", Class::Definitions, delivery(8.5 * 3_600.0, 3e6), None);
    draft.hours = [0.0; 24];
    let office = [2.0, 9.0, 10.0, 10.0, 5.0, 9.0, 10.0, 9.0, 7.0, 3.0, 1.0];
    draft.hours[8..19].copy_from_slice(&office);
    draft
}

/// The laws hold on a day of some 400,000 flows.
#[test]
fn city_sized_day() {
    let network = Network::compile(&city().build()).unwrap();
    let outcome = traffic::run(&network, 1);
    crate::network::assert_laws(&outcome);
    let uses: u64 = outcome.applications.iter().map(|a| a.uses).sum();
    assert!(uses > 150_000, "{uses}");
    assert!(outcome.bottleneck.is_some());
}
