//! Dates as the types of the crate `jiff`.

use jiff::Timestamp;
use jiff::civil;
use jiff::fmt::strtime;

use super::{Date, DateTime};

impl DateTime {
    /// The point in time, read from RFC 3339 or from the form `2024-11-22 21:29:43 +0100`.
    pub fn to_timestamp(&self) -> Result<Timestamp, jiff::Error> {
        let text = self.as_str().trim();
        text.parse::<Timestamp>().or_else(|error| {
            let spaced = strtime::parse("%Y-%m-%d %H:%M:%S %z", text);
            spaced
                .and_then(|time| time.to_timestamp())
                .map_err(|_| error)
        })
    }
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
