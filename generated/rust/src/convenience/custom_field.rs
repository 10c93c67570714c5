//! Custom fields with several choices, which come in another form than they are sent in.

use crate::Json;
use crate::types::{Contact, CustomFieldValue};

impl Contact {
    /// The choices of a checkbox field, by its label; none where the contact does not have the field.
    ///
    /// They are sent as a list and come back as the text of one, except among the types of fields, where the answer has
    /// those. Any of these is read. Text that is no list is one choice, and empty text is none.
    pub fn custom_field_choices(&self, label: &str) -> Option<Vec<String>> {
        let typed = self
            .custom_fields_metadata
            .as_ref()
            .and_then(|fields| fields.get(label));
        match typed.and_then(|field| field.value.as_ref()) {
            Some(CustomFieldValue::List(choices)) => Some(choices.clone()),
            Some(CustomFieldValue::Text(text)) => Some(from_text(text)),
            _ => from_json(self.custom_fields.as_ref()?.get(label)?),
        }
    }
}

fn from_json(value: &Json) -> Option<Vec<String>> {
    match value {
        Json::String(text) => Some(from_text(text)),
        list => serde_json::from_value(list.clone()).ok(),
    }
}

fn from_text(text: &str) -> Vec<String> {
    let list = serde_json::from_str(text);
    list.unwrap_or_else(|_| Vec::from_iter((!text.is_empty()).then(|| text.to_owned())))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(contact: Json, expected: Option<&[&str]>) {
        let contact: Contact = serde_json::from_value(contact).unwrap();
        let choices = contact.custom_field_choices("Interests");
        let expected = expected.map(|all| all.iter().map(ToString::to_string).collect());
        assert_eq!(choices, expected);
    }

    #[test]
    fn the_text_of_a_list_is_read() {
        let contact = |value: Json| json!({ "uuid": "1", "customFields": { "Interests": value } });
        check(
            contact(json!(r#"["Boats", "Cars "]"#)),
            Some(&["Boats", "Cars "]),
        );
        check(contact(json!(["Boats"])), Some(&["Boats"]));
        check(contact(json!("Boats")), Some(&["Boats"]));
        check(contact(json!("[Boats")), Some(&["[Boats"]));
        check(contact(json!("")), Some(&[]));
        check(contact(json!(true)), None);
        check(contact(json!(null)), None);
        check(json!({ "uuid": "1" }), None);
    }

    #[test]
    fn the_list_among_the_types_comes_first() {
        check(
            json!({
                "uuid": "1",
                "customFields": { "Interests": "[\"Boats\"]" },
                "customFieldsMetadata": { "Interests": { "type": "checkbox", "value": ["Boats", "Cars"] } },
            }),
            Some(&["Boats", "Cars"]),
        );
    }
}
