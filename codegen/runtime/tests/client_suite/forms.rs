//! Parameters in every style, bodies of every kind, and the places of secrets.

use std::collections::BTreeMap;
use std::error::Error as StdError;

use bytes::Bytes;

use crate::runtime::client::{
    Answer, Api, Auth, BoxFuture, Client, ClientBuilder, Error, File, Method, Operation,
    RequestBuilder, Response, Style, TokenProvider,
};
use crate::support::{Fake, TOKEN};

static GET: Operation = Operation::new("getThing", Method::GET, "/things/{id}");
static LIST: Operation = Operation::new("listThings", Method::GET, "/things");
static POST: Operation = Operation::new("addThing", Method::POST, "/things");

/// The request that is sent, its path and query as text.
async fn sent(
    operation: &'static Operation,
    build: impl FnOnce(RequestBuilder) -> RequestBuilder,
) -> Result<http::Request<Bytes>, Error> {
    let fake = Fake::default();
    build(fake.client().request(operation)).call_empty().await?;
    Ok(fake.requests().remove(0))
}

async fn target(
    operation: &'static Operation,
    build: impl FnOnce(RequestBuilder) -> RequestBuilder,
) -> String {
    let request = sent(operation, build).await.unwrap();
    let target = request.uri().path_and_query().unwrap().as_str();
    target.strip_prefix("/v1/things").unwrap().to_owned()
}

fn object() -> BTreeMap<String, i64> {
    [("R", 100), ("G", 200)]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

fn list() -> Vec<String> {
    ["blue", "a,b"].map(str::to_owned).into()
}

#[tokio::test]
async fn a_path_has_every_style() {
    for (style, scalar, items, members) in [
        (Style::Simple, "/7", "/blue,a%2Cb", "/G,200,R,100"),
        (Style::SimpleExplode, "/7", "/blue,a%2Cb", "/G=200,R=100"),
        (Style::Label, "/.7", "/.blue,a%2Cb", "/.G,200,R,100"),
        (Style::LabelExplode, "/.7", "/.blue.a%2Cb", "/.G=200.R=100"),
        (
            Style::Matrix,
            "/;id=7",
            "/;id=blue,a%2Cb",
            "/;id=G,200,R,100",
        ),
        (
            Style::MatrixExplode,
            "/;id=7",
            "/;id=blue;id=a%2Cb",
            "/;G=200;R=100",
        ),
        (
            Style::Json,
            "/7",
            "/%5B%22blue%22%2C%22a%2Cb%22%5D",
            "/%7B%22G%22%3A200%2C%22R%22%3A100%7D",
        ),
    ] {
        assert_eq!(
            target(&GET, |request| request.path_with("id", style, &7_i64)).await,
            scalar
        );
        assert_eq!(
            target(&GET, |request| request.path_with("id", style, &list())).await,
            items
        );
        assert_eq!(
            target(&GET, |request| request.path_with("id", style, &object())).await,
            members
        );
    }
}

#[tokio::test]
async fn no_style_lets_a_path_lead_elsewhere() {
    for value in [
        vec![],
        vec![String::new()],
        vec!["..".to_owned()],
        vec!["a".to_owned(), "%2e".to_owned()],
    ] {
        let refused = sent(&GET, |request| {
            request.path_with("id", Style::LabelExplode, &value)
        })
        .await;
        assert!(
            matches!(refused, Err(Error::InvalidRequest(_))),
            "{value:?}"
        );
    }
}

#[tokio::test]
async fn a_query_has_every_style() {
    for (style, items, members) in [
        (Style::Form, "?q=blue,a%2Cb", "?q=G,200,R,100"),
        (Style::FormExplode, "?q=blue&q=a%2Cb", "?G=200&R=100"),
        (Style::Space, "?q=blue%20a%2Cb", "?q=G%20200%20R%20100"),
        (Style::Pipe, "?q=blue%7Ca%2Cb", "?q=G%7C200%7CR%7C100"),
        (
            Style::Deep,
            "?q%5B%5D=blue&q%5B%5D=a%2Cb",
            "?q%5BG%5D=200&q%5BR%5D=100",
        ),
    ] {
        assert_eq!(
            target(&LIST, |request| request.query_with("q", style, &list())).await,
            items
        );
        assert_eq!(
            target(&LIST, |request| request.query_list(
                "q",
                style,
                ["blue", "a,b"]
            ))
            .await,
            items
        );
        assert_eq!(
            target(&LIST, |request| request.query_with("q", style, &object())).await,
            members
        );
    }
    let nested: serde_json::Value = serde_json::json!({"a": {"b": [{"c": 1}], "n": null}});
    let deep = target(&LIST, |request| {
        request.query_with("q", Style::Deep, &nested)
    })
    .await;
    assert_eq!(deep, "?q%5Ba%5D%5Bb%5D%5B0%5D%5Bc%5D=1");
    let empty: Vec<String> = Vec::new();
    assert_eq!(
        target(&LIST, |request| request.query_with(
            "q",
            Style::Form,
            &empty
        ))
        .await,
        ""
    );
    assert_eq!(
        target(&LIST, |request| request.query("q", "a&b=c d").query("n", 1)).await,
        "?q=a%26b%3Dc%20d&n=1"
    );
}

#[tokio::test]
async fn reserved_characters_stay_where_they_split_nothing() {
    for (value, kept) in [
        ("/a?b:c&d=e#f+g'h", "/a?b:c%26d=e%23f%2Bg%27h"),
        // Reserved expansion of RFC 6570 encodes nothing twice.
        ("%20%zz%4%é%", "%20%25zz%254%25%C3%A9%25"),
    ] {
        let query = target(&LIST, |request| {
            request.query_reserved("q=", Style::Form, value)
        });
        assert_eq!(query.await, format!("?q%3D={kept}"));
    }
}

#[tokio::test]
async fn headers_and_cookies_have_lists_and_objects() {
    let request = sent(&LIST, |request| {
        request
            .header_with("x-list", Style::Simple, &list())
            .header_with("x-object", Style::SimpleExplode, &object())
            .cookie("session", "a b;c")
            .cookie_with("ids", Style::FormExplode, &vec![1_i64, 2])
            .header("cookie", "own=1")
    })
    .await
    .unwrap();
    let header = |name: &str| request.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("x-list"), "blue,a,b");
    assert_eq!(header("x-object"), "G=200,R=100");
    assert_eq!(header("cookie"), "own=1; session=a%20b%3Bc; ids=1; ids=2");
}

