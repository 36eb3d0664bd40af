//! The report as its reader sees it: opened in headless Chromium (Debian's package `chromium`, which
//! `.ci/test` installs), measured by a script that only the test adds.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Finds what sticks out of the page, of its cell, or of its picture, and words that lie on each other
/// in a picture.
const MEASURE: &str = r#"
<script>
const outside = (inner, outer) =>
  inner.left < outer.left - 1 || inner.right > outer.right + 1 ||
  inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
const meet = (a, b) =>
  a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
const found = { wide: [], cut: [], collide: [], words: document.body.innerText.length };
const page = document.documentElement.clientWidth;
for (const e of document.querySelectorAll("p, td, th, h1, h2, h3, li, svg")) {
  const box = e.getBoundingClientRect();
  const scrolls = e.closest(".scroll");
  if (box.width > 0 && box.right > page + 1 && !scrolls)
    found.wide.push(e.tagName + " " + e.textContent.slice(0, 40));
}
if (page > 1000)
  for (const e of document.querySelectorAll(".scroll"))
    if (e.scrollWidth > e.clientWidth + 1) found.wide.push("scrolls: " + e.textContent.slice(0, 80));
let pictures = 0;
for (const svg of document.querySelectorAll("svg")) {
  pictures += 1;
  const frame = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll("text")]
    .filter(t => t.textContent.trim())
    .map(t => [t.getBoundingClientRect(), t.textContent.trim()]);
  for (const [box, text] of texts) if (outside(box, frame)) found.cut.push(text);
  for (let i = 0; i < texts.length; i++)
    for (let j = 0; j < i; j++)
      if (meet(texts[i][0], texts[j][0])) found.collide.push(texts[i][1] + " / " + texts[j][1]);
}
found.pictures = pictures;
const result = document.createElement("pre");
result.id = "measured";
result.textContent = JSON.stringify(found);
document.body.append(result);
</script>
"#;

fn measured(page: &Path, width: u32) -> Value {
    let profile = tempfile::tempdir().unwrap();
    let printed = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--window-size={width},2000"))
        .arg("--dump-dom")
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("chromium is needed: bash .ci/test installs it");
    let dom = String::from_utf8(printed.stdout).unwrap();
    let (_, rest) = dom.split_once("<pre id=\"measured\">").expect("the page was measured");
    let (json, _) = rest.split_once("</pre>").unwrap();
    let json = json.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    serde_json::from_str(&json).unwrap()
}

#[test]
fn the_measure_sees_faults() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("faults.html");
    let faults = r#"<!doctype html><meta charset="utf-8"><body>
        <p style="width: 3000px">wide</p>
        <svg width="100" height="40"><text x="90" y="20">cut off</text></svg>
        <svg width="200" height="40"><text x="9" y="20">one</text><text x="12" y="20">two</text></svg>"#;
    fs::write(&page, format!("{faults}{MEASURE}</body>")).unwrap();
    let found = measured(&page, 1_280);
    for (kind, count) in [("wide", 1), ("cut", 1), ("collide", 1)] {
        assert_eq!(found[kind].as_array().unwrap().len(), count, "{kind}: {found}");
    }
}

#[test]
fn nothing_in_the_report_sticks_out_or_collides() {
    let folder = tempfile::tempdir().unwrap();
    for lang in ["ja", "en"] {
        assert_cmd::Command::cargo_bin("sansou")
            .unwrap()
            .current_dir(folder.path())
            .args(["compare", "--trials", "2000", "--out", lang, "--lang", lang])
            .assert()
            .success();
        let report = fs::read_to_string(folder.path().join(lang).join("report.html")).unwrap();
        assert!(!report.contains("<script") && !report.contains('⟦'), "{lang}");
        assert!(!report.contains("src=\"http") && !report.contains("url(http"), "{lang}");
        let page = folder.path().join(format!("{lang}.html"));
        fs::write(&page, report.replace("</body>", &format!("{MEASURE}</body>"))).unwrap();
        for width in [1_280, 800] {
            let found = measured(&page, width);
            assert!(found["pictures"].as_u64().unwrap() >= 8, "{lang} {width}: {found}");
            assert!(found["words"].as_u64().unwrap() > 10_000, "{lang} {width}");
            for kind in ["wide", "cut", "collide"] {
                assert_eq!(found[kind], serde_json::json!([]), "{lang} {width} {kind}");
            }
        }
    }
}
