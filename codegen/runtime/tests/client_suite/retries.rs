//! When a failed call is sent again, after what wait, and when not.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bytes::Bytes;
use tokio::time::timeout;

use crate::runtime::client::{
    Body, BoxFuture, Call, Chunks, Client, ClientBuilder, Error, Limits, Method, Operation, Phase,
    Sent, SkippingTimer, Timer, Transport, TransportError, TransportErrorKind as Kind,
};
use crate::support::{API, GET, Pairs, TOKEN, UPDATE};

type Answer = Result<http::Response<Body>, TransportError>;

/// What is answered to the request of a number, counted from 1.
type Answers = fn(usize) -> Answer;

/// The requests that came, each with its limits.
type Seen = Arc<Mutex<Vec<(http::Request<Bytes>, Limits)>>>;

/// A service that gives the answer of a number of the request, from 1, and takes some time for it.
#[derive(Clone)]
struct Service {
    answer: Answers,
    seen: Seen,
    timer: Recorder,
    takes: Duration,
}

/// A timer that takes down what it skips, with a fixed spread.
#[derive(Clone)]
struct Recorder {
    skipping: Arc<SkippingTimer>,
    waits: Arc<Mutex<Vec<Duration>>>,
    spread: f64,
}

impl Timer for Recorder {
    fn now(&self) -> Instant {
        self.skipping.now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.waits.lock().unwrap().push(duration);
        self.skipping.sleep(duration)
    }

    fn spread(&self) -> f64 {
        self.spread
    }
}

impl Transport for Service {
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> BoxFuture<'_, Answer> {
        let mut seen = self.seen.lock().unwrap();
        seen.push((request, limits));
        let number = seen.len();
        Box::pin(async move {
            self.timer.skipping.sleep(self.takes).await;
            (self.answer)(number)
        })
    }
}

impl Service {
    fn new(answer: fn(usize) -> Answer) -> Service {
        Service::spreading(1.0, answer)
    }

    fn spreading(spread: f64, answer: fn(usize) -> Answer) -> Service {
        let timer = Recorder {
            skipping: Arc::default(),
            waits: Arc::default(),
            spread,
        };
        Service {
            answer,
            seen: Arc::default(),
            timer,
            takes: Duration::ZERO,
        }
    }

    fn builder(&self) -> ClientBuilder {
        let builder = ClientBuilder::new(&API).token(TOKEN);
        builder.transport(self.clone()).timer(self.timer.clone())
    }

    fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    fn sent(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    /// The waits in milliseconds; what the clock itself took in between is rounded away.
    fn waits(&self) -> Vec<u128> {
        let waits = self.timer.waits.lock().unwrap();
        waits
            .iter()
            .map(|wait| (*wait + Duration::from_micros(900)).as_millis())
            .collect()
    }
}

fn answer(status: u16, headers: Pairs<'_>) -> Answer {
    let mut answer = http::Response::builder().status(status);
    for (name, value) in headers {
        answer = answer.header(*name, *value);
    }
    Ok(answer.body(Body::from("{}")).unwrap())
}

fn ok() -> Answer {
    answer(200, &[])
}

fn busy(_: usize) -> Answer {
    answer(503, &[])
}

fn throttled(_: usize) -> Answer {
    answer(429, &[])
}

fn call(client: &Client, operation: &'static Operation) -> Call<()> {
    client.request(operation).path("id", "7").call_empty()
}

/// One operation of each method.
fn operations() -> [(&'static Operation, bool); 7] {
    static HEAD: Operation = Operation::new("head", Method::HEAD, "/things/{id}");
    static PUT: Operation = Operation::new("put", Method::PUT, "/things/{id}");
    static DELETE: Operation = Operation::new("delete", Method::DELETE, "/things/{id}");
    static POST: Operation = Operation::new("post", Method::POST, "/things/{id}");
    static SAFE: Operation = Operation::new("sync", Method::POST, "/things/{id}").repeatable();
    let safe = [&GET, &HEAD, &PUT, &DELETE, &SAFE];
    let [get, head, put, delete, sync] = safe.map(|operation| (operation, true));
    [
        get,
        head,
        put,
        delete,
        sync,
        (&POST, false),
        (&UPDATE, false),
    ]
}

#[tokio::test]
async fn a_call_is_sent_four_times_at_most() {
    let service = Service::new(busy);
    let error = call(&service.client(), &GET).await.unwrap_err();
    assert_eq!((service.sent(), error.attempts()), (4, 4));
    assert_eq!(
        error.to_string(),
        "GET /things/{id} (4 attempts): 503 Service Unavailable"
    );
    let client = service.builder().attempts(2).build().unwrap();
    assert_eq!(call(&client, &GET).await.unwrap_err().attempts(), 2);
    assert_eq!(
        call(&client, &GET)
            .attempts(3)
            .await
            .unwrap_err()
            .attempts(),
        3
    );
    for none in [0, 1] {
        assert_eq!(
            call(&client, &GET)
                .attempts(none)
                .await
                .unwrap_err()
                .attempts(),
            1
        );
    }
}

#[tokio::test]
async fn what_fails_and_then_succeeds_is_a_success() {
    let service = Service::new(|number| if number < 3 { busy(number) } else { ok() });
    let answer = call(&service.client(), &GET).raw().await.unwrap();
    assert_eq!((answer.attempts(), service.sent()), (3, 3));
    let service = Service::new(|number| if number < 3 { busy(number) } else { ok() });
    let mut answer = call(&service.client(), &GET).chunks().await.unwrap();
    assert_eq!(answer.chunk().await.unwrap().unwrap(), "{}");
    assert_eq!(service.sent(), 3);
}

#[tokio::test]
async fn every_attempt_sends_the_same() {
    let service = Service::new(busy);
    let client = service.client();
    let request = client.request(&GET).path("id", "7").query("a", "b");
    let call = request.json(&serde_json::json!([1])).call_empty();
    call.header("x-trace", "1").await.unwrap_err();
    let seen = service.seen.lock().unwrap();
    for (request, _) in seen.iter() {
        assert_eq!(request.uri(), "https://api.example.com/v1/things/7?a=b");
        assert_eq!(request.body(), "[1]");
        assert_eq!(request.headers(), seen[0].0.headers());
    }
}

#[tokio::test]
async fn transient_answers_are_repeated_where_the_operation_is_safe_to_repeat() {
    let cases: [(Answers, u16); 5] = [
        (|_| answer(408, &[]), 408),
        (|_| answer(500, &[]), 500),
        (|_| answer(502, &[]), 502),
        (|_| answer(503, &[]), 503),
        (|_| answer(504, &[]), 504),
    ];
    for (operation, is_safe) in operations() {
        for (answer, status) in cases {
            let service = Service::new(answer);
            let error = call(&service.client(), operation).await.unwrap_err();
            assert_eq!(error.status().unwrap(), status);
            let expected = if is_safe { 4 } else { 1 };
            assert_eq!(service.sent(), expected, "{} {status}", operation.id());
        }
    }
}

#[tokio::test]
async fn other_answers_are_never_repeated() {
    let cases: [fn(usize) -> Answer; 8] = [
        |_| answer(304, &[]),
        |_| answer(400, &[("retry-after", "1")]),
        |_| answer(401, &[]),
        |_| answer(404, &[]),
        |_| answer(409, &[]),
        |_| answer(422, &[]),
        |_| answer(501, &[]),
        |_| answer(505, &[]),
    ];
    for answer in cases {
        let service = Service::new(answer);
        call(&service.client(), &GET).await.unwrap_err();
        assert_eq!(service.sent(), 1);
    }
    let service = Service::new(|_| ok());
    let wrong = service
        .client()
        .request(&GET)
        .path("id", "7")
        .call::<String>();
    assert!(matches!(wrong.await.unwrap_err(), Error::Decode(_)));
    assert_eq!(service.sent(), 1);
}

#[tokio::test]
async fn unclear_failures_are_repeated_where_that_is_safe_and_clear_ones_always() {
    let unclear: [fn(usize) -> Answer; 3] = [
        |_| Err(TransportError::new(Kind::Reset, Sent::Maybe)),
        |_| {
            Err(TransportError::new(
                Kind::Timeout(Phase::Response),
                Sent::Maybe,
            ))
        },
        |_| Ok(http::Response::new(Body::from_chunks(CutOff))),
    ];
    let unsent: [fn(usize) -> Answer; 4] = [
        |_| Err(TransportError::new(Kind::Dns, Sent::No)),
        |_| Err(TransportError::new(Kind::Connect, Sent::No)),
        |_| Err(TransportError::new(Kind::Tls, Sent::No)),
        |_| Err(TransportError::new(Kind::Timeout(Phase::Connect), Sent::No)),
    ];
    for (operation, is_safe) in operations() {
        for (answers, repeated) in [(&unclear[..], is_safe), (&unsent[..], true)] {
            for answer in answers {
                let service = Service::new(*answer);
                let error = call(&service.client(), operation).await.unwrap_err();
                let expected = if repeated { 4 } else { 1 };
                assert_eq!(service.sent(), expected, "{} {error}", operation.id());
            }
        }
    }
}

struct CutOff;

impl Chunks for CutOff {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async { Err(TransportError::new(Kind::TruncatedBody, Sent::Maybe)) })
    }
}

#[tokio::test]
async fn too_many_requests_are_repeated_for_every_method_unless_switched_off() {
    for (operation, _) in operations() {
        let service = Service::new(throttled);
        let error = call(&service.client(), operation).await.unwrap_err();
        assert!(matches!(error, Error::RateLimited(_)));
        assert_eq!((service.sent(), error.attempts()), (4, 4));
        let client = service.builder().retry_rate_limited(false).build().unwrap();
        let error = call(&client, operation).await.unwrap_err();
        assert_eq!((service.sent(), error.attempts()), (5, 1));
    }
}