#[tokio::test]
async fn a_form_writes_each_member_in_its_style() {
    let body = serde_json::json!({"name": "a&b", "ids": [1, 2], "expand": ["x"], "meta": {"k": 1}, "raw": {"k": 1}});
    let request = sent(&POST, |request| {
        request.form(&body, &[("expand", Style::Deep), ("meta", Style::Deep)])
    })
    .await
    .unwrap();
    assert_eq!(
        request.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
    let mut pairs: Vec<&str> = std::str::from_utf8(request.body())
        .unwrap()
        .split('&')
        .collect();
    pairs.sort_unstable();
    let expected = [
        "expand%5B%5D=x",
        "ids=1",
        "ids=2",
        "meta%5Bk%5D=1",
        "name=a%26b",
        "raw=%7B%22k%22%3A1%7D",
    ];
    assert_eq!(pairs, expected);
}

#[tokio::test]
async fn a_form_leaves_reserved_characters_where_it_may() {
    let body = serde_json::json!({"url": "a/b?c&d", "other": "a/b"});
    let request = sent(&POST, |request| request.form_reserved(&body, &[], &["url"]));
    let request = request.await.unwrap();
    let mut pairs: Vec<&str> = std::str::from_utf8(request.body())
        .unwrap()
        .split('&')
        .collect();
    pairs.sort_unstable();
    assert_eq!(pairs, ["other=a%2Fb", "url=a/b?c%26d"]);
}

#[tokio::test]
async fn parts_are_written_in_their_styles() {
    let request = sent(&POST, |request| {
        request
            .multipart()
            .part_in("pipe", Style::Pipe, &list())
            .part_in("space", Style::Space, &list())
            .part_in("each", Style::FormExplode, &list())
            .part_in("deep", Style::Deep, &object())
            .part_in("none", Style::Form, &Vec::<String>::new())
    });
    let request = request.await.unwrap();
    let body = std::str::from_utf8(request.body()).unwrap();
    let parts = body.split("form-data; name=").skip(1);
    let parts = parts.map(|part| part.split("\r\n--").next().unwrap());
    let parts: Vec<String> = parts.map(|part| part.replace("\r\n\r\n", " ")).collect();
    assert_eq!(
        parts,
        [
            "\"pipe\" blue|a,b",
            "\"space\" blue a,b",
            "\"each\" blue",
            "\"each\" a,b",
            "\"deep[G]\" 200",
            "\"deep[R]\" 100",
        ]
    );
}

#[tokio::test]
async fn parts_keep_names_types_and_bytes() {
    let request = sent(&POST, |request| {
        request
            .multipart()
            .part("purpose", "x y")
            .part_file("file", "image/png", File::new("a\"\r\n.png", vec![0, 255]))
            .part_file("other", "", File::from(vec![1]).content_type("text/csv"))
            .part_with("tags", "", &list())
            .part_with("meta", "application/json", &object())
    })
    .await
    .unwrap();
    let content_type = request.headers()["content-type"].to_str().unwrap();
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let body = String::from_utf8_lossy(request.body()).into_owned();
    let parts: Vec<&str> = body.split(&format!("--{boundary}")).collect();
    let disposition = "\r\ncontent-disposition: form-data; name=";
    assert_eq!(
        parts,
        [
            "",
            &format!("{disposition}\"purpose\"\r\n\r\nx y\r\n"),
            &format!(
                "{disposition}\"file\"; filename=\"a%22%0D%0A.png\"\r\ncontent-type: image/png\r\n\r\n\0\u{fffd}\r\n"
            ),
            &format!(
                "{disposition}\"other\"; filename=\"file\"\r\ncontent-type: text/csv\r\n\r\n\u{1}\r\n"
            ),
            &format!("{disposition}\"tags\"\r\n\r\nblue\r\n"),
            &format!("{disposition}\"tags\"\r\n\r\na,b\r\n"),
            &format!(
                "{disposition}\"meta\"\r\ncontent-type: application/json\r\n\r\n{{\"G\":200,\"R\":100}}\r\n"
            ),
            "--\r\n",
        ]
    );
    let illegal = sent(&POST, |request| {
        request.part_file("file", "", File::from(vec![1]).content_type("a\r\nb"))
    });
    assert!(matches!(illegal.await, Err(Error::InvalidRequest(_))));
}

#[tokio::test]
async fn parts_have_headers_and_make_other_media_types() {
    let sent_parts = |file: File| {
        sent(&POST, |request| {
            request
                .multipart_as("multipart/related")
                .part_file("file", "", file)
                .part_with("tags", "", &list())
                .part_headers("file", &[("X-A", "1"), ("x-b", "2")])
                .part_headers("tags", &[("x-c", "3")])
                .part_headers("nobody", &[("x-d", "4")])
        })
    };
    let request = sent_parts(File::from(vec![1]).header("x-B", "é"))
        .await
        .unwrap();
    let content_type = request.headers()["content-type"].to_str().unwrap();
    assert!(
        content_type.starts_with("multipart/related; boundary=part-"),
        "{content_type}"
    );
    let body = std::str::from_utf8(request.body()).unwrap();
    let file = "filename=\"file\"\r\ncontent-type: application/octet-stream\r\nx-b: é\r\nx-a: 1\r\n\r\n\u{1}\r\n";
    assert!(body.contains(file), "{body}");
    assert_eq!(body.matches("\r\nx-c: 3\r\n\r\n").count(), 2);
    assert!(!body.contains("x-d"));
    for (name, value) in [
        ("x-a", "a\r\nb"),
        ("x a", "b"),
        ("Content-Type", "a/b"),
        ("content-disposition", "x"),
    ] {
        let refused = sent_parts(File::from(vec![1]).header(name, value)).await;
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains("file `file` has a header"), "{refused}");
        let refused = sent(&POST, |request| {
            request.part("a", 1).part_headers("a", &[(name, value)])
        });
        assert!(matches!(refused.await, Err(Error::InvalidRequest(_))));
    }
}

