//! Nothing leaks: the ways in which systems like this one have told people what they may not know,
//! each by name. Every answer and letter is scanned for canaries besides.

mod everything;
mod files;
mod invitations;
mod letters;
mod lists;
mod non_interference;
