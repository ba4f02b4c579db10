//! Blobs: where bytes live and how they come in and go out.
//!
//! Bytes are streamed to the [`Store`] and become an object only when the last one is safe on disk;
//! what they are is decided by content and extension together ([`MediaType`]), and the name a person
//! gave them stays in the database.

mod key;
mod media_type;
mod name;
mod range;
mod store;
mod sweep;
mod upload;

pub use key::{Key, KeyError};
pub use media_type::{MediaType, Refusal};
pub use name::{clean_file_name, content_disposition};
pub use range::{Unsatisfiable, parse_range};
pub use store::{ByteStream, Store, StoreError};
pub use sweep::SweepError;
pub use upload::{Limits, Stored, UploadError};
