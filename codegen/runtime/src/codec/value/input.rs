//! What was read as what is sent: an answer's view of a schema turned into the one of a request.

use super::super::{DecodeError, Wire, read, to_value};

/// The value in another view of its schema, without the members that only services write.
pub fn input_of<T: Wire>(answered: &dyn Wire) -> Result<T, DecodeError> {
    let value = to_value(answered).map_err(|error| DecodeError {
        path: error.path,
        ..DecodeError::unfit(&error.message)
    })?;
    let mut input = T::blank();
    read::fill_input(&mut input, &value)?;
    Ok(input)
}

/// Turns what was answered into what is sent: `input! { Account => AccountInput }`.
macro_rules! input {
    ($answered:path => $input:ident) => {
        impl ::core::convert::TryFrom<&$answered> for $input {
            type Error = codec::DecodeError;

            /// Takes over all that may be sent, unknown members among it.
            ///
            /// # Errors
            ///
            /// When a member must be sent and is never answered, such as a password.
            fn try_from(answered: &$answered) -> ::core::result::Result<Self, codec::DecodeError> {
                codec::input_of(answered)
            }
        }
    };
}

pub(crate) use input;
