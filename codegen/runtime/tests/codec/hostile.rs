//! Types whose names stand for something else in every other module.
#![allow(missing_docs)]

use crate::runtime::codec::{self, enumeration, newtype, record, union};
use crate::{fails, keeps};

#[derive(Debug)]
pub struct Result {
    pub r#type: Option,
    pub r#self_: std::option::Option<String>,
    pub others: std::collections::BTreeMap<std::string::String, Some>,
    pub rest: codec::Extra,
}

record! { Result {
    r#type "type",
    r#self_ "self" | "" | "\"'\u{1F600}" nullable,
    ..rest typed others
} }

#[derive(Debug)]
pub struct Nothing {
    pub extra: codec::Extra,
}

record! { Nothing { ..extra } }

#[derive(Debug)]
pub enum Option {
    Some,
    None,
}

enumeration! { Option { Some = "some", None = "none" } }

#[derive(Debug)]
pub enum Some {
    Ok(std::string::String),
    Err(()),
}

enumeration! { Ok { None = "none", ..Some } }

#[derive(Debug)]
pub enum Ok {
    None,
    Some(std::string::String),
}

union! { Some { Ok: string, Err: null } }

#[derive(Debug)]
pub struct String(pub Vec<Ok>);

newtype! { String }

#[derive(Debug)]
pub struct From(pub Nothing);

newtype! { From }

#[test]
fn they_work_all_the_same() {
    keeps::<Result>(r#"{"type":"none","self":["none","x"],"other":"","another":null}"#);
    keeps::<Result>(r#"{"type":"some","\"'\ud83d\ude00":[]}"#);
    keeps::<From>(r#"{"a":1}"#);
    keeps::<Nothing>("{}");
    assert_eq!(
        fails::<Nothing>("[]"),
        "$: expected an object, found an array"
    );
    assert_eq!(
        fails::<Result>(r#"{"type":"some","":1}"#),
        "$['']: expected an array, found a number"
    );
    assert_eq!(Option::None.as_str(), "none");
    assert!(matches!(Ok::from("x"), Ok::Some(_)));
}
