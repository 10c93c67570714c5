//! The body of an answer, read in pieces so that its size can be limited while it arrives.

use std::fmt;

use bytes::{Bytes, BytesMut};

use super::transport::{BoxFuture, TransportError};

/// A source of the pieces of a body.
pub trait Chunks: Send {
    /// The next piece, as decoded; `None` at the end.
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;
}

/// JSON without the mark of its byte order, which some services write before it.
pub(super) fn json(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// The body of an answer while it is still being read.
pub struct Body {
    start: Option<Bytes>,
    rest: Option<Box<dyn Chunks>>,
}

impl Body {
    /// A body that comes in pieces.
    pub fn from_chunks(chunks: impl Chunks + 'static) -> Body {
        Body {
            start: None,
            rest: Some(Box::new(chunks)),
        }
    }

    /// Reads until the end or until more than `limit` bytes have come.
    pub(super) async fn collect(mut self, limit: usize) -> Collected {
        let mut kept = Kept::default();
        loop {
            match self.next().await {
                Ok(Some(chunk)) => {
                    if !kept.push(chunk, limit) {
                        return Collected {
                            bytes: kept.bytes(),
                            end: End::Limit,
                        };
                    }
                }
                Ok(None) => {
                    return Collected {
                        bytes: kept.bytes(),
                        end: End::Complete,
                    };
                }
                Err(error) => {
                    return Collected {
                        bytes: kept.bytes(),
                        end: End::Failed(error),
                    };
                }
            }
        }
    }

    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        if let Some(start) = self.start.take() {
            return Ok(Some(start));
        }
        match &mut self.rest {
            Some(rest) => rest.next().await,
            None => Ok(None),
        }
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Body {
        Body {
            start: Some(bytes.into()),
            rest: None,
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").finish_non_exhaustive()
    }
}

/// What could be read of a body, at most as much as the limit allows.
pub(super) struct Collected {
    pub(super) bytes: Bytes,
    pub(super) end: End,
}

/// Why reading stopped.
pub(super) enum End {
    Complete,
    Limit,
    Failed(TransportError),
}

/// The pieces so far; a body that comes in one piece is never copied.
#[derive(Default)]
struct Kept {
    single: Bytes,
    joined: BytesMut,
}

impl Kept {
    /// Keeps a piece as far as the limit allows; false when it did not fit whole.
    fn push(&mut self, mut chunk: Bytes, limit: usize) -> bool {
        let room = limit.saturating_sub(self.single.len() + self.joined.len());
        let fits = chunk.len() <= room;
        chunk.truncate(room);
        if self.single.is_empty() && self.joined.is_empty() {
            self.single = chunk;
        } else {
            self.joined
                .extend_from_slice(&std::mem::take(&mut self.single));
            self.joined.extend_from_slice(&chunk);
        }
        fits
    }

    fn bytes(self) -> Bytes {
        if self.joined.is_empty() {
            self.single
        } else {
            self.joined.freeze()
        }
    }
}
