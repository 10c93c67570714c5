//! Which named schemas of a document are built on which others: by `allOf`.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Node, Reference, Span};

use crate::lower::context::Lowering;

/// A schema with the name that people gave it.
#[derive(Debug, Clone, Copy)]
pub struct Named<'s> {
    /// The name of the component, the definition or the file.
    pub name: &'s str,
    /// The schema.
    pub node: &'s Node,
}

/// All named schemas, and those built on each.
#[derive(Debug, Default)]
pub struct Heirs<'s> {
    by_base: BTreeMap<Span, Vec<Named<'s>>>,
    by_name: BTreeMap<&'s str, Named<'s>>,
}

impl<'s> Heirs<'s> {
    /// Looks at all named schemas of all files.
    pub fn of(lowering: &Lowering<'s, '_>) -> Self {
        let mut heirs = Self::default();
        let sources = lowering.sources;
        for named in sources
            .files()
            .filter_map(|file| Some((file, sources.tree(file)?)))
            .flat_map(|(file, root)| named_schemas(root, sources.name_of(file)))
        {
            heirs.by_name.entry(named.name).or_insert(named);
            for base in bases(lowering, named.node) {
                heirs.by_base.entry(base.span).or_default().push(named);
            }
        }
        heirs
    }

    /// The schemas that are built on a schema directly, in the order of the documents.
    pub fn direct(&self, base: &Node) -> &[Named<'s>] {
        self.by_base.get(&base.span).map_or(&[], Vec::as_slice)
    }

    /// The schema with a name; where several files have one, that of the first.
    pub fn named(&self, name: &str) -> Option<Named<'s>> {
        self.by_name.get(name).copied()
    }
}

/// Whether a schema is built on the one at a place, through any number of others.
pub fn is_built_on<'s>(
    node: &'s Node,
    base: Span,
    resolve: impl Fn(Reference<'s>) -> Option<&'s Node>,
) -> bool {
    let mut seen = BTreeSet::new();
    let mut pending = vec![node];
    while let Some(node) = pending.pop() {
        for part in parts(node) {
            let target = Reference::of(part).map_or(Some(part), &resolve);
            let Some(target) = target.filter(|target| seen.insert(target.span)) else {
                continue;
            };
            if target.span == base {
                return true;
            }
            pending.push(target);
        }
    }
    false
}

/// The schemas to which the `allOf` of a schema refers, also from within parts that have no name.
fn bases<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> Vec<&'s Node> {
    let mut bases = Vec::new();
    let mut pending = vec![node];
    while let Some(node) = pending.pop() {
        for part in parts(node) {
            match Reference::of(part) {
                Some(reference) => {
                    bases.extend(lowering.resolved(reference).map(|(base, _)| base));
                }
                None => pending.push(part),
            }
        }
    }
    bases
}

fn parts(node: &Node) -> &[Node] {
    node.get("allOf")
        .and_then(Node::as_array)
        .unwrap_or_default()
}

/// Components, definitions, and a file that is one schema.
fn named_schemas<'s>(root: &'s Node, file: Option<&'s str>) -> Vec<Named<'s>> {
    let components = root.get("components").and_then(|all| all.get("schemas"));
    let maps = [components, root.get("$defs"), root.get("definitions")];
    let members = maps.into_iter().flatten().filter_map(Node::as_object);
    let named = members.flat_map(|map| map.iter()).map(|member| Named {
        name: &member.name.text,
        node: &member.value,
    });
    let whole = file.filter(|_| root.get("openapi").is_none());
    let whole = whole.map(|name| Named { name, node: root });
    named.chain(whole).collect()
}