#[tokio::test]
async fn a_boundary_occurs_in_no_part() {
    let first = sent(&POST, |request| request.part("a", "x")).await.unwrap();
    let content_type = first.headers()["content-type"].to_str().unwrap().to_owned();
    let boundary = content_type.split_once('=').unwrap().1;
    let second = sent(&POST, |request| request.part("a", format!("x{boundary}")))
        .await
        .unwrap();
    let boundary = second.headers()["content-type"]
        .to_str()
        .unwrap()
        .split_once('=')
        .unwrap()
        .1;
    let body = String::from_utf8(second.body().to_vec()).unwrap();
    assert_eq!(body.matches(boundary).count(), 2, "{body}");
}

#[tokio::test]
async fn text_and_bytes_go_as_they_are() {
    let text = sent(&POST, |request| request.text("text/csv", "a;b"))
        .await
        .unwrap();
    assert_eq!(
        (
            text.headers()["content-type"].to_str().unwrap(),
            &text.body()[..]
        ),
        ("text/csv", &b"a;b"[..])
    );
    for (media_type, sent_as) in [
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/csv; charset=UTF-8", "text/csv; charset=UTF-8"),
        ("application/xml", "application/xml"),
    ] {
        let text = sent(&POST, |request| request.text(media_type, "é")).await;
        assert_eq!(text.unwrap().headers()["content-type"], sent_as);
    }
    let merge = sent(&POST, |request| {
        request.json_as("application/merge-patch+json", &1_i64)
    })
    .await
    .unwrap();
    assert_eq!(
        merge.headers()["content-type"],
        "application/merge-patch+json"
    );
    let none = sent(&POST, |request| {
        request.body_opt(None::<Bytes>, |request, body| request.bytes("a/b", body))
    });
    assert!(none.await.unwrap().headers().get("content-type").is_none());
}

