//! Properties: whatever fits a type is kept, whatever bytes come do not crash the reader.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::runtime::codec;
use crate::types::*;

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1000_i64..1000).prop_map(|number| json!(number as f64 / 8.0)),
        ".{0,8}".prop_map(Value::from),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map("[a-z$ ]{0,6}", inner, 0..4)
                .prop_map(|members| Value::from(Map::from_iter(members))),
        ]
    })
}

fn optional(inner: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Option<Value>> {
    prop_oneof![2 => Just(None), 1 => Just(Some(Value::Null)), 4 => inner.prop_map(Some)].boxed()
}

fn field_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        ".{0,4}".prop_map(Value::from),
        proptest::collection::vec(".{0,4}", 0..3).prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
    ]
}

fn contact() -> impl Strategy<Value = Value> {
    let fields = proptest::collection::btree_map(".{0,4}", field_value(), 0..3)
        .prop_map(|members| Value::from(Map::from_iter(members)));
    let members = (
        ".{0,6}".prop_map(Value::from),
        optional(".{0,6}".prop_map(Value::from)),
        optional(".{0,6}".prop_map(Value::from)),
        optional(prop_oneof!["whatsapp", ".{0,4}"].prop_map(Value::from)),
        optional(proptest::collection::vec(".{0,4}", 0..4).prop_map(Value::from)),
        optional(fields),
        optional(prop_oneof![
            Just(json!({})),
            Just(json!({"name": "T", "x": [1]}))
        ]),
        optional(any::<i64>().prop_map(Value::from)),
        proptest::collection::btree_map("[a-z]{1,5}|é.?", value(), 0..4),
    );
    members.prop_map(
        |(uuid, name, phone, source, tags, fields, team, kind, extra)| {
            let mut object = Map::from_iter(extra);
            object.insert("uuid".to_owned(), uuid);
            object.insert("parent".to_owned(), name.clone().unwrap_or_default());
            let known = [
                ("name", name),
                ("phone_number", phone),
                ("source", source),
                ("tags", tags),
                ("customFields", fields),
                ("team", team),
                ("type", kind),
            ];
            for (name, value) in known {
                object.remove(name);
                if let Some(value) = value {
                    object.insert(name.to_owned(), value);
                }
            }
            Value::from(object)
        },
    )
}

proptest! {
    #[test]
    fn a_record_is_kept(contact in contact(), wrapped in any::<bool>()) {
        let contact = if wrapped { json!([contact]) } else { contact };
        let response = json!({ "contact": contact });
        let typed: ContactResponse = codec::decode(response.to_string().as_bytes()).unwrap();
        prop_assert_eq!(&codec::to_value(&typed).unwrap(), &response);
        let written = codec::encode(&typed).unwrap();
        let again: ContactResponse = codec::decode(&written).unwrap();
        prop_assert_eq!(&again, &typed);
        let from_value: ContactResponse = codec::from_value(&response).unwrap();
        prop_assert_eq!(&from_value, &typed);
    }

    #[test]
    fn any_json_is_kept_raw(value in value()) {
        let typed: codec::Json = codec::decode(value.to_string().as_bytes()).unwrap();
        prop_assert_eq!(&codec::to_value(&typed).unwrap(), &value);
    }

    #[test]
    fn what_is_read_is_kept(value in value()) {
        if let Ok(pet) = codec::from_value::<Pet>(&value) {
            prop_assert_eq!(codec::to_value(&pet).unwrap(), value.clone());
        }
        if let Ok(loose) = codec::from_value::<Loose>(&value) {
            prop_assert_eq!(codec::to_value(&loose).unwrap(), value.clone());
        }
    }

    #[test]
    fn text_and_value_give_the_same(value in value()) {
        let text = value.to_string();
        let from_text = codec::decode::<Contact>(text.as_bytes());
        let from_value = codec::from_value::<Contact>(&value);
        match (from_text, from_value) {
            (Ok(one), Ok(other)) => prop_assert_eq!(one, other),
            (Err(one), Err(other)) => {
                prop_assert_eq!(one.message(), other.message());
                prop_assert_eq!(one.path(), other.path());
            }
            (one, other) => prop_assert!(false, "{one:?} against {other:?}"),
        }
    }

    #[test]
    fn no_bytes_crash_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        let _ = codec::decode::<ContactResponse>(&bytes);
        let _ = codec::decode::<Pet>(&bytes);
    }

    #[test]
    fn no_damaged_text_crashes_the_reader(contact in contact(), at in 0_usize..400, byte in any::<u8>()) {
        let mut bytes = contact.to_string().into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(contact) = codec::decode::<Contact>(&bytes) {
            let written = codec::encode(&contact).unwrap();
            prop_assert_eq!(codec::decode::<Contact>(&written).unwrap(), contact);
        }
    }
}
