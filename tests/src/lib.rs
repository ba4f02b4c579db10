//! The test world's plumbing; the promises themselves stand beside this library.

pub mod harness;
pub mod world;
