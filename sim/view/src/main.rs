//! `sansou-view`: a window onto the networks of a study, or a picture of it without a screen.
//!
//! Exit codes: 0 shown, 1 not shown, 2 wrong arguments.

mod camera;
mod files;
mod open;
mod panels;
mod picture;
mod scene;
mod shape;
mod theme;
mod window;

use clap::Parser;
use clap::error::ErrorKind;
use open::{Choice, Open, Words};
use sansou_report::text::Lang;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::path::PathBuf;
use std::process::{ExitCode, Termination};

/// 三層の対策のモデルを図で見る / Shows the network models of a study
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// スタディのファイル(省略時は同梱の4モデル) / study file (default: the shipped four models)
    study: Option<String>,
    /// 画面を使わずPNGに書き出す / write a PNG without a screen
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
    /// 言語 / language
    #[arg(long, value_name = "ja|en", value_parser = lang)]
    lang: Option<Lang>,
    /// 幅(画素) / width in pixels
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(640..=7680))]
    width: Option<u32>,
    /// 高さ(画素) / height in pixels
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(360..=4320))]
    height: Option<u32>,
}

fn lang(tag: &str) -> Result<Lang, String> {
    Lang::parse(tag).ok_or_else(|| "ja, en".to_owned())
}

/// The language of the environment, Japanese if it names none that there is.
fn usual_lang() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .and_then(|tag| Lang::parse(&tag))
        .unwrap_or_default()
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            if !asked {
                eprintln!("{}", Words::load().of(usual_lang()).plain("view-wrong-arguments"));
            }
            // Nothing is left to be said if not even this can be printed.
            let _ = error.print();
            return if asked { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    let lang = arguments.lang.unwrap_or_else(usual_lang);
    let words = Words::load();
    let texts = words.of(lang);
    let path = arguments.study.as_deref().unwrap_or(files::SHIPPED);
    let open = match files::study(path, texts) {
        Ok(study) => Open::new(study),
        Err(problems) => {
            eprint!("{problems}");
            return ExitCode::FAILURE;
        }
    };
    let choice = Choice::new(lang);
    let size = |default: (u32, u32)| {
        (arguments.width.unwrap_or(default.0), arguments.height.unwrap_or(default.1))
    };
    // bevy ends the program by a panic where there is no display or graphics driver.
    let loud = take_hook();
    set_hook(Box::new(|_| {}));
    let built = catch_unwind(AssertUnwindSafe(|| match &arguments.png {
        Some(path) => picture::app(open, choice, size(picture::SIZE), path),
        None => window::app(open, choice, size(window::SIZE)),
    }));
    set_hook(loud);
    match built {
        Ok(mut app) => app.run().report(),
        Err(reason) => {
            let key = if arguments.png.is_some() { "view-no-driver" } else { "view-no-display" };
            eprintln!("{}", texts.plain(key));
            if let Some(reason) = reason.downcast_ref::<String>() {
                eprintln!("({reason})");
            }
            ExitCode::FAILURE
        }
    }
}
