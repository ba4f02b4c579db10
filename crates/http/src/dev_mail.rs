//! `/dev/mail`: the letters that were not sent, for trying Lintel out without a mail server.
//! Only on a server that listens on loopback, whose public address is no other, and that has no
//! SMTP server: its letters open accounts.

use crate::problem::Problem;
use actix_web::http::header::{self, ContentType};
use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpResponse, get};
use askama::Template;
use chrono::{DateTime, Utc};
use lintel_app::App;

/// Mounts it.
pub(crate) fn routes(routes: &mut ServiceConfig) {
    routes.service(list_letters).service(show_letter);
}

#[derive(Template)]
#[template(path = "mailbox.html")]
struct MailboxPage {
    letters: Vec<Line>,
}

struct Line {
    id: String,
    to: String,
    subject: String,
    date: String,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct LetterPage {
    to: String,
    subject: String,
    date: String,
    text: String,
    html: String,
}

#[get("/dev/mail")]
async fn list_letters(app: Data<App>) -> Result<HttpResponse, Problem> {
    let mailbox = app.mailer.mailbox().ok_or_else(Problem::not_found)?;
    let letters = mailbox
        .list()
        .await
        .map_err(unreadable)?
        .into_iter()
        .map(|letter| Line {
            id: letter.id,
            to: letter.to,
            subject: letter.subject,
            date: written(letter.date),
        });
    page(&MailboxPage {
        letters: letters.collect(),
    })
}

#[get("/dev/mail/{id}")]
async fn show_letter(app: Data<App>, id: Path<String>) -> Result<HttpResponse, Problem> {
    let mailbox = app.mailer.mailbox().ok_or_else(Problem::not_found)?;
    let opened = mailbox
        .read(&id)
        .await
        .map_err(unreadable)?
        .ok_or_else(Problem::not_found)?;
    page(&LetterPage {
        to: opened.entry.to,
        subject: opened.entry.subject,
        date: written(opened.entry.date),
        text: opened.text,
        html: opened.html,
    })
}

fn unreadable(error: std::io::Error) -> Problem {
    Problem::internal(format!("the mail folder: {error}"))
}

fn written(date: Option<DateTime<Utc>>) -> String {
    date.map(|date| date.format("%-d %b %Y, %H:%M UTC").to_string())
        .unwrap_or_default()
}

fn page(page: &impl Template) -> Result<HttpResponse, Problem> {
    let html = page
        .render()
        .map_err(|error| Problem::internal(error.to_string()))?;
    Ok(HttpResponse::Ok()
        .content_type(ContentType::html())
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(html))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_shown_where_it_can_do_nothing_but_open_its_links() {
        let page = LetterPage {
            to: "Ann <ann@example.com>".into(),
            subject: "<script>alert(1)</script>".into(),
            date: String::new(),
            text: "Hello\nAnn".into(),
            html: r#"<a href="http://localhost/invite/t">Open "it"</a><script>alert(2)</script>"#
                .into(),
        };
        let html = page.render().expect("a page");
        assert!(html.contains(r#"sandbox="allow-popups allow-popups-to-escape-sandbox""#));
        assert!(!html.contains("<script>"), "{html}");
        assert!(html.contains("srcdoc="));
    }
}
