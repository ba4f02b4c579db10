//! Documents and the folders they lie in, page by page.

use crate::entity::document;
use crate::items::{ItemRow, select, with_shared};
use crate::names::containing;
use crate::{DataError, Folder, Item, Page, PageRequest, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use lintel_domain::item::Kind;
use sea_orm::{Set, Value};

/// Which of a project's documents and folders are wanted.
#[derive(Clone, Debug, Default)]
pub struct DocumentFilter {
    /// Only what lies in this folder, or at the top; without it, everything.
    pub folder: Option<Folder>,
    /// Only titles that contain this, whatever the case.
    pub text: Option<String>,
    /// In which order.
    pub sort: DocumentSort,
}

/// The order of a list of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentSort {
    /// Folders first, then by title.
    #[default]
    Name,
    /// Newest first.
    Newest,
}

impl Staff {
    /// A page of a project's documents and folders.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when the folder is not in the project, [`DataError::BadCursor`].
    pub async fn documents(
        &self,
        project: ProjectId,
        filter: &DocumentFilter,
        page: &PageRequest,
    ) -> Result<Page<Item>, DataError> {
        let mut query = ListQuery::new(self, project);
        if let Some(folder) = filter.folder {
            if let Folder::In(id) = folder {
                self.folder_path(project, id).await?;
            }
            query.folder(folder);
        }
        if let Some(text) = &filter.text {
            query.text(text);
        }
        let sql = match filter.sort {
            DocumentSort::Name => query.by_name(page)?,
            DocumentSort::Newest => query.newest(page)?,
        };
        let rows: Vec<ItemRow> = self.tx.rows(&sql, query.values).await?;
        let page = match filter.sort {
            DocumentSort::Name => {
                page.page(rows, |row| (row.is_folder(), row.title_key.clone(), row.id))
            }
            DocumentSort::Newest => page.page(rows, |row| (row.created_at, row.id)),
        }?;
        let ids: Vec<ItemId> = page.items.iter().map(|row| row.id).collect();
        let shared = self.shared_with(&ids).await?;
        Ok(Page {
            items: with_shared(page.items, shared)?,
            next: page.next,
        })
    }

    /// Every folder of a project, by title.
    pub async fn folders(&self, project: ProjectId) -> Result<Vec<Item>, DataError> {
        let rows: Vec<ItemRow> = self
            .tx
            .rows(
                &format!(
                    "{} WHERE i.org_id = $1 AND i.project_id = $2 AND i.state = 'published' \
                       AND i.kind = 'folder' ORDER BY i.title_key, i.id",
                    select("item")
                ),
                vec![self.org_id().into(), project.into()],
            )
            .await?;
        with_shared(rows, self.folders_shared_with(project).await?)
    }

    /// Makes an item the document of a file.
    pub async fn add_document(&self, item: ItemId, file: FileId) -> Result<(), DataError> {
        self.tx
            .insert(document::ActiveModel {
                item_id: Set(item.into()),
                org_id: Set(self.org_id().into()),
                file_id: Set(file.into()),
            })
            .await
    }
}

/// Builds the SQL of a page. Each kind is read in the order of an index and cut to the page before
/// anything is joined to it.
struct ListQuery {
    values: Vec<Value>,
    conditions: String,
}

impl ListQuery {
    fn new(staff: &Staff, project: ProjectId) -> ListQuery {
        ListQuery {
            values: vec![staff.org_id().into(), project.into()],
            conditions: "org_id = $1 AND project_id = $2 AND state = 'published'".to_owned(),
        }
    }

    fn bind(&mut self, value: impl Into<Value>) -> usize {
        self.values.push(value.into());
        self.values.len()
    }

    fn folder(&mut self, folder: Folder) {
        let condition = match folder {
            Folder::Top => "parent_id IS NULL".to_owned(),
            Folder::In(id) => format!("parent_id = ${}", self.bind(id)),
        };
        self.conditions.push_str(" AND ");
        self.conditions.push_str(&condition);
    }

    fn text(&mut self, text: &str) {
        let at = self.bind(containing(text));
        self.conditions
            .push_str(&format!(" AND title_key LIKE ${at} ESCAPE '\\'"));
    }

    fn by_name(&mut self, page: &PageRequest) -> Result<String, DataError> {
        let after: Option<(bool, String, ItemId)> = page.after()?;
        // PostgreSQL has no text with U+0000, and no cursor of ours has one.
        if after.as_ref().is_some_and(|(_, key, _)| key.contains('\0')) {
            return Err(DataError::BadCursor);
        }
        let kinds: &[Kind] = match after {
            Some((false, ..)) => &[Kind::Document],
            _ => &[Kind::Folder, Kind::Document],
        };
        let mut branches = Vec::new();
        for kind in kinds {
            let is_folder = *kind == Kind::Folder;
            let from = match &after {
                Some((was_folder, key, id)) if *was_folder == is_folder => {
                    let (key, id) = (self.bind(key.as_str()), self.bind(*id));
                    format!(" AND (title_key, id) > (${key}, ${id})")
                }
                _ => String::new(),
            };
            branches.push(format!(
                "SELECT * FROM (SELECT * FROM item WHERE {} AND kind = '{kind}'{from} \
                 ORDER BY title_key, id LIMIT {}) {kind}s",
                self.conditions,
                page.fetch(),
                kind = kind.as_str(),
            ));
        }
        Ok(format!(
            "{} ORDER BY i.kind DESC, i.title_key, i.id LIMIT {}",
            select(&format!("({})", branches.join(" UNION ALL "))),
            page.fetch()
        ))
    }

