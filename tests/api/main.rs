//! What the product promises, told over HTTP on both databases.

mod clients;
mod documents;
mod files;
mod folders;
mod members;
mod organisation;
mod projects;
mod site;
mod system;
mod uploads;
