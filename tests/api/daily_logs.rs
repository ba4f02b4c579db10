//! Daily logs: drafts with gaps, submitted without, opened again with a reason ([M6]).

use crate::site::{Site, id, text};
use chrono::TimeDelta;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::pictures::png;
use lintel_tests::world::{EVERYONE, World};
use rstest::rstest;
use serde_json::{Value, json};

async fn draft(site: &Site, content: Value) -> Value {
    let logs = site.dan.post(&site.at("/daily-logs"));
    logs.json(content).await.expect(201)
}

async fn change(site: &Site, log: &str, content: Value) -> Value {
    let log = site.dan.patch(&format!("/daily-logs/{log}"));
    log.json(content).await.expect(200)
}

async fn gaps(site: &Site, log: &str) -> Vec<(String, String)> {
    let path = format!("/daily-logs/{log}/submission");
    site.dan.post(&path).await.bad_fields()
}

fn gap(pointer: &str, code: &str) -> (String, String) {
    (pointer.into(), code.into())
}

#[rstest]
#[tokio::test]
async fn a_log_is_seen_once_it_is_submitted_and_not_while_it_is_open(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &World::start(on).await;
    let content = json!({ "notes": [{ "kind": "general", "text": "Windy" }] });
    let log = ironbark.log(house, content).await;
    let record = format!("daily-logs/{log}");
    let picture = ironbark.add_picture(&record, &png(40, 20), &[]).await;
    ironbark.share(house, &[&log], EVERYONE).await;
    let item = format!("/portal/items/{log}");
    let sees = async || {
        (
            ann.status(&item).await,
            ann.file_status(&picture.file).await,
        )
    };

    assert_eq!(sees().await, (404, 404));
    assert!(ann.list(house, &[]).await.is_empty());
    ironbark.submit(&log).await;
    ironbark.rendered_picture(&record, &picture.id).await;
    assert_eq!(sees().await, (200, 200));
    let shown = ann.agent.get(&item).await.expect(200);
    assert_eq!(shown["daily_log"]["notes"][0]["text"], "Windy");
    assert_eq!(shown["daily_log"]["pictures"][0]["file_id"], picture.file);
    assert_eq!(ann.list(house, &[("q", "windy")]).await.len(), 1);

    ironbark.reopen_log(&log).await;
    assert_eq!(sees().await, (404, 404));
    assert!(ann.list(house, &[("q", "windy")]).await.is_empty());
    ironbark.submit(&log).await;
    ironbark.unshare(house, &[&log]).await;
    assert_eq!(sees().await, (404, 404));
}

#[rstest]
#[tokio::test]
async fn what_is_missing_is_named_and_a_whole_log_is_submitted(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let log = id(&draft(&site, json!({})).await);
    assert_eq!(gaps(&site, &log).await, [gap("", "empty")]);
    let content = json!({
        "work": [{ "trade": "Carpenter" }],
        "time_cards": [{ "worker": "Lee", "minutes": 900 }, { "worker": "lee", "minutes": 600 }],
        "incidents": [{ "kind": "delay", "what": "Rain" }],
    });
    change(&site, &log, content).await;
    let missing = [
        gap("/incidents/0/cause", "required"),
        gap("/incidents/0/minutes", "required"),
        gap("/time_cards/1/minutes", "too_many_hours"),
        gap("/work/0/done", "required"),
    ];
    assert_eq!(gaps(&site, &log).await, missing);
    let content = json!({
        "work": [{ "trade": "Carpenter", "done": "Framed the roof" }],
        "time_cards": [{ "worker": "Lee", "minutes": 480, "trade": "Carpenter" }],
        "incidents": [{ "kind": "delay", "what": "Rain", "minutes": 60, "cause": "weather" }],
    });
    change(&site, &log, content).await;
    let log = site.firm.submit(&log).await;
    assert_eq!(
        (&log["state"], &log["submitted_by"]),
        (&json!("published"), &json!("Dan"))
    );
    assert_eq!(log["worked_minutes"], 480);
    let again = format!("/daily-logs/{}/submission", id(&log));
    let again = site.dan.post(&again).await;
    again.expect_problem(409, "log-submitted");
}

