//! `sansou-view`: a window onto the networks of a study, or a picture of it without a screen.

mod app;
mod camera;
mod open;
mod panels;
mod picture;
mod scene;
mod shape;
mod theme;

mod standin;

use clap::Parser;
use open::{Choice, Open};
use sansou_report::text::Lang;
use std::path::PathBuf;
use std::process::{ExitCode, Termination};

/// 三層の対策のモデルを図で見る。 / Shows the network models of a study.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    /// スタディのファイル(省略時は同梱の4モデル) / study file (the shipped four models if left out)
    study: Option<PathBuf>,
    /// 画面を使わず PNG に書き出す / write a PNG without a screen
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
    /// 言語 / language: ja, en
    #[arg(long, value_parser = lang)]
    lang: Option<Lang>,
    /// 幅(画素) / width in pixels
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(320..=8192))]
    width: Option<u32>,
    /// 高さ(画素) / height in pixels
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(240..=8192))]
    height: Option<u32>,
}

fn lang(tag: &str) -> Result<Lang, String> {
    Lang::parse(tag).ok_or_else(|| "ja / en".to_owned())
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let lang = arguments.lang.unwrap_or_default();
    let open = Open::new(standin::study());
    let choice = Choice::new(lang);
    match arguments.png {
        Some(path) => {
            let size = (arguments.width.unwrap_or(2560), arguments.height.unwrap_or(1440));
            picture::write(open, choice, size, &path)
        }
        None => app::window(
            open,
            choice,
            arguments.width.unwrap_or(1600),
            arguments.height.unwrap_or(900),
        ),
    }
    .report()
}
