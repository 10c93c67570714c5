//! What operations are called whose ids are made of method and path: `get_files_id` is no name that anybody would choose.

use std::collections::BTreeSet;

use crate::model::{Method, Name};

use super::action;

/// Words of a path that say what is done to what stands before them.
const VERBS: [&str; 83] = [
    "accept",
    "activate",
    "add",
    "apply",
    "approve",
    "archive",
    "ask",
    "assign",
    "attach",
    "authorize",
    "cancel",
    "capture",
    "clear",
    "clone",
    "close",
    "commit",
    "complete",
    "confirm",
    "convert",
    "copy",
    "create",
    "deactivate",
    "decline",
    "deliver",
    "deny",
    "detach",
    "disable",
    "disconnect",
    "enable",
    "execute",
    "expire",
    "extend",
    "extract",
    "fail",
    "finalize",
    "fund",
    "increment",
    "invite",
    "join",
    "leave",
    "lock",
    "mark",
    "merge",
    "move",
    "pause",
    "pay",
    "ping",
    "present",
    "process",
    "publish",
    "reactivate",
    "redact",
    "refresh",
    "reject",
    "release",
    "remove",
    "replace",
    "resend",
    "reset",
    "restart",
    "restore",
    "resume",
    "return",
    "reverse",
    "revoke",
    "rotate",
    "send",
    "set",
    "ship",
    "start",
    "stop",
    "submit",
    "succeed",
    "suspend",
    "sync",
    "terminate",
    "trim",
    "unlock",
    "unsubscribe",
    "update",
    "validate",
    "verify",
    "void",
];

/// Words of a path that say so of what only reads.
const READING: [&str; 6] = ["get", "list", "search", "query", "download", "export"];

/// What is sent for an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Request<'a> {
    /// The template of its path.
    pub path: &'a str,
    /// Its method.
    pub method: Method,
}

impl Request<'_> {
    /// True for what reads a whole collection: its path does not end with the name of one thing.
    pub fn reads_all(&self) -> bool {
        self.method == Method::Get && !self.is_item()
    }

    fn is_item(&self) -> bool {
        self.path.ends_with('}')
    }
}

/// True where the ids of a document are made of method and path: one that somebody chose may say no more by chance.
pub fn are_made<'a>(operations: impl Iterator<Item = (Name, Request<'a>)>) -> bool {
    let (mut made, mut all) = (0, 0);
    for (id, request) in operations {
        made += usize::from(literals(&id, &request).is_some());
        all += 1;
    }
    2 * made > all
}

/// The name of an operation whose id says its method and its path and nothing else: `get` and `list`, `create`, `update`
/// and `delete` of what the path leads to, as far as that is not the resource itself, or what the path says is done to it.
///
/// `post_customers_customer_sources` is `create source` where sources are several, `post_intents_intent_cancel` is `cancel`.
pub fn name(
    id: &Name,
    resource: &Name,
    request: &Request<'_>,
    all: &BTreeSet<Request<'_>>,
) -> Option<Name> {
    let said = literals(id, request)?;
    let (whole, things) = split(&said, resource);
    let name = match things.split_last() {
        Some((last, before)) if is_action(last, request) => match last.words() {
            [_] => last.append(&thing(before, true)),
            _ => last.clone(),
        },
        _ => {
            let verb = verb(request, things, things.last().or(whole), all)?;
            let is_one = request.is_item() || verb == "create";
            Name::of(&[verb]).append(&thing(things, is_one))
        }
    };
    Some(match whole {
        Some(_) => name,
        None => action::name(&name, resource),
    })
}

/// What is done to the last of the parts of a path.
fn verb(
    request: &Request<'_>,
    things: &[Name],
    last: Option<&Name>,
    all: &BTreeSet<Request<'_>>,
) -> Option<&'static str> {
    let is_plural = |name: &Name| name.singular() != *name;
    let is_collection = last.is_some_and(is_plural) || has_items(request.path, all);
    let takes = |method: Method| all.contains(&Request { method, ..*request });
    let replaces = takes(Method::Put) || takes(Method::Patch);
    Some(match (request.method, request.is_item()) {
        (Method::Get, false) if is_collection => "list",
        (Method::Get, _) => "get",
        (Method::Post, true) if !replaces => "update",
        (Method::Post, false) if things.is_empty() || is_collection => "create",
        (Method::Post, _) => "post",
        (Method::Put | Method::Patch, _) => "update",
        (Method::Delete, _) => "delete",
        (Method::Options | Method::Head | Method::Trace, _) => return None,
    })
}

/// The words of the parts of a path that are no parameters, where an id says them behind the method, with or without
/// the parameters between them; it may leave out what all paths begin with.
fn literals(id: &Name, request: &Request<'_>) -> Option<Vec<Name>> {
    let (method, mut words) = id.words().split_first()?;
    if !request.method.as_str().eq_ignore_ascii_case(method) {
        return None;
    }
    let mut said = Vec::new();
    for part in request
        .path
        .split('/')
        .flat_map(|part| part.split_inclusive(['{', '}']))
    {
        let parameter = part.strip_suffix('}');
        let name = Name::parse(parameter.unwrap_or(part));
        if parameter.is_some() {
            words = behind_parameter(words, &name);
        } else if words.starts_with(name.words()) {
            words = &words[name.words().len()..];
            said.extend(Some(name).filter(|name| !name.is_empty()));
        } else if !said.is_empty() {
            return None;
        }
    }
    (words.is_empty() && !said.is_empty()).then_some(said)
}

