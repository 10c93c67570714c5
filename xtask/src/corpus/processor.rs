//! How much processor time this process's children took.

use std::fs;
use std::time::Duration;

/// Linux counts the time of processes in hundredths of a second, whatever the machine.
const TICK: Duration = Duration::from_millis(10);

/// The place of the children's user time behind the name of the program in `/proc/self/stat`; their system time follows.
const CHILDREN: usize = 13;

/// The processor time of all children that have ended, and of theirs; none where the system does not say.
pub(super) fn of_children() -> Option<Duration> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    ticks(&text).map(|ticks| TICK * ticks)
}

fn ticks(stat: &str) -> Option<u32> {
    // The name of the program may hold blanks and parentheses; what follows it does not.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(CHILDREN);
    let mut time = || times.next()?.parse::<u32>().ok();
    time()?.checked_add(time()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_times_of_children_are_added() {
        let stat = "7 (a) b) S 1 2 3 4 5 6 7 8 9 10 11 12 40 2 15 16";
        assert_eq!(ticks(stat), Some(42));
        assert_eq!(ticks("7 (a) S 1"), None);
    }
}
