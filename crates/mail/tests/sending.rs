//! Letters on the wire and in the folder.
#![cfg(feature = "testing")]
#![allow(clippy::expect_used, reason = "tests")]

use lintel_mail::testing::{Received, SmtpSink};
use lintel_mail::{Envelope, Mailer, Rendered};
use mail_parser::{Message, MessageParser};
use rstest::rstest;
use std::time::Duration;

const FROM: &str = "Lintel <lintel@portal.example.com>";

fn envelope() -> Envelope {
    Envelope {
        to_name: Some("Änn O’Brien-Nguyễn".to_owned()),
        to_email: "ann@example.com".to_owned(),
        reply_to: Some("priya@hartmann.example".to_owned()),
        message_id: "0199aa-1".to_owned(),
    }
}

fn letter() -> Rendered {
    Rendered {
        from_name: "Hartmann & Söhne via Lintel".to_owned(),
        subject: "Söhne shared 2 documents with you — „Küche“".to_owned(),
        text: "Hello,\n.\n..dots\n. at the start of lines\nand the end, grüße\n".to_owned(),
        html: format!("<p>Grüße {}</p>", "x".repeat(2000)),
        unsubscribe: Some(
            "https://portal.example.com/unsubscribe/t0ken"
                .parse()
                .expect("a URL"),
        ),
    }
}

fn parsed(received: &Received) -> Message<'_> {
    MessageParser::default()
        .parse(&received.raw)
        .expect("a letter")
}

fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[tokio::test]
async fn a_letter_arrives_as_it_was_written() {
    let sink = SmtpSink::start().await.expect("a server");
    let mailer = Mailer::smtp(&sink.url(), FROM).expect("a mailer");

    mailer.send(&envelope(), &letter()).await.expect("sent");

    let letters = sink.letters();
    let [received] = &letters[..] else {
        panic!("{} letters", letters.len())
    };
    assert_eq!(received.from, "lintel@portal.example.com");
    assert_eq!(received.to, ["ann@example.com"]);
    let message = parsed(received);
    let from = message
        .from()
        .and_then(|from| from.first())
        .expect("a sender");
    assert_eq!(from.name(), Some("Hartmann & Söhne via Lintel"));
    let to = message.to().and_then(|to| to.first()).expect("a recipient");
    assert_eq!(
        (to.name(), to.address()),
        (Some("Änn O’Brien-Nguyễn"), Some("ann@example.com"))
    );
    assert_eq!(
        message.subject(),
        Some("Söhne shared 2 documents with you — „Küche“")
    );
    assert_eq!(message.message_id(), Some("0199aa-1@portal.example.com"));
    assert_eq!(
        unix_lines(&message.body_text(0).expect("text")).trim_end(),
        letter().text.trim_end()
    );
    assert_eq!(
        unix_lines(&message.body_html(0).expect("HTML")).trim_end(),
        letter().html
    );
}

#[tokio::test]
async fn a_letter_has_each_header_once_and_the_one_click_pair() {
    let sink = SmtpSink::start().await.expect("a server");
    let mailer = Mailer::smtp(&sink.url(), FROM).expect("a mailer");

    mailer.send(&envelope(), &letter()).await.expect("sent");

    let letters = sink.letters();
    let message = parsed(&letters[0]);
    let names: Vec<String> = message
        .headers()
        .iter()
        .map(|header| header.name.to_string().to_lowercase())
        .collect();
    let distinct: std::collections::HashSet<&String> = names.iter().collect();
    assert_eq!(distinct.len(), names.len(), "{names:?}");
    let lines = String::from_utf8_lossy(&letters[0].raw);
    for line in [
        "List-Unsubscribe: <https://portal.example.com/unsubscribe/t0ken>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Auto-Submitted: auto-generated",
    ] {
        assert!(lines.lines().any(|l| l == line), "{line}");
    }
}

#[tokio::test]
async fn no_text_can_add_a_header_or_a_recipient() {
    let sink = SmtpSink::start().await.expect("a server");
    let mailer = Mailer::smtp(&sink.url(), FROM).expect("a mailer");
    let hostile = "x\r\nBcc: eve@example.com\r\n\r\nowned";
    let letter = Rendered {
        from_name: hostile.to_owned(),
        subject: hostile.to_owned(),
        ..letter()
    };
    let to_hostile_name = Envelope {
        to_name: Some(hostile.to_owned()),
        ..envelope()
    };

    mailer.send(&to_hostile_name, &letter).await.expect("sent");
    let to_hostile_address = Envelope {
        to_email: "ann@example.com\r\nRCPT TO:<eve@example.com>".to_owned(),
        ..envelope()
    };
    let refused = mailer
        .send(&to_hostile_address, &letter)
        .await
        .expect_err("refused");

    assert!(refused.permanent);
    let letters = sink.letters();
    assert_eq!(
        (letters.len(), &letters[0].to[..]),
        (1, &["ann@example.com".to_owned()][..])
    );
    assert!(parsed(&letters[0]).bcc().is_none());
}

