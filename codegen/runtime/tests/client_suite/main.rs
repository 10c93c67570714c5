//! What the client does on the wire, in one test program so that it is linked once.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

// The sources themselves, one module deeper than in their crate: as they stand in an SDK.
#[path = "../../src/lib.rs"]
mod runtime;

/// Modules that the compiler makes of the golden case `wire`, at the root as in an SDK; not all that they offer is called.
macro_rules! emitted {
    ($($name:ident $path:literal)*) => {
        $(
            #[path = $path]
            #[allow(dead_code)]
            mod $name;
        )*
    };
}

emitted! {
    client "../../../tests/golden/wire/expected/crate/src/client.rs"
    bodies "../../../tests/golden/wire/expected/bodies/mod.rs"
    doors "../../../tests/golden/wire/expected/doors/mod.rs"
    headers "../../../tests/golden/wire/expected/headers/mod.rs"
    places "../../../tests/golden/wire/expected/places/mod.rs"
    queries "../../../tests/golden/wire/expected/queries/mod.rs"
    replies "../../../tests/golden/wire/expected/replies/mod.rs"
    routes "../../../tests/golden/wire/expected/routes/mod.rs"
    types "../../../tests/golden/wire/expected/types/mod.rs"
    webhooks "../../../tests/golden/wire/expected/webhooks/mod.rs"
}

mod support;

mod emitted;

mod answers;
mod faults;
mod forms;
mod hints;
mod messages;
mod network;
mod pace;
mod pages;
mod paths;
mod requests;
mod retries;
mod secrets;
mod settings;
mod traces;
