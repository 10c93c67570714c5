//! Signatures of webhooks, against codes that another implementation made.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use runtime::client::{Error, WebhookProblem};
use runtime::signature::Signature;

const BODY: &[u8] = br#"{"event":"x"}"#;
const SECRET: &[u8] = b"whsec_test";
const SENT: u64 = 1_700_000_000;

/// `openssl dgst -sha256 -hmac whsec_test` of `1700000000.{"event":"x"}`.
const CODE: &str = "332db6eb98751d218da10bd89e81ba421029f17447c481788ffc4b6fa408fd56";
/// `openssl dgst -sha256 -hmac k` of the body alone.
const UNTIMED: &str = "53732ddaf5b384381f752530b46c850e7df10433c52c97530bcfbe6fa03ce4f0";

const TIMED: Signature = Signature {
    format: "t={timestamp},v1={signature}",
    signed: "{timestamp}.{body}",
    tolerance: Some(300),
};

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn header(code: &str) -> String {
    format!("t={SENT},v1={code}")
}

/// What is wrong with a header and a body at a time.
fn problem(header: &str, body: &[u8], secret: &[u8], now: u64) -> Option<WebhookProblem> {
    match TIMED.verify(body, header, secret, at(now)) {
        Ok(()) => None,
        Err(Error::Webhook(failure)) => Some(failure.problem()),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_right_signature_is_taken() {
    let upper = CODE.to_ascii_uppercase();
    for header in [
        header(CODE),
        header(&upper),
        format!(" v1={CODE} , t={SENT} "),
        format!("t={SENT},v1={UNTIMED},v1={CODE}"),
        format!("t={SENT},v0=zz,v1={CODE},x"),
    ] {
        assert_eq!(problem(&header, BODY, SECRET, SENT), None, "{header}");
    }
}

#[test]
fn a_signature_of_something_else_is_refused() {
    let wrong = Some(WebhookProblem::WrongSignature);
    let (right, short) = (header(CODE), header(&CODE[..62]));
    let cases: [(&str, &[u8], &[u8]); 7] = [
        (&right, br#"{"event": "x"}"#, SECRET),
        (&right, BODY, b"whsec_other"),
        (&right, BODY, b""),
        (&header(UNTIMED), BODY, SECRET),
        (&short, BODY, SECRET),
        (&header("zz"), BODY, SECRET),
        (&format!("t=1700000001,v1={CODE}"), BODY, SECRET),
    ];
    for (header, body, secret) in cases {
        assert_eq!(problem(header, body, secret, SENT), wrong, "{header}");
    }
}

#[test]
fn a_malformed_header_is_refused() {
    let malformed = Some(WebhookProblem::MalformedHeader);
    let missing = [String::new(), format!("v1={CODE}"), format!("t={SENT}")];
    for header in missing
        .iter()
        .map(String::as_str)
        .chain([CODE, ",,", "t,v1", "é=ü"])
    {
        assert_eq!(problem(header, BODY, SECRET, SENT), malformed, "{header}");
    }
}

#[test]
fn the_time_may_be_off_to_both_sides_but_not_far() {
    let other = Some(WebhookProblem::OtherTime);
    let cases = [
        (SENT - 301, other),
        (SENT - 300, None),
        (SENT + 300, None),
        (SENT + 301, other),
        (0, other),
    ];
    for (now, expected) in cases {
        assert_eq!(problem(&header(CODE), BODY, SECRET, now), expected, "{now}");
    }
}

#[test]
fn a_signature_needs_no_time() {
    let plain = Signature {
        format: "sha256={signature}",
        signed: "{body}",
        tolerance: None,
    };
    let header = format!("sha256={UNTIMED}");
    assert!(plain.verify(BODY, &header, b"k", at(0)).is_ok());
    assert!(plain.verify(BODY, UNTIMED, b"k", at(0)).is_err());
}

#[test]
fn an_error_shows_no_secret() {
    let error = TIMED.verify(b"secret body", &header(CODE), SECRET, at(SENT));
    let text = error
        .map_err(|error| format!("{error} {error:?}"))
        .unwrap_err();
    for secret in ["whsec_test", "secret body", CODE] {
        assert!(!text.contains(secret), "{text}");
    }
}
