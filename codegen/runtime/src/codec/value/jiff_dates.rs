//! Dates as the types of the crate `jiff`.

use jiff::civil;
use jiff::fmt::{strtime, temporal};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use super::super::{Date, DateTime};

impl DateTime {
    /// The point in time, read from RFC 3339, from the form `2024-11-22 21:29:43 +0100`, or from a day, which
    /// begins at midnight in UTC.
    pub fn to_timestamp(&self) -> Result<Timestamp, jiff::Error> {
        self.to_zoned().map(|time| time.timestamp())
    }

    /// The point in time with the offset from UTC that the text names, read from the same forms.
    pub fn to_zoned(&self) -> Result<Zoned, jiff::Error> {
        let text = self.as_str().trim();
        let standard = temporal::Pieces::parse(text).and_then(|pieces| zoned(&pieces));
        standard.or_else(|error| {
            let spaced = strtime::parse("%Y-%m-%d %H:%M:%S%.f %z", text);
            spaced.and_then(|time| time.to_zoned()).map_err(|_| error)
        })
    }
}

/// A day without a time begins at midnight; a time without an offset is no point in time.
fn zoned(pieces: &temporal::Pieces<'_>) -> Result<Zoned, jiff::Error> {
    let offset = match (pieces.to_numeric_offset(), pieces.time()) {
        (Some(offset), _) => offset,
        (None, None) => Offset::UTC,
        (None, Some(_)) => {
            return Err(jiff::Error::from_args(format_args!(
                "the offset is missing"
            )));
        }
    };
    let time = pieces.time().unwrap_or_default();
    let time = pieces.date().to_datetime(time);
    time.to_zoned(TimeZone::fixed(offset))
}

impl Date {
    /// The day of the calendar.
    pub fn to_civil(&self) -> Result<civil::Date, jiff::Error> {
        self.as_str().trim().parse()
    }
}

impl From<Timestamp> for DateTime {
    fn from(time: Timestamp) -> Self {
        DateTime::from(time.to_string())
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Date::from(date.to_string())
    }
}
