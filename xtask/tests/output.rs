//! The output folder: what is written, what is left alone, what is refused.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;
use xtask::output::{Files, Kind, MARKER, apply, drift, first_line, unified};

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn generated(text: &str) -> String {
    format!("// {MARKER}\n{text}")
}

fn files(all: &[(&str, &str)]) -> Files {
    all.iter()
        .map(|(path, text)| ((*path).to_owned(), generated(text)))
        .collect()
}

fn write(out: &Path, all: &[(&str, &str)]) {
    apply(&drift(out, &files(all)).unwrap()).unwrap();
}

fn changes(out: &Path, all: &[(&str, &str)]) -> Vec<(String, Kind)> {
    let drift = drift(out, &files(all)).unwrap();
    drift
        .changes
        .into_iter()
        .map(|change| (change.path, change.kind))
        .collect()
}

/// Every file below a folder with its text, links included as what they are.
fn content(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if entry.file_type().unwrap().is_dir() {
            all.extend(content(&path));
        } else {
            all.push((path.clone(), fs::read_to_string(&path).unwrap_or_default()));
        }
    }
    all.sort();
    all
}

fn refusal(out: &Path, files: &Files) -> String {
    let before = if out.exists() {
        content(out)
    } else {
        Vec::new()
    };
    let refusal = drift(out, files).unwrap_err().to_string();
    assert_eq!(
        if out.exists() {
            content(out)
        } else {
            Vec::new()
        },
        before
    );
    refusal
}

#[test]
fn a_generation_is_written_into_a_folder_that_is_not_there_yet() {
    let folder = folder();
    let out = folder.path().join("a/b");
    write(&out, &[("src/lib.rs", "1\n"), ("src/types/mod.rs", "2\n")]);
    let expected = [("src/lib.rs", "1\n"), ("src/types/mod.rs", "2\n")]
        .map(|(path, text)| (out.join(path), generated(text)));
    assert_eq!(content(&out), expected);
}

#[test]
fn files_that_are_already_right_keep_their_modification_time() {
    let folder = folder();
    let out = folder.path();
    write(out, &[("a.rs", "1\n"), ("b.rs", "2\n")]);
    let past = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    for name in ["a.rs", "b.rs"] {
        fs::File::options()
            .write(true)
            .open(out.join(name))
            .unwrap()
            .set_modified(past)
            .unwrap();
    }
    write(out, &[("a.rs", "1\n"), ("b.rs", "3\n")]);
    let time = |name: &str| fs::metadata(out.join(name)).unwrap().modified().unwrap();
    assert_eq!(time("a.rs"), past);
    assert_ne!(time("b.rs"), past);
    assert_eq!(
        fs::read_to_string(out.join("b.rs")).unwrap(),
        generated("3\n")
    );
}

#[test]
fn nothing_differs_after_writing() {
    let folder = folder();
    let all = [("a.rs", "1\n"), ("src/b.rs", "2\n")];
    write(folder.path(), &all);
    let after = drift(folder.path(), &files(&all)).unwrap();
    assert!(after.is_empty());
    assert_eq!(after.equal, 2);
}

#[test]
fn differences_are_found_without_touching_anything() {
    let folder = folder();
    let out = folder.path();
    write(
        out,
        &[("a.rs", "1\n"), ("b.rs", "2\n"), ("old/c.rs", "3\n")],
    );
    let before = content(out);
    let found = changes(
        out,
        &[("a.rs", "1\n"), ("b.rs", "other\n"), ("new/d.rs", "4\n")],
    );
    let expected = [
        ("b.rs", Kind::Update),
        ("new/d.rs", Kind::Create),
        ("old/c.rs", Kind::Remove),
    ];
    assert_eq!(found, expected.map(|(path, kind)| (path.to_owned(), kind)));
    assert_eq!(content(out), before);
    assert!(!out.join("new").exists());
}

#[test]
fn files_that_are_no_longer_generated_go_with_their_empty_folders() {
    let folder = folder();
    let out = folder.path();
    write(
        out,
        &[
            ("a.rs", "1\n"),
            ("old/deep/b.rs", "2\n"),
            ("kept/c.rs", "3\n"),
        ],
    );
    fs::write(out.join("kept/mine.rs"), "by hand\n").unwrap();
    write(out, &[("a.rs", "1\n")]);
    assert!(!out.join("old").exists());
    assert!(!out.join("kept/c.rs").exists());
    assert!(out.join("kept/mine.rs").exists());
}

