//! The name of an API: the words of its title that no other API's title would say.

use crate::model::Name;

/// Words that say that something is an API, or that its description is one.
const SAID_OF_ALL: [&str; 19] = [
    "a",
    "all",
    "an",
    "api",
    "apis",
    "definition",
    "docs",
    "documentation",
    "official",
    "openapi",
    "public",
    "reference",
    "rest",
    "restful",
    "spec",
    "specification",
    "specifications",
    "the",
    "version",
];

/// Words behind which a number is a version.
const COUNTED: [&str; 4] = ["api", "apis", "openapi", "version"];

/// Letters of a name that people still want to write into a manifest.
const LONGEST: usize = 40;

/// `GitHub v3 REST API` is `github`; the title stays whole where nothing would be left.
pub fn name(title: &str) -> Name {
    let title = without_possessives(title);
    let lead = [" with ", " + "]
        .iter()
        .filter_map(|link| title.find(link))
        .min();
    let (lead, whole) = (&title[..lead.unwrap_or(title.len())], title.as_str());
    let mut telling = [telling(lead), telling(whole)].into_iter();
    let name = telling.find(|name| !name.is_empty());
    shortened(&name.unwrap_or_else(|| Name::parse(whole)))
}

/// `GitHub's` is `GitHub`.
fn without_possessives(title: &str) -> String {
    let words = title.split_whitespace().map(|word| {
        let short = ["'s", "\u{2019}s", "'", "\u{2019}"];
        let mut short = short.iter().filter_map(|end| word.strip_suffix(end));
        short.next().unwrap_or(word)
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The words that are neither said of all APIs nor a version.
fn telling(title: &str) -> Name {
    let mut words: Vec<String> = Vec::new();
    let mut is_counted = false;
    let is_said = |part: &&str| part.contains(char::is_alphanumeric);
    for part in title.split_whitespace().filter(is_said) {
        let name = Name::parse(part);
        if !is_version(part, is_counted) {
            let is_telling = |word: &&String| !SAID_OF_ALL.contains(&word.as_str());
            words.extend(name.words().iter().filter(is_telling).cloned());
        }
        let last = name.words().last().map_or("", String::as_str);
        is_counted = COUNTED.contains(&last);
    }
    words.into_iter().collect()
}

/// True for `v3`, `V2.1` and `1.0`, and for `3` where a number is expected.
fn is_version(part: &str, is_counted: bool) -> bool {
    let part = part.trim_matches(|char: char| !char.is_alphanumeric());
    let number = part.trim_start_matches(['v', 'V']);
    let is_number = number.starts_with(|char: char| char.is_ascii_digit())
        && number
            .chars()
            .all(|char| char.is_ascii_digit() || char == '.');
    is_number && (is_counted || number.len() < part.len() || number.contains('.'))
}

/// The first words, as many as people still want to write.
fn shortened(name: &Name) -> Name {
    let mut left = LONGEST;
    let fits = |(index, word): &(usize, &String)| {
        let room = left.checked_sub(word.chars().count() + 1);
        left = room.unwrap_or_default();
        room.is_some() || *index == 0
    };
    let words = name.words().iter().enumerate().take_while(fits);
    words.map(|(_, word)| word.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_title_is_the_name_of_the_service() {
        for (title, left) in [
            ("Callbell", "callbell"),
            ("GitHub v3 REST API", "github"),
            (
                "GitHub's official OpenAPI spec + Octokit extension",
                "github",
            ),
            ("Swagger Petstore - OpenAPI 3.0", "swagger petstore"),
            ("Box Platform API", "box platform"),
            ("Twilio - Api", "twilio"),
            ("Spotify Web API with fixes and improvements", "spotify web"),
            ("The Channel 4 API (version 2)", "channel 4"),
            ("Mail API 2", "mail"),
            ("API with fixes", "with fixes"),
            ("All APIs", "all apis"),
            ("REST API v1", "rest api v1"),
            ("", ""),
            (
                "Internal administration and reconciliation of everything else",
                "internal administration and",
            ),
        ] {
            assert_eq!(name(title).to_string(), left, "{title}");
        }
    }
}
