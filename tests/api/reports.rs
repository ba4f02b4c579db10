//! Forms and reports: templates that change, reports that keep what they were made with ([M5]).

use crate::site::{Site, id};
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::pictures::png;
use lintel_tests::world::{EVERYONE, World};
use rstest::rstest;
use serde_json::{Value, json};

fn fields() -> Value {
    json!([
        { "id": "level", "label": "Is the ground level?", "kind": "yes_no", "required": true, "fails_on": ["no"] },
        { "id": "cover", "label": "Cover", "kind": "number", "unit": "mm", "min": "40", "max": "65", "fails_outside": true },
        { "id": "proof", "label": "Proof", "kind": "photo", "required": true },
        { "id": "signed", "label": "Signed", "kind": "signature" },
    ])
}

fn fault(pointer: &str, code: &str) -> (String, String) {
    (pointer.into(), code.into())
}

async fn change_form(site: &Site, form: &str, change: Value) -> Value {
    let form = site.dan.patch(&format!("/form-templates/{form}"));
    form.json(change).await.expect(200)
}

#[rstest]
#[tokio::test]
async fn a_report_is_completed_when_nothing_is_missing_and_its_failures_are_counted(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let form = site.firm.form(fields()).await;
    let report = site.firm.report(&site.project, &form).await;
    let completion = format!("/reports/{report}/completion");
    let gaps = site.dan.post(&completion).await.bad_fields();
    let missing = [
        fault("/answers/level", "required"),
        fault("/answers/proof", "required"),
    ];
    assert_eq!(gaps, missing);

    let answers = [("level", "no"), ("cover", "70.5")];
    let answered = site.firm.answer(&report, &answers).await;
    assert_eq!(
        (
            &answered["asked"],
            &answered["answered"],
            &answered["failed"]
        ),
        (&json!(4), &json!(2), &json!(2))
    );
    let record = format!("reports/{report}");
    let proof = [("field_id", "proof")];
    site.firm.add_picture(&record, &png(40, 20), &proof).await;
    let completed = site.firm.complete(&report).await;
    assert_eq!(
        (&completed["state"], &completed["completed_by"]),
        (&json!("published"), &json!("Dan"))
    );
    let path = format!("/{record}");
    let late = site.dan.patch(&path).json(json!({ "title": "Late" })).await;
    late.expect_problem(409, "report-completed");
    let list = site.dan.get(&site.at("/reports?state=published")).await;
    assert_eq!(list.expect(200)["items"][0]["failed"], 2);
}

#[rstest]
#[tokio::test]
async fn bad_answers_are_refused_where_they_are_and_the_others_are_not_taken(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let form = site.firm.form(fields()).await;
    let report = site.firm.report(&site.project, &form).await;
    let path = format!("/reports/{report}");
    let answers = json!({ "answers": [
        { "field_id": "level", "value": "yes" },
        { "field_id": "cover", "value": "thick" },
        { "field_id": "gone", "value": "1" },
        { "field_id": "signed", "note": "x".repeat(100_000) },
    ] });
    let refused = site.dan.patch(&path).json(answers).await;
    let faults = [
        fault("/answers/1/value", "invalid"),
        fault("/answers/2/field_id", "unknown_field"),
        fault("/answers/3/note", "too_long"),
    ];
    assert_eq!(refused.bad_fields(), faults);
    let kept = site.dan.get(&path).await.expect(200);
    assert_eq!(kept["answers"], json!([]));
    let picture = site.dan.post(&format!("{path}/pictures"));
    let picture = picture
        .file("a.png", png(4, 4), &[("field_id", "gone")])
        .await;
    assert_eq!(picture.bad_fields(), [fault("/field_id", "unknown_field")]);
}

#[rstest]
#[tokio::test]
async fn a_report_keeps_the_form_it_was_made_with_until_it_is_moved(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let form = site.firm.form(fields()).await;
    let report = site.firm.report(&site.project, &form).await;
    let answers = [("level", "yes"), ("cover", "50")];
    site.firm.answer(&report, &answers).await;

    // The field goes while somebody fills it in.
    let mut fewer = fields();
    fewer.as_array_mut().expect("fields").remove(1);
    let sections = json!([{ "title": "Slab", "fields": fewer }]);
    let changed = change_form(&site, &form, json!({ "sections": sections })).await;
    assert_eq!(
        (&changed["revision"], &changed["used"]),
        (&json!(2), &json!(1))
    );
    let same = change_form(
        &site,
        &form,
        json!({ "sections": sections, "name": "Slab" }),
    )
    .await;
    assert_eq!(same["revision"], 2);

    let kept = site.firm.answer(&report, &[("cover", "55")]).await;
    let template = &kept["template"];
    assert_eq!(
        (&template["revision"], &template["newest_revision"]),
        (&json!(1), &json!(2))
    );
    let moved = site.dan.post(&format!("/reports/{report}/template")).await;
    let moved = moved.expect(200);
    assert_eq!(
        moved["dropped"],
        json!([{ "label": "Cover", "value": "55" }])
    );
    assert_eq!(moved["report"]["template"]["revision"], 2);
    assert_eq!(moved["report"]["answers"][0]["field_id"], "level");
    let step = moved["report"]["history"]
        .as_array()
        .expect("history")
        .last();
    assert_eq!(step.expect("a step")["reason"], "Cover: 55");
}

