//! The schemas of schemas, which every document may refer to and none has beside it.

use std::sync::{Arc, LazyLock};

use referencing::meta;
use serde_json::Value;

/// A schema as the crate that ships it keeps it.
type Shipped = LazyLock<Arc<Value>>;

const DRAFTS: [(&str, &Shipped); 3] = [
    ("http://json-schema.org/draft-04/schema", &meta::DRAFT4),
    ("http://json-schema.org/draft-06/schema", &meta::DRAFT6),
    ("http://json-schema.org/draft-07/schema", &meta::DRAFT7),
];

const DRAFT_2019_09: &str = "https://json-schema.org/draft/2019-09/";

const OF_2019_09: [(&str, &Shipped); 7] = [
    ("schema", &meta::DRAFT201909),
    ("meta/core", &meta::DRAFT201909_CORE),
    ("meta/applicator", &meta::DRAFT201909_APPLICATOR),
    ("meta/validation", &meta::DRAFT201909_VALIDATION),
    ("meta/meta-data", &meta::DRAFT201909_META_DATA),
    ("meta/format", &meta::DRAFT201909_FORMAT),
    ("meta/content", &meta::DRAFT201909_CONTENT),
];

const DRAFT_2020_12: &str = "https://json-schema.org/draft/2020-12/";

const OF_2020_12: [(&str, &Shipped); 9] = [
    ("schema", &meta::DRAFT202012),
    ("meta/core", &meta::DRAFT202012_CORE),
    ("meta/applicator", &meta::DRAFT202012_APPLICATOR),
    ("meta/unevaluated", &meta::DRAFT202012_UNEVALUATED),
    ("meta/validation", &meta::DRAFT202012_VALIDATION),
    ("meta/meta-data", &meta::DRAFT202012_META_DATA),
    (
        "meta/format-annotation",
        &meta::DRAFT202012_FORMAT_ANNOTATION,
    ),
    ("meta/format-assertion", &meta::DRAFT202012_FORMAT_ASSERTION),
    ("meta/content", &meta::DRAFT202012_CONTENT),
];

/// The text of the schema of schemas that a URI without a fragment names.
pub(super) fn text(uri: &str) -> Option<String> {
    let in_folder = |folder: &str, files: &[(&str, &'static Shipped)]| {
        let name = uri.strip_prefix(folder)?;
        find(files, name)
    };
    let found = find(&DRAFTS, uri)
        .or_else(|| in_folder(DRAFT_2019_09, &OF_2019_09))
        .or_else(|| in_folder(DRAFT_2020_12, &OF_2020_12))?;
    Some(format!("{:#}\n", ***found))
}

/// Whether nothing beside a `$ref` counts, not even an `$id`, under this `$schema`.
pub(super) fn reads_reference_alone(uri: &str) -> bool {
    let name = uri
        .trim_end_matches('#')
        .split_once("://")
        .map_or(uri, |(_, name)| name);
    let mut old = DRAFTS.iter().filter_map(|(uri, _)| uri.split_once("://"));
    old.any(|(_, known)| known == name)
}

fn find(files: &[(&str, &'static Shipped)], name: &str) -> Option<&'static Shipped> {
    files
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, schema)| *schema)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_stands_under_its_own_name() {
        let folders = [
            (DRAFT_2019_09, &OF_2019_09[..]),
            (DRAFT_2020_12, &OF_2020_12),
        ];
        let inside = folders.into_iter().flat_map(|(folder, files)| {
            files.iter().map(move |(name, _)| format!("{folder}{name}"))
        });
        let drafts = DRAFTS.iter().map(|(uri, _)| (*uri).to_owned());
        for uri in drafts.chain(inside) {
            let schema: Value = serde_json::from_str(&text(&uri).unwrap_or_default()).unwrap();
            let id = ["$id", "id"]
                .into_iter()
                .find_map(|name| schema[name].as_str());
            assert_eq!(id.map(|id| id.trim_end_matches('#')), Some(uri.as_str()));
        }
    }

    #[test]
    fn a_reference_of_an_old_draft_stands_alone() {
        for uri in [
            "http://json-schema.org/draft-07/schema#",
            "json-schema.org/draft-04/schema",
        ] {
            assert!(reads_reference_alone(uri), "{uri}");
        }
        assert!(!reads_reference_alone(
            "https://json-schema.org/draft/2019-09/schema"
        ));
    }

    #[test]
    fn other_names_lead_to_nothing() {
        for uri in [
            "",
            "schema",
            DRAFT_2020_12,
            "https://json-schema.org/draft/2020-12/nothing",
        ] {
            assert_eq!(text(uri), None);
        }
    }
}
