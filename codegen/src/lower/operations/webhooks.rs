//! Webhooks and callbacks: requests that the service sends, of which the types of the payloads matter.

use std::rc::Rc;

use crate::diagnostic::{Code, Diagnostics};
use crate::lint::extension::{WebhookEnvelope, WebhookSignature};
use crate::model::{
    Api, Envelope, Label, MediaKind, Name, Owner, Signature, StatusPattern, TypeId, Webhook,
    WebhookAnswer, Webhooks,
};
use crate::openapi::{self, Document, PathItem};
use crate::source::{Node, Reference, Str};

use crate::lower::context::{Lowering, Place};
use crate::lower::{extensions, text};

const ENVELOPE: &str = "x-webhook-envelope";
const SIGNATURE: &str = "x-webhook-signature";

/// The webhooks and callbacks, in document order.
pub fn lower<'s>(lowering: &mut Lowering<'s, '_>, document: &Document<'s>) -> Webhooks {
    let mut webhooks = Webhooks {
        envelope: envelope(document, lowering.diagnostics),
        signature: signature(document, lowering.diagnostics),
        ..Webhooks::default()
    };
    for (key, item) in &document.webhooks {
        webhooks
            .hooks
            .extend(requests(lowering, "event", (*key, None), item));
    }
    for (_, operation) in document.paths.iter().flat_map(|(_, item)| &item.operations) {
        for (key, callback) in &operation.callbacks {
            for (url, item) in &callback.items {
                webhooks
                    .callbacks
                    .extend(requests(lowering, "payload", (*key, Some(*url)), item));
            }
        }
    }
    webhooks
}

/// Reports an envelope that the bodies of the webhooks do not have; for when their types are final.
pub fn check(api: &Api, document: &Document<'_>, diagnostics: &Diagnostics) {
    let mut extensions = document.extensions.iter();
    let declared = extensions.find(|(name, _)| name.text == ENVELOPE);
    let (Some((_, node)), Some(envelope)) = (declared, &api.webhooks.envelope) else {
        return;
    };
    if api.webhooks.events.is_none() && !api.webhooks.hooks.is_empty() {
        let message = format!(
            "the member `{}` does not tell the webhooks apart",
            envelope.event
        );
        let help = "give each webhook a JSON object as its body, in which that member has a `const` of its own";
        diagnostics.report(Code::InvalidExtension, node.span, message, help);
    }
}

fn envelope(document: &Document<'_>, diagnostics: &Diagnostics) -> Option<Envelope> {
    let (found, _) =
        extensions::read::<WebhookEnvelope>(&document.extensions, ENVELOPE, diagnostics)?;
    let name = |pointer: String| pointer.strip_prefix('/').map(str::to_owned);
    Some(Envelope {
        event: name(found.event)?,
        payload: name(found.payload)?,
    })
}

fn signature(document: &Document<'_>, diagnostics: &Diagnostics) -> Option<Signature> {
    let (found, node) =
        extensions::read::<WebhookSignature>(&document.extensions, SIGNATURE, diagnostics)?;
    if let Some(mistake) = found.mistake() {
        let help = "carry in the header what is signed beside the body";
        diagnostics.report(Code::InvalidExtension, node.span, mistake, help);
    }
    Some(Signature {
        header: found.header,
        format: found.format,
        signed: found.signed,
        tolerance: found.tolerance,
    })
}

fn requests<'s>(
    lowering: &mut Lowering<'s, '_>,
    word: &'static str,
    place: (Str<'s>, Option<Str<'s>>),
    item: &Rc<PathItem<'s>>,
) -> Vec<Webhook> {
    let operations = item.operations.iter();
    let requests =
        operations.filter_map(|(_, operation)| request(lowering, word, place, operation));
    requests.collect()
}

