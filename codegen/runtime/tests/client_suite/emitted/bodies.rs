//! Bodies of each media type.

use std::time::Duration;

use serde_json::{Value, json};

use super::{colour, exchange, reply, sent};
use crate::bodies::{
    AccountInput, MergeJsonRequest, SendFormAddress, SendFormLine, SendFormRequest,
};
use crate::runtime::client::{Error, File};

const ACCOUNT: &str = r#"{"id":"7","name":"Joe","nickname":null,"new":[1]}"#;

#[tokio::test]
async fn json_has_what_a_caller_sends_and_answers_what_it_reads() {
    let account = AccountInput::new("Joe", "secret").nickname_null();
    let answer = reply("201 Created", "content-type: application/json\r\n", ACCOUNT);
    let (request, account) = exchange(answer, |client| {
        client
            .bodies()
            .send_json(&account)
            .timeout(Duration::from_secs(5))
            .header("x-trace", "1")
    })
    .await;
    assert_eq!(request.line, "POST /v1/bodies/json HTTP/1.1");
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("x-trace"), Some("1"));
    assert_eq!(
        request.body,
        r#"{"name":"Joe","password":"secret","nickname":null}"#
    );
    let account = account.unwrap();
    assert_eq!(
        (&*account.id, &*account.name, account.nickname.as_deref()),
        ("7", "Joe", None)
    );
    assert_eq!(account.extra.get("new"), Some(&json!([1])));
    let input = AccountInput::try_from(&account).unwrap_err();
    assert!(input.to_string().contains("password"), "{input}");
}

#[tokio::test]
async fn relatives_of_json_keep_their_name() {
    let merge = MergeJsonRequest::new().name_null().tags(["a"]);
    let answer = reply("200 OK", "", ACCOUNT);
    let (request, account) =
        exchange(answer, |client| client.bodies().merge_json(&merge).raw()).await;
    assert_eq!(request.line, "PATCH /v1/bodies/json HTTP/1.1");
    assert_eq!(
        request.header("content-type"),
        Some("application/merge-patch+json")
    );
    assert_eq!(request.body, r#"{"name":null,"tags":["a"]}"#);
    let raw: Value = account.unwrap().decode().unwrap();
    assert_eq!(raw["id"], "7");
}

#[tokio::test]
async fn what_breaks_its_schema_is_not_sent() {
    let client = crate::runtime::client::Client::builder()
        .token("t")
        .base_url("http://127.0.0.1:9");
    let client = client.attempts(1).build().unwrap();
    let error = client
        .bodies()
        .send_json(&AccountInput::new("", "x"))
        .await
        .unwrap_err();
    let Error::InvalidRequest(problem) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (problem.place(), problem.operation()),
        ("request body", Some("sendJson"))
    );
    let broken = problem.violations().unwrap().iter();
    let broken: Vec<_> = broken
        .map(|violation| (&*violation.path, violation.keyword))
        .collect();
    assert_eq!(broken, [("$.name", "minLength")]);
    let text = error.to_string();
    assert!(
        text.starts_with("sendJson: request body $.name: "),
        "{text}"
    );
}

#[tokio::test]
async fn forms_write_each_member_in_its_style() {
    let form = SendFormRequest::new("a&b ü")
        .items(["x", "y"])
        .codes(["1", "2"])
        .address(SendFormAddress::new().street("Main St").city("Rome"))
        .metadata([("k 1", "v"), ("k2", "w")])
        .lines([
            SendFormLine::new().sku("s").count(2),
            SendFormLine::new().sku("t"),
        ])
        .link("https://a.b/c?d")
        .paid(true);
    let request = sent(|client| client.bodies().send_form(&form)).await;
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    let pairs: Vec<&str> = request.body.split('&').collect();
    let expected = [
        "name=a%26b%20%C3%BC",
        "items=x",
        "items=y",
        "codes=1%7C2",
        "address=%7B%22street%22%3A%22Main%20St%22%2C%22city%22%3A%22Rome%22%7D",
        "metadata%5Bk%201%5D=v",
        "metadata%5Bk2%5D=w",
        "lines%5B0%5D%5Bsku%5D=s",
        "lines%5B0%5D%5Bcount%5D=2",
        "lines%5B1%5D%5Bsku%5D=t",
        "link=https://a.b/c?d",
        "paid=true",
    ];
    assert_eq!(pairs, expected);
}

#[tokio::test]
async fn parts_have_names_types_and_headers() {
    let request = sent(|client| {
        let image = File::new("ü\".png", "PNG");
        let pages = [
            File::new("1.txt", "one").content_type("text/plain"),
            File::new("2", "two"),
        ];
        let call = client
            .bodies()
            .send_parts("a\r\nb", image)
            .pages_parameter(pages);
        let call = call.about(&colour()).notes(["x", "y"]);
        call.sheet("1,2".to_owned())
    });
    let request = request.await;
    let media_type = request.header("content-type").unwrap();
    let boundary = media_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let part = |head: &str, body: &str| {
        format!("--{boundary}\r\ncontent-disposition: form-data; {head}\r\n\r\n{body}\r\n")
    };
    let expected = [
        part("name=\"name\"", "a\r\nb"),
        part(
            "name=\"image\"; filename=\"ü%22.png\"\r\ncontent-type: image/png",
            "PNG",
        ),
        part(
            "name=\"pages\"; filename=\"1.txt\"\r\ncontent-type: text/plain",
            "one",
        ),
        part(
            "name=\"pages\"; filename=\"2\"\r\ncontent-type: application/octet-stream",
            "two",
        ),
        part(
            "name=\"about\"\r\ncontent-type: application/json",
            r#"{"R":100,"G":200,"B":150}"#,
        ),
        part("name=\"notes\"", "x"),
        part("name=\"notes\"", "y"),
        part(
            "name=\"sheet\"; filename=\"file\"\r\ncontent-type: text/csv\r\nx-rows: all",
            "1,2",
        ),
        format!("--{boundary}--\r\n"),
    ];
    assert_eq!(request.body, expected.concat());
}

#[tokio::test]
async fn bytes_and_texts_go_as_they_are() {
    let bytes = sent(|client| client.bodies().send_bytes("a\0b")).await;
    assert_eq!(
        bytes.header("content-type"),
        Some("application/octet-stream")
    );
    assert_eq!(
        (&*bytes.line, &*bytes.body),
        ("PUT /v1/bodies/bytes HTTP/1.1", "a\0b")
    );
    let text = sent(|client| client.bodies().send_text("grün")).await;
    assert_eq!(
        text.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert_eq!(text.body, "grün");
    let nothing = sent(|client| client.bodies().send_bytes("")).await;
    assert_eq!(nothing.header("content-length"), Some("0"));
}

#[tokio::test]
async fn a_body_has_one_of_several_media_types_or_is_absent() {
    let json = sent(|client| client.bodies().send_any(&colour())).await;
    assert_eq!(json.header("content-type"), Some("application/json"));
    assert_eq!(json.body, r#"{"R":100,"G":200,"B":150}"#);
    let form = sent(|client| client.bodies().send_any_form(Some(&colour()))).await;
    assert_eq!(
        form.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(form.body, "R=100&G=200&B=150");
    let text = sent(|client| client.bodies().send_any_text(Some("a".to_owned()))).await;
    assert_eq!(
        (text.header("content-type"), &*text.body),
        (Some("text/plain"), "a")
    );
    let none = sent(|client| client.bodies().send_any(None)).await;
    assert_eq!((none.header("content-type"), &*none.body), (None, ""));
}
