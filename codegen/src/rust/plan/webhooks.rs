//! Plans the module of what the service sends: an enum of all events, and how their origin is proven.

use crate::markdown::code_span as code;
use crate::model::{Api, Events as Model, Name, Signature, TypeId, Webhook};

use super::describe;
use super::item::{Choice, Item, Union, UnionVariant};
use super::package::layout::WebhookPlace;
use super::scope::{Case, Ident, Scope};
use super::types::{RustType, Speller, TypeRef};

/// What the module of the webhooks holds beside types.
#[derive(Debug, Clone)]
pub struct Webhooks {
    /// Lines of the module's documentation.
    pub docs: Vec<String>,
    /// The enum of all events, where they can be told apart.
    pub events: Option<Events>,
    /// How their origin is proven.
    pub signature: Option<Signature>,
}

/// The enum of all events.
#[derive(Debug, Clone)]
pub struct Events {
    /// The enum.
    pub event: Union,
    /// The member of a body that names the event.
    pub member: String,
    /// Inner parts that come alone.
    pub bare: Option<Bare>,
    /// Each event with the type of its body, for the contract checks.
    pub entries: Vec<(String, RustType)>,
}

/// Inner parts that come alone.
#[derive(Debug, Clone)]
pub struct Bare {
    /// The variant that holds them.
    pub variant: Ident,
    /// The member of a whole body that holds them.
    pub payload: String,
    /// The enum of them, where there are several.
    pub choice: Option<Union>,
}

impl Webhooks {
    /// The enums of the module.
    pub fn items(&self) -> impl Iterator<Item = Item> + use<'_> {
        let unions = self.events.iter().flat_map(Events::unions);
        unions.cloned().map(Item::Union)
    }
}

impl Events {
    /// The enums of the module.
    pub fn unions(&self) -> impl Iterator<Item = &Union> {
        let choice = self.bare.iter().filter_map(|bare| bare.choice.as_ref());
        std::iter::once(&self.event).chain(choice)
    }
}

/// Plans what the service sends, where it sends anything.
pub fn plan(api: &Api, speller: &Speller<'_>) -> Option<Webhooks> {
    api.webhooks.all().next()?;
    let place = &speller.layout.webhooks;
    let events = api.webhooks.events.as_ref();
    let events = events.map(|events| plan_events(api, events, speller, place));
    Some(Webhooks {
        docs: docs(api, speller, events.is_some()),
        signature: api.webhooks.signature.clone().filter(|_| events.is_some()),
        events,
    })
}

fn plan_events(api: &Api, events: &Model, speller: &Speller<'_>, place: &WebhookPlace) -> Events {
    let hooks = &api.webhooks.hooks;
    let common = describe::of_webhooks(hooks);
    let mut scope = Scope::new(Case::Pascal, "Event", &["Self"]);
    let mut variants: Vec<UnionVariant> = hooks
        .iter()
        .zip(&events.tags)
        .map(|(hook, tags)| UnionVariant {
            ident: scope.ident(&hook.name),
            docs: describe::of_webhook(hook, &common),
            ty: speller.spell(hook.ty),
            choice: Choice::Tags(tags.clone()),
        })
        .collect();
    let bare = bare(api, events, speller, place, &mut scope);
    let bare = bare.map(|(bare, variant)| {
        variants.push(variant);
        bare
    });
    let mut docs = vec!["Something that the service tells.".to_owned()];
    if !common.is_empty() {
        docs.extend(["", "Each event comes", ""].map(str::to_owned));
        docs.extend(common);
    }
    let entries = hooks
        .iter()
        .map(|hook| (hook.key.clone(), speller.spell(hook.ty)));
    Events {
        entries: entries.collect(),
        member: events.member.clone(),
        event: Union {
            discriminator: Some(events.member.clone()),
            unknown: Some(scope.ident(&Name::of(&["unknown"]))),
            docs,
            ..union(&place.event, "", variants)
        },
        bare,
    }
}

