//! Which case of a union a JSON value is.

use std::cmp::Reverse;

use serde_json::{Map, Value};

use super::super::value::enumeration;
use super::super::{Case, Cases, Kind, Place, Slot, UnionSlot, View, validate};
use super::form::Loose;
use super::misfit::Misfit;
use super::source::Found;
use super::trail::Trail;
use super::{fill, shape, trail};

/// Fills a union with the case that fits the value.
pub fn fill(union: &mut dyn UnionSlot, value: &Value, trail: &mut Trail) -> Result<(), Misfit> {
    trail.enter_union()?;
    let cases = union.cases().cases;
    match cases.iter().position(|case| case.otherwise) {
        Some(other) => fill_or(union, other, value, trail)?,
        None => fill_fitting(union, value, trail)?,
    }
    trail.leave_union();
    Ok(())
}

/// Reports a value that says of which case it is and does not fit that case, so that it is held by the one for all others.
pub fn refuse_misfit(union: &dyn UnionSlot, place: &Place<'_>) {
    let cases = union.cases();
    let Some(name) = cases.discriminator else {
        return;
    };
    let member = place.member(name);
    let Some(View::Text(tag)) = member.view() else {
        return;
    };
    let meant = cases.cases.iter().find(|case| case.tags.contains(&tag));
    if let Some(case) = meant {
        let message = format!(
            "does not fit {}::{}, as `{name}` says",
            cases.name, case.variant
        );
        place.report("discriminator", message);
    }
}

/// Fills a union with the case that fits the value, else with the one for all other values.
fn fill_or(
    union: &mut dyn UnionSlot,
    other: usize,
    value: &Value,
    trail: &mut Trail,
) -> Result<(), Misfit> {
    // Such unions within one another would be read twice on each level.
    let outermost = trail.begin_trials(value);
    let mark = trail.mark();
    let mut result = fill_fitting(union, value, trail);
    if result.is_err() && !trail.is_exhausted() {
        trail.reset(mark);
        result = fill::fill(union.select(other), Loose::NO, value, trail).map(drop);
    }
    if outermost {
        trail.end_trials();
    }
    result
}

fn fill_fitting(union: &mut dyn UnionSlot, value: &Value, trail: &mut Trail) -> Result<(), Misfit> {
    let (fitting, reason) = fitting(union, value);
    match fitting.as_slice() {
        [] if union.keep(value) => Ok(()),
        [] => Err(Misfit::unfit(reason)),
        [only] => fill_only(union, *only, value, trail),
        several => fill_first(union, several, value, trail),
    }
}

/// The indices of the cases that may take the value, and why the others do not.
fn fitting(union: &mut dyn UnionSlot, value: &Value) -> (Vec<usize>, String) {
    let cases = union.cases();
    let mut fitting = of_this_kind(cases, value);
    let mut reason = None;
    if let ([_, _, ..], Value::Object(object)) = (fitting.as_slice(), value) {
        fitting.retain(|case| {
            let Slot::Record(record) = union.select(*case) else {
                return true;
            };
            let misfit = shape::misfit(record, object);
            let fits = misfit.is_none();
            reason = reason.take().or(misfit);
            fits
        });
        sort_by_nearness(union, &mut fitting, object);
    }
    let reason = reason.map(|reason| no_case(cases, &reason));
    (fitting, reason.unwrap_or_else(|| misfit(cases, value)))
}

/// Where cases are told apart by what they name, those come first that name most members of the object.
fn sort_by_nearness(union: &mut dyn UnionSlot, fitting: &mut [usize], object: &Map<String, Value>) {
    let cases = union.cases().cases;
    if fitting.iter().any(|case| !cases[*case].nearest) {
        return;
    }
    fitting.sort_by_cached_key(|case| match union.select(*case) {
        Slot::Record(record) => Reverse(shape::known(record, object)),
        _ => Reverse(0),
    });
}

