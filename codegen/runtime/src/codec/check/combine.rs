//! Questions put together: all, any, exactly one, none, and what follows from what.

use super::super::Place;

/// Asks something of a place.
type Ask<'q> = &'q dyn Fn(&Place<'_>);

/// Every combination holds where nothing is there.
impl Place<'_> {
    /// Asks a question that has a name of its own.
    pub fn holds(&self, ask: impl Fn(&Place<'_>)) -> &Self {
        if self.exists() {
            ask(self);
        }
        self
    }

    /// At least one of the questions holds.
    pub fn any_of(&self, asked: &[Ask<'_>]) -> &Self {
        // All are asked, because each that holds says what it looked at.
        match self.count_passing(asked) {
            Some(0) => self.report("anyOf", "fits none of the alternatives"),
            _ => self,
        }
    }

    /// Exactly one of the questions holds.
    pub fn one_of(&self, asked: &[Ask<'_>]) -> &Self {
        match self.count_passing(asked) {
            None | Some(1) => self,
            Some(0) => self.report("oneOf", "fits none of the alternatives"),
            Some(count) => self.report(
                "oneOf",
                format!("fits {count} of the alternatives, not exactly one"),
            ),
        }
    }

    /// The question does not hold.
    pub fn not(&self, ask: impl Fn(&Place<'_>)) -> &Self {
        if self.exists() && self.passes(ask) {
            return self.report("not", "has a form that is not allowed");
        }
        self
    }

    /// Asks the second question where the first one holds.
    pub fn when(&self, condition: impl Fn(&Place<'_>), then: impl Fn(&Place<'_>)) -> &Self {
        self.when_else(condition, then, |_| {})
    }

    /// Asks the second question where the first one holds, and the third one where it does not.
    pub fn when_else(
        &self,
        condition: impl Fn(&Place<'_>),
        then: impl Fn(&Place<'_>),
        otherwise: impl Fn(&Place<'_>),
    ) -> &Self {
        if !self.exists() {
            return self;
        }
        if self.passes(condition) {
            then(self);
        } else {
            otherwise(self);
        }
        self
    }

    /// Asks of an object that has a member with this name.
    pub fn when_member(&self, name: &str, ask: impl Fn(&Place<'_>)) -> &Self {
        if self.member(name).exists() {
            ask(self);
        }
        self
    }

    fn count_passing(&self, asked: &[Ask<'_>]) -> Option<usize> {
        let passing = || asked.iter().filter(|ask| self.passes(ask)).count();
        self.exists().then(passing)
    }
}
