//! Reads a contract from its OpenAPI document, apart from the compiler and in another way.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::contract::{
    Body, Content, Contract, Credential, Event, Example, Operation, Parameter, Place, Response,
};
use crate::documents::Documents;
use crate::error::ContractError;
use crate::location::Location;
use crate::pagination::Pagination;
use crate::template::Template;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

impl Contract {
    /// Reads the contract whose root document is the given file.
    ///
    /// # Errors
    ///
    /// The first problem that makes the contract unusable, with its file.
    pub fn read(root: &Path) -> Result<Self, ContractError> {
        Self::from_documents(Documents::read(root)?)
    }

    /// Reads the contract from documents that are already in memory.
    ///
    /// # Errors
    ///
    /// The first problem that makes the contract unusable, with its file.
    pub fn from_documents(documents: Documents) -> Result<Self, ContractError> {
        let reader = Reader {
            documents: &documents,
        };
        let title = reader.text(&documents.root().child("info"), "title")?;
        let base_path = reader.base_path()?;
        let operations = reader.operations()?;
        let events = reader.events()?;
        Ok(Self {
            events,
            payload_member: reader.payload_member()?,
            title,
            base_path,
            operations,
            documents: Arc::new(documents),
        })
    }
}

struct Reader<'a> {
    documents: &'a Documents,
}

