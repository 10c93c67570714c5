//! The form in which a member stood, where a value has more than one.

use std::ops::BitOr;

use super::super::{Member, Slot};

/// A set of departures from the form in which a value is written by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form(u8);

/// Which departures a reader takes.
#[derive(Debug, Clone, Copy)]
pub struct Loose {
    /// An array that holds just the value.
    pub one_or_many: bool,
    /// An empty object for no value.
    pub or_empty: bool,
}

impl Loose {
    /// Takes none.
    pub const NO: Loose = Loose {
        one_or_many: false,
        or_empty: false,
    };

    /// What a member takes; only a place that can stay empty takes an empty object for nothing.
    #[inline]
    pub fn of(member: &Member, slot: &Slot<'_>) -> Loose {
        let or_empty = member.or_empty && matches!(slot, Slot::Option(_));
        Loose {
            one_or_many: member.one_or_many,
            or_empty,
        }
    }

    /// What the only item of an array takes.
    pub fn inside(self) -> Loose {
        Loose {
            one_or_many: false,
            ..self
        }
    }

    /// Whether it takes any departure.
    pub fn any(self) -> bool {
        self.one_or_many || self.or_empty
    }
}

impl Form {
    /// As the value is written by itself.
    pub const PLAIN: Form = Form(0);
    /// `null` where there is no value.
    pub const NULL: Form = Form(1);
    /// An empty object where there is no value.
    pub const EMPTY: Form = Form(2);
    /// An array around the value.
    pub const LIST: Form = Form(4);

    /// A value that the type cannot hold, which stands among the unknown members.
    pub const BESIDE: Form = Form(8);

    /// Whether the set holds a departure.
    pub fn has(self, part: Form) -> bool {
        self.0 & part.0 != 0
    }
}

impl BitOr for Form {
    type Output = Form;

    fn bitor(self, other: Form) -> Form {
        Form(self.0 | other.0)
    }
}
