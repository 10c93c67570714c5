//! Keywords: each against values that hold, that do not, and that are of another kind.

use serde_json::{Value, json};

use crate::runtime::codec::{self, Place};

fn holds(value: Value, ask: impl Fn(&Place<'_>)) -> bool {
    codec::check(&value, ask).is_ok()
}

fn values(array: Value) -> Vec<Value> {
    array.as_array().expect("an array").clone()
}

macro_rules! keyword {
    ($name:ident: $ask:expr; holds $good:tt; fails $bad:tt) => {
        #[test]
        fn $name() {
            let ask = |place: &Place<'_>| {
                let ask: fn(&Place<'_>) = $ask;
                ask(place)
            };
            for good in values(json!($good)) {
                assert!(holds(good.clone(), ask), "{good} holds");
            }
            for bad in values(json!($bad)) {
                assert!(!holds(bad.clone(), ask), "{bad} fails");
            }
        }
    };
}

keyword! { min_length: |place| { place.min_length(2); };
holds ["ab", "éé", "👍👍", 1, null, [], {}]; fails ["", "a", "👍"] }
keyword! { max_length: |place| { place.max_length(2); };
holds ["", "ab", "👍👍", 100, [1, 2, 3]]; fails ["abc", "👍👍👍"] }
keyword! { pattern: |place| { place.pattern("^a"); };
holds ["a", "ab", 5, null]; fails ["", "b"] }
keyword! { format: |place| { place.format("number", |text| text.parse::<f64>().is_ok()); };
holds ["1.5", 5]; fails ["x"] }
keyword! { minimum: |place| { place.minimum(3); };
holds [3, 3.0, 3.5, 1e300, u64::MAX, "2", null]; fails [2, 2.999, -1e300, i64::MIN] }
keyword! { minimum_of_text: |place| { place.minimum("-9223372036854775809"); };
holds [i64::MIN, 0, -9.2e18]; fails [-9.3e18, -1e300] }
keyword! { maximum: |place| { place.maximum(0.1); };
holds [0.1, 0, -5, 1e-300, true]; fails [0.10000001, 1, u64::MAX] }
keyword! { maximum_beyond_floats: |place| { place.maximum("9007199254740992"); };
holds [9007199254740992_u64, 9007199254740992.0]; fails [9007199254740993_u64, 1e16] }
keyword! { exclusive_minimum: |place| { place.exclusive_minimum(3); };
holds [4, 3.0001, "3"]; fails [3, 3.0, -4] }
keyword! { exclusive_maximum: |place| { place.exclusive_maximum(3_i64); };
holds [2, 2.9999, -4]; fails [3, 3.0, 4] }
keyword! { multiple_of_a_fraction: |place| { place.multiple_of(0.01); };
holds [19.99, 0, 1, 1e300, -0.07, 4.35, "x"]; fails [0.001, 19.999, 1e-300] }
keyword! { multiple_of_an_integer: |place| { place.multiple_of(3); };
holds [0, 9, -9, 9.0, 3e20, 30]; fails [1, 10, 4.5, 1e20, 0.3] }
keyword! { multiple_of_tens: |place| { place.multiple_of(1000); };
holds [0, 1000, 5e3, 1e300]; fails [100, 1500, 1e2] }
keyword! { multiple_of_a_small_number: |place| { place.multiple_of("1e-8"); };
holds [12391239123_u64, 0.00000001, 1.5]; fails [0.000000001] }
keyword! { multiple_of_a_long_number: |place| { place.multiple_of(0.123456789); };
holds [0, 0.246913578, 123456789]; fails [0.1, 1e308] }
keyword! { min_items: |place| { place.min_items(1); };
holds [[1], [1, 2], {}, ""]; fails [[]] }
keyword! { max_items: |place| { place.max_items(1); };
holds [[], [1], "ab"]; fails [[1, 2]] }
keyword! { unique_items: |place| { place.unique_items(); };
holds [[], [1, "1"], [[1], [2]], [1, true], [0, false], [null, "null"], [{"a": 1}, {"a": 2}], "aa", ["a,b", "a", "b"]]; fails [[1, 1.0], ["a", "b", "a"], [{"a": 1, "b": 2}, {"b": 2.0, "a": 1}], [[], []], [1e2, 100], [null, null]] }
keyword! { min_properties: |place| { place.min_properties(1); };
holds [{"a": 1}, [], null]; fails [{}] }
keyword! { max_properties: |place| { place.max_properties(1); };
holds [{}, {"a": 1}, [1, 2]]; fails [{"a": 1, "b": null}] }
keyword! { required: |place| { place.required(&["a", "b"]); };
holds [{"a": null, "b": 1, "c": 2}, [], "a"]; fails [{}, {"a": 1}] }
keyword! { no_additional: |place| { place.no_additional(&["a"]); };
holds [{}, {"a": 1}, ["b"]]; fails [{"b": 1}, {"a": 1, "A": 1}] }
keyword! { type_of_integer: |place| { place.type_(&["integer", "null"]); };
holds [1, 1.0, -0.0, 1e300, null]; fails [1.5, "1", true, [], {}] }
keyword! { type_of_number: |place| { place.type_(&["number"]); };
holds [1, 1.5]; fails [null, "1", false] }
keyword! { type_of_others: |place| { place.type_(&["string", "object", "array", "boolean"]); };
holds ["", {}, [], true]; fails [1, null] }
keyword! { constant: |place| { place.const_(r#"{"a":[1,null]}"#); };
holds [{"a": [1.0, null]}]; fails [{"a": [1]}, {}, null, {"a": [1, null], "b": 1}, {"a": [true, null]}] }
keyword! { enumerated: |place| { place.one_of_values(&["1", "\"a\"", "null", "false"]); };
holds [1, 1.0, "a", null, false]; fails [2, "A", "null", 0, []] }

#[test]
fn never_holds_for_what_is_absent() {
    assert!(!holds(json!(null), |place| {
        place.never();
    }));
    assert!(holds(json!({}), |place| {
        place.member("a").never();
    }));
}

#[test]
fn every_keyword_holds_for_what_is_absent() {
    let asked = |place: &Place<'_>| {
        let absent = place.member("absent");
        absent
            .min_length(1)
            .max_length(0)
            .pattern("^$")
            .minimum(1)
            .maximum(0);
        absent
            .multiple_of(3)
            .min_items(1)
            .unique_items()
            .min_properties(1)
            .required(&["a"]);
        absent
            .const_("1")
            .one_of_values(&[])
            .no_additional(&[])
            .never();
        assert_eq!(absent.path(), "$.absent");
    };
    assert!(holds(json!({}), asked));
}
