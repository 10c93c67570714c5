//! Questions put together, questions about parts, and what no other question looked at.

use serde_json::{Value, json};

use crate::runtime::codec::{self, Place};

fn string(place: &Place<'_>) {
    place.type_(&["string"]);
}

fn number(place: &Place<'_>) {
    place.type_(&["number"]);
}

fn small(place: &Place<'_>) {
    place.maximum(5);
}

/// The keywords that do not hold, in order.
fn fails(value: &Value, ask: impl Fn(&Place<'_>)) -> Vec<&'static str> {
    let found = codec::check(value, ask).err();
    found
        .iter()
        .flat_map(|found| found.iter())
        .map(|violation| violation.keyword)
        .collect()
}

fn check(ask: impl Fn(&Place<'_>), cases: &[(Value, &[&str])]) {
    for (value, expected) in cases {
        assert_eq!(fails(value, &ask), *expected, "{value}");
    }
}

#[test]
fn any_of_needs_one() {
    let ask = |place: &Place<'_>| {
        place.any_of(&[&string, &small]);
    };
    check(
        ask,
        &[
            (json!("a"), &[]),
            (json!(5), &[]),
            (json!(6), &["anyOf"]),
            (json!(null), &[]),
        ],
    );
}

#[test]
fn one_of_needs_exactly_one() {
    let ask = |place: &Place<'_>| {
        place.one_of(&[&number, &small]);
    };
    check(
        ask,
        &[(json!(6), &[]), (json!("a"), &[]), (json!(5), &["oneOf"])],
    );
    let never = |place: &Place<'_>| {
        place.one_of(&[&number, &string]);
    };
    check(never, &[(json!(null), &["oneOf"])]);
}

#[test]
fn not_turns_round() {
    let ask = |place: &Place<'_>| {
        place.not(string);
    };
    check(ask, &[(json!(1), &[]), (json!("a"), &["not"])]);
}

#[test]
fn conditions_choose() {
    let ask = |place: &Place<'_>| {
        place.when_else(number, small, |place| {
            place.max_length(1);
        });
    };
    check(
        ask,
        &[
            (json!(5), &[]),
            (json!(6), &["maximum"]),
            (json!("a"), &[]),
            (json!("ab"), &["maxLength"]),
        ],
    );
    let ask = |place: &Place<'_>| {
        place.when(number, small).when_member("a", |place| {
            place.required(&["b"]);
        });
    };
    check(
        ask,
        &[
            (json!("ab"), &[]),
            (json!({"a": 1}), &["required"]),
            (json!({"a": 1, "b": 2}), &[]),
            (json!({}), &[]),
        ],
    );
}

#[test]
fn nothing_is_asked_of_what_is_absent() {
    let ask = |place: &Place<'_>| {
        let absent = place.member("absent");
        absent.any_of(&[&|place| {
            place.report("x", "x");
        }]);
        absent.one_of(&[]).not(|_| {}).when(
            |_| {},
            |place| {
                place.report("x", "x");
            },
        );
        let wrong = |place: &Place<'_>| {
            place.report("x", "x");
        };
        absent
            .holds(wrong)
            .unevaluated_members(wrong, wrong)
            .unevaluated_items(wrong, wrong);
        absent
            .contains(1, None, string)
            .items_from(0, string)
            .pattern("^$");
    };
    check(ask, &[(json!({}), &[])]);
}

#[test]
fn members_by_pattern_and_the_others() {
    let ask = |place: &Place<'_>| {
        place
            .matching("^n", number)
            .additional(&["s"], &["^n"], string);
    };
    check(
        ask,
        &[
            (json!({"n1": 1, "s": null, "x": "x"}), &[]),
            (json!({"n1": "a"}), &["type"]),
            (json!({"x": 1}), &["type"]),
            (json!([1]), &[]),
        ],
    );
}

#[test]
fn items_behind_the_first_and_items_that_must_be_there() {
    let ask = |place: &Place<'_>| {
        place.items_from(1, number);
    };
    check(
        ask,
        &[
            (json!(["a", 1]), &[]),
            (json!([1, "a"]), &["type"]),
            (json!({}), &[]),
        ],
    );
    let ask = |place: &Place<'_>| {
        place.contains(2, Some(3), number);
    };
    check(
        ask,
        &[
            (json!([1, 2, "a"]), &[]),
            (json!([1, "a"]), &["minContains"]),
            (json!(["a"]), &["contains"]),
            (json!([1, 2, 3, 4]), &["maxContains"]),
            (json!("a"), &[]),
        ],
    );
}

#[test]
fn members_that_no_question_looked_at() {
    let ask = |place: &Place<'_>| {
        place.unevaluated_members(
            |place| {
                place.evaluates(&["a"]).any_of(&[
                    &|place| {
                        place.evaluates(&["b"]).required(&["b"]);
                    },
                    &|place| {
                        place.evaluates(&["c"]).required(&["c"]);
                    },
                ]);
            },
            |place| {
                place.never();
            },
        );
    };
    check(
        ask,
        &[
            (json!({"a": 1, "b": 1}), &[]),
            (json!({"b": 1, "c": 1}), &[]),
            (json!({"b": 1, "d": 1}), &["false"]),
            (json!({"a": 1}), &["anyOf"]),
        ],
    );
}

#[test]
fn what_a_failed_or_negated_question_looked_at_does_not_count() {
    let ask = |place: &Place<'_>| {
        place.unevaluated_members(
            |place| {
                place.not(|place| {
                    place.evaluates(&["a"]).required(&["b"]);
                });
                place.when(
                    |place| {
                        place.evaluates(&["a"]).required(&["b"]);
                    },
                    |_| {},
                );
            },
            |place| {
                place.never();
            },
        );
    };
    check(ask, &[(json!({"a": 1}), &["false"]), (json!({}), &[])]);
}

#[test]
fn records_of_what_was_looked_at_add_up_outwards_only() {
    let inner = |place: &Place<'_>| {
        place.unevaluated_members(
            |place| {
                place.evaluates(&["a"]);
            },
            string,
        );
    };
    let outer = |place: &Place<'_>| {
        place.unevaluated_members(inner, |place| {
            place.never();
        });
    };
    check(outer, &[(json!({"a": 1, "b": "x"}), &[])]);
    let cousins = |place: &Place<'_>| {
        place.evaluates(&["b"]).holds(inner);
    };
    check(cousins, &[(json!({"a": 1, "b": 2}), &["type"])]);
}

#[test]
fn items_that_no_question_looked_at() {
    let ask = |place: &Place<'_>| {
        place.unevaluated_items(
            |place| {
                place.evaluates_items(1).contains(0, None, number);
            },
            string,
        );
    };
    check(
        ask,
        &[
            (json!([null, 1, "a", 2]), &[]),
            (json!([null, null]), &["type"]),
            (json!({}), &[]),
            (json!([]), &[]),
        ],
    );
}
