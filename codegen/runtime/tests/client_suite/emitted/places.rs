//! Servers of the document, of a path item and of an operation, with their variables.

use crate::runtime::client::{Call, Client, ClientBuilder, Error};
use crate::support::{Fake, TOKEN};

/// The URL that a call goes to.
async fn url(
    settings: impl FnOnce(ClientBuilder) -> ClientBuilder,
    call: impl FnOnce(&Client) -> Call<()>,
) -> Result<String, Error> {
    let fake = Fake::default();
    let client = settings(Client::builder().token(TOKEN).transport(fake.clone()));
    call(&client.build()?).await?;
    Ok(fake.requests()[0].uri().to_string())
}

#[tokio::test]
async fn servers_have_the_defaults_of_their_variables() {
    let plain = |one| one;
    let here = url(plain, |client| client.places().here()).await;
    assert_eq!(here.unwrap(), "https://eu.example.com/live/v1/places/here");
    let there = url(plain, |client| client.places().there()).await;
    assert_eq!(
        there.unwrap(),
        "https://eu.there.example.com/v2/places/there"
    );
    let elsewhere = url(plain, |client| client.places().elsewhere()).await;
    assert_eq!(
        elsewhere.unwrap(),
        "https://else.example.com/main/places/there"
    );
    let root = url(plain, |client| client.places().root()).await;
    assert_eq!(root.unwrap(), "https://eu.example.com/v3/places/root");
}

#[tokio::test]
async fn a_variable_holds_for_each_server_that_has_it() {
    let chosen = |one: ClientBuilder| {
        let one = one
            .server_variable("region", "us")
            .server_variable("stage", "test");
        one.server_variable("port", "8443")
            .server_variable("tenant", "acme")
    };
    let here = url(chosen, |client| client.places().here()).await;
    assert_eq!(here.unwrap(), "https://us.example.com/test/v1/places/here");
    let there = url(chosen, |client| client.places().there()).await;
    assert_eq!(
        there.unwrap(),
        "https://us.there.example.com:8443/v2/places/there"
    );
    let elsewhere = url(chosen, |client| client.places().elsewhere()).await;
    assert_eq!(
        elsewhere.unwrap(),
        "https://else.example.com/acme/places/there"
    );
    let root = url(chosen, |client| client.places().root()).await;
    assert_eq!(root.unwrap(), "https://us.example.com/v3/places/root");
}

#[tokio::test]
async fn a_value_that_a_server_does_not_take_is_refused() {
    let port = |one: ClientBuilder| one.server_variable("port", "80");
    let refused = url(port, |client| client.places().there())
        .await
        .unwrap_err();
    assert_eq!(
        refused.to_string(),
        "there: server variable `port` must be one of `443`, `8443`"
    );
    let misspelt = |one: ClientBuilder| one.server_variable("prot", "443");
    let refused = url(misspelt, |client| client.places().here())
        .await
        .unwrap_err();
    assert_eq!(
        refused.to_string(),
        "server variable `prot` is not in the URL of the server"
    );
}