#[derive(Debug, PartialEq)]
enum Added {
    Created(i64),
    Accepted,
    Other(u16),
}

impl Answer for Added {
    fn read(response: Response) -> Result<Self, Error> {
        Ok(match response.status().as_u16() {
            201 => Self::Created(response.decode()?),
            202 => Self::Accepted,
            other => Self::Other(other),
        })
    }
}

#[tokio::test]
async fn answers_are_told_apart_by_status() {
    for (status, body, expected) in [
        (201, "7", Added::Created(7)),
        (202, "", Added::Accepted),
        (200, "[]", Added::Other(200)),
    ] {
        let fake = Fake::answering(status, &[], body);
        let answer: Added = fake.client().request(&POST).call_answer().await.unwrap();
        assert_eq!(answer, expected);
    }
}

#[tokio::test]
async fn answers_may_be_absent_text_bytes_or_a_stream() {
    let fake = Fake::answering(204, &[], "");
    let nothing: Option<i64> = fake.client().request(&LIST).call_optional().await.unwrap();
    assert_eq!(nothing, None);
    let fake = Fake::answering(200, &[], "7");
    let some: Option<i64> = fake.client().request(&LIST).call_optional().await.unwrap();
    assert_eq!(some, Some(7));
    let fake = Fake::answering(200, &[], vec![b'a', 255]);
    assert_eq!(
        fake.client().request(&LIST).call_text().await.unwrap(),
        "a\u{fffd}"
    );
    let fake = Fake::answering(200, &[], vec![b'a', 255]);
    assert_eq!(
        &fake.client().request(&LIST).call_bytes().await.unwrap()[..],
        [b'a', 255]
    );
    let fake = Fake::answering(200, &[("x-a", "1")], "abc");
    let mut stream = fake
        .client()
        .request(&LIST)
        .call_bytes()
        .chunks()
        .await
        .unwrap();
    assert_eq!(stream.headers()["x-a"], "1");
    assert_eq!(stream.chunk().await.unwrap().as_deref(), Some(&b"abc"[..]));
    assert_eq!(stream.chunk().await.unwrap(), None);
    let fake = Fake::answering(404, &[], "{}");
    let refused = fake
        .client()
        .request(&LIST)
        .call_bytes()
        .chunks()
        .await
        .unwrap_err();
    assert!(refused.is_not_found());
}

