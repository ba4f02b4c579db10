//! Documents: uploading them and finding them again.

use crate::site::{Site, files_below, id, text};
use bytes::Bytes;
use futures_util::stream;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::Server;
use rstest::rstest;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

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
        "media_type": "application/pdf", "size": PDF.len(),
    });
    assert_eq!(document, expected);

    let shown = site.dan.get(&format!("/documents/{}", id(&document))).await;
    assert_eq!(shown.expect(200), expected);
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
async fn an_upload_that_cannot_be_taken_says_why(#[values(Sqlite, Postgres)] on: Backend) {
    let limit = 100_000;
    let server = Server::start_with(on, |config| config.max_upload_bytes = limit).await;
    let site = Site::on(server).await;

    let empty = site.upload("empty.txt", &b""[..], &[]).await;
    assert_eq!(empty.bad_fields(), [("/file".into(), "empty".into())]);
    let big = site.upload("big.txt", vec![b'x'; 100_001], &[]).await;
    big.expect_problem(413, "too-large");
    let huge = site.upload("huge.txt", vec![b'x'; 8_000_000], &[]).await;
    huge.expect_problem(413, "too-large");
    site.upload("page.html", &b"<html>"[..], &[])
        .await
        .expect_problem(415, "unsupported-file");
    site.upload("plan.pdf", &b"words"[..], &[])
        .await
        .expect_problem(415, "unsupported-file");
    let nameless = site.upload("..", &b"words"[..], &[]).await;
    assert_eq!(nameless.bad_fields(), [("/file".into(), "required".into())]);
    for (field, value, code) in [
        ("title", "a\u{202e}b", "control_character"),
        ("title", "   ", "required"),
        ("parent_id", "root", "invalid"),
        ("colour", "red", "unknown_field"),
    ] {
        let refused = site.upload("a.txt", &b"words"[..], &[(field, value)]).await;
        assert_eq!(
            refused.bad_fields(),
            [(format!("/{field}"), code.into())],
            "{value:?}"
        );
    }
    let nowhere = [("parent_id", "018f0000-0000-7000-8000-000000000000")];
    site.upload("a.txt", &b"words"[..], &nowhere)
        .await
        .expect_problem(404, "not-found");
    let json = site
        .dan
        .post(&site.at("/documents"))
        .json(json!({"title": "x"}))
        .await;
    json.expect_problem(400, "invalid-multipart");
    let without = site
        .dan
        .post(&site.at("/documents"))
        .body("multipart/form-data; boundary=b", "--b--\r\n")
        .await;
    assert_eq!(without.bad_fields(), [("/file".into(), "required".into())]);

    site.upload("just right.txt", vec![b'x'; 100_000], &[])
        .await
        .expect(201);
    assert_eq!(site.titles(&[]).await, ["just right.txt"]);
    expect_objects(&site.server, 1).await;
}

#[rstest]
#[tokio::test]
async fn an_upload_that_is_cut_off_leaves_nothing(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let token = site.dan.token().expect("signed in").to_owned();
    let head = |length: usize| {
        format!(
            "POST /api/v1{} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\
             content-type: multipart/form-data; boundary=b\r\ncontent-length: {length}\r\n\r\n",
            site.at("/documents")
        )
    };
    let start = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";
    // In the middle of the file, and after the file but before the form's end.
    let in_the_file = format!("{}{start}{}", head(8_000_000), "x".repeat(3_000_000));
    let after_it = format!("{}{start}words\r\n--b\r\ncontent-dis", head(5_000));
    for cut in [in_the_file, after_it] {
        let address = site.server.url.socket_addrs(|| None).expect("an address")[0];
        let mut connection = TcpStream::connect(address).await.expect("a connection");
        connection.write_all(cut.as_bytes()).await.expect("sent");
        tokio::time::sleep(Duration::from_millis(300)).await;
        drop(connection);
    }
    expect_objects(&site.server, 0).await;
    assert!(site.titles(&[]).await.is_empty());
    let folder = files_below(&site.server);
    assert!(folder.is_empty(), "{folder:?}");
}

#[rstest]
#[tokio::test]
async fn an_upload_whose_field_after_the_file_is_bad_leaves_nothing(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let form = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nwords\r\n\
                --b\r\ncontent-disposition: form-data; name=\"parent_id\"\r\n\r\n\
                018f0000-0000-7000-8000-000000000000\r\n--b--\r\n";
    let documents = site.dan.post(&site.at("/documents"));
    let refused = documents
        .body("multipart/form-data; boundary=b", form)
        .await;
    refused.expect_problem(404, "not-found");
    expect_objects(&site.server, 0).await;

    let good = form.replace("018f0000-0000-7000-8000-000000000000", "");
    let documents = site.dan.post(&site.at("/documents"));
    documents
        .body("multipart/form-data; boundary=b", good)
        .await
        .expect(201);
    expect_objects(&site.server, 1).await;
}

#[rstest]
#[tokio::test]
async fn the_right_to_upload_is_asked_for_before_the_first_byte(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let apprentice = site.join("apprentice", true).await.agent;
    let body = reqwest_body(200);
    let refused = apprentice
        .post(&site.at("/documents"))
        .file("a.txt", body, &[])
        .await;
    refused.expect_problem(403, "forbidden");
    expect_objects(&site.server, 0).await;
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
async fn an_upload_sent_again_under_its_key_is_one_document(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let upload = || {
        let documents = site
            .dan
            .post(&site.at("/documents"))
            .header("Idempotency-Key", "once");
        documents.file("plan.pdf", PDF, &[])
    };
    let first = upload().await;
    let again = upload().await;
    assert_eq!(first.expect(201), again.expect(201));
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(site.titles(&[]).await, ["plan.pdf"]);
    expect_objects(&site.server, 1).await;
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

/// A body that comes in pieces.
fn reqwest_body(pieces: usize) -> reqwest::Body {
    let piece = || Ok::<_, std::io::Error>(Bytes::from_static(&[b'x'; 10_000]));
    reqwest::Body::wrap_stream(stream::iter((0..pieces).map(move |_| piece())))
}

/// Waits until so many objects, and nothing else, are in the file store.
async fn expect_objects(server: &Server, count: usize) {
    for _ in 0..200 {
        if files_below(server).len() == count {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("not {count} files: {:?}", files_below(server));
}
