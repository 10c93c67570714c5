//! Reads how long a server asks to wait.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The wait that `retry-after-ms` or `retry-after` asks for, as milliseconds, seconds or a date.
pub(super) fn of_headers(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(wait) = text("retry-after-ms").and_then(|text| seconds(text, 1e-3)) {
        return Some(wait);
    }
    let hint = text(RETRY_AFTER.as_str())?;
    seconds(hint, 1.0).or_else(|| {
        // The server's own clock, where it is given, makes a wrong one here harmless.
        let now = text(DATE.as_str()).and_then(date).or_else(local_time)?;
        Some(Duration::from_secs(date(hint)?.saturating_sub(now)))
    })
}

fn seconds(text: &str, unit: f64) -> Option<Duration> {
    let number: f64 = text.parse().ok()?;
    Duration::try_from_secs_f64(number * unit).ok()
}

fn local_time() -> Option<u64> {
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .ok()
        .map(|time| time.as_secs())
}

/// Seconds since 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`.
fn date(text: &str) -> Option<u64> {
    let mut parts = text.split_once(", ")?.1.split([' ', ':']);
    let day: u64 = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let month = MONTHS.iter().position(|month| *month == name)?;
    let mut number = |most: u64| parts.next()?.parse().ok().filter(|number| *number <= most);
    let (year, hour, minute, second) = (number(9999)?, number(23)?, number(59)?, number(60)?);
    let whole = parts.next() == Some("GMT") && parts.next().is_none();
    let days = days_since_1970(year, month as u64, day).filter(|_| whole)?;
    Some(days * 86_400 + hour * 3_600 + minute * 60 + second)
}

/// Days since 1970 of a date of the Gregorian calendar; months count from 0.
fn days_since_1970(year: u64, month: u64, day: u64) -> Option<u64> {
    // Years that begin in March put the leap day at their end.
    let shifted = (month + 10) % 12;
    let year = if shifted >= 10 {
        year.checked_sub(1)?
    } else {
        year
    };
    let of_years = year * 365 + year / 4 - year / 100 + year / 400;
    let of_months = (shifted * 153 + 2) / 5;
    (of_years + of_months + day.checked_sub(1)?).checked_sub(719_468)
}