static MANY: Api = Api {
    name: "many",
    version: "1.0.0",
    env: "MANY_TEST",
    servers: &[
        "https://{region=eu|us}.{domain=example}.com/v1",
        "https://other.example.com",
    ],
    variables: &["zone"],
    auth: &[
        ("bearer", Auth::Bearer),
        ("basic", Auth::Basic),
        ("header", Auth::Header("x-key")),
        ("query", Auth::Query("api key")),
        ("cookie", Auth::Cookie("session")),
        ("other", Auth::Scheme("ApiKey")),
    ],
    security: &[&[0], &[1]],
    rate_limit: None,
};

static QUERY: Operation = Operation::new("query", Method::GET, "/a").security(&[&[3]]);
static COOKIE: Operation = Operation::new("cookie", Method::GET, "/a").security(&[&[2, 4]]);
static OTHER: Operation = Operation::new("other", Method::GET, "/a").security(&[&[5]]);
static FREE: Operation = Operation::new("free", Method::GET, "/a").anonymous();
static USUAL: Operation = Operation::new("usual", Method::GET, "/a");
static ELSEWHERE: Operation =
    Operation::new("elsewhere", Method::GET, "/a").server("https://{zone=b}.example.com");
static BESIDE: Operation = Operation::new("beside", Method::GET, "/a").server("/v2/");

async fn signed(
    build: impl FnOnce(ClientBuilder) -> ClientBuilder,
    operation: &'static Operation,
) -> Result<http::Request<Bytes>, Error> {
    let fake = Fake::default();
    let client: Client = build(ClientBuilder::new(&MANY))
        .transport(fake.clone())
        .build()?;
    client
        .request(operation)
        .query("a", 1)
        .cookie("c", 1)
        .call_empty()
        .await?;
    Ok(fake.requests().remove(0))
}

fn text(request: &http::Request<Bytes>, name: &str) -> Option<String> {
    request
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap().to_owned())
}

#[tokio::test]
async fn each_scheme_has_its_place() {
    let usual = signed(|builder| builder.token(TOKEN), &USUAL)
        .await
        .unwrap();
    assert_eq!(
        text(&usual, "authorization"),
        Some(format!("Bearer {TOKEN}"))
    );
    let basic = signed(|builder| builder.basic("user", "pass"), &USUAL)
        .await
        .unwrap();
    assert_eq!(
        text(&basic, "authorization").as_deref(),
        Some("Basic dXNlcjpwYXNz")
    );
    let query = signed(|builder| builder.token("se+cret"), &QUERY)
        .await
        .unwrap();
    assert_eq!(query.uri().query(), Some("a=1&api%20key=se%2Bcret"));
    assert_eq!(text(&query, "authorization"), None);
    let cookie = signed(
        |builder| builder.token(TOKEN).credential("cookie", "k"),
        &COOKIE,
    )
    .await
    .unwrap();
    assert_eq!(text(&cookie, "cookie").as_deref(), Some("c=1; session=k"));
    assert_eq!(text(&cookie, "x-key").as_deref(), Some(TOKEN));
    let other = signed(|builder| builder.token(format!("Bearer {TOKEN}")), &OTHER)
        .await
        .unwrap();
    assert_eq!(
        text(&other, "authorization"),
        Some(format!("ApiKey {TOKEN}"))
    );
    let free = signed(|builder| builder.token(TOKEN), &FREE).await.unwrap();
    assert_eq!(text(&free, "authorization"), None);
}

#[tokio::test]
async fn a_secret_cannot_bring_a_second_cookie() {
    let split = signed(
        |builder| builder.token(TOKEN).credential("cookie", "k;admin=1"),
        &COOKIE,
    );
    let split = split.await.unwrap_err();
    assert_eq!(split.to_string(), "cookie: token cannot stand in a cookie");
}

static WHOLE: Api = Api {
    name: "whole",
    version: "1.0.0",
    env: "WHOLE_TEST",
    servers: &["https://example.com"],
    variables: &[],
    auth: &[
        ("key", Auth::Header("authorization")),
        ("bearer", Auth::Bearer),
    ],
    security: &[&[0]],
    rate_limit: None,
};

