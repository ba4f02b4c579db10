//! Drawings: how they are uploaded, listed and changed.

use super::common::{Discipline, FolderFilter};
use super::{patch, rules};
use chrono::NaiveDate;
use garde::Validate;
use lintel_app::documents::{ListFilter, Sort};
use lintel_app::drawings::DrawingChange;
use lintel_domain::item::Kind;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Which drawings and folders are wanted.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DrawingQuery {
    /// A folder's id, or `root` for what lies in no folder; without it, everything, whatever its folder.
    #[garde(skip)]
    #[param(value_type = Option<String>, nullable = false)]
    parent_id: Option<FolderFilter>,
    /// Only drawings of this discipline; folders stay.
    #[garde(skip)]
    #[param(nullable = false, inline = false)]
    discipline: Option<Discipline>,
    /// Only numbers and titles that contain this, whatever the case.
    #[garde(length(chars, max = 200))]
    #[param(nullable = false)]
    q: Option<String>,
}

/// An upload of a drawing with its first revision.
#[derive(ToSchema)]
#[allow(
    dead_code,
    reason = "describes the form; the handler reads it as it comes"
)]
pub struct UploadDrawing {
    #[schema(value_type = String, format = Binary, required = false)]
    file: Option<Vec<u8>>,
    /// A complete upload in pieces, instead of `file`.
    #[schema(value_type = Uuid, required = false)]
    upload_id: Option<Uuid>,
    /// Its number, such as `A-101`; each number is in a project once.
    number: String,
    /// Its title; the file's name if left out.
    #[schema(value_type = String, required = false)]
    title: Option<String>,
    /// `other` if left out.
    #[schema(value_type = Discipline, required = false)]
    discipline: Option<Discipline>,
    /// The folder it is put into; the top if left out.
    #[schema(value_type = Uuid, required = false)]
    parent_id: Option<Uuid>,
    /// The revision, such as `A`.
    revision: String,
    /// The day it was issued on; today if left out.
    #[schema(value_type = NaiveDate, required = false)]
    issued_on: Option<NaiveDate>,
    /// What is to be said of it.
    #[schema(value_type = String, required = false)]
    note: Option<String>,
}

/// What of a drawing shall be different.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateDrawing {
    /// Its number.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = String, required = false)]
    #[garde(inner(custom(rules::name)))]
    number: Option<String>,
    /// Its title.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = String, required = false)]
    #[garde(inner(custom(rules::name)))]
    title: Option<String>,
    /// Whose work it is.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = Discipline, required = false)]
    #[garde(skip)]
    discipline: Option<Discipline>,
    /// The folder it is moved into; `null` for the top.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<Uuid>)]
    #[garde(skip)]
    parent_id: Option<Option<Uuid>>,
}

impl From<DrawingQuery> for ListFilter {
    fn from(query: DrawingQuery) -> ListFilter {
        ListFilter {
            folder: query.parent_id.map(Into::into),
            text: query.q.filter(|text| !text.is_empty()),
            discipline: query.discipline.map(Into::into),
            ..ListFilter::of(&[Kind::DrawingFolder, Kind::Drawing], Sort::Name)
        }
    }
}

impl From<UpdateDrawing> for DrawingChange {
    fn from(body: UpdateDrawing) -> DrawingChange {
        DrawingChange {
            number: body.number,
            title: body.title,
            discipline: body.discipline.map(Into::into),
            parent: body.parent_id.map(|parent| parent.map(Into::into)),
        }
    }
}
