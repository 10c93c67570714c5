//! Gives a tag to every contact of a team that does not have it.
//!
//! ```text
//! cargo run -p contract-tests --example tag_team -- TEAM TAG
//! ```

use std::error::Error;
use std::io::{Write, stdout};
use std::process::ExitCode;

use callbell::Client;
use callbell::contacts::UpdateContact;

/// Goes through the contacts page by page; the client keeps to the rate limit.
pub async fn tag_team(
    callbell: &Client,
    team: &str,
    tag: &str,
    out: &mut impl Write,
) -> Result<(), Box<dyn Error>> {
    let mut contacts = callbell.contacts().list().team_uuid(team).stream();
    let (mut seen, mut tagged) = (0, 0);
    while let Some(contact) = contacts.next().await {
        let contact = contact?;
        seen += 1;
        let mut tags = contact.tags.unwrap_or_default();
        if tags.iter().any(|one| one == tag) {
            continue;
        }
        tags.push(tag.to_owned());
        let update = UpdateContact::new().tags(tags);
        callbell.contacts().update(&contact.uuid, &update).await?;
        writeln!(out, "{}", contact.uuid)?;
        tagged += 1;
    }
    writeln!(out, "{tagged} of {seen} contacts have a new tag")?;
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [team, tag] = arguments.as_slice() else {
        eprintln!("usage: tag_team TEAM TAG");
        eprintln!("TEAM is the uuid of a team. CALLBELL_API_KEY holds the API key.");
        return ExitCode::from(2);
    };
    match run(team, tag).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(team: &str, tag: &str) -> Result<(), Box<dyn Error>> {
    tag_team(&Client::from_env()?, team, tag, &mut stdout()).await
}
