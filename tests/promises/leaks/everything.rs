//! A world with canaries in every private field, asked for everything by everybody.

use lintel_tests::harness::Agent;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{EVERYONE, Firm, World, task};
use rstest::rstest;
use serde_json::{Value, json};

const DAN: &str = "dan@ironbark.example";
const ANN: &str = "ann@example.com";
const TOM: &str = "tom@example.com";
const OLGA: &str = "olga@wattle.example";

#[rstest]
#[tokio::test]
async fn nobody_gets_a_private_field_by_any_address_with_any_id(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let ids = private_things(&world).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let wattle = Firm::sign_up(&world, "Wattle Build", OLGA).await;
    let garden = wattle.project("Garden").await;
    let carl = wattle.client(&world, "carl@example.com", &[&garden]).await;
    let rita = ironbark.client(&world, "rita@example.com", &[house]).await;
    let revoke = format!("/clients/{}/revoke", rita.id);
    ironbark.owner.post(&revoke).await.expect(200);
    let tradie = ironbark
        .member(&world, "ted@ironbark.example", "tradie", &[])
        .await;

    // It shows submitted logs only, and here is none.
    let visitor = ironbark.link(house).await.visit(&world, "nobody").await;

    let callers = [
        &visitor,
        &world.ann.agent,
        &world.tom.agent,
        &rita.agent,
        &carl.agent,
        &wattle.owner,
        &tradie.agent,
        &world.agent("nobody"),
    ];
    for caller in callers {
        for id in &ids {
            ask_everything(caller, id).await;
        }
    }
}

