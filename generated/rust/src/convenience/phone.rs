//! Phone numbers, which the service writes in several ways, compared by their digits.

use crate::types::Contact;

/// The digits of a phone number, for comparing it with another one that may be written in another way.
///
/// ```
/// use callbell::convenience::digits;
///
/// assert_eq!(digits("+1 555 010 0123"), digits("15550100123"));
/// ```
///
/// Only for comparing: send numbers as they came.
pub fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

impl Contact {
    /// The [`digits`] of the contact's phone number; none where it has no number.
    pub fn phone_digits(&self) -> Option<String> {
        let digits = digits(self.phone_number.as_deref()?);
        Some(digits).filter(|digits| !digits.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_are_left() {
        for number in ["+331122334455", "33 11 22 33 44 55", "+33 (1) 122-33.44/55"] {
            assert_eq!(digits(number), "331122334455");
        }
    }

    #[test]
    fn a_contact_without_a_number_has_no_digits() {
        let digits = |contact| {
            serde_json::from_str::<Contact>(contact)
                .unwrap()
                .phone_digits()
        };
        assert_eq!(
            digits(r#"{"uuid": "1", "phoneNumber": "+1 555"}"#).as_deref(),
            Some("1555")
        );
        assert_eq!(digits(r#"{"uuid": "1", "phoneNumber": null}"#), None);
        assert_eq!(digits(r#"{"uuid": "1", "phoneNumber": ""}"#), None);
    }
}
