//! Runs a JSON Schema suite through generated types: emit, compile, and play every instance.

mod suite;
pub use suite::{Group, Instance, Suite};

mod remotes;
pub use remotes::Remotes;

mod emit;
pub use emit::{Emitted, emit};

mod project;
pub use project::Project;

mod play;
pub use play::{Answer, play};

mod equal;
pub use equal::equal;

mod score;
pub use score::{Failure, Score, Tally};

use std::path::Path;

use codegen::json_schema::Dialect;

use crate::exit::Unusable;

/// How a suite is played.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The documents that it serves on the network.
    pub remotes: Remotes,
    /// The dialect of schemas that name none.
    pub dialect: Option<Dialect>,
    /// Whether serde_json keeps all digits of numbers.
    pub arbitrary_precision: bool,
}

/// Emits, compiles and plays a suite; the crate that holds all groups is kept in `folder`.
///
/// `lock` is the lock file whose versions of serde and serde_json are used, since nothing is downloaded.
pub fn run(
    suite: &Suite,
    setting: &Setting,
    folder: &Path,
    lock: &Path,
    say: &mut dyn FnMut(&str),
) -> Result<Score, Unusable> {
    let emitted: Vec<Emitted> = suite
        .groups
        .iter()
        .map(|group| emit(group, setting))
        .collect();
    say(&format!(
        "{} of {} groups emitted",
        emitted.iter().filter(|one| one.files.is_some()).count(),
        emitted.len()
    ));
    let mut project = Project::new(folder, &emitted, setting.arbitrary_precision);
    project.write(lock)?;
    let broken = project.build(say)?;
    let answers = play(&project.program(), suite, project.groups())?;
    Ok(Score::of(suite, &emitted, &broken, &answers))
}
