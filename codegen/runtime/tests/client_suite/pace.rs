//! How a client holds to a rate limit, and what a refusal for too many requests does to its other calls.

use std::collections::VecDeque;
use std::future::IntoFuture;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::runtime::client::{
    Api, Body, BoxFuture, Call, Client, ClientBuilder, Error, Limits, Phase, RateLimit, Transport,
    TransportError,
};
use crate::support::{API, GET, TOKEN};

static LIMITED: Api = Api {
    rate_limit: Some(RateLimit {
        requests: 300,
        per: SECOND,
    }),
    ..OF_TEST
};

const OF_TEST: Api = Api {
    name: "paced",
    version: "1.0.0",
    env: "PACED",
    servers: &["https://api.example.com"],
    variables: &[],
    auth: &[],
    security: &[],
    rate_limit: None,
};

const SECOND: Duration = Duration::from_secs(1);

/// A service that takes a number of requests in any second, by the paused clock of tokio.
#[derive(Clone, Default)]
struct Strict {
    most: usize,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    taken: VecDeque<Instant>,
    refused: usize,
}

impl Strict {
    fn of(most: usize) -> Strict {
        Strict {
            most,
            ..Strict::default()
        }
    }

    fn refused(&self) -> usize {
        self.state.lock().unwrap().refused
    }

    fn status(&self) -> u16 {
        let now = Instant::now();
        let mut state = self.state.lock().unwrap();
        while state
            .taken
            .front()
            .is_some_and(|first| now - *first >= SECOND)
        {
            state.taken.pop_front();
        }
        if state.taken.len() >= self.most {
            state.refused += 1;
            return 429;
        }
        state.taken.push_back(now);
        200
    }
}

impl Transport for Strict {
    fn send(
        &self,
        _: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let mut answer = http::Response::new(Body::from("{}"));
            *answer.status_mut() = self.status().try_into().unwrap();
            Ok(answer)
        })
    }
}

fn call(client: &Client) -> Call<()> {
    client.request(&GET).path("id", "7").call_empty()
}

/// Makes many calls at once; gives the number of those that succeeded and the time that they took.
async fn burst(client: &Client, calls: usize) -> (usize, Duration) {
    let begun = Instant::now();
    let mut running = JoinSet::new();
    for _ in 0..calls {
        running.spawn(call(client).into_future());
    }
    let answers = running.join_all().await;
    let served = answers.iter().filter(|answer| answer.is_ok()).count();
    (served, begun.elapsed())
}

#[tokio::test(start_paused = true)]
async fn a_client_stays_below_the_limit_of_the_api() {
    let service = Strict::of(300);
    let client = ClientBuilder::new(&LIMITED)
        .transport(service.clone())
        .build()
        .unwrap();
    let (served, took) = burst(&client, 1_500).await;
    assert_eq!((served, service.refused()), (1_500, 0));
    // Nine tenths of 300 in each second; the first ones go at once.
    assert!(took >= 5 * SECOND && took < 6 * SECOND, "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn what_is_within_the_limit_is_not_held_back() {
    let service = Strict::of(300);
    let client = ClientBuilder::new(&LIMITED)
        .transport(service.clone())
        .build()
        .unwrap();
    let (served, took) = burst(&client, 270).await;
    assert_eq!(served, 270);
    assert!(took < Duration::from_millis(30), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn a_burst_is_served_with_the_limiter_switched_off() {
    let service = Strict::of(300);
    let builder = ClientBuilder::new(&LIMITED).no_rate_limit();
    let client = builder.transport(service.clone()).build().unwrap();
    let (served, took) = burst(&client, 1_500).await;
    assert_eq!((served, service.refused()), (1_500, 1_200));
    assert!(took < 8 * SECOND, "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_ones_own_is_kept_exactly() {
    let service = Strict::of(10);
    let builder = ClientBuilder::new(&LIMITED).rate_limit(10, SECOND);
    let client = builder.transport(service.clone()).build().unwrap();
    let (served, took) = burst(&client, 95).await;
    assert_eq!((served, service.refused()), (95, 0));
    assert!(took >= 9 * SECOND && took < 10 * SECOND, "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn a_limit_over_a_long_span_is_kept_in_parts() {
    let service = Strict::of(usize::MAX);
    let builder = ClientBuilder::new(&LIMITED).rate_limit(100_000, 1_000 * SECOND);
    let client = builder.transport(service.clone()).build().unwrap();
    let (_, took) = burst(&client, 2_500).await;
    assert!(took >= 10 * SECOND && took < 30 * SECOND, "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn a_refusal_holds_back_all_calls_of_the_client() {
    let client = |service: &Strict| {
        ClientBuilder::new(&API)
            .token(TOKEN)
            .transport(service.clone())
            .build()
            .unwrap()
    };
    let service = Strict::of(1);
    let client = client(&service);
    call(&client).await.unwrap();
    let first = tokio::spawn(call(&client).into_future());
    tokio::time::sleep(Duration::from_millis(30)).await;
    assert_eq!(service.refused(), 1);
    let begun = Instant::now();
    let other = tokio::spawn(call(&client).into_future());
    first.await.unwrap().unwrap();
    other.await.unwrap().unwrap();
    assert!(
        begun.elapsed() > Duration::from_millis(400),
        "{:?}",
        begun.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn a_turn_that_comes_too_late_is_refused_at_once() {
    let builder = ClientBuilder::new(&LIMITED).rate_limit(1, 90 * SECOND);
    let client = builder.transport(Strict::of(9)).build().unwrap();
    call(&client).await.unwrap();
    let begun = Instant::now();
    let error = call(&client).await.unwrap_err();
    assert!(begun.elapsed() < SECOND);
    let Error::Timeout(failure) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(failure.phase(), Phase::Turn);
    assert_eq!(
        (error.attempts(), error.was_sent(), error.is_retryable()),
        (0, false, true)
    );
    assert_eq!(
        error.to_string(),
        "GET /things/{id}: the rate limit left no turn within 60s"
    );
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_gives_up_its_wait() {
    let builder = ClientBuilder::new(&LIMITED).rate_limit(1, SECOND);
    let service = Strict::of(9);
    let client = builder.transport(service.clone()).build().unwrap();
    call(&client).await.unwrap();
    let soon = Duration::from_millis(10);
    let waiting = tokio::time::timeout(soon, call(&client).into_future());
    waiting.await.unwrap_err();
    tokio::time::sleep(5 * SECOND).await;
    assert_eq!(service.state.lock().unwrap().taken.len(), 1);
}
