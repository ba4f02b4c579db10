//! Whole documents, read back with a PDF reader.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use std::fmt::Write as _;

use hayro::hayro_syntax::Pdf;
use lintel_pdf::testing::read;
use lintel_pdf::{Block, Brand, Column, PdfError, Picture, Run, Sheet, write};
use support::{captioned, commented, contains, everything, jpeg, png, sheet, text, written_at};

#[test]
fn an_empty_sheet_is_one_page() {
    let nothing = Sheet {
        brand: Brand {
            name: String::new(),
            colour: None,
            logo: None,
        },
        language: String::new(),
        kind: String::new(),
        title: String::new(),
        facts: Vec::new(),
        blocks: Vec::new(),
        footer: String::new(),
        written_at: written_at(),
    };
    let pages = read(&write(&nothing).unwrap());
    assert_eq!(pages.len(), 1);
    assert_eq!(pages[0].text, "1 / 1");
    assert_eq!(read(&write(&sheet(Vec::new())).unwrap()).len(), 1);
}

#[test]
fn a_long_paragraph_flows_over_numbered_pages_without_loss() {
    let mut words = String::new();
    let mut number = 0;
    while words.len() < 100_000 {
        write!(words, "word{number} ").unwrap();
        number += 1;
    }
    let pages = read(&write(&sheet(vec![text(&*words)])).unwrap());
    assert!((15..40).contains(&pages.len()), "{} pages", pages.len());
    let mut all = String::new();
    for (index, page) in pages.iter().enumerate() {
        assert!(
            page.text
                .contains(&format!("{} / {}", index + 1, pages.len()))
        );
        assert!(page.text.contains("Björnsson & Søn, Reykjavík"));
        let running = page.text.contains("Björnsson & Søn · Monday, 4 May 2026");
        assert_eq!(running, index > 0);
        all.push_str(&page.text);
    }
    for wanted in (0..number).step_by(97) {
        assert!(all.contains(&format!("word{wanted} ")), "word{wanted}");
    }
}

#[test]
fn thirty_pictures_are_embedded_byte_for_byte() {
    let one = jpeg(1024, 768);
    let pictures: Vec<_> = (0..30).map(|number| commented(&one, number)).collect();
    let captions = pictures.iter().enumerate().map(|(number, bytes)| {
        captioned(
            Picture::Jpeg(bytes.clone()),
            &format!("Picture no. {number}."),
        )
    });
    let bytes = write(&sheet(vec![Block::Pictures(captions.collect())])).unwrap();
    for picture in pictures.iter().step_by(7) {
        assert!(contains(&bytes, picture));
    }
    let weight: usize = pictures.iter().map(Vec::len).sum();
    assert!(bytes.len() < weight + 60_000, "{} of {weight}", bytes.len());
    let pages = read(&bytes);
    assert_eq!(pages.len(), 5);
    assert_eq!(pages.iter().map(|page| page.pictures).sum::<usize>(), 30);
    let mut next = 0;
    for page in &pages {
        for number in next..next + page.pictures {
            assert!(page.text.contains(&format!("Picture no. {number}.")));
        }
        next += page.pictures;
    }
}

#[test]
fn every_european_language_is_written_with_its_letters() {
    let samples = [
        "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία",
        "Съешь ещё этих мягких булок, да їжте ґанок",
        "Zażółć gęślą jaźń",
        "Pijamalı hasta yağız şoföre çabucak güvendi, İIıi",
        "Kæmi ný öxi hér, ykist þjófum nú bæði víl og ádrepa",
        "Árvíztűrő tükörfúrógép, příliš žluťoučký kůň, ģķļņ",
    ];
    for bold in [false, true] {
        for italic in [false, true] {
            let run = |words: &str| Run {
                text: words.into(),
                bold,
                italic,
                link: None,
            };
            let blocks = samples.map(|words| Block::Text(vec![run(words)]));
            let pages = read(&write(&sheet(blocks.to_vec())).unwrap());
            for words in samples {
                assert!(
                    pages[0].text.contains(words),
                    "{words} in {}",
                    pages[0].text
                );
            }
            assert_eq!(pages[0].missing_glyphs, 0);
        }
    }
}

