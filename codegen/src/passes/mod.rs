//! Passes: each takes the model one step further; the list in `run` is their order.

mod candidates;
mod close_circles;
mod collapse_aliases;
mod find_directions;
mod find_discriminators;
mod find_events;
mod name_types;
mod place_types;
mod say_literals;
mod split_views;
mod walk;

use crate::model::Api;

/// Runs every pass in its order.
pub fn run(api: &mut Api) {
    collapse_aliases::run(api);
    close_circles::run(api);
    find_discriminators::run(api);
    say_literals::run(api);
    split_views::run(api);
    find_events::run(api);
    find_directions::run(api);
    place_types::run(api);
    name_types::run(api);
}
