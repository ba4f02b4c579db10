//! Blobs: where bytes live and how they come in and go out.
//!
//! Bytes are streamed to the [`Store`] and become an object only when the last one is safe on disk;
//! what they are is decided by content and extension together ([`MediaType`]), and the name a person
//! gave them stays in the database.

mod dimensions;
mod exif;
mod key;
mod look;
mod media_type;
mod metadata;
mod name;
mod range;
mod render;
mod store;
mod sweep;
mod upload;
mod whole;

pub use exif::Shot;
pub use key::{Key, KeyError};
pub use look::Look;
pub use media_type::{MediaType, Refusal};
pub use metadata::{MetadataError, without_metadata};
pub use name::{clean_file_name, content_disposition};
pub use range::{Unsatisfiable, parse_range};
pub use render::{RenderError, Rendered, Renderer, Rendition, RenditionKind, render_here};
pub use store::{ByteStream, Store, StoreError};
pub use sweep::SweepError;
pub use upload::{Limits, Stored, UploadError};
