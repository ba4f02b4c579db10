//! Drawings: a register of numbered sheets, each with its current revision.

use crate::site::{Site, expect_objects, id, text};
use lintel_tests::harness::Answer;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use rstest::rstest;
use serde_json::{Value, json};

async fn upload(site: &Site, fields: &[(&str, &str)]) -> Answer {
    let drawings = site.dan.post(&site.at("/drawings"));
    drawings.file("sheet.txt", "lines", fields).await
}

/// Numbers, or titles of folders, of a list of drawings.
async fn register(site: &Site, query: &[(&str, &str)]) -> Vec<String> {
    let list = site
        .dan
        .get(&site.at("/drawings"))
        .query(query)
        .await
        .expect(200);
    let items = list["items"].as_array().expect("items");
    let called = |item: &Value| match item["drawing"].is_null() {
        true => text(item, "title"),
        false => text(&item["drawing"], "number"),
    };
    items.iter().map(called).collect()
}

#[rstest]
#[tokio::test]
async fn a_drawing_is_uploaded_with_its_first_revision(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    site.firm
        .settings(json!({"timezone": "Australia/Sydney"}))
        .await;
    let fields = [
        ("number", " A-101 "),
        ("title", "Ground floor"),
        ("discipline", "architectural"),
        ("revision", "A"),
        ("issued_on", "2026-02-27"),
        ("note", "For approval"),
    ];
    let drawing = upload(&site, &fields).await.expect(201);
    let expected = json!({
        "number": "A-101", "discipline": "architectural", "revision": "A",
        "issued_on": "2026-02-27", "note": "For approval",
    });
    assert_eq!(drawing["drawing"], expected);
    assert_eq!(
        (&drawing["kind"], &drawing["module"]),
        (&json!("drawing"), &json!("drawings"))
    );
    assert_eq!(
        (&drawing["title"], &drawing["version_number"]),
        (&json!("Ground floor"), &json!(1))
    );
    let shown = site.dan.get(&format!("/drawings/{}", id(&drawing))).await;
    assert_eq!(shown.expect(200), drawing);

    let plain = upload(&site, &[("number", "A-102"), ("revision", "1")])
        .await
        .expect(201);
    assert_eq!(
        (&plain["drawing"]["discipline"], &plain["title"]),
        (&json!("other"), &json!("sheet.txt"))
    );
    assert_eq!(
        plain["drawing"]["issued_on"], "2026-03-02",
        "the day in Sydney"
    );
}

#[rstest]
#[tokio::test]
async fn a_drawing_that_cannot_be_taken_says_why_and_leaves_nothing(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let nothing = upload(&site, &[]).await;
    assert_eq!(
        nothing.bad_fields(),
        [
            ("/number".into(), "required".into()),
            ("/revision".into(), "required".into())
        ]
    );
    let good = [("number", "A-101"), ("revision", "A")];
    for (field, value, code) in [
        ("discipline", "magic", "invalid"),
        ("issued_on", "27/02/2026", "invalid"),
        ("parent_id", "root", "invalid"),
        ("title", "a\u{202e}b", "control_character"),
        ("note", &"x".repeat(2001), "too_long"),
        ("caption", "x", "unknown_field"),
    ] {
        let refused = upload(&site, &[&good[..], &[(field, value)]].concat()).await;
        assert_eq!(
            refused.bad_fields(),
            [(format!("/{field}"), code.into())],
            "{value}"
        );
    }
    let long = "9".repeat(61);
    let refused = upload(&site, &[("number", &long), ("revision", "A")]).await;
    assert_eq!(
        refused.bad_fields(),
        [("/number".into(), "too_long".into())]
    );
    let plans = site.folder("Plans", None).await;
    let elsewhere = upload(&site, &[&good[..], &[("parent_id", &plans)]].concat()).await;
    assert_eq!(
        elsewhere.bad_fields(),
        [("/parent_id".into(), "other_section".into())]
    );
    assert!(register(&site, &[]).await.is_empty());
    expect_objects(&site.server, 0).await;
}

#[rstest]
#[tokio::test]
async fn a_project_has_each_number_once(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let first = site.firm.drawing(&site.project, "A-101", "A").await.id;
    let second = site.firm.drawing(&site.project, "A-102", "A").await.id;
    for same in ["A-101", "a-101", "A- 101"] {
        let twice = upload(&site, &[("number", same), ("revision", "A")]).await;
        let problem = twice.expect_problem(409, "number-taken");
        assert_eq!(problem["errors"][0]["pointer"], "/number");
    }
    let address = format!("/drawings/{second}");
    let renumbered = site
        .dan
        .patch(&address)
        .json(json!({"number": "a-101"}))
        .await;
    renumbered.expect_problem(409, "number-taken");
    let own = site
        .dan
        .patch(&address)
        .json(json!({"number": "a-102"}))
        .await;
    assert_eq!(own.expect(200)["drawing"]["number"], "a-102");
    let garden = site.firm.project("Garden").await;
    site.firm.drawing(&garden, "A-101", "A").await;

    // In the trash a number is free, and comes back only while it is.
    site.dan
        .delete(&format!("/drawings/{first}"))
        .await
        .expect(204);
    let third = site.firm.drawing(&site.project, "A-101", "A").await.id;
    let restore = || {
        site.dan
            .post(&site.at("/restorations"))
            .json(json!({"item_ids": [first]}))
    };
    restore().await.expect_problem(409, "number-taken");
    let other = json!({"number": "A-103"});
    site.dan
        .patch(&format!("/drawings/{third}"))
        .json(other)
        .await
        .expect(200);
    restore().await.expect(200);
    assert_eq!(register(&site, &[]).await, ["A-101", "a-102", "A-103"]);
}

