//! The style rules hold for this repository: the same check as `cargo xtask tidy`.

mod common;

use common::{Captured, call};

#[test]
fn every_rule_holds() {
    let Captured { code, out, err } = call(&["tidy"]);
    assert_eq!(code, 0, "\n{out}\n{err}");
}
