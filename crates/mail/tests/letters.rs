//! What the letters say and look like.
#![allow(clippy::expect_used, reason = "tests")]

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use lintel_domain::access::Role;
use lintel_domain::item::Kind;
use lintel_mail::{Letter, Letterhead, Rendered, SharedKind};
use url::Url;

const TIME_ZONE: Tz = chrono_tz::Australia::Brisbane;

fn letterhead() -> Letterhead {
    Letterhead {
        organisation: "Hartmann & Söhne Homes".to_owned(),
        colour: Some("#0a5c4e".to_owned()),
        time_zone: TIME_ZONE,
    }
}

fn url(path: &str) -> Url {
    let base = Url::parse("https://portal.example.com").expect("a URL");
    base.join(path).expect("a path")
}

fn expiry() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).expect("a time") + TimeDelta::days(14)
}

fn client_invitation(project_names: &[&str]) -> Letter {
    Letter::ClientInvitation {
        letterhead: letterhead(),
        recipient_name: Some("Ann Nguyen".to_owned()),
        inviter_name: "Priya Raman".to_owned(),
        project_names: project_names
            .iter()
            .map(|name| (*name).to_owned())
            .collect(),
        expires_at: expiry(),
        url: url("/invite/s3cr3t"),
    }
}

fn items_shared(message: Option<&str>) -> Letter {
    Letter::ItemsShared {
        letterhead: letterhead(),
        recipient_name: Some("Ann Nguyen".to_owned()),
        sharer_name: "Priya Raman".to_owned(),
        project_name: "Lake House".to_owned(),
        shared: vec![
            SharedKind {
                kind: Kind::Folder,
                count: 1,
            },
            SharedKind {
                kind: Kind::Document,
                count: 2,
            },
        ],
        message: message.map(str::to_owned),
        url: url("/portal/projects/1"),
        unsubscribe_url: url("/unsubscribe/t0ken"),
    }
}

fn rendered(letter: &Letter) -> Rendered {
    letter.render().expect("rendered")
}

/// The whole letter in one snapshot, headers first.
fn whole(letter: &Letter) -> String {
    let Rendered {
        from_name,
        subject,
        text,
        html,
        unsubscribe,
    } = rendered(letter);
    let unsubscribe = unsubscribe.map(|url| url.to_string()).unwrap_or_default();
    format!(
        "From: {from_name}\nSubject: {subject}\nUnsubscribe: {unsubscribe}\n\n{text}\n\n======\n\n{html}"
    )
}

#[test]
fn a_client_is_invited_to_one_project() {
    insta::assert_snapshot!(whole(&client_invitation(&["Lake House"])));
}

#[test]
fn a_client_is_invited_to_several_projects() {
    insta::assert_snapshot!(rendered(&client_invitation(&["Lake House", "Granny flat"])).text);
}

#[test]
fn a_client_is_invited_before_there_is_a_project() {
    insta::assert_snapshot!(rendered(&client_invitation(&[])).text);
}

#[test]
fn a_member_is_invited_with_a_role() {
    insta::assert_snapshot!(whole(&Letter::MemberInvitation {
        letterhead: letterhead(),
        recipient_name: None,
        inviter_name: "Priya Raman".to_owned(),
        role: Role::Apprentice,
        expires_at: expiry(),
        url: url("/invite/s3cr3t"),
    }));
}

#[test]
fn a_client_is_told_what_kind_of_thing_was_shared_and_no_title() {
    insta::assert_snapshot!(whole(&items_shared(Some(
        "Please look at these.\n\nThe <slab> is poured!"
    ))));
}

#[test]
fn a_share_without_a_message_has_no_empty_quote() {
    let letter = rendered(&items_shared(Some("  ")));
    assert!(!letter.text.contains("writes") && !letter.html.contains("blockquote"));
}

fn revision_issued(is_drawing: bool, has_seen_older: bool, asks_acknowledgement: bool) -> Letter {
    Letter::RevisionIssued {
        letterhead: letterhead(),
        recipient_name: Some("Ann Nguyen".to_owned()),
        project_name: "Lake House".to_owned(),
        is_drawing,
        has_seen_older,
        asks_acknowledgement,
        url: url("/portal/projects/1"),
        unsubscribe_url: url("/unsubscribe/t0ken"),
    }
}

#[test]
fn a_client_is_asked_to_acknowledge_a_revision_and_told_that_the_older_one_is_superseded() {
    insta::assert_snapshot!(whole(&revision_issued(true, true, true)));
}

#[test]
fn a_client_is_told_of_a_new_version_and_no_title() {
    insta::assert_snapshot!(rendered(&revision_issued(false, false, false)).text);
}

#[test]
fn an_account_is_sent_a_link_for_a_new_password() {
    insta::assert_snapshot!(whole(&Letter::PasswordReset {
        time_zone: TIME_ZONE,
        recipient_name: Some("Ann Nguyen".to_owned()),
        expires_at: expiry(),
        url: url("/reset/s3cr3t"),
    }));
}

#[test]
fn an_account_is_told_that_its_password_was_changed() {
    insta::assert_snapshot!(whole(&Letter::PasswordChanged {
        time_zone: TIME_ZONE,
        recipient_name: Some("Ann Nguyen".to_owned()),
        changed_at: expiry(),
        reset_url: url("/reset"),
    }));
}

#[test]
fn an_account_is_told_that_it_exists() {
    insta::assert_snapshot!(whole(&Letter::AlreadyRegistered {
        recipient_name: None,
        sign_in_url: url("/sign-in"),
    }));
}

#[test]
fn what_people_typed_is_never_html() {
    let hostile = "<img src=x onerror=alert(1)>";
    let letter = rendered(&Letter::ClientInvitation {
        letterhead: Letterhead {
            organisation: hostile.to_owned(),
            ..letterhead()
        },
        recipient_name: Some(hostile.to_owned()),
        inviter_name: hostile.to_owned(),
        project_names: vec![hostile.to_owned()],
        expires_at: expiry(),
        url: url("/invite/s3cr3t"),
    });
    assert!(!letter.html.contains("<img"), "{}", letter.html);
}