impl Reader<'_> {
    fn operations(&self) -> Result<Vec<Operation>, ContractError> {
        let mut operations = Vec::new();
        for (path, at) in self.entries(&self.documents.root(), "paths")? {
            let item = self.documents.follow(&at)?;
            let members = self.object(&item)?;
            for method in METHODS
                .iter()
                .filter(|method| members.contains_key(**method))
            {
                operations.push(self.operation(&path, method, &item)?);
            }
        }
        Ok(operations)
    }

    fn events(&self) -> Result<Vec<Event>, ContractError> {
        let mut events = Vec::new();
        for (key, at) in self.entries(&self.documents.root(), "webhooks")? {
            let item = self.documents.follow(&at)?;
            let members = self.object(&item)?;
            for method in METHODS
                .iter()
                .filter(|method| members.contains_key(**method))
            {
                if let Some(body) = self.body(&item.child(method))? {
                    let (key, content) = (key.clone(), body.content);
                    events.push(Event { key, content });
                }
            }
        }
        Ok(events)
    }

    /// The member of a webhook's body that may also come alone, as the extension for it says.
    fn payload_member(&self) -> Result<Option<String>, ContractError> {
        let root = self.object(&self.documents.root())?;
        let envelope = root.get("x-webhook-envelope");
        let pointer = envelope.and_then(|envelope| envelope.get("payload")?.as_str());
        Ok(pointer.map(|pointer| pointer.trim_start_matches('/').to_owned()))
    }

    fn operation(
        &self,
        path: &str,
        method: &str,
        item: &Location,
    ) -> Result<Operation, ContractError> {
        let at = item.child(method);
        let operation = self.object(&at)?;
        let id = operation.get("operationId").and_then(Value::as_str);
        Ok(Operation {
            id: id.map_or_else(|| format!("{method} {path}"), str::to_owned),
            method: method.to_uppercase(),
            path: Template::new(path),
            parameters: self.parameters(item, &at)?,
            body: self.body(&at)?,
            responses: self.responses(&at)?,
            repeatable: is_repeatable(method, operation),
            pagination: Pagination::read(operation)
                .map_err(|message| ContractError::new(&at, message))?,
            credential: self.credential(&at)?,
        })
    }

    /// The parameters of an operation, which replace those of its path item by name and place.
    fn parameters(
        &self,
        item: &Location,
        operation: &Location,
    ) -> Result<Vec<Parameter>, ContractError> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for owner in [item, operation] {
            for at in self.items(owner, "parameters")? {
                let new = self.parameter(&self.documents.follow(&at)?)?;
                parameters.retain(|old| (&old.name, old.place) != (&new.name, new.place));
                parameters.push(new);
            }
        }
        Ok(parameters)
    }

    fn parameter(&self, at: &Location) -> Result<Parameter, ContractError> {
        let place = match self.text(at, "in")?.as_str() {
            "path" => Place::Path,
            "query" => Place::Query,
            "header" => Place::Header,
            "cookie" => Place::Cookie,
            other => {
                return Err(ContractError::new(
                    at,
                    format!("no parameters are in `{other}`"),
                ));
            }
        };
        let members = self.object(at)?;
        let content = self.entries(at, "content")?.into_iter().next();
        let owner = content.map_or_else(|| at.clone(), |(_, content)| content);
        let examples = self.examples(&owner)?;
        Ok(Parameter {
            name: self.text(at, "name")?,
            place,
            required: members.get("required") == Some(&Value::Bool(true)),
            schema: self.schema(&owner)?,
            examples: examples
                .iter()
                .filter_map(|example| example.json().ok())
                .collect(),
        })
    }

    fn body(&self, operation: &Location) -> Result<Option<Body>, ContractError> {
        if !self.object(operation)?.contains_key("requestBody") {
            return Ok(None);
        }
        let at = self.documents.follow(&operation.child("requestBody"))?;
        Ok(Some(Body {
            required: self.object(&at)?.get("required") == Some(&Value::Bool(true)),
            content: self.content(&at)?,
        }))
    }

    fn responses(&self, operation: &Location) -> Result<Vec<Response>, ContractError> {
        let entries = self.entries(operation, "responses")?;
        let patterns: Vec<String> = entries.iter().map(|(name, _)| name.clone()).collect();
        let mut responses = Vec::new();
        for (pattern, at) in entries {
            let status = representative(&pattern, &patterns);
            responses.push(Response {
                status: status.ok_or_else(|| ContractError::new(&at, "this is not a status"))?,
                content: self.content(&self.documents.follow(&at)?)?,
                pattern,
            });
        }
        Ok(responses)
    }

    fn content(&self, owner: &Location) -> Result<Vec<Content>, ContractError> {
        let mut content = Vec::new();
        for (media_type, at) in self.entries(owner, "content")? {
            content.push(Content {
                media_type,
                schema: self.schema(&at)?,
                examples: self.examples(&at)?,
            });
        }
        Ok(content)
    }

    fn schema(&self, owner: &Location) -> Result<Option<Location>, ContractError> {
        let has_schema = self.object(owner)?.contains_key("schema");
        Ok(has_schema.then(|| owner.child("schema")))
    }

    fn examples(&self, owner: &Location) -> Result<Vec<Example>, ContractError> {
        let mut examples = Vec::new();
        if let Some(value) = self.object(owner)?.get("example") {
            examples.push(inline("example", value, &owner.child("example")));
        }
        for (name, at) in self.entries(owner, "examples")? {
            let at = self.documents.follow(&at)?;
            examples.extend(self.example(&name, &at)?);
        }
        Ok(examples)
    }

    fn example(&self, name: &str, at: &Location) -> Result<Option<Example>, ContractError> {
        let members = self.object(at)?;
        if let Some(path) = members.get("externalValue").and_then(Value::as_str) {
            let (source, payload) = self.documents.payload(at, path)?;
            let name = name.to_owned();
            return Ok(Some(Example {
                name,
                payload,
                source,
            }));
        }
        let value = members.get("value");
        Ok(value.map(|value| inline(name, value, &at.child("value"))))
    }

    /// Where the credential of the first choice goes; none where one choice is to send nothing.
    fn credential(&self, operation: &Location) -> Result<Option<Credential>, ContractError> {
        let root = self.documents.root();
        let owner = match self.object(operation)?.contains_key("security") {
            true => operation,
            false => &root,
        };
        let mut choices = Vec::new();
        for choice in self.items(owner, "security")? {
            choices.push(self.object(&choice)?.keys().next().cloned());
        }
        match choices.into_iter().collect::<Option<Vec<String>>>() {
            Some(names) => names.first().map_or(Ok(None), |name| self.scheme(name)),
            None => Ok(None),
        }
    }

    fn scheme(&self, name: &str) -> Result<Option<Credential>, ContractError> {
        let schemes = self
            .documents
            .root()
            .child("components")
            .child("securitySchemes");
        let at = self.documents.follow(&schemes.child(name))?;
        let text = |member: &str| self.text(&at, member).unwrap_or_default();
        let header = |name: &str, prefix: &str| Credential::Header {
            name: name.to_ascii_lowercase(),
            prefix: prefix.to_owned(),
        };
        Ok(
            match (
                text("type").as_str(),
                text("scheme").as_str(),
                text("in").as_str(),
            ) {
                ("http", "basic", _) => Some(header("authorization", "Basic ")),
                ("http" | "oauth2" | "openIdConnect", ..) => {
                    Some(header("authorization", "Bearer "))
                }
                ("apiKey", _, "header") => Some(header(&text("name"), "")),
                ("apiKey", _, "query") => Some(Credential::Query(text("name"))),
                ("apiKey", _, "cookie") => Some(Credential::Cookie(text("name"))),
                _ => None,
            },
        )
    }

    /// The path of the first server's address, with the defaults of its variables.
    fn base_path(&self) -> Result<String, ContractError> {
        let Some(server) = self
            .items(&self.documents.root(), "servers")?
            .into_iter()
            .next()
        else {
            return Ok(String::new());
        };
        let mut url = self.text(&server, "url")?;
        for (name, at) in self.entries(&server, "variables")? {
            url = url.replace(&format!("{{{name}}}"), &self.text(&at, "default")?);
        }
        let after_scheme = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        let path = after_scheme.find('/').map_or("", |at| &after_scheme[at..]);
        Ok(path.trim_end_matches('/').to_owned())
    }

    fn object(&self, at: &Location) -> Result<&Map<String, Value>, ContractError> {
        let object = self.documents.value(at)?.as_object();
        object.ok_or_else(|| ContractError::new(at, "expected an object"))
    }

    fn text(&self, at: &Location, member: &str) -> Result<String, ContractError> {
        let text = self.object(at)?.get(member).and_then(Value::as_str);
        let missing = || ContractError::new(at, format!("expected a text `{member}`"));
        text.map(str::to_owned).ok_or_else(missing)
    }

    /// The members of an object in an object, which may be absent; extensions are left out.
    fn entries(
        &self,
        owner: &Location,
        member: &str,
    ) -> Result<Vec<(String, Location)>, ContractError> {
        if !self.object(owner)?.contains_key(member) {
            return Ok(Vec::new());
        }
        let at = owner.child(member);
        let names = self
            .object(&at)?
            .keys()
            .filter(|name| !name.starts_with("x-"));
        Ok(names.map(|name| (name.clone(), at.child(name))).collect())
    }

    /// The items of a list in an object, which may be absent.
    fn items(&self, owner: &Location, member: &str) -> Result<Vec<Location>, ContractError> {
        let Some(value) = self.object(owner)?.get(member) else {
            return Ok(Vec::new());
        };
        let at = owner.child(member);
        let items = value.as_array().map(Vec::len);
        let count = items.ok_or_else(|| ContractError::new(&at, "expected an array"))?;
        Ok((0..count).map(|index| at.child(index)).collect())
    }
}