#[rstest]
#[tokio::test]
async fn a_log_of_tomorrow_waits_for_tomorrow(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let today = text(&draft(&site, json!({})).await, "day");
    let tomorrow = today.parse::<chrono::NaiveDate>().expect("a day") + TimeDelta::days(1);
    let content = json!({ "day": tomorrow, "notes": [{ "kind": "safety", "text": "Scaffold" }] });
    let log = id(&draft(&site, content).await);
    assert_eq!(gaps(&site, &log).await, [gap("/day", "in_future")]);
    site.server.clock.advance(TimeDelta::days(1));
    let dan = site.server.agent("dan@ironbark.example");
    let dan = lintel_tests::world::sign_in(&site.server, dan.receiver()).await;
    let submitted = dan.post(&format!("/daily-logs/{log}/submission")).await;
    submitted.expect(200);
}

#[rstest]
#[tokio::test]
async fn two_logs_of_a_day_are_both_kept_and_can_be_merged(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let tim = site.join("tradie", true).await;
    let ours = json!({ "work": [{ "trade": "Carpenter", "done": "Roof" }] });
    let theirs = json!({ "work": [{ "trade": "Plumber", "done": "Pipes" }] });
    let dans = site.dan.post(&site.at("/daily-logs")).json(ours);
    let tims = tim.agent.post(&site.at("/daily-logs")).json(theirs);
    let (dans, tims) = tokio::join!(async { dans.await }, async { tims.await });
    let (dans, tims) = (id(&dans.expect(201)), id(&tims.expect(201)));
    let record = format!("daily-logs/{tims}");
    let picture = site
        .firm
        .add_picture(&record, &png(4, 4), &[("caption", "Pipes")])
        .await;

    let seen = site
        .dan
        .get(&format!("/daily-logs/{dans}"))
        .await
        .expect(200);
    assert_eq!(seen["same_day"][0]["id"], tims.as_str());
    let merge = site.dan.post(&format!("/daily-logs/{dans}/merge"));
    let merged = merge.json(json!({ "from": tims })).await.expect(200);
    assert_eq!(merged["work"].as_array().expect("work").len(), 2);
    assert_eq!(merged["pictures"][0]["file_id"], picture.file.as_str());
    assert_eq!(merged["same_day"], json!([]));
    assert_eq!(site.dan.get(&format!("/{record}")).await.status, 404);

    // What went to the trash comes back as the draft it was, without the picture that moved.
    let restore = site.dan.post(&site.at("/restorations"));
    restore
        .json(json!({ "item_ids": [tims] }))
        .await
        .expect(200);
    let restored = site.dan.get(&format!("/{record}")).await.expect(200);
    assert_eq!(
        (&restored["state"], &restored["pictures"]),
        (&json!("draft"), &json!([]))
    );
    let elsewhere = site.firm.project("Garden").await;
    let foreign = site.firm.log(&elsewhere, json!({})).await;
    let merge = site.dan.post(&format!("/daily-logs/{dans}/merge"));
    let refused = merge.json(json!({ "from": foreign })).await;
    assert_eq!(refused.bad_fields(), [gap("/from", "unknown_log")]);
}

#[rstest]
#[tokio::test]
async fn a_picture_that_is_sent_again_is_there_once(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let log = id(&draft(&site, json!({})).await);
    let record = format!("daily-logs/{log}");
    let fields = [("key", "phone-1"), ("caption", "The slab")];
    let first = site.firm.add_picture(&record, &png(40, 20), &fields).await;
    let again = site.firm.add_picture(&record, &png(40, 20), &fields).await;
    assert_eq!(first.id, again.id);
    let other = site
        .firm
        .add_picture(&record, &png(40, 20), &[("key", "phone-2")])
        .await;
    let captioned = site.dan.patch(&format!("/pictures/{}", other.id));
    captioned
        .json(json!({ "caption": "The wall" }))
        .await
        .expect(200);
    let shown = site.dan.get(&format!("/{record}")).await.expect(200);
    let captions: Vec<&Value> = shown["pictures"]
        .as_array()
        .expect("pictures")
        .iter()
        .map(|one| &one["caption"])
        .collect();
    assert_eq!(captions, ["The slab", "The wall"]);

    site.dan
        .delete(&format!("/pictures/{}", first.id))
        .await
        .expect(204);
    site.firm.submit(&log).await;
    let late = site.dan.delete(&format!("/pictures/{}", other.id)).await;
    late.expect_problem(409, "log-submitted");
    let no_picture = site.dan.post(&format!("/{record}/pictures"));
    let no_picture = no_picture.file("a.txt", &b"words"[..], &[]).await;
    assert_eq!(no_picture.status, 415, "{}", no_picture.text());
}

