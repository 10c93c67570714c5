//! The documented examples as subjects of checks, each with its place in the contract.

use crate::contract::{Content, Contract, Example, Operation, Response};
use crate::sdk::Sdk;
use crate::views::Direction;

/// One example and where it is documented.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The operation.
    pub operation: Operation,
    /// The response that it is an example of; none for an example of the request.
    pub response: Option<Response>,
    /// The media type and the schema.
    pub content: Content,
    /// The example itself.
    pub example: Example,
}

impl Subject {
    /// The name of the case that a layer makes of this subject.
    pub fn name(&self, layer: &str) -> String {
        let operation = &self.operation.id;
        let (media_type, example) = (&self.content.media_type, &self.example.name);
        format!("{operation}/{}/{media_type}/{example}/{layer}", self.part())
    }

    /// The part of the operation: `request`, or the status as it is documented.
    pub fn part(&self) -> &str {
        self.response
            .as_ref()
            .map_or("request", |response| &response.pattern)
    }

    /// In which direction it travels.
    pub fn direction(&self) -> Direction {
        match self.response {
            None => Direction::Sent,
            Some(_) => Direction::Answered,
        }
    }

    /// The type that the SDK has for this payload.
    ///
    /// # Errors
    ///
    /// When it has none: what is missing.
    pub fn type_name(&self, sdk: &dyn Sdk) -> Result<String, String> {
        let operations = sdk.operations();
        let mut operations = operations
            .into_iter()
            .filter(|types| types.id == self.operation.id);
        let types = operations.next();
        let types = types.ok_or_else(|| format!("the SDK has no `{}`", self.operation.id))?;
        let found = match &self.response {
            None => types.request,
            Some(response) => {
                let mut responses = types.responses.into_iter();
                let wanted = (&response.pattern, &self.content.media_type);
                let found = responses.find(|(status, media, _)| (status, media) == wanted);
                found.map(|(_, _, name)| name)
            }
        };
        found.ok_or_else(|| format!("the SDK has no type for {}", self.name("")))
    }
}

/// All examples of a contract, in the order of the document.
pub fn subjects(contract: &Contract) -> Vec<Subject> {
    contract.operations.iter().flat_map(of_operation).collect()
}

/// The file name of a snapshot: the name of the case, with nothing that a file system minds.
pub fn file_name(case: &str) -> String {
    let safe = |letter: char| match letter {
        '/' => '.',
        letter if letter.is_ascii_alphanumeric() || "-_.".contains(letter) => letter,
        _ => '-',
    };
    case.replacen("application/", "", 1)
        .chars()
        .map(safe)
        .collect()
}

fn of_operation(operation: &Operation) -> Vec<Subject> {
    let body = operation.body.iter().flat_map(|body| &body.content);
    let request = body.map(|content| (None, content));
    let responses = operation.responses.iter().flat_map(|response| {
        let content = response.content.iter();
        content.map(move |content| (Some(response), content))
    });
    let subjects = request.chain(responses).flat_map(|(response, content)| {
        let examples = content.examples.iter();
        examples.map(move |example| Subject {
            operation: operation.clone(),
            response: response.cloned(),
            content: content.clone(),
            example: example.clone(),
        })
    });
    subjects.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::pets;

    #[test]
    fn names_say_where_an_example_is_documented() {
        let names: Vec<String> = subjects(&pets())
            .iter()
            .map(|one| one.name("replay"))
            .collect();
        assert_eq!(
            names,
            [
                "updatePet/request/application/json/renamed/replay",
                "updatePet/2XX/application/json/documented/replay",
                "updatePet/2XX/application/json/live/replay",
                "updatePet/401/application/json/plain/replay",
                "updatePet/404/application/json/plain/replay",
                "listPets/200/application/json/empty/replay",
            ]
        );
    }

    #[test]
    fn file_names_are_plain() {
        let name = file_name("get /a/{b}/2XX/application/json/\u{e9}../replay");
        assert_eq!(name, "get-.a.-b-.2XX.json.-...replay");
    }
}
