//! Plays every instance through the compiled program, which may crash or hang on one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use super::Suite;
use crate::exit::Unusable;

/// What a generated type said to an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was decoded and found valid; this is what came back.
    Valid {
        /// The instance, encoded again.
        encoded: String,
    },
    /// It was decoded and found invalid.
    Invalid {
        /// The instance, encoded again.
        encoded: String,
        /// The violations.
        reason: String,
    },
    /// It was not decoded.
    Undecoded {
        /// Why not.
        reason: String,
    },
    /// The program panicked, crashed or did not end.
    Broken,
}

/// The answers by the numbers of the group and of the instance in it.
pub type Answers = BTreeMap<(usize, usize), Answer>;

/// One instance may take this long.
const PATIENCE: Duration = Duration::from_secs(20);

/// Plays all instances of these groups.
pub fn play(program: &Path, suite: &Suite, groups: &BTreeSet<usize>) -> Result<Answers, Unusable> {
    let mut answers = Answers::new();
    let mut player = None;
    for (&number, group) in groups
        .iter()
        .filter_map(|number| Some((number, suite.groups.get(*number)?)))
    {
        for (index, instance) in group.instances.iter().enumerate() {
            let mut running = match player.take() {
                Some(running) => running,
                None => Player::start(program)?,
            };
            let answer = running.ask(number, &instance.text);
            if let Some(answer) = answer {
                player = Some(running);
                answers.insert((number, index), answer);
            } else {
                answers.insert((number, index), Answer::Broken);
            }
        }
    }
    Ok(answers)
}

/// The running program; it ends when this is dropped.
struct Player {
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
}

impl Player {
    fn start(program: &Path) -> Result<Self, Unusable> {
        let unusable = |what: &str| {
            Unusable::new(format!(
                "{} cannot be run: {what}",
                crate::workspace::shown(program)
            ))
        };
        let mut command = Command::new(program);
        let command = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command
            .spawn()
            .map_err(|error| unusable(&error.to_string()))?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(unusable("it has no streams"));
        };
        let (send, lines) = mpsc::channel();
        thread::spawn(move || {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            lines
                .map(|line| send.send(line))
                .take_while(Result::is_ok)
                .for_each(drop);
        });
        Ok(Self {
            child,
            input,
            lines,
        })
    }

    /// The answer to an instance; none where the program did not give one.
    fn ask(&mut self, group: usize, text: &str) -> Option<Answer> {
        let line = serde_json::json!([group, text]);
        writeln!(self.input, "{line}").ok()?;
        self.input.flush().ok()?;
        let answer: Vec<String> =
            serde_json::from_str(&self.lines.recv_timeout(PATIENCE).ok()?).ok()?;
        let part = |at: usize| answer.get(at).cloned().unwrap_or_default();
        match part(0).as_str() {
            "valid" => Some(Answer::Valid { encoded: part(2) }),
            "invalid" => Some(Answer::Invalid {
                reason: part(1),
                encoded: part(2),
            }),
            "undecoded" => Some(Answer::Undecoded { reason: part(1) }),
            _ => Some(Answer::Broken),
        }
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