fn request<'s>(
    lowering: &mut Lowering<'s, '_>,
    word: &'static str,
    (key, url): (Str<'s>, Option<Str<'s>>),
    operation: &openapi::Operation<'s>,
) -> Option<Webhook> {
    report_unused(lowering, operation);
    let name = Name::parse(key.text);
    let named = operation
        .id
        .map_or_else(|| name.clone(), |id| Name::parse(id.text));
    let Some(body) = operation.request_body.as_ref() else {
        let message = format!("the request `{key}` of the service has no body, and no type");
        let help = "describe its body, or remove the request";
        lowering.unsupported_field(key.span, message, help);
        return None;
    };
    let ty = payload(lowering, &named.join(&Name::of(&[word])), body)?;
    let parameters = operation.parameters.iter().map(|parameter| {
        let docs = text::docs(None, parameter.description);
        (parameter.name.to_string(), docs)
    });
    let answers = operation.responses.iter();
    let answers = answers.filter_map(|(status, response)| answer(lowering, *status, response));
    Some(Webhook {
        key: key.to_string(),
        name,
        docs: text::docs_of_operation(operation),
        ty,
        url: url.map(|url| url.to_string()),
        deprecated: operation.deprecated,
        body: text::docs(None, body.description),
        parameters: parameters.collect(),
        answers: answers.collect(),
    })
}

/// What the service wants to be answered: told to readers, as the program answers by itself.
fn answer<'s>(
    lowering: &Lowering<'s, '_>,
    status: Str<'_>,
    response: &openapi::Response<'s>,
) -> Option<WebhookAnswer> {
    let content = response.content.iter().map(|(media_type, content)| {
        let name = content.schema.and_then(|node| name(lowering, node));
        (media_type.to_string(), name)
    });
    for (name, _) in &response.links {
        let message = format!("the link `{name}` leads nowhere: the service reads the answer");
        let help = "remove the link";
        lowering.unsupported_field(name.span, message, help);
    }
    let headers = response.headers.iter();
    Some(WebhookAnswer {
        status: StatusPattern::parse(status.text)?,
        docs: text::docs(None, response.description),
        headers: headers.map(|(name, _)| name.to_string()).collect(),
        content: content.collect(),
    })
}

/// What a schema is called that a reference leads to; any other is reported, as readers are not shown it.
fn name<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> Option<String> {
    let target = Reference::of(node)
        .and_then(|reference| lowering.sources.follow(reference, lowering.diagnostics));
    let name = target.and_then(|target| target.name);
    if name.is_none() {
        let message = "what a webhook is answered with has no type";
        let help =
            "give the schema a name, and refer to it, or say what is expected in the description";
        lowering.unsupported_field(node.span, message, help);
    }
    name.map(str::to_owned)
}

/// What says how a client sends a request says nothing of one that the service sends.
fn report_unused(lowering: &Lowering<'_, '_>, operation: &openapi::Operation<'_>) {
    let servers = operation.servers.iter().map(|server| server.span);
    let security = operation.security.iter().flatten().map(|one| one.span);
    for span in servers.chain(security) {
        lowering.unsupported_field(
            span,
            "this has no effect on a request that the service sends",
            "say in the description of the request what its receiver should know",
        );
    }
}

fn payload<'s>(
    lowering: &mut Lowering<'s, '_>,
    name: &Name,
    body: &openapi::RequestBody<'s>,
) -> Option<TypeId> {
    let is_json = |media_type: Str<'_>| MediaKind::of(media_type.text) == MediaKind::Json;
    for (other, _) in body.content.iter().filter(|(name, _)| !is_json(*name)) {
        let message = format!("a payload of the media type `{}` has no type", other.text);
        lowering.unsupported_field(other.span, message, "describe it as JSON, too");
    }
    let (_, json) = body.content.iter().find(|(name, _)| is_json(*name))?;
    let place = Place {
        owner: Owner::Itself,
        context: vec![name.clone()],
        items: None,
        is_member: false,
    };
    let ty = lowering.inline(json.schema?, &place);
    let found = lowering.types.get_mut(ty);
    if let Label::Inline(_) = found.label {
        found.label = Label::Named(name.clone());
        found.kept = true;
    }
    Some(ty)
}
