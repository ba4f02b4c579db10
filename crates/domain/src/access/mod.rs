//! Who may do what: roles, actions and the matrix that joins them.

mod action;
mod matrix;
mod role;

pub use action::Action;
pub use matrix::{ACTIONS_BY_ROLE, Reach, may, reach};
pub use role::Role;
