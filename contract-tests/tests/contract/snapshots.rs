//! What went over the wire and what came back, kept as files that a person reads and accepts.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use contract_tests::checks::replay::Recording;
use contract_tests::checks::{report, secrets};
use contract_tests::subject::{Subject, file_name};
use insta::Settings;
use serde_json::json;

/// The folder of the snapshots.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots");

/// The name of the snapshot of an example.
pub fn name(subject: &Subject) -> String {
    file_name(&subject.name("replay"))
}

/// Compares a recording with its snapshot, and panics with the difference.
///
/// A request is kept with its own example; beside a response it is kept only where the operation
/// has no example of a request, because it would be the same text again and again.
pub fn check(subject: &Subject, recording: &Recording) {
    let own_request = subject.response.is_none() || subject.operation.body.is_none();
    let kept = match (own_request, subject.response.is_some()) {
        (true, true) => json!({ "request": recording.request, "outcome": recording.outcome }),
        (true, false) => json!({ "request": recording.request }),
        (false, _) => json!({ "outcome": recording.outcome }),
    };
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(FOLDER);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name(subject), format!("{kept:#}")));
}

/// Every snapshot belongs to a case.
pub fn without_orphans(names: &BTreeSet<String>) -> Result<(), String> {
    let mut findings = Vec::new();
    for path in files()? {
        let name = path
            .file_stem()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        if !names.contains(name) {
            findings.push(format!(
                "no case has the snapshot {}: remove it",
                path.display()
            ));
        }
    }
    report(findings)
}

/// No snapshot shows the planted token.
pub fn without_token() -> Result<(), String> {
    for path in files()? {
        let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
        secrets::absent(&path.display().to_string(), &text)?;
    }
    Ok(())
}

fn files() -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(FOLDER).map_err(|error| format!("{FOLDER}: {error}"))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    Ok(paths
        .filter(|path| path.extension().is_some_and(|end| end == "snap"))
        .collect())
}