#[rstest]
#[tokio::test]
async fn time_cards_that_are_left_out_are_nowhere_to_be_found(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &world;
    let worker = world
        .canaries
        .hatch("a worker's name", ["dan@ironbark.example"]);
    let content = json!({
        "work": [{ "trade": "Carpenter", "done": "Roof" }],
        "time_cards": [{ "worker": worker, "minutes": 480 }],
        "hide_time_cards": true,
    });
    let log = ironbark.log(house, content).await;
    ironbark.submit(&log).await;
    ironbark.share(house, &[&log], EVERYONE).await;
    let shown = ann
        .agent
        .get(&format!("/portal/items/{log}"))
        .await
        .expect(200);
    assert_eq!(shown["daily_log"]["time_cards"], Value::Null);
    assert_eq!(shown["daily_log"]["worked_minutes"], Value::Null);
    let pdf = ann.agent.get(&format!("/portal/items/{log}/pdf")).await;
    assert!(pdf.pdf_text().contains("Roof"));
    let pdf = ironbark.owner.get(&format!("/daily-logs/{log}/pdf")).await;
    assert!(!pdf.pdf_text().contains(&worker), "it is what clients get");
    assert!(ann.list(house, &[("q", &worker)]).await.is_empty());

    // Who may share may show them later, without opening the log.
    let path = format!("/daily-logs/{log}");
    let ted = ironbark
        .member(&world, "ted@ironbark.example", "tradie", &[house])
        .await;
    let shows = json!({ "hide_time_cards": false });
    ted.agent
        .patch(&path)
        .json(shows.clone())
        .await
        .expect_problem(403, "forbidden");
    world.canaries.entitle(&worker, "ann@example.com");
    ironbark.owner.patch(&path).json(shows).await.expect(200);
    let shown = ann
        .agent
        .get(&format!("/portal/items/{log}"))
        .await
        .expect(200);
    assert_eq!(
        shown["daily_log"]["time_cards"][0]["worker"],
        worker.as_str()
    );
    let pdf = ann.agent.get(&format!("/portal/items/{log}/pdf")).await;
    assert!(pdf.pdf_text().contains(&worker));
    let written = ironbark
        .owner
        .patch(&path)
        .json(json!({ "work": [] }))
        .await;
    written.expect_problem(409, "log-submitted");
}

#[rstest]
#[tokio::test]
async fn a_log_is_opened_again_with_a_reason_that_stays(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let log = site.firm.submitted_log(&site.project).await;
    let reopen = async |reason: &str| {
        let path = format!("/daily-logs/{log}/reopening");
        site.dan.post(&path).json(json!({ "reason": reason })).await
    };
    assert_eq!(reopen(" ").await.bad_fields(), [gap("/reason", "required")]);
    reopen("Wrong trade").await.expect(200);
    reopen("Again").await.expect_problem(409, "draft-already");
    let submitted = site.firm.submit(&log).await;
    let history = submitted["history"].as_array().expect("a history");
    let told: Vec<(&Value, &Value)> = history
        .iter()
        .map(|step| (&step["verb"], &step["reason"]))
        .collect();
    let null = &Value::Null;
    assert_eq!(
        told,
        [
            (&json!("created"), null),
            (&json!("submitted"), null),
            (&json!("reopened"), &json!("Wrong trade")),
            (&json!("submitted"), null)
        ]
    );
}

#[rstest]
#[tokio::test]
async fn a_note_that_is_too_long_is_refused_and_loses_nothing(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let note = |text: &str| json!({ "notes": [{ "kind": "quality", "text": text }] });
    let log = id(&draft(&site, note("Kept")).await);
    let path = format!("/daily-logs/{log}");
    let refused = site.dan.patch(&path).json(note(&"x".repeat(100_000))).await;
    assert_eq!(refused.bad_fields(), [gap("/notes/0/text", "too_long")]);
    let kept = site.dan.get(&path).await.expect(200);
    assert_eq!(kept["notes"][0]["text"], "Kept");

    // Whoever writes on what somebody else has changed is told.
    let version = kept["version"].as_i64().expect("a version");
    change(&site, &log, note("Changed")).await;
    let stale = site
        .dan
        .patch(&path)
        .header("if-match", &format!("\"{version}\""))
        .json(note("Stale"))
        .await;
    stale.expect_problem(412, "stale-version");
}

