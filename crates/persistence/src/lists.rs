//! What lies in a module's folders, page by page: documents, drawings, photos.

use crate::item_rows::{ItemRow, select, with_shared};
use crate::names::containing;
use crate::tx::list;
use crate::{DataError, Folder, Item, Page, PageRequest, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::drawing::Discipline;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::{Kind, State};
use lintel_domain::organisation::Module;
use sea_orm::Value;

/// Which items of a project are wanted.
#[derive(Clone, Debug)]
pub struct ListFilter {
    /// The kind, or a kind of folder and the kind that lies in it.
    pub kinds: Vec<Kind>,
    /// Only what lies in this folder, or at the top; without it, everything.
    pub folder: Option<Folder>,
    /// Only what has this in its words, whatever the case.
    pub text: Option<String>,
    /// Only drawings of this discipline, and folders.
    pub discipline: Option<Discipline>,
    /// Only what is dated at this time or later, in UTC.
    pub dated_from: Option<DateTime<Utc>>,
    /// Only what is dated before this time, in UTC.
    pub dated_before: Option<DateTime<Utc>>,
    /// Only what stands like this.
    pub states: Vec<State>,
    /// In which order.
    pub sort: Sort,
}

impl ListFilter {
    /// Everything of these kinds, in an order.
    pub fn of(kinds: &[Kind], sort: Sort) -> ListFilter {
        ListFilter {
            kinds: kinds.to_vec(),
            folder: None,
            text: None,
            discipline: None,
            dated_from: None,
            dated_before: None,
            states: vec![State::Published],
            sort,
        }
    }
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Folders first, then by number and title.
    #[default]
    Name,
    /// Newest first.
    Newest,
}

impl Staff {
    /// A page of a project's items.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when the folder is not in the project, [`DataError::BadCursor`].
    pub async fn list(
        &self,
        project: ProjectId,
        filter: &ListFilter,
        page: &PageRequest,
    ) -> Result<Page<Item>, DataError> {
        if let Some(Folder::In(folder)) = filter.folder {
            self.folder_path(project, folder).await?;
        }
        let mut query = ListQuery::new(self, project, filter);
        let sql = match filter.sort {
            Sort::Name => query.by_name(page)?,
            Sort::Newest => query.newest(page)?,
        };
        let rows: Vec<ItemRow> = self.tx.rows(&sql, query.values).await?;
        let page = match filter.sort {
            Sort::Name => page.page(rows, |row| (row.is_folder(), row.title_key.clone(), row.id)),
            Sort::Newest => page.page(rows, |row| (row.dated_at, row.id)),
        }?;
        let ids: Vec<ItemId> = page.items.iter().map(|row| row.id).collect();
        let shared = self.shared_with(&ids).await?;
        Ok(Page {
            items: with_shared(page.items, shared)?,
            next: page.next,
        })
    }

    /// Every folder of a project, or of one of its modules, by title.
    pub async fn folders(
        &self,
        project: ProjectId,
        module: Option<Module>,
    ) -> Result<Vec<Item>, DataError> {
        let kinds: Vec<Kind> = match module {
            Some(module) => Kind::folder_of(module).into_iter().collect(),
            None => Kind::FOLDERS.to_vec(),
        };
        if kinds.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = vec![self.org_id().into(), project.into()];
        values.extend(kinds.iter().map(|kind| Value::from(kind.as_str())));
        let rows: Vec<ItemRow> = self
            .tx
            .rows(
                &format!(
                    "{} WHERE i.org_id = $1 AND i.project_id = $2 AND i.state = 'published' \
                       AND i.kind IN ({}) ORDER BY i.title_key, i.id",
                    select("item"),
                    list(3, kinds.len())
                ),
                values,
            )
            .await?;
        with_shared(rows, self.folders_shared_with(project).await?)
    }
}

/// Builds the SQL of a page. Each kind is read in the order of an index and cut to the page before
/// anything is joined to it.
struct ListQuery<'a> {
    values: Vec<Value>,
    conditions: String,
    filter: &'a ListFilter,
}

