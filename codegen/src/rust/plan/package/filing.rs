//! Under which words a file of types stands: the thing first, and what is said of it behind, as in an index of a book.

use crate::model::{Name, Operation};

/// Words before a thing that say of which sort it is.
const SORTS: [&str; 18] = [
    "abstract",
    "base",
    "basic",
    "combined",
    "deleted",
    "full",
    "minimal",
    "new",
    "nullable",
    "paged",
    "paging",
    "partial",
    "private",
    "public",
    "short",
    "simple",
    "simplified",
    "updated",
];

/// `nullable simple user` stands under `user nullable simple`.
pub fn of_type(name: &Name) -> Name {
    let words = name.words();
    let is_sort = |word: &&String| SORTS.contains(&word.as_str());
    let sorts = words.iter().take_while(is_sort).count();
    if sorts == words.len() {
        return name.clone();
    }
    let (sorts, thing) = words.split_at(sorts);
    thing.iter().chain(sorts).cloned().collect()
}

/// `create review comment` stands under `review comment create`.
pub fn of_operation(operation: &Operation) -> Name {
    of_type(&operation.subject).append(&operation.name)
}

#[cfg(test)]
mod tests {
    use super::of_type;
    use crate::model::Name;

    #[test]
    fn the_thing_stands_first() {
        for (name, filed) in [
            ("NullableSimpleUser", "user nullable simple"),
            ("User", "user"),
            ("Full", "full"),
        ] {
            assert_eq!(of_type(&Name::parse(name)).to_string(), filed);
        }
    }
}
