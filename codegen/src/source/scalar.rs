//! What the scalars of YAML 1.2 stand for: its core schema, in which `no`, `on` and `1_000` are strings.

use super::tree::Value;

/// The value of a plain scalar; `None` for numbers that JSON does not have.
pub(super) fn resolve(text: &str) -> Option<Value> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Some(Value::Null),
        "true" | "True" | "TRUE" => Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => Some(Value::Bool(false)),
        ".nan" | ".NaN" | ".NAN" => None,
        _ if is_infinite(text) => None,
        _ => match number(text) {
            Some(number) => Some(Value::Number(number.into())),
            None => Some(Value::String(text.into())),
        },
    }
}

/// The value of a scalar whose tag says what it is; `None` when it is not that.
pub(super) fn resolve_tagged(text: &str, tag: Option<&str>) -> Option<Value> {
    let value = match tag? {
        "str" => return Some(Value::String(text.into())),
        "float" | "int" | "bool" | "null" => resolve(text)?,
        _ => return None,
    };
    let fits = match (tag?, &value) {
        ("null", Value::Null) | ("bool", Value::Bool(_)) | ("float", Value::Number(_)) => true,
        ("int", Value::Number(number)) => !number.contains(['.', 'e', 'E']),
        _ => false,
    };
    fits.then_some(value)
}

/// The JSON form of a number of the core schema; `None` when the text is no number.
fn number(text: &str) -> Option<String> {
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let plain = !digits.starts_with(['+', '-']);
            return u128::from_str_radix(digits, radix)
                .ok()
                .filter(|_| plain)
                .map(|n| n.to_string());
        }
    }
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match rest.find(['e', 'E']) {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let some = !whole.is_empty() || !fraction.is_empty();
    if !some || !digits(whole) || !digits(fraction) || !is_exponent(exponent) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let dot = if mantissa.contains('.') { "." } else { "" };
    let fraction = if dot == "." && fraction.is_empty() {
        "0"
    } else {
        fraction
    };
    Some(format!("{sign}{whole}{dot}{fraction}{exponent}"))
}

fn is_exponent(text: &str) -> bool {
    let Some(digits) = text.strip_prefix(['e', 'E']) else {
        return text.is_empty();
    };
    let digits = digits.strip_prefix(['+', '-']).unwrap_or(digits);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_infinite(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    matches!(unsigned, ".inf" | ".Inf" | ".INF")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_the_form_of_json() {
        let cases = [
            ("0", "0"),
            ("010", "10"),
            ("+5", "5"),
            ("-007", "-7"),
            (".5", "0.5"),
            ("5.", "5.0"),
            ("1e3", "1e3"),
            ("-1.50E+07", "-1.50E+07"),
            ("0o17", "15"),
            ("0xFF", "255"),
            (
                "123456789012345678901234567890",
                "123456789012345678901234567890",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(
                resolve(text),
                Some(Value::Number(expected.into())),
                "{text}"
            );
        }
    }

    #[test]
    fn other_words_are_strings() {
        let words = [
            "no",
            "on",
            "y",
            "1_000",
            "1:30",
            "2021-01-01",
            "0b1",
            "0x",
            "0x-1",
            "1.2.3",
            ".",
            "-",
            "+",
            "e3",
            "1e",
            "--1",
            "NaN",
            "inf",
            "tRUE",
            "nULL",
        ];
        for word in words {
            assert_eq!(resolve(word), Some(Value::String(word.into())), "{word}");
        }
    }

    #[test]
    fn some_words_are_other_values() {
        assert_eq!(resolve("~"), Some(Value::Null));
        assert_eq!(resolve("True"), Some(Value::Bool(true)));
        assert_eq!(resolve("-.inf"), None);
    }

    #[test]
    fn tags_are_held_to_their_word() {
        assert_eq!(
            resolve_tagged("1", Some("str")),
            Some(Value::String("1".into()))
        );
        assert_eq!(
            resolve_tagged("1", Some("int")),
            Some(Value::Number("1".into()))
        );
        assert_eq!(resolve_tagged("1.5", Some("int")), None);
        assert_eq!(resolve_tagged("x", Some("bool")), None);
        assert_eq!(resolve_tagged("x", None), None);
    }
}
