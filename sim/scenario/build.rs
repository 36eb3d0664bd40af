//! Builds again when a shipped scenario changes: `include_dir` alone does not notice.
fn main() {
    println!("cargo::rerun-if-changed=../../scenarios");
    println!("cargo::rerun-if-changed=build.rs");
}