#[test]
fn what_cannot_be_written_loses_nothing_else() {
    let blocks = vec![
        text("before\0\u{1b} 漢字 \u{1f477}\u{200d}\u{202e}after"),
        text("שלום x"),
    ];
    let pages = read(&write(&sheet(blocks)).unwrap());
    assert!(
        pages[0]
            .text
            .contains("before \u{fffd}\u{fffd} \u{fffd}after")
    );
    assert!(pages[0].text.contains("\u{fffd}\u{fffd}\u{fffd}\u{fffd} x"));
    assert_eq!(pages[0].missing_glyphs, 0);
}

#[test]
fn a_broken_picture_leaves_a_box_and_the_rest_of_the_document() {
    let whole = png(40, 30);
    let mut torn = whole.clone();
    let middle = torn.len() / 2;
    torn[middle] ^= 0xff;
    let one = jpeg(64, 48);
    let pictures = vec![
        captioned(Picture::Jpeg(b"not a picture".to_vec()), "The gate"),
        captioned(Picture::Png(torn.clone()), "The roof"),
        captioned(Picture::Png(Vec::new()), "The well"),
        captioned(Picture::Png(whole), "The barn"),
        captioned(Picture::Jpeg(one.clone()), ""),
        captioned(Picture::Png(one), "A JPEG called PNG"),
    ];
    let mut sheet = sheet(vec![Block::Pictures(pictures), text("The end")]);
    sheet.brand.logo = Some(Picture::Png(torn));
    let pages = read(&write(&sheet).unwrap());
    let all: String = pages.iter().map(|page| &*page.text).collect();
    assert_eq!(all.matches("picture could not be shown").count(), 4);
    for words in [
        "The gate", "The roof", "The well", "The barn", "PNG", "The end",
    ] {
        assert!(all.contains(words), "{words}");
    }
    assert!(all.starts_with("Björnsson & Søn"));
    assert_eq!(pages.iter().map(|page| page.pictures).sum::<usize>(), 2);
}

#[test]
fn titles_of_a_table_come_again_and_no_cell_is_lost() {
    let column = |title: &str, share, right| Column {
        title: title.into(),
        share,
        right,
    };
    let columns = vec![column("Work", 70, false), column("Hours", 30, true)];
    let mut rows: Vec<_> = (0..120)
        .map(|number| vec![format!("Row {number}."), "7.5".into()])
        .collect();
    let tall = "tall ".repeat(6000);
    rows.push(vec![format!("{tall}end."), "1".into(), "beyond".into()]);
    rows.push(Vec::new());
    let total = Some(vec!["All of it".into(), "900".into()]);
    let none = Block::Table {
        columns: Vec::new(),
        rows: vec![vec!["lost".into()]],
        total: None,
    };
    let table = Block::Table {
        columns,
        rows,
        total,
    };
    let pages = read(&write(&sheet(vec![table, none])).unwrap());
    assert!(pages.len() > 5);
    let all: String = pages.iter().map(|page| &*page.text).collect();
    assert!(pages.iter().all(|page| page.text.contains("WorkHours")));
    assert!((0..120).all(|number| all.contains(&format!("Row {number}."))));
    assert_eq!(all.matches("tall ").count(), 6000);
    assert!(all.contains("end.") && all.contains("All of it900"));
}

