//! The codec, used as a generated crate uses it: as a folder copied to some depth of the module tree.

mod runtime;

mod types;

mod wide;

mod hostile;

mod records;

mod scalars;

mod enumerations;

mod unions;

mod nearest;

mod errors;

mod checks;

mod keywords;

mod patterns;

mod combinations;

mod through_serde;

mod text;

mod properties;

/// Reads a value from JSON text that fits.
fn read<T: runtime::codec::Wire>(text: &str) -> T {
    runtime::codec::decode(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The message of the error that reading gives, with the path before it.
fn fails<T: runtime::codec::Wire>(text: &str) -> String {
    let from_text = runtime::codec::decode::<T>(text.as_bytes())
        .err()
        .expect(text);
    let message = format!("{}: {}", from_text.path(), from_text.message());
    if let Ok(value) = serde_json::from_str(text) {
        let from_value = runtime::codec::from_value::<T>(&value).err().expect(text);
        assert_eq!(
            from_value.to_string(),
            message,
            "text and value give one error for {text}"
        );
    }
    message
}

/// Checks that reading and writing gives the same JSON, by way of text and of a value.
fn keeps<T: runtime::codec::Wire>(text: &str) {
    let value: serde_json::Value = serde_json::from_str(text).expect(text);
    let from_text: T = read(text);
    let from_value: T = runtime::codec::from_value(&value).expect(text);
    for typed in [from_text, from_value] {
        assert_eq!(
            runtime::codec::to_value(&typed).expect(text),
            value,
            "as a value"
        );
        let written = runtime::codec::encode(&typed).expect(text);
        let again: serde_json::Value = serde_json::from_slice(&written).expect(text);
        assert_eq!(again, value, "as text");
    }
}