#[test]
fn only_marked_files_outside_build_output_count_as_old() {
    let folder = folder();
    let out = folder.path();
    write(out, &[("a.rs", "1\n")]);
    for (path, text) in [
        ("mine.rs", "by hand\n".to_owned()),
        ("late.rs", format!("1\n2\n3\n4\n5\n// {MARKER}\n")),
        ("target/debug/x.rs", generated("x\n")),
        (".git/x.rs", generated("x\n")),
    ] {
        let place = out.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
    assert_eq!(changes(out, &[("a.rs", "1\n")]), []);
}

#[test]
fn a_folder_of_somebody_elses_files_is_not_overwritten() {
    let folder = folder();
    fs::write(folder.path().join("lib.rs"), "by hand\n").unwrap();
    let refusal = refusal(folder.path(), &files(&[("lib.rs", "1\n")]));
    assert!(refusal.contains("lib.rs was not generated"), "{refusal}");
}

#[test]
fn an_edit_that_removes_the_marker_is_mended_like_any_other() {
    let folder = folder();
    let all = [("a.rs", "1\n"), ("b.rs", "2\n")];
    write(folder.path(), &all);
    fs::write(folder.path().join("a.rs"), "edited\n").unwrap();
    assert_eq!(
        changes(folder.path(), &all),
        [("a.rs".to_owned(), Kind::Update)]
    );
    write(folder.path(), &all);
    assert_eq!(changes(folder.path(), &all), []);
}

#[test]
fn paths_that_leave_the_folder_are_refused() {
    let folder = folder();
    let out = folder.path().join("out");
    for path in ["../x.rs", "/x.rs", "src/../../x.rs", "a\\b.rs"] {
        let refusal = refusal(&out, &files(&[("a.rs", "1\n"), (path, "2\n")]));
        assert!(
            refusal.contains("not a plain path below the output folder"),
            "{refusal}"
        );
    }
    assert_eq!(content(folder.path()), []);
}

#[test]
fn a_folder_in_the_place_of_a_file_and_a_file_in_the_place_of_a_folder_are_refused() {
    let folder = folder();
    let out = folder.path();
    fs::create_dir(out.join("a.rs")).unwrap();
    fs::write(out.join("src"), "x").unwrap();
    for path in ["a.rs", "src/lib.rs"] {
        assert!(
            refusal(out, &files(&[(path, "1\n")])).contains("stands in the way"),
            "{path}"
        );
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_neither_written_through_nor_followed() {
    let folder = folder();
    let (out, elsewhere) = (folder.path().join("out"), folder.path().join("elsewhere"));
    fs::create_dir_all(&elsewhere).unwrap();
    fs::write(elsewhere.join("lib.rs"), generated("theirs\n")).unwrap();
    fs::create_dir_all(&out).unwrap();
    std::os::unix::fs::symlink(&elsewhere, out.join("src")).unwrap();
    std::os::unix::fs::symlink(elsewhere.join("lib.rs"), out.join("a.rs")).unwrap();
    for path in ["src/lib.rs", "src/new.rs", "a.rs"] {
        assert!(
            refusal(&out, &files(&[(path, "1\n")])).contains("symbolic link"),
            "{path}"
        );
    }
    assert_eq!(
        changes(&out, &[("b.rs", "1\n")]),
        [("b.rs".to_owned(), Kind::Create)]
    );
}

#[cfg(unix)]
#[test]
fn a_write_that_fails_leaves_every_file_as_it_was() {
    let folder = folder();
    let out = folder.path();
    write(
        out,
        &[("a.rs", "1\n"), ("src/b.rs", "2\n"), ("old.rs", "3\n")],
    );
    let drift = drift(out, &files(&[("a.rs", "new\n"), ("src/b.rs", "new\n")])).unwrap();
    // The folder of the second file disappears behind a file between comparing and writing.
    fs::remove_dir_all(out.join("src")).unwrap();
    fs::write(out.join("src"), "in the way").unwrap();
    let before = content(out);
    let failure = apply(&drift).unwrap_err().to_string();
    assert!(failure.contains("cannot be written"), "{failure}");
    assert_eq!(content(out), before);
}

#[test]
fn a_write_that_fails_leaves_no_folder_behind() {
    let folder = folder();
    let out = folder.path().join("out");
    let long = format!("src/b/{}.rs", "x".repeat(300));
    let drift = drift(
        &out,
        &files(&[("Cargo.toml", "1"), ("src/a/a.rs", "1"), (&long, "1")]),
    );
    let refused = apply(&drift.unwrap()).unwrap_err().to_string();
    assert!(refused.contains("cannot be written"), "{refused}");
    assert!(!out.exists() && folder.path().exists());
}

#[test]
fn a_difference_is_a_unified_diff_with_the_first_line_that_differs() {
    let folder = folder();
    write(folder.path(), &[("a.rs", "1\n2\n"), ("old.rs", "x\n")]);
    let drift = drift(
        folder.path(),
        &files(&[("a.rs", "1\nnew\n"), ("new.rs", "y\n")]),
    )
    .unwrap();
    let place = xtask::workspace::shown(&folder.path().join("a.rs"));
    let place = place.trim_start_matches('/');
    let [edited, missing, old] = drift.changes.as_slice() else {
        panic!("{drift:?}")
    };
    let expected =
        format!("--- a/{place}\n+++ b/{place}\n@@ -1,3 +1,3 @@\n // {MARKER}\n 1\n-2\n+new\n");
    assert_eq!(unified(&drift, edited), expected);
    assert_eq!(first_line(edited), 3);
    assert!(unified(&drift, missing).starts_with("--- /dev/null\n+++ b/"));
    assert!(unified(&drift, missing).ends_with("+y\n"));
    assert!(unified(&drift, old).contains("+++ /dev/null\n"));
}
