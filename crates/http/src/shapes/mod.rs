//! Request and response shapes. What a client sees has types of its own.

pub mod common;
pub mod file;
pub mod item;
pub mod patch;
pub mod portal;
pub mod rules;
pub mod share;
