//! What an operation does: the name of its id without the words that its resource says already.

use crate::model::Name;

/// Words that may stand between what is done and the thing it is done to, and are left out with it.
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// Words that say how many things are meant, and stay.
const QUANTIFIERS: [&str; 8] = [
    "all", "some", "several", "multiple", "many", "single", "one", "more",
];

/// Words that lead on to something else.
const PREPOSITIONS: [&str; 12] = [
    "by", "for", "from", "in", "into", "to", "on", "at", "via", "with", "within", "using",
];

/// Verbs after which `contacts tags` are the tags of contacts.
const READING: [&str; 15] = [
    "get", "list", "fetch", "find", "read", "retrieve", "show", "count", "query", "search", "post",
    "put", "patch", "delete", "head",
];

/// Verbs that say no more than that something is read.
const READING_ONE: [&str; 5] = ["get", "fetch", "find", "read", "retrieve"];

/// Drops the words of the resource where a reader of `resource.action()` misses nothing:
///
/// - where they lead: `issues list for repo` is `list for repo`;
/// - where the thing follows what is done to it: `update contact` is `update`, `get contact by phone` is
///   `get by phone`, `get multiple albums` is `get multiple`, `create contact note` is `create note`.
///
/// They stay behind any other word (`create special event`), where they end a phrase (`add tracks to playlist`), and
/// where several are meant and something follows that may not be theirs (`save albums user`).
pub fn name(whole: &Name, resource: &Name) -> Name {
    without_articles(&without_resource(whole, resource))
}

/// The thing to which something is done, in the singular: that of the resource where the operation names no other.
pub fn subject(title: &Name, resource: &Name) -> Name {
    let words = title.words().iter().skip(verbs(title.words()));
    let thing = words.skip_while(|word| is_filler(word));
    let thing: Name = thing
        .take_while(|word| !is(&PREPOSITIONS, word))
        .cloned()
        .collect();
    let thing = if thing.is_empty() { resource } else { &thing };
    thing.singular()
}

/// The shortest name, which another operation may have, too: the things of a resource are listed, however its id says
/// so (`get contacts` is `list`), and one of them needs no name (`get contacts contact` is `get`).
pub fn shortest(whole: &Name, resource: &Name, reads_all: bool) -> Name {
    let name = name(whole, resource);
    let (first, rest) = (name.words().first(), name.from(1));
    let is_theirs =
        rest.position(resource) == Some(0) && rest.words().len() == resource.words().len();
    let was_shortened = name.words().len() < whole.words().len();
    match first {
        Some(verb) if was_shortened && is_theirs => Name::of(&[verb]),
        Some(verb)
            if reads_all
                && rest.is_empty()
                && is(&READING_ONE, verb)
                && ends_with(whole, resource) =>
        {
            Name::of(&["list"])
        }
        _ => name,
    }
}

/// The name without `a`, `an` and `the` between other words; at its end an `a` is a letter, as in `plan a`.
pub fn without_articles(name: &Name) -> Name {
    let last = name.words().len().saturating_sub(1);
    let words = name.words().iter().enumerate();
    let kept = words.filter(|(index, word)| *index == 0 || *index == last || !is(&ARTICLES, word));
    kept.map(|(_, word)| word.as_str()).collect()
}

fn without_resource(whole: &Name, resource: &Name) -> Name {
    let Some(start) = whole.position(resource) else {
        return whole.clone();
    };
    let words = whole.words();
    let end = start + resource.words().len();
    if start == 0 {
        return whole.without_leading(resource);
    }
    let verbs = verbs(words);
    if start < verbs || !words[verbs..start].iter().all(|word| is_filler(word)) {
        return whole.clone();
    }
    let has_article = words[verbs..start].iter().any(|word| is(&ARTICLES, word));
    let is_plural = whole.from(start).words()[..end - start] != resource_singular(resource);
    let is_theirs = !is_plural || has_article || is(&READING, &words[verbs - 1]);
    match words.get(end) {
        Some(next) if !is(&PREPOSITIONS, next) && !is_theirs => whole.clone(),
        _ => {
            let kept = words[..start].iter().filter(|word| !is(&ARTICLES, word));
            kept.chain(&words[end..]).map(String::as_str).collect()
        }
    }
}

