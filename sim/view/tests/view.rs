//! The program as a person starts it: pictures without a screen, the window under Xvfb, bad input.
//!
//! Needs a Vulkan driver (`mesa-vulkan-drivers libvulkan1` where there is no GPU) and, for the window,
//! `xvfb xdotool libxkbcommon-x11-0`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_types, reason = "waits for a window, but not for ever")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;
use x11rb::protocol::xproto::{ClientMessageEvent, ConnectionExt, EventMask};

fn view(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sansou-view"));
    command.args(arguments).env_remove("RUST_LOG").env_remove("WAYLAND_DISPLAY");
    command
}

fn run(arguments: &[&str]) -> Output {
    view(arguments).env_remove("DISPLAY").output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn colours(picture: &image::RgbImage) -> BTreeSet<[u8; 3]> {
    picture.pixels().map(|p| p.0).collect()
}

/// Colours of the main zones' areas as the theme has them.
const ZONES: [[u8; 3]; 3] = [[0xfb, 0xe9, 0xee], [0xe7, 0xf0, 0xfb], [0xfd, 0xf3, 0xdc]];

#[test]
fn a_picture_comes_without_a_screen_and_is_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str| {
        let path = folder.path().join(name);
        let output = run(&[
            "--png",
            path.to_str().unwrap(),
            "--lang",
            "ja",
            "--width",
            "1280",
            "--height",
            "720",
        ]);
        assert!(output.status.success(), "{}", said(&output));
        std::fs::read(path).unwrap()
    };
    let (first, second) = (write("a.png"), write("b.png"));
    assert!(first == second, "two runs gave different bytes");
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(names.len(), 2, "nothing temporary is left");

    let picture = image::load_from_memory(&first).unwrap().to_rgb8();
    assert_eq!(picture.dimensions(), (1280, 720));
    let all = colours(&picture);
    assert!(all.len() > 500, "only {} colours", all.len());
    for zone in ZONES {
        assert!(all.contains(&zone), "no zone of colour {zone:?}");
    }
    // Each of the four networks is in its quarter of the area beside the panel.
    for (x, y) in [(280, 0), (780, 0), (280, 380), (780, 380)] {
        let quarter = image::imageops::crop_imm(&picture, x, y, 480, 320).to_image();
        let seen = colours(&quarter);
        assert!(ZONES.iter().all(|z| seen.contains(z)), "no network at {x}, {y}");
        assert!(seen.len() > 200, "no lines and names at {x}, {y}");
    }
}

#[test]
fn the_languages_differ_in_the_picture() {
    let folder = tempfile::tempdir().unwrap();
    let picture = |lang: &str| {
        let path = folder.path().join(lang).with_extension("png");
        let output = run(&["--png", path.to_str().unwrap(), "--lang", lang, "--width", "800"]);
        assert!(output.status.success(), "{}", said(&output));
        std::fs::read(path).unwrap()
    };
    assert!(picture("ja") != picture("en"));
}

