//! The time, and how a client waits.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::transport::BoxFuture;

/// A clock and a way to wait by it.
///
/// A client waits before it repeats a call and while it holds to a rate limit, and nowhere else.
pub trait Timer: Send + Sync {
    /// The time now; never earlier than it was before.
    fn now(&self) -> Instant;

    /// Waits; dropping the future ends the wait.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;

    /// A number from 0 to 1, another one each time, by which the waits of clients are spread.
    fn spread(&self) -> f64 {
        random()
    }
}

/// The clock of tokio, which tests of a program may pause.
pub(super) struct TokioTimer;

impl Timer for TokioTimer {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// A timer for tests: it waits for nothing, and its clock goes forward by what was skipped.
#[derive(Default)]
pub struct SkippingTimer {
    skipped: AtomicU64,
}

impl SkippingTimer {
    /// A timer that has not skipped anything yet.
    pub fn new() -> SkippingTimer {
        SkippingTimer::default()
    }

    /// The time that was skipped so far.
    pub fn skipped(&self) -> Duration {
        Duration::from_nanos(self.skipped.load(Ordering::Relaxed))
    }
}

impl Timer for SkippingTimer {
    fn now(&self) -> Instant {
        Instant::now() + self.skipped()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let nanos = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
            self.skipped.fetch_add(nanos, Ordering::Relaxed);
        })
    }
}

impl fmt::Debug for SkippingTimer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SkippingTimer")
            .field("skipped", &self.skipped())
            .finish()
    }
}

/// The keys of the standard library's hash maps are random, which is enough to spread waits.
fn random() -> f64 {
    let bits = RandomState::new().hash_one(()) >> 11;
    bits as f64 / (1_u64 << 53) as f64
}
