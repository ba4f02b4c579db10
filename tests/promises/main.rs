//! The promises that hold everywhere: who may do what, who can see what, and nothing leaks.

mod access;
mod bad_input;
mod leaks;
mod odd_text;
mod revocation;
mod statements;
mod visibility;