#[test]
fn bad_input_is_told_in_japanese_without_a_panic() {
    let cases: [(&[&str], i32, &str); 5] = [
        (&["--lang", "ja", "nowhere.ron"], 1, "nowhere.ron"),
        (&["--lang", "ja", "builtin:models/alpha.ron"], 1, "エラー"),
        (&["--lang", "xx"], 2, "sansou-view --help"),
        (&["--width", "1"], 2, "sansou-view --help"),
        (&["--lang", "ja"], 1, "窓を開けません"),
    ];
    for (arguments, code, words) in cases {
        let output = view(arguments).env_remove("DISPLAY").env("LC_ALL", "ja_JP.UTF-8").output();
        let output = output.unwrap();
        let said = said(&output);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
        assert!(!said.contains("panicked"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_an_error() {
    let output = run(&["--lang", "ja", "--png", "/nonexistent/folder/a.png", "--width", "640"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("書き込めません"), "{}", said(&output));
}

/// A child that is ended with the test.
struct Guard(Child);

impl Drop for Guard {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A screen of its own; its number is chosen by the server.
fn screen() -> (Guard, String) {
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|e| panic!("Xvfb (Debian package xvfb) is needed: {e}"));
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (Guard(server), format!(":{}", line.trim()))
}

fn xdotool(display: &str, arguments: &[&str]) -> String {
    let output = Command::new("xdotool")
        .args(arguments)
        .env("DISPLAY", display)
        .env("LC_ALL", "C.UTF-8")
        .output();
    let output = output.unwrap_or_else(|e| panic!("xdotool is needed: {e}"));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// What is asked for, tried again for a minute.
fn wait<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    for _ in 0..300 {
        if let Some(answer) = ask() {
            return answer;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    panic!("{what} did not come");
}

fn open(display: &str, arguments: &[&str]) -> (Guard, String) {
    let program = view(arguments).env("DISPLAY", display).stderr(Stdio::piped()).spawn().unwrap();
    let window = wait("the window", || {
        let found = xdotool(display, &["search", "--onlyvisible", "--name", "^Sansou "]);
        found.lines().next().map(str::to_owned)
    });
    (Guard(program), window)
}

/// What a window manager does when the window's closing button is pressed.
fn close(display: &str, window: u32) {
    let (x, _) = x11rb::connect(Some(display)).unwrap();
    let atom = |name: &[u8]| x.intern_atom(false, name).unwrap().reply().unwrap().atom;
    let data = [atom(b"WM_DELETE_WINDOW"), x11rb::CURRENT_TIME, 0, 0, 0];
    let event = ClientMessageEvent::new(32, window, atom(b"WM_PROTOCOLS"), data);
    x.send_event(false, window, EventMask::NO_EVENT, event).unwrap().check().unwrap();
}

fn ended(program: &mut Guard) {
    let status = wait("the end", || program.0.try_wait().unwrap());
    let mut said = String::new();
    program.0.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(status.success(), "{status}: {said}");
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn the_window_opens_with_its_title_takes_mouse_and_keys_and_closes() {
    let (_server, display) = screen();
    let (mut program, window) =
        open(&display, &["--lang", "ja", "--width", "1200", "--height", "800"]);
    let title = xdotool(&display, &["getwindowname", &window]);
    assert!(title.contains("4つのモデルの比較"), "{title}");
    assert!(xdotool(&display, &["getwindowgeometry", &window]).contains("1200x800"));

    // Without a window manager a window has to be given the keyboard.
    xdotool(&display, &["windowfocus", &window]);
    xdotool(&display, &["mousemove", "--window", &window, "700", "400", "click", "4"]);
    xdotool(&display, &["mousedown", "1", "mousemove_relative", "60", "30", "mouseup", "1"]);
    for key in ["2", "plus", "Left", "0"] {
        xdotool(&display, &["key", key]);
    }
    std::thread::sleep(Duration::from_secs(1));
    assert!(program.0.try_wait().unwrap().is_none(), "it goes on until it is closed");
    close(&display, window.parse().unwrap());
    ended(&mut program);
}

#[test]
fn a_key_ends_the_program() {
    let (_server, display) = screen();
    let (mut program, window) = open(&display, &["--lang", "en"]);
    assert!(xdotool(&display, &["getwindowname", &window]).contains("four models"));
    xdotool(&display, &["windowfocus", &window]);
    wait("the end", || {
        xdotool(&display, &["key", "ctrl+q"]);
        program.0.try_wait().unwrap()
    });
    ended(&mut program);
}

#[test]
fn help_is_there_in_both_languages() {
    for (lang, about) in [("ja", "三層の対策"), ("en", "network models")] {
        let output = run(&["--help", "--lang", lang]);
        let help = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success());
        for words in [about, "--png", "--lang", "--width", "--height", "STUDY"] {
            assert!(help.contains(words), "{words}: {help}");
        }
    }
}
