//! The register of conflicts between sources: each is decided, once, where it has a place or else in the register.

use std::collections::BTreeSet;

use super::extension::Register;
use super::{bundle, judge};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{Member, Node, Object, Sources, Str};

/// The name of the extension that refers to the register.
pub(super) const NAME: &str = "x-conflicts";

/// Compares the register, where a document has one, with the decisions that stand in their places.
pub(super) fn check(sources: &Sources, evidence: &[&Member], diagnostics: &Diagnostics) {
    let Some(register) = register(sources, diagnostics) else {
        return;
    };
    let decided: Vec<Str<'_>> = evidence.iter().flat_map(|member| numbers(member)).collect();
    let in_place: BTreeSet<&str> = decided.iter().map(|number| number.text).collect();
    for member in register {
        check_entry(member, in_place.contains(&*member.name.text), diagnostics);
    }
    let known: BTreeSet<&str> = register.iter().map(|member| &*member.name.text).collect();
    for number in decided.iter().filter(|number| !known.contains(number.text)) {
        diagnostics.report(
            Code::UnknownConflict,
            number.span,
            format!("the register has no conflict `{}`", number.text),
            "add it to the register, or correct the number",
        );
    }
}

/// The entries of the register, if it has the form that it should have.
fn register<'s>(sources: &'s Sources, diagnostics: &Diagnostics) -> Option<&'s Object> {
    let path = sources.root().get(NAME)?.get("externalValue")?.as_str()?;
    let node = sources.external(path)?.node?;
    let validator = judge::validator(&Register::schema()).ok()?;
    let misfits = judge::misfits(&validator, node, &bundle::value(node));
    for misfit in &misfits {
        let message = format!("the register of conflicts {}", misfit.message);
        let help = "each number has a `title`, and a `decision` if it has no place elsewhere";
        diagnostics.report(Code::InvalidExtension, misfit.span, message, help);
    }
    node.as_object().filter(|_| misfits.is_empty())
}

/// The conflicts that an evidence settles.
fn numbers(evidence: &Member) -> impl Iterator<Item = Str<'_>> {
    let conflicts = evidence.value.get("conflicts").and_then(Node::as_array);
    conflicts.into_iter().flatten().filter_map(Node::as_str)
}

fn check_entry(entry: &Member, in_place: bool, diagnostics: &Diagnostics) {
    let (number, span) = (&entry.name.text, entry.name.span);
    match (in_place, entry.value.get("decision")) {
        (false, None) => {
            let title = entry.value.get("title").and_then(Node::as_str);
            let title = title.map_or("", |title| title.text);
            diagnostics.report(
                Code::UndecidedConflict,
                span,
                format!("`{number}` is not decided: {title}"),
                "name it in an `x-evidence` where it is settled, or add a `decision` here",
            );
        }
        (true, Some(decision)) => diagnostics.report(
            Code::ConflictDecidedTwice,
            decision.span,
            format!("`{number}` is decided in an `x-evidence`, too"),
            "keep the decision in one place",
        ),
        _ => {}
    }
}
