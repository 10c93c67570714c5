//! Parameters in each place and style, beside the table "Style Examples" of the specification.

use super::{Received, colour, colours, sent};
use crate::queries::{ObjectsInQueryFilter, ObjectsInQueryFilterCreated};
use crate::runtime::client::{Client, Error};
use crate::support::TOKEN;

fn target(received: &Received) -> &str {
    let line = received.line.strip_suffix(" HTTP/1.1").unwrap();
    line.split_once(" /v1").unwrap().1
}

/// The pairs of a query, one by one.
fn pairs(received: &Received) -> Vec<&str> {
    target(received)
        .split_once('?')
        .unwrap()
        .1
        .split('&')
        .collect()
}

#[tokio::test]
async fn paths_have_every_style() {
    let text = sent(|client| {
        let routes = client.routes();
        routes.text_in_path("blue", "blue", "blue", "blue", "blue", "blue")
    });
    assert_eq!(
        target(&text.await),
        "/routes/text/blue/blue/.blue/.blue/;matrix=blue/;color=blue"
    );
    let list = sent(|client| {
        let list = colours();
        client
            .routes()
            .list_in_path(&list, &list, &list, &list, &list, &list)
    });
    assert_eq!(
        target(&list.await),
        "/routes/list/blue,black,brown/blue,black,brown/.blue,black,brown/.blue.black.brown\
         /;matrix=blue,black,brown/;color=blue;color=black;color=brown"
    );
    let object = sent(|client| {
        let one = colour();
        client
            .routes()
            .object_in_path(&one, &one, &one, &one, &one, &one)
    });
    assert_eq!(
        target(&object.await),
        "/routes/object/R,100,G,200,B,150/R=100,G=200,B=150/.R,100,G,200,B,150/.R=100.G=200.B=150\
         /;matrix=R,100,G,200,B,150/;R=100;G=200;B=150"
    );
}

#[tokio::test]
async fn paths_keep_what_stands_beside_a_parameter() {
    let file = sent(|client| client.routes().file("a/b ü?.txt")).await;
    assert_eq!(
        file.line,
        "GET /v1/routes/files/a%2Fb%20%C3%BC%3F.txt.json HTTP/1.1"
    );
    let task = sent(|client| client.routes().cancel(-7)).await;
    assert_eq!(task.line, "POST /v1/routes/tasks/-7:cancel HTTP/1.1");
    let filter = sent(|client| client.routes().filter(&colour())).await;
    let json = "%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D";
    assert_eq!(target(&filter), format!("/routes/filters/{json}"));
}

#[tokio::test]
async fn paths_lead_nowhere_else() {
    let client = Client::builder()
        .token(TOKEN)
        .base_url("http://127.0.0.1:9");
    let client = client.attempts(1).build().unwrap();
    for name in ["", ".", "..", "%2e%2E", "a/../b", "a\\..\\b", "a\r\nb"] {
        let refused = client.routes().file(name).await;
        assert!(matches!(refused, Err(Error::InvalidRequest(_))), "{name:?}");
    }
}

#[tokio::test]
async fn queries_have_texts_numbers_and_dates() {
    let texts = sent(|client| {
        let call = client
            .queries()
            .texts_in_query()
            .color("blau & grün+1 #")
            .empty("");
        let call = call.count(i64::MIN).share(1e21).on(true);
        let call = call.day("2024-02-29").at("2024-02-29T10:00:00+01:00");
        call.target("/a?b=c&d[e]=f+g#h%20i").odd_name("x")
    });
    let texts = texts.await;
    let expected = [
        "color=blau%20%26%20gr%C3%BCn%2B1%20%23",
        "empty=",
        "count=-9223372036854775808",
        "share=1000000000000000000000",
        "on=true",
        "day=2024-02-29",
        "at=2024-02-29T10%3A00%3A00%2B01%3A00",
        "target=/a?b=c%26d%5Be%5D=f%2Bg%23h%20i",
        "odd%20name%5B%5D=x",
    ];
    assert_eq!(pairs(&texts), expected);
    let small = sent(|client| client.queries().texts_in_query().share(-0.0)).await;
    assert_eq!(target(&small), "/queries/texts?share=-0");
}

#[tokio::test]
async fn numbers_without_a_text_are_not_sent() {
    let client = Client::builder()
        .token(TOKEN)
        .base_url("http://127.0.0.1:9");
    let client = client.attempts(1).build().unwrap();
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let refused = client.queries().texts_in_query().share(number).await;
        let Err(Error::InvalidRequest(problem)) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(problem.place(), "parameter `share`");
    }
}

