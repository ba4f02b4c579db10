//! Pictures of records: files of an item that are no versions of it. They are seen exactly when
//! their record is.

use crate::entity::{file, picture};
use crate::item_rows::stored_preview;
use crate::tx::{Tx, list};
use crate::{DataError, NewFile, PortalProject, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{FileId, ItemId, OrgId, PictureId};
use lintel_domain::version::{PreviewState, VersionState};
use sea_orm::{FromQueryResult, Set, Value};
use std::collections::HashMap;

/// A picture of a record.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its id.
    pub id: PictureId,
    /// The record.
    pub item_id: ItemId,
    /// Its file, for its content.
    pub file_id: FileId,
    /// The field of the form it answers.
    pub field_id: Option<String>,
    /// What it shows.
    pub caption: Option<String>,
    /// When it was taken, in UTC.
    pub taken_at: Option<DateTime<Utc>>,
    /// The file's name.
    pub name: String,
    /// The file's media type.
    pub media_type: String,
    /// The file's size in bytes.
    pub size: i64,
    /// Whether its smaller pictures are there.
    pub preview: PreviewState,
    /// Its width in pixels.
    pub width: Option<i32>,
    /// Its height in pixels.
    pub height: Option<i32>,
}

/// A picture that is about to be added.
#[derive(Clone, Debug, Default)]
pub struct NewPicture {
    /// The field of the form it answers.
    pub field_id: Option<String>,
    /// The sender's name for it.
    pub key: Option<String>,
    /// What it shows.
    pub caption: Option<String>,
    /// When it was taken, in UTC.
    pub taken_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct Row {
    id: PictureId,
    item_id: ItemId,
    file_id: FileId,
    field_id: Option<String>,
    caption: Option<String>,
    taken_at: Option<DateTime<Utc>>,
    name: String,
    media_type: String,
    size: i64,
    preview: String,
    width: Option<i32>,
    height: Option<i32>,
}

const SELECT: &str = "\
    SELECT p.id, p.item_id, p.file_id, p.field_id, p.caption, p.taken_at, f.name, f.media_type, f.size, f.preview, \
      f.width, f.height FROM picture p JOIN file f ON f.org_id = p.org_id AND f.id = p.file_id";

async fn pictures(
    tx: &Tx,
    org: OrgId,
    items: &[ItemId],
) -> Result<HashMap<ItemId, Vec<Picture>>, DataError> {
    let mut found: HashMap<ItemId, Vec<Picture>> = HashMap::new();
    if items.is_empty() {
        return Ok(found);
    }
    let mut values: Vec<Value> = vec![org.into()];
    values.extend(items.iter().map(|id| Value::from(*id)));
    let sql = format!(
        "{SELECT} WHERE p.org_id = $1 AND p.item_id IN ({}) ORDER BY p.created_at, p.id",
        list(2, items.len())
    );
    let rows: Vec<Row> = tx.rows(&sql, values).await?;
    for row in rows {
        found
            .entry(row.item_id)
            .or_default()
            .push(Picture::try_from(row)?);
    }
    Ok(found)
}

async fn renditions(
    tx: &Tx,
    org: OrgId,
    item: ItemId,
) -> Result<HashMap<FileId, String>, DataError> {
    #[derive(FromQueryResult)]
    struct Row {
        file_id: FileId,
        storage_key: String,
    }
    let rows: Vec<Row> = tx
        .rows(
            "SELECT p.file_id, r.storage_key FROM picture p \
             JOIN file f ON f.org_id = p.org_id AND f.id = p.file_id \
             JOIN rendition r ON r.org_id = f.org_id AND r.source_key = f.storage_key AND r.kind = 'medium' \
             WHERE p.org_id = $1 AND p.item_id = $2",
            vec![org.into(), item.into()],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.file_id, row.storage_key))
        .collect())
}

impl PortalProject {
    /// Where the renditions of a record's pictures lie in the store, 960 pixels a side and without
    /// metadata. The record comes from this door.
    pub async fn picture_renditions(
        &self,
        item: ItemId,
    ) -> Result<HashMap<FileId, String>, DataError> {
        renditions(&self.tx, self.viewer().org, item).await
    }

    /// The pictures of records that this client sees, in the order they were added. The records
    /// come from a list or a detail of this door.
    pub async fn pictures(
        &self,
        items: &[ItemId],
    ) -> Result<HashMap<ItemId, Vec<Picture>>, DataError> {
        pictures(&self.tx, self.viewer().org, items).await
    }
}

impl Staff {
    /// The pictures of records, in the order they were added.
    pub async fn pictures(
        &self,
        items: &[ItemId],
    ) -> Result<HashMap<ItemId, Vec<Picture>>, DataError> {
        pictures(&self.tx, self.org_id(), items).await
    }

