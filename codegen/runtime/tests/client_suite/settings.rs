//! What a client can be made of, and what is refused.

use std::time::Duration;

use crate::runtime::client::{Api, ClientBuilder, Error};

use crate::support::{API, Fake, Pairs, TOKEN, builder, child, get};

#[test]
fn refuses_base_urls_that_hide_something() {
    let refused = [
        (
            "https://user@api.example.com",
            "must not hold a user name or a password",
        ),
        (
            "https://user:hunter2@api.example.com",
            "must not hold a user name or a password",
        ),
        (
            "https://:hunter2@api.example.com",
            "must not hold a user name or a password",
        ),
        (
            "https://api.example.com/v1?key=hunter2",
            "must not have a query or a fragment",
        ),
        (
            "https://api.example.com/v1?",
            "must not have a query or a fragment",
        ),
        (
            "https://api.example.com/v1#hunter2",
            "must not have a query or a fragment",
        ),
        ("http://api.example.com", "must be https, unless"),
        ("http://127.0.0.1.example.com", "must be https, unless"),
        ("http://localhost.example.com", "must be https, unless"),
        ("ftp://api.example.com", "must be https"),
        ("file:///etc/passwd", "has no host"),
        ("mailto:someone", "has no host"),
        ("api.example.com/v1", "is not an absolute URL"),
        ("/v1", "is not an absolute URL"),
        ("", "is not an absolute URL"),
    ];
    for (url, why) in refused {
        let error = builder().base_url(url).build().unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)));
        let text = error.to_string();
        assert!(
            text.starts_with(&format!("base URL {why}")),
            "{url}: {text}"
        );
        assert!(!format!("{text}{error:?}").contains("hunter2"));
    }
}

#[tokio::test]
async fn joins_the_path_to_any_legal_base_url() {
    let accepted = [
        (
            "https://api.example.com",
            "https://api.example.com/things/7",
        ),
        (
            "https://api.example.com/",
            "https://api.example.com/things/7",
        ),
        (
            "https://API.example.com:8443/v2/",
            "https://api.example.com:8443/v2/things/7",
        ),
        (
            "http://localhost:3000/v1",
            "http://localhost:3000/v1/things/7",
        ),
        ("http://127.3.2.1:3000", "http://127.3.2.1:3000/things/7"),
        ("http://[::1]:3000", "http://[::1]:3000/things/7"),
    ];
    for (url, expected) in accepted {
        let fake = Fake::default();
        let client = builder()
            .base_url(url)
            .transport(fake.clone())
            .build()
            .unwrap();
        get(&client).await.unwrap();
        assert_eq!(fake.requests()[0].uri().to_string(), expected);
    }
}

#[test]
fn plain_http_elsewhere_must_be_asked_for() {
    let elsewhere = || builder().base_url("http://api.internal");
    assert!(elsewhere().build().is_err());
    assert!(
        elsewhere()
            .allow_http(true)
            .transport(Fake::default())
            .build()
            .is_ok()
    );
}

#[test]
fn an_api_without_servers_needs_a_base_url() {
    static HOMELESS: Api = Api {
        servers: &[],
        ..API_WITHOUT_AUTH
    };
    let error = ClientBuilder::new(&HOMELESS).build().unwrap_err();
    assert_eq!(error.to_string(), "base URL is needed: the API names none");
}

#[tokio::test]
async fn an_api_without_auth_needs_no_token() {
    static OPEN: Api = API_WITHOUT_AUTH;
    let fake = Fake::default();
    let client = ClientBuilder::new(&OPEN)
        .transport(fake.clone())
        .build()
        .unwrap();
    get(&client).await.unwrap();
    assert!(!fake.requests()[0].headers().contains_key("authorization"));
}

#[test]
fn an_api_with_auth_needs_a_token() {
    let error = ClientBuilder::new(&API).build().unwrap_err();
    assert_eq!(error.to_string(), "token is missing");
}

#[tokio::test]
async fn the_time_of_a_call_goes_to_the_transport() {
    let fake = Fake::default();
    let client = builder().transport(fake.clone()).build().unwrap();
    get(&client).await.unwrap();
    get(&client).timeout(Duration::from_secs(5)).await.unwrap();
    let own = builder()
        .timeout(Duration::from_secs(7))
        .transport(fake.clone())
        .build()
        .unwrap();
    get(&own).await.unwrap();
    let times: Vec<u64> = fake
        .seen
        .lock()
        .unwrap()
        .iter()
        .map(|(_, limits)| limits.timeout.as_secs())
        .collect();
    assert_eq!(times, [30, 5, 7]);
}

#[test]
fn reads_the_environment() {
    let key = ("RUNTIME_TEST_API_KEY", TOKEN);
    let url = |url| ("RUNTIME_TEST_BASE_URL", url);
    let cases: [(Pairs<'_>, &str); 7] = [
        (&[], "RUNTIME_TEST_API_KEY is not set in the environment"),
        (
            &[("RUNTIME_TEST_API_KEY", "")],
            "RUNTIME_TEST_API_KEY is not set in the environment",
        ),
        (
            &[("RUNTIME_TEST_API_KEY", "a\nb")],
            "RUNTIME_TEST_API_KEY has a space, a line break",
        ),
        (&[key], "base_url: \"https://api.example.com/v1\""),
        (&[key, url("")], "base_url: \"https://api.example.com/v1\""),
        (
            &[key, url("http://127.0.0.1:9/x/")],
            "base_url: \"http://127.0.0.1:9/x\"",
        ),
        (
            &[key, url("http://u:p@localhost")],
            "base URL must not hold a user name",
        ),
    ];
    for (variables, expected) in cases {
        let output = child("settings::prints_the_client_of_the_environment", variables);
        assert!(output.contains(expected), "{variables:?}: {output}");
        assert!(!output.contains(TOKEN), "{output}");
    }
}

#[test]
#[ignore = "runs inside `reads_the_environment`, in a process with variables of its own"]
fn prints_the_client_of_the_environment() {
    match ClientBuilder::new(&API).from_env().build() {
        Ok(client) => println!("{client:?}"),
        Err(error) => println!("{error}"),
    }
}

#[test]
fn what_is_set_later_wins_over_the_environment() {
    // No test sets the variable in this process, so that reading it fails.
    let client = ClientBuilder::new(&API).from_env().token(TOKEN).build();
    assert!(client.is_ok(), "{client:?}");
    let client = ClientBuilder::new(&API).token(TOKEN).from_env().build();
    assert!(client.is_err());
}

const API_WITHOUT_AUTH: Api = Api {
    name: "open",
    version: "0.1.0",
    env: "OPEN",
    servers: &["https://open.example.com"],
    variables: &[],
    auth: &[],
    security: &[],
    rate_limit: None,
};
