//! The demo's daily logs, reports and updates.

use super::{Site, asset, whole};
use anyhow::Result;
use chrono::TimeDelta;
use lintel_app::daily_logs::{self, ContentChange, LogChange};
use lintel_app::forms::{self, NewTemplate};
use lintel_app::records::{self, PictureFields};
use lintel_app::reports::{self, ReportChange};
use lintel_app::shares::ShareWith;
use lintel_app::updates::{self, Publish, UpdateChange};
use lintel_app::uploads::Upload;
use lintel_domain::daily_log::Content;
use lintel_domain::form::Answer;
use lintel_domain::ids::ItemId;
use lintel_domain::item::Kind;
use lintel_domain::rich_text::RichNode;
use serde::Deserialize;

/// A daily log, submitted unless it is a draft, and shared with everyone then.
#[derive(Deserialize)]
pub(super) struct Log {
    in_days: i64,
    content: Content,
    #[serde(default)]
    pictures: Vec<Picture>,
    #[serde(default)]
    draft: bool,
    #[serde(default)]
    hide_time_cards: bool,
}

/// A form of the library, filled in, completed and shared with everyone.
#[derive(Deserialize)]
pub(super) struct Report {
    library: String,
    title: String,
    answers: Vec<Answer>,
    #[serde(default)]
    pictures: Vec<Picture>,
    #[serde(default)]
    draft: bool,
}

/// An update, published for everyone unless it is a draft.
#[derive(Deserialize)]
pub(super) struct Update {
    title: String,
    body: RichNode,
    #[serde(default)]
    pictures: Vec<Picture>,
    #[serde(default)]
    draft: bool,
}

#[derive(Deserialize)]
struct Picture {
    asset: String,
    #[serde(default)]
    caption: Option<String>,
    #[serde(default)]
    field_id: Option<String>,
}

impl Site<'_> {
    pub(super) async fn log(&self, log: &Log) -> Result<()> {
        let (app, caller) = (self.author.app, &self.author.caller);
        let content = log.content.clone();
        let change = LogChange {
            day: Some(app.clock.now().date_naive() + TimeDelta::days(log.in_days)),
            hide_time_cards: Some(log.hide_time_cards),
            content: ContentChange {
                weather: Some(content.weather),
                work: Some(content.work),
                time_cards: Some(content.time_cards),
                deliveries: Some(content.deliveries),
                visitors: Some(content.visitors),
                notes: Some(content.notes),
                incidents: Some(content.incidents),
            },
        };
        let made = daily_logs::create(app, caller, self.project, change).await?;
        let id = made.item.id;
        self.pictures(Kind::DailyLog, id, &log.pictures).await?;
        if log.draft {
            return Ok(());
        }
        daily_logs::submit(app, caller, id).await?;
        self.share_with(id, ShareWith::Everyone).await
    }

    pub(super) async fn report(&self, report: &Report) -> Result<()> {
        let (app, caller) = (self.author.app, &self.author.caller);
        let from = NewTemplate::Library(report.library.clone());
        let form = forms::create(app, caller, from).await?;
        let title = Some(report.title.clone());
        let made = reports::create(app, caller, self.project, form.id, title).await?;
        let id = made.item.id;
        let answers = ReportChange {
            title: None,
            answers: report.answers.clone(),
        };
        reports::update(app, caller, id, None, answers).await?;
        self.pictures(Kind::Report, id, &report.pictures).await?;
        if report.draft {
            return Ok(());
        }
        reports::complete(app, caller, id).await?;
        self.share_with(id, ShareWith::Everyone).await
    }

    pub(super) async fn update(&self, update: &Update) -> Result<()> {
        let (app, caller) = (self.author.app, &self.author.caller);
        let says = UpdateChange {
            body: Some(update.body.clone()),
            ..UpdateChange::default()
        };
        let made = updates::create(app, caller, self.project, &update.title, says).await?;
        let id = made.item.id;
        self.pictures(Kind::Update, id, &update.pictures).await?;
        if update.draft {
            return Ok(());
        }
        let how = Publish {
            with: ShareWith::Everyone,
            notify: false,
            message: None,
            publish_at: None,
            share_attachments: false,
        };
        updates::publish(app, caller, id, how).await?;
        Ok(())
    }

    async fn pictures(&self, kind: Kind, record: ItemId, pictures: &[Picture]) -> Result<()> {
        let (app, caller) = (self.author.app, &self.author.caller);
        for picture in pictures {
            let bytes = asset(&format!("files/{}", picture.asset))?;
            let upload = Upload::begin_picture(app, caller, kind, record).await?;
            let received = upload.receive(&picture.asset, whole(bytes)).await?;
            let about = PictureFields {
                caption: picture.caption.clone(),
                key: None,
                field_id: picture.field_id.clone(),
            };
            records::add_picture(upload, received, kind, record, about).await?;
        }
        Ok(())
    }
}
