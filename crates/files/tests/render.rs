//! What the process of its own makes of files, and what hostile ones do to it.
#![allow(clippy::expect_used, reason = "tests")]

mod common;
#[path = "common/world.rs"]
mod world;

use common::{CANARY, a_box, chunk, encoded, plain_jpeg, quarters, segment};
use image::ImageFormat;
use lintel_files::{RenderError, Renderer, RenditionKind};
use memchr::memmem::find;
use rstest::rstest;
use std::time::{Duration, Instant};
use world::{World, program};

/// A PDF of these objects, the first of which is the catalogue.
fn pdf(objects: &[&str], trailer: &str) -> Vec<u8> {
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    places
        .iter()
        .for_each(|place| file += &format!("{place:010} 00000 n \n"));
    let size = objects.len() + 1;
    file +=
        &format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF");
    file.into_bytes()
}

fn page(media_box: &str) -> Vec<u8> {
    let page = format!("<< /Type /Page /Parent 2 0 R /MediaBox [{media_box}] /Contents 4 0 R >>");
    let content = "1 0 0 rg 0 0 100000 100000 re f";
    let content = format!(
        "<< /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    );
    pdf(
        &[
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            &page,
            &content,
        ],
        "",
    )
}

/// A PNG of one colour whose header says what it likes.
fn png_claiming(width: u32, height: u32, pixels: &[u8]) -> Vec<u8> {
    let header = [
        &width.to_be_bytes(),
        height.to_be_bytes().as_slice(),
        &[8, 2, 0, 0, 0],
    ]
    .concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &header),
        chunk(b"IDAT", pixels),
        chunk(b"IEND", b""),
    ]
    .concat()
}

fn jpeg_claiming(side: u16) -> Vec<u8> {
    let mut file = plain_jpeg(&quarters(16, 16));
    let frame = find(&file, &[0xFF, 0xC0]).expect("a frame");
    file[frame + 5..frame + 7].copy_from_slice(&side.to_be_bytes());
    file[frame + 7..frame + 9].copy_from_slice(&side.to_be_bytes());
    file
}

#[tokio::test]
async fn a_photo_gets_three_sizes_and_a_clean_copy_and_none_is_larger_than_asked() {
    let world = World::new();
    let rendered = world
        .render("image/jpeg", common::jpeg(&quarters(4000, 3000), 1))
        .await
        .expect("rendered");
    assert_eq!((rendered.width, rendered.height), (Some(4000), Some(3000)));
    for (kind, width, height) in [
        (RenditionKind::Large, 1920, 1440),
        (RenditionKind::Medium, 960, 720),
        (RenditionKind::Small, 320, 240),
        (RenditionKind::Clean, 4000, 3000),
    ] {
        assert_eq!(
            world.picture(&rendered, kind).await.dimensions(),
            (width, height)
        );
    }
}

#[tokio::test]
async fn a_small_picture_is_never_blown_up() {
    let world = World::new();
    let file = encoded(&quarters(400, 200), ImageFormat::Png);
    let rendered = world.render("image/png", file).await.expect("rendered");
    assert_eq!(
        world
            .picture(&rendered, RenditionKind::Large)
            .await
            .dimensions(),
        (400, 200)
    );
    assert_eq!(
        world
            .picture(&rendered, RenditionKind::Small)
            .await
            .dimensions(),
        (320, 160)
    );
}

