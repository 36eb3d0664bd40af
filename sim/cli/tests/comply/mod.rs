//! `sansou comply` as a user runs it: checklists in both languages, CSV, JSON, exit codes.

use crate::{sansou, text};
use csv_core::{ReadRecordResult, Reader};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn comply(folder: &Path, arguments: &[&str]) -> String {
    let done = sansou(folder).arg("comply").args(arguments).assert().success();
    assert!(done.get_output().stderr.is_empty());
    text(&done.get_output().stdout)
}

/// The rows of a CSV file, as a reader of its own has them.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut input = bytes.strip_prefix("\u{FEFF}".as_bytes()).expect("a byte-order mark");
    let (mut reader, mut rows) = (Reader::new(), Vec::new());
    let (mut cells, mut ends) = (vec![0; 100_000], vec![0; 100]);
    loop {
        let (result, read, written, ended) = reader.read_record(input, &mut cells, &mut ends);
        input = &input[read..];
        match result {
            ReadRecordResult::Record => {
                let starts = [0].iter().chain(&ends[..ended - 1]);
                let row = starts.zip(&ends[..ended]).map(|(&a, &b)| text(&cells[a..b]));
                assert_eq!(ends[ended - 1], written);
                rows.push(row.collect());
            }
            // The end of the input is told by an empty one.
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::End => return rows,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_checklist_comes_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let ja = comply(folder.path(), &["--model", "beta"]);
    for word in [
        "βモデル ─ 令和7年3月版（R7.3）のガイドラインとの対照",
        "不適合 0、",
        "適合 業務システムログ管理\n",
        "【文言未確認】",
        "版による違い: R2.12〜R6.10では適合",
        "要確認 セキュリティクラウドのその他の必須機能",
    ] {
        assert!(ja.contains(word), "{word}: {ja}");
    }
    let en = comply(folder.path(), &["--model", "beta", "--lang", "en"]);
    assert!(en.contains("Met Log management of business systems\n") && !en.contains("適合"));
    assert!(!ja.contains('⟦') && !en.contains('⟦'));
}

#[test]
fn what_is_missing_is_a_finding_and_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let out = comply(folder.path(), &["beta-without-edr", "--model", "beta"]);
    for word in [
        "不適合 エンドポイント対策（未知の不正プログラム対策）【二次資料による】",
        "適合させるには: 「端末の挙動監視（EDR）」または「端末の挙動監視（EDR）のライセンス」を次に配置する: ",
        "主たる業務端末（本庁）〔インターネット接続系〕",
        "出典: ",
    ] {
        assert!(out.contains(word), "{word}: {out}");
    }
    let early = comply(folder.path(), &["--model", "alpha_prime", "--edition", "R5.3"]);
    assert!(
        early.contains("不適合 1、") && early.contains("令和6年10月版（R6.10）から"),
        "{early}"
    );
    assert!(!early.contains("版による違い: "));
}

#[test]
fn the_csv_is_a_table_to_fill_in() {
    let folder = tempfile::tempdir().unwrap();
    comply(folder.path(), &["beta-without-edr", "--out", "list.csv"]);
    let rows = rows(&fs::read(folder.path().join("list.csv")).unwrap());
    assert_eq!((rows[0].len(), rows[0][0].as_str()), (17, "モデル"));
    assert_eq!(rows[0][15..], ["担当者の確認", "備考"]);
    assert!(rows.len() > 60 && rows.iter().all(|row| row.len() == 17));
    let row = rows.iter().find(|row| row[0] == "βモデル" && row[3] == "beta_watch").unwrap();
    assert_eq!((row[6].as_str(), row[7].as_str()), ("必須", "不適合"));
    assert!(row[10].contains("ファイル共有サーバー") && row[11].contains("24時間365日"));
    assert!(row[13].contains("質問60") && row[14] == "二次資料による");
    assert_eq!(row[15..], ["", ""]);
}

#[test]
fn json_has_every_finding_and_every_item() {
    let folder = tempfile::tempdir().unwrap();
    let answer: Value = serde_json::from_str(&comply(folder.path(), &["--json"])).unwrap();
    let list = |value: &Value, key: &str| value[key].as_array().unwrap().clone();
    let items = list(&answer, "items");
    assert_eq!(list(&answer, "models").len(), 4);
    for model in list(&answer, "models") {
        assert_eq!(model["edition"], "R7_3");
        let findings = list(&model, "findings");
        let ids = |list: &[Value], key: &str| -> Vec<Value> {
            list.iter().map(|one| one[key].clone()).collect()
        };
        assert_eq!(ids(&findings, "item"), ids(&items, "id"));
    }
    let item = items.iter().find(|item| item["id"] == "beta_log_management").unwrap();
    assert_eq!((&item["wording"], &item["section"]), (&"confirmed".into(), &"beta".into()));
    assert_eq!(item["citations"][0]["source"], "mic_2023_12");
}

#[test]
fn wrong_questions_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for wrong in ["R3.1", "2024", ""] {
        sansou(folder.path()).args(["comply", "--edition", wrong]).assert().code(2);
    }
    sansou(folder.path()).args(["comply", "none"]).assert().code(1);
    let done = sansou(folder.path()).args(["comply", "--model", "gamma"]).assert().code(1);
    assert!(text(&done.get_output().stderr).contains("alpha_prime"));
    // A study without guidelines is told how to name one.
    sansou(folder.path()).args(["export", "mine"]).assert().success();
    let study = folder.path().join("mine/studies/four-models.ron");
    let named = "    guidelines: [\"../guideline/security_policy.ron\"],\n";
    let without = fs::read_to_string(&study).unwrap().replace(named, "");
    fs::write(&study, without).unwrap();
    assert!(comply(folder.path(), &["mine/studies/four-models.ron"]).contains("guidelines"));
}