#[test]
fn a_heading_never_ends_a_page() {
    for lines in 30..60 {
        let mut blocks: Vec<_> = (0..lines).map(|_| text("Line")).collect();
        blocks.push(Block::Heading("Heading".into()));
        blocks.push(Block::Subheading("Under it".into()));
        blocks.push(text("Following."));
        let pages = read(&write(&sheet(blocks)).unwrap());
        let page = pages.iter().find(|page| page.text.contains("Heading"));
        assert!(
            page.is_some_and(|page| page.text.contains("Following.")),
            "{lines}"
        );
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes_and_its_properties() {
    let blocks = everything();
    let first = write(&sheet(blocks.clone())).unwrap();
    assert_eq!(first, write(&sheet(blocks)).unwrap());
    let pdf = Pdf::new(first).unwrap();
    let metadata = pdf.metadata();
    let words = |bytes: &Option<Box<[u8]>>| {
        let bytes = bytes.clone().unwrap_or_default();
        String::from_utf8_lossy(&bytes).replace('\0', "")
    };
    assert!(words(&metadata.title).contains("Monday, 4 May 2026"));
    assert!(words(&metadata.author).contains("rnsson"));
    assert!(metadata.creation_date.is_some());
    assert!(metadata.producer.is_none() && metadata.creator.is_none());
}

#[test]
fn headings_are_in_the_outline_and_links_can_be_followed() {
    let mut link = Run::plain("drawing");
    link.link = Some("https://example.com/plan?a=1".into());
    let blocks = vec![
        Block::Heading("The roof".into()),
        Block::Subheading("Its tiles".into()),
        Block::Text(vec![link.clone()]),
    ];
    let bytes = write(&sheet(blocks)).unwrap();
    for part in [
        "/Outlines",
        "(The roof)",
        "(Its tiles)",
        "(https://example.com/plan?a=1)",
    ] {
        assert!(contains(&bytes, part.as_bytes()), "{part}");
    }
    link.link = Some("file:///etc/passwd".into());
    let bytes = write(&sheet(vec![Block::Text(vec![link])])).unwrap();
    assert!(!contains(&bytes, b"file:") && !contains(&bytes, b"/Annots"));
}

#[test]
fn strange_measures_do_no_harm() {
    let column = |share| Column {
        title: "A long title of a column".into(),
        share,
        right: true,
    };
    let long = "x".repeat(300);
    let blocks = vec![
        Block::Table {
            columns: (0..60).map(|_| column(0)).collect(),
            rows: vec![vec![long.clone(); 60]],
            total: None,
        },
        Block::Heading(long.repeat(40)),
        Block::List {
            ordered: true,
            items: vec![Vec::new(), vec![Run::plain(&*long)]],
        },
        Block::Pictures(vec![captioned(
            Picture::Png(png(2000, 1)),
            &long.repeat(20),
        )]),
        Block::Answer {
            question: long.repeat(30),
            answer: String::new(),
            flagged: true,
            pictures: Vec::new(),
        },
        Block::Signature {
            picture: Picture::Jpeg(Vec::new()),
            name: long.clone(),
            when: String::new(),
        },
    ];
    let mut sheet = sheet(blocks);
    sheet.facts = vec![
        (long.clone(), long.repeat(50)),
        (String::new(), String::new()),
    ];
    sheet.title = long.clone();
    sheet.footer = long.clone();
    sheet.brand.name = long;
    assert!(matches!(write(&sheet), Ok(bytes) if read(&bytes).len() > 5));
    let _: fn(&Sheet) -> Result<Vec<u8>, PdfError> = write;
}

/// For the eye: `LOOK=/some/where.pdf cargo test -p lintel-pdf look`.
#[test]
fn a_sheet_of_everything_to_look_at() {
    let mut sheet = sheet(everything());
    sheet.facts = vec![
        ("Site".into(), "12 Mill Lane, Reykjavík".into()),
        ("Written by".into(), "Jón Þór Björnsson".into()),
        ("Weather".into(), "8 °C, rain until noon, then dry with a wind from the north-west that kept the crane down for two hours".into()),
        ("On site".into(), "6 people".into()),
    ];
    let bytes = write(&sheet).unwrap();
    assert!(read(&bytes).len() > 2);
    if let Some(path) = std::env::var_os("LOOK") {
        std::fs::write(path, bytes).unwrap();
    }
}
