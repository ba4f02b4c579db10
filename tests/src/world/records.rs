//! Records of a builder: daily logs, and what hangs on them.

use super::firm::Firm;
use serde_json::{Value, json};

/// A picture of a record.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its id.
    pub id: String,
    /// Its file's id.
    pub file: String,
}

impl Firm {
    /// A draft of a daily log.
    ///
    /// # Panics
    /// When the API refuses, here and below.
    pub async fn log(&self, project: &str, content: Value) -> String {
        let path = format!("/projects/{project}/daily-logs");
        let log = self.owner.post(&path).json(content).await.expect(201);
        text(&log, "id")
    }

    /// A submitted daily log, in which somebody worked.
    pub async fn submitted_log(&self, project: &str) -> String {
        let content = json!({ "work": [{ "trade": "Carpenter", "done": "Framed the roof" }] });
        let log = self.log(project, content).await;
        self.submit(&log).await;
        log
    }

    /// Submits a log.
    pub async fn submit(&self, log: &str) -> Value {
        let path = format!("/daily-logs/{log}/submission");
        self.owner.post(&path).await.expect(200)
    }

    /// Opens a log again.
    pub async fn reopen_log(&self, log: &str) {
        let path = format!("/daily-logs/{log}/reopening");
        let reason = json!({ "reason": "A wrong name" });
        self.owner.post(&path).json(reason).await.expect(200);
    }

    /// A form with these fields, in one section.
    pub async fn form(&self, fields: Value) -> String {
        let sections = json!([{ "title": "Slab", "fields": fields }]);
        let body = json!({ "name": "Pre-pour", "sections": sections });
        let form = self.owner.post("/form-templates").json(body).await;
        text(&form.expect(201), "id")
    }

    /// A draft of a report made with a form.
    pub async fn report(&self, project: &str, form: &str) -> String {
        let path = format!("/projects/{project}/reports");
        let body = json!({ "template_id": form });
        let report = self.owner.post(&path).json(body).await.expect(201);
        text(&report, "id")
    }

    /// Answers fields of a report.
    pub async fn answer(&self, report: &str, answers: &[(&str, &str)]) -> Value {
        let answers: Vec<Value> = answers
            .iter()
            .map(|(field, value)| json!({ "field_id": field, "value": value }))
            .collect();
        let body = json!({ "answers": answers });
        let path = format!("/reports/{report}");
        self.owner.patch(&path).json(body).await.expect(200)
    }

    /// Completes a report.
    pub async fn complete(&self, report: &str) -> Value {
        let path = format!("/reports/{report}/completion");
        self.owner.post(&path).await.expect(200)
    }

    /// A draft of an update that says this.
    pub async fn update(&self, project: &str, title: &str, attached: &[&str]) -> String {
        let path = format!("/projects/{project}/updates");
        let body = json!({ "title": title, "body": words(title), "item_ids": attached });
        let update = self.owner.post(&path).json(body).await.expect(201);
        text(&update, "id")
    }

    /// Publishes an update, without a letter.
    pub async fn publish_update(&self, update: &str, audience: impl Into<Value>) -> Value {
        let path = format!("/updates/{update}/publication");
        let body =
            json!({ "audience": audience.into(), "notify": false, "share_attachments": false });
        self.owner.post(&path).json(body).await.expect(200)
    }

    /// A schedule with these edits in it.
    pub async fn schedule(&self, project: &str, edits: Value) -> String {
        let path = format!("/projects/{project}/schedule");
        let body = json!({ "edits": edits });
        let schedule = self.owner.post(&path).json(body).await.expect(201);
        text(&schedule, "id")
    }

    /// The published schedule of a project, made when there is none.
    pub async fn published_schedule(&self, project: &str) -> String {
        let path = format!("/projects/{project}/schedule");
        let there = self.owner.get(&path).await.expect(200);
        if let Some(id) = there["schedule"]["id"].as_str() {
            return id.to_owned();
        }
        let schedule = self.schedule(project, json!([task("Slab")])).await;
        self.publish_schedule(&schedule).await;
        schedule
    }

    /// Edits a schedule.
    pub async fn edit_schedule(&self, schedule: &str, edits: Value) -> Value {
        let path = format!("/schedules/{schedule}/edits");
        let body = json!({ "edits": edits });
        self.owner.post(&path).json(body).await.expect(200)
    }

    /// Publishes a schedule, without a letter.
    pub async fn publish_schedule(&self, schedule: &str) -> Value {
        let path = format!("/schedules/{schedule}/publication");
        let quietly = json!({ "notify": false });
        self.owner.post(&path).json(quietly).await.expect(200)
    }

    /// Adds a picture to a record, such as `daily-logs/{id}`.
    pub async fn add_picture(
        &self,
        record: &str,
        picture: &[u8],
        fields: &[(&str, &str)],
    ) -> Picture {
        let path = format!("/{record}/pictures");
        let sent = self.owner.post(&path);
        let sent = sent.file("site.png", picture.to_vec(), fields).await;
        let added = sent.expect(201);
        Picture {
            id: text(&added, "id"),
            file: text(&added, "file_id"),
        }
    }
}

/// An edit that adds a task of a week.
pub fn task(name: &str) -> Value {
    let id = uuid::Uuid::now_v7().to_string();
    let task = json!({ "id": id, "kind": "task", "name": name, "days": 5 });
    json!({ "op": "put", "task": task })
}

/// A rich text of one paragraph.
pub fn words(text: &str) -> Value {
    let words = json!([{ "type": "text", "text": text }]);
    json!({ "type": "doc", "content": [{ "type": "paragraph", "content": words }] })
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().expect(key).to_owned()
}
