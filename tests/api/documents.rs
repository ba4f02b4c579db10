//! Documents: uploading them and finding them again.

use crate::site::{Site, id, text};
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use rstest::rstest;
use serde_json::{Value, json};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n";

#[rstest]
#[tokio::test]
async fn an_upload_is_a_document_with_its_file(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let plans = site.folder("Plans", None).await;

    let answer = site
        .upload(
            "Ground floor.pdf",
            PDF,
            &[("title", "Ground floor"), ("parent_id", &plans)],
        )
        .await;
    let document = answer.expect(201);
    assert_eq!(answer.header("etag"), Some("\"1\""));
    let expected = json!({
        "id": document["id"], "kind": "document", "project_id": site.project, "parent_id": plans,
        "title": "Ground floor", "state": "published",
        "shared": {"with": "nobody", "client_ids": [], "inherited_from": null},
        "version": 1, "created_at": "2026-03-01T22:00:00Z", "updated_at": "2026-03-01T22:00:00Z",
        "created_by": "Dan", "file_id": document["file_id"], "file_name": "Ground floor.pdf",
        "media_type": "application/pdf", "size": PDF.len(), "module": "documents",
        "dated_at": "2026-03-01T22:00:00Z", "preview": "pending", "width": null, "height": null,
        "pages": null, "version_number": 1, "draft_versions": 0, "drawing": null, "photo": null,
    });
    assert_eq!(document, expected);

    let shown = site.dan.get(&format!("/documents/{}", id(&document))).await;
    // Its picture may have been tried by now; 17 bytes are no PDF.
    let mut shown = shown.expect(200);
    shown["preview"] = expected["preview"].clone();
    assert_eq!(shown, expected);
    let content = site
        .dan
        .get(&format!("/files/{}/content", text(&document, "file_id")))
        .await;
    assert_eq!((content.status, content.body.as_slice()), (200, PDF));
}

#[rstest]
#[tokio::test]
async fn without_a_title_a_document_is_called_like_its_file(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    for (name, title) in [
        ("Slab pour.txt", "Slab pour.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Dan\\notes.txt", "notes.txt"),
        ("invoice\u{202e}txt.doc.txt", "invoicetxt.doc.txt"),
        ("Größe – Küche.txt", "Größe – Küche.txt"),
    ] {
        let document = site.document(name, None).await;
        assert_eq!(document["title"], title, "{name}");
        assert_eq!(document["file_name"], title, "{name}");
    }
    let long = site
        .document(&format!("{}.txt", "n".repeat(300)), None)
        .await;
    assert_eq!(text(&long, "title").len(), 200);
    assert_eq!(text(&long, "file_name").len(), 255);
    assert!(text(&long, "file_name").ends_with("n.txt"));
}

#[rstest]
#[tokio::test]
async fn pages_neither_repeat_nor_skip_while_documents_are_added(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    site.folder("Zoning", None).await;
    for letter in ["b", "d", "f", "h"] {
        site.document(&format!("{letter}.txt"), None).await;
    }
    let page = async |cursor: Option<&str>, sort: &str| -> (Vec<String>, Option<String>) {
        let mut query = vec![("parent_id", "root"), ("limit", "2"), ("sort", sort)];
        query.extend(cursor.map(|cursor| ("cursor", cursor)));
        let list = site
            .dan
            .get(&site.at("/documents"))
            .query(&query)
            .await
            .expect(200);
        let items = list["items"].as_array().expect("items");
        let titles = items.iter().map(|item| text(item, "title")).collect();
        (titles, list["next"].as_str().map(str::to_owned))
    };

    let (first, next) = page(None, "name").await;
    assert_eq!(first, ["Zoning", "b.txt"]);
    site.document("a.txt", None).await;
    site.document("e.txt", None).await;
    let (second, next) = page(next.as_deref(), "name").await;
    assert_eq!(second, ["d.txt", "e.txt"]);
    let (third, next) = page(next.as_deref(), "name").await;
    assert_eq!(
        (third, next),
        (vec!["f.txt".to_owned(), "h.txt".to_owned()], None)
    );

    let (first, next) = page(None, "newest").await;
    assert_eq!(first, ["e.txt", "a.txt"]);
    site.document("g.txt", None).await;
    let (second, other) = page(next.as_deref(), "newest").await;
    assert_eq!(second, ["h.txt", "f.txt"]);
    let query = [
        ("cursor", other.as_deref().expect("more")),
        ("sort", "name"),
    ];
    let mixed = site.dan.get(&site.at("/documents")).query(&query).await;
    assert_eq!(
        mixed.bad_fields(),
        [("/cursor".into(), "invalid_cursor".into())]
    );
}