    fn newest(&mut self, page: &PageRequest) -> Result<String, DataError> {
        let after: Option<(DateTime<Utc>, ItemId)> = page.after()?;
        let from = match after {
            Some((at, id)) => {
                let (at, id) = (self.bind(at), self.bind(id));
                format!(" AND (created_at, id) < (${at}, ${id})")
            }
            None => String::new(),
        };
        let items = format!(
            "(SELECT * FROM item WHERE {} AND kind IN ('folder', 'document'){from} \
             ORDER BY created_at DESC, id DESC LIMIT {})",
            self.conditions,
            page.fetch()
        );
        Ok(format!(
            "{} ORDER BY i.created_at DESC, i.id DESC",
            select(&items)
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::World;
    use crate::{NewFile, NewItem};

    async fn add(staff: &Staff, project: ProjectId, kind: Kind, title: &str) -> ItemId {
        add_in(staff, project, kind, title, None).await
    }

    async fn add_in(
        staff: &Staff,
        project: ProjectId,
        kind: Kind,
        title: &str,
        parent: Option<ItemId>,
    ) -> ItemId {
        let new = NewItem {
            project,
            kind,
            parent,
            title: title.to_owned(),
        };
        let id = staff.add_item(new).await.expect("an item");
        if kind == Kind::Document {
            let file = NewFile {
                storage_key: format!("key of {id}"),
                name: title.to_owned(),
                media_type: "text/plain".into(),
                inline: false,
                size: 1,
                sha256: "00".into(),
            };
            let file = staff.add_file(file).await.expect("a file");
            staff.add_document(id, file).await.expect("a document");
        }
        id
    }

    async fn titles(world: &mut World, filter: &DocumentFilter, limit: u16) -> Vec<String> {
        let mut found = Vec::new();
        let mut page = PageRequest {
            limit,
            cursor: None,
        };
        loop {
            let staff = world.look().await;
            let read = staff.documents(world.project, filter, &page).await;
            let read = read.expect("a page");
            assert!(read.items.len() <= usize::from(limit));
            found.extend(read.items.into_iter().map(|item| item.title));
            match read.next {
                None => return found,
                next => page.cursor = next,
            }
        }
    }

    #[tokio::test]
    async fn folders_come_first_and_both_are_in_order_whatever_the_page() {
        let mut world = World::create().await;
        let staff = world.change().await;
        for title in ["beams", "Angles", "zinc"] {
            add(&staff, world.project, Kind::Document, title).await;
        }
        let stage = add(&staff, world.project, Kind::Folder, "Stage 1").await;
        add(&staff, world.project, Kind::Folder, "contract").await;
        add_in(
            &staff,
            world.project,
            Kind::Document,
            "50%_slab",
            Some(stage),
        )
        .await;
        staff.commit().await.expect("a commit");

        let top = DocumentFilter {
            folder: Some(Folder::Top),
            ..DocumentFilter::default()
        };
        let in_order = ["contract", "Stage 1", "Angles", "beams", "zinc"];
        for limit in 1..=6 {
            assert_eq!(titles(&mut world, &top, limit).await, in_order, "{limit}");
        }
        let everything = DocumentFilter::default();
        assert_eq!(titles(&mut world, &everything, 2).await.len(), 6);
        let newest = DocumentFilter {
            sort: DocumentSort::Newest,
            ..DocumentFilter::default()
        };
        assert_eq!(titles(&mut world, &newest, 4).await[0], "50%_slab");
        let search = DocumentFilter {
            text: Some("0%_S".into()),
            ..DocumentFilter::default()
        };
        assert_eq!(titles(&mut world, &search, 2).await, ["50%_slab"]);
    }

    #[tokio::test]
    async fn a_page_costs_the_same_number_of_statements_however_much_there_is() {
        let mut world = World::create().await;
        let mut cost = Vec::new();
        for more in [1, 60] {
            let staff = world.change().await;
            for number in 0..more {
                add(
                    &staff,
                    world.project,
                    Kind::Document,
                    &format!("page {number}"),
                )
                .await;
            }
            staff.commit().await.expect("a commit");
            let staff = world.look().await;
            let before = world.db.statements();
            let all = DocumentFilter::default();
            let page = PageRequest::default();
            let read = staff.documents(world.project, &all, &page).await;
            read.expect("a page");
            cost.push(world.db.statements() - before);
        }
        assert_eq!(cost, [2, 2]);
    }

    #[tokio::test]
    async fn a_cursor_that_was_made_up_is_refused() {
        use base64::Engine;
        let mut world = World::create().await;
        let nul = r#"[false,"a\u0000b","018f0000-0000-7000-8000-000000000000"]"#;
        for cursor in ["[]", "[1,2,3]", nul] {
            let page = PageRequest {
                limit: 5,
                cursor: Some(base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(cursor)),
            };
            let staff = world.look().await;
            let all = DocumentFilter::default();
            let read = staff.documents(world.project, &all, &page).await;
            assert!(matches!(read, Err(DataError::BadCursor)), "{cursor}");
        }
    }
}