/// What follows the name of a parameter, or its last word, or `id`.
fn behind_parameter<'w>(words: &'w [String], name: &Name) -> &'w [String] {
    let rest = words.strip_prefix(&["by".to_owned()][..]).unwrap_or(words);
    let last = name.words().last().cloned().unwrap_or_default();
    let forms = [name.words().to_vec(), vec![last], vec!["id".to_owned()]];
    let behind = forms.iter().find_map(|form| rest.strip_prefix(&form[..]));
    behind.unwrap_or(words)
}

/// The part of a path that is the resource, and those behind it; all of them where the path does not begin with it.
fn split<'n>(said: &'n [Name], resource: &Name) -> (Option<&'n Name>, &'n [Name]) {
    let is_resource = |count: &usize| {
        let words = said[..*count]
            .iter()
            .fold(Name::default(), |all, part| all.append(part));
        words.words().len() == resource.words().len() && words.position(resource) == Some(0)
    };
    match (1..=said.len()).find(is_resource) {
        Some(count) => (said[..count].last(), &said[count..]),
        None => (None, said),
    }
}

/// What several parts of a path lead to: one thing of all but the last, and of the last where `is_one`.
fn thing(parts: &[Name], is_one: bool) -> Name {
    let last = parts.len().saturating_sub(1);
    let words = parts
        .iter()
        .enumerate()
        .map(|(index, part)| match index == last && !is_one {
            true => part.clone(),
            false => part.singular(),
        });
    words.fold(Name::default(), |name, part| name.append(&part))
}

/// True for the end of a path that says what is done.
fn is_action(part: &Name, request: &Request<'_>) -> bool {
    let verbs: &[&str] = match request.method {
        Method::Get => &READING,
        Method::Delete => &[],
        _ => &VERBS,
    };
    let first = part.words().first();
    !request.is_item() && first.is_some_and(|word| verbs.contains(&word.as_str()))
}

/// True for the path of a collection of which one thing has a path, too.
fn has_items(path: &str, all: &BTreeSet<Request<'_>>) -> bool {
    let start = format!("{}/{{", path.trim_end_matches('/'));
    let first = Request {
        path: &start,
        method: Method::Get,
    };
    let next = all.range(first..).next();
    next.is_some_and(|next| next.path.starts_with(&start))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Request, name};
    use crate::model::{Method, Name};

    #[test]
    fn what_is_done_is_told_by_method_and_path() {
        let get = Method::Get;
        for (id, tag, method, path, called) in [
            ("get_files", "Files", get, "/files", Some("list")),
            (
                "get_files_id",
                "Files",
                get,
                "/files/{file_id}",
                Some("get"),
            ),
            (
                "post_files",
                "Files",
                Method::Post,
                "/files",
                Some("create"),
            ),
            (
                "put_files_id",
                "Files",
                Method::Put,
                "/files/{file_id}",
                Some("update"),
            ),
            (
                "delete_files_id",
                "Files",
                Method::Delete,
                "/files/{file_id}",
                Some("delete"),
            ),
            (
                "GetFilesFileNotes",
                "Files",
                get,
                "/v1/files/{file}/notes",
                Some("list notes"),
            ),
            (
                "GetFilesFileNotesNote",
                "Files",
                get,
                "/v1/files/{file}/notes/{note}",
                Some("get note"),
            ),
            (
                "PostFilesFileNotes",
                "Files",
                Method::Post,
                "/v1/files/{file}/notes",
                Some("create note"),
            ),
            (
                "PostFilesFileCopy",
                "Files",
                Method::Post,
                "/v1/files/{file}/copy",
                Some("copy"),
            ),
            (
                "PostFilesFileNotesNotePost",
                "Files",
                Method::Post,
                "/v1/files/{file}/notes/{note}/post",
                Some("post note post"),
            ),
            (
                "PostFilesFileNotesNoteLock",
                "Files",
                Method::Post,
                "/v1/files/{file}/notes/{note}/lock",
                Some("lock note"),
            ),
            (
                "get_files_by_file_id",
                "Files",
                get,
                "/files/{fileId}",
                Some("get"),
            ),
            ("get_account", "Accounts", get, "/account", Some("get")),
            (
                "get_folders_id_trash",
                "Trashed folders",
                get,
                "/folders/{folder_id}/trash",
                Some("get folder trash"),
            ),
            ("getFileContent", "Files", get, "/files/{id}", None),
            ("readFiles", "Files", get, "/files", None),
        ] {
            let request = |method, path| Request { method, path };
            let others = [
                request(get, "/files/{file_id}"),
                request(get, "/v1/files/{file}/notes/{note}"),
            ];
            let all = BTreeSet::from(others);
            let found = name(
                &Name::parse(id),
                &Name::parse(tag),
                &request(method, path),
                &all,
            );
            assert_eq!(
                found.map(|name| name.to_string()).as_deref(),
                called,
                "{id}"
            );
        }
    }
}