#[tokio::test]
async fn queries_have_every_style_of_a_list() {
    let lists = sent(|client| {
        let call = client
            .queries()
            .lists_in_query()
            .form(colours())
            .forms(colours());
        let call = call.space(colours()).pipe(colours()).json(["blue", "a b"]);
        call.ids(&[1, 2])
    });
    let lists = lists.await;
    let expected = [
        "form=blue,black,brown",
        "forms=blue",
        "forms=black",
        "forms=brown",
        "space=blue%20black%20brown",
        "pipe=blue%7Cblack%7Cbrown",
        "json=%5B%22blue%22%2C%22a%20b%22%5D",
        "ids%5B%5D=1",
        "ids%5B%5D=2",
    ];
    assert_eq!(pairs(&lists), expected);
    let split = sent(|client| client.queries().lists_in_query().form(["a,b", "c|d"])).await;
    assert_eq!(target(&split), "/queries/lists?form=a%2Cb,c%7Cd");
    let empty = sent(|client| {
        let none = || Vec::<String>::new();
        let call = client.queries().lists_in_query().form(none()).forms(none());
        call.space(none()).pipe(none()).deep(none()).json(none())
    });
    assert_eq!(target(&empty.await), "/queries/lists?json=%5B%5D");
}

#[tokio::test]
async fn queries_have_every_style_of_an_object() {
    let objects = sent(|client| {
        let call = client
            .queries()
            .objects_in_query()
            .form(&colour())
            .forms(&colour());
        let call = call.space(&colour()).pipe(&colour()).deep(&colour());
        call.json(&colour())
    });
    let objects = objects.await;
    let expected = [
        "form=R,100,G,200,B,150",
        "R=100",
        "G=200",
        "B=150",
        "space=R%20100%20G%20200%20B%20150",
        "pipe=R%7C100%7CG%7C200%7CB%7C150",
        "deep%5BR%5D=100",
        "deep%5BG%5D=200",
        "deep%5BB%5D=150",
        "json=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
    ];
    assert_eq!(pairs(&objects), expected);
    let mut more = colour();
    more.extra.insert("X", "y z");
    more.extra.insert("A", 1);
    let more = sent(|client| client.queries().objects_in_query().forms(&more)).await;
    assert_eq!(pairs(&more), ["R=100", "G=200", "B=150", "X=y%20z", "A=1"]);
}

#[tokio::test]
async fn nested_objects_have_brackets() {
    let created = ObjectsInQueryFilterCreated::new().gte(1).lt(9);
    let filter = ObjectsInQueryFilter::new()
        .created(created)
        .tags(["a", "b"])
        .state_null();
    let nested = sent(|client| client.queries().objects_in_query().filter(&filter)).await;
    let expected = [
        "filter%5Bcreated%5D%5Bgte%5D=1",
        "filter%5Bcreated%5D%5Blt%5D=9",
        "filter%5Btags%5D%5B%5D=a",
        "filter%5Btags%5D%5B%5D=b",
    ];
    assert_eq!(pairs(&nested), expected);
    let empty = ObjectsInQueryFilter::new();
    let empty = sent(|client| client.queries().objects_in_query().filter(&empty)).await;
    assert_eq!(target(&empty), "/queries/objects");
}

#[tokio::test]
async fn headers_have_both_forms_of_an_object() {
    let headers = sent(|client| {
        let call = client.headers().send("a b").x_list(colours()).x_on(false);
        call.x_colour(&colour())
            .x_colours(&colour())
            .x_json(&colour())
    });
    let headers = headers.await;
    for (name, value) in [
        ("x-text", "a b"),
        ("x-list", "blue,black,brown"),
        ("x-colour", "R,100,G,200,B,150"),
        ("x-colours", "R=100,G=200,B=150"),
        ("x-json", r#"{"R":100,"G":200,"B":150}"#),
        ("x-on", "false"),
        ("accept", "application/json"),
        ("authorization", "Bearer planted-4f9c1d"),
    ] {
        assert_eq!(headers.header(name), Some(value), "{name}");
    }
}

#[tokio::test]
async fn cookies_share_one_header() {
    let cookies = sent(|client| {
        let call = client
            .headers()
            .send("a")
            .text("a b;c=\"ü\"")
            .list(colours());
        call.lists(colours()).colour(&colour())
    });
    assert_eq!(
        cookies.await.header("cookie"),
        Some(
            "text=a%20b%3Bc%3D%22%C3%BC%22; list=blue,black,brown; lists=blue; lists=black; lists=brown; \
             colour=R,100,G,200,B,150"
        )
    );
}
