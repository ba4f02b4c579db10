//! Request and response shapes. What a client sees has types of its own.

pub mod common;
pub mod patch;
pub mod rules;