/// Where red and green are to be seen, of a picture that is stored with its way up said.
#[rstest]
#[case(1, (0, 0), (1, 0))]
#[case(2, (1, 0), (0, 0))]
#[case(3, (1, 1), (0, 1))]
#[case(4, (0, 1), (1, 1))]
#[case(5, (0, 0), (0, 1))]
#[case(6, (1, 0), (1, 1))]
#[case(7, (1, 1), (1, 0))]
#[case(8, (0, 1), (0, 0))]
#[tokio::test]
async fn a_picture_comes_out_the_right_way_up(
    #[case] way: u16,
    #[case] red: (u32, u32),
    #[case] green: (u32, u32),
    #[values("image/jpeg", "image/png", "image/webp")] media_type: &str,
) {
    let world = World::new();
    let stored = quarters(640, 320);
    let file = match media_type {
        "image/jpeg" => common::jpeg(&stored, way),
        "image/png" => common::png(&stored, way),
        _ => common::webp(&stored, way),
    };
    let rendered = world.render(media_type, file).await.expect("rendered");
    let shown = world.picture(&rendered, RenditionKind::Small).await;
    let (width, height) = shown.dimensions();
    assert_eq!(width > height, way < 5);
    assert_eq!(rendered.width > rendered.height, way < 5);
    let colour = |(x, y): (u32, u32)| {
        let pixel = shown.get_pixel(width / 4 + x * width / 2, height / 4 + y * height / 2);
        pixel.0.map(|part| part > 128)
    };
    assert_eq!(colour(red), [true, false, false]);
    assert_eq!(colour(green), [false, true, false]);
}

#[rstest]
#[case("image/jpeg", common::jpeg(&quarters(640, 320), 6))]
#[case("image/png", common::png(&quarters(640, 320), 6))]
#[case("image/webp", common::webp(&quarters(640, 320), 6))]
#[case("image/gif", common::gif(&quarters(640, 320)))]
#[case("image/tiff", common::tiff(6))]
#[case("image/heic", common::heic())]
#[tokio::test]
async fn nothing_that_is_made_of_a_picture_tells_anything(
    #[case] media_type: &str,
    #[case] file: Vec<u8>,
) {
    let world = World::new();
    let rendered = world.render(media_type, file).await.expect("rendered");
    assert_eq!(
        rendered.renditions.len(),
        if media_type == "image/heic" { 1 } else { 4 }
    );
    for made in &rendered.renditions {
        let bytes = world.bytes(&rendered, made.kind).await;
        assert_eq!(find(&bytes, CANARY), None, "{:?}", made.kind);
    }
}

/// A picture with previews and no clean copy would be given to clients as it is.
#[tokio::test]
async fn a_picture_whose_metadata_cannot_be_removed_gets_no_previews() {
    let mut file = common::gif(&quarters(64, 32));
    let end = find(&file, &[0x21, 0xFE]).expect("a comment");
    file.truncate(end);
    World::new().fault("image/gif", file).await;
}

#[rstest]
#[case("image/jpeg", { let mut cut = plain_jpeg(&quarters(640, 320)); cut.truncate(cut.len() / 2); cut })]
#[case("image/jpeg", jpeg_claiming(65_500))]
#[case("image/jpeg", vec![0])]
#[case("image/png", png_claiming(50_000, 50_000, &[]))]
#[case("image/png", png_claiming(12_000, 12_000, &[0x78, 1]))]
#[case("image/gif", b"GIF89a\xFF\xFF\xFF\xFF\0\0\0;".to_vec())]
#[case("image/webp", b"RIFF\x04\0\0\0WEBP".to_vec())]
#[case("image/tiff", b"II*\0\xFF\xFF\xFF\xFF".to_vec())]
#[case("image/heic", a_box(b"ftyp", b"heic\0\0\0\0mif1heic"))]
#[case("application/pdf", b"%PDF-1.7 and nothing else".to_vec())]
#[tokio::test]
async fn a_damaged_or_hostile_file_is_told_in_plain_words(
    #[case] media_type: &str,
    #[case] file: Vec<u8>,
) {
    let fault = World::new().fault(media_type, file).await;
    assert!(
        fault.starts_with("This ") && fault.ends_with('.'),
        "{fault}"
    );
}

