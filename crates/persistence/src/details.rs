//! What drawings and photos have of their own, beside the item.

use crate::entity::{drawing, photo};
use crate::tx::list;
use crate::{DataError, Photo, Staff};
use lintel_domain::drawing::Discipline;
use lintel_domain::ids::ItemId;
use sea_orm::{Set, Value};

impl Staff {
    /// Makes an item a drawing.
    pub async fn add_drawing(&self, item: ItemId, of: Discipline) -> Result<(), DataError> {
        self.tx
            .insert(drawing::ActiveModel {
                item_id: Set(item.into()),
                org_id: Set(self.org_id().into()),
                discipline: Set(of.as_str().into()),
            })
            .await
    }

    /// Says whose work a drawing is.
    pub async fn set_discipline(&self, item: ItemId, of: Discipline) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE drawing SET discipline = $3 WHERE org_id = $1 AND item_id = $2",
                vec![self.org_id().into(), item.into(), of.as_str().into()],
            )
            .await?;
        Ok(())
    }

    /// Makes an item a photo.
    pub async fn add_photo(&self, item: ItemId, photo: Photo) -> Result<(), DataError> {
        self.tx
            .insert(photo::ActiveModel {
                item_id: Set(item.into()),
                org_id: Set(self.org_id().into()),
                caption: Set(photo.caption),
                taken_at: Set(photo.taken_at),
                latitude: Set(photo.latitude),
                longitude: Set(photo.longitude),
            })
            .await
    }

    /// Saves the caption of a photo and when it was taken.
    pub async fn save_photo(&self, item: ItemId, photo: &Photo) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE photo SET caption = $3, taken_at = $4 WHERE org_id = $1 AND item_id = $2",
                vec![
                    self.org_id().into(),
                    item.into(),
                    photo.caption.clone().into(),
                    photo.taken_at.into(),
                ],
            )
            .await?;
        Ok(())
    }

    /// Gives photos one caption, set-based: photos are captioned by the hundred.
    pub async fn caption_photos(
        &self,
        photos: &[ItemId],
        caption: Option<&str>,
    ) -> Result<u64, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), caption.into()];
        values.extend(photos.iter().map(|id| Value::from(*id)));
        let changed = self
            .tx
            .run(
                &format!(
                    "UPDATE photo SET caption = $2 WHERE org_id = $1 AND item_id IN ({})",
                    list(3, photos.len())
                ),
                values,
            )
            .await?;
        let words = caption.map_or(String::new(), |caption| {
            format!(" {}", caption.to_lowercase())
        });
        let mut values: Vec<Value> = vec![self.org_id().into(), words.into(), self.now().into()];
        values.extend(photos.iter().map(|id| Value::from(*id)));
        self.tx
            .run(
                &format!(
                    "UPDATE item SET search_key = title_key || $2, updated_at = $3, version = version + 1 \
                     WHERE org_id = $1 AND id IN ({})",
                    list(4, photos.len())
                ),
                values,
            )
            .await?;
        Ok(changed)
    }
}
