//! Pages become a file.

use chrono::{Datelike, Timelike};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::{Document, SerializeSettings};

use crate::Sheet;
use crate::flow::{Area, MARGIN, Op, PAGE_HEIGHT, PAGE_WIDTH, Page};
use crate::fonts::{Fonts, on_one_line};
use crate::wrap::{Colour, Piece};

/// Why the file could not be put together.
pub(crate) enum Failure {
    /// This picture is broken.
    Picture(Image),
    Other(String),
}

pub(crate) fn put_together(
    sheet: &Sheet,
    fonts: &'static Fonts,
    pages: &[Page],
) -> Result<Vec<u8>, Failure> {
    let mut document = Document::new_with(SerializeSettings {
        enable_tagging: false,
        ..SerializeSettings::default()
    });
    for page in pages {
        let settings = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT)
            .ok_or_else(|| Failure::Other("the page has no size".into()))?;
        let mut sheet = document.start_page_with(settings);
        let mut links = Vec::new();
        let mut surface = sheet.surface();
        for (top, ops) in &page.parts {
            for op in ops.iter() {
                paint(&mut surface, fonts, *top, op, &mut links);
            }
        }
        surface.finish();
        for (area, link) in links {
            if let Some(rect) = rect(area) {
                let target = Target::Action(Action::Link(LinkAction::new(link.to_string())));
                let link = LinkAnnotation::new(rect, target);
                sheet.add_annotation(Annotation::new_link(link, None));
            }
        }
        sheet.finish();
    }
    document.set_outline(outline(pages));
    document.set_metadata(metadata(sheet));
    document.finish().map_err(|error| match error {
        KrillaError::Image(image, ..) | KrillaError::SixteenBitImage(image, _) => {
            Failure::Picture(image)
        }
        other => Failure::Other(other.to_string()),
    })
}

fn paint<'a>(
    surface: &mut Surface<'_>,
    fonts: &'static Fonts,
    top: f32,
    op: &'a Op,
    links: &mut Vec<(Area, &'a str)>,
) {
    match op {
        Op::Fill { area, colour } => fill(surface, lowered(*area, top), *colour),
        Op::Picture { area, image } => {
            if let Some(size) = Size::from_wh(area.width, area.height) {
                surface.push_transform(&Transform::from_translate(area.x, area.y + top));
                surface.draw_image(image.clone(), size);
                surface.pop();
            }
        }
        Op::Text { x, y, size, line } => {
            let y = y + top;
            for piece in &line.pieces {
                letters(surface, fonts, x + piece.x, y, *size, piece);
                if let Some(link) = &piece.link {
                    let across = |y, height| Area {
                        x: x + piece.x,
                        y,
                        width: piece.width,
                        height,
                    };
                    fill(surface, across(y + size * 0.14, size * 0.05), piece.colour);
                    links.push((across(y - size, size * 1.3), link));
                }
            }
        }
    }
}

fn letters(
    surface: &mut Surface<'_>,
    fonts: &'static Fonts,
    x: f32,
    y: f32,
    size: f32,
    piece: &Piece,
) {
    surface.set_fill(Some(solid(piece.colour)));
    let font = fonts.font(piece.cut);
    let start = Point::from_xy(x, y);
    surface.draw_glyphs(start, &piece.glyphs, font, &piece.text, size, false);
}

fn fill(surface: &mut Surface<'_>, area: Area, colour: Colour) {
    let mut path = PathBuilder::new();
    if let Some(rect) = rect(area) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(solid(colour)));
        surface.draw_path(&path);
    }
}

fn solid([red, green, blue]: Colour) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        ..Fill::default()
    }
}

fn lowered(area: Area, by: f32) -> Area {
    Area {
        y: area.y + by,
        ..area
    }
}

fn rect(area: Area) -> Option<Rect> {
    if area.width <= 0.0 || area.height <= 0.0 {
        return None;
    }
    Rect::from_xywh(area.x, area.y, area.width, area.height)
}

fn outline(pages: &[Page]) -> Outline {
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for (index, page) in pages.iter().enumerate() {
        for (level, words, y) in &page.headings {
            let place = XyzDestination::new(index, Point::from_xy(MARGIN, *y));
            let node = OutlineNode::new(words.clone(), place);
            match &mut open {
                Some(parent) if *level > 0 => parent.push_child(node),
                _ => {
                    if let Some(done) = open.replace(node) {
                        outline.push_child(done);
                    }
                }
            }
        }
    }
    if let Some(done) = open {
        outline.push_child(done);
    }
    outline
}

fn metadata(sheet: &Sheet) -> Metadata {
    let at = sheet.written_at;
    // All numbers are within what their types hold; a year before Christ is none a document has.
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let date = DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    let metadata = Metadata::new()
        .title(on_one_line(&sheet.title))
        .authors(vec![on_one_line(&sheet.brand.name)])
        .creation_date(date);
    let language = &sheet.language;
    let known = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if !language.is_empty() && language.chars().all(known) {
        metadata.language(language.clone())
    } else {
        metadata
    }
}
