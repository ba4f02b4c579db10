use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub org_id: Uuid,
    pub item_id: Uuid,
    pub is_part: bool,
    pub number: i32,
    pub state: String,
    pub label: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub note: Option<String>,
    pub name: String,
    pub storage_key: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub preview: String,
    pub preview_fault: Option<String>,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub pages: Option<i32>,
    pub created_by: Uuid,
    pub created_at: DateTime<Utc>,
    pub published_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
