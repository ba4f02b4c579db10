//! What the product promises, told over HTTP on both databases.

mod accounts;
mod client_access;
mod clients;
mod documents;
mod files;
mod folders;
mod invitation_ends;
mod invitations;
mod members;
mod organisation;
mod passwords;
mod people;
mod projects;
mod sessions;
mod site;
mod system;
mod uploads;