#[rstest]
#[tokio::test]
async fn clients_see_a_completed_report_with_its_pictures_and_no_other(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &World::start(on).await;
    let form = ironbark.form(fields()).await;
    let report = ironbark.report(house, &form).await;
    ironbark.share(house, &[&report], EVERYONE).await;
    ironbark
        .answer(&report, &[("level", "no"), ("signed", "Lee")])
        .await;
    let record = format!("reports/{report}");
    let proof = [("field_id", "proof"), ("caption", "Ground")];
    let picture = ironbark.add_picture(&record, &png(40, 20), &proof).await;
    let first = [("field_id", "signed"), ("key", "one")];
    let first = ironbark.add_picture(&record, &png(20, 10), &first).await;
    let second = [("field_id", "signed"), ("key", "two")];
    let second = ironbark.add_picture(&record, &png(20, 10), &second).await;
    let item = format!("/portal/items/{report}");
    assert_eq!(ann.status(&item).await, 404);

    ironbark.complete(&report).await;
    ironbark.rendered_picture(&record, &picture.id).await;
    let shown = ann.agent.get(&item).await.expect(200);
    let answers = &shown["report"]["sections"][0]["fields"];
    assert_eq!(
        (&answers[0]["value"], &answers[0]["failed"]),
        (&json!("no"), &json!(true))
    );
    assert_eq!(answers[2]["pictures"][0]["caption"], "Ground");
    let signature = &answers[3]["pictures"];
    assert_eq!(signature.as_array().expect("pictures").len(), 1);
    assert_eq!(signature[0]["file_id"], second.file.as_str());
    assert_eq!(ann.file_status(&picture.file).await, 200);
    assert_eq!(ann.file_status(&first.file).await, 404);

    ironbark.rendered_picture(&record, &second.id).await;
    for pdf in [
        ann.agent.get(&format!("{item}/pdf")).await,
        ironbark.owner.get(&format!("/{record}/pdf")).await,
    ] {
        let said = pdf.pdf_text();
        for words in ["1 answer failed", "1 photo", "Ground", "Lee"] {
            assert!(said.contains(words), "{words} is missing in {said}");
        }
    }
    ironbark.unshare(house, &[&report]).await;
    assert_eq!(ann.status(&format!("{item}/pdf")).await, 404);
}

#[rstest]
#[tokio::test]
async fn a_form_of_the_library_becomes_the_organisations_own(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let library = site.dan.get("/form-templates/library").await.expect(200);
    let shipped = library["items"].as_array().expect("items");
    assert_eq!(shipped.len(), 6);
    for form in shipped {
        let body = json!({ "library": form["key"] });
        let own = site.dan.post("/form-templates").json(body).await;
        let own = own.expect(201);
        assert_eq!(own["sections"], form["sections"]);
        site.firm.report(&site.project, &id(&own)).await;
    }
    let unknown = site.dan.post("/form-templates");
    let unknown = unknown.json(json!({ "library": "none" })).await;
    assert_eq!(unknown.bad_fields(), [fault("/library", "unknown_form")]);
    let empty = site.dan.post("/form-templates").json(json!({})).await;
    let missing = [fault("/name", "required"), fault("/sections", "required")];
    assert_eq!(empty.bad_fields(), missing);

    // An archived one makes no new reports, and the ones that are there stay.
    let forms = site.dan.get("/form-templates").await.expect(200);
    let form = id(&forms["items"][0]);
    change_form(&site, &form, json!({ "archived": true })).await;
    let refused = site.dan.post(&site.at("/reports"));
    let refused = refused.json(json!({ "template_id": form })).await;
    assert_eq!(
        refused.bad_fields(),
        [fault("/template_id", "unknown_form")]
    );
    let archived = site.dan.get("/form-templates?archived=true").await;
    assert_eq!(id(&archived.expect(200)["items"][0]), form);
}
