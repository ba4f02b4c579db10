//! What the product promises, told over HTTP on both databases.

mod documents;
mod files;
mod folders;
mod site;
mod system;