    /// Where the renditions of a record's pictures lie in the store, 960 pixels a side and without
    /// metadata.
    pub async fn picture_renditions(
        &self,
        item: ItemId,
    ) -> Result<HashMap<FileId, String>, DataError> {
        renditions(&self.tx, self.org_id(), item).await
    }

    /// The pictures of one record.
    pub async fn pictures_of(&self, item: ItemId) -> Result<Vec<Picture>, DataError> {
        let mut found = self.pictures(&[item]).await?;
        Ok(found.remove(&item).unwrap_or_default())
    }

    /// A picture, whatever the member may do with it.
    ///
    /// # Errors
    /// [`DataError::NotFound`].
    pub async fn picture(&self, id: PictureId) -> Result<Picture, DataError> {
        let sql = format!("{SELECT} WHERE p.org_id = $1 AND p.id = $2");
        let row: Option<Row> = self
            .tx
            .row(&sql, vec![self.org_id().into(), id.into()])
            .await?;
        row.ok_or(DataError::NotFound)?.try_into()
    }

    /// The picture of a record that has a name of its sender's.
    pub async fn picture_named(
        &self,
        item: ItemId,
        key: &str,
    ) -> Result<Option<Picture>, DataError> {
        let sql = format!("{SELECT} WHERE p.org_id = $1 AND p.item_id = $2 AND p.key = $3");
        let values = vec![self.org_id().into(), item.into(), key.into()];
        let row: Option<Row> = self.tx.row(&sql, values).await?;
        row.map(Picture::try_from).transpose()
    }

    /// Makes a file whose bytes are in the store a picture of a record, and counts its bytes.
    pub async fn add_picture(
        &self,
        item: ItemId,
        new: NewFile,
        about: NewPicture,
    ) -> Result<(PictureId, FileId), DataError> {
        self.count_bytes(new.size).await?;
        let (id, file) = (PictureId::new(), FileId::new());
        let number = self.next_number(item).await?;
        self.tx
            .insert(file::ActiveModel {
                is_part: Set(true),
                state: Set(VersionState::Published.as_str().into()),
                published_at: Set(Some(self.now())),
                ..self.new_file(file, item, number, new)
            })
            .await?;
        self.tx
            .insert(picture::ActiveModel {
                id: Set(id.into()),
                org_id: Set(self.org_id().into()),
                item_id: Set(item.into()),
                file_id: Set(file.into()),
                field_id: Set(about.field_id),
                key: Set(about.key),
                caption: Set(about.caption),
                taken_at: Set(about.taken_at),
                created_at: Set(self.now()),
            })
            .await?;
        Ok((id, file))
    }

    /// Says what a picture shows.
    pub async fn caption_picture(
        &self,
        id: PictureId,
        caption: Option<&str>,
    ) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE picture SET caption = $3 WHERE org_id = $1 AND id = $2",
                vec![self.org_id().into(), id.into(), caption.into()],
            )
            .await?;
        Ok(())
    }

    /// Takes a picture away for good; the sweep removes its bytes.
    pub async fn remove_picture(&self, picture: &Picture) -> Result<(), DataError> {
        self.count_bytes(-picture.size).await?;
        for (sql, id) in [
            (
                "DELETE FROM picture WHERE org_id = $1 AND id = $2",
                picture.id.as_uuid(),
            ),
            (
                "DELETE FROM rendition WHERE org_id = $1 AND source_key = \
                   (SELECT storage_key FROM file WHERE org_id = $1 AND id = $2)",
                picture.file_id.as_uuid(),
            ),
            (
                "DELETE FROM file WHERE org_id = $1 AND id = $2 AND is_part = TRUE",
                picture.file_id.as_uuid(),
            ),
        ] {
            let values = vec![self.org_id().into(), id.into()];
            self.tx.run(sql, values).await?;
        }
        Ok(())
    }

    /// Gives all pictures of one record to another.
    pub async fn move_pictures(&self, from: ItemId, to: ItemId) -> Result<(), DataError> {
        let values = || vec![self.org_id().into(), from.into(), to.into()];
        let after = self.next_number(to).await?;
        let mut numbered = values();
        numbered.push(after.into());
        self.tx
            .run(
                "UPDATE file SET item_id = $3, number = number + $4 WHERE org_id = $1 AND item_id = $2 AND is_part = TRUE",
                numbered,
            )
            .await?;
        self.tx
            .run(
                "UPDATE picture SET item_id = $3, key = NULL WHERE org_id = $1 AND item_id = $2",
                values(),
            )
            .await?;
        Ok(())
    }
}

impl TryFrom<Row> for Picture {
    type Error = DataError;

    fn try_from(row: Row) -> Result<Picture, DataError> {
        Ok(Picture {
            id: row.id,
            item_id: row.item_id,
            file_id: row.file_id,
            field_id: row.field_id,
            caption: row.caption,
            taken_at: row.taken_at,
            name: row.name,
            media_type: row.media_type,
            size: row.size,
            preview: stored_preview(&row.preview)?,
            width: row.width,
            height: row.height,
        })
    }
}
