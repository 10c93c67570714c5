//! The generated SDK is what the specification gives: the same check as `cargo xtask generate --check`.

mod common;

use common::{Captured, call};

#[test]
fn the_sdk_in_the_repository_is_what_the_specification_gives() {
    let Captured { code, out, err } = call(&["generate", "--check"]);
    assert_eq!(code, 0, "\n{out}\n{err}");
}

#[test]
fn the_specification_has_no_errors() {
    let Captured { code, out, err } = call(&["lint"]);
    assert_eq!(code, 0, "\n{out}\n{err}");
}
