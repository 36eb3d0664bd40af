//! A small made-up study with its outcome: four models of one city, about thirty nodes each.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, missing_docs)]

pub mod outcome;

use sansou_scenario::case::*;
use sansou_scenario::units::Dimension;

pub const MODELS: [(&str, &str, &str); 4] = [
    ("alpha", "αモデル", "Model α"),
    ("alpha_prime", "α'モデル", "Model α'"),
    ("beta", "βモデル", "Model β"),
    ("beta_prime", "β'モデル", "Model β'"),
];

pub fn text(ja: &str, en: &str) -> Text {
    Text { ja: ja.into(), en: en.into() }
}

type LedgerRow = (&'static str, &'static str, &'static str, Dimension, f64, f64, f64, bool);

/// Key, element (ja, en), dimension, value, low, high, whether published.
const LEDGER: [LedgerRow; 25] = {
    use Dimension::*;
    [
        ("applications/meeting/down", "Web会議", "Web meeting", Rate, 4e6, 4e6, 4e6, true),
        ("applications/meeting/users", "Web会議", "Web meeting", Share, 0.05, 0.02, 0.1, false),
        ("assets/ledger/records", "住民台帳", "Register", Plain, 60_000.0, 6e4, 6e4, false),
        ("controls/edr/detects/0/probability", "EDR", "EDR", Share, 0.6, 0.4, 0.8, false),
        ("controls/edr/holds", "EDR", "EDR", Share, 0.95, 0.9, 1.0, false),
        ("controls/edr/yearly_per_seat", "EDR", "EDR", Money, 92_300.0, 92_300.0, 92_300.0, true),
        ("controls/soc/delay", "SOC <24h>", "SOC <24h>", Time, 1800.0, 900.0, 3600.0, false),
        ("goals/encrypt/base", "業務停止", "Outage", Money, 5e7, 1e7, 2e8, false),
        ("goals/leak/base", "台帳漏えい", "Leak", Money, 1e8, 3e7, 1e9, false),
        ("links/cloud_access/capacity", "接続回線", "Access line", Rate, 3e7, 1e7, 5e7, true),
        ("links/cloud_access/yearly", "接続回線", "Access line", Money, 2.4e6, 2e6, 3e6, false),
        ("links/lan/capacity", "庁内LAN", "Office LAN", Rate, 1e9, 1e9, 1e9, false),
        ("links/lan/delay", "庁内LAN", "Office LAN", Time, 0.001, 0.0005, 0.002, false),
        ("municipality/branches", "架空市", "Model city", Plain, 12.0, 12.0, 12.0, false),
        ("municipality/pay", "架空市", "Model city", Money, 2500.0, 2000.0, 3000.0, false),
        ("municipality/residents", "架空市", "Model city", Plain, 6e4, 6e4, 6e4, false),
        ("municipality/staff", "架空市", "Model city", Plain, 660.0, 330.0, 990.0, false),
        ("municipality/terminals", "架空市", "Model city", Plain, 700.0, 700.0, 700.0, false),
        ("nodes/terminals/patch_age", "業務端末", "Terminals", Time, 2.6e6, 6e5, 5e6, false),
        ("rules/open/success", "添付を開く", "Open attachment", Share, 0.04, 0.015, 0.33, true),
        ("rules/open/time", "添付を開く", "Open attachment", Time, 1260.0, 60.0, 3600.0, true),
        ("rules/spread/success", "横展開", "Lateral movement", Share, 0.5, 0.3, 0.8, false),
        ("rules/spread/time", "横展開", "Lateral movement", Time, 3720.0, 1740.0, 5880.0, true),
        ("threats/phishing/rate", "標的型メール", "Phishing", Frequency, 12.0, 4.0, 40.0, false),
        ("threats/vpn/rate", "保守回線", "Vendor VPN", Frequency, 0.02, 0.005, 0.08, false),
    ]
};

fn ledger(model: usize) -> Vec<LedgerEntry> {
    LEDGER
        .iter()
        .map(|&(key, ja, en, dimension, value, low, high, cited)| LedgerEntry {
            key: key.into(),
            of: text(ja, en),
            field: key.rsplit('/').next().unwrap().into(),
            dimension,
            value: if key.contains("patch_age") && model > 1 { value / 4.0 } else { value },
            low,
            high,
            form: key.ends_with("time").then(|| "lognormal".into()),
            origin: if cited {
                Origin::Cited { source: "s1".into() }
            } else {
                Origin::Assumed {
                    why: text("公表値が見つからないための仮定", "No figure found")
                }
            },
        })
        .collect()
}

fn q(key: &str) -> Quantity {
    let at = LEDGER.iter().position(|row| row.0 == key).unwrap_or_else(|| panic!("{key}"));
    let (.., value, low, high, _) = LEDGER[at];
    Quantity { value, low, high, ledger: LedgerId(at) }
}

fn drawn(key: &str) -> SourcedDistribution {
    let q = q(key);
    SourcedDistribution { value: Distribution::Fixed { value: q.value }, ledger: q.ledger }
}

const ZONES: [(&str, ZoneKind, &str, &str); 11] = [
    ("cloud", ZoneKind::PublicCloud, "クラウドサービス", "Cloud services"),
    ("dmz", ZoneKind::Dmz, "ゾーン間", "Between zones"),
    ("government", ZoneKind::GovernmentCloud, "ガバメントクラウド", "Government Cloud"),
    ("internet", ZoneKind::Internet, "インターネット", "Internet"),
    (
        "internet_connected",
        ZoneKind::InternetConnected,
        "インターネット接続系",
        "Internet-connected zone",
    ),
    ("lgwan", ZoneKind::Lgwan, "LGWAN", "LGWAN"),
    ("lgwan_connected", ZoneKind::LgwanConnected, "LGWAN接続系", "LGWAN-connected zone"),
    ("my_number", ZoneKind::MyNumber, "マイナンバー利用事務系", "My Number zone"),
    ("off_site", ZoneKind::OffSite, "庁外の媒体・紙", "Media outside"),
    (
        "security_cloud",
        ZoneKind::SecurityCloud,
        "自治体情報セキュリティクラウド",
        "Municipal information security cloud",
    ),
    ("vendor", ZoneKind::Vendor, "保守事業者・委託先", "Vendors and contractors"),
];

type NodeRow = (&'static str, &'static str, NodeKind, &'static str, &'static str, u64);

fn node_rows(model: usize) -> Vec<NodeRow> {
    use NodeKind as K;
    let main = if model < 2 { "lgwan_connected" } else { "internet_connected" };
    let business = if model == 3 { "internet_connected" } else { "lgwan_connected" };
    let screen = if model < 2 { "internet_connected" } else { "lgwan_connected" };
    let mut rows = vec![
        ("terminals", main, K::Terminals, "職員の業務端末", "Staff terminals", 700),
        ("screen_host", screen, K::ScreenHost, "画面転送サーバ", "Screen-transfer host", 4),
        ("business", business, K::BusinessServer, "内部情報系サーバ", "Business servers", 6),
        ("files", main, K::FileServer, "ファイルサーバ", "File server", 2),
        ("directory", main, K::DirectoryServer, "認証サーバ", "Directory server", 2),
        ("mail", "internet_connected", K::MailServer, "メールサーバ", "Mail server", 1),
        ("updates", main, K::UpdateRelay, "更新プログラム配信サーバ", "Update relay", 1),
        ("core_switch", "lgwan_connected", K::Router, "基幹スイッチ", "Core switch", 1),
        ("branches", main, K::Router, "出先機関ルータ", "Branch routers", 12),
        ("net_switch", "internet_connected", K::Router, "Internet側スイッチ", "Switch", 1),
        ("firewall", "dmz", K::Firewall, "系間ファイアウォール", "Firewall between zones", 1),
        ("sanitiser", "dmz", K::Sanitiser, "メール・ファイル無害化装置", "Sanitiser", 1),
        ("mn_terminals", "my_number", K::Terminals, "マイナンバー系端末", "Terminals", 120),
        ("mn_server", "my_number", K::BusinessServer, "住民情報・税システム", "Registers", 4),
        ("mn_directory", "my_number", K::DirectoryServer, "認証サーバ", "Directory server", 1),
        ("mn_firewall", "my_number", K::Firewall, "特定通信ファイアウォール", "Firewall", 1),
        ("gov", "government", K::BusinessServer, "標準準拠システム", "Standard systems", 1),
        ("lgwan_net", "lgwan", K::Wan, "LGWAN網", "LGWAN", 1),
        ("asp", "lgwan", K::ExternalService, "LGWAN-ASP <共通>", "LGWAN-ASP <shared>", 1),
        ("sc_gateway", "security_cloud", K::CloudGateway, "接続ゲートウェイ", "Gateway", 1),
        ("sc_proxy", "security_cloud", K::Proxy, "共用プロキシ・サンドボックス", "Proxy", 1),
        ("net", "internet", K::Wan, "インターネット", "Internet", 1),
        ("web", "internet", K::ExternalService, "Webサイト", "Web sites", 1),
        ("meeting_service", "internet", K::ExternalService, "Web会議サービス", "Meetings", 1),
        ("vendor_pc", "vendor", K::VendorTerminal, "保守端末", "Maintenance terminal", 1),
        ("usb", "off_site", K::Media, "外部記憶媒体", "Removable media", 30),
    ];
    if model > 0 {
        rows.push(("tenant", "cloud", K::CloudTenant, "庁内クラウドテナント", "Own tenant", 1));
    }
    rows.sort();
    rows
}

type ConduitRow = (&'static str, ConduitKind, Vec<&'static str>, &'static str, &'static str);

fn conduit_rows(model: usize) -> Vec<ConduitRow> {
    use ConduitKind as K;
    let mut rows = vec![
        ("asp", K::LgwanAsp, vec!["terminals"], "asp", "LGWAN-ASP利用"),
        ("lan", K::Internal, vec!["terminals"], "files", "庁内共有"),
        ("lan_auth", K::Internal, vec!["terminals", "files", "business"], "directory", "認証"),
        ("lan_business", K::Internal, vec!["terminals"], "business", "業務システム利用"),
        ("mail", K::SanitisedMail, vec!["mail"], "terminals", "無害化メール"),
        ("maintenance", K::RemoteMaintenance, vec!["vendor_pc"], "mn_server", "保守回線"),
        ("media", K::RemovableMedia, vec!["usb"], "terminals", "媒体の持込み"),
        ("mn_internal", K::Internal, vec!["mn_terminals"], "mn_server", "住民情報利用"),
        ("peers", K::Internal, vec!["terminals"], "terminals", "端末間"),
        ("sanitised", K::SanitisedFile, vec!["mail"], "files", "ファイル無害化"),
        ("screen", K::ScreenTransfer, vec!["terminals"], "screen_host", "画面転送"),
        ("specified", K::Specified, vec!["mn_server"], "gov", "特定通信(標準準拠)"),
        ("updates", K::UpdateRelay, vec!["net"], "updates", "更新中継"),
        ("web", K::Web, vec!["screen_host", "terminals"], "web", "Web閲覧"),
    ];
    if model > 0 {
        rows.push(("breakout", K::LocalBreakout, vec!["terminals"], "tenant", "LBO"));
        rows.push(("share", K::CloudSharing, vec!["web"], "tenant", "外部共有"));
    }
    rows.sort();
    rows
}

const LINKS: [(&str, &str, &str, LinkKind); 24] = [
    ("branch", "branches", "core_switch", LinkKind::IpVpn),
    ("business", "business", "core_switch", LinkKind::Lan),
    ("cloud_access", "net_switch", "sc_gateway", LinkKind::LeasedLine),
    ("directory", "directory", "core_switch", LinkKind::Lan),
    ("exit", "sc_proxy", "net", LinkKind::InternetAccess),
    ("files", "files", "core_switch", LinkKind::Lan),
    ("firewall_in", "core_switch", "firewall", LinkKind::Lan),
    ("firewall_out", "firewall", "net_switch", LinkKind::Lan),
    ("gov", "mn_firewall", "gov", LinkKind::LeasedLine),
    ("lan", "terminals", "branches", LinkKind::Lan),
    ("lgwan", "core_switch", "lgwan_net", LinkKind::LgwanAccess),
    ("lgwan_asp", "lgwan_net", "asp", LinkKind::Lan),
    ("mail", "mail", "net_switch", LinkKind::Lan),
    ("meeting", "net", "meeting_service", LinkKind::InternetAccess),
    ("mn_directory", "mn_directory", "mn_firewall", LinkKind::Lan),
    ("mn_link", "mn_firewall", "core_switch", LinkKind::Lan),
    ("mn_server", "mn_server", "mn_firewall", LinkKind::Lan),
    ("mn_terminals", "mn_terminals", "mn_firewall", LinkKind::Lan),
    ("sanitiser", "sanitiser", "firewall", LinkKind::Lan),
    ("sc", "sc_gateway", "sc_proxy", LinkKind::Lan),
    ("screen", "screen_host", "net_switch", LinkKind::Lan),
    ("updates", "updates", "core_switch", LinkKind::Lan),
    ("vendor", "vendor_pc", "mn_firewall", LinkKind::IpVpn),
    ("web", "net", "web", LinkKind::InternetAccess),
];

pub fn case(model: usize) -> Case {
    let (id, ja, en) = MODELS[model];
    let zones: Vec<Zone> = ZONES
        .iter()
        .map(|&(id, kind, ja, en)| Zone { id: id.into(), kind, name: text(ja, en) })
        .collect();
    let zone = |id: &str| ZoneId(zones.iter().position(|z| z.id == id).unwrap());
    let nodes: Vec<Node> = node_rows(model)
        .into_iter()
        .map(|(id, at, kind, ja, en, count)| Node {
            id: id.into(),
            zone: zone(at),
            kind,
            name: text(ja, en),
            count,
            patch_age: (id == "terminals").then(|| q("nodes/terminals/patch_age")),
            throughput: None,
            sessions: None,
            delay_per_mb: None,
            session_setup: None,
            background: None,
        })
        .collect();
    let node =
        |id: &str| NodeId(nodes.iter().position(|n| n.id == id).unwrap_or_else(|| panic!("{id}")));
    let links = LINKS
        .iter()
        .map(|&(id, a, b, kind)| Link {
            id: id.into(),
            name: text(&format!("回線 {id}"), &format!("line {id}")),
            kind,
            between: (node(a), node(b)),
            capacity: q(if id == "cloud_access" {
                "links/cloud_access/capacity"
            } else {
                "links/lan/capacity"
            }),
            delay: q("links/lan/delay"),
            lines: 1,
            yearly: (id == "cloud_access").then(|| q("links/cloud_access/yearly")),
        })
        .collect();
    let conduits: Vec<Conduit> = conduit_rows(model)
        .into_iter()
        .map(|(id, kind, from, to, ja)| Conduit {
            id: id.into(),
            name: text(ja, id),
            kind,
            from: from.iter().map(|f| node(f)).collect(),
            to: node(to),
            via: Vec::new(),
            code: Flow::Both,
            data: Flow::Both,
            limits: vec![ConduitLimit::Destinations],
            note: None,
        })
        .collect();
    let terminals = node("terminals");
    let registers = node("mn_server");
    let foothold = node("vendor_pc");
    Case {
        model: id.into(),
        name: text(ja, en),
        summary: text("説明のための架空の構成。", "A made-up network."),
        scheme: None,
        edition: Edition::LATEST,
        municipality: Municipality {
            id: "city".into(),
            name: text("架空市(人口6万人)", "Model city (60,000 residents)"),
            residents: q("municipality/residents"),
            staff: q("municipality/staff"),
            terminals: q("municipality/terminals"),
            branches: q("municipality/branches"),
            pay_per_hour: q("municipality/pay"),
        },
        zones,
        nodes,
        links,
        conduits,
        assets: vec![Asset {
            id: "ledger".into(),
            name: text("住民台帳", "Resident register"),
            class: AssetClass::C3A,
            on: vec![registers],
            records: q("assets/ledger/records"),
        }],
        controls: controls(),
        placements: vec![Placement {
            id: "edr_terminals".into(),
            control: ControlId(0),
            nodes: vec![terminals],
            conduits: Vec::new(),
            coverage: None,
        }],
        routes: Vec::new(),
        steps: vec![
            Step { id: "copy".into(), name: text("資料の複製", "Copy"), of_asset: true },
            Step {
                id: "run".into(), name: text("不正コード実行", "Code runs"), of_asset: false
            },
        ],
        rules: rules(),
        goals: goals(),
        threats: vec![
            Threat {
                id: "phishing".into(),
                name: text("標的型メールによるランサムウェア", "Ransomware by phishing"),
                attacker: Attacker::Broad,
                rate: q("threats/phishing/rate"),
                footholds: vec![(StepId(1), terminals)],
                begins: Begins::Anytime,
                in_every_model: false,
                goals: vec![GoalId(0), GoalId(1)],
            },
            Threat {
                id: "vpn".into(),
                name: text("保守回線からの侵入", "Intrusion by vendor VPN"),
                attacker: Attacker::Targeted,
                rate: q("threats/vpn/rate"),
                footholds: vec![(StepId(1), foothold)],
                begins: Begins::Anytime,
                in_every_model: true,
                goals: vec![GoalId(1)],
            },
        ],
        profiles: vec![Profile {
            id: "office".into(),
            hours: [1.0; 24],
            why: text("執務時間の形", "Office hours"),
        }],
        applications: vec![Application {
            id: "meeting".into(),
            name: text("Web会議", "Web meeting"),
            class: ApplicationClass::WebMeeting,
            kind: ApplicationKind::Stream {
                uses_per_day: q("applications/meeting/users"),
                lasts: drawn("rules/open/time"),
                down: q("applications/meeting/down"),
                up: q("applications/meeting/down"),
                satisfied_at: q("applications/meeting/users"),
            },
            users: q("applications/meeting/users"),
            profile: ProfileId(0),
            sessions: None,
            screen: None,
        }],
        ledger: ledger(model),
    }
}

fn controls() -> Vec<Control> {
    vec![Control {
        id: "edr".into(),
        name: text("EDR(24時間365日監視)", "EDR, watched round the clock"),
        category: Category::Technical,
        guideline: text("エンドポイント対策", "Endpoint protection"),
        holds: Some(q("controls/edr/holds")),
        counters: Vec::new(),
        detects: vec![Detect {
            rules: vec![RuleId(1)],
            probability: q("controls/edr/detects/0/probability"),
            delay: drawn("controls/soc/delay"),
        }],
        response: Some(Response { hours: AlarmHours::Always, delay: drawn("controls/soc/delay") }),
        cost: Cost { yearly_per_seat: Some(q("controls/edr/yearly_per_seat")), ..Cost::default() },
    }]
}

fn rule(id: &str, ja: &str, en: &str, technique: &str) -> Rule {
    Rule {
        id: id.into(),
        name: text(ja, en),
        technique: technique.into(),
        on: On::Local { nodes: Vec::new(), zones: Vec::new(), holding: false },
        needs: vec![StepId(1)],
        needs_there: Vec::new(),
        gives: StepId(1),
        success: q(&format!("rules/{id}/success")),
        time: drawn(&format!("rules/{id}/time")),
        per: Per::Group,
        patch_half_age: None,
    }
}

fn rules() -> Vec<Rule> {
    vec![
        rule("open", "添付ファイルを開く", "Open an attachment", "T1204.002"),
        rule(
            "spread",
            "共有管理者権限で横展開",
            "Spread with a shared admin password",
            "T1021.002",
        ),
    ]
}

fn goals() -> Vec<Goal> {
    let goal = |id: &str, ja: &str, en: &str, base: &str| Goal {
        id: id.into(),
        name: text(ja, en),
        step: StepId(0),
        assets: vec![AssetId(0)],
        zones: Vec::new(),
        damage: Damage {
            base: q(base),
            per_record: q("municipality/pay"),
            lost_hours_per_staff: q("municipality/branches"),
        },
    };
    vec![
        goal("encrypt", "業務システムの暗号化", "Business systems encrypted", "goals/encrypt/base"),
        goal("leak", "住民台帳の持出し", "Resident register stolen", "goals/leak/base"),
    ]
}

pub fn study() -> Study {
    Study {
        id: "four_models".into(),
        name: text("4モデルの比較", "Four models compared"),
        cases: (0..MODELS.len()).map(case).collect(),
        sources: vec![Source {
            id: "s1".into(),
            title: text("公表資料 <抜粋> 2024", "Published figures <excerpt> 2024"),
            locator: "https://example.jp/a?b=1&c=2".into(),
        }],
        run: RunSettings { trials: 10_000, seed: 1, horizon_secs: 30.0 * 86_400.0 },
        hash: "0123456789abcdef".repeat(4),
    }
}
