//! The form of an upload, read as it arrives: its fields and one file, in any order.

use crate::extract::control_character;
use crate::problem::{FieldError, Problem};
use actix_multipart::{Field, Multipart};
use futures_util::{StreamExt, TryStreamExt};
use lintel_app::documents::{Received, Upload, UploadDetails};
use std::collections::HashSet;

/// Most bytes of a field that is not the file; a title of 200 characters is shorter.
const TEXT_BYTES: usize = 4096;

/// Reads the form. Its file goes straight into the store.
pub(crate) async fn read(
    mut form: Multipart,
    upload: &Upload<'_>,
) -> Result<(Received, UploadDetails), Problem> {
    let mut details = UploadDetails::default();
    let mut received = None;
    let mut seen = HashSet::new();
    while let Some(mut field) = form.try_next().await? {
        let name = field.name().unwrap_or_default().to_owned();
        if !seen.insert(name.clone()) {
            return Err(refuse(&name, "duplicate", "Send this field once."));
        }
        match name.as_str() {
            "file" => received = Some(file(&mut field, upload).await?),
            "title" => details.title = text(&name, &mut field).await?,
            "parent_id" => {
                let id = text(&name, &mut field).await?;
                details.parent = id
                    .map(|id| id.parse())
                    .transpose()
                    .map_err(|_| refuse(&name, "invalid", "Send the id of a folder."))?;
            }
            name => {
                let message = "There is no such field. Leave it out.";
                return Err(refuse(name, "unknown_field", message));
            }
        }
    }
    match received {
        Some(received) => Ok((received, details)),
        None => Err(refuse("file", "required", "Choose a file.")),
    }
}

async fn file(field: &mut Field, upload: &Upload<'_>) -> Result<Received, Problem> {
    let disposition = field.content_disposition();
    let name = disposition
        .and_then(|disposition| disposition.get_filename())
        .unwrap_or_default();
    let name = name.to_owned();
    let mut broken = None;
    let bytes = field.map(|chunk| {
        chunk.map_err(|error| {
            let said = error.to_string();
            broken = Some(error);
            said
        })
    });
    let received = upload.receive(&name, bytes).await;
    match broken {
        Some(error) => Err(error.into()),
        None => Ok(received?),
    }
}

/// A field's text; `None` when it was left empty, as forms send it.
async fn text(name: &str, field: &mut Field) -> Result<Option<String>, Problem> {
    let bytes = field
        .bytes(TEXT_BYTES)
        .await
        .map_err(|_| refuse(name, "too_long", "Use less text here."))?;
    let text = String::from_utf8(bytes?.to_vec())
        .map_err(|_| refuse(name, "invalid", "Send text in UTF-8."))?;
    if text.contains('\0') {
        return Err(Problem::invalid(vec![control_character(&format!(
            "/{name}"
        ))]));
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

fn refuse(field: &str, code: &'static str, message: &str) -> Problem {
    Problem::invalid(vec![FieldError::new(format!("/{field}"), code, message)])
}
