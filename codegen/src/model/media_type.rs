//! Media types, as far as a client treats them differently.

/// What a body of a media type is to a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MediaKind {
    /// JSON, which has a type.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// Text that is passed as it is.
    Text,
    /// Anything else, passed as bytes.
    Bytes,
}

impl MediaKind {
    /// The kind of a media type; parameters behind a semicolon and the case of letters do not matter.
    pub fn of(media_type: &str) -> Self {
        let essence = media_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        let suffix = essence.rsplit('+').next().unwrap_or_default();
        match essence.as_str() {
            "application/json" | "text/json" | "text/x-json" => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            "application/xml"
            | "application/yaml"
            | "application/x-yaml"
            | "application/x-ndjson"
            | "application/jsonl"
            | "application/javascript"
            | "application/graphql" => Self::Text,
            text if text.starts_with("multipart/") => Self::Multipart,
            text if text.starts_with("application/") && text.ends_with("/json") => Self::Json,
            _ if suffix == "json" && essence.contains('+') => Self::Json,
            _ if (suffix == "xml" || suffix == "yaml") && essence.contains('+') => Self::Text,
            text if text.starts_with("text/") => Self::Text,
            _ => Self::Bytes,
        }
    }

    /// True for `*/*` and `application/*`, which say nothing.
    pub fn is_open(media_type: &str) -> bool {
        matches!(media_type.trim(), "*/*" | "application/*" | "*")
    }
}

#[cfg(test)]
mod tests {
    use super::MediaKind;

    #[test]
    fn kinds_follow_the_essence() {
        for (media_type, kind) in [
            ("application/json", MediaKind::Json),
            ("Application/JSON; charset=utf-8", MediaKind::Json),
            ("application/merge-patch+json", MediaKind::Json),
            ("application/x-www-form-urlencoded", MediaKind::Form),
            ("multipart/form-data", MediaKind::Multipart),
            ("text/csv", MediaKind::Text),
            ("application/atom+xml", MediaKind::Text),
            ("image/png", MediaKind::Bytes),
            ("application/octet-stream", MediaKind::Bytes),
            ("json", MediaKind::Bytes),
        ] {
            assert_eq!(MediaKind::of(media_type), kind, "{media_type}");
        }
    }
}
