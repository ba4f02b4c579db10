//! Uploads that can go on after a lost connection, what an organisation keeps, and a lane of jobs of their own for pictures.

use crate::columns::*;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut upload = Table::create();
        upload
            .table("upload")
            .col(pk_uuid("id"))
            .col(uuid("org_id"))
            .col(uuid("project_id"))
            .col(uuid("member_id"))
            .col(string("file_name"))
            .col(big_integer("size"))
            .col(big_integer("received"))
            .col(time("created_at"))
            .col(time("touched_at"))
            .index(&mut unique(&["org_id", "id"]))
            .foreign_key(&mut within_org("project_id", "project"))
            .foreign_key(&mut within_org("member_id", "member"));
        manager.create_table(upload).await?;
        manager
            .create_index(index("upload_by_age", "upload", &["touched_at"]))
            .await?;

        let mut part = Table::create();
        part.table("upload_part")
            .col(uuid("org_id"))
            .col(uuid("upload_id"))
            .col(big_integer("position"))
            .col(big_integer("size"))
            .col(string("storage_key"))
            .primary_key(
                Index::create()
                    .col("org_id")
                    .col("upload_id")
                    .col("position"),
            )
            .index(&mut unique(&["storage_key"]))
            .foreign_key(&mut within_org("upload_id", "upload"));
        manager.create_table(part).await?;

        let mut used = big_integer("storage_used");
        used.default(0);
        let mut place = boolean("share_photo_location");
        place.default(false);
        for column in [used, place] {
            manager
                .alter_table(
                    Table::alter()
                        .table("organisation")
                        .add_column(column)
                        .to_owned(),
                )
                .await?;
        }
        // Letters do not wait behind the pictures of five hundred photos.
        let mut lane = string("lane");
        lane.default("letters");
        manager
            .alter_table(Table::alter().table("outbox").add_column(lane).to_owned())
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                "UPDATE organisation SET storage_used = \
                   COALESCE((SELECT SUM(size) FROM file WHERE file.org_id = organisation.id), 0)",
            )
            .await?;
        Ok(())
    }
}
