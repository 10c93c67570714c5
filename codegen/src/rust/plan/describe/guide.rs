//! The guide on the crate's page: what there is, and how calls behave.

use crate::markdown::summary_cell;
use crate::model::{Api, RateLimit};

use crate::rust::plan::describe;
use crate::rust::plan::package::Module;

/// What every SDK says of calls.
const CALLS: &str = "\
# Calls

A method of a resource makes a [`Call`]. Optional parameters are methods of it, and so are settings such as
[`Call::timeout`]; awaiting it sends the request. What the contract forbids is found before: then nothing is sent,
and the error names the member and the rule. Answers are read with patience: members and values that the contract
does not name are kept (members in `extra`), and `validate` of a type tells what it breaks of its schema.
[`Call::with_response`] gives status and headers of the answer beside its value.

# Errors

Whatever goes wrong is an [`Error`]. [`Error::Api`] and [`Error::RateLimited`] are answers of the service, of which
[`Error::status`], [`Error::message`] and [`Error::body`] tell more, and of which [`Error::decode_body`] reads the type
that a method names; [`Error::was_sent`] says whether the service may have seen the request.

# Retries

A call is sent again where that cannot do its work twice. How often and for how long is set with
[`ClientBuilder::attempts`] and [`ClientBuilder::deadline`], or for one call with [`Call::attempts`] and
[`Call::deadline`].";

/// What is said where lists come in pages.
const PAGES: &str = "\
# Pages

Where answers are pages of one list, [`Call::stream`] gives all items, and [`Call::pages`] all answers. Parameters and
settings of the call hold for every page.";

const FEATURES: &str = "\
# Features

| Feature | Gives |
| --- | --- |
| `rustls`, unless you say otherwise | TLS for the built-in transport |
| `jiff` | dates as types of the crate jiff |
| `schemars` | the JSON Schema of each type |
| `tracing` | an event for each attempt of a call |";

/// The row for those that sign what they send.
const SIGNATURES: &str =
    "| `webhooks` | the proof that an event comes from the service, by its signature |";

/// The lines of the guide.
pub fn lines(api: &Api, modules: &[Module]) -> Vec<String> {
    let mut lines = resources(api, modules);
    lines.extend(describe::authentication(api));
    lines.extend(section(CALLS));
    lines.extend(api.rate_limit.iter().flat_map(limit));
    let is_paged = api
        .operations()
        .any(|operation| operation.pagination.is_some());
    if is_paged {
        lines.extend(section(PAGES));
    }
    lines.extend(modules.iter().filter_map(events).flatten());
    lines.extend(section(FEATURES));
    let mut webhooks = modules.iter().filter_map(|module| module.webhooks.as_ref());
    if webhooks.any(|webhooks| webhooks.signature.is_some()) {
        lines.push(SIGNATURES.to_owned());
    }
    lines
}

/// A row per resource.
fn resources(api: &Api, modules: &[Module]) -> Vec<String> {
    let rows = api.resources.iter().zip(modules).map(|(model, module)| {
        let said = model.docs.headline();
        let said = said.map_or(String::new(), |text| format!(" {}", summary_cell(text)));
        format!(
            "| [`{name}`](mod@{name}) |{said} |",
            name = module.ident.bare()
        )
    });
    let heading = ["", "# Resources", "", "| Module | |", "| --- | --- |"];
    heading.map(str::to_owned).into_iter().chain(rows).collect()
}

/// What is said where the service sends events.
fn events(module: &Module) -> Option<Vec<String>> {
    let event = &module.webhooks.as_ref()?.events.as_ref()?.event.ident;
    let path = format!("{}::{event}", module.ident.bare());
    let sentence = format!(
        "What the service sends by itself are events: [`{path}`], read by [`{path}::parse`]."
    );
    Some(["", "# Events", "", &sentence].map(str::to_owned).to_vec())
}

fn limit(limit: &RateLimit) -> Vec<String> {
    let span = match limit.per.as_secs_f64() {
        1.0 => "a second".to_owned(),
        seconds => format!("in {seconds} seconds"),
    };
    let sentence = format!(
        "The service takes {} requests {span}, and a client sends no more than nine tenths of them;",
        limit.requests
    );
    [
        "",
        &sentence,
        "[`ClientBuilder::rate_limit`] sets another limit.",
    ]
    .map(str::to_owned)
    .to_vec()
}

fn section(text: &str) -> Vec<String> {
    std::iter::once("")
        .chain(text.lines())
        .map(str::to_owned)
        .collect()
}
