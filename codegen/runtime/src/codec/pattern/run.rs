//! Runs a program over a text.

use std::collections::BTreeMap;

use super::class::is_word;
use super::program::{Program, Step};
use super::syntax::Condition;

/// The most steps of one search; what takes more does not match.
const MOST_STEPS: u64 = 20_000_000;

/// The most pairs of a fork and a place that are remembered, as bits: 32 MB.
const MOST_REMEMBERED: usize = 1 << 28;

/// Whether the program matches somewhere in the text.
pub(super) fn matches(program: &Program, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let mut run = Run {
        program,
        text: &text,
        slots: vec![None; program.slots],
        looked: BTreeMap::new(),
        steps: 0,
    };
    let mut tried = run.memory();
    (0..=text.len()).any(|start| {
        run.slots.fill(None);
        run.from(0, start, &mut tried)
    })
}

struct Run<'r> {
    program: &'r Program,
    text: &'r [char],
    slots: Vec<Option<usize>>,
    /// What each look around gave at each place.
    looked: BTreeMap<(usize, usize), bool>,
    steps: u64,
}

/// Which forks were tried at which places; trying them again would fail again.
struct Tried {
    bits: Vec<u64>,
    places: usize,
}

/// What is left to try.
enum Job {
    /// From a step at a place.
    Try(usize, usize),
    /// A kept place becomes what it was.
    Restore(usize, Option<usize>),
    /// All kept places become what they were.
    RestoreAll(Vec<Option<usize>>),
}

impl Run<'_> {
    /// Whether the steps from one on match at a place.
    fn from(&mut self, step: usize, place: usize, tried: &mut Option<Tried>) -> bool {
        let mut jobs = vec![Job::Try(step, place)];
        while let Some(job) = jobs.pop() {
            match job {
                Job::Restore(slot, place) => self.slots[slot] = place,
                Job::RestoreAll(slots) => self.slots = slots,
                Job::Try(step, place) => {
                    if self.follow(step, place, tried, &mut jobs) {
                        return true;
                    }
                }
            }
            if self.steps > MOST_STEPS {
                return false;
            }
        }
        false
    }

    /// Follows one way to its end; `true` where that is a match.
    fn follow(
        &mut self,
        mut step: usize,
        mut place: usize,
        tried: &mut Option<Tried>,
        jobs: &mut Vec<Job>,
    ) -> bool {
        loop {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return false;
            }
            let next = step + 1;
            let on = match self.program.steps[step] {
                Step::Done => return true,
                Step::Jump(to) => Some((to, place)),
                Step::One { class, back } => {
                    self.one(class, back, place).map(|place| (next, place))
                }
                Step::Here(condition) => self.is_here(condition, place).then_some((next, place)),
                Step::Keep(slot) => {
                    self.keep(slot, place, jobs);
                    Some((next, place))
                }
                Step::Moved(slot) => self.has_moved(slot, place).then_some((next, place)),
                Step::Again { group, back } => {
                    self.again(group, back, place).map(|place| (next, place))
                }
                Step::Look { negative, next } => self
                    .look(step + 1, place, negative, jobs)
                    .then_some((next, place)),
                Step::Fork {
                    number,
                    first,
                    second,
                } => {
                    let is_new = tried
                        .as_mut()
                        .is_none_or(|tried| tried.enter(number, place));
                    if is_new {
                        jobs.push(Job::Try(second, place));
                    }
                    is_new.then_some((first, place))
                }
            };
            match on {
                Some(on) => (step, place) = on,
                None => return false,
            }
        }
    }

    fn one(&self, class: usize, back: bool, place: usize) -> Option<usize> {
        let at = if back { place.checked_sub(1)? } else { place };
        let fits = self.program.classes[class].has(*self.text.get(at)?);
        let on = if back { at } else { at + 1 };
        fits.then_some(on)
    }

    fn is_here(&self, condition: Condition, place: usize) -> bool {
        let is_word = |at: Option<usize>| {
            at.and_then(|at| self.text.get(at))
                .is_some_and(|char| is_word(*char))
        };
        let boundary = is_word(place.checked_sub(1)) != is_word(Some(place));
        match condition {
            Condition::Start => place == 0,
            Condition::End => place == self.text.len(),
            Condition::Boundary => boundary,
            Condition::NoBoundary => !boundary,
        }
    }

    fn keep(&mut self, slot: usize, place: usize, jobs: &mut Vec<Job>) {
        // Only a program that refers to groups goes by kept places; any other is led by its memory.
        if self.program.refers {
            jobs.push(Job::Restore(slot, self.slots[slot]));
        }
        self.slots[slot] = Some(place);
    }

    /// Whether a repetition matched something; one that matched nothing would go on for ever.
    fn has_moved(&self, slot: usize, place: usize) -> bool {
        !self.program.refers || self.slots[slot] != Some(place)
    }

    /// A group that matched nothing matches the empty text.
    fn again(&mut self, group: usize, back: bool, place: usize) -> Option<usize> {
        let (Some(first), Some(last)) = (self.slots[2 * group], self.slots[2 * group + 1]) else {
            return Some(place);
        };
        let kept = self.text.get(first..last)?;
        self.steps += kept.len() as u64;
        let start = if back {
            place.checked_sub(kept.len())?
        } else {
            place
        };
        let fits = self.text.get(start..start + kept.len())? == kept;
        let on = if back { start } else { start + kept.len() };
        fits.then_some(on)
    }

    fn look(&mut self, step: usize, place: usize, negative: bool, jobs: &mut Vec<Job>) -> bool {
        if self.program.refers {
            let before = self.slots.clone();
            let found = self.from(step, place, &mut None);
            if found && !negative {
                jobs.push(Job::RestoreAll(before));
            } else {
                self.slots = before;
            }
            return found != negative;
        }
        if let Some(found) = self.looked.get(&(step, place)) {
            return *found != negative;
        }
        let mut tried = self.memory();
        let found = self.from(step, place, &mut tried);
        self.looked.insert((step, place), found);
        found != negative
    }

    /// Room to remember what was tried, unless groups make it matter how a place was reached.
    fn memory(&mut self) -> Option<Tried> {
        let places = self.text.len() + 1;
        let bits = self.program.forks.saturating_mul(places);
        if self.program.refers || bits > MOST_REMEMBERED {
            return None;
        }
        let words = bits.div_ceil(64);
        self.steps += words as u64;
        Some(Tried {
            bits: vec![0; words],
            places,
        })
    }
}

impl Tried {
    /// Enters a fork at a place; `false` where it was there before.
    fn enter(&mut self, fork: usize, place: usize) -> bool {
        let bit = fork * self.places + place;
        let (word, mask) = (bit / 64, 1_u64 << (bit % 64));
        let is_new = self.bits[word] & mask == 0;
        self.bits[word] |= mask;
        is_new
    }
}
