//! Who may do what: one line for each operation of the API, or the test fails.

use super::things::{On, Thing};
use lintel_domain::access::Action::{self, *};
use serde_json::{Value, json};
use uuid::Uuid;

/// What an operation promises.
pub(crate) struct Line {
    /// Its `operationId`.
    pub(crate) operation: &'static str,
    /// Who may.
    pub(crate) who: Who,
    /// On what.
    pub(crate) on: On,
    /// What to send so that it can be done.
    pub(crate) send: Send,
    /// Whether the thing, or the session, is used up by it.
    pub(crate) spends: bool,
}

/// Who may.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Who {
    /// Whoever comes, and everybody gets this status.
    Anyone(u16),
    /// Whoever is signed in, about themselves.
    SignedIn,
    /// Members by the matrix.
    Staff(Action),
    /// Clients by the visibility rule.
    Client,
    /// Whoever has a project's private link.
    Link,
}

/// A body.
#[derive(Clone, Copy)]
pub(crate) enum Send {
    Nothing,
    Json(fn(&Thing) -> Value),
    File,
    /// A file with other fields than a document's.
    Form(&'static str, &'static [(&'static str, &'static str)]),
    /// The ids of the thing's document as a query.
    Ids,
    /// `size=small` as a query.
    Size,
    /// A file in pieces, by its headers.
    Pieces(&'static [(&'static str, &'static str)]),
}

/// A picture of one pixel.
pub(crate) const PIXEL: &[u8] = include_bytes!("pixel.png");

const fn line(operation: &'static str, who: Who, on: On) -> Line {
    Line {
        operation,
        who,
        on,
        send: Send::Nothing,
        spends: false,
    }
}

const fn anyone(operation: &'static str, status: u16) -> Line {
    line(operation, Who::Anyone(status), On::Nothing)
}

const fn signed_in(operation: &'static str) -> Line {
    line(operation, Who::SignedIn, On::Nothing)
}

const fn staff(operation: &'static str, action: Action, on: On) -> Line {
    line(operation, Who::Staff(action), on)
}

const fn link(operation: &'static str, on: On) -> Line {
    line(operation, Who::Link, on)
}

const fn client(operation: &'static str, on: On) -> Line {
    line(operation, Who::Client, on)
}

impl Line {
    const fn json(self, body: fn(&Thing) -> Value) -> Line {
        Line {
            send: Send::Json(body),
            ..self
        }
    }

    const fn file(self) -> Line {
        Line {
            send: Send::File,
            ..self
        }
    }

    const fn form(
        self,
        file: &'static str,
        fields: &'static [(&'static str, &'static str)],
    ) -> Line {
        Line {
            send: Send::Form(file, fields),
            ..self
        }
    }

    const fn ids(self) -> Line {
        Line {
            send: Send::Ids,
            ..self
        }
    }

    const fn size(self) -> Line {
        Line {
            send: Send::Size,
            ..self
        }
    }

    const fn pieces(self, headers: &'static [(&'static str, &'static str)]) -> Line {
        Line {
            send: Send::Pieces(headers),
            ..self
        }
    }

    const fn on(self, on: On) -> Line {
        Line { on, ..self }
    }

