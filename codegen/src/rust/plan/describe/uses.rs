//! What each type is used for, for those of which the document says nothing.

use std::collections::BTreeMap;

use crate::markdown::code_span as code;
use crate::model::{Api, Operation, Shape, TypeId, Types};

use crate::rust::plan::package::layout::Layout;

/// One use of each type.
#[derive(Default)]
pub struct Uses {
    by_type: BTreeMap<TypeId, Use>,
}

/// The use of a type that is shown.
struct Use {
    /// The first in the order of the alphabet, so that it does not depend on that of the document.
    text: String,
    /// There are others.
    among_others: bool,
}

impl Uses {
    /// Finds the uses of all types of an API.
    pub fn find(api: &Api, layout: &Layout) -> Self {
        let mut uses = Self::default();
        for operation in api.operations() {
            uses.add_operation(&api.types, operation);
        }
        for hook in api.webhooks.all() {
            let text = || format!("what the webhook {} sends", code(&hook.key));
            uses.add(&api.types, hook.ty, text);
        }
        for (id, place) in layout.types() {
            match api.types.shape(id) {
                Shape::Record(record) => {
                    for member in &record.members {
                        uses.add(&api.types, member.ty, || {
                            let wire = code(&member.wire_name);
                            format!("the member {wire} of `{}`", place.ident)
                        });
                    }
                }
                Shape::Union(union) => {
                    let text = || format!("an alternative of `{}`", place.ident);
                    let variants = union.variants.iter();
                    variants.for_each(|variant| uses.add(&api.types, variant.ty, text));
                }
                _ => {}
            }
        }
        uses
    }

    /// What a type is used for, as a sentence.
    pub fn of(&self, id: TypeId) -> Option<String> {
        let found = self.by_type.get(&id)?;
        let mut letters = found.text.chars();
        let first: String = letters.next()?.to_uppercase().collect();
        let others = if found.among_others {
            ", among others"
        } else {
            ""
        };
        Some(format!("{first}{}{others}.", letters.as_str()))
    }

    fn add_operation(&mut self, types: &Types, operation: &Operation) {
        let request = code(&format!("{} {}", operation.method.as_str(), operation.path));
        for parameter in &operation.parameters {
            self.add(types, parameter.ty, || {
                format!("the parameter {} of {request}", code(&parameter.wire_name))
            });
        }
        for body in &operation.bodies {
            self.add(types, body.ty, || format!("what {request} takes"));
            for part in body.parts() {
                self.add(types, part.parameter.ty, || {
                    let wire = code(&part.parameter.wire_name);
                    format!("the part {wire} of what {request} takes")
                });
            }
        }
        for (answers, verb) in [(true, "answers"), (false, "fails with")] {
            let text = || format!("what {request} {verb}");
            let successes = operation.successes().filter(|_| answers);
            let failures = operation.failures().filter(|_| !answers);
            let content = successes.chain(failures).flat_map(|one| &one.content);
            content.for_each(|(_, ty)| self.add(types, *ty, text));
        }
        for header in operation.responses.iter().flat_map(|one| &one.headers) {
            self.add(types, header.ty, || {
                format!(
                    "the header {} of what {request} answers",
                    code(&header.name)
                )
            });
        }
    }

    /// Notes what stands in a place, or what a list or map there holds. Most places hold a scalar, of which nothing is
    /// noted; so what a place is called is put into words only where it is.
    fn add(&mut self, types: &Types, mut id: TypeId, text: impl Fn() -> String) {
        let mut within = "";
        // As for `Types::peeled`, what lies around one type is little.
        for _ in 0..16 {
            if types.get(id).is_item() {
                return self.note(id, within.to_owned() + &text());
            }
            id = match types.shape(id) {
                Shape::List(inner) => {
                    within = "an item of ";
                    *inner
                }
                Shape::Map(inner) => {
                    within = "a value of ";
                    *inner
                }
                Shape::OneOrMany(inner) | Shape::JsonText(inner) => *inner,
                _ => match types.peeled(id) {
                    inner if inner == id => return,
                    inner => inner,
                },
            };
        }
    }

    fn note(&mut self, id: TypeId, text: String) {
        let known = self.by_type.entry(id).or_insert_with(|| Use {
            text: text.clone(),
            among_others: false,
        });
        if known.text != text {
            known.among_others = true;
            known.text = known.text.clone().min(text);
        }
    }
}
