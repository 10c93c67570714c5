//! Where in a value a number is that JSON cannot express.

use std::cell::RefCell;

use super::super::check::place::Found;
use super::super::{Place, View, Wire};

/// The path of the first number that is not finite.
pub fn path_of_misfit(value: &dyn Wire) -> String {
    let found = Found::default();
    let place = Place::root(value, &found);
    search(&place).unwrap_or_else(|| place.path())
}

fn search(place: &Place<'_>) -> Option<String> {
    if let Some(View::Float(value)) = place.view() {
        return (!value.is_finite()).then(|| place.path());
    }
    let first = RefCell::new(None);
    let ask = |inner: &Place<'_>| {
        if first.borrow().is_none() {
            let path = search(inner);
            *first.borrow_mut() = path;
        }
    };
    place.each(ask).each_value(ask);
    first.into_inner()
}
