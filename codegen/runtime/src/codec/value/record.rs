//! Objects with known members: a table per struct, which one reader and one writer work through.

use super::super::{Extra, MapSlot, MapView, View, Wire, plain};

/// A struct that stands as an object with known members.
pub trait Record {
    /// What is known of the struct and its members.
    fn table(&self) -> &'static Table;

    /// Hands out the places of all members at once.
    fn slots(&mut self, visit: &mut dyn FnMut(Slots<'_>));

    /// Hands out the values of all members at once.
    fn views<'a>(&'a self, visit: &mut dyn FnMut(Views<'_, 'a>));
}

/// The places of a record, the known ones in the order of its table.
pub struct Slots<'s> {
    /// The members of the table.
    pub known: &'s mut [&'s mut dyn Wire],
    /// Where other members go if they have a type.
    pub rest: Option<&'s mut dyn MapSlot>,
    /// Where other members go if they have none.
    pub extra: &'s mut Extra,
}

/// The values of a record, the known ones in the order of its table.
pub struct Views<'v, 'a> {
    /// The members of the table.
    pub known: &'v [&'a dyn Wire],
    /// Other members that have a type.
    pub rest: Option<&'a dyn MapView>,
    /// Other members that have none.
    pub extra: &'a Extra,
}

/// What is known of a record at compile time.
#[derive(Debug)]
pub struct Table {
    /// The name of the struct.
    pub name: &'static str,
    /// Its members in order.
    pub members: &'static [Member],
    /// Members of its schema that are not sent with it.
    pub hidden: &'static [&'static str],
    /// The bits of all names by which its members are read.
    names: u64,
}

/// What is known of a member at compile time.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// The name that is written.
    pub name: &'static str,
    /// Other names that are read.
    pub aliases: &'static [&'static str],
    /// Whether all its names stand in JSON as they are.
    pub is_plain: bool,
    /// Whether it must be there although its type could stay empty.
    pub required: bool,
    /// Whether the contract allows `null`.
    pub nullable: bool,
    /// Whether it may stand in an array of one.
    pub one_or_many: bool,
    /// Whether an empty object stands for no value.
    pub or_empty: bool,
}

/// The text of a member, if it has one.
pub fn text_of<'a>(value: &'a dyn Wire, name: &str) -> Option<&'a str> {
    let mut found = None;
    match value.view() {
        View::Record(record) => record.views(&mut |views| {
            let named = record.table().members.iter().zip(views.known);
            found = named
                .into_iter()
                .find(|(member, _)| member.name == name)
                .map(|(_, value)| *value);
        }),
        View::Map(map) => found = map.value(name),
        _ => {}
    }
    match found?.view() {
        View::Text(text) => Some(text),
        _ => None,
    }
}

impl<'s> Slots<'s> {
    /// The places of a record whose other members have no type.
    pub fn new(known: &'s mut [&'s mut dyn Wire], extra: &'s mut Extra) -> Self {
        Slots {
            known,
            rest: None,
            extra,
        }
    }

    /// Gives other members a type.
    #[must_use]
    pub fn typed(self, rest: &'s mut dyn MapSlot) -> Self {
        Slots {
            rest: Some(rest),
            ..self
        }
    }
}

impl<'v, 'a> Views<'v, 'a> {
    /// The values of a record whose other members have no type.
    pub fn new(known: &'v [&'a dyn Wire], extra: &'a Extra) -> Self {
        Views {
            known,
            rest: None,
            extra,
        }
    }

    /// Gives other members a type.
    #[must_use]
    pub fn typed(self, rest: &'a dyn MapView) -> Self {
        Views {
            rest: Some(rest),
            ..self
        }
    }
}

impl Table {
    /// What is known of a record with these members.
    pub const fn new(
        name: &'static str,
        members: &'static [Member],
        hidden: &'static [&'static str],
    ) -> Self {
        let mut names = 0;
        let mut rest = members;
        while let [member, others @ ..] = rest {
            names |= member.name_bits();
            rest = others;
        }
        Table {
            name,
            members,
            hidden,
            names,
        }
    }

    /// Whether a member may have a name: most that none has are told by one bit.
    #[inline]
    pub const fn may_name(&self, name: &str) -> bool {
        self.names & name_bit(name) != 0
    }
}

impl Member {
    /// The member of a field: the name that is given, else the field's, and further names that are read.
    pub const fn of(
        field: &'static str,
        name: &[&'static str],
        aliases: &'static [&'static str],
    ) -> Self {
        let name = name_of(field, name);
        Member {
            name,
            aliases,
            is_plain: plain::is_plain(name) && are_plain(aliases),
            required: false,
            nullable: false,
            one_or_many: false,
            or_empty: false,
        }
    }

