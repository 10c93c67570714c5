//! Updates a contact: its name, a tag and its note.
//!
//! ```text
//! cargo xtask mock --port 8080
//! CALLBELL_BASE_URL=http://127.0.0.1:8080/v1 CALLBELL_API_KEY=anything \
//!     cargo run -p contract-tests --example update_contact -- 414a6d692bd645ed803f2e7ce360d4c8
//! ```
//!
//! Without `CALLBELL_BASE_URL` it talks to the real service, and changes the contact there.

use std::error::Error;
use std::io::{Write, stdout};
use std::process::ExitCode;

use callbell::Client;
use callbell::contacts::UpdateContact;

/// Changes the contact, and tells what it is afterwards.
pub async fn update(
    callbell: &Client,
    uuid: &str,
    out: &mut impl Write,
) -> Result<(), Box<dyn Error>> {
    let update = UpdateContact::new()
        .name("Joe Doe")
        .tags(["Call back"])
        .note("");
    let contact = callbell.contacts().update(uuid, &update).await?.contact;
    let name = contact.name.as_deref().unwrap_or("nothing");
    writeln!(out, "{} is now called {name}", contact.uuid)?;
    match contact.tags.unwrap_or_default().as_slice() {
        [] => writeln!(out, "it has no tags")?,
        tags => writeln!(out, "its tags: {}", tags.join(", "))?,
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [uuid] = arguments.as_slice() else {
        eprintln!("usage: update_contact UUID");
        eprintln!("The environment variable CALLBELL_API_KEY holds the API key.");
        return ExitCode::from(2);
    };
    match run(uuid).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(uuid: &str) -> Result<(), Box<dyn Error>> {
    update(&Client::from_env()?, uuid, &mut stdout()).await
}
