use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "client_access")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub org_id: Uuid,
    pub client_id: Uuid,
    pub project_id: Uuid,
    pub granted_at: DateTime<Utc>,
    pub ends_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub visited_at: Option<DateTime<Utc>>,
    pub previous_visit_at: Option<DateTime<Utc>>,
    pub email_frequency: String,
    pub emailed_at: Option<DateTime<Utc>>,
    pub calendar_key: Option<Uuid>,
    pub calendar_hash: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
