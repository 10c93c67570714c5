//! The state of making assertions: functions for schemas that are called, and which are still to be made.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::diagnostic::{Code, Diagnostics};
use crate::json_schema::{Dialect, Schema};
use crate::model::{
    Access, Api, Assertion, AssertionFunction, Name, Shape, TypeId, Types, Variant,
};
use crate::source::{Node, Reference, Sources, Span, Target};

use super::super::{Places, location};
use super::disjoint::Profile;
use super::known::Known;
use super::objects::MembersByName;
use crate::lower::schema::heirs;

/// How deep schemas may lie within one another before the inner ones become functions of their own.
const DEEPEST: usize = 24;

/// The most functions of a small document: dynamic references multiply them, since each way to a schema can give it
/// another meaning.
const MOST_FUNCTIONS: usize = 1_000;

/// Bytes of a document for each further one.
const BYTES_PER_FUNCTION: usize = 32;

/// The most references of a small document that are written out where they stand; the others become calls.
const MOST_WRITTEN_OUT: usize = 5_000;

/// Bytes of a document for each further one.
const BYTES_PER_WRITTEN_OUT: usize = 128;

/// The most schemas that are asked of a small document's types before alternatives are no longer compared case by case.
const MOST_ASKED: usize = 100_000;

/// Schemas that may be asked beyond that for each byte of a document.
const ASKED_PER_BYTE: usize = 1;

/// The schemas to which dynamic references lead, by their anchors.
pub type Scope<'s> = BTreeMap<&'s str, &'s Node>;

/// From where a schema is asked.
#[derive(Clone)]
pub struct At<'s> {
    /// What is known of the value.
    pub known: Known,
    /// Whether somebody wants to know which parts are evaluated.
    pub tracking: bool,
    /// Whether it is the value for which the function around was called.
    pub in_place: bool,
    /// Members that need not be there although they are required: those of the other direction.
    pub excused: Option<Access>,
    /// Where dynamic references lead.
    pub scope: Rc<Scope<'s>>,
    /// The schemas that were referred to in the same list: all of it holds together, so that none is asked twice.
    referred: Rc<RefCell<BTreeSet<Span>>>,
}

impl<'s> At<'s> {
    /// The value for which assertions are made.
    fn whole(known: Known, excused: Option<Access>, scope: Rc<Scope<'s>>) -> Self {
        Self {
            known,
            tracking: false,
            in_place: true,
            excused,
            scope,
            referred: Rc::default(),
        }
    }

    /// A part of the value.
    pub fn part(&self, known: Known) -> Self {
        Self {
            known,
            tracking: false,
            in_place: false,
            excused: self.excused,
            scope: Rc::clone(&self.scope),
            referred: Rc::default(),
        }
    }

    /// The same value in a list of its own, which need not hold together with what is asked around it.
    pub fn apart(&self) -> Self {
        Self {
            referred: Rc::default(),
            ..self.clone()
        }
    }

    /// The same value, of which more is known.
    pub fn knowing(&self, known: Known) -> Self {
        Self {
            known,
            ..self.apart()
        }
    }

    /// The same value, where somebody wants to know which parts are evaluated.
    pub fn tracked(&self) -> Self {
        Self {
            tracking: true,
            ..self.apart()
        }
    }

    /// The same value, where nobody asks what is evaluated.
    pub fn untracked(&self) -> Self {
        Self {
            tracking: false,
            ..self.apart()
        }
    }

    /// The same value, where a schema is taken at its word.
    pub fn strict(&self) -> Self {
        Self {
            excused: None,
            ..self.apart()
        }
    }

    /// Whether a schema is referred to for the first time in this list.
    pub fn is_first(&self, schema: Span) -> bool {
        self.referred.borrow_mut().insert(schema)
    }
}

/// A schema with all that makes its assertions differ.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    schema: Span,
    tracking: bool,
    excused: Option<Access>,
    scope: Vec<(String, Span)>,
}

