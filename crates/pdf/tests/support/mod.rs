//! Pictures and a sheet of everything.

use std::io::Cursor;

use chrono::{DateTime, Utc};
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage, codecs};
use lintel_pdf::{Block, Brand, Captioned, Column, Picture, Run, Sheet};

pub(crate) fn written_at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000, 0).unwrap()
}

pub(crate) fn sheet(blocks: Vec<Block>) -> Sheet {
    Sheet {
        brand: Brand {
            name: "Björnsson & Søn".into(),
            colour: None,
            logo: None,
        },
        language: "en-GB".into(),
        kind: "Daily log".into(),
        title: "Monday, 4 May 2026".into(),
        facts: vec![("Site".into(), "12 Mill Lane".into())],
        blocks,
        footer: "Björnsson & Søn, Reykjavík".into(),
        written_at: written_at(),
    }
}

/// Noise, which compresses as badly as a photograph of gravel.
pub(crate) fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 7_u32;
    RgbImage::from_fn(width, height, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (state >> 26) as u8;
        Rgb([
            (x / 8) as u8 / 2 + grain,
            (y / 8) as u8 / 2 + grain,
            90 + grain,
        ])
    })
}

pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 80);
    encoder.encode_image(&noise(width, height)).unwrap();
    bytes
}

/// The same picture in other bytes: a comment after the start of the file.
pub(crate) fn commented(jpeg: &[u8], number: u8) -> Vec<u8> {
    let comment = [0xff, 0xfe, 0, 3, number];
    [&jpeg[..2], &comment, &jpeg[2..]].concat()
}

pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = noise(width, height);
    codecs::png::PngEncoder::new(&mut bytes)
        .write_image(&picture, width, height, ExtendedColorType::Rgb8)
        .unwrap();
    bytes.into_inner()
}

pub(crate) fn captioned(picture: Picture, caption: &str) -> Captioned {
    Captioned {
        picture,
        caption: (!caption.is_empty()).then(|| caption.into()),
    }
}

pub(crate) fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

pub(crate) fn text(words: impl Into<String>) -> Block {
    Block::Text(vec![Run::plain(words)])
}

pub(crate) fn everything() -> Vec<Block> {
    let styled = |words: &str, bold, italic, link: Option<&str>| Run {
        text: words.into(),
        bold,
        italic,
        link: link.map(Into::into),
    };
    let photo = jpeg(400, 300);
    let upright = jpeg(300, 400);
    let column = |title: &str, share, right| Column {
        title: title.into(),
        share,
        right,
    };
    let rows = |rows: &[[&str; 4]]| -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.map(Into::into).to_vec())
            .collect()
    };
    vec![
        Block::Heading("What was done".into()),
        Block::Text(vec![
            styled("The scaffold on the ", false, false, None),
            styled("north side", true, false, None),
            styled(" went up this morning; the roofers start on Wednesday. See ", false, false, None),
            styled("the drawings of the stair and its landing", false, false, Some("https://example.com/d")),
            styled(" and ask ", false, false, None),
            styled("before", false, true, None),
            styled(" cutting anything. ", false, false, None),
            styled(&"The concrete in the cellar has set and was covered for the night. ".repeat(4), false, false, None),
        ]),
        Block::List {
            ordered: false,
            items: vec![
                vec![Run::plain("Lintels over the kitchen window")],
                vec![Run::plain("Drainage to the road, which took longer than planned because the old pipe lies half a metre deeper than the drawing says it does")],
            ],
        },
        Block::List {
            ordered: true,
            items: (1..=10).map(|n| vec![Run::plain(format!("Step {n}"))]).collect(),
        },
        Block::Subheading("Hours".into()),
        Block::Table {
            columns: vec![
                column("Who", 25, false),
                column("Work", 45, false),
                column("Hours", 15, true),
                column("Cost", 15, true),
            ],
            rows: rows(&[
                ["Anna Kowalska", "Formwork of the east wall, with the openings for the two services", "7.5", "412.50"],
                ["Γιώργος", "Roof", "8", "440.00"],
                ["Дмитро", "Clearing up", "11.25", "1 618.75"],
            ]),
            total: Some(vec!["Total".into(), String::new(), "26.75".into(), "2 471.25".into()]),
        },
        Block::Quote(vec![Run::plain("Please keep the gate shut: the neighbour's dog has been on the site twice now, and the second time it went home with a bag of plaster.")]),
        Block::Heading("Pictures".into()),
        Block::Pictures(vec![
            captioned(Picture::Jpeg(photo.clone()), "North side, 08:10"),
            captioned(Picture::Jpeg(upright.clone()), "The stair from below, with the new stringer that replaces the one that came too short"),
            captioned(Picture::Jpeg(b"broken".to_vec()), "The gate"),
            captioned(Picture::Png(png(120, 90)), ""),
            captioned(Picture::Jpeg(photo.clone()), "Last"),
        ]),
        Block::Heading("Safety check".into()),
        Block::Answer {
            question: "Is the scaffold tagged and dated?".into(),
            answer: "Yes".into(),
            flagged: false,
            pictures: Vec::new(),
        },
        Block::Answer {
            question: "Are all openings in the floors covered or fenced, and are the covers fixed and marked?".into(),
            answer: "No. The opening by the stair is open; a cover comes tomorrow morning.".into(),
            flagged: true,
            pictures: vec![captioned(Picture::Jpeg(upright), "Opening by the stair")],
        },
        Block::Answer {
            question: "Visitors".into(),
            answer: "None".into(),
            flagged: false,
            pictures: Vec::new(),
        },
        Block::Heading("Deliveries".into()),
        Block::Note("Nothing was entered.".into()),
        Block::Signature {
            picture: Picture::Jpeg(photo),
            name: "Jón Þór Björnsson".into(),
            when: "4 May 2026, 16:42".into(),
        },
    ]
}
