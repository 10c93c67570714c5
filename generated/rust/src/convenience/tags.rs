//! Single tags of a contact, where the service only takes all of them at once.

use crate::Error;
use crate::contacts::{Contacts, UpdateContact};
use crate::runtime::codec::{self, Extra, record};
use crate::types::{Contact, ContactResponse};

impl Contacts<'_> {
    /// Adds tags to those that a contact has, and gives the contact as it is then.
    ///
    /// Tags are compared and kept letter for letter, with any space at the end. Where the contact has them all, nothing is
    /// written.
    ///
    /// The contact is read, and its whole list of tags is then written: a change that somebody else makes between the two is
    /// lost. Let one place of a program change the tags of a contact at a time.
    ///
    /// # Errors
    ///
    /// As of [`get`](Self::get) and [`update`](Self::update). An answer without tags is an [`Error::Decode`], so
    /// that no tag is lost.
    pub async fn add_tags(
        &self,
        uuid: &str,
        tags: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Contact, Error> {
        let added: Vec<String> = tags.into_iter().map(Into::into).collect();
        let add = |tags: &mut Vec<String>| {
            for tag in added {
                if !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
        };
        self.edit_tags(uuid, add).await
    }

    /// Removes tags from those that a contact has, and gives the contact as it is then.
    ///
    /// Tags are compared letter for letter, with any space at the end. Where the contact has none of them, nothing is
    /// written. Like [`add_tags`](Self::add_tags), this loses what somebody else changes at the same time.
    ///
    /// # Errors
    ///
    /// Those of [`add_tags`](Self::add_tags).
    pub async fn remove_tags(
        &self,
        uuid: &str,
        tags: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Contact, Error> {
        let removed: Vec<String> = tags.into_iter().map(Into::into).collect();
        let remove = |tags: &mut Vec<String>| tags.retain(|tag| !removed.contains(tag));
        self.edit_tags(uuid, remove).await
    }

    async fn edit_tags(
        &self,
        uuid: &str,
        edit: impl FnOnce(&mut Vec<String>),
    ) -> Result<Contact, Error> {
        let answer = self.get(uuid).raw().await?;
        let before = answer.decode::<Answer>()?.contact.tags.unwrap_or_default();
        let mut tags = before.clone();
        edit(&mut tags);
        if tags == before {
            return Ok(answer.decode::<ContactResponse>()?.contact);
        }
        let update = UpdateContact::new().tags(tags);
        Ok(self.update(uuid, &update).await?.contact)
    }
}

/// The answer as an edit of tags needs it.
#[derive(Debug, Clone, PartialEq)]
struct Answer {
    contact: Tagged,
    extra: Extra,
}

/// The tags of a contact, which must be there: a list that was left out is not an empty one.
#[derive(Debug, Clone, PartialEq)]
struct Tagged {
    tags: Option<Vec<String>>,
    extra: Extra,
}

record! {
    Answer {
        contact "contact" one_or_many,
        ..extra
    }
}

record! {
    Tagged {
        tags "tags" required nullable,
        ..extra
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Waker};

    use crate::{Body, BoxFuture, Bytes, Client, Limits, SkippingTimer, Transport, TransportError};

    use super::*;

    /// Answers each call with the next text, and keeps what was sent.
    #[derive(Clone, Default)]
    struct Service {
        answers: Arc<Mutex<Vec<&'static str>>>,
        sent: Arc<Mutex<Vec<String>>>,
    }

    impl Transport for Service {
        fn send(
            &self,
            request: http::Request<Bytes>,
            _: Limits,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            let body = String::from_utf8_lossy(request.body());
            let sent = format!("{} {}", request.method(), body);
            self.sent.lock().unwrap().push(sent.trim_end().to_owned());
            let answer = self.answers.lock().unwrap().remove(0);
            Box::pin(async move { Ok(http::Response::new(Body::from(answer))) })
        }
    }

    /// Nothing waits here, so that one poll is the whole run.
    fn finish<T>(future: impl Future<Output = T> + Send) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("the call waits for something"),
        }
    }

    fn play(answers: &[&'static str]) -> (Client, Service) {
        let service = Service::default();
        service.answers.lock().unwrap().extend(answers);
        let client = Client::builder().token("key").timer(SkippingTimer::new());
        (client.transport(service.clone()).build().unwrap(), service)
    }

    fn sent(service: &Service) -> Vec<String> {
        service.sent.lock().unwrap().clone()
    }

    const BEFORE: &str = r#"{"contact": {"uuid": "1", "name": "Joe", "tags": ["Lead ", "vip"]}}"#;
    const AFTER: &str = r#"{"contact": [{"uuid": "1", "tags": ["after"]}]}"#;

    #[test]
    fn new_tags_follow_those_that_are_there() {
        let (client, service) = play(&[BEFORE, AFTER]);
        let tags = ["vip", "Lead", "new", "new"];
        let contact = finish(client.contacts().add_tags("1", tags)).unwrap();
        assert_eq!(contact.tags.as_deref(), Some(&["after".to_owned()][..]));
        assert_eq!(
            sent(&service),
            ["GET", r#"PATCH {"tags":["Lead ","vip","Lead","new"]}"#]
        );
    }

    #[test]
    fn tags_are_removed_letter_for_letter() {
        let (client, service) = play(&[BEFORE, AFTER, BEFORE, AFTER]);
        finish(client.contacts().remove_tags("1", ["Lead ", "VIP"])).unwrap();
        finish(client.contacts().remove_tags("1", ["Lead ", "vip"])).unwrap();
        assert_eq!(
            sent(&service),
            [
                "GET",
                r#"PATCH {"tags":["vip"]}"#,
                "GET",
                r#"PATCH {"tags":[]}"#
            ]
        );
    }

    #[test]
    fn nothing_is_written_where_nothing_changes() {
        let (client, service) = play(&[BEFORE, BEFORE, BEFORE]);
        let contact = finish(client.contacts().add_tags("1", ["vip"])).unwrap();
        assert_eq!(contact.name.as_deref(), Some("Joe"));
        finish(client.contacts().remove_tags("1", ["Lead"])).unwrap();
        finish(client.contacts().add_tags("1", Vec::<String>::new())).unwrap();
        assert_eq!(sent(&service), ["GET", "GET", "GET"]);
    }

    #[test]
    fn tags_that_were_left_out_are_not_overwritten() {
        let (client, service) = play(&[r#"{"contact": {"uuid": "1"}}"#]);
        let error = finish(client.contacts().add_tags("1", ["new"])).unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error}");
        assert!(error.to_string().contains("tags"), "{error}");
        assert_eq!(sent(&service), ["GET"]);
    }

    #[test]
    fn a_contact_whose_tags_are_null_gets_its_first() {
        let (client, service) = play(&[r#"{"contact": [{"uuid": "1", "tags": null}]}"#, AFTER]);
        finish(client.contacts().add_tags("1", ["new"])).unwrap();
        assert_eq!(sent(&service), ["GET", r#"PATCH {"tags":["new"]}"#]);
    }
}