/// Makes assertions.
pub struct Builder<'s, 'a> {
    /// The API with its final types.
    pub api: &'a Api,
    /// The schema of each type.
    pub places: &'a Places<'s>,
    /// The source files.
    pub sources: &'s Sources,
    /// Where problems are reported.
    pub diagnostics: &'a Diagnostics,
    /// References that are being written out, so that none goes round in a circle.
    pub inlined: Vec<Span>,
    /// Whether a file has dynamic references, so that a schema may mean different things in different places.
    is_dynamic: bool,
    depth: usize,
    functions: Vec<AssertionFunction>,
    most_functions: usize,
    by_key: BTreeMap<Key, usize>,
    pending: Vec<(usize, &'s Node, At<'s>)>,
    /// Types of which values are validated on their own.
    validated: BTreeSet<TypeId>,
    /// Types that hold a member of the other direction, which their view does not show.
    sided: BTreeSet<TypeId>,
    /// Variants of which the union around them is asked all.
    pub around: BTreeSet<TypeId>,
    /// What is plain to see of schemas, by how deep they were followed.
    pub profiles: RefCell<BTreeMap<(Span, usize), Rc<Profile>>>,
    /// The members of large records by their names.
    pub members: RefCell<BTreeMap<TypeId, MembersByName<'a>>>,
    /// References that may still be written out where they stand.
    written_out_left: usize,
    /// Schemas that may still be asked.
    asked_left: usize,
}

impl<'s, 'a> Builder<'s, 'a> {
    /// Nothing is made yet.
    pub fn new(
        api: &'a Api,
        places: &'a Places<'s>,
        sources: &'s Sources,
        diagnostics: &'a Diagnostics,
    ) -> Self {
        let mut texts = sources.files().map(|file| sources.text(file));
        let is_dynamic =
            texts.any(|text| text.contains("$dynamicRef") || text.contains("$recursiveRef"));
        let (inlined, depth, functions, by_key, pending) = Default::default();
        let bytes: usize = sources.files().map(|file| sources.text(file).len()).sum();
        Self {
            api,
            places,
            sources,
            diagnostics,
            inlined,
            is_dynamic,
            depth,
            functions,
            most_functions: MOST_FUNCTIONS + bytes / BYTES_PER_FUNCTION,
            by_key,
            pending,
            validated: validated(api),
            sided: sided(&api.types),
            around: BTreeSet::new(),
            profiles: RefCell::default(),
            members: RefCell::default(),
            written_out_left: MOST_WRITTEN_OUT + bytes / BYTES_PER_WRITTEN_OUT,
            asked_left: MOST_ASKED + bytes * ASKED_PER_BYTE,
        }
    }

    /// The assertions of each type that has a name, and of each that a parameter or part has.
    pub fn of_types(&mut self) -> BTreeMap<TypeId, Vec<Assertion>> {
        self.around = self.asked_around();
        let items = self
            .api
            .types
            .iter()
            .filter(|(_, ty)| ty.is_item())
            .map(|(id, _)| id);
        let items = items.filter(|id| !self.around.contains(id) && !self.is_asked_inside(*id));
        // Whoever uses an enumeration asks what it leaves open.
        let is_asked_by_users = |id: TypeId| {
            self.is_dynamic || matches!(self.api.types.shape(id), Shape::Enumeration(_))
        };
        let wanted: Vec<TypeId> = items
            .filter(|id| !is_asked_by_users(*id) || self.validated.contains(id))
            .collect();
        let mut all = BTreeMap::new();
        for id in wanted {
            all.extend(self.of_whole(id).map(|asserted| (id, asserted)));
        }
        all.extend(self.of_parameters());
        all
    }

    /// Makes the functions that are called, and those that these call.
    pub fn finish(mut self) -> Vec<AssertionFunction> {
        while let Some((index, node, at)) = self.pending.pop() {
            self.functions[index].asserted = self.inner(node, &at);
        }
        self.functions
    }

    /// What is known of a valid value of a type.
    pub fn known(&self, id: TypeId) -> Known {
        let known = Known::of(&self.api.types, id);
        // What a schema means where it is referred to is not what its type was checked for.
        if self.is_dynamic {
            Known { ty: None, ..known }
        } else {
            known
        }
    }

