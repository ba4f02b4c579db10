//! The job that makes the pictures of a file ahead of their being asked for.

use crate::{App, Error};
use chrono::{DateTime, Utc};
use lintel_domain::ids::FileId;
use lintel_domain::version::PreviewState;
use lintel_files::{Key, MediaType, RenderError, Rendered};
use lintel_persistence::{NewRendition, RenderOutcome, ToRender};

/// Most characters of a fault that are kept.
const FAULT_CHARS: usize = 200;

/// What came of a file's pictures; to be recorded with the job's end.
pub(crate) struct Made {
    pub(crate) of: ToRender,
    pub(crate) outcome: RenderOutcome,
}

/// Makes the pictures of a file; `None` when there are none to be made any more.
///
/// # Errors
/// When trying again may help. A file that cannot be read is an outcome.
pub(crate) async fn make(
    app: &App,
    file: FileId,
    now: DateTime<Utc>,
) -> Result<Option<Made>, Error> {
    let system = app.db.system_write(now).await?;
    let of = system.to_render(file).await?;
    system.commit().await?;
    let Some(of) = of else {
        return Ok(None);
    };
    let key: Key = of
        .storage_key
        .parse()
        .map_err(|error| Error::Internal(format!("file {file}: {error}")))?;
    let media_type = MediaType::from_stored(&of.media_type);
    let rendered = app
        .renderer
        .render(&app.files, of.org_id, &key, media_type)
        .await;
    let outcome = match rendered {
        Ok(rendered) => outcome(media_type, rendered)?,
        Err(RenderError::Unreadable(fault)) => failed(&fault),
        Err(error) => {
            return Err(Error::Unavailable {
                retry_after: 5,
                reason: error.to_string(),
            });
        }
    };
    Ok(Some(Made { of, outcome }))
}

fn outcome(media_type: MediaType, rendered: Rendered) -> Result<RenderOutcome, Error> {
    let side = |pixels: Option<u32>| pixels.and_then(|pixels| i32::try_from(pixels).ok());
    let renditions = rendered.renditions.into_iter().map(|made| {
        Ok(NewRendition {
            kind: made.kind.as_str(),
            storage_key: made.key.to_string(),
            media_type: made.media_type.as_str().to_owned(),
            size: i64::try_from(made.size).map_err(|error| Error::Internal(error.to_string()))?,
            sha256: crate::files::hexadecimal(&made.sha256),
        })
    });
    Ok(RenderOutcome {
        preview: match media_type.has_preview() {
            true => PreviewState::Ready,
            false => PreviewState::None,
        },
        fault: None,
        width: side(rendered.width),
        height: side(rendered.height),
        pages: side(rendered.pages),
        renditions: renditions.collect::<Result<_, Error>>()?,
    })
}

fn failed(fault: &str) -> RenderOutcome {
    RenderOutcome {
        preview: PreviewState::Failed,
        fault: Some(fault.chars().take(FAULT_CHARS).collect()),
        width: None,
        height: None,
        pages: None,
        renditions: Vec::new(),
    }
}
