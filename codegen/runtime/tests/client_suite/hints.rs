//! How long a server asks to wait.

use std::time::Duration;

use crate::support::{Pairs, error_of};

#[tokio::test]
async fn reads_every_form_of_the_hint() {
    let sunday = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    let cases: [(Pairs<'_>, Option<u64>); 22] = [
        (&[], None),
        (&[("retry-after", "0")], Some(0)),
        (&[("retry-after", "7")], Some(7_000)),
        (&[("retry-after", " 7 ")], Some(7_000)),
        (&[("retry-after", "0.25")], Some(250)),
        (&[("retry-after", "-1")], None),
        (&[("retry-after", "soon")], None),
        (&[("retry-after", "inf")], None),
        (&[("retry-after", "NaN")], None),
        (&[("retry-after", "1e300")], None),
        (&[("retry-after-ms", "40"), ("retry-after", "7")], Some(40)),
        (
            &[("retry-after-ms", "x"), ("retry-after", "7")],
            Some(7_000),
        ),
        (
            &[sunday, ("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT")],
            Some(3_000),
        ),
        (
            &[sunday, ("retry-after", "Sun, 06 Nov 1994 08:49:30 GMT")],
            Some(0),
        ),
        (
            &[sunday, ("retry-after", "Mon, 07 Nov 1994 08:49:37 GMT")],
            Some(86_400_000),
        ),
        (
            &[sunday, ("retry-after", "Mon, 06 Nov 1995 08:49:37 GMT")],
            Some(365 * 86_400_000),
        ),
        (
            &[sunday, ("retry-after", "Tue, 06 Nov 2001 08:49:37 GMT")],
            Some(2557 * 86_400_000),
        ),
        (
            &[sunday, ("retry-after", "Sun, 06 Nov 1994 08:49:37")],
            None,
        ),
        (
            &[sunday, ("retry-after", "Sun, 06 Nuv 1994 08:49:37 GMT")],
            None,
        ),
        (
            &[sunday, ("retry-after", "Sun, 00 Nov 1994 08:49:37 GMT")],
            None,
        ),
        (
            &[
                sunday,
                (
                    "retry-after",
                    "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
                ),
            ],
            None,
        ),
        (&[("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")], Some(0)),
    ];
    for (headers, expected) in cases {
        let hint = error_of(429, headers, "").await.retry_after();
        assert_eq!(hint, expected.map(Duration::from_millis), "{headers:?}");
    }
}

#[tokio::test]
async fn counts_leap_years() {
    let at = async |from: &str, to: &str| {
        error_of(503, &[("date", from), ("retry-after", to)], "")
            .await
            .retry_after()
    };
    let day = |days: u64| Some(Duration::from_secs(days * 86_400));
    let epoch = "Thu, 01 Jan 1970 00:00:00 GMT";
    assert_eq!(
        at(epoch, "Sat, 01 Mar 2025 00:00:00 GMT").await,
        day(20_148)
    );
    assert_eq!(at(epoch, "Wed, 31 Dec 1975 00:00:00 GMT").await, day(2_190));
    let before = "Wed, 28 Feb 2024 12:00:00 GMT";
    assert_eq!(at(before, "Fri, 01 Mar 2024 12:00:00 GMT").await, day(2));
    let before = "Sun, 28 Feb 2100 12:00:00 GMT";
    assert_eq!(at(before, "Mon, 01 Mar 2100 12:00:00 GMT").await, day(1));
}
