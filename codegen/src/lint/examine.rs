//! Judges values by schemas, and reports what does not fit.

use serde_json::Value as Json;

use jsonschema::Validator;

use super::bundle::{self, Bundle};
use super::reach::{Reach, TooMuch};
use super::schemas::Schemas;
use super::trial::{self, Trial};
use super::{judge, place, undocumented};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Sources;

/// Judges everything that was found; each schema is made ready once.
pub(super) fn all(trials: Vec<Trial<'_>>, sources: &Sources, diagnostics: &Diagnostics) {
    let schemas = Schemas::new(sources, diagnostics);
    for group in trial::group(trials).into_values() {
        Group::prepare(group, &schemas, diagnostics).examine(sources, diagnostics);
    }
}

/// Values that one schema decides.
struct Group<'s> {
    trials: Vec<Trial<'s>>,
    bundle: Bundle<'s>,
}

impl<'s> Group<'s> {
    /// Leaves out what would take the judge too far.
    fn prepare<'x>(
        mut trials: Vec<Trial<'s>>,
        schemas: &'x Schemas<'s, 'x>,
        diagnostics: &Diagnostics,
    ) -> Self {
        let mut reach = Reach::new(schemas);
        trials.retain(|trial| {
            let added = reach.add(trial.schema, &trial.instance);
            added
                .map_err(|reason| report_too_much(trial, reason, diagnostics))
                .is_ok()
        });
        let bundle = trials.first().map_or_else(Bundle::empty, |trial| {
            Bundle::of(trial.schema, schemas, &reach.met, trial.direction)
        });
        Self { trials, bundle }
    }

    fn examine(&self, sources: &Sources, diagnostics: &Diagnostics) {
        let Some(first) = self.trials.first() else {
            return;
        };
        match judge::validator(&self.bundle.json) {
            Ok(validator) => {
                for trial in &self.trials {
                    self.judge(trial, &validator, sources, diagnostics);
                }
            }
            Err(reason) => diagnostics.report(
                Code::UncheckedExample,
                place::head(first.schema),
                format!("examples cannot be checked against this schema: {reason}"),
                "write the schema with plainer means if that matters",
            ),
        }
    }

    fn judge(
        &self,
        trial: &Trial<'_>,
        validator: &Validator,
        sources: &Sources,
        diagnostics: &Diagnostics,
    ) {
        let json = bundle::value(&trial.instance);
        let misfits = judge::misfits(validator, &trial.instance, &json);
        if misfits.is_empty() {
            return self.report_undocumented(trial, &json, validator, sources, diagnostics);
        }
        for misfit in misfits {
            let place = place::keyword(&misfit.schema_path, &self.bundle, sources);
            let (what, keyword) = (trial.what.name(), &misfit.keyword);
            let help = format!("`{keyword}` stands at {place}; correct one of the two");
            let (code, message) = if misfit.is_unsure {
                let message = format!("whether the {what} fits `{keyword}` cannot be found out");
                (Code::UncheckedExample, message)
            } else {
                (
                    Code::ExampleMismatch,
                    format!("the {what} {}", misfit.message),
                )
            };
            diagnostics.report(code, misfit.span, message, help);
        }
    }

    fn report_undocumented(
        &self,
        trial: &Trial<'_>,
        json: &Json,
        validator: &Validator,
        sources: &Sources,
        diagnostics: &Diagnostics,
    ) {
        let schema = &self.bundle.json;
        for found in undocumented::members(validator, schema, &trial.instance, json) {
            let place = place::keyword(&found.schema_path, &self.bundle, sources);
            let help = match &found.meant {
                Some(meant) => format!("did you mean `{meant}`, as at {place}?"),
                None => format!("add it to the `properties` at {place}, or remove it here"),
            };
            diagnostics.report(
                Code::UndocumentedMember,
                found.span,
                format!("the schema does not name the member `{}`", found.name),
                help,
            );
        }
    }
}

fn report_too_much(trial: &Trial<'_>, reason: TooMuch, diagnostics: &Diagnostics) {
    let reason = match reason {
        TooMuch::Deep => "schemas and values lie too deep within one another",
        TooMuch::Wide => "there are too many alternatives within alternatives",
    };
    diagnostics.report(
        Code::UncheckedExample,
        place::head(&trial.instance),
        format!("the {} is not checked: {reason}", trial.what.name()),
        "make the value smaller, or its schema plainer",
    );
}