    const fn spending(self) -> Line {
        Line {
            spends: true,
            ..self
        }
    }
}

/// An address nobody has.
fn new_email() -> String {
    format!("{}@example.com", Uuid::new_v4().simple())
}

/// The policy, in the order in which it is tried.
#[rustfmt::skip]
pub(crate) const POLICY: &[Line] = &[
    anyone("sign_up", 422).json(|_| json!({"organisation_name": "", "name": "", "email": "x", "password": "x"})),
    anyone("sign_in", 401).json(|_| json!({"email": new_email(), "password": "not the password"})),
    anyone("refresh", 401).json(|_| json!({"refresh_token": "never-was"})),
    anyone("request_password_reset", 202).json(|_| json!({"email": new_email()})),
    anyone("check_password_reset", 404).on(On::Token),
    anyone("confirm_password_reset", 404).json(|_| json!({"token": "never-was", "password": "hinge gate maple 48"})),
    anyone("get_invitation", 404).on(On::Token),
    anyone("accept_invitation", 404).on(On::Token).json(|_| json!({"name": "Eve", "password": "hinge gate maple 48"})),
    anyone("unsubscribe", 404).on(On::Token),
    anyone("read_calendar", 404).on(On::Token),
    anyone("open_link", 404).json(|_| json!({"token": "never-was"})),

    signed_in("me"),
    signed_in("list_sessions"),

    staff("get_organisation", ContentRead, On::Nothing),
    staff("update_organisation", OrganisationManage, On::Nothing).json(|_| json!({"timezone": "Australia/Sydney"})),
    staff("update_organisation", PlanChange, On::Nothing).json(|_| json!({"plan": "pro"})),
    staff("portal_switch_preflight", OrganisationManage, On::Nothing),
    staff("list_audit", KeysManage, On::Nothing),

    staff("list_members", MembersManage, On::Nothing),
    staff("invite_member", MembersManage, On::ProjectGiven)
        .json(|thing| json!({"email": new_email(), "role": "tradie", "project_ids": [thing.project]})),
    staff("resend_member_invitation", MembersManage, On::Member),
    staff("update_member", MembersManage, On::Member).json(|_| json!({"role": "tradie"})),
    staff("assign_member", MembersManage, On::Member).json(|_| json!({"project_ids": []})),
    staff("remove_member", MembersManage, On::Member).spending(),

    staff("list_clients", ClientsWrite, On::Nothing),
    staff("create_client", ClientsWrite, On::Nothing).json(|_| json!({"name": "Ned", "email": new_email()})),
    staff("get_client", ClientsWrite, On::Client),
    staff("update_client", ClientsWrite, On::Client).json(|_| json!({"name": "Nell"})),
    staff("invite_client", ClientsAccess, On::ProjectGiven)
        .json(|thing| json!({"email": new_email(), "project_ids": [thing.project]})),
    staff("resend_client_invitation", ClientsAccess, On::Client),
    staff("set_client_projects", ClientsAccess, On::Client).json(|thing| json!({"project_ids": [thing.project]})),
    staff("remove_client_project", ClientsAccess, On::Client).spending(),
    staff("revoke_client", ClientsAccess, On::Client).spending(),
    staff("restore_client", ClientsAccess, On::RevokedClient).spending()
        .json(|thing| json!({"project_ids": [thing.project]})),

    staff("list_projects", ContentRead, On::Nothing),
    staff("create_project", ProjectsWrite, On::Nothing).json(|_| json!({"name": "Shed"})),
    staff("get_project", ContentRead, On::Project),
    staff("update_project", ProjectsWrite, On::Project).json(|_| json!({"address": "1 Banksia Street"})),
    staff("list_activity", ContentRead, On::Project),

    staff("list_documents", ContentRead, On::Project),
    staff("upload_document", ContentWrite, On::Project).file(),
    staff("get_document", ContentRead, On::Document),
    staff("update_document", ContentWrite, On::Document).json(|_| json!({"title": "Plan"})),
    staff("delete_document", ContentWrite, On::Document).spending(),
    staff("list_drawings", ContentRead, On::Project),
    staff("upload_drawing", ContentWrite, On::Project).form("plan.txt", &[("number", "{new}"), ("revision", "A")]),
    staff("get_drawing", ContentRead, On::Drawing),
    staff("update_drawing", ContentWrite, On::Drawing).json(|_| json!({"discipline": "structural"})),
    staff("delete_drawing", ContentWrite, On::Drawing).spending(),
    staff("list_photos", ContentRead, On::Project),
    staff("upload_photo", ContentSite, On::Project).form("pixel.png", &[("caption", "A pixel")]),
    staff("get_photo", ContentRead, On::Photo),
    staff("update_photo", ContentSite, On::Photo).json(|_| json!({"caption": "Slab"})),
    staff("delete_photo", ContentSite, On::Photo).spending(),
    staff("caption_photos", ContentSite, On::Project).json(|thing| json!({"item_ids": [thing.photo], "caption": "Slab"})),

    staff("list_daily_logs", ContentRead, On::Project),
    staff("create_daily_log", ContentSite, On::Project).json(|_| json!({"notes": [{"kind": "general", "text": "Windy"}]})),
    staff("get_daily_log", ContentRead, On::LogDraft),
    staff("get_daily_log", ContentRead, On::Log),
    staff("daily_log_pdf", ContentRead, On::LogDraft),
    staff("update_daily_log", ContentSite, On::LogDraft).json(|_| json!({"weather": {"high": 30}})),
    staff("upload_daily_log_picture", ContentSite, On::LogDraft).form("pixel.png", &[("caption", "A pixel")]),
    staff("merge_daily_logs", ContentSite, On::LogDraft).spending().json(|thing| json!({"from": thing.document})),
    staff("submit_daily_log", ContentSite, On::LogDraft).spending(),
    staff("reopen_daily_log", ContentSite, On::Log).spending().json(|_| json!({"reason": "A wrong name"})),
    staff("delete_daily_log", ContentSite, On::Log).spending(),
    staff("hours", ContentRead, On::Project),

    staff("list_form_templates", ContentRead, On::Nothing),
    staff("form_library", ContentRead, On::Nothing),
    staff("create_form_template", FormsManage, On::Nothing).json(|_| json!({
        "name": "Pre-pour", "sections": [{"title": "Slab", "fields": [{"id": "level", "label": "Level", "kind": "yes_no"}]}],
    })),
    staff("get_form_template", ContentRead, On::Form),
    staff("update_form_template", FormsManage, On::Form).json(|_| json!({"name": "Before the pour"})),
    staff("list_reports", ContentRead, On::Project),
    staff("create_report", ContentSite, On::Project).json(|thing| json!({"template_id": thing.file})),
    staff("get_report", ContentRead, On::ReportDraft),
    staff("get_report", ContentRead, On::Report),
    staff("report_pdf", ContentRead, On::Report),
    staff("update_report", ContentSite, On::ReportDraft)
        .json(|_| json!({"answers": [{"field_id": "level", "value": "yes"}]})),
    staff("upload_report_picture", ContentSite, On::ReportDraft).form("pixel.png", &[("field_id", "proof")]),
    staff("update_report_template", ContentSite, On::ReportDraft),
    staff("complete_report", ContentSite, On::ReportDraft).spending(),
    staff("reopen_report", ContentSite, On::Report).spending().json(|_| json!({"reason": "A wrong name"})),
    staff("delete_report", ContentSite, On::Report).spending(),

    staff("update_picture", ContentSite, On::LogPicture).json(|_| json!({"caption": "Slab"})),
    staff("delete_picture", ContentSite, On::LogPicture).spending(),

    staff("list_updates", ContentRead, On::Project),
    staff("create_update", ContentWrite, On::Project).json(|_| json!({"title": "News"})),
    staff("get_update", ContentRead, On::UpdateDraft),
    staff("update_update", ContentWrite, On::UpdateDraft).json(|_| json!({"title": "More news"})),
    staff("upload_update_picture", ContentWrite, On::UpdateDraft).form("pixel.png", &[("caption", "A pixel")]),
    staff("review_update", Share, On::UpdateDraft).json(|_| json!({"audience": "everyone"})),
    staff("publish_update", Share, On::UpdateDraft).spending()
        .json(|_| json!({"audience": "everyone", "notify": false, "share_attachments": false})),
    staff("unpublish_update", Share, On::UpdateDraft).spending(),
    staff("delete_update", ContentWrite, On::UpdateDraft).spending(),

    staff("get_project_schedule", ContentRead, On::Project),
    staff("create_schedule", ContentWrite, On::Project).json(|_| json!({})),
    staff("get_schedule", ContentRead, On::Schedule),
    staff("edit_schedule", ContentWrite, On::Schedule)
        .json(|_| json!({"edits": [{"op": "start", "starts_on": "2026-12-01"}]})),
    staff("edit_schedule", ContentWrite, On::Schedule)
        .json(|_| json!({"preview": true, "edits": [{"op": "start", "starts_on": "2026-12-02"}]})),
    staff("set_baseline", ContentWrite, On::Schedule),
    staff("remove_baseline", ContentWrite, On::Schedule),
    staff("schedule_changes", ContentRead, On::Schedule),
    staff("unpublish_schedule", Share, On::Schedule),
    staff("publish_schedule", Share, On::Schedule).json(|_| json!({"notify": false})),

    staff("list_versions", ContentRead, On::Document),
    staff("list_versions", ContentRead, On::Drawing),
    staff("upload_version", ContentWrite, On::Document).form("plan.txt", &[("publish", "false")]),
    staff("update_version", ContentWrite, On::Document).json(|_| json!({"note": "As built"})),
    staff("publish_version", ContentWrite, On::Draft).spending().json(|_| json!({"notify": false})),
    staff("delete_version", ContentWrite, On::Draft).spending(),
    staff("list_receipts", ContentRead, On::Document),
    staff("list_receipts", ContentRead, On::Photo),

    staff("create_upload", ContentSite, On::Project)
        .pieces(&[("upload-length", "4"), ("upload-metadata", "filename cGxhbi50eHQ=")]),
    staff("head_upload", ContentSite, On::Upload).pieces(&[]),
    staff("patch_upload", ContentSite, On::Upload).spending()
        .pieces(&[("upload-offset", "0"), ("content-type", "application/offset+octet-stream")]),
    staff("delete_upload", ContentSite, On::Upload).spending().pieces(&[]),

    staff("list_trash", ContentRead, On::Project),
    staff("restore_items", ContentWrite, On::Project).spending().json(|thing| json!({"item_ids": [thing.trashed]})),
    staff("purge_items", ContentWrite, On::Project).spending().json(|thing| json!({"item_ids": [thing.trashed]})),

    staff("list_folders", ContentRead, On::Project),
    staff("create_folder", ContentWrite, On::Project).json(|_| json!({"title": "Plans"})),
    staff("get_folder", ContentRead, On::Folder),
    staff("update_folder", ContentWrite, On::Folder).json(|_| json!({"title": "Plans"})),
    staff("delete_folder", ContentWrite, On::Folder).spending(),
    staff("move_items", ContentWrite, On::Project).json(|thing| json!({"item_ids": [thing.document], "parent_id": null})),
    staff("copy_items", ContentWrite, On::Project).json(|thing| json!({"item_ids": [thing.document], "parent_id": null})),
    staff("download_items", ContentRead, On::Project).ids(),
    staff("delete_items", ContentWrite, On::Project).spending().json(|thing| json!({"item_ids": [thing.document]})),
    staff("get_file_content", ContentRead, On::File),
    staff("get_file_preview", ContentRead, On::Preview).size(),

    staff("share_items", Share, On::Project)
        .json(|thing| json!({"item_ids": [thing.document], "audience": "everyone", "notify": false})),
    staff("review_share", Share, On::Project)
        .json(|thing| json!({"item_ids": [thing.document], "audience": "everyone"})),
    staff("unshare_items", Share, On::Project).spending().json(|thing| json!({"item_ids": [thing.document]})),
    staff("get_visibility", ContentRead, On::Document),

    client("portal_projects", On::Nothing),
    client("portal_home", On::Project),
    client("portal_items", On::Project),
    client("portal_item", On::Document),
    client("portal_item", On::Folder),
    client("portal_item", On::Drawing),
    client("portal_item", On::Photo),
    client("portal_item", On::Log),
    client("portal_item", On::Report),
    client("portal_item", On::Update),
    client("portal_item", On::Schedule),
    client("portal_item_pdf", On::Log),
    client("portal_item_pdf", On::Report),
    client("portal_acknowledge", On::Drawing),
    client("portal_file_content", On::File),
    client("portal_file_preview", On::Preview).size(),
    client("portal_archive", On::Archive).ids(),
    client("portal_get_calendar", On::Project),
    client("portal_make_calendar", On::Project),
    client("portal_remove_calendar", On::Project),
    client("portal_get_notifications", On::Project),
    client("portal_update_notifications", On::Project).json(|_| json!({"email": "at_once"})),

    link("link_project", On::Nothing),
    link("link_items", On::Nothing),
    link("link_item", On::Log),
    link("link_item", On::LogDraft),
    link("link_item", On::Document),
    link("link_item_pdf", On::Log),
    link("link_file_content", On::File),
    link("link_file_preview", On::Preview).size(),
    staff("enable_portal_link", ProjectsWrite, On::Project),
    staff("get_portal_link", ProjectsWrite, On::Project),
    staff("update_portal_link", ProjectsWrite, On::Project).json(|_| json!({"hides_time_cards": true})),
    staff("disable_portal_link", ProjectsWrite, On::Project),

    // A project has one, which clients have looked at by now.
    staff("delete_schedule", ContentWrite, On::Schedule).spending(),

    // These end sessions, of which there are enough until here.
    signed_in("end_session").on(On::Session).spending(),
    signed_in("sign_out").spending(),
    signed_in("switch_context").json(|thing| json!({"context": thing.context})),
    signed_in("change_password").spending()
        .json(|_| json!({"current_password": crate::access::PASSWORD, "new_password": crate::access::PASSWORD})),
    signed_in("end_other_sessions").spending(),
];
