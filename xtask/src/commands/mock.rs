//! `cargo xtask mock`: the examples of the specification, served to programs on this machine.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use contract_tests::contract::Contract;
use contract_tests::mock::{ServeOptions, Server, serve_all};

use crate::console::Console;
use crate::exit::{Exit, Unusable};
use crate::spec::Spec;
use crate::workspace::Workspace;

/// Serve the examples of the specification on this machine, until ctrl-c
///
/// The line to set for a program that uses the SDK is printed first.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The root file of the specification [default: spec/openapi.json of the workspace]
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,

    /// The port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,

    /// The name of an example to answer with where an operation has one; the favourite first
    #[arg(long, value_name = "NAME")]
    prefer: Vec<String>,
}

/// Runs the command.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Unusable> {
    let path = arguments.spec.clone();
    let path = path.map_or_else(
        || Workspace::or_named("--spec").map(|workspace| workspace.spec()),
        Ok,
    )?;
    let spec = Spec::at(&path)?;
    let root = spec.folder().join(spec.name());
    let contract = Contract::read(&root).map_err(|error| Unusable::new(error.to_string()))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| Unusable::new(format!("no threads: {error}")))?;
    runtime.block_on(serve(contract, arguments, console))
}

async fn serve(
    contract: Contract,
    arguments: &Arguments,
    console: &mut Console,
) -> Result<Exit, Unusable> {
    let variable = format!("{}_BASE_URL", contract.environment());
    let operations = contract.operations.len();
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port));
    let options = ServeOptions {
        prefer: arguments.prefer.clone(),
    };
    let server = serve_all(Arc::new(contract), address, options).await;
    let server = server.map_err(|error| Unusable::new(error.to_string()))?;
    announce(&variable, operations, &server, console);
    tokio::signal::ctrl_c()
        .await
        .map_err(|error| Unusable::new(format!("ctrl-c cannot be waited for: {error}")))?;
    Ok(Exit::Done)
}

/// Prints the line that points a program at this server.
fn announce(variable: &str, operations: usize, server: &Server, console: &mut Console) {
    console.data(&format!("export {variable}={}", server.base_url()));
    let operations = crate::report::count(operations, "operation");
    console.note(&format!(
        "{operations} on {}, until ctrl-c",
        server.address()
    ));
}