/// Canaries wherever something private can be written; the ids of what holds them.
async fn private_things(world: &World) -> Vec<String> {
    let (ironbark, house, canaries) = (&world.ironbark, &world.house, &world.canaries);
    let internal = |what: &str| canaries.hatch(what, [DAN]);
    let for_ann = |what| canaries.hatch(what, [DAN, ANN]);
    let mut ids = vec![house.clone(), world.ann.id.clone(), world.tom.id.clone()];

    let folder = ironbark
        .folder(house, &internal("a folder's name"), None)
        .await;
    let document = ironbark
        .upload(
            house,
            &format!("{}.txt", internal("a file's name")),
            internal("a file's content").into_bytes(),
            &internal("a title"),
            Some(&folder),
        )
        .await;
    ids.extend([folder.clone(), document.id, document.file]);

    // A drawing with a draft, a photo with a caption, and something in the trash.
    let drawing = ironbark.drawing(house, &internal("a number"), "A").await;
    let draft = ironbark.draft(&drawing.id, &internal("a draft")).await;
    let photo = ironbark
        .photo(house, crate::access::policy::PIXEL, None)
        .await;
    let caption = json!({ "caption": internal("a caption"), "title": internal("a photo's title") });
    let path = format!("/photos/{}", photo.id);
    ironbark.owner.patch(&path).json(caption).await.expect(200);
    // A log that is written, and one that was submitted and shared, and opened again.
    let content = |what: &str| {
        json!({
            "weather": { "note": internal(&format!("{what}: the weather")) },
            "work": [{ "trade": "Carpenter", "done": internal(&format!("{what}: work")) }],
            "time_cards": [{ "worker": internal(&format!("{what}: a worker")), "minutes": 60 }],
            "deliveries": [{ "what": internal(&format!("{what}: a delivery")) }],
            "visitors": [{ "name": internal(&format!("{what}: a visitor")) }],
            "notes": [{ "kind": "safety", "text": internal(&format!("{what}: a note")) }],
            "incidents": [{ "kind": "safety", "severity": "near_miss", "what": internal(&format!("{what}: an incident")) }],
        })
    };
    for what in ["a draft of a log", "a log opened again"] {
        let log = ironbark.log(house, content(what)).await;
        let record = format!("daily-logs/{log}");
        let caption = internal(&format!("{what}: a caption"));
        let picture = ironbark
            .add_picture(
                &record,
                crate::access::policy::PIXEL,
                &[("caption", &caption)],
            )
            .await;
        ironbark.share(house, &[&log], EVERYONE).await;
        if what == "a log opened again" {
            ironbark.submit(&log).await;
            ironbark.reopen_log(&log).await;
        }
        ids.extend([log, picture.id, picture.file]);
    }
    // A form, and reports made with it that are no report of anybody's.
    // Every member may fill it in.
    let question = internal("a question");
    canaries.entitle(&question, "ted@ironbark.example");
    let form = ironbark
        .form(json!([
            { "id": "level", "label": question, "kind": "text" },
            { "id": "proof", "label": "Proof", "kind": "photo" },
        ]))
        .await;
    for what in ["a draft of a report", "a report opened again"] {
        let report = ironbark.report(house, &form).await;
        let answer = internal(&format!("{what}: an answer"));
        ironbark.answer(&report, &[("level", &answer)]).await;
        let caption = internal(&format!("{what}: a caption"));
        let fields = [("field_id", "proof"), ("caption", caption.as_str())];
        let record = format!("reports/{report}");
        let picture = ironbark
            .add_picture(&record, crate::access::policy::PIXEL, &fields)
            .await;
        ironbark.share(house, &[&report], EVERYONE).await;
        if what == "a report opened again" {
            ironbark.complete(&report).await;
            let path = format!("/{record}/reopening");
            let reason = json!({ "reason": internal("why a report was opened again") });
            ironbark.owner.post(&path).json(reason).await.expect(200);
        }
        ids.extend([report, picture.id, picture.file]);
    }
    ids.push(form);
    // An update that was taken back, and one for both to which is attached what neither sees.
    let attached = ironbark
        .document(house, &internal("a title of what is attached"), None)
        .await;
    let taken_back = ironbark
        .update(house, &internal("an update taken back"), &[&attached.id])
        .await;
    ironbark.publish_update(&taken_back, EVERYONE).await;
    let path = format!("/updates/{taken_back}/publication");
    ironbark.owner.delete(&path).await.expect(200);
    let news = canaries.hatch("an update", [DAN, ANN, TOM]);
    let news = ironbark.update(house, &news, &[&attached.id]).await;
    ironbark.publish_update(&news, EVERYONE).await;
    ids.extend([attached.id, attached.file, taken_back, news]);
    // A schedule that was published, and has been changed since.
    let known = canaries.hatch("a published task", [DAN, ANN, TOM]);
    let schedule = ironbark.schedule(house, json!([task(&known)])).await;
    ironbark.publish_schedule(&schedule).await;
    ironbark.share(house, &[&schedule], EVERYONE).await;
    let planned = json!([task(&internal("a task that is not published"))]);
    ironbark.edit_schedule(&schedule, planned).await;
    ids.push(schedule);
    let thrown = ironbark
        .document(house, &internal("a title in the trash"), None)
        .await;
    ironbark.delete(house, &[&thrown.id]).await;
    ids.extend([
        drawing.id,
        drawing.file,
        draft,
        photo.id,
        photo.file,
        thrown.id,
        thrown.file,
    ]);

    // In the same folder, one thing for Ann alone, and one that is for both.
    let hers = ironbark
        .upload(
            house,
            &format!("{}.txt", for_ann("her file's name")),
            for_ann("her file's content").into_bytes(),
            &for_ann("her title"),
            Some(&folder),
        )
        .await;
    let message = for_ann("a message to her");
    let body = json!({
        "item_ids": [hers.id],
        "audience": { "client_ids": [world.ann.id] },
        "notify": true,
        "message": message,
    });
    let shares = format!("/projects/{house}/shares");
    ironbark.owner.post(&shares).json(body).await.expect(200);
    let both = canaries.hatch("a title for both", [DAN, ANN, TOM]);
    let both = ironbark.document(house, &both, Some(&folder)).await;
    ironbark.share(house, &[&both.id], EVERYONE).await;
    ids.extend([hers.id, hers.file, both.id, both.file]);

    // What was shared once, and renamed since.
    let before = canaries.hatch("a former title", [DAN, ANN, TOM]);
    let renamed = ironbark.document(house, &before, None).await;
    ironbark.share(house, &[&renamed.id], EVERYONE).await;
    ironbark.unshare(house, &[&renamed.id]).await;
    let title = json!({ "title": internal("a title after the unshare") });
    let path = format!("/documents/{}", renamed.id);
    ironbark.owner.patch(&path).json(title).await.expect(200);
    ids.extend([renamed.id, renamed.file]);

    // A client and a member who have not accepted, and a project nobody sees.
    let (name, mailbox) = (internal("a client's name"), internal("a client's address"));
    let (email, phone) = (format!("{mailbox}@example.com"), "0400 123 456");
    let body = json!({ "name": name, "email": email, "phone": phone });
    let client = ironbark.owner.post("/clients").json(body).await.expect(201);
    ids.push(text(&client, "id"));
    let mailbox = internal("a member's address");
    let email = format!("{mailbox}@ironbark.example");
    canaries.entitle(&mailbox, &email);
    let name = internal("a member's name");
    canaries.entitle(&name, &email);
    let body = json!({ "email": email, "name": name, "role": "admin" });
    let member = ironbark
        .owner
        .post("/member-invitations")
        .json(body)
        .await
        .expect(201);
    ids.push(text(&member, "id"));
    ids.push(ironbark.project(&internal("a project's name")).await);
    ids
}

