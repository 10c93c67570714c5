//! Which module and file each named type lives in, and what it is called there.

use std::collections::BTreeMap;

use crate::model::{Api, Home, Label, Name, Operation, Owner, Type, TypeId};

use super::filing;
use crate::rust::plan::scope::{Case, Ident, Scope};
use crate::rust::plan::types::TypeRef;

/// Names of Rust's prelude and of the run time that a generated type would hide.
const RESERVED_TYPES: [&str; 42] = [
    "Self",
    "New",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "String",
    "Vec",
    "Box",
    "Default",
    "Clone",
    "Copy",
    "Debug",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Hash",
    "Drop",
    "From",
    "Into",
    "Iterator",
    "IntoIterator",
    "Send",
    "Sync",
    "Sized",
    "BTreeMap",
    "Client",
    "Error",
    "Call",
    "Method",
    "Operation",
    "Extra",
    "Place",
    "Json",
    "Number",
    "Maybe",
    "Date",
    "DateTime",
    "JsonText",
];
/// Modules of every crate, and the client's own methods, which an accessor of the same name would hide.
const RESERVED_MODULES: [&str; 18] = [
    "checks",
    "types",
    "runtime",
    "client",
    "contract",
    "schema",
    "lib",
    "main",
    "mod",
    "new",
    "from_env",
    "builder",
    "request",
    "shared",
    "clone",
    "into",
    "try_into",
    "convenience",
];

/// The places of all types and resources.
pub struct Layout {
    types: BTreeMap<TypeId, TypeRef>,
    /// Under which words each file of a module stands.
    filed: BTreeMap<(Ident, Ident), Name>,
    resources: Vec<ResourcePlace>,
    /// The module of what the service sends.
    pub webhooks: WebhookPlace,
    /// The module of the types that several resources use.
    pub shared: Ident,
}

/// The module of a resource and the identifiers that are still free in it.
pub struct ResourcePlace {
    /// Its module, which is also the accessor of the client.
    pub module: Ident,
    /// Its handle.
    pub handle: Ident,
    /// Type names of the module.
    pub scope: Scope,
}

/// The module of what the service sends, and the types of its own.
pub struct WebhookPlace {
    /// Its module.
    pub module: Ident,
    /// The enum of all events.
    pub event: Ident,
    /// The enum of what events are about.
    pub payload: Ident,
    scope: Scope,
}

impl WebhookPlace {
    /// The enums of a module of which these names of types are taken.
    fn new(module: Ident, mut scope: Scope) -> Self {
        let event = scope.ident(&Name::of(&["event"]));
        let payload = scope.ident(&Name::of(&["payload"]));
        Self {
            module,
            event,
            payload,
            scope,
        }
    }
}

impl Layout {
    /// Decides all places.
    pub fn new(api: &Api) -> Self {
        Self::place(api, None)
    }

    /// Decides all places where the first root is called as the caller says, letter for letter.
    pub fn of_tree(api: &Api, name: &str) -> Self {
        Self::place(api, Some(name))
    }

    fn place(api: &Api, root: Option<&str>) -> Self {
        let mut layout = Self::resources(api);
        let mut shared = Room::inside(
            &layout.shared,
            Scope::new(Case::Pascal, "Type", &RESERVED_TYPES),
        );
        let root = root.and_then(|name| Some((*api.roots.first()?, shared.scope.exactly(name)?)));
        let mut own: Vec<Room> = layout
            .resources
            .iter()
            .map(|place| Room::inside(&place.module, place.scope.clone()))
            .collect();
        let mut sent = Room::inside(&layout.webhooks.module, layout.webhooks.scope.clone());
        let operations = api.operations();
        let operations = operations.map(|one| (one.number, one)).collect();
        for (id, ty) in api.types.iter().filter(|(_, ty)| ty.is_item()) {
            let (module, home) = match ty.home {
                Home::Resource(index) => (&layout.resources[index].module, &mut own[index]),
                Home::Webhooks => (&layout.webhooks.module, &mut sent),
                Home::Shared => (&layout.shared, &mut shared),
            };
            let file = home.file(api, &operations, id, ty);
            let named = root
                .as_ref()
                .filter(|(root, _)| *root == id)
                .map(|(_, ident)| ident.clone());
            let ident = named.unwrap_or_else(|| home.scope.ident(&label(ty)));
            layout.types.insert(
                id,
                TypeRef {
                    module: module.clone(),
                    file,
                    ident,
                },
            );
        }
        let modules = layout.resources.iter().map(|place| &place.module);
        let rooms = modules.zip(&mut own);
        let others = [
            (&layout.webhooks.module, &mut sent),
            (&layout.shared, &mut shared),
        ];
        for (module, room) in rooms.chain(others) {
            let filed = std::mem::take(&mut room.filed).into_iter();
            layout
                .filed
                .extend(filed.map(|(file, name)| ((module.clone(), file), name)));
        }
        for (place, home) in layout.resources.iter_mut().zip(own) {
            place.scope = home.scope;
        }
        layout
    }

