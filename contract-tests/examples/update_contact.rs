//! Updates a contact: its name, a tag and its note.
//!
//! ```text
//! cargo xtask mock --port 8080
//! CALLBELL_BASE_URL=http://127.0.0.1:8080/v1 CALLBELL_API_KEY=anything \
//!     cargo run -p contract-tests --example update_contact -- 414a6d692bd645ed803f2e7ce360d4c8
//! ```
//!
//! Without `CALLBELL_BASE_URL` it talks to the real service, and changes the contact there.

use std::process::ExitCode;

use callbell::contacts::UpdateContact;
use callbell::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [uuid] = arguments.as_slice() else {
        eprintln!("usage: update_contact UUID");
        eprintln!("The environment variable CALLBELL_API_KEY holds the API key.");
        return ExitCode::from(2);
    };
    match update(uuid).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn update(uuid: &str) -> Result<(), Error> {
    let callbell = Client::from_env()?;
    let update = UpdateContact::new()
        .name("Joe Doe")
        .tags(["Call back"])
        .note("");
    let contact = callbell.contacts().update(uuid, &update).await?.contact;
    println!(
        "{} is now called {}",
        contact.uuid,
        contact.name.as_deref().unwrap_or("nothing")
    );
    println!("tags: {}", contact.tags.unwrap_or_default().join(", "));
    Ok(())
}
