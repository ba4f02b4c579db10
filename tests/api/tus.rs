//! The words of tus 1.0.0, in which uploads in pieces are spoken of.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use lintel_tests::harness::{Agent, Answer, Call};
use reqwest::Method;

/// A call of the protocol.
pub(crate) fn tus(agent: &Agent, method: Method, path: &str) -> Call {
    agent.call(method, path).header("Tus-Resumable", "1.0.0")
}

/// The beginning of an upload of so many bytes.
pub(crate) async fn announced(agent: &Agent, project: &str, name: &str, size: usize) -> Answer {
    let metadata = format!(
        "filetype dGV4dA==,filename {}",
        BASE64_STANDARD.encode(name)
    );
    tus(agent, Method::POST, &format!("/projects/{project}/uploads"))
        .header("Upload-Length", &size.to_string())
        .header("Upload-Metadata", &metadata)
        .await
}

/// The id of an upload that was begun.
pub(crate) async fn begun(agent: &Agent, project: &str, name: &str, size: usize) -> String {
    let answer = announced(agent, project, name, size).await;
    answer.expect_status(201);
    let location = answer.header("location").expect("a location");
    let id = location.strip_prefix("/api/v1/uploads/");
    id.expect("an address of uploads").to_owned()
}

/// A piece, about to be sent.
pub(crate) fn piece(agent: &Agent, upload: &str, offset: usize, bytes: &[u8]) -> Call {
    tus(agent, Method::PATCH, &format!("/uploads/{upload}"))
        .header("Upload-Offset", &offset.to_string())
        .body("application/offset+octet-stream", bytes.to_vec())
}

/// A whole file, sent in pieces of this size.
pub(crate) async fn sent(
    agent: &Agent,
    project: &str,
    name: &str,
    content: &[u8],
    size: usize,
) -> String {
    let upload = begun(agent, project, name, content.len()).await;
    for (number, bytes) in content.chunks(size).enumerate() {
        piece(agent, &upload, number * size, bytes)
            .await
            .expect_status(204);
    }
    upload
}

/// How many bytes the server has.
pub(crate) async fn offset(agent: &Agent, upload: &str) -> usize {
    let head = tus(agent, Method::HEAD, &format!("/uploads/{upload}")).await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("cache-control"), Some("private, no-store"));
    let offset = head.header("upload-offset").expect("an offset");
    offset.parse().expect("a number")
}

/// A form that names an upload where a file would be.
pub(crate) fn form(agent: &Agent, path: &str, upload: &str, fields: &[(&str, &str)]) -> Call {
    let named = [("upload_id", upload)];
    let field = |(name, value): &(&str, &str)| {
        format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body: String = named.iter().chain(fields).map(field).collect();
    agent.post(path).body(
        "multipart/form-data; boundary=b",
        format!("{body}--b--\r\n"),
    )
}

/// Bytes in which every place looks different.
pub(crate) fn bytes(count: u32) -> Vec<u8> {
    (0..count / 4).flat_map(u32::to_be_bytes).collect()
}