#[rstest]
#[tokio::test]
async fn hours_are_summed_by_day_and_trade(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let today = site.server.clock.now().date_naive();
    for (day, trade, minutes) in [
        (1, "Carpenter", 60),
        (1, "Carpenter", 30),
        (0, "Plumber", 45),
    ] {
        let content = json!({
            "day": today - TimeDelta::days(day),
            "time_cards": [{ "worker": "Lee", "trade": trade, "minutes": minutes }],
        });
        draft(&site, content).await;
    }
    let question = [
        ("from", (today - TimeDelta::days(2)).to_string()),
        ("to", today.to_string()),
    ];
    let question: Vec<(&str, &str)> = question
        .iter()
        .map(|(name, day)| (*name, day.as_str()))
        .collect();
    let hours = site
        .dan
        .get(&site.at("/hours"))
        .query(&question)
        .await
        .expect(200);
    assert_eq!(
        (&hours["total_minutes"], &hours["trades"]),
        (&json!(135), &json!(["Carpenter", "Plumber"]))
    );
    assert_eq!(hours["days"].as_array().expect("days").len(), 3);
    assert_eq!(
        hours["items"][0],
        json!({ "day": today - TimeDelta::days(1), "trade": "Carpenter", "minutes": 90 })
    );
    let list = site
        .dan
        .get(&site.at("/daily-logs"))
        .query(&[("state", "draft"), question[1]])
        .await
        .expect(200);
    let days: Vec<String> = list["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|log| text(log, "day"))
        .collect();
    let yesterday = (today - TimeDelta::days(1)).to_string();
    assert_eq!(days, [today.to_string(), yesterday.clone(), yesterday]);
    let endless = [("from", "2020-01-01"), ("to", "2026-01-01")];
    let endless = site.dan.get(&site.at("/hours")).query(&endless).await;
    assert_eq!(endless.bad_fields(), [gap("/from", "out_of_range")]);
}

#[rstest]
#[tokio::test]
async fn a_log_prints_with_its_words_and_its_pictures(#[values(Sqlite, Postgres)] on: Backend) {
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &World::start(on).await;
    let content = json!({
        "weather": { "conditions": "frost", "low": -4 },
        "work": [{ "trade": "Bricklayer", "done": "Żółta ściana, Λιθοδομή" }],
        "time_cards": [{ "worker": "Lee", "minutes": 450 }, { "worker": "Kim", "minutes": 45 }],
        "incidents": [{ "kind": "delay", "minutes": 90, "cause": "materials", "what": "No lime" }],
    });
    let log = ironbark.log(house, content).await;
    let record = format!("daily-logs/{log}");
    let caption = [("caption", "The east wall")];
    let picture = ironbark.add_picture(&record, &png(40, 20), &caption).await;
    let (for_dan, for_ann) = (format!("/{record}/pdf"), format!("/portal/items/{log}/pdf"));
    ironbark.share(house, &[&log], EVERYONE).await;
    ironbark.rendered_picture(&record, &picture.id).await;
    assert!(
        ironbark
            .owner
            .get(&for_dan)
            .await
            .pdf_text()
            .contains("Draft")
    );
    ann.agent.get(&for_ann).await.expect_status(404);

    ironbark.submit(&log).await;
    let dans = ironbark.owner.get(&for_dan).await;
    dans.expect_status(200);
    assert_eq!(dans.header("content-type"), Some("application/pdf"));
    let disposition = dans.header("content-disposition").expect("a name");
    assert!(
        disposition.starts_with("inline; filename=\"Daily log "),
        "{disposition}"
    );
    let preview = format!("/files/{}/preview?size=medium", picture.file);
    let jpeg = ironbark.owner.get(&preview).await.body;
    for (pdf, submitted_by) in [(dans, true), (ann.agent.get(&for_ann).await, false)] {
        let said = pdf.pdf_text();
        for words in [
            "Frost, from -4 °C",
            "Żółta ściana, Λιθοδομή",
            "7.5 h",
            "8.25 h",
            "No lime",
            "1.5 h, Materials",
            "The east wall",
        ] {
            assert!(said.contains(words), "{words} is missing in {said}");
        }
        assert_eq!(said.contains("Submitted by"), submitted_by);
        assert!(!said.contains("Draft"));
        let same = pdf.body.windows(jpeg.len()).any(|part| part == jpeg);
        assert!(same, "the picture is in it as it is");
    }
}
