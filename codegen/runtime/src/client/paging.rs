//! Lists that come in pages: answer after answer, or item after item.

use std::collections::BTreeSet;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::call::{Call, Decode};
use super::error::Error;
use super::execute::execute;
use super::request::RequestBuilder;
use super::response::Response;
use super::transport::BoxFuture;

/// How the answers of an operation are pages of one list.
pub trait Paging {
    /// What one call answers.
    type Page;

    /// What the list is made of.
    type Item;

    /// The parameter of the query that says which page is wanted.
    const PARAMETER: &'static str;

    /// Where the list goes on after a page.
    fn next(page: &Self::Page) -> Next;

    /// The part of the list that a page holds.
    fn items(page: Self::Page) -> Vec<Self::Item>;
}

/// What a page says of the one after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// The text that stands for the next page; none after the last one.
    Cursor(Option<String>),
    /// Pages are counted.
    Number {
        /// The number of this page, if the answer tells it.
        current: Option<u64>,
        /// The number of pages, if the answer tells it.
        pages: Option<u64>,
        /// Whether this page holds no item.
        is_empty: bool,
    },
}

impl Next {
    /// The cursor of the next page; an empty one is none.
    pub fn cursor(cursor: Option<&impl ToString>) -> Next {
        let cursor = cursor.map(ToString::to_string);
        Next::Cursor(cursor.filter(|cursor| !cursor.is_empty()))
    }

    /// The number of this page and that of all pages; without the latter, the first empty page is the last one.
    pub fn number<C, P>(current: Option<&C>, pages: Option<&P>, is_empty: bool) -> Next
    where
        C: Copy + TryInto<u64>,
        P: Copy + TryInto<u64>,
    {
        Next::Number {
            current: current.and_then(|number| (*number).try_into().ok()),
            pages: pages.and_then(|number| (*number).try_into().ok()),
            is_empty,
        }
    }
}

impl<P: Paging> Call<P::Page, P> {
    /// All answers of the list, from the one that this call asks for; each is asked for when it is wanted.
    ///
    /// Parameters and settings of the call hold for each of its requests. The first error is the last thing that comes.
    pub fn pages(self) -> Pages<P> {
        let (request, decode) = self.into_parts();
        Pages {
            turn: Turn::new(request.query_number(P::PARAMETER)),
            request,
            decode,
            state: State::Idle,
        }
    }

    /// All items of the list, from the page that this call asks for; pages are asked for as they are wanted.
    ///
    /// Parameters and settings of the call hold for each of its requests. The first error is the last thing that comes.
    pub fn stream(self) -> Items<P> {
        Items {
            pages: self.pages(),
            items: Vec::new().into_iter(),
        }
    }
}

/// The answers of a list that comes in pages; the result of [`Call::pages`].
#[must_use = "pages are asked for only when they are wanted"]
pub struct Pages<P: Paging> {
    request: RequestBuilder,
    decode: Decode<P::Page>,
    state: State,
    turn: Turn,
}

impl<P: Paging> Pages<P> {
    /// The next answer; `None` after the last one.
    ///
    /// # Errors
    ///
    /// What the call gives, and [`Error::Decode`] where the service names the same page twice.
    pub async fn next(&mut self) -> Option<Result<P::Page, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P::Page, Error>>> {
        if let State::Idle = self.state {
            self.state = State::Asking(execute(self.request.clone().prepare()));
        }
        let State::Asking(answer) = &mut self.state else {
            return Poll::Ready(self.state.end().map(Err));
        };
        let answer = ready!(answer.as_mut().poll(context));
        self.state = State::Ended(None);
        Poll::Ready(Some(answer.and_then(|answer| self.take(answer))))
    }

    /// Reads an answer and prepares for the one after it.
    fn take(&mut self, response: Response) -> Result<P::Page, Error> {
        let page = (self.decode)(response.clone())?;
        self.state = match self.turn.to(P::next(&page)) {
            Ok(None) => State::Ended(None),
            Ok(Some(wanted)) => {
                self.request.replace_query(P::PARAMETER, &wanted);
                State::Idle
            }
            Err(why) => State::Ended(Some(response.unfit(why))),
        };
        Ok(page)
    }
}

impl<P: Paging> Stream for Pages<P> {
    type Item = Result<P::Page, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

/// Nothing in it is ever pinned.
impl<P: Paging> Unpin for Pages<P> {}

impl<P: Paging> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.request).finish()
    }
}

/// The items of a list that comes in pages; the result of [`Call::stream`].
#[must_use = "pages are asked for only when they are wanted"]
pub struct Items<P: Paging> {
    pages: Pages<P>,
    items: vec::IntoIter<P::Item>,
}

impl<P: Paging> Items<P> {
    /// The next item; `None` after the last one.
    ///
    /// # Errors
    ///
    /// What the call gives, and [`Error::Decode`] where the service names the same page twice.
    pub async fn next(&mut self) -> Option<Result<P::Item, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P::Item, Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.items = P::items(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<P: Paging> Stream for Items<P> {
    type Item = Result<P::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

/// Nothing in it is ever pinned.
impl<P: Paging> Unpin for Items<P> {}

impl<P: Paging> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(&self.pages.request).finish()
    }
}

/// How far the walk has come.
enum State {
    Idle,
    Asking(BoxFuture<'static, Result<Response, Error>>),
    /// No page comes any more, but an error may.
    Ended(Option<Error>),
}

impl State {
    fn end(&mut self) -> Option<Error> {
        match self {
            State::Ended(error) => error.take(),
            _ => None,
        }
    }
}

/// Which pages were asked for; that none is asked for twice makes every walk end.
struct Turn {
    cursors: BTreeSet<String>,
    number: Option<u64>,
}

impl Turn {
    fn new(number: Option<u64>) -> Turn {
        Turn {
            cursors: BTreeSet::new(),
            number,
        }
    }

    /// The value of the parameter for the next page; none after the last one.
    fn to(&mut self, next: Next) -> Result<Option<String>, &'static str> {
        match next {
            Next::Cursor(None) => Ok(None),
            Next::Cursor(Some(cursor)) if self.cursors.insert(cursor.clone()) => Ok(Some(cursor)),
            Next::Cursor(Some(_)) => Err("the cursor of the next page was given before"),
            Next::Number {
                current,
                pages,
                is_empty,
            } => {
                let number = current.or(self.number).unwrap_or(1);
                if pages.map_or(is_empty, |pages| number >= pages) {
                    return Ok(None);
                }
                if self.number.is_some_and(|asked| number < asked) {
                    return Err("this is an earlier page than the one that was asked for");
                }
                self.number = number.checked_add(1);
                Ok(self.number.map(|number| number.to_string()))
            }
        }
    }
}
