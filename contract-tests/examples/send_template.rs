//! Sends a message from a template, and waits until its fate is known.
//!
//! ```text
//! cargo run -p contract-tests --example send_template -- TEMPLATE PHONE [VALUE]...
//! ```

use std::error::Error;
use std::io::{Write, stdout};
use std::process::ExitCode;
use std::time::Duration;

use callbell::Client;
use callbell::messages::SendMessage;
use callbell::types::MessageStatus;

/// How often the status is asked for at most.
const QUESTIONS: u32 = 60;

/// The message, with a value for each placeholder.
pub fn message(template: &str, phone: &str, values: &[String]) -> SendMessage {
    let message = SendMessage::template(phone, template);
    match values {
        [] => message,
        values => message.placeholders(values),
    }
}

/// Sends the message once: whether it arrives is not known from the answer, which comes at once.
pub async fn send_template(
    callbell: &Client,
    message: &SendMessage,
    pause: Duration,
    out: &mut impl Write,
) -> Result<(), Box<dyn Error>> {
    let messages = callbell.messages();
    let mut sent = messages.send(message).await?.message;
    for _ in 0..QUESTIONS {
        let status = sent.status.as_ref();
        let text = status.map_or("no status", MessageStatus::as_str);
        writeln!(out, "{}: {text}", sent.uuid)?;
        if status.is_some_and(|status| status.is_terminal() || status.is_delivered()) {
            return Ok(());
        }
        tokio::time::sleep(pause).await;
        sent = messages.get_status(&sent.uuid).await?.message;
    }
    Err("the message is still under way".into())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [template, phone, values @ ..] = arguments.as_slice() else {
        eprintln!("usage: send_template TEMPLATE PHONE [VALUE]...");
        eprintln!("TEMPLATE is the uuid of a template, and each VALUE is that of a placeholder.");
        eprintln!("CALLBELL_API_KEY holds the API key.");
        return ExitCode::from(2);
    };
    match run(&message(template, phone, values)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(message: &SendMessage) -> Result<(), Box<dyn Error>> {
    let pause = Duration::from_secs(5);
    send_template(&Client::from_env()?, message, pause, &mut stdout()).await
}
