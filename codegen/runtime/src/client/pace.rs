//! When a client may send: within the rate limit, and not while the API wants to be left alone.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::api::RateLimit;
use super::timer::Timer;

/// At which rate held back requests are released where no limit is known.
const RELEASE: RateLimit = RateLimit {
    requests: 100,
    per: Duration::from_secs(1),
};

/// The most requests that are remembered; longer spans are cut into parts with a share each.
const MOST_REMEMBERED: u32 = 1024;

/// The turns of all requests of a client.
pub(super) struct Pace {
    /// Whether requests are counted before the API has complained of their number.
    always: bool,
    most: usize,
    span: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    paused_until: Option<Instant>,
    /// Grows with each pause, which takes back the turns that were given for later.
    pauses: u64,
    /// The turns that count towards the limit, at most as many as it allows, earliest first.
    turns: VecDeque<Instant>,
}

/// The time limit of a call ends before its turn comes.
#[derive(Debug)]
pub(super) struct TooLate;

/// A turn, and the number of pauses at the time when it was given.
struct Turn {
    at: Instant,
    pauses: u64,
}

impl Pace {
    /// Holds to a limit from the start, or only for what a pause has held back.
    pub(super) fn new(limit: Option<RateLimit>, always: bool) -> Pace {
        let RateLimit { requests, per } = limit.unwrap_or(RELEASE);
        let requests = requests.max(1);
        let parts = requests.div_ceil(MOST_REMEMBERED);
        Pace {
            always: always && limit.is_some(),
            most: (requests / parts) as usize,
            span: per / parts,
            state: Mutex::default(),
        }
    }

    /// Waits for the turn of a request; fails at once where it would come after `end`.
    ///
    /// Turns are given in the order in which they are asked for. One that is not waited for is lost.
    pub(super) async fn turn(&self, timer: &dyn Timer, end: Instant) -> Result<(), TooLate> {
        let mut held = self.always;
        loop {
            let now = timer.now();
            let Some(turn) = self.reserve(now, end, held)? else {
                return Ok(());
            };
            let wait = turn.at.saturating_duration_since(now);
            if !wait.is_zero() {
                timer.sleep(wait).await;
            }
            if self.state().pauses == turn.pauses {
                return Ok(());
            }
            held = true;
        }
    }

    /// Sends nothing more until then.
    pub(super) fn pause(&self, now: Instant, until: Instant) {
        let mut state = self.state();
        if state.paused_until.is_none_or(|end| end < until) {
            state.paused_until = Some(until);
            state.pauses += 1;
            state.turns.retain(|turn| *turn <= now);
        }
    }

    /// The next turn; none where nothing holds a request back.
    fn reserve(&self, now: Instant, end: Instant, held: bool) -> Result<Option<Turn>, TooLate> {
        let mut state = self.state();
        let pause = state.paused_until.filter(|until| *until > now);
        if !held && pause.is_none() {
            return Ok(None);
        }
        let at = state.next(pause.unwrap_or(now), self.most, self.span);
        if at > end {
            return Err(TooLate);
        }
        if state.turns.len() >= self.most {
            state.turns.pop_front();
        }
        state.turns.push_back(at);
        let pauses = state.pauses;
        Ok(Some(Turn { at, pauses }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The first moment, not before `earliest`, at which one more request keeps to the limit in every span of time.
    fn next(&self, earliest: Instant, most: usize, span: Duration) -> Instant {
        let full = self.turns.len() >= most;
        let freed = self
            .turns
            .front()
            .filter(|_| full)
            .map(|first| *first + span);
        let last = self.turns.back().copied();
        freed.into_iter().chain(last).fold(earliest, Instant::max)
    }
}
