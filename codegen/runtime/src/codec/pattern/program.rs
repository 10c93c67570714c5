//! A regular expression as a list of steps.

use super::class::Class;
use super::syntax::{Condition, Mistake, Part, Pattern};

/// The most steps of a program; repetitions with counts are written out.
const MOST_STEPS: usize = 200_000;

/// The steps that match a pattern.
#[derive(Debug)]
pub(super) struct Program {
    /// The steps; the first one comes first.
    pub(super) steps: Vec<Step>,
    /// The sets of characters that steps ask for.
    pub(super) classes: Vec<Class>,
    /// How many steps have two ways on.
    pub(super) forks: usize,
    /// How many places are kept while matching.
    pub(super) slots: usize,
    /// Whether a step asks for what a group matched.
    pub(super) refers: bool,
}

/// One step.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// One character of a class, after the place or before it.
    One {
        /// The class.
        class: usize,
        /// Whether it stands before the place.
        back: bool,
    },
    /// Two ways on, the first one to be tried first.
    Fork {
        /// Which of the forks it is.
        number: usize,
        /// The first way.
        first: usize,
        /// The second way.
        second: usize,
    },
    /// On at another step.
    Jump(usize),
    /// Keeps the place.
    Keep(usize),
    /// Goes on only where the place is another than the one that was kept.
    Moved(usize),
    /// What a group matched, once more.
    Again {
        /// The number of the group.
        group: usize,
        /// Whether it stands before the place.
        back: bool,
    },
    /// A condition of the place.
    Here(Condition),
    /// The steps behind this one up to `next` match at the place, or do not.
    Look {
        /// Whether they must not.
        negative: bool,
        /// The step behind them.
        next: usize,
    },
    /// The end of a match.
    Done,
}

impl Program {
    /// The steps of a pattern.
    pub(super) fn of(pattern: &Pattern) -> Result<Program, Mistake> {
        let mut program = Program {
            steps: Vec::new(),
            classes: Vec::new(),
            forks: 0,
            slots: 2 * (pattern.groups + 1),
            refers: pattern.refers,
        };
        program.add(&pattern.root, false)?;
        program.push(Step::Done)?;
        Ok(program)
    }

    fn add(&mut self, part: &Part, back: bool) -> Result<(), Mistake> {
        match part {
            Part::One(class) => {
                let class = self.class(class);
                self.push(Step::One { class, back }).map(drop)
            }
            Part::Sequence(parts) if back => {
                parts.iter().rev().try_for_each(|part| self.add(part, back))
            }
            Part::Sequence(parts) => parts.iter().try_for_each(|part| self.add(part, back)),
            Part::Choice(parts) => self.choice(parts, back),
            Part::Repeat {
                part,
                least,
                most,
                greedy,
            } => self.repeat(part, (*least, *most), *greedy, back),
            Part::Group(number, part) => {
                let (first, last) = (2 * number, 2 * number + 1);
                self.push(Step::Keep(if back { last } else { first }))?;
                self.add(part, back)?;
                self.push(Step::Keep(if back { first } else { last }))
                    .map(drop)
            }
            Part::Again(group) => self
                .push(Step::Again {
                    group: *group,
                    back,
                })
                .map(drop),
            Part::Here(condition) => self.push(Step::Here(*condition)).map(drop),
            Part::Look {
                part,
                behind,
                negative,
            } => {
                let look = self.push(Step::Done)?;
                self.add(part, *behind)?;
                let next = self.push(Step::Done)? + 1;
                self.steps[look] = Step::Look {
                    negative: *negative,
                    next,
                };
                Ok(())
            }
        }
    }

    fn choice(&mut self, parts: &[Part], back: bool) -> Result<(), Mistake> {
        let mut ends = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let is_last = index + 1 == parts.len();
            let fork = if is_last {
                None
            } else {
                Some(self.push(Step::Done)?)
            };
            self.add(part, back)?;
            if let Some(fork) = fork {
                ends.push(self.push(Step::Done)?);
                let second = self.steps.len();
                self.fork(fork, fork + 1, second);
            }
        }
        let end = self.steps.len();
        ends.into_iter()
            .for_each(|jump| self.steps[jump] = Step::Jump(end));
        Ok(())
    }

    fn repeat(
        &mut self,
        part: &Part,
        (least, most): (u32, Option<u32>),
        greedy: bool,
        back: bool,
    ) -> Result<(), Mistake> {
        for _ in 0..least {
            let before = self.steps.len();
            self.add(part, back)?;
            if self.steps.len() == before {
                break;
            }
        }
        let Some(most) = most else {
            return self.endless(part, greedy, back);
        };
        let mut forks = Vec::new();
        for _ in least..most {
            forks.push(self.push(Step::Done)?);
            self.add(part, back)?;
        }
        let end = self.steps.len();
        for fork in forks {
            self.way_on(fork, end, greedy);
        }
        Ok(())
    }

    fn endless(&mut self, part: &Part, greedy: bool, back: bool) -> Result<(), Mistake> {
        let fork = self.push(Step::Done)?;
        let slot = self.slots;
        self.slots += 1;
        self.push(Step::Keep(slot))?;
        self.add(part, back)?;
        self.push(Step::Moved(slot))?;
        self.push(Step::Jump(fork))?;
        let end = self.steps.len();
        self.way_on(fork, end, greedy);
        Ok(())
    }

    fn way_on(&mut self, fork: usize, end: usize, greedy: bool) {
        if greedy {
            self.fork(fork, fork + 1, end);
        } else {
            self.fork(fork, end, fork + 1);
        }
    }

    fn fork(&mut self, at: usize, first: usize, second: usize) {
        let number = self.forks;
        self.forks += 1;
        self.steps[at] = Step::Fork {
            number,
            first,
            second,
        };
    }

    fn push(&mut self, step: Step) -> Result<usize, Mistake> {
        if self.steps.len() >= MOST_STEPS {
            return Err(Mistake("it is too large".to_owned()));
        }
        self.steps.push(step);
        Ok(self.steps.len() - 1)
    }

    fn class(&mut self, class: &Class) -> usize {
        // Repeated parts ask for the same class, mostly one of the last.
        let known = self
            .classes
            .iter()
            .rev()
            .take(16)
            .position(|known| known == class);
        if let Some(known) = known {
            return self.classes.len() - 1 - known;
        }
        self.classes.push(class.clone());
        self.classes.len() - 1
    }
}
