//! How numbers come into integers of some width: exactly, or not at all.

use serde_json::Number;

use super::super::Integer;
use super::misfit::Misfit;

/// Sets an integer, or says that it is out of range.
pub fn set_integer(place: &mut dyn Integer, value: i128) -> Result<(), Misfit> {
    if place.set(value) {
        Ok(())
    } else {
        Err(place.expected().map_or_else(Misfit::beyond, Misfit::unfit))
    }
}

/// Sets an integer from a number that was written with a fraction or an exponent, such as `1.0`.
pub fn set_integer_from_float(place: &mut dyn Integer, value: f64) -> Result<(), Misfit> {
    if value.fract() != 0.0 || !value.is_finite() {
        return Err(Misfit::unfit(
            "expected an integer, found a number with a fraction",
        ));
    }
    // An integer just below the range of `i64` reaches this place as a float rounded to its end.
    if value <= i64::MIN as f64 {
        return Err(Misfit::beyond());
    }
    // The cast saturates far outside the range of every integer that could take the value.
    set_integer(place, value as i128)
}

/// Sets an integer from any number.
pub fn set_integer_from_number(place: &mut dyn Integer, value: &Number) -> Result<(), Misfit> {
    let whole = value
        .as_i64()
        .map(i128::from)
        .or_else(|| value.as_u64().map(i128::from));
    match (whole, value.as_f64()) {
        (Some(whole), _) => set_integer(place, whole),
        (None, Some(float)) => set_integer_from_float(place, float),
        (None, None) => Err(Misfit::beyond()),
    }
}
