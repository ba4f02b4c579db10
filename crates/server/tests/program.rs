//! The program as an operator meets it. That these tests stand here also makes cargo build it
//! for those in `tests/` which run and kill it.
#![allow(clippy::expect_used, reason = "a test may fail so")]

use std::process::{Command, Output};

fn lintel(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lintel"))
        .args(arguments)
        .envs(variables.iter().copied())
        .output()
        .expect("the program runs")
}

#[test]
fn help_names_every_setting_with_its_default() {
    let help = lintel(&["serve", "--help"], &[]);
    let help = String::from_utf8_lossy(&help.stdout);

    for setting in [
        "LINTEL_BIND",
        "127.0.0.1:8080",
        "LINTEL_PUBLIC_URL",
        "DATABASE_URL",
    ] {
        assert!(help.contains(setting), "{setting} is not in:\n{help}");
    }
}

#[test]
fn a_wrong_configuration_ends_the_program_with_every_fault() {
    let faults = [("LINTEL_BIND", "nowhere"), ("LINTEL_DEFAULT_PLAN", "gold")];

    let ended = lintel(&["serve"], &faults);

    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(!ended.status.success());
    assert!(faults.iter().all(|(name, _)| said.contains(name)), "{said}");
}

#[test]
fn the_description_of_the_api_is_json() {
    let printed = lintel(&["openapi"], &[]);
    let document: serde_json::Value = serde_json::from_slice(&printed.stdout).expect("JSON");
    assert_eq!(document["info"]["title"], "Lintel API");
}
