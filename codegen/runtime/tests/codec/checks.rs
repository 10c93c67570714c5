//! Validation: the walk over a value, paths, null where it is not allowed.

use serde_json::json;

use crate::read;
use crate::runtime::codec::{self, Wire};
use crate::types::*;

fn violations(value: &dyn Wire) -> Vec<String> {
    let Err(found) = codec::validate(value) else {
        return Vec::new();
    };
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn a_valid_value_passes() {
    let contact: Contact =
        read(r#"{"uuid":"1","name":"Ann","tags":["a"],"parent":null,"type":10}"#);
    assert_eq!(codec::validate(&contact), Ok(()));
}

#[test]
fn all_violations_are_found_with_their_places() {
    let text = r#"{"contact":[{"uuid":"1","name":"","tags":["a","","b","c"],"parent":null,"type":11,
        "team":{"lead":[{"uuid":"2","parent":"p","name":"too long"}]}}]}"#;
    let response: ContactResponse = read(text);
    assert_eq!(
        violations(&response),
        [
            "$.contact[0].name: shorter than 1 characters (minLength)",
            "$.contact[0].tags: more than 3 items (maxItems)",
            "$.contact[0].tags[1]: shorter than 1 characters (minLength)",
            "$.contact[0].type: more than 10 (maximum)",
            "$.contact[0].team.lead[0].name: longer than 5 characters (maxLength)",
        ]
    );
    let all = codec::validate(&response).unwrap_err();
    assert_eq!(all.to_string().lines().count(), 5, "a line each");
}

#[test]
fn null_is_reported_where_the_contract_has_none() {
    let contact: Contact =
        read(r#"{"uuid":"1","parent":null,"name":null,"tags":null,"type":null}"#);
    assert_eq!(
        violations(&contact),
        [
            "$.tags: null is not allowed (type)",
            "$.type: null is not allowed (type)"
        ]
    );
    let update: UpdateContact = read(r#"{"name":null,"note":null}"#);
    assert_eq!(violations(&update), ["$.note: null is not allowed (type)"]);
}

#[test]
fn an_empty_object_for_nothing_is_valid() {
    let contact: Contact = read(r#"{"uuid":"1","parent":null,"team":{}}"#);
    assert_eq!(violations(&contact), [""; 0]);
}

#[test]
fn values_in_maps_and_unions_are_walked() {
    let text = r#"{"a":{"petType":"cat","friend":{"petType":"cat","friend":null}}}"#;
    let pets: std::collections::BTreeMap<String, Pet> = read(text);
    assert_eq!(
        violations(&pets),
        ["$.a.friend.friend: null is not allowed (type)"]
    );
}

fn ask(value: &dyn Wire, check: impl Fn(&codec::Place<'_>)) -> Vec<String> {
    codec::check(value, check)
        .err()
        .into_iter()
        .flat_map(|found| found.iter().map(ToString::to_string).collect::<Vec<_>>())
        .collect()
}

#[test]
fn a_place_sees_json_whatever_the_type() {
    let text = r#"{"uuid":"1","parent":null,"phone_number":"+39","x":{"y":[1]},"team":{}}"#;
    let contact: Contact = read(text);
    let raw: codec::Json = read(text);
    for value in [&contact as &dyn Wire, &raw] {
        let found = ask(value, |place| {
            place
                .no_additional(&["uuid", "parent", "team", "x"])
                .required(&["uuid", "name", "parent"]);
            place.member("phoneNumber").min_length(9);
            place.member("phone_number").min_length(9);
            place.member("x").member("y").item(0).minimum(2);
            place.member("x").member("y").item(1).minimum(2);
            place.member("team").min_properties(1);
            place.member("parent").const_("1");
            place.min_properties(6).max_properties(4);
        });
        assert_eq!(
            found,
            [
                "$.phone_number: a member that is not allowed (additionalProperties)",
                "$: missing member `name` (required)",
                "$.phone_number: shorter than 9 characters (minLength)",
                "$.x.y[0]: less than 2 (minimum)",
                "$.team: fewer than 1 members (minProperties)",
                "$.parent: is not 1 (const)",
                "$: fewer than 6 members (minProperties)",
                "$: more than 4 members (maxProperties)",
            ]
        );
    }
}

#[test]
fn members_and_names_are_visited() {
    let scores: Scores = read(r#"{"owner":"o","x":1,"long":30}"#);
    let found = ask(&scores, |place| {
        place.each_value(|value| {
            value.maximum(20);
        });
        place.each_key(|key| {
            key.max_length(4);
        });
        place.each_member(&|name, value| {
            if name == "x" {
                value.report("x", "seen");
            }
        });
        assert!(place.member("x").exists() && !place.member("nope").exists());
    });
    assert_eq!(
        found,
        [
            "$.long: more than 20 (maximum)",
            "$.owner: longer than 4 characters (maxLength)",
            "$.x: seen (x)",
        ]
    );
}

#[test]
fn a_question_may_be_asked_without_reporting() {
    let value = json!({"a": 5});
    let found = ask(&value, |place| {
        let small = place.passes(|place| {
            place.member("a").maximum(3);
        });
        let large = place.passes(|place| {
            place.member("a").minimum(3);
        });
        assert!(!small && large);
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_nested_type_may_be_asked_wholly() {
    let contact: Contact = read(r#"{"uuid":"1","parent":null,"name":""}"#);
    let found = ask(&vec![contact], |place| {
        assert!(!place.item(0).passes(|contact| {
            contact.all_hold();
        }));
        place.each(|contact| {
            contact.all_hold();
        });
    });
    assert_eq!(found, ["$[0].name: shorter than 1 characters (minLength)"]);
}
