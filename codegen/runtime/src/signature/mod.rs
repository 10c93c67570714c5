//! Proof that a body comes from the service: a code in a header, made of the body and a shared secret.
#![allow(
    dead_code,
    reason = "this folder is shared machinery, of which each SDK uses a part"
)]

use std::time::{SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::client::{Error, WebhookFailure, WebhookProblem};

/// How the service signs what it sends.
#[derive(Debug, Clone, Copy)]
pub struct Signature {
    /// What the header holds: parts with commas between them, each ending in `{timestamp}` or `{signature}`.
    pub format: &'static str,
    /// What is signed, with `{timestamp}` and `{body}` for their values.
    pub signed: &'static str,
    /// How many seconds the timestamp may be off, to either side.
    pub tolerance: Option<u64>,
}

/// A header, taken apart.
#[derive(Debug, Default)]
struct Header<'h> {
    timestamp: Option<&'h str>,
    signatures: Vec<&'h str>,
}

impl Signature {
    /// Checks that one of the signatures of a header was made of the body and the secret, and not too long ago.
    ///
    /// The comparison takes the same time however much of a signature is right.
    ///
    /// # Errors
    ///
    /// [`Error::Webhook`] where that is not so.
    pub fn verify(
        &self,
        body: &[u8],
        header: &str,
        secret: &[u8],
        now: SystemTime,
    ) -> Result<(), Error> {
        let header = self.taken_apart(header)?;
        let mac = self.code(body, header.timestamp, secret)?;
        let decoded = header.signatures.iter().filter_map(|text| bytes(text));
        // All are compared, so that the time says nothing about which one was right.
        let fitting = decoded.filter(|code| mac.clone().verify_slice(code).is_ok());
        if fitting.count() == 0 {
            return Err(WebhookFailure::new(WebhookProblem::WrongSignature).into());
        }
        self.check_time(header.timestamp, now)
    }

    fn taken_apart<'h>(&self, header: &'h str) -> Result<Header<'h>, Error> {
        let mut found = Header::default();
        for part in header.split(',').map(str::trim) {
            for pattern in self.format.split(',') {
                if let Some(timestamp) = fitting(part, pattern, "{timestamp}") {
                    found.timestamp.get_or_insert(timestamp);
                } else if let Some(signature) = fitting(part, pattern, "{signature}") {
                    found.signatures.push(signature);
                }
            }
        }
        let timed = found.timestamp.is_some() || !self.format.contains("{timestamp}");
        if found.signatures.is_empty() || !timed {
            return Err(WebhookFailure::new(WebhookProblem::MalformedHeader).into());
        }
        Ok(found)
    }

    /// The code of what is signed.
    fn code(
        &self,
        body: &[u8],
        timestamp: Option<&str>,
        secret: &[u8],
    ) -> Result<Hmac<Sha256>, Error> {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret)
            .map_err(|_| WebhookFailure::new(WebhookProblem::WrongSignature))?;
        let (before, after) = self
            .signed
            .split_once("{body}")
            .unwrap_or((self.signed, ""));
        let timed = |text: &str| text.replace("{timestamp}", timestamp.unwrap_or_default());
        mac.update(timed(before).as_bytes());
        mac.update(body);
        mac.update(timed(after).as_bytes());
        Ok(mac)
    }

    fn check_time(&self, timestamp: Option<&str>, now: SystemTime) -> Result<(), Error> {
        let Some(tolerance) = self.tolerance else {
            return Ok(());
        };
        let sent: Option<u64> = timestamp.and_then(|text| text.parse().ok());
        let sent = sent.ok_or_else(|| WebhookFailure::new(WebhookProblem::MalformedHeader))?;
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        if now.abs_diff(sent) > tolerance {
            return Err(WebhookFailure::new(WebhookProblem::OtherTime).into());
        }
        Ok(())
    }
}

/// What stands in the place of a placeholder at the end of a pattern.
fn fitting<'h>(part: &'h str, pattern: &str, placeholder: &str) -> Option<&'h str> {
    let prefix = pattern.strip_suffix(placeholder)?;
    part.strip_prefix(prefix.trim_start())
}

/// Bytes that are written as hexadecimal digits.
fn bytes(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let pairs = (0..text.len()).step_by(2);
    pairs
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}
