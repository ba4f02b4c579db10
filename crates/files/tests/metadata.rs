//! What is left of a picture when its metadata have been taken out.
#![allow(clippy::expect_used, reason = "tests")]

mod common;

use bytes::Bytes;
use common::{CANARY, CODED, quarters};
use image::ImageFormat;
use lintel_files::{MediaType, without_metadata};
use memchr::memmem::find;
use rstest::rstest;
use std::io::Cursor;

fn clean(media_type: &str, file: Vec<u8>) -> Bytes {
    without_metadata(MediaType::from_stored(media_type), &Bytes::from(file)).expect("clean")
}

fn exif(file: &[u8]) -> Option<exif::Exif> {
    exif::Reader::new()
        .read_from_container(&mut Cursor::new(file))
        .ok()
}

fn way_up(file: &[u8]) -> Option<u32> {
    let exif = exif(file)?;
    exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?
        .value
        .get_uint(0)
}

#[rstest]
#[case("image/jpeg", common::jpeg(&quarters(64, 32), 6), ImageFormat::Jpeg)]
#[case("image/png", common::png(&quarters(64, 32), 6), ImageFormat::Png)]
#[case("image/webp", common::webp(&quarters(64, 32), 6), ImageFormat::WebP)]
#[case("image/gif", common::gif(&quarters(64, 32)), ImageFormat::Gif)]
#[case("image/tiff", common::tiff(6), ImageFormat::Tiff)]
fn a_clean_picture_shows_the_same_and_tells_nothing(
    #[case] media_type: &str,
    #[case] file: Vec<u8>,
    #[case] format: ImageFormat,
) {
    let pixels =
        |file: &[u8]| image::load_from_memory_with_format(file, format).expect("a picture");
    assert!(find(&file, CANARY).is_some());

    let clean = clean(media_type, file.clone());

    assert_eq!(find(&clean, CANARY), None);
    assert!(exif(&clean).is_none_or(|exif| {
        exif.fields()
            .all(|field| field.tag.0 == exif::Context::Tiff)
    }));
    assert_eq!(pixels(&clean), pixels(&file));
    if format != ImageFormat::Gif {
        assert_eq!(way_up(&clean), Some(6));
    }
}

#[test]
fn an_upright_picture_keeps_no_exif_at_all() {
    let clean = clean("image/jpeg", common::jpeg(&quarters(64, 32), 1));
    assert_eq!(find(&clean, b"Exif"), None);
    assert!(clean.ends_with(&[0xFF, 0xD9]));
}

#[test]
fn a_clean_heic_keeps_its_picture_where_it_lies() {
    let file = common::heic();
    let clean = clean("image/heic", file.clone());
    assert_eq!(clean.len(), file.len());
    assert_eq!(find(&clean, CODED), find(&file, CODED));
    assert_eq!(find(&clean, CANARY), None);
    assert!(exif(&clean).is_none());
}

#[rstest]
#[case("image/jpeg", common::jpeg(&quarters(64, 32), 6))]
#[case("image/png", common::png(&quarters(64, 32), 6))]
#[case("image/webp", common::webp(&quarters(64, 32), 6))]
#[case("image/gif", common::gif(&quarters(64, 32)))]
#[case("image/tiff", common::tiff(6))]
#[case("image/heic", common::heic())]
fn no_damage_makes_it_panic_or_tell(#[case] media_type: &str, #[case] file: Vec<u8>) {
    let media_type = MediaType::from_stored(media_type);
    let cut = (0..file.len()).map(|end| file[..end].to_vec());
    let bent = (0..file.len()).map(|at| {
        let mut bent = file.clone();
        bent[at] = !bent[at];
        bent
    });
    for damaged in cut.chain(bent) {
        if let Ok(clean) = without_metadata(media_type, &Bytes::from(damaged)) {
            let says_where = exif(&clean)
                .is_some_and(|exif| exif.fields().any(|field| field.tag.0 == exif::Context::Gps));
            assert!(!says_where);
        }
    }
}
