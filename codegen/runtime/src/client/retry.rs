//! Whether a failed call is sent again, and after what time.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::error::Error;

/// What may be spent on one call.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    /// How often it is sent at most.
    pub(super) attempts: u32,
    /// The time of one attempt.
    pub(super) timeout: Duration,
    /// The time of the whole call, waiting included.
    pub(super) deadline: Duration,
}

impl Default for Effort {
    fn default() -> Effort {
        Effort {
            attempts: 4,
            timeout: Duration::from_secs(30),
            deadline: Duration::from_secs(60),
        }
    }
}

/// A longer wait than this is left to the caller.
const LONGEST_HINT: Duration = Duration::from_secs(30);

/// The wait before a call that has failed `failed` times is sent again; none where that would not help, might do its
/// work twice, or is asked for too late.
///
/// `spread` is a random number from 0 to 1: clients that failed together must not come back together.
pub(super) fn wait(error: &Error, failed: u32, spread: f64) -> Option<Duration> {
    if !error.is_retryable() {
        return None;
    }
    match error.retry_after() {
        Some(hint) if hint > LONGEST_HINT => None,
        // Later than was asked for, never earlier.
        Some(hint) => Some(hint + hint.mul_f64(0.25 * spread)),
        None if is_throttled(error) => Some(
            Duration::from_millis(500)
                + grown(Duration::from_secs(1), failed, Duration::from_secs(10)).mul_f64(spread),
        ),
        None => {
            Some(grown(Duration::from_millis(100), failed, Duration::from_secs(5)).mul_f64(spread))
        }
    }
}

/// Whether the API refused the request for the number of those before it.
pub(super) fn is_throttled(error: &Error) -> bool {
    matches!(error, Error::RateLimited(_))
}

/// `first` for the first failure, twice as much for each one after it.
fn grown(first: Duration, failed: u32, most: Duration) -> Duration {
    let factor = 2_u32.saturating_pow(failed.saturating_sub(1));
    first.saturating_mul(factor).min(most)
}

/// What is left for repeating calls, so that a service in trouble is not asked several times as much as usual.
pub(super) struct Budget(AtomicU32);

const FULL: u32 = 500;
const PRICE: u32 = 14;

impl Budget {
    pub(super) fn new() -> Budget {
        Budget(AtomicU32::new(FULL))
    }

    /// Pays for sending a call again; false where nothing is left.
    pub(super) fn pay(&self) -> bool {
        self.change(|left| left.checked_sub(PRICE))
    }

    /// Notes a success.
    pub(super) fn earn(&self) {
        self.change(|left| (left < FULL).then_some(left + 1));
    }

    fn change(&self, change: impl Fn(u32) -> Option<u32>) -> bool {
        let order = Ordering::Relaxed;
        self.0.fetch_update(order, order, change).is_ok()
    }
}
