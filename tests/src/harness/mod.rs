//! What a test needs before it can make a promise: databases, a running server, callers, letters,
//! and the canary scan of everything that leaves.

mod canary;
mod database;
mod http;
mod mail;
mod outbox;
mod postgres;
mod process;
mod run;
mod server;
mod sqlite;

pub use canary::Canaries;
pub use database::{Backend, TestDatabase};
pub use http::{Agent, Answer, Call};
pub use mail::{Letter, Post};
pub use process::{Process, program};
pub use server::Server;
