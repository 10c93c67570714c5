//! Questions about the parts of arrays and objects, and about the parts that no other question looked at.

use super::super::{Place, View, pattern};

/// Objects.
impl Place<'_> {
    /// Asks of each member whose name matches a regular expression of ECMA-262.
    pub fn matching(&self, pattern: &'static str, ask: impl Fn(&Place<'_>)) -> &Self {
        self.each_member(&|name, member| {
            if pattern::matches(pattern, name) {
                self.saw_member(name);
                ask(member);
            }
        })
    }

    /// Asks of each member that neither has one of these names nor matches one of these patterns.
    pub fn additional(
        &self,
        names: &[&str],
        patterns: &[&'static str],
        ask: impl Fn(&Place<'_>),
    ) -> &Self {
        self.each_member(&|name, member| {
            let is_known = names.contains(&name)
                || patterns
                    .iter()
                    .any(|pattern| pattern::matches(pattern, name));
            if !is_known {
                self.saw_member(name);
                ask(member);
            }
        })
    }

    /// Counts members as looked at, although nothing is asked of them.
    pub fn evaluates(&self, names: &[&str]) -> &Self {
        names.iter().for_each(|name| self.saw_member(name));
        self
    }

    fn saw_member(&self, name: &str) {
        if let Some(seen) = self.seen() {
            seen.add_member(name);
        }
    }
}

/// Arrays.
impl Place<'_> {
    /// Asks of each item from this index on.
    pub fn items_from(&self, first: usize, ask: impl Fn(&Place<'_>)) -> &Self {
        let Some(count) = self.item_count() else {
            return self;
        };
        self.evaluates_items(count);
        for index in first..count {
            ask(&self.item(index));
        }
        self
    }

    /// The question holds for at least so many items, and for at most so many.
    pub fn contains(
        &self,
        at_least: usize,
        at_most: Option<usize>,
        ask: impl Fn(&Place<'_>),
    ) -> &Self {
        let Some(count) = self.item_count() else {
            return self;
        };
        let mut found = 0;
        for index in (0..count).filter(|index| self.item(*index).passes(&ask)) {
            found += 1;
            if let Some(seen) = self.seen() {
                seen.add_item(index);
            }
        }
        if found < at_least {
            let keyword = if found == 0 {
                "contains"
            } else {
                "minContains"
            };
            self.report(
                keyword,
                format!("fewer than {at_least} items of a form that must be there"),
            );
        }
        if let Some(most) = at_most.filter(|most| found > *most) {
            self.report(
                "maxContains",
                format!("more than {most} items of a form that may not be frequent"),
            );
        }
        self
    }

    /// Counts the items up to this count as looked at, although nothing is asked of them.
    pub fn evaluates_items(&self, count: usize) -> &Self {
        if let Some(seen) = self.seen() {
            seen.add_first_items(count);
        }
        self
    }

    /// The number of items of an array.
    pub fn item_count(&self) -> Option<usize> {
        match self.view()? {
            View::List(list) => Some(list.count()),
            _ => None,
        }
    }
}

/// The rest. Where nothing is there, nothing is asked: a schema that holds itself would go on for ever.
impl Place<'_> {
    /// Asks first, then of each member that the first question did not look at.
    pub fn unevaluated_members(
        &self,
        first: impl Fn(&Place<'_>),
        rest: impl Fn(&Place<'_>),
    ) -> &Self {
        if !self.exists() {
            return self;
        }
        self.with_seen(|place, seen| {
            first(place);
            place.each_member(&|name, member| {
                if !seen.has_member(name) {
                    seen.add_member(name);
                    rest(member);
                }
            });
        });
        self
    }

    /// Asks first, then of each item that the first question did not look at.
    pub fn unevaluated_items(
        &self,
        first: impl Fn(&Place<'_>),
        rest: impl Fn(&Place<'_>),
    ) -> &Self {
        if !self.exists() {
            return self;
        }
        self.with_seen(|place, seen| {
            first(place);
            let count = place.item_count().unwrap_or(0);
            for index in (0..count).filter(|index| !seen.has_item(*index)) {
                rest(&place.item(index));
            }
            seen.add_first_items(count);
        });
        self
    }
}