impl<'a> ListQuery<'a> {
    fn new(staff: &Staff, project: ProjectId, filter: &'a ListFilter) -> ListQuery<'a> {
        let mut query = ListQuery {
            values: vec![staff.org_id().into(), project.into()],
            conditions: "org_id = $1 AND project_id = $2".to_owned(),
            filter,
        };
        match filter.folder {
            None => {}
            Some(Folder::Top) => query.also(|_| "parent_id IS NULL".to_owned()),
            Some(Folder::In(id)) => query.also(|query| format!("parent_id = ${}", query.bind(id))),
        }
        if let Some(text) = &filter.text {
            query.also(|query| {
                let at = query.bind(containing(text));
                format!("search_key LIKE ${at} ESCAPE '\\'")
            });
        }
        if let Some(from) = filter.dated_from {
            query.also(|query| format!("dated_at >= ${}", query.bind(from)));
        }
        if let Some(before) = filter.dated_before {
            query.also(|query| format!("dated_at < ${}", query.bind(before)));
        }
        if let Some(discipline) = filter.discipline {
            query.also(|query| {
                let at = query.bind(discipline.as_str());
                format!(
                    "(kind <> 'drawing' OR EXISTS (SELECT 1 FROM drawing \
                       WHERE drawing.item_id = item.id AND drawing.discipline = ${at}))"
                )
            });
        }
        query
    }

    fn also(&mut self, condition: impl FnOnce(&mut ListQuery<'a>) -> String) {
        let condition = condition(self);
        self.conditions.push_str(" AND ");
        self.conditions.push_str(&condition);
    }

    fn bind(&mut self, value: impl Into<Value>) -> usize {
        self.values.push(value.into());
        self.values.len()
    }

    fn by_name(&mut self, page: &PageRequest) -> Result<String, DataError> {
        let after: Option<(bool, String, ItemId)> = page.after()?;
        // PostgreSQL has no text with U+0000, and no cursor of ours has one.
        if after.as_ref().is_some_and(|(_, key, _)| key.contains('\0')) {
            return Err(DataError::BadCursor);
        }
        let folders_are_over = matches!(after, Some((false, ..)));
        let kinds = self
            .filter
            .kinds
            .iter()
            .filter(|kind| !(folders_are_over && kind.is_folder()));
        let mut branches = Vec::new();
        for kind in kinds {
            let from = match &after {
                Some((was_folder, key, id)) if *was_folder == kind.is_folder() => {
                    let (key, id) = (self.bind(key.as_str()), self.bind(*id));
                    format!(" AND (title_key, id) > (${key}, ${id})")
                }
                _ => String::new(),
            };
            let rank = i32::from(!kind.is_folder());
            branches.extend(self.branches(*kind, rank, &from, "title_key, id", page));
        }
        if branches.is_empty() {
            return Err(DataError::BadCursor);
        }
        Ok(format!(
            "{} ORDER BY i.rank, i.title_key, i.id LIMIT {}",
            select(&format!("({})", branches.join(" UNION ALL "))),
            page.fetch()
        ))
    }

    fn newest(&mut self, page: &PageRequest) -> Result<String, DataError> {
        let after: Option<(DateTime<Utc>, ItemId)> = page.after()?;
        let from = match after {
            Some((at, id)) => {
                let (at, id) = (self.bind(at), self.bind(id));
                format!(" AND (dated_at, id) < (${at}, ${id})")
            }
            None => String::new(),
        };
        let kinds = self.filter.kinds.iter();
        let branches: Vec<String> = kinds
            .flat_map(|kind| self.branches(*kind, 0, &from, "dated_at DESC, id DESC", page))
            .collect();
        Ok(format!(
            "{} ORDER BY i.dated_at DESC, i.id DESC LIMIT {}",
            select(&format!("({})", branches.join(" UNION ALL "))),
            page.fetch()
        ))
    }

    /// One for each state.
    fn branches(
        &self,
        kind: Kind,
        rank: i32,
        from: &str,
        order: &str,
        page: &PageRequest,
    ) -> Vec<String> {
        let branch = |state: &State| {
            format!(
                "SELECT * FROM (SELECT item.*, {rank} AS rank FROM item \
                   WHERE {} AND state = '{state}' AND kind = '{kind}'{from} \
                   ORDER BY {order} LIMIT {}) {kind}_{state}",
                self.conditions,
                page.fetch(),
                kind = kind.as_str(),
                state = state.as_str(),
            )
        };
        self.filter.states.iter().map(branch).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::World;
    use crate::{NewFile, NewItem, VersionNote};
    use lintel_domain::version::PreviewState;

    fn documents() -> ListFilter {
        ListFilter::of(&[Kind::Folder, Kind::Document], Sort::Name)
    }

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
        let new = NewItem::titled(project, kind, parent, title);
        let id = staff.add_item(new).await.expect("an item");
        if kind == Kind::Document {
            let file = NewFile {
                storage_key: format!("key of {id}"),
                name: title.to_owned(),
                media_type: "text/plain".into(),
                size: 1,
                sha256: "00".into(),
                preview: PreviewState::None,
                preview_fault: None,
                width: None,
                height: None,
            };
            let file = staff.add_version(id, file, VersionNote::default()).await;
            let file = file.expect("a version");
            staff.publish_version(id, file).await.expect("published");
        }
        id
    }

    async fn titles(world: &mut World, filter: &ListFilter, limit: u16) -> Vec<String> {
        let mut found = Vec::new();
        let mut page = PageRequest {
            limit,
            cursor: None,
        };
        loop {
            let staff = world.look().await;
            let read = staff.list(world.project, filter, &page).await;
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

        let top = ListFilter {
            folder: Some(Folder::Top),
            ..documents()
        };
        let in_order = ["contract", "Stage 1", "Angles", "beams", "zinc"];
        for limit in 1..=6 {
            assert_eq!(titles(&mut world, &top, limit).await, in_order, "{limit}");
        }
        let everything = documents();
        assert_eq!(titles(&mut world, &everything, 2).await.len(), 6);
        let newest = ListFilter {
            sort: Sort::Newest,
            ..documents()
        };
        assert_eq!(titles(&mut world, &newest, 4).await[0], "50%_slab");
        let search = ListFilter {
            text: Some("0%_S".into()),
            ..documents()
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
            let all = documents();
            let page = PageRequest::default();
            let read = staff.list(world.project, &all, &page).await;
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
            let all = documents();
            let read = staff.list(world.project, &all, &page).await;
            assert!(matches!(read, Err(DataError::BadCursor)), "{cursor}");
        }
    }
}
