//! Code as the compiler emits it, called as a user calls it.

use std::time::Duration;

use serde_json::json;
use wiremock::matchers::{body_json, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::runtime::client::{
    Api, Auth, Call, Client, ClientBuilder, Error, Method, Operation, Response,
};
use crate::runtime::codec::{self, Maybe, record};
use crate::support::{Fake, TOKEN};

static API: Api = Api {
    name: "callbell",
    version: env!("CARGO_PKG_VERSION"),
    env: "EMITTED",
    servers: &["https://api.example.com/v1"],
    auth: &[("bearer", Auth::Bearer)],
    security: &[&[0]],
    rate_limit: None,
};

static UPDATE: Operation = Operation::new("updateContact", Method::PATCH, "/contacts/{uuid}");

impl Client {
    fn builder() -> ClientBuilder {
        ClientBuilder::new(&API)
    }

    fn contacts(&self) -> Contacts<'_> {
        Contacts { client: self }
    }
}

struct Contacts<'c> {
    client: &'c Client,
}

impl Contacts<'_> {
    fn update(&self, uuid: &str, contact: &UpdateContact) -> Call<ContactResponse> {
        self.client
            .request(&UPDATE)
            .path("uuid", uuid)
            .json(contact)
            .call()
    }
}

#[derive(Debug, Clone, PartialEq)]
struct UpdateContact {
    name: Maybe<String>,
    tags: Option<Vec<String>>,
    extra: codec::Extra,
}

record! { UpdateContact { name "name" nullable, tags "tags", ..extra } check check_update }

fn check_update(place: &codec::Place<'_>) {
    place.member("name").max_length(5);
    place.member("tags").max_items(1);
}

#[derive(Debug, Clone, PartialEq)]
struct Contact {
    uuid: String,
    name: Option<String>,
    extra: codec::Extra,
}

record! { Contact { uuid "uuid", name "name" nullable, ..extra } }

#[derive(Debug, Clone, PartialEq)]
struct ContactResponse {
    contact: Contact,
    extra: codec::Extra,
}

record! { ContactResponse { contact "contact" one_or_many, ..extra } }

#[derive(Debug, Clone, PartialEq)]
struct Problem {
    error: String,
    code: Option<String>,
    extra: codec::Extra,
}

record! { Problem { error "error", code "code", ..extra } }

#[tokio::test]
async fn reads_well_where_it_is_used() -> Result<(), Error> {
    let server = MockServer::start().await;
    Mock::given(method("PATCH"))
        .and(path("/v1/contacts/414a"))
        .and(body_json(json!({"name": "Joe"})))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({
            "contact": [{"uuid": "414a", "name": "Joe", "new": 1}]
        })))
        .expect(3)
        .mount(&server)
        .await;
    let url = format!("{}/v1", server.uri());
    let callbell = Client::builder().token(TOKEN).base_url(url).build()?;
    let update = UpdateContact {
        name: "Joe".to_owned().into(),
        ..nothing()
    };
    let contact = callbell.contacts().update("414a", &update).await?.contact;
    assert_eq!(
        (contact.uuid.as_str(), contact.name.as_deref()),
        ("414a", Some("Joe"))
    );
    assert_eq!(contact.extra.get("new"), Some(&json!(1)));
    let call = callbell.contacts().update("414a", &update);
    let same = call
        .timeout(Duration::from_secs(5))
        .header("x-trace", "1")
        .await?;
    assert_eq!(same.contact, contact);
    let raw: Response = callbell.contacts().update("414a", &update).raw().await?;
    assert_eq!(raw.decode::<ContactResponse>()?.contact, contact);
    Ok(())
}

#[tokio::test]
async fn a_body_that_breaks_its_schema_is_not_sent() {
    let fake = Fake::default();
    let tags = Some(vec!["a".to_owned(), "b".to_owned()]);
    let update = UpdateContact {
        name: "Joanna".to_owned().into(),
        tags,
        ..nothing()
    };
    let error = fake
        .client()
        .contacts()
        .update("414a", &update)
        .await
        .unwrap_err();
    let Error::InvalidRequest(problem) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(problem.place(), "request body");
    assert_eq!(problem.operation(), Some("updateContact"));
    let broken: Vec<(&str, &str)> = problem
        .violations()
        .unwrap()
        .iter()
        .map(|violation| (violation.path.as_str(), violation.keyword))
        .collect();
    assert_eq!(broken, [("$.name", "maxLength"), ("$.tags", "maxItems")]);
    let text = error.to_string();
    assert!(
        text.starts_with("updateContact: request body $.name: "),
        "{text}"
    );
    assert!(
        text.contains("; $.tags: ") && text.lines().count() == 1,
        "{text}"
    );
    assert!(fake.requests().is_empty());
}

#[tokio::test]
async fn an_answer_that_does_not_fit_says_where() {
    let cases = [
        (r#"{"contact":{"uuid":7}}"#, "$.contact.uuid"),
        (r#"{"contact":[]}"#, "$.contact"),
        (r#"{"contact":{}}"#, "$.contact"),
        ("{}", "$"),
    ];
    for (body, place) in cases {
        let fake = Fake::answering(200, &[], body);
        let error = fake
            .client()
            .contacts()
            .update("414a", &nothing())
            .await
            .unwrap_err();
        assert_eq!(error.json_path(), Some(place), "{body}");
        let start = "PATCH /contacts/{uuid}: 200 OK, but the body does not fit its type: ";
        assert!(error.to_string().starts_with(start), "{error}");
    }
}

#[tokio::test]
async fn an_error_body_is_read_as_its_type() {
    let body = r#"{"error":"No credit","code":"wallet_empty"}"#;
    let fake = Fake::answering(402, &[], body);
    let error = fake
        .client()
        .contacts()
        .update("414a", &nothing())
        .await
        .unwrap_err();
    let problem: Problem = error.decode_body().unwrap();
    assert_eq!(problem.code.as_deref(), Some("wallet_empty"));
    assert_eq!(
        error.to_string(),
        "PATCH /contacts/{uuid}: 402 Payment Required: No credit"
    );
    assert!(!error.is_retryable());
}

fn nothing() -> UpdateContact {
    UpdateContact {
        name: Maybe::Absent,
        tags: None,
        extra: codec::Extra::default(),
    }
}