    /// The place of a named type.
    pub fn get(&self, id: TypeId) -> Option<&TypeRef> {
        self.types.get(&id)
    }

    /// Under which words a file of a module stands.
    pub fn filed(&self, module: &Ident, file: &Ident) -> Name {
        let found = self.filed.get(&(module.clone(), file.clone()));
        found.cloned().unwrap_or_default()
    }

    /// The place of a resource, by its index.
    pub fn resource(&self, index: usize) -> &ResourcePlace {
        &self.resources[index]
    }

    /// All named types with their places, by place.
    pub fn types(&self) -> impl Iterator<Item = (TypeId, &TypeRef)> {
        self.types.iter().map(|(id, place)| (*id, place))
    }

    fn resources(api: &Api) -> Self {
        let mut modules = Scope::new(Case::Snake, "api", &RESERVED_MODULES);
        let mut handles = Scope::new(Case::Pascal, "Resource", &RESERVED_TYPES);
        let mut place = |name: &Name| {
            let module = modules.ident(name);
            let handle = handles.ident(name);
            let mut scope = Scope::new(Case::Pascal, "Type", &RESERVED_TYPES);
            scope.take(&handle);
            ResourcePlace {
                module,
                handle,
                scope,
            }
        };
        let mut resources: Vec<ResourcePlace> = api
            .resources
            .iter()
            .map(|resource| &resource.name)
            .map(&mut place)
            .collect();
        let webhooks = webhooks(&mut resources, &mut modules);
        Self {
            types: BTreeMap::new(),
            filed: BTreeMap::new(),
            resources,
            webhooks,
            shared: Ident::fixed("types"),
        }
    }
}

/// What the service sends stands in a module of its own, or in that of the operations on webhooks.
fn webhooks(resources: &mut [ResourcePlace], modules: &mut Scope) -> WebhookPlace {
    let mut own = resources.iter_mut();
    match own.find(|place| place.module.bare() == "webhooks") {
        Some(place) => {
            let found = WebhookPlace::new(place.module.clone(), place.scope.clone());
            place.scope = found.scope.clone();
            found
        }
        None => {
            let scope = Scope::new(Case::Pascal, "Type", &RESERVED_TYPES);
            WebhookPlace::new(modules.ident(&Name::of(&["webhooks"])), scope)
        }
    }
}

/// One public module while its types are placed.
struct Room {
    scope: Scope,
    files: Scope,
    by_owner: BTreeMap<Owner, Ident>,
    filed: BTreeMap<Ident, Name>,
}

impl Room {
    fn new(scope: Scope) -> Self {
        Self {
            scope,
            files: Scope::of_files("types"),
            by_owner: BTreeMap::new(),
            filed: BTreeMap::new(),
        }
    }

    /// The module of this name, of which no file takes the name, too.
    fn inside(module: &Ident, scope: Scope) -> Self {
        let mut room = Self::new(scope);
        room.files.take(module);
        room
    }

    /// One file per schema that has a name, with the types that are written inside it.
    fn file(
        &mut self,
        api: &Api,
        operations: &BTreeMap<usize, &Operation>,
        id: TypeId,
        ty: &Type,
    ) -> Ident {
        let owner = if ty.owner == Owner::Itself {
            Owner::Type(id)
        } else {
            ty.owner
        };
        if let Some(known) = self.by_owner.get(&owner) {
            return known.clone();
        }
        let (name, filed) = match owner {
            Owner::Type(id) => {
                let name = label(api.types.get(id));
                let filed = filing::of_type(&name);
                (name, filed)
            }
            Owner::Operation(number) => operations
                .get(&number)
                .map(|one| (one.name.clone(), filing::of_operation(one)))
                .unwrap_or_default(),
            Owner::Itself => Default::default(),
        };
        let file = self.files.ident(&name);
        self.by_owner.insert(owner, file.clone());
        self.filed.insert(file.clone(), filed);
        file
    }
}

fn label(ty: &Type) -> Name {
    match &ty.label {
        Label::Named(name) => name.clone(),
        Label::Inline(_) | Label::Shared { .. } => Name::default(),
    }
}
