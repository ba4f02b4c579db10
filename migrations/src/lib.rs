//! The history of Lintel's schema, for SQLite and PostgreSQL alike.
//!
//! Forward only. Every table of an organisation carries `org_id`, and refers to others by
//! `(org_id, id)`, so that a reference across organisations cannot be stored.

mod columns;
mod m20261101_000001_accounts;
mod m20261101_000002_organisations;
mod m20261101_000003_projects;
mod m20261101_000004_clients;
mod m20261101_000005_items;
mod m20261101_000006_shares;
mod m20261101_000007_records;
mod m20261101_000008_outbox;
mod m20261125_000009_versions;
mod m20261125_000010_drawings_and_photos;
mod m20261125_000011_receipts;
mod m20261125_000012_uploads;
mod m20261125_000013_daily_logs;
mod m20261125_000014_forms;
mod m20261125_000015_updates;
mod m20261125_000016_schedules;
mod m20261126_000017_portal_links;

use sea_orm_migration::prelude::*;

/// Every migration in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261101_000001_accounts::Migration),
            Box::new(m20261101_000002_organisations::Migration),
            Box::new(m20261101_000003_projects::Migration),
            Box::new(m20261101_000004_clients::Migration),
            Box::new(m20261101_000005_items::Migration),
            Box::new(m20261101_000006_shares::Migration),
            Box::new(m20261101_000007_records::Migration),
            Box::new(m20261101_000008_outbox::Migration),
            Box::new(m20261125_000009_versions::Migration),
            Box::new(m20261125_000010_drawings_and_photos::Migration),
            Box::new(m20261125_000011_receipts::Migration),
            Box::new(m20261125_000012_uploads::Migration),
            Box::new(m20261125_000013_daily_logs::Migration),
            Box::new(m20261125_000014_forms::Migration),
            Box::new(m20261125_000015_updates::Migration),
            Box::new(m20261125_000016_schedules::Migration),
            Box::new(m20261126_000017_portal_links::Migration),
        ]
    }
}