    /// The member must be there, and is written as `null` where it has no value.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The contract allows `null`.
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// The member may stand in an array that holds just it.
    pub const fn one_or_many(mut self) -> Self {
        self.one_or_many = true;
        self
    }

    /// An empty object stands for no value.
    pub const fn or_empty(mut self) -> Self {
        self.or_empty = true;
        self
    }

    /// Whether its name and a quotation mark come first in a text, after one of the same.
    #[inline]
    pub fn leads(&self, text: &[u8]) -> bool {
        let after = text.strip_prefix(self.name.as_bytes());
        self.is_plain && after.is_some_and(|after| after.first() == Some(&b'"'))
    }

    const fn name_bits(&self) -> u64 {
        let mut bits = name_bit(self.name);
        let mut rest = self.aliases;
        while let [alias, others @ ..] = rest {
            bits |= name_bit(alias);
            rest = others;
        }
        bits
    }

    /// The name with a number, 0 being the one that is written by itself.
    pub fn name_at(&self, number: usize) -> &'static str {
        let alias = number
            .checked_sub(1)
            .and_then(|index| self.aliases.get(index));
        alias.copied().unwrap_or(self.name)
    }

    /// The number of a name, if the member has it.
    pub fn number_of(&self, name: &str) -> Option<usize> {
        if self.name == name {
            return Some(0);
        }
        let index = self.aliases.iter().position(|alias| *alias == name)?;
        Some(index + 1)
    }
}

/// The name that is given, else that of an identifier without what makes a keyword one.
pub const fn name_of(ident: &'static str, given: &[&'static str]) -> &'static str {
    if let [name, ..] = given {
        return name;
    }
    match ident.as_bytes() {
        [b'r', b'#', bare @ ..] => match str::from_utf8(bare) {
            Ok(bare) => bare,
            Err(_) => ident,
        },
        _ => ident,
    }
}

/// One of 64 bits, by a hash that costs next to nothing: names differ in their ends and their lengths.
#[inline]
pub const fn name_bit(name: &str) -> u64 {
    let [first, .., last] = name.as_bytes() else {
        return 1;
    };
    let middle = name.as_bytes()[name.len() / 2] as usize;
    let hash = name.len() * 7 + *first as usize * 5 + middle * 3 + *last as usize;
    1 << (hash % 64)
}

const fn are_plain(names: &[&str]) -> bool {
    match names {
        [name, others @ ..] => plain::is_plain(name) && are_plain(others),
        [] => true,
    }
}

/// Makes a struct a record: `record! { Contact { uuid, name nullable, phone_number "phoneNumber", ..extra } }`.
///
/// A name stands only where a member is not called as its field.
macro_rules! record {
    (
        $type:ident {
            $( $field:ident $($name:literal)? $(| $alias:literal)* $($flag:ident)*, )*
            ..$extra:ident $(typed $rest:ident)? $(,)?
        } $(hides $($hidden:literal)|+)? $(check $check:path)?
    ) => {
        impl codec::Record for $type {
            fn table(&self) -> &'static codec::Table {
                static TABLE: codec::Table = codec::Table::new(
                    stringify!($type),
                    &[$(
                        codec::Member::of(stringify!($field), &[$($name)?], &[$($alias),*])$(.$flag())*
                    ),*],
                    &[$($($hidden),+)?],
                );
                &TABLE
            }

            fn slots(&mut self, visit: &mut dyn FnMut(codec::Slots<'_>)) {
                visit(
                    codec::Slots::new(&mut [$(&mut self.$field),*], &mut self.$extra)
                        $(.typed(&mut self.$rest))?
                );
            }

            fn views<'a>(&'a self, visit: &mut dyn FnMut(codec::Views<'_, 'a>)) {
                visit(
                    codec::Views::new(&[$(&self.$field),*], &self.$extra)
                        $(.typed(&self.$rest))?
                );
            }
        }

        impl codec::Wire for $type {
            fn blank() -> Self {
                $type {
                    $($field: codec::Wire::blank(),)*
                    $($rest: codec::Wire::blank(),)?
                    $extra: codec::Extra::new(),
                }
            }

            fn slot(&mut self) -> codec::Slot<'_> {
                codec::Slot::Record(self)
            }

            fn view(&self) -> codec::View<'_> {
                codec::View::Record(self)
            }

            $(fn check(&self, place: &codec::Place<'_>) {
                $check(place);
            })?
        }

        codec::shims!($type);
    };
}

pub(crate) use record;