/// The words that say what is done: `create`, or `create or update`, or `bulk create`.
fn verbs(words: &[String]) -> usize {
    let word = |index: usize| words.get(index).map_or("", String::as_str);
    let mut count = 1 + usize::from(matches!(word(0), "bulk" | "batch"));
    while matches!(word(count), "or" | "and") {
        count += 2;
    }
    count
}

/// True where a name ends with all of a resource, in the plural.
fn ends_with(whole: &Name, resource: &Name) -> bool {
    let words = whole.words();
    let start = words.len().saturating_sub(resource.words().len());
    let end = whole.from(start);
    end.singular() == resource.singular() && end.singular() != end
}

fn resource_singular(resource: &Name) -> Vec<String> {
    resource.singular().words().to_vec()
}

fn is_filler(word: &str) -> bool {
    is(&ARTICLES, word) || is(&QUANTIFIERS, word)
}

fn is(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{name, shortest, subject};
    use crate::model::Name;

    #[test]
    fn things_are_listed_and_one_of_them_needs_no_name() {
        for (tag, id, reads_all, short) in [
            ("Bookings", "get-bookings", true, "list"),
            ("Bookings", "get-booking", false, "get"),
            ("Bookings", "create-booking", false, "create"),
            ("Contacts", "listContacts", true, "list"),
            ("Contacts", "getContactByPhone", false, "get by phone"),
            ("Customers", "GetCustomersCustomer", false, "get"),
            (
                "Customers",
                "PostCustomersCustomerSources",
                false,
                "post customer sources",
            ),
            ("Status", "getStatus", true, "get"),
            (
                "Events",
                "createSpecialEvent",
                false,
                "create special event",
            ),
        ] {
            let found = shortest(&Name::parse(id), &Name::parse(tag), reads_all);
            assert_eq!(found.to_string(), short, "{id}");
        }
    }

    #[test]
    fn an_operation_is_about_a_thing() {
        for (tag, title, thing) in [
            ("Issues", "create", "issue"),
            ("Issues", "list for repo", "issue"),
            ("Issues", "add labels to issue", "label"),
            ("Repos", "create or update environment", "environment"),
            ("Repos", "get all environments", "environment"),
            ("Albums", "get an artists albums", "artists album"),
        ] {
            let found = subject(&Name::parse(title), &Name::parse(tag));
            assert_eq!(found.to_string(), thing, "{title}");
        }
    }

    #[test]
    fn a_resource_is_said_once() {
        for (tag, id, left) in [
            ("Contacts", "updateContact", "update"),
            ("Contacts", "createOrUpdateContact", "create or update"),
            ("Contacts", "getContactByPhone", "get by phone"),
            ("Contacts", "listContacts", "list"),
            ("Contacts", "contacts", "contacts"),
            ("Contacts", "sendMessage", "send message"),
            ("Contacts", "createContactNote", "create note"),
            ("Issues", "issues/list-for-repo", "list for repo"),
            ("Albums", "get-multiple-albums", "get multiple"),
            ("Artists", "get-an-artists-albums", "get albums"),
            ("Albums", "save-albums-user", "save albums user"),
            (
                "Albums",
                "check-users-saved-albums",
                "check users saved albums",
            ),
            ("Events", "createSpecialEvent", "create special event"),
            ("Player", "pause-a-users-playback", "pause users playback"),
            ("Plans", "choose-a-b-or-plan-a", "choose b or plan a"),
            (
                "Playlists",
                "add-tracks-to-playlist",
                "add tracks to playlist",
            ),
            ("Customers", "GetCustomersCustomer", "get customer"),
            ("Shield barriers", "get_shield_barriers_id", "get id"),
        ] {
            let found = name(&Name::parse(id), &Name::parse(tag));
            assert_eq!(found.to_string(), left, "{id}");
        }
    }
}
