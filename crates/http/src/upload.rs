//! The form of an upload, read as it arrives: its fields and one file, in any order. Instead of the
//! file it may name an upload that came in pieces.

use crate::extract::control_character;
use crate::problem::{FieldError, Problem};
use actix_multipart::{Field, Multipart};
use chrono::NaiveDate;
use futures_util::{StreamExt, TryStreamExt};
use lintel_app::uploads::{Received, Upload};
use lintel_domain::ids::UploadId;
use lintel_domain::project::day_fits;
use std::collections::BTreeMap;
use std::str::FromStr;

/// Most bytes of a field that is not the file; a caption of 2000 characters is shorter.
const TEXT_BYTES: usize = 16 * 1024;

/// What was sent, its fields still to be taken.
pub(crate) struct Form {
    received: Received,
    fields: BTreeMap<String, String>,
    faults: Vec<FieldError>,
}

/// Reads the form of these fields and a file, which goes straight into the store.
pub(crate) async fn read(
    mut form: Multipart,
    upload: &Upload<'_>,
    known: &[&str],
) -> Result<Form, Problem> {
    let mut fields = BTreeMap::new();
    let mut received = None;
    while let Some(mut field) = form.try_next().await? {
        let name = field.name().unwrap_or_default().to_owned();
        if fields.contains_key(&name) || (name == "file" && received.is_some()) {
            return Err(refuse(&name, "duplicate", "Send this field once."));
        }
        if name == "file" {
            received = Some(file(&mut field, upload).await?);
        } else if name == "upload_id" || known.contains(&name.as_str()) {
            let text = text(&name, &mut field).await?;
            fields.insert(name, text);
        } else {
            let message = "There is no such field. Leave it out.";
            return Err(refuse(&name, "unknown_field", message));
        }
    }
    let pieces = fields.remove("upload_id").filter(|id| !id.is_empty());
    let received = match (received, pieces) {
        (Some(_), Some(_)) => {
            let message = "Send a file, or the id of an upload, and not both.";
            return Err(refuse("upload_id", "duplicate", message));
        }
        (Some(received), None) => received,
        (None, Some(id)) => {
            let id = UploadId::from_str(&id)
                .map_err(|_| refuse("upload_id", "invalid", "Send the id of an upload."))?;
            upload.put_together(id).await?
        }
        (None, None) => return Err(refuse("file", "required", "Choose a file.")),
    };
    Ok(Form {
        received,
        fields,
        faults: Vec::new(),
    })
}

impl Form {
    /// A field's text; `None` when it was left out or empty, as forms send it.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        self.fields.remove(name).filter(|text| !text.is_empty())
    }

    /// A field that is written like a `T`.
    pub(crate) fn parsed<T: FromStr>(&mut self, name: &str, expected: &str) -> Option<T> {
        self.chosen(name, expected, |text| text.parse().ok())
    }

    /// A field that `choose` understands.
    pub(crate) fn chosen<T>(
        &mut self,
        name: &str,
        expected: &str,
        choose: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(name)?;
        let chosen = choose(&text);
        if chosen.is_none() {
            self.faults
                .push(FieldError::new(format!("/{name}"), "invalid", expected));
        }
        chosen
    }

    /// A day, `2026-03-01`.
    pub(crate) fn day(&mut self, name: &str) -> Option<NaiveDate> {
        let expected = "Send a day like 2026-03-01.";
        self.chosen(name, expected, |text| {
            text.parse().ok().filter(|day| day_fits(*day))
        })
    }

    /// A switch, `true` or `false`.
    pub(crate) fn flag(&mut self, name: &str) -> Option<bool> {
        self.parsed(name, "Send true or false.")
    }

    /// The file, if every field was in order.
    pub(crate) fn file(self) -> Result<Received, Problem> {
        match self.faults.is_empty() {
            true => Ok(self.received),
            false => Err(Problem::invalid(self.faults)),
        }
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

async fn text(name: &str, field: &mut Field) -> Result<String, Problem> {
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
    Ok(text)
}

fn refuse(field: &str, code: &'static str, message: &str) -> Problem {
    Problem::invalid(vec![FieldError::new(format!("/{field}"), code, message)])
}
