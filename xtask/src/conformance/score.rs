//! Counts what the generated types got right, per file and in all.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::play::Answers;
use super::{Answer, Emitted, Group, Instance, Suite, equal};

/// The result of a suite.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// The counts by file.
    pub files: BTreeMap<String, Tally>,
    /// Everything that went wrong, in the order of the suite.
    pub failures: Vec<Failure>,
}

/// Counts of groups and of their instances; instances count where their group was compiled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All groups.
    pub groups: usize,
    /// Groups for which types were emitted.
    pub emitted: usize,
    /// Groups whose types compile.
    pub compiled: usize,
    /// Valid instances.
    pub valid: usize,
    /// Valid instances that were decoded and found valid.
    pub accepted: usize,
    /// Valid instances that came back as they were.
    pub kept: usize,
    /// Invalid instances.
    pub invalid: usize,
    /// Invalid instances that were not decoded, or found invalid.
    pub rejected: usize,
    /// Instances at which the program panicked, crashed or hung.
    pub broken: usize,
}

/// One thing that went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file, the group and, where it is about one, the instance.
    pub place: String,
    /// What happened.
    pub what: String,
}

impl Score {
    /// Compares all answers with what the suite says.
    #[must_use]
    pub fn of(
        suite: &Suite,
        emitted: &[Emitted],
        broken: &[(usize, String)],
        answers: &Answers,
    ) -> Self {
        let mut score = Self::default();
        let left_out: BTreeSet<usize> = broken.iter().map(|(number, _)| *number).collect();
        for (number, (group, emitted)) in suite.groups.iter().zip(emitted).enumerate() {
            let tally = score.tally(group);
            tally.groups += 1;
            tally.emitted += usize::from(emitted.files.is_some());
            if emitted.files.is_none() {
                score.fail(group, None, format!("not emitted: {}", emitted.reason));
            } else if left_out.contains(&number) {
                let reason = broken
                    .iter()
                    .find(|(one, _)| *one == number)
                    .map_or("", |(_, reason)| reason);
                score.fail(group, None, format!("does not compile: {reason}"));
            } else {
                score.tally(group).compiled += 1;
                score.play(number, group, answers);
            }
        }
        score
    }

    /// The counts of all files together.
    #[must_use]
    pub fn total(&self) -> Tally {
        self.files
            .values()
            .fold(Tally::default(), |sum, one| sum.plus(one))
    }

    fn play(&mut self, number: usize, group: &Group, answers: &Answers) {
        for (index, instance) in group.instances.iter().enumerate() {
            let answer = answers.get(&(number, index)).unwrap_or(&Answer::Broken);
            let wrong = self.tally(group).count(instance, answer);
            if let Some(what) = wrong {
                self.fail(group, Some(instance), what);
            }
        }
    }

    fn tally(&mut self, group: &Group) -> &mut Tally {
        self.files.entry(group.file.clone()).or_default()
    }

    fn fail(&mut self, group: &Group, instance: Option<&Instance>, what: String) {
        let mut place = format!("{}: {}", group.file, group.description);
        if let Some(instance) = instance {
            place.push_str(&format!(
                ": {}: {}",
                instance.description,
                one_line(&instance.text)
            ));
        }
        self.failures.push(Failure { place, what });
    }
}

impl Tally {
    /// Counts an answer, and says what is wrong with it, if anything.
    fn count(&mut self, instance: &Instance, answer: &Answer) -> Option<String> {
        self.broken += usize::from(*answer == Answer::Broken);
        if instance.valid {
            self.valid += 1;
            self.count_valid(instance, answer)
        } else {
            self.invalid += 1;
            let rejected = matches!(answer, Answer::Invalid { .. } | Answer::Undecoded { .. });
            self.rejected += usize::from(rejected);
            (!rejected).then(|| {
                if *answer == Answer::Broken {
                    broken()
                } else {
                    "invalid, and accepted".to_owned()
                }
            })
        }
    }

    fn count_valid(&mut self, instance: &Instance, answer: &Answer) -> Option<String> {
        let (encoded, reason) = match answer {
            Answer::Valid { encoded } => (encoded, None),
            Answer::Invalid { encoded, reason } => {
                (encoded, Some(format!("valid, and rejected: {reason}")))
            }
            Answer::Undecoded { reason } => {
                return Some(format!("valid, and not decoded: {reason}"));
            }
            Answer::Broken => return Some(broken()),
        };
        self.accepted += usize::from(reason.is_none());
        let kept = equal(&instance.text, encoded);
        self.kept += usize::from(kept);
        reason.or_else(|| (!kept).then(|| format!("came back as {encoded}")))
    }

    fn plus(self, other: &Self) -> Self {
        Self {
            groups: self.groups + other.groups,
            emitted: self.emitted + other.emitted,
            compiled: self.compiled + other.compiled,
            valid: self.valid + other.valid,
            accepted: self.accepted + other.accepted,
            kept: self.kept + other.kept,
            invalid: self.invalid + other.invalid,
            rejected: self.rejected + other.rejected,
            broken: self.broken + other.broken,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// A text on one line; JSON means the same with any white space between its parts.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn broken() -> String {
    "the program panicked, crashed or did not end".to_owned()
}