#[rstest]
#[case("550 5.1.1 No such user", true)]
#[case("451 4.7.1 Try again later", false)]
#[case("530 5.7.0 Authentication required", false)]
#[tokio::test]
async fn a_refusal_says_whether_to_try_again(#[case] answer: &str, #[case] permanent: bool) {
    let sink = SmtpSink::start().await.expect("a server");
    let mailer = Mailer::smtp(&sink.url(), FROM).expect("a mailer");
    sink.refuse(Some(answer));

    let error = mailer
        .send(&envelope(), &letter())
        .await
        .expect_err("refused");
    assert_eq!(error.permanent, permanent);

    sink.refuse(None);
    mailer.send(&envelope(), &letter()).await.expect("sent");
    assert_eq!(sink.wait_for(1, Duration::from_secs(5)).await.len(), 1);
}

#[tokio::test]
async fn a_server_that_was_away_gets_the_letter_later() {
    let sink = SmtpSink::start().await.expect("a server");
    let (address, mailer) = (
        sink.address(),
        Mailer::smtp(&sink.url(), FROM).expect("a mailer"),
    );
    mailer.send(&envelope(), &letter()).await.expect("sent");
    drop(sink);

    let error = mailer
        .send(&envelope(), &letter())
        .await
        .expect_err("nobody there");
    assert!(!error.permanent);

    let sink = SmtpSink::start_at(address).await.expect("the server again");
    mailer.send(&envelope(), &letter()).await.expect("sent");
    assert_eq!(sink.letters().len(), 1);
}

#[test]
fn a_mailer_may_outlive_the_runtime() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mailer = runtime.block_on(async {
        let sink = SmtpSink::start().await.expect("a server");
        let mailer = Mailer::smtp(&sink.url(), FROM).expect("a mailer");
        mailer.send(&envelope(), &letter()).await.expect("sent");
        mailer
    });
    drop(runtime);
    drop(mailer);
}

#[tokio::test]
async fn a_server_elsewhere_must_offer_encryption() {
    let sink = SmtpSink::start().await.expect("a server");
    let mailer =
        Mailer::smtp(&format!("{}?starttls=required", sink.url()), FROM).expect("a mailer");
    let error = mailer
        .send(&envelope(), &letter())
        .await
        .expect_err("no STARTTLS here");
    assert!(!error.permanent);
    assert!(sink.letters().is_empty());
}

#[tokio::test]
async fn the_folder_shows_the_newest_letter_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let mailer = Mailer::directory(&folder.path().join("mail"), FROM).expect("a mailer");
    let mailbox = mailer.mailbox().expect("a mailbox");
    for id in ["first", "second", "first"] {
        let envelope = Envelope {
            message_id: id.to_owned(),
            ..envelope()
        };
        mailer.send(&envelope, &letter()).await.expect("sent");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    let entries = mailbox.list().await.expect("a list");
    let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(
        ids,
        ["first", "second"],
        "a letter that was sent twice is there once"
    );
    let opened = mailbox.read("first").await.expect("read").expect("there");
    assert_eq!(opened.entry, entries[0]);
    assert_eq!(opened.entry.to, "Änn O’Brien-Nguyễn <ann@example.com>");
    assert!(opened.entry.date.is_some());
    assert!(opened.text.contains("grüße") && opened.html.contains("Grüße"));
}

#[tokio::test]
async fn letters_in_the_folder_are_for_this_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let mail = folder.path().join("mail");
    let mailer = Mailer::directory(&mail, FROM).expect("a mailer");
    mailer.send(&envelope(), &letter()).await.expect("sent");
    let mode = |path: &std::path::Path| {
        std::fs::metadata(path).expect("there").permissions().mode() & 0o777
    };
    assert_eq!(
        (mode(&mail), mode(&mail.join("0199aa-1.eml"))),
        (0o700, 0o600)
    );
}

#[rstest]
#[case("../secret")]
#[case("a/b")]
#[case("")]
#[case("nothing-here")]
#[case("a\0b")]
#[tokio::test]
async fn no_id_leads_out_of_the_folder(#[case] id: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("secret.eml"), "Subject: secret\r\n\r\n").expect("written");
    let mailer = Mailer::directory(&folder.path().join("mail"), FROM).expect("a mailer");
    let mailbox = mailer.mailbox().expect("a mailbox");
    assert_eq!(mailbox.read(id).await.expect("read"), None);
}

#[rstest]
#[case("lintel@example.com", true)]
#[case("Lintel <lintel@example.com>", true)]
#[case("Lintel", false)]
fn a_sender_is_an_address_with_or_without_a_name(#[case] from: &str, #[case] works: bool) {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(Mailer::directory(folder.path(), from).is_ok(), works);
}
