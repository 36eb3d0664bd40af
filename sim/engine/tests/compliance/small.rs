//! A small network as text, with one item that it is held to.

use sansou_engine::compliance::{Finding, judge};
use sansou_scenario::case::Edition;
use sansou_scenario::load::{Loader, ReadError, study};

/// Zones and nodes that every small network has.
const NETWORK: &str = r#"
    zones: [
        (id: "my_number", kind: MyNumber, name: (ja: "個", en: "m")),
        (id: "lgwan", kind: LgwanConnected, name: (ja: "L", en: "L")),
        (id: "inner", kind: InternetConnected, name: (ja: "内", en: "i")),
        (id: "shared", kind: SecurityCloud, name: (ja: "雲", en: "c")),
        (id: "outer", kind: Internet, name: (ja: "外", en: "o")),
    ],
    nodes: [
        (id: "ledger", zone: "my_number", kind: BusinessServer, name: (ja: "台帳", en: "ledger")),
        (id: "desks", zone: "lgwan", kind: Terminals, count: Fixed(10), name: (ja: "机", en: "desks")),
        (id: "store", zone: "inner", kind: FileServer, name: (ja: "共有", en: "store")),
        (id: "gate", zone: "shared", kind: CloudGateway, name: (ja: "門", en: "gate")),
        (id: "eltax", zone: "outer", kind: ExternalService, name: (ja: "税", en: "tax")),
        (id: "site", zone: "outer", kind: ExternalService, name: (ja: "網", en: "site")),
        EXTRA_NODES
    ],
"#;

const REST: [(&str, &str); 6] = [
    (
        "town.ron",
        "Municipality(format: 1, id: \"t\", name: (ja: \"町\", en: \"t\"), \
         residents: Cited(value: 1, source: \"s\"), staff: Cited(value: 1, source: \"s\"), \
         terminals: Cited(value: 1, source: \"s\"), branches: Cited(value: 1, source: \"s\"), \
         pay_per_hour: Cited(value: Yen(1), source: \"s\"))",
    ),
    ("rules.ron", "Rules(format: 1, steps: [], rules: [])"),
    ("threats.ron", "Threats(format: 1, goals: [], threats: [])"),
    (
        "work.ron",
        "Workload(format: 1, id: \"w\", name: (ja: \"務\", en: \"w\"), profiles: [], \
         applications: [])",
    ),
    (
        "sources.ron",
        "Sources(format: 1, sources: [(id: \"s\", title: (ja: \"典\", en: \"s\"), locator: \"s\")])",
    ),
    (
        "study.ron",
        "Study(format: 1, id: \"s\", name: (ja: \"較\", en: \"s\"), municipality: \"town.ron\", \
         models: [\"model.ron\"], controls: [\"controls.ron\"], rules: [\"rules.ron\"], \
         threats: [\"threats.ron\"], workload: \"work.ron\", sources: [\"sources.ron\"], \
         guidelines: [\"guideline.ron\"], run: (trials: 1, seed: 1, horizon: Days(1)))",
    ),
];

/// Files in memory.
struct Files(Vec<(String, String)>);

impl Loader for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let found = self.0.iter().find(|(name, _)| name == path);
        found.map(|(_, text)| text.clone().into_bytes()).ok_or(ReadError::NotFound)
    }
}

/// What a small network has beside its nodes, as text.
#[derive(Clone, Copy, Default)]
pub struct Small<'a> {
    /// Fields of the model, e.g. `scheme: Beta, edition: R5_3,`.
    pub model: &'a str,
    /// Further nodes.
    pub nodes: &'a str,
    pub links: &'a str,
    pub conduits: &'a str,
    pub placements: &'a str,
    pub assets: &'a str,
    /// Fields of the item beside `requires`, e.g. `schemes: [Beta],`.
    pub item: &'a str,
    pub requires: &'a str,
}

impl Small<'_> {
    /// The finding in an edition, or in the model's own with the others that differ.
    pub fn finding(self, edition: Option<Edition>) -> Finding {
        let name = "name: (ja: \"名\", en: \"n\")";
        let network = NETWORK.replace("EXTRA_NODES", self.nodes);
        let model = format!(
            "Model(format: 1, id: \"m\", {name}, summary: (ja: \"要\", en: \"s\"), {} {network} \
             links: [{}], conduits: [{}], placements: [{}], assets: [{}])",
            self.model, self.links, self.conduits, self.placements, self.assets
        );
        let control = |id: &str| {
            format!(
                "(id: \"{id}\", category: Technical, {name}, guideline: (ja: \"指\", en: \"g\")),"
            )
        };
        let controls =
            format!("Controls(format: 1, controls: [{}{}])", control("edr"), control("lock"));
        let guideline = format!(
            "Guideline(format: 1, items: [(id: \"item\", {name}, text: (ja: \"文\", en: \"t\"), \
             section: Model, wording: Confirmed, \
             citations: [(source: \"s\", place: (ja: \"表\", en: \"p\"))], {} requires: [{}])])",
            self.item, self.requires
        );
        let own = [("model.ron", model), ("controls.ron", controls), ("guideline.ron", guideline)];
        let rest = REST.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let own = own.map(|(path, text)| (path.to_owned(), text));
        let checked = study(&Files(own.into_iter().chain(rest).collect()), "study.ron");
        assert_eq!(checked.diagnostics, []);
        let study = checked.study.unwrap();
        judge(&study.cases[0], &study.guideline, edition).remove(0)
    }
}
