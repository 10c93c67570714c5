//! Every documented example as named tests of the generated client; nothing here knows the API.

mod adapter;

mod cases;

mod snapshots;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use contract_tests::checks::Context;
use contract_tests::contract::Contract;
use libtest_mimic::Arguments;

use adapter::Generated;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/openapi.json");
    let contract = match Contract::read(&root) {
        Ok(contract) => Arc::new(contract),
        Err(error) => {
            eprintln!("error: the contract cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    let context = Arc::new(Context::new(contract, Box::new(Generated)));
    libtest_mimic::run(&arguments, cases::trials(&context)).exit_code()
}
