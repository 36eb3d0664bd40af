//! Good lists, in all the spellings that spreadsheets have.

use super::{FLOWS, LINKS, good};
use sansou_scenario::flows::{Flow, Link};

#[test]
fn what_is_left_empty_has_its_usual_value() {
    let list = good(LINKS, FLOWS);
    let link =
        |id: &str, capacity_bps, delay_secs| Link { id: id.into(), capacity_bps, delay_secs };
    assert_eq!(list.links, [link("line", 10.0, 0.0), link("cloud", 20.0, 0.5)]);
    let (cap_bps, weight) = (f64::INFINITY, 1.0);
    assert_eq!(list.flows, [Flow { start_secs: 1.0, bytes: 2.0, route: 0, cap_bps, weight }]);
    assert_eq!(list.routes, [Box::from([0_u32, 1])]);
    assert_eq!((list.ids.len(), list.ids.get(0)), (1, "f"));
}

#[test]
fn columns_come_in_any_order_and_routes_are_kept_once() {
    let flows = "weight,route,id,cap_bps,size_bytes,start_s\n\
                 2,cloud;line,b,5e6,0,1e3\n,line;cloud,a,,1.5,0\n1,cloud;line,c,,1,-0\n";
    let list = good("delay_s,id,capacity_bps\n,line,10\n1,cloud,+20\n", flows);
    assert_eq!(list.routes, [Box::from([1_u32, 0]), Box::from([0, 1])]);
    assert_eq!(list.flows.iter().map(|f| f.route).collect::<Vec<_>>(), [0, 1, 0]);
    let first = Flow { start_secs: 1e3, bytes: 0.0, route: 0, cap_bps: 5e6, weight: 2.0 };
    assert_eq!(list.flows[0], first);
    assert!(list.flows[2].start_secs.is_sign_positive(), "zero has no sign");
    assert_eq!([0, 1, 2].map(|at| list.ids.get(at)), ["b", "a", "c"]);
}

#[test]
fn spreadsheets_mark_byte_order_and_return_carriages() {
    let plain = good(LINKS, FLOWS);
    let excel = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    assert_eq!(good(&excel(LINKS), &excel(FLOWS)), plain);
    let cut = |text: &str| text.trim_end().to_owned();
    assert_eq!(good(&cut(LINKS), &cut(FLOWS)), plain, "no line feed at the end");
    let spaced = |text: &str| format!("\n{}\r\n\n", text.replace('\n', "\n\n"));
    assert_eq!(good(&spaced(LINKS), &spaced(FLOWS)), plain, "empty lines");
    let quoted = FLOWS.replace("f,1,2,line;cloud,,", "\"f\",\"1\",2,\"line;cloud\",\"\",");
    assert_eq!(good(LINKS, &quoted), plain);
}

#[test]
fn ids_are_any_text() {
    let links = "id,capacity_bps,delay_s\n庁内LAN,10,\n\"a, \"\"b\"\"\",10,\n a ,10,\n";
    let flows = "id,start_s,size_bytes,route,cap_bps,weight\n\
                 \"x,\"\"y\"\"\",0,1,\"庁内LAN;a, \"\"b\"\"\",,\n端末 1,0,1, a ,,\n";
    let list = good(links, flows);
    assert_eq!(
        list.links.iter().map(|l| &*l.id).collect::<Vec<_>>(),
        ["庁内LAN", "a, \"b\"", " a "]
    );
    assert_eq!([0, 1].map(|at| list.ids.get(at)), ["x,\"y\"", "端末 1"]);
    assert_eq!(list.routes, [Box::from([0_u32, 1]), Box::from([2])]);
}