#[tokio::test]
async fn waits_grow_and_are_spread() {
    for (spread, answer, expected) in [
        (
            1.0,
            busy as fn(usize) -> Answer,
            [100, 200, 400, 800, 1600, 3200, 5000, 5000],
        ),
        (0.5, busy, [50, 100, 200, 400, 800, 1600, 2500, 2500]),
        (0.0, busy, [0; 8]),
        (
            1.0,
            throttled,
            [1500, 2500, 4500, 8500, 10500, 10500, 10500, 10500],
        ),
        (0.0, throttled, [500; 8]),
    ] {
        let service = Service::spreading(spread, answer);
        let call = call(&service.client(), &GET).attempts(9);
        call.deadline(Duration::from_secs(600)).await.unwrap_err();
        assert_eq!(service.waits(), expected, "{spread}");
    }
}

#[tokio::test]
async fn a_hint_is_waited_for_and_never_undercut() {
    let cases: [(Answers, u128); 5] = [
        (|_| answer(429, &[("retry-after", "2")]), 2_000),
        (|_| answer(429, &[("retry-after", "0.5")]), 500),
        (
            |_| answer(429, &[("retry-after-ms", "40"), ("retry-after", "2")]),
            40,
        ),
        (|_| answer(503, &[("retry-after", "4")]), 4_000),
        (
            |_| {
                let date = "Sun, 06 Nov 1994 08:49:37 GMT";
                let later = "Sun, 06 Nov 1994 08:49:40 GMT";
                answer(503, &[("date", date), ("retry-after", later)])
            },
            3_000,
        ),
    ];
    for (answer, hint) in cases {
        for (spread, wait) in [(0.0, hint), (1.0, hint * 5 / 4)] {
            let service = Service::spreading(spread, answer);
            call(&service.client(), &GET).await.unwrap_err();
            assert_eq!(service.waits(), [wait; 3]);
        }
    }
}

#[tokio::test]
async fn a_hint_that_is_too_long_is_left_to_the_caller() {
    let service = Service::new(|_| answer(429, &[("retry-after", "31")]));
    let error = call(&service.client(), &GET).await.unwrap_err();
    assert!(matches!(error, Error::RateLimited(_)));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(31)));
    let service = Service::new(|_| answer(503, &[("retry-after", "259200")]));
    call(&service.client(), &GET).await.unwrap_err();
    assert_eq!((service.sent(), service.waits().len()), (1, 0));
    let service = Service::new(|_| answer(429, &[("retry-after", "10")]));
    let short = call(&service.client(), &GET).deadline(Duration::from_secs(11));
    assert!(matches!(short.await.unwrap_err(), Error::RateLimited(_)));
    assert_eq!((service.sent(), service.waits().len()), (1, 0));
}

#[tokio::test]
async fn a_call_ends_within_its_time() {
    let mut service = Service::spreading(0.0, |_| answer(503, &[("retry-after", "20")]));
    service.takes = Duration::from_secs(8);
    let error = call(&service.client(), &GET).await.unwrap_err();
    assert_eq!(error.attempts(), 3, "a fourth one would begin after 84 s");
    let seen = service.seen.lock().unwrap();
    let limits: Vec<u64> = seen
        .iter()
        .map(|(_, limits)| limits.timeout.as_secs())
        .collect();
    assert_eq!(limits, [30, 30, 3]);
}

#[tokio::test]
async fn what_may_be_repeated_is_limited_in_sum() {
    let service = Service::spreading(0.0, busy);
    let client = service.client();
    let error = call(&client, &GET).attempts(100).await.unwrap_err();
    assert_eq!(error.attempts(), 1 + 500 / 14);
    assert_eq!(call(&client, &GET).await.unwrap_err().attempts(), 1);
    let service = Service::spreading(0.0, |number| match number {
        1..=36 => busy(number),
        // What is left of 500 and these make the price of one more.
        37..=40 => ok(),
        _ => busy(number),
    });
    let client = service.client();
    call(&client, &GET).attempts(100).await.unwrap_err();
    for _ in 37..=40 {
        call(&client, &GET).await.unwrap();
    }
    assert_eq!(call(&client, &GET).await.unwrap_err().attempts(), 2);
}

#[tokio::test]
async fn too_many_requests_cost_nothing_of_the_sum() {
    let service = Service::spreading(0.0, |number| match number {
        1..=60 => throttled(number),
        _ => busy(number),
    });
    let client = service.client();
    let patient = call(&client, &GET).attempts(60);
    patient
        .deadline(Duration::from_secs(600))
        .await
        .unwrap_err();
    assert_eq!(call(&client, &GET).await.unwrap_err().attempts(), 4);
}

#[tokio::test(start_paused = true)]
async fn dropping_the_future_ends_the_waits() {
    let service = Service::new(|_| answer(503, &[("retry-after", "5")]));
    let client = ClientBuilder::new(&API)
        .token(TOKEN)
        .transport(service.clone())
        .build()
        .unwrap();
    let call = call(&client, &GET);
    timeout(Duration::from_secs(1), call.into_future())
        .await
        .unwrap_err();
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(service.sent(), 1);
}
