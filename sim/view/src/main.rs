//! `sansou-view`: a window onto the networks of a study, or a picture of it without a screen.
//!
//! Exit codes: 0 shown, 1 not shown, 2 wrong arguments.

mod arguments;
mod camera;
mod files;
mod open;
mod panels;
mod picture;
mod scene;
mod shape;
mod theme;
mod window;

use open::{Choice, Open, Words};
use sansou_report::text::Lang;
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::process::{ExitCode, Termination};

fn main() -> ExitCode {
    let line: Vec<OsString> = std::env::args_os().collect();
    let lang = Lang::of_call(&line, |name| std::env::var(name).ok());
    let words = Words::load();
    let texts = words.of(lang);
    let arguments = match arguments::parse(&line, texts) {
        Ok(arguments) => arguments,
        Err(error) => {
            let Some(said) = arguments::word(&error, texts) else {
                // Nothing is left to be said if not even this can be printed.
                let _ = error.print();
                return ExitCode::SUCCESS;
            };
            eprintln!("{said}");
            return ExitCode::from(2);
        }
    };
    let open = match files::study(&files::resolve(&arguments.study), texts) {
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
