//! What several places have in common, in words: how a type is called that stands in all of them.

use std::collections::BTreeSet;

use crate::model::Name;

/// Words that lead from one thing to the next, and say nothing at either end.
const LINKS: [&str; 21] = [
    "a", "an", "the", "and", "or", "of", "by", "for", "from", "in", "into", "to", "on", "at",
    "via", "with", "within", "using", "as", "per", "is",
];

/// Methods of HTTP, with which ids begin that are made of method and path.
const METHODS: [&str; 4] = ["get", "post", "put", "patch"];

/// Names that say too little without what they belong to.
const VAGUE: [&str; 24] = [
    "body", "response", "error", "request", "item", "data", "type", "status", "state", "kind",
    "mode", "name", "value", "object", "other", "list", "text", "number", "bool", "any", "result",
    "detail", "option", "id",
];

/// The names of a place that tell something: that it is what an operation takes or answers tells nothing.
pub fn telling(context: &[Name], is_operation: bool) -> impl Iterator<Item = &Name> {
    let names = context.iter().enumerate();
    let is_content = move |index: usize, name: &Name| {
        is_operation
            && index == 1
            && matches!(name.words(), [word] if word == "request" || word == "response")
    };
    names.filter_map(move |(index, name)| (!is_content(index, name)).then_some(name))
}

/// One place of a type: the words around it, outermost first.
#[derive(Debug, Clone)]
pub struct Place {
    words: Vec<String>,
    /// Its first word says what is done, and is no thing.
    verb: Option<String>,
}

impl Place {
    /// A place inside all of these; `is_operation` where the outermost is an operation.
    pub fn new(context: &[Name], is_operation: bool) -> Self {
        let words: Vec<String> = telling(context, is_operation)
            .flat_map(|name| name.words().to_vec())
            .collect();
        let verb = words.first().filter(|_| is_operation).cloned();
        Self { words, verb }
    }
}

/// Places that have something in common.
#[derive(Debug, Clone)]
pub struct Common {
    words: Vec<String>,
    verbs: BTreeSet<String>,
    /// The words of the place with the fewest.
    fewest: usize,
    /// Each of them belongs to an operation.
    of_operations: bool,
}

impl Common {
    /// All of one place.
    pub fn of(place: &Place) -> Self {
        Self {
            words: place.words.clone(),
            verbs: place.verb.iter().cloned().collect(),
            fewest: place.words.len(),
            of_operations: place.verb.is_some(),
        }
    }

    /// What is left with one more place.
    pub fn with(&self, place: &Place) -> Self {
        Self {
            words: common_words(&self.words, &place.words),
            verbs: self.verbs.iter().chain(&place.verb).cloned().collect(),
            fewest: self.fewest.min(place.words.len()),
            of_operations: self.of_operations && place.verb.is_some(),
        }
    }

    /// True where it names a thing, and says half of what the least talkative place says.
    pub fn tells(&self) -> bool {
        let is_thing =
            |word: &&String| !LINKS.contains(&word.as_str()) && !self.verbs.contains(*word);
        self.words.iter().any(|word| is_thing(&word)) && self.words.len() * 2 >= self.fewest
    }

    /// True where all places belong to operations.
    pub fn is_of_operations(&self) -> bool {
        self.of_operations
    }

    /// The words between the first and the last that say something; the name of a method of HTTP does not.
    pub fn name(&self) -> Name {
        let says = |word: &String| !LINKS.contains(&word.as_str());
        let is_method =
            |word: &String| self.verbs.contains(word) && METHODS.contains(&word.as_str());
        let leads = |word: &String| says(word) && !is_method(word);
        let first = self.words.iter().position(leads).unwrap_or_default();
        let end = self.words.iter().rposition(says).map_or(0, |last| last + 1);
        let words = self.words.get(first..end).unwrap_or_default();
        words.iter().map(String::as_str).collect()
    }
}

/// True for a name that says enough away from what it belongs to.
pub fn stands_alone(name: &Name) -> bool {
    let singular = name.singular();
    match singular.words() {
        [] => false,
        [word] => !VAGUE.contains(&word.as_str()) && !LINKS.contains(&word.as_str()),
        _ => true,
    }
}

/// The longest row of words that both have in this order.
fn common_words(one: &[String], other: &[String]) -> Vec<String> {
    let mut lengths = vec![vec![0_usize; other.len() + 1]; one.len() + 1];
    for (row, word) in one.iter().enumerate().rev() {
        for (column, with) in other.iter().enumerate().rev() {
            lengths[row][column] = if word == with {
                lengths[row + 1][column + 1] + 1
            } else {
                lengths[row + 1][column].max(lengths[row][column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut words = Vec::new();
    while row < one.len() && column < other.len() {
        if one[row] == other[column] {
            words.push(one[row].clone());
            (row, column) = (row + 1, column + 1);
        } else if lengths[row + 1][column] >= lengths[row][column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Common, Place};
    use crate::model::Name;

    fn common(ids: &[&str]) -> Common {
        let place = |id: &&str| Place::new(&[Name::parse(id), Name::of(&["request"])], true);
        let places: Vec<Place> = ids.iter().map(place).collect();
        places[1..]
            .iter()
            .fold(Common::of(&places[0]), |common, place| common.with(place))
    }

    #[test]
    fn operations_share_what_their_ids_share() {
        for (ids, name) in [
            (
                ["list-runners-for-org", "list-runners-for-repo"],
                "list runners",
            ),
            (["createWebhook", "updateWebhook"], "webhook"),
            (["add-teams-in-org", "remove-teams-in-org"], "teams in org"),
        ] {
            assert!(common(&ids).tells());
            assert_eq!(common(&ids).name().to_string(), name);
        }
    }

    #[test]
    fn verbs_and_links_alone_tell_nothing() {
        for ids in [
            ["create-gist", "create-team"],
            ["cancel-run-for-org", "convert-member-for-team"],
            ["add-labels-to-an-open-issue", "list-teams-of-an-issue"],
        ] {
            assert!(!common(&ids).tells(), "{ids:?}");
        }
    }
}