#[rstest]
#[tokio::test]
async fn the_register_is_in_the_order_of_numbers(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let folder = json!({"title": "Zoning", "module": "drawings"});
    let folder = id(&site
        .dan
        .post(&site.at("/folders"))
        .json(folder)
        .await
        .expect(201));
    for (number, title, discipline) in [
        ("S-2", "Slab", "structural"),
        ("A-10", "Roof", "architectural"),
        ("A-9", "Walls", "architectural"),
        ("A-100", "Doors", "architectural"),
    ] {
        let fields = [
            ("number", number),
            ("title", title),
            ("discipline", discipline),
            ("revision", "A"),
        ];
        upload(&site, &fields).await.expect(201);
    }
    site.document("Not a drawing.txt", None).await;
    assert_eq!(
        register(&site, &[]).await,
        ["Zoning", "A-9", "A-10", "A-100", "S-2"]
    );
    assert_eq!(
        register(&site, &[("discipline", "structural")]).await,
        ["Zoning", "S-2"]
    );
    assert_eq!(register(&site, &[("q", "a-10")]).await, ["A-10", "A-100"]);
    assert_eq!(register(&site, &[("q", "wall")]).await, ["A-9"]);
    assert_eq!(
        register(&site, &[("parent_id", &folder)]).await,
        Vec::<String>::new()
    );

    let page = site
        .dan
        .get(&site.at("/drawings"))
        .query(&[("limit", "3")])
        .await
        .expect(200);
    let next = text(&page, "next");
    upload(&site, &[("number", "A-1"), ("revision", "A")])
        .await
        .expect(201);
    assert_eq!(
        register(&site, &[("cursor", &next)]).await,
        ["A-100", "S-2"]
    );
}

#[rstest]
#[tokio::test]
async fn a_drawing_is_changed_and_moved_among_drawings(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let folder = json!({"title": "Structure", "module": "drawings"});
    let folder = id(&site
        .dan
        .post(&site.at("/folders"))
        .json(folder)
        .await
        .expect(201));
    let below = json!({"title": "Slab", "parent_id": folder});
    let below = site
        .dan
        .post(&site.at("/folders"))
        .json(below)
        .await
        .expect(201);
    assert_eq!(below["module"], "drawings", "its parent's");
    let plans = site.folder("Plans", None).await;
    let drawing = site.firm.drawing(&site.project, "S-1", "A").await.id;
    let change = |body: Value| site.dan.patch(&format!("/drawings/{drawing}")).json(body);

    let body = json!({"title": "Slab", "discipline": "structural", "parent_id": id(&below)});
    let changed = change(body).header("If-Match", "\"1\"").await.expect(200);
    assert_eq!(
        (&changed["title"], &changed["parent_id"]),
        (&json!("Slab"), &below["id"])
    );
    assert_eq!(changed["drawing"]["discipline"], "structural");
    let stale = change(json!({"title": "X"}))
        .header("If-Match", "\"1\"")
        .await;
    stale.expect_problem(412, "stale-version");
    let moves = json!({"item_ids": [drawing], "parent_id": plans});
    for refused in [
        change(json!({"parent_id": plans})).await,
        site.dan.post(&site.at("/moves")).json(moves).await,
    ] {
        assert_eq!(
            refused.bad_fields(),
            [("/parent_id".into(), "other_section".into())]
        );
    }
    let document = id(&site.document("plan.txt", None).await);
    let crossed = site
        .dan
        .patch(&format!("/documents/{document}"))
        .json(json!({"parent_id": folder}))
        .await;
    assert_eq!(
        crossed.bad_fields(),
        [("/parent_id".into(), "other_section".into())]
    );
    let address = format!("/documents/{drawing}");
    site.dan
        .get(&address)
        .await
        .expect_problem(404, "not-found");

    for (module, titles) in [
        ("drawings", vec!["Slab", "Structure"]),
        ("documents", vec!["Plans"]),
        ("photos", vec![]),
    ] {
        let folders = site
            .dan
            .get(&site.at("/folders"))
            .query(&[("module", module)])
            .await
            .expect(200);
        let folders = folders["items"].as_array().expect("items").clone();
        let found: Vec<String> = folders.iter().map(|folder| text(folder, "title")).collect();
        assert_eq!(found, titles, "{module}");
    }
}