#[tokio::test]
async fn a_key_that_is_the_whole_header_keeps_its_scheme() {
    static BEARER: Operation = Operation::new("bearer", Method::GET, "/a").security(&[&[1]]);
    for (given, whole, behind_bearer) in [
        ("Token t-1", "Token t-1", "Bearer Token t-1"),
        ("Bearer t-1", "Bearer t-1", "Bearer t-1"),
        ("t-1", "t-1", "Bearer t-1"),
    ] {
        let builders = [
            ClientBuilder::new(&WHOLE).token(given),
            ClientBuilder::new(&WHOLE)
                .token("t-2")
                .credential("key", given)
                .credential("bearer", "t-3"),
        ];
        for (number, builder) in builders.into_iter().enumerate() {
            let fake = Fake::answering(401, &[], "it was t-1");
            let client = builder.transport(fake.clone()).build().unwrap();
            let refused = client.request(&USUAL).call_empty().await.unwrap_err();
            assert_eq!(refused.message(), Some("it was [REDACTED]"));
            if number == 0 {
                client.request(&BEARER).call_empty().await.unwrap();
                let last = fake.requests().remove(1);
                assert_eq!(text(&last, "authorization").as_deref(), Some(behind_bearer));
            }
            let first = fake.requests().remove(0);
            assert_eq!(text(&first, "authorization").as_deref(), Some(whole));
        }
    }
    for flawed in ["Token  t", " t", "t ", "Token t\n", "Token\tt"] {
        let built = ClientBuilder::new(&WHOLE).token(flawed).build();
        assert!(matches!(built, Err(Error::InvalidRequest(_))), "{flawed:?}");
    }
}

#[tokio::test]
async fn headers_of_all_calls_are_set_once() {
    let fake = Fake::default();
    let builder = ClientBuilder::new(&MANY)
        .token(TOKEN)
        .transport(fake.clone())
        .header("API-Version", "2024-01-01")
        .header("cookie", "a=1");
    let client = builder.build().unwrap();
    client.request(&USUAL).call_empty().await.unwrap();
    let own = client
        .request(&USUAL)
        .header("api-version", "2")
        .cookie("b", 2);
    own.call_empty().await.unwrap();
    let last = fake.requests().remove(1);
    assert_eq!(text(&last, "cookie").as_deref(), Some("a=1; b=2"));
    let versions: Vec<_> = fake
        .requests()
        .iter()
        .map(|request| text(request, "api-version"))
        .collect();
    assert_eq!(
        versions,
        [Some("2024-01-01".to_owned()), Some("2".to_owned())]
    );
    for (name, value) in [
        ("Authorization", "x"),
        ("X-Key", "x"),
        ("host", "x"),
        ("x-a", "a\nb"),
    ] {
        let built = ClientBuilder::new(&MANY)
            .token(TOKEN)
            .header(name, value)
            .build();
        assert!(matches!(built, Err(Error::InvalidRequest(_))), "{name}");
    }
}

#[tokio::test]
async fn a_caller_proves_who_it_is_where_the_contract_knows_no_way() {
    let free = signed(|builder| builder.token(TOKEN), &FREE);
    assert_eq!(text(&free.await.unwrap(), "authorization"), None);
    let fake = Fake::default();
    let builder = ClientBuilder::new(&MANY)
        .token(TOKEN)
        .transport(fake.clone());
    let client = builder.build().unwrap();
    let own = client.request(&FREE).header("authorization", "Digest x");
    own.call_empty().await.unwrap();
    let sent = fake.requests().remove(0).headers()["authorization"].clone();
    assert!(sent == "Digest x" && sent.is_sensitive());
    let usual = client.request(&USUAL).header("authorization", "Digest x");
    let refused = usual.call_empty().await.unwrap_err().to_string();
    assert!(refused.contains("cannot be replaced"), "{refused}");
}