    /// Reads one schema.
    pub fn parse(&self, node: &'s Node) -> Schema<'s> {
        Schema::parse(node, Dialect::at(self.sources, node), self.diagnostics)
    }

    /// What a reference leads to, be it a reference again.
    pub fn resolve(&self, reference: Reference<'s>) -> Option<Target<'s>> {
        self.sources.resolve(reference).ok()
    }

    /// The assertions of a schema; where it lies too deep, a call of a function that has them.
    pub fn schema(&mut self, node: &'s Node, at: &At<'s>) -> Vec<Assertion> {
        if self.depth >= DEEPEST {
            let name = Name::of(&["inner", "schema"]);
            return self.call(Target { node, name: None }, name, at);
        }
        self.depth += 1;
        self.asked_left = self.asked_left.saturating_sub(1);
        let scope = self.entered(node, &at.scope);
        let asserted = self.inner(
            node,
            &At {
                scope,
                ..at.clone()
            },
        );
        self.depth -= 1;
        asserted
    }

    /// A call of the function for a schema.
    pub fn call(&mut self, target: Target<'s>, name: Name, at: &At<'s>) -> Vec<Assertion> {
        let node = target.node;
        if let Some(truth) = node.as_bool() {
            return if truth {
                Vec::new()
            } else {
                vec![Assertion::Never]
            };
        }
        let scope = self.entered(node, &at.scope);
        let of_scope = scope
            .iter()
            .map(|(anchor, node)| ((*anchor).to_owned(), node.span))
            .collect();
        let key = Key {
            schema: node.span,
            tracking: at.tracking,
            excused: at.excused,
            scope: of_scope,
        };
        if let Some(known) = self.by_key.get(&key) {
            return vec![Assertion::Call(*known, at.in_place)];
        }
        let index = self.functions.len();
        if index >= self.most_functions {
            self.unsupported(
                node.span,
                "this schema is not checked: dynamic references give too many schemas too many meanings",
                "give the resources fewer dynamic anchors, or refer to them with `$ref`",
            );
            return Vec::new();
        }
        let location = location(self.sources, node.span);
        self.functions.push(AssertionFunction {
            name,
            location,
            asserted: Vec::new(),
        });
        self.by_key.insert(key, index);
        let inside = At {
            tracking: at.tracking,
            ..At::whole(Known::nothing(), at.excused, scope)
        };
        self.pending.push((index, node, inside));
        vec![Assertion::Call(index, at.in_place)]
    }

    /// Whether one more reference may be written out where it stands. Where schemas are built on many others, what they
    /// ask together can grow without bound; calls of functions grow with the document.
    pub fn may_write_out(&mut self) -> bool {
        let left = self.written_out_left.checked_sub(1);
        self.written_out_left = left.unwrap_or_default();
        left.is_some()
    }

    /// Whether schemas may still be asked more than once, to find out what is certain of each case.
    pub fn may_compare(&self) -> bool {
        self.asked_left > 0
    }

    /// Reports a construct that is not checked.
    pub fn unsupported(&self, span: Span, message: &str, help: &str) {
        self.diagnostics
            .report(Code::UnsupportedKeyword, span, message, help);
    }

    /// The schema that the values of a type are asked; the type of a document's root may be the one of what it refers to.
    fn place(&self, id: TypeId) -> Option<&'s Node> {
        let whole = self.sources.root();
        let is_schema = || self.places.values().any(|node| node.span == whole.span);
        if self.api.roots.contains(&id) && is_schema() {
            return Some(whole);
        }
        self.places.get(&id).copied()
    }

    /// Variants of unions that stand for a part of the union's own schema, all of which the union is asked.
    fn asked_around(&self) -> BTreeSet<TypeId> {
        let types = &self.api.types;
        let mut users: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
        for (id, _) in types.iter() {
            types
                .parts(id)
                .into_iter()
                .for_each(|part| users.entry(part).or_default().push(id));
        }
        let is_same = |one: &TypeId, other: &TypeId| {
            let span = |id: &TypeId| self.places.get(id).map(|node| node.span);
            span(one).is_some() && span(one) == span(other)
        };
        let is_inner = |(part, users): &(TypeId, Vec<TypeId>)| {
            let only = match users.as_slice() {
                [only] => only,
                _ => return false,
            };
            matches!(types.shape(*only), Shape::Union(_))
                && types.get(*only).is_item()
                && !self.is_asked_inside(*only)
                && is_same(part, only)
        };
        users
            .into_iter()
            .filter(is_inner)
            .map(|(part, _)| part)
            .filter(|part| !self.validated.contains(part))
            .collect()
    }

    /// True for a union of schemas that are built on its own: each of them is asked all that it says.
    fn is_asked_inside(&self, id: TypeId) -> bool {
        let Shape::Union(union) = self.api.types.shape(id) else {
            return false;
        };
        let Some(base) = self.places.get(&id).filter(|_| union.has_otherwise()) else {
            return false;
        };
        let resolve = |reference| Some(self.sources.follow(reference, self.diagnostics)?.node);
        let is_built_on = |variant: &Variant| {
            let place = self.places.get(&variant.ty);
            place.is_some_and(|node| {
                node.span == base.span || heirs::is_built_on(node, base.span, resolve)
            })
        };
        union.variants.iter().all(is_built_on)
    }

    /// What need not be there in the view of a type.
    fn excused(&self, id: TypeId) -> Option<Access> {
        let view = self.api.types.get(id).view;
        view.hides().filter(|_| self.sided.contains(&id))
    }

    /// The assertions of parameters and parts whose type has no name, and so no checks of its own.
    fn of_parameters(&mut self) -> BTreeMap<TypeId, Vec<Assertion>> {
        let types = &self.api.types;
        let parameters = self.api.operations().flat_map(|operation| {
            let parts = operation.bodies.iter().flat_map(|body| body.parts());
            let parts = parts.map(|part| &part.parameter);
            operation.parameters.iter().chain(parts)
        });
        let nameless: BTreeSet<TypeId> = parameters
            .map(|parameter| parameter.ty)
            .filter(|id| !types.get(*id).is_item())
            .collect();
        let asserted = nameless.into_iter();
        asserted
            .filter_map(|id| Some((id, self.of_whole(id)?)))
            .collect()
    }

    /// The assertions of a whole value of a type.
    fn of_whole(&mut self, id: TypeId) -> Option<Vec<Assertion>> {
        let node = self.place(id)?;
        let known = Known {
            own: true,
            ..self.known(id)
        };
        let at = At::whole(known, self.excused(id), Rc::default());
        Some(self.schema(node, &at))
    }

    /// The scope inside a schema: the outermost schema with an anchor is where a dynamic reference to it leads.
    fn entered(&self, node: &'s Node, outer: &Rc<Scope<'s>>) -> Rc<Scope<'s>> {
        if !self.is_dynamic {
            return Rc::clone(outer);
        }
        let mut scope = (**outer).clone();
        for (anchor, node) in self.sources.dynamic_anchors(node.span) {
            scope.entry(anchor).or_insert(node);
        }
        Rc::new(scope)
    }
}

/// The types of what is sent and answered as a whole.
fn validated(api: &Api) -> BTreeSet<TypeId> {
    let operations = api.operations().flat_map(|operation| {
        let answers = operation.responses.iter();
        let answers = answers.flat_map(|response| &response.content);
        let body = operation.bodies.iter().map(|body| body.ty);
        body.chain(answers.map(|(_, ty)| *ty))
    });
    let sent = api.webhooks.all().map(|hook| hook.ty);
    let roots = api.roots.iter().copied();
    roots.chain(operations).chain(sent).collect()
}

/// The types that hide a member, and those that hold them.
fn sided(types: &Types) -> BTreeSet<TypeId> {
    let hides = |id: &TypeId| match types.shape(*id) {
        Shape::Record(record) => !record.hidden.is_empty(),
        _ => false,
    };
    let mut pending: Vec<TypeId> = types.ids().filter(hides).collect();
    let mut found = BTreeSet::new();
    if pending.is_empty() {
        return found;
    }
    let mut users: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for id in types.ids() {
        for part in types.parts(id) {
            users.entry(part).or_default().push(id);
        }
    }
    while let Some(id) = pending.pop() {
        if found.insert(id) {
            pending.extend(users.get(&id).into_iter().flatten());
        }
    }
    found
}