/// The indices of the cases that take values of this kind or with this discriminator.
fn of_this_kind(cases: &Cases, value: &Value) -> Vec<usize> {
    let kind = Kind::of(value);
    let tag = cases
        .discriminator
        .map(|name| value.get(name).and_then(Value::as_str));
    let fits = |case: &Case| match tag {
        Some(tag) if !case.tags.is_empty() => tag.is_some_and(|tag| case.tags.contains(&tag)),
        Some(Some(_)) if case.bare => false,
        _ => case.fits(kind) && !case.otherwise,
    };
    (0..cases.cases.len())
        .filter(|index| fits(&cases.cases[*index]))
        .collect()
}

fn misfit(cases: &Cases, value: &Value) -> String {
    let tags: Vec<&str> = cases
        .cases
        .iter()
        .flat_map(|case| case.tags)
        .copied()
        .collect();
    match cases.discriminator {
        Some(name) if value.is_object() && !tags.is_empty() => {
            format!("expected {} at `{name}`", enumeration::one_of(&tags))
        }
        _ => format!(
            "expected {}, found {}",
            kinds(cases),
            Found::of(value).words()
        ),
    }
}

/// The words for a value that fits no case; of unions within unions the innermost is named.
fn no_case(cases: &Cases, reason: &str) -> String {
    if reason.starts_with("fits no case of ") {
        return reason.to_owned();
    }
    format!("fits no case of {}: {reason}", cases.name)
}

/// The kinds of value that the cases take, in words.
fn kinds(cases: &Cases) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for words in cases.cases.iter().flat_map(Case::words) {
        if !kinds.contains(&words) {
            kinds.push(words);
        }
    }
    match kinds.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => "nothing".to_owned(),
    }
}

fn fill_only(
    union: &mut dyn UnionSlot,
    case: usize,
    value: &Value,
    trail: &mut Trail,
) -> Result<(), Misfit> {
    let mark = trail.mark();
    let tagged = !union.cases().cases[case].tags.is_empty();
    match fill::fill(union.select(case), Loose::NO, value, trail) {
        Err(_) if !tagged && union.keep(value) => trail.reset(mark),
        result => drop(result?),
    }
    Ok(())
}

/// Takes the first case that fits and is valid, else the first that fits.
fn fill_first(
    union: &mut dyn UnionSlot,
    several: &[usize],
    value: &Value,
    trail: &mut Trail,
) -> Result<(), Misfit> {
    let outermost = trail.begin_trials(value);
    let mark = trail.mark();
    let result = match try_each(union, several, value, trail) {
        Ok(Choice::Filled) => Ok(()),
        Ok(Choice::Invalid(case)) => {
            fill::fill(union.select(case), Loose::NO, value, trail).map(drop)
        }
        Err(_) if union.keep(value) => {
            trail.reset(mark);
            Ok(())
        }
        Err(misfit) => Err(Misfit::unfit(no_case(
            union.cases(),
            &misfit.message().unwrap_or_default(),
        ))),
    };
    if outermost {
        trail.end_trials();
    }
    result
}

enum Choice {
    /// The union holds a valid value.
    Filled,
    /// The union can hold the value as this case, but it is not valid.
    Invalid(usize),
}

/// Tries the cases in order; an error is that of the first.
fn try_each(
    union: &mut dyn UnionSlot,
    several: &[usize],
    value: &Value,
    trail: &mut Trail,
) -> Result<Choice, Misfit> {
    let mark = trail.mark();
    let mut choice = Err(None);
    for case in several {
        match fill::fill(union.select(*case), Loose::NO, value, trail) {
            Ok(_) => {
                // Validation walks over the value once more.
                trail.spend(trail::size(value))?;
                if validate(union.whole()).is_ok() {
                    return Ok(Choice::Filled);
                }
                choice = choice.or(Ok(Choice::Invalid(*case)));
            }
            Err(misfit) if trail.is_exhausted() => return Err(misfit),
            Err(misfit) => choice = choice.map_err(|first| first.or(Some(misfit))),
        }
        trail.reset(mark);
    }
    choice.map_err(|first| first.unwrap_or_else(|| Misfit::unfit("")))
}
