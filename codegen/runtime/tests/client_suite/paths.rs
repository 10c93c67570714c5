//! Values in paths and queries reach the intended operation, or nothing is sent.

use crate::runtime::client::{Error, Method, Operation};
use serde_json::Value;

use crate::support::{Fake, GET};

#[tokio::test]
async fn refuses_values_that_would_call_another_operation() {
    let refused = [
        ("", "empty"),
        (".", "`.` or `..`"),
        ("..", "`.` or `..`"),
        ("%2e", "`.` or `..`"),
        ("%2e%2e", "`.` or `..`"),
        ("%2E%2E", "`.` or `..`"),
        ("%2e%2E", "`.` or `..`"),
        (".%2e", "`.` or `..`"),
        ("%2E.", "`.` or `..`"),
        ("a/../b", "`.` or `..`"),
        ("a/./b", "`.` or `..`"),
        ("../b", "`.` or `..`"),
        ("a/..", "`.` or `..`"),
        ("/..", "`.` or `..`"),
        ("a\\..\\b", "`.` or `..`"),
        ("..\\b", "`.` or `..`"),
        ("a/..\\b", "`.` or `..`"),
        ("a/%2e%2e/b", "`.` or `..`"),
        ("a%2f..%2fb", "`.` or `..`"),
        ("a%5C%2e%2e%5Cb", "`.` or `..`"),
        ("a\nb", "line break"),
        ("a\r\nb", "line break"),
        ("a\tb", "control character"),
        ("\0", "control character"),
        ("a\u{7f}", "control character"),
        ("a\u{85}b", "control character"),
        ("a\u{2028}b", "line break"),
    ];
    for (value, why) in refused {
        let fake = Fake::default();
        let call = fake
            .client()
            .request(&GET)
            .path("id", value)
            .call::<Value>();
        let error = call.await.unwrap_err();
        assert!(
            matches!(&error, Error::InvalidRequest(_)),
            "{value:?}: {error:?}"
        );
        let text = error.to_string();
        assert!(
            text.starts_with("getThing: path parameter `id` "),
            "{value:?}: {text}"
        );
        assert!(text.contains(why), "{value:?}: {text}");
        assert!(!error.was_sent() && error.attempts() == 0);
        assert!(fake.requests().is_empty(), "{value:?} was sent");
    }
}

#[tokio::test]
async fn encodes_all_but_unreserved_characters() {
    let accepted = [
        ("414a6d69", "414a6d69"),
        ("AZaz09-._~", "AZaz09-._~"),
        ("a b", "a%20b"),
        ("+39", "%2B39"),
        ("a/b", "a%2Fb"),
        ("a\\b", "a%5Cb"),
        ("é", "%C3%A9"),
        ("😀", "%F0%9F%98%80"),
        ("?q=1&r", "%3Fq%3D1%26r"),
        ("#top", "%23top"),
        ("100%", "100%25"),
        ("%2F", "%252F"),
        ("{id}", "%7Bid%7D"),
        ("a;b,c:d@e", "a%3Bb%2Cc%3Ad%40e"),
        ("...", "..."),
        (".hidden", ".hidden"),
        ("a..b", "a..b"),
        ("//", "%2F%2F"),
        ("wamid.HBgL==", "wamid.HBgL%3D%3D"),
        ("\u{202e}x", "%E2%80%AEx"),
    ];
    for (value, encoded) in accepted {
        let fake = Fake::default();
        fake.client()
            .request(&GET)
            .path("id", value)
            .call::<Value>()
            .await
            .unwrap();
        let uri = fake.requests()[0].uri().to_string();
        assert_eq!(
            uri,
            format!("https://api.example.com/v1/things/{encoded}"),
            "{value:?}"
        );
    }
}

#[tokio::test]
async fn fills_templates_of_any_shape() {
    static FILE: Operation = Operation::new("getFile", Method::GET, "/a/{dir}/v{n}/{name}.json");
    static VERB: Operation = Operation::new("runThing", Method::POST, "/a:run/{x}{y}:{x}");
    let fake = Fake::default();
    let client = fake.client();
    let file = client
        .request(&FILE)
        .path("name", "{dir}")
        .path("dir", "d")
        .path("n", "1");
    file.call::<Value>().await.unwrap();
    let verb = client.request(&VERB).path("x", "1/").path("y", "2");
    verb.call::<Value>().await.unwrap();
    let sent: Vec<String> = fake
        .requests()
        .iter()
        .map(|request| request.uri().path().to_owned())
        .collect();
    assert_eq!(sent, ["/v1/a/d/v1/%7Bdir%7D.json", "/v1/a:run/1%2F2:1%2F"]);
}

#[tokio::test]
async fn refuses_a_template_that_is_not_whole() {
    static TWO: Operation = Operation::new("two", Method::GET, "/a/{x}/{y}");
    static DOTS: Operation = Operation::new("dots", Method::GET, "/a/../{x}");
    static BARE: Operation = Operation::new("bare", Method::GET, ".evil.example/{x}");
    let cases = [
        (&TWO, "two: path parameter `y` has no value"),
        (&DOTS, "dots: path does not keep its form in a URL"),
        (&BARE, "bare: path does not keep its form in a URL"),
    ];
    for (operation, text) in cases {
        let fake = Fake::default();
        let call = fake
            .client()
            .request(operation)
            .path("x", "1")
            .call::<Value>();
        assert_eq!(call.await.unwrap_err().to_string(), text);
        assert!(fake.requests().is_empty());
    }
    let unknown = Fake::default()
        .client()
        .request(&GET)
        .path("nope", "1")
        .call::<Value>();
    assert_eq!(
        unknown.await.unwrap_err().to_string(),
        "getThing: path parameter `nope` does not occur in the path of the operation"
    );
}

#[tokio::test]
async fn the_first_problem_is_the_one_reported() {
    let fake = Fake::default();
    let client = fake.client();
    let request = client
        .request(&GET)
        .path("id", "")
        .path("id", ".")
        .header("host", "x");
    let error = request.call::<Value>().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "getThing: path parameter `id` must not be empty"
    );
}

#[tokio::test]
async fn repeats_and_encodes_query_pairs() {
    let fake = Fake::default();
    let request = fake.client();
    let request = request
        .request(&GET)
        .path("id", "7")
        .query("tags[]", "a b")
        .query("tags[]", "");
    request
        .query("next", "x=&+#é")
        .call::<Value>()
        .await
        .unwrap();
    assert_eq!(
        fake.requests()[0].uri().query(),
        Some("tags%5B%5D=a%20b&tags%5B%5D=&next=x%3D%26%2B%23%C3%A9")
    );
}

#[tokio::test]
async fn refuses_a_url_that_no_request_can_have() {
    let fake = Fake::default();
    let call = fake
        .client()
        .request(&GET)
        .path("id", "x".repeat(70_000))
        .call::<Value>();
    assert_eq!(
        call.await.unwrap_err().to_string(),
        "getThing: URL is too long"
    );
}