#[rstest]
#[tokio::test]
async fn documents_are_found_by_place_and_by_title(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let plans = site.folder("Plans", None).await;
    site.document("Ground FLOOR.txt", Some(&plans)).await;
    site.document("100%_floor.txt", None).await;
    site.document("Soil.txt", None).await;

    assert_eq!(
        site.titles(&[("parent_id", "root")]).await,
        ["Plans", "100%_floor.txt", "Soil.txt"]
    );
    assert_eq!(
        site.titles(&[("parent_id", &plans)]).await,
        ["Ground FLOOR.txt"]
    );
    assert_eq!(site.titles(&[]).await.len(), 4);
    assert_eq!(site.titles(&[("q", "Floor")]).await.len(), 2);
    assert_eq!(site.titles(&[("q", "%_f")]).await, ["100%_floor.txt"]);
    assert_eq!(site.titles(&[("q", "")]).await.len(), 4);
    for (query, code) in [
        ([("parent_id", "above")], "invalid"),
        ([("sort", "size")], "invalid_choice"),
    ] {
        let refused = site.dan.get(&site.at("/documents")).query(&query).await;
        assert_eq!(
            refused.bad_fields(),
            [(format!("/{}", query[0].0), code.into())]
        );
    }
}

#[rstest]
#[tokio::test]
async fn a_document_is_renamed_moved_and_deleted_and_that_is_told(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let plans = site.folder("Plans", None).await;
    let document = id(&site.document("plan.txt", None).await);
    let address = format!("/documents/{document}");

    let changed = site
        .dan
        .patch(&address)
        .header("If-Match", "\"1\"")
        .json(json!({"title": "Plan", "parent_id": plans}))
        .await
        .expect(200);
    assert_eq!(
        (&changed["title"], &changed["parent_id"]),
        (&json!("Plan"), &json!(plans))
    );
    let stale = site
        .dan
        .patch(&address)
        .header("If-Match", "\"1\"")
        .json(json!({"title": "X"}));
    stale.await.expect_problem(412, "stale-version");
    let null = site.dan.patch(&address).json(json!({"title": null})).await;
    assert_eq!(null.status, 422);
    site.dan.delete(&address).await.expect(204);
    site.dan
        .get(&address)
        .await
        .expect_problem(404, "not-found");
    site.dan
        .delete(&address)
        .await
        .expect_problem(404, "not-found");

    let activity = site.dan.get(&site.at("/activity")).await.expect(200);
    let verbs: Vec<Value> = activity["items"]
        .as_array()
        .expect("items")
        .iter()
        .filter(|entry| entry["kind"] == "document")
        .map(|entry| entry["verb"].clone())
        .collect();
    assert_eq!(verbs, ["deleted", "moved", "renamed", "uploaded"]);
}

#[rstest]
#[tokio::test]
async fn a_document_in_a_shared_folder_says_through_which(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let ann = site.dan.post("/clients").json(json!({"name": "Ann"})).await;
    let ann = id(&ann.expect(201));
    let access = json!({"project_ids": [site.project]});
    site.dan
        .put(&format!("/clients/{ann}/projects"))
        .json(access)
        .await
        .expect(200);
    let plans = site.folder("Plans", None).await;
    let early = site.document("early.txt", Some(&plans)).await;

    let share = |items: &[&str], audience: Value| {
        let body = json!({"item_ids": items, "audience": audience, "notify": false});
        site.dan.post(&site.at("/shares")).json(body)
    };
    share(&[&plans], json!("everyone")).await.expect(200);
    let late = site.document("late.txt", Some(&plans)).await;
    share(&[&id(&early)], json!({"client_ids": [ann]}))
        .await
        .expect(200);

    let inherited = json!({"with": "everyone", "client_ids": [], "inherited_from": plans});
    assert_eq!(late["shared"], inherited);
    let list = site.dan.get(&site.at("/documents")).await.expect(200);
    let shared: Vec<&Value> = list["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| &item["shared"])
        .collect();
    let own = json!({"with": "everyone", "client_ids": [], "inherited_from": null});
    assert_eq!(shared, [&own, &own, &inherited]);

    let out = site.dan.patch(&format!("/documents/{}", id(&early)));
    let out = out.json(json!({"parent_id": null})).await.expect(200);
    assert_eq!(
        out["shared"],
        json!({"with": "some", "client_ids": [ann], "inherited_from": null})
    );
    let out = site.dan.patch(&format!("/documents/{}", id(&late)));
    let out = out.json(json!({"parent_id": null})).await.expect(200);
    assert_eq!(out["shared"]["with"], "nobody");
}