/// The variant for inner parts that come alone, where the contract says that they do.
fn bare(
    api: &Api,
    events: &Model,
    speller: &Speller<'_>,
    place: &WebhookPlace,
    scope: &mut Scope,
) -> Option<(Bare, UnionVariant)> {
    let envelope = api.webhooks.envelope.as_ref()?;
    let (ty, choice) = match events.payloads.as_slice() {
        [] => return None,
        [only] => (speller.spell(*only), None),
        several => {
            let reference = TypeRef {
                module: place.module.clone(),
                file: place.module.clone(),
                ident: place.payload.clone(),
            };
            let choice = choice(several, speller, place);
            (RustType::Named(reference), Some(choice))
        }
    };
    let variant = UnionVariant {
        ident: scope.ident(&Name::of(&["bare"])),
        docs: vec![format!(
            "{} of an event, which came alone and does not say of which.",
            code(&envelope.payload)
        )],
        ty,
        choice: Choice::Kinds(vec!["bare"]),
    };
    let bare = Bare {
        variant: variant.ident.clone(),
        payload: envelope.payload.clone(),
        choice,
    };
    Some((bare, variant))
}

/// The enum of the inner parts, told apart by the members that they name.
fn choice(payloads: &[TypeId], speller: &Speller<'_>, place: &WebhookPlace) -> Union {
    let mut scope = Scope::new(Case::Pascal, "Payload", &["Self"]);
    let variants = payloads.iter().map(|id| {
        let ty = speller.spell(*id);
        let name = ty.named().map(|named| Name::parse(named.ident.bare()));
        let name = name.unwrap_or_default();
        UnionVariant {
            ident: scope.ident(&name),
            docs: describe::of_alternative(&name, speller.types.get(*id)),
            ty,
            choice: Choice::Kinds(vec!["nearest"]),
        }
    });
    let variants = variants.collect();
    union(&place.payload, "What an event is about.", variants)
}

fn union(ident: &Ident, text: &str, variants: Vec<UnionVariant>) -> Union {
    Union {
        ident: ident.clone(),
        docs: vec![text.to_owned()],
        discriminator: None,
        variants,
        unknown: None,
        is_open: true,
        blank: None,
        answered: None,
        conversions: Vec::new(),
        checks: Vec::new(),
        check: Ident::fixed("check"),
    }
}

/// Events are described at their enum; what is not among them, here.
fn docs(api: &Api, speller: &Speller<'_>, told_apart: bool) -> Vec<String> {
    let mut lines = vec!["What the service sends: events and their bodies.".to_owned()];
    let hooks: &[Webhook] = match told_apart {
        true => &[],
        false => &api.webhooks.hooks,
    };
    let common = describe::of_webhooks(hooks);
    if !common.is_empty() {
        lines.extend(["", "Each webhook comes", ""].map(str::to_owned));
        lines.extend(common.iter().cloned());
    }
    let hooks = hooks.iter().map(|hook| entry(hook, &common, speller));
    let callbacks = api.webhooks.callbacks.iter();
    let listed = hooks.chain(callbacks.map(|callback| entry(callback, &[], speller)));
    let mut listed = listed.flatten().peekable();
    if listed.peek().is_some() {
        // A list right behind another one would go on with it.
        let told = (!common.is_empty()).then_some("These are sent:");
        let head = [Some(""), told, told.map(|_| "")];
        lines.extend(head.into_iter().flatten().map(str::to_owned));
        lines.extend(listed);
    }
    lines
}

/// One webhook, without what is told of all.
fn entry(hook: &Webhook, told: &[String], speller: &Speller<'_>) -> Vec<String> {
    let ty = match speller.spell(hook.ty) {
        RustType::Named(named) if named.module == speller.layout.webhooks.module => {
            format!(", [`{}`]", named.ident)
        }
        RustType::Named(named) => {
            let (module, name) = (named.module.bare(), &named.ident);
            format!(", [`{module}::{name}`](crate::{}::{name})", named.module)
        }
        _ => String::new(),
    };
    let lines = describe::of_webhook(hook, told);
    let said = lines.iter().filter(|line| !line.is_empty()).cloned();
    let said: Vec<String> = said.collect();
    let (first, more) = said
        .split_first()
        .map_or(("", &[][..]), |(first, more)| (first, more));
    let own = code(&hook.key);
    // Lists stand below what they belong to, and sentences behind it.
    let goes_on = more.first().is_some_and(|line| !line.starts_with("- "));
    let stop = if goes_on && first.ends_with(char::is_alphanumeric) {
        "."
    } else {
        ""
    };
    let head = match first == own {
        true => format!("- {own}{ty}"),
        false => format!("- {own}{ty}: {first}{stop}"),
    };
    let more = more.iter().map(|line| format!("  {line}"));
    std::iter::once(head).chain(more).collect()
}