fn inline(name: &str, value: &Value, at: &Location) -> Example {
    Example {
        name: name.to_owned(),
        payload: value.to_string().into_bytes(),
        source: at.to_string(),
    }
}

/// A status that a pattern answers for, and no more particular pattern of the operation does.
fn representative(pattern: &str, all: &[String]) -> Option<u16> {
    let taken = |status: &u16| {
        let exact = status.to_string();
        let range = format!("{}XX", status / 100);
        let other = |other: &&String| !other.eq_ignore_ascii_case(pattern);
        let mut others = all.iter().filter(other);
        others.any(|other| *other == exact || other.eq_ignore_ascii_case(&range))
    };
    let free = |mut range: std::ops::Range<u16>| range.find(|status| !taken(status));
    match pattern.as_bytes() {
        b"default" => free(500..600).or_else(|| free(400..500)),
        [class @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => {
            let start = u16::from(class - b'0') * 100;
            let taken_by_exact = |status: &u16| all.contains(&status.to_string());
            (start..start + 100).find(|status| !taken_by_exact(status))
        }
        _ => pattern
            .parse()
            .ok()
            .filter(|status| (100..600).contains(status)),
    }
}

/// Methods that HTTP calls idempotent, and operations that the contract marks.
fn is_repeatable(method: &str, operation: &Map<String, Value>) -> bool {
    matches!(method, "get" | "head" | "put" | "delete")
        || operation.get("x-repeatable") == Some(&Value::Bool(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::pets;

    #[test]
    fn reads_operations_with_their_examples() {
        let contract = pets();
        let names: Vec<&str> = contract
            .operations
            .iter()
            .map(|found| found.id.as_str())
            .collect();
        assert_eq!(names, ["updatePet", "listPets"]);
        let update = &contract.operations[0];
        assert_eq!(
            (update.method.as_str(), update.path.text()),
            ("PATCH", "/pets/{id}")
        );
        let body = update.body.as_ref().expect("an update has a body");
        assert_eq!(
            body.content[0].examples[0].json(),
            Ok(serde_json::json!({"name": "Rex"}))
        );
        assert_eq!(update.parameters[0].examples, [serde_json::json!("p 1")]);
    }

    #[test]
    fn reads_the_address_and_the_credential() {
        let contract = pets();
        assert_eq!(contract.base_path, "/v2");
        assert_eq!(contract.environment(), "PET_SHOP");
        let credential = contract.operations[0].credential.clone();
        let (name, prefix) = ("authorization".to_owned(), "Bearer ".to_owned());
        assert_eq!(credential, Some(Credential::Header { name, prefix }));
        assert_eq!(contract.operations[1].credential, None);
    }

    #[test]
    fn a_range_stands_for_a_status_that_nothing_else_answers_for() {
        let patterns = ["2XX", "400", "4XX", "default"].map(str::to_owned);
        let status = |pattern: &str| representative(pattern, &patterns);
        assert_eq!(status("2XX"), Some(200));
        assert_eq!(status("400"), Some(400));
        assert_eq!(status("4XX"), Some(401));
        assert_eq!(status("default"), Some(500));
        assert_eq!(status("nonsense"), None);
    }

    #[test]
    fn an_error_names_the_file_and_the_place() {
        let root = serde_json::json!({"info": {"title": "x"}, "paths": {"/a": {"get": []}}});
        let documents = Documents::from_values([("api.json".to_owned(), root)]);
        let error = Contract::from_documents(documents).expect_err("an operation is an object");
        assert_eq!(error.place(), "api.json#/paths/~1a/get");
    }
}