#[tokio::test]
async fn a_secret_that_is_not_there_is_missed_before_sending() {
    let missing = signed(|builder| builder.basic("user", "pass"), &QUERY)
        .await
        .unwrap_err();
    assert_eq!(missing.to_string(), "query: credential `query` is missing");
    let unknown = signed(
        |builder| builder.token(TOKEN).credential("nobody", "x"),
        &USUAL,
    )
    .await
    .unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "credential `nobody` is none of the API's"
    );
    let none = signed(|builder| builder, &USUAL).await.unwrap_err();
    assert_eq!(none.to_string(), "token is missing");
}

struct Fresh(&'static str);

impl TokenProvider for Fresh {
    fn token(&self) -> BoxFuture<'_, Result<String, Box<dyn StdError + Send + Sync>>> {
        let given = self.0;
        Box::pin(async move {
            if given.is_empty() {
                Err("no network".into())
            } else {
                Ok(format!("Bearer {given}"))
            }
        })
    }
}

#[tokio::test]
async fn a_provider_gives_the_token_of_each_request() {
    let request = signed(|builder| builder.token_provider(Fresh(TOKEN)), &USUAL)
        .await
        .unwrap();
    assert_eq!(
        text(&request, "authorization"),
        Some(format!("Bearer {TOKEN}"))
    );
    assert!(request.headers()["authorization"].is_sensitive());
    let failed = signed(|builder| builder.token_provider(Fresh("")), &USUAL)
        .await
        .unwrap_err();
    assert_eq!(
        failed.to_string(),
        "usual: token could not be provided: no network"
    );
    assert!(!failed.was_sent());
}

#[tokio::test]
async fn a_provided_token_is_hidden_in_errors() {
    let fake = Fake::answering(401, &[], format!("bad token {TOKEN}"));
    let builder = ClientBuilder::new(&MANY)
        .token_provider(Fresh(TOKEN))
        .transport(fake.clone());
    let error = builder
        .build()
        .unwrap()
        .request(&USUAL)
        .call_empty()
        .await
        .unwrap_err();
    assert_eq!(error.message(), Some("bad token [REDACTED]"));
}

#[tokio::test]
async fn servers_are_chosen_and_filled() {
    for (build, operation, host) in [
        (
            (|builder| builder) as fn(ClientBuilder) -> ClientBuilder,
            &USUAL,
            "eu.example.com",
        ),
        (
            |builder| builder.server_variable("region", "us"),
            &USUAL,
            "us.example.com",
        ),
        (|builder| builder.server(1), &USUAL, "other.example.com"),
        (|builder| builder, &ELSEWHERE, "b.example.com"),
        (
            |builder| {
                builder
                    .server_variable("zone", "c")
                    .server_variable("region", "us")
            },
            &ELSEWHERE,
            "c.example.com",
        ),
        (
            |builder| builder.base_url("https://own.example.com"),
            &ELSEWHERE,
            "own.example.com",
        ),
    ] {
        let request = signed(|builder| build(builder.token(TOKEN)), operation)
            .await
            .unwrap();
        assert_eq!(request.uri().host(), Some(host));
    }
    for (name, value, problem) in [
        ("region", "mars", "`region` must be one of `eu`, `us`"),
        ("regoin", "us", "`regoin` is not in the URL of the server"),
        (
            "domain",
            "evil.com/",
            "`domain` cannot stand in the name of a host",
        ),
        (
            "domain",
            "x@evil",
            "`domain` cannot stand in the name of a host",
        ),
    ] {
        let refused = signed(
            |builder| builder.token(TOKEN).server_variable(name, value),
            &USUAL,
        );
        let refused = refused.await.unwrap_err().to_string();
        assert_eq!(refused, format!("server variable {problem}"));
    }
    for base in ["https://own.example.com/v1", "https://own.example.com"] {
        let beside = signed(|builder| builder.token(TOKEN).base_url(base), &BESIDE);
        let url = beside.await.unwrap().uri().to_string();
        assert_eq!(url, "https://own.example.com/v2/a?a=1");
    }
    let absent = signed(|builder| builder.token(TOKEN).server(7), &USUAL)
        .await
        .unwrap_err();
    assert_eq!(
        absent.to_string(),
        "base URL is needed: the API has no server of that number"
    );
}
