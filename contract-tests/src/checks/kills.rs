//! Every check passes on an SDK that does all right, and fails on the flaws it is there to find.

use std::sync::Arc;

use serde_json::{Value, json};

use super::model::{Flaw, Model};
use super::{Context, event, example, faults, hostile, lossless, replay, schema, secrets, walk};
use crate::contract::Contract;
use crate::samples::{listed_by_cursor, listed_by_number, pets, pets_with};
use crate::subject::subjects;

/// What a family of checks has to say, all cases together.
async fn family(name: &str, flaw: Flaw) -> Result<(), String> {
    let contract = Arc::new(pets());
    let model = Model::new(Arc::clone(&contract), flaw);
    let context = Context::new(contract, Box::new(model));
    match name {
        "example" => each(&context, |subject| example::check(&context, subject)),
        "lossless" => each(&context, |subject| {
            lossless::check(&context, subject).map(drop)
        }),
        "schema" => {
            each(&context, |subject| schema::check(&context, subject))?;
            schema::of_type(&context, "schemas/Pet.json", "schemas/Pet.json")
        }
        "event" => events(&context),
        "client" => secrets::client(&context),
        "walk" => walks(flaw).await,
        _ => wire(name, &context).await,
    }
}

fn events(context: &Context) -> Result<(), String> {
    context.contract.events.iter().try_for_each(|one| {
        event::examples(one)
            .try_for_each(|(content, example)| event::check(context, one, content, example))
    })
}

/// What the checks of lists in pages have to say.
async fn walks(flaw: Flaw) -> Result<(), String> {
    for contract in [pets_with(listed_by_cursor), pets_with(listed_by_number)] {
        let contract = Arc::new(contract);
        let model = Model::new(Arc::clone(&contract), flaw);
        let context = Context::new(contract, Box::new(model));
        let operation = context.contract.operation("listPets");
        let operation = operation.ok_or("the sample has it")?;
        walk::whole(&context, operation).await?;
        walk::circle(&context, operation).await?;
    }
    Ok(())
}

async fn wire(name: &str, context: &Context) -> Result<(), String> {
    if name == "replay" {
        for subject in subjects(&context.contract) {
            replay::check(context, &subject).await?;
        }
        return Ok(());
    }
    for operation in &context.contract.operations {
        for fault in faults::FAULTS.iter().filter(|_| name == "faults") {
            if fault.applies(operation) {
                let result = faults::check(context, operation, fault).await;
                result.map_err(|error| format!("{}: {error}", fault.name))?;
            }
        }
        for parameter in hostile::parameters(context, operation) {
            match name {
                "refused" => hostile::refused(context, operation, &parameter).await?,
                "encoded" => hostile::encoded(context, operation, &parameter).await?,
                _ => {}
            }
        }
    }
    Ok(())
}

fn each(
    context: &Context,
    check: impl Fn(&crate::subject::Subject) -> Result<(), String>,
) -> Result<(), String> {
    subjects(&context.contract).iter().try_for_each(check)
}

#[tokio::test]
async fn a_right_sdk_passes() {
    let families = [
        "example", "lossless", "schema", "event", "client", "replay", "faults", "refused",
        "encoded", "walk",
    ];
    for name in families {
        assert_eq!(family(name, Flaw::None).await, Ok(()), "{name}");
    }
}

#[tokio::test]
async fn each_flaw_is_found_by_its_family() {
    let table = [
        (Flaw::DropsUnknownMembers, "lossless"),
        (Flaw::DropsUnknownMembers, "event"),
        (Flaw::ForgetsEvents, "event"),
        (Flaw::DropsNull, "lossless"),
        (Flaw::ReplacesUnknownValues, "lossless"),
        (Flaw::RoundsNumbers, "lossless"),
        (Flaw::NeverValidates, "schema"),
        (Flaw::RefusesUnknownMembers, "schema"),
        (Flaw::ReportsTooMuch, "schema"),
        (Flaw::ChangesMethod, "replay"),
        (Flaw::MisstatesAccept, "replay"),
        (Flaw::AddsQuery, "replay"),
        (Flaw::AddsHeader, "replay"),
        (Flaw::DropsBodyMember, "replay"),
        (Flaw::LosesCredential, "replay"),
        (Flaw::TakesAnyStatus, "replay"),
        (Flaw::LosesErrorBody, "replay"),
        (Flaw::ShowsToken, "replay"),
        (Flaw::ShowsToken, "client"),
        (Flaw::TakesAnyStatus, "faults"),
        (Flaw::LosesRetryAfter, "faults"),
        (Flaw::LosesErrorBody, "faults"),
        (Flaw::NoBodyLimit, "faults"),
        (Flaw::SaysNotSent, "faults"),
        (Flaw::ShowsToken, "faults"),
        (Flaw::NeverRepeats, "faults"),
        (Flaw::RepeatsUnsafely, "faults"),
        (Flaw::MiscountsAttempts, "faults"),
        (Flaw::TrustsPathValues, "refused"),
        (Flaw::EncodesTwice, "encoded"),
        (Flaw::ReadsOnePage, "walk"),
        (Flaw::ForgetsParameters, "walk"),
        (Flaw::EndsInCircles, "walk"),
    ];
    for (flaw, name) in table {
        assert!(
            family(name, flaw).await.is_err(),
            "{name} does not find {flaw:?}"
        );
    }
}

/// What the examples of a changed contract are found to be.
fn examples(change: impl FnOnce(&mut Value)) -> Result<(), String> {
    let contract: Arc<Contract> = Arc::new(pets_with(change));
    let model = Model::new(Arc::clone(&contract), Flaw::None);
    let context = Context::new(contract, Box::new(model));
    each(&context, |subject| example::check(&context, subject))?;
    let mut operations = context.contract.operations.iter();
    operations.try_for_each(|operation| example::parameters(&context, &operation.id))
}

/// Where the examples of the body of an update are.
const BODY: &str = "/paths/~1pets~1{id}/patch/requestBody/content/application~1json/examples";

#[test]
fn an_example_that_does_not_fit_is_found() {
    assert_eq!(examples(|_| {}), Ok(()));
    let wrong = [
        (json!({"renamed": {"value": {"name": ""}}}), "/name: "),
        (json!({"renamed": {"value": {}}}), "required"),
        (
            json!({"renamed": {"value": {"name": "Rex", "nme": 1}}}),
            "/nme: undocumented member",
        ),
    ];
    for (value, expected) in wrong {
        let change = |root: &mut Value| *root.pointer_mut(BODY).expect("it is there") = value;
        let error = examples(change).expect_err(expected);
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn a_parameter_without_a_fitting_example_is_found() {
    let at = "/paths/~1pets~1{id}/parameters/0/examples";
    for (value, expected) in [
        (json!({}), "the path parameter `id` has no example"),
        (json!({"first": {"value": ""}}), "parameter `id`: "),
    ] {
        let change = |root: &mut Value| *root.pointer_mut(at).expect("it is there") = value;
        let error = examples(change).expect_err(expected);
        assert!(error.contains(expected), "{error}");
    }
}