#[rstest]
#[case("0 0 595 842")]
#[case("0 0 2384 3370")]
#[case("0 0 14400 14400")]
#[case("0 0 30000000 30000000")]
#[case("0 0 1 30000")]
#[tokio::test]
async fn a_page_of_any_size_is_drawn_within_the_sizes(#[case] media_box: &str) {
    let world = World::new();
    let rendered = world
        .render("application/pdf", page(media_box))
        .await
        .expect("rendered");
    assert_eq!(rendered.pages, Some(1));
    for (kind, most) in [(RenditionKind::Large, 1920), (RenditionKind::Small, 320)] {
        let drawn = world.picture(&rendered, kind).await;
        assert!(drawn.width().max(drawn.height()) <= most);
        assert!(drawn.get_pixel(0, drawn.height() / 2).0[0] > 200);
    }
}

#[rstest]
#[case("0 0 0 0")]
#[case("0 0 1e38 1e38")]
#[case("0 0 99999999999999999999999999999999999999999999 1")]
#[tokio::test]
async fn an_absurd_page_ends_the_child_at_most(#[case] media_box: &str) {
    let world = World::new();
    if let Ok(rendered) = world.render("application/pdf", page(media_box)).await {
        let drawn = world.picture(&rendered, RenditionKind::Large).await;
        assert!(drawn.width().max(drawn.height()) <= 1920);
    }
}

#[tokio::test]
async fn pages_that_contain_themselves_do_not_end_the_parent() {
    let world = World::new();
    let file = pdf(
        &[
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>",
        ],
        "",
    );
    world.fault("application/pdf", file).await;
}

#[tokio::test]
async fn a_pdf_with_a_password_says_so() {
    let world = World::new();
    let secret = "(0123456789abcdef0123456789abcdef)";
    let trailer = format!(
        "/ID [(0123456789abcdef) (0123456789abcdef)] \
         /Encrypt << /Filter /Standard /V 1 /R 2 /O {secret} /U {secret} /P -4 >>"
    );
    let pages = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [] /Count 0 >>",
    ];
    let fault = world.fault("application/pdf", pdf(&pages, &trailer)).await;
    assert_eq!(fault, "This PDF file is protected by a password.");
}

#[tokio::test]
async fn a_child_that_takes_too_long_is_ended_and_the_next_one_has_its_turn() {
    let world = World::new();
    let folder = tempfile::tempdir().expect("a folder");
    let slow = folder.path().join("slow");
    std::fs::write(&slow, "#!/bin/sh\nexec /bin/sleep 600\n").expect("written");
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&slow, executable).expect("executable");
    let renderer = Renderer::new(slow).with_patience(Duration::from_millis(300));
    let start = Instant::now();
    for _ in 0..2 {
        let ended = world.render_with(&renderer, "image/png", vec![1]).await;
        assert!(
            matches!(ended, Err(RenderError::Unreadable(_))),
            "{ended:?}"
        );
    }
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[tokio::test]
async fn without_its_program_it_may_be_tried_again() {
    let world = World::new();
    let renderer = Renderer::new("/nowhere/lintel".into());
    let ended = world.render_with(&renderer, "image/png", vec![1]).await;
    assert!(matches!(ended, Err(RenderError::Unavailable(_))));
}

#[tokio::test]
async fn a_bomb_of_memory_ends_the_child_alone() {
    let world = World::new();
    // A page whose form draws itself twice, without end.
    let form = "/F Do /F Do";
    let form = format!(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >> \
         /Length {} >>\nstream\n{form}\nendstream",
        form.len()
    );
    let file = pdf(
        &[
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R \
             /Resources << /XObject << /F 4 0 R >> >> >>",
            &form,
        ],
        "",
    );
    let renderer = Renderer::new(program()).with_patience(Duration::from_secs(10));
    let _ = world.render_with(&renderer, "application/pdf", file).await;
    let small = segment(0xFE, CANARY);
    let next = [
        &plain_jpeg(&quarters(64, 64))[..2],
        &small,
        &plain_jpeg(&quarters(64, 64))[2..],
    ];
    world
        .render("image/jpeg", next.concat())
        .await
        .expect("the parent lives");
}
