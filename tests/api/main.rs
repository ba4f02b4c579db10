//! What the product promises, told over HTTP on both databases.

mod system;
