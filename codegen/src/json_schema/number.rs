//! Numbers as text: counts, and signs.

/// A number read as a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// Exactly this.
    Exact(u64),
    /// More than 64 bits hold.
    Huge,
    /// Negative, or not whole.
    Invalid,
}

/// Reads a number in JSON syntax as a count; `2.0` and `2e0` are two.
pub(super) fn count(text: &str) -> Count {
    let (negative, text) = text
        .strip_prefix('-')
        .map_or((false, text), |text| (true, text));
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Count::Exact(0);
    }
    if negative {
        return Count::Invalid;
    }
    let trimmed = digits.trim_end_matches('0');
    let zeros = (digits.len() - trimmed.len()) as i64 - fraction.len() as i64;
    let exponent = exponent.parse::<i64>().unwrap_or(beyond(exponent));
    match zeros.saturating_add(exponent) {
        ..0 => Count::Invalid,
        zeros @ 0..=20 => {
            let digits = format!("{trimmed}{}", "0".repeat(zeros as usize));
            digits.parse().map_or(Count::Huge, Count::Exact)
        }
        _ => Count::Huge,
    }
}

/// Whether a number in JSON syntax is greater than zero.
pub(super) fn is_positive(text: &str) -> bool {
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    !text.starts_with('-') && mantissa.bytes().any(|digit| (b'1'..=b'9').contains(&digit))
}

/// An exponent that no integer type holds.
fn beyond(exponent: &str) -> i64 {
    if exponent.starts_with('-') {
        i64::MIN
    } else {
        i64::MAX
    }
}

#[cfg(test)]
mod tests {
    use super::Count::{Exact, Huge, Invalid};
    use super::*;

    #[test]
    fn reads_counts() {
        let cases = [
            ("0", Exact(0)),
            ("-0", Exact(0)),
            ("0.0e5", Exact(0)),
            ("2", Exact(2)),
            ("2.0", Exact(2)),
            ("2e0", Exact(2)),
            ("1.5e1", Exact(15)),
            ("200e-2", Exact(2)),
            ("18446744073709551615", Exact(u64::MAX)),
            ("18446744073709551616", Huge),
            ("1e400", Huge),
            ("1e99999999999999999999", Huge),
            ("1e-99999999999999999999", Invalid),
            ("-1", Invalid),
            ("1.5", Invalid),
            ("1e-1", Invalid),
        ];
        for (text, expected) in cases {
            assert_eq!(count(text), expected, "{text}");
        }
    }

    #[test]
    fn knows_positive_numbers() {
        assert!(["1", "0.01", "1e-9"].into_iter().all(is_positive));
        assert!(!["0", "-1", "0.0", "0e5"].into_iter().any(is_positive));
    }
}
