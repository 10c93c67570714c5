//! Types as the compiler emits them.
#![allow(missing_docs)]

use std::collections::BTreeMap;

use serde_json::{Number, Value};

use crate::runtime::codec::{self, Maybe, enumeration, integer_enumeration, record, union};

#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    pub uuid: String,
    pub name: Option<String>,
    pub phone_number: Option<String>,
    pub created_at: Option<codec::DateTime>,
    pub source: Option<Source>,
    pub tags: Option<Vec<String>>,
    pub custom_fields: Option<BTreeMap<String, CustomFieldValue>>,
    pub team: Option<Box<Team>>,
    pub parent: Option<String>,
    pub r#type: Option<i64>,
    pub extra: codec::Extra,
}

record! { Contact {
    uuid "uuid",
    name "name" nullable,
    phone_number "phoneNumber" | "phone_number" nullable,
    created_at "createdAt",
    source "source",
    tags "tags",
    custom_fields "customFields",
    team "team" nullable or_empty,
    parent "parent" required nullable,
    r#type "type",
    ..extra
} check check_contact }

fn check_contact(place: &codec::Place<'_>) {
    place.member("name").min_length(1).max_length(5);
    place.member("tags").max_items(3).each(|tag| {
        tag.min_length(1);
    });
    place.member("type").minimum(0).maximum(10);
}

#[derive(Debug, Clone, PartialEq)]
pub struct Team {
    pub name: Option<String>,
    pub lead: Option<Box<Contact>>,
    pub extra: codec::Extra,
}

record! { Team { name "name", lead "lead" one_or_many, ..extra } }

#[derive(Debug, Clone, PartialEq)]
pub struct ContactResponse {
    pub contact: Contact,
    pub extra: codec::Extra,
}

record! { ContactResponse { contact "contact" one_or_many, ..extra } }

#[derive(Debug, Clone, PartialEq)]
pub struct UpdateContact {
    pub name: Maybe<String>,
    pub note: Option<String>,
    pub extra: codec::Extra,
}

record! { UpdateContact { name "name" nullable, note "note", ..extra } }

#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    pub owner: String,
    pub additional: BTreeMap<String, i32>,
    pub extra: codec::Extra,
}

record! { Scores { owner "owner", ..extra typed additional } }

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Whatsapp,
    Facebook,
    Unknown(String),
}

enumeration! { Source { Whatsapp = "whatsapp", Facebook = "facebook", ..Unknown } }

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Start,
    End,
}

enumeration! { Command { Start = "bot_start", End = "bot_end" } }

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Level {
    Low,
    Up,
    Unknown(String),
}

enumeration! { Level { Low = "low", Up = "LOW", ..Unknown refused } }

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    Okay,
    Gone,
    Unknown(i64),
}

integer_enumeration! { Code { Okay = 200, Gone = -410, ..Unknown refused } }

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    One,
    Ten,
}

integer_enumeration! { Step { One = 1, Ten = 10 } }

#[derive(Debug, Clone, PartialEq)]
pub enum CustomFieldValue {
    String(String),
    List(Vec<String>),
    Number(Number),
}

union! { CustomFieldValue { String: string, List: array, Number: number } }

#[derive(Debug, Clone, PartialEq)]
pub enum Pet {
    Cat(Box<Cat>),
    Dog(Dog),
    Unknown(Value),
}

union! { Pet by "petType" { Cat = "cat" | "kitten", Dog = "dog", ..Unknown } }

#[derive(Debug, Clone, PartialEq)]
pub struct Cat {
    pub pet_type: String,
    pub friend: Option<Pet>,
    pub extra: codec::Extra,
}

record! { Cat { pet_type "petType", friend "friend", ..extra } }

#[derive(Debug, Clone, PartialEq)]
pub struct Dog {
    pub pet_type: String,
    pub barks: bool,
    pub extra: codec::Extra,
}

record! { Dog { pet_type "petType", barks "barks", ..extra } }

#[derive(Debug, Clone, PartialEq)]
pub struct Loose {
    pub text: Option<String>,
    pub count: Option<i64>,
    pub names: Option<Vec<String>>,
    pub choice: Option<CustomFieldValue>,
    pub extra: codec::Extra,
}

record! { Loose {
    text "text" one_or_many or_empty nullable,
    count "count" one_or_many or_empty,
    names "names" or_empty one_or_many,
    choice "choice" one_or_many,
    ..extra
} }
