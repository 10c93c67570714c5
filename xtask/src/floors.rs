//! Floors that only rise: a number that falls below its floor fails the command.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::console::Console;
use crate::exit::{Exit, Unusable};
use crate::workspace::shown;

/// The floors of one command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Floors {
    path: PathBuf,
    table: String,
    floors: BTreeMap<String, usize>,
}

impl Floors {
    /// The floors of this table in a file.
    pub fn read(path: &Path, table: &str) -> Result<Self, Unusable> {
        let broken =
            |reason: String| Unusable::new(format!("{} cannot be read: {reason}", shown(path)));
        let text = fs::read_to_string(path).map_err(|error| broken(error.to_string()))?;
        let mut tables: BTreeMap<String, BTreeMap<String, usize>> =
            toml::from_str(&text).map_err(|error| broken(error.to_string()))?;
        let floors = tables
            .remove(table)
            .ok_or_else(|| broken(format!("it has no table [{table}]")))?;
        Ok(Self {
            path: path.to_path_buf(),
            table: table.to_owned(),
            floors,
        })
    }

    /// Compares numbers with their floors, and says what fell and what may rise.
    ///
    /// A floor whose number was not measured in this run is not judged.
    pub fn judge(&self, numbers: &[(&str, usize)], console: &mut Console) -> Exit {
        let mut exit = Exit::Done;
        for (name, number) in numbers {
            let Some(&floor) = self.floors.get(*name) else {
                continue;
            };
            let place = format!("{}: {}.{name}", shown(&self.path), self.table);
            if *number < floor {
                console.note(&format!(
                    "error: {place} is {number}, below its floor of {floor}"
                ));
                exit = Exit::Problems;
            } else if *number > floor {
                console.note(&format!("{place} is {number}: raise its floor of {floor}"));
            }
        }
        exit
    }

    /// A floor for a number that no command measures holds nothing, so it is an error.
    pub fn refuse_unknown(&self, known: &[&str]) -> Result<(), Unusable> {
        match self
            .floors
            .keys()
            .find(|name| !known.contains(&name.as_str()))
        {
            Some(name) => Err(Unusable::new(format!(
                "{}: no number is called {}.{name}",
                shown(&self.path),
                self.table
            ))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floors(text: &str) -> Result<Floors, Unusable> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("floors.toml");
        fs::write(&path, text).unwrap();
        Floors::read(&path, "suite")
    }

    fn judge(number: usize) -> Exit {
        let mut console = Console::new(Box::new(std::io::sink()), Box::new(std::io::sink()));
        floors("[suite]\nvalid = 5\n")
            .unwrap()
            .judge(&[("valid", number), ("other", 0)], &mut console)
    }

    #[test]
    fn a_number_below_its_floor_fails() {
        assert_eq!(
            [judge(4), judge(5), judge(6)],
            [Exit::Problems, Exit::Done, Exit::Done]
        );
    }

    #[test]
    fn a_floor_without_a_number_is_refused() {
        let floors = floors("[suite]\nvalid = 5\n").unwrap();
        assert!(floors.refuse_unknown(&["valid"]).is_ok());
        assert!(floors.refuse_unknown(&["other"]).is_err());
    }

    #[test]
    fn a_missing_table_is_said() {
        assert!(
            floors("[other]\n")
                .unwrap_err()
                .to_string()
                .ends_with("it has no table [suite]")
        );
    }
}
