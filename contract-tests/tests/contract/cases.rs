//! The cases, family by family, each of them a test of its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use contract_tests::checks::{
    Context, event, example, faults, hostile, lossless, replay, schema, secrets, walk,
};
use contract_tests::contract::Event;
use contract_tests::subject::{Subject, subjects};
use libtest_mimic::{Failed, Trial};
use tokio::runtime::Builder;

use crate::snapshots;

/// All tests, in the order of the contract.
pub fn trials(context: &Arc<Context>) -> Vec<Trial> {
    let mut trials = Vec::new();
    let mut snapshots = BTreeSet::new();
    for subject in subjects(&context.contract) {
        snapshots.insert(snapshots::name(&subject));
        trials.extend(of_subject(context, subject));
    }
    for operation in &context.contract.operations {
        trials.extend(of_operation(context, &operation.id));
    }
    for event in &context.contract.events {
        trials.extend(of_event(context, event));
    }
    for (name, location) in context.sdk.types() {
        let case = format!("types/{name}/schema");
        trials.push(trial(context, case, move |context| {
            schema::of_type(context, &name, &location)
        }));
    }
    trials.push(trial(
        context,
        "suite/client/token".to_owned(),
        secrets::client,
    ));
    trials.push(trial(context, "suite/snapshots/token".to_owned(), |_| {
        snapshots::without_token()
    }));
    trials.push(trial(
        context,
        "suite/snapshots/orphans".to_owned(),
        move |_| snapshots::without_orphans(&snapshots),
    ));
    trials
}

fn of_subject(context: &Arc<Context>, subject: Subject) -> Vec<Trial> {
    let subject = Arc::new(subject);
    let mut trials = Vec::new();
    let mut add = |layer: &str, check: fn(&Context, &Subject) -> Result<(), String>| {
        let subject = Arc::clone(&subject);
        let case = subject.name(layer);
        trials.push(trial(context, case, move |context| {
            check(context, &subject)
        }));
    };
    add("example", example::check);
    add("replay", replayed);
    if subject.content.is_json() && subject.content.schema.is_some() {
        add("lossless", |context, subject| {
            lossless::check(context, subject).map(drop)
        });
        add("schema", schema::check);
    }
    trials
}

fn of_operation(context: &Arc<Context>, id: &str) -> Vec<Trial> {
    let Some(operation) = context.contract.operation(id) else {
        return Vec::new();
    };
    let operation = Arc::new(operation.clone());
    let own_id = id.to_owned();
    let mut trials = vec![trial(
        context,
        format!("{id}/parameters/example"),
        move |context| example::parameters(context, &own_id),
    )];
    for fault in faults::FAULTS
        .iter()
        .filter(|fault| fault.applies(&operation))
    {
        let operation = Arc::clone(&operation);
        trials.push(trial(
            context,
            format!("{id}/{}/faults", fault.name),
            move |context| block_on(faults::check(context, &operation, fault)),
        ));
    }
    if operation.pagination.is_some() {
        let own = Arc::clone(&operation);
        trials.push(trial(context, format!("{id}/walk/whole"), move |context| {
            block_on(walk::whole(context, &own))
        }));
        let own = Arc::clone(&operation);
        trials.push(trial(
            context,
            format!("{id}/walk/circle"),
            move |context| block_on(walk::circle(context, &own)),
        ));
    }
    for name in hostile::parameters(context, &operation) {
        let (own, parameter) = (Arc::clone(&operation), name.clone());
        trials.push(trial(
            context,
            format!("{id}/path/{name}/refused"),
            move |context| block_on(hostile::refused(context, &own, &parameter)),
        ));
        let own = Arc::clone(&operation);
        trials.push(trial(
            context,
            format!("{id}/path/{name}/encoded"),
            move |context| block_on(hostile::encoded(context, &own, &name)),
        ));
    }
    trials
}

fn of_event(context: &Arc<Context>, one: &Event) -> Vec<Trial> {
    let trials = event::examples(one).map(|(content, example)| {
        let case = format!("{}/{}/{}/event", one.key, content.media_type, example.name);
        let (one, content, example) = (one.clone(), content.clone(), example.clone());
        trial(context, case, move |context| {
            event::check(context, &one, &content, &example)
        })
    });
    trials.collect()
}

fn replayed(context: &Context, subject: &Subject) -> Result<(), String> {
    let recording = block_on(replay::check(context, subject))?;
    snapshots::check(subject, &recording);
    Ok(())
}

fn trial(
    context: &Arc<Context>,
    name: String,
    check: impl FnOnce(&Context) -> Result<(), String> + Send + 'static,
) -> Trial {
    let context = Arc::clone(context);
    Trial::test(name, move || check(&context).map_err(Failed::from))
}

fn block_on<T>(check: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| error.to_string())?.block_on(check)
}