/// Every address that takes this id or none, on both surfaces.
async fn ask_everything(caller: &Agent, id: &str) {
    let paths = [
        "/me".to_owned(),
        "/organisation".into(),
        "/organisation/portal-impact".into(),
        "/audit?limit=200".into(),
        "/members?limit=200".into(),
        "/clients?limit=200".into(),
        "/clients?q=cnry".into(),
        format!("/clients/{id}"),
        "/projects?limit=200".into(),
        "/projects?q=cnry".into(),
        format!("/projects/{id}"),
        format!("/projects/{id}/activity"),
        format!("/projects/{id}/documents"),
        format!("/projects/{id}/documents?q=cnry"),
        format!("/projects/{id}/folders"),
        format!("/projects/{id}/drawings?q=cnry"),
        format!("/projects/{id}/photos?q=cnry"),
        format!("/projects/{id}/daily-logs?q=cnry"),
        format!("/projects/{id}/hours"),
        format!("/daily-logs/{id}"),
        format!("/daily-logs/{id}/pdf"),
        "/form-templates".into(),
        format!("/form-templates/{id}"),
        format!("/projects/{id}/reports?q=cnry"),
        format!("/reports/{id}"),
        format!("/reports/{id}/pdf"),
        format!("/projects/{id}/updates?q=cnry"),
        format!("/updates/{id}"),
        format!("/projects/{id}/schedule"),
        format!("/schedules/{id}"),
        format!("/schedules/{id}/changes"),
        format!("/projects/{id}/trash"),
        format!("/projects/{id}/archive?item_ids={id}"),
        format!("/drawings/{id}"),
        format!("/photos/{id}"),
        format!("/items/{id}/versions"),
        format!("/items/{id}/receipts"),
        format!("/files/{id}/preview?size=small"),
        format!("/documents/{id}"),
        format!("/folders/{id}"),
        format!("/files/{id}/content"),
        format!("/items/{id}/visibility"),
        "/portal/projects".into(),
        format!("/portal/projects/{id}"),
        format!("/portal/projects/{id}/items"),
        format!("/portal/projects/{id}/items?limit=1"),
        format!("/portal/projects/{id}/items?parent_id=root"),
        format!("/portal/projects/{id}/items?q=cnry"),
        format!("/portal/projects/{id}/items?parent_id={id}"),
        format!("/portal/items/{id}"),
        format!("/portal/items/{id}/pdf"),
        format!("/portal/files/{id}/content"),
        format!("/portal/files/{id}/content?download=true"),
        format!("/portal/files/{id}/preview?size=small"),
        format!("/portal/projects/{id}/items?module=photos"),
        format!("/portal/projects/{id}/archive?item_ids={id}"),
        format!("/portal/projects/{id}/notifications"),
        format!("/portal/projects/{id}/calendar"),
        format!("/calendar/{id}.ics"),
        "/link/project".into(),
        "/link/items".into(),
        format!("/link/items?parent_id={id}"),
        "/link/items?q=cnry".into(),
        format!("/link/items/{id}"),
        format!("/link/items/{id}/pdf"),
        format!("/link/files/{id}/content"),
        format!("/link/files/{id}/preview?size=small"),
        format!("/projects/{id}/portal-link"),
        format!("/invitations/{id}"),
        "/auth/sessions".into(),
    ];
    for path in paths {
        let answer = caller.get(&path).await;
        let waits = path.ends_with("/pdf") && answer.status == 503;
        assert!(
            answer.status < 500 || waits,
            "{path} answered {}",
            answer.text()
        );
    }
    let items = json!({ "item_ids": [id], "audience": "everyone", "notify": false });
    let review = json!({ "item_ids": [id], "audience": "everyone" });
    for (path, body) in [
        (format!("/projects/{id}/shares"), items),
        (format!("/projects/{id}/share-reviews"), review),
    ] {
        let answer = caller.post(&path).json(body).await;
        assert!(
            (400..500).contains(&answer.status),
            "{path} answered {}",
            answer.text()
        );
    }
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().expect(key).to_owned()
}
