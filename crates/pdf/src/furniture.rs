//! What every document has around its blocks: the head, the facts, the running head and the footer.

use std::rc::Rc;

use crate::flow::{Area, Chunk, MARGIN, MM, Op, PAGE_HEIGHT, Page, WIDTH, flow, text};
use crate::paint::{BODY, GAP, GREY, HAIRLINE, INK, Painter, SMALL, TITLE, stack};
use crate::wrap::Style;
use crate::{Run, Sheet};

const NAME: Style = Style {
    size: 15.0,
    leading: 20.0,
    colour: INK,
    bold: true,
    caps: false,
};
const KIND: Style = Style {
    size: 10.5,
    leading: 13.0,
    caps: true,
    ..SMALL
};
const RUNNING: Style = Style {
    size: 8.0,
    leading: 11.0,
    colour: GREY,
    bold: false,
    caps: false,
};
const LABEL: Style = Style {
    leading: 14.0,
    ..SMALL
};

/// All pages of a sheet.
pub(crate) fn pages(painter: &Painter<'_>, sheet: &Sheet) -> Vec<Page> {
    let mut chunks = head(painter, sheet);
    for block in &sheet.blocks {
        chunks.extend(painter.block(block));
    }
    let mut pages = flow(&chunks);
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        // Chunks are placed from the top margin on.
        for (y, _) in &mut page.parts {
            *y += MARGIN;
        }
        for (_, _, y) in &mut page.headings {
            *y += MARGIN;
        }
        let mut ops = footer(painter, sheet, index + 1, count);
        if index > 0 {
            ops.extend(running_head(painter, sheet));
        }
        page.parts.push((0.0, Rc::new(ops)));
    }
    pages
}

fn rule(y: f32, height: f32, colour: [u8; 3]) -> Op {
    let area = Area {
        x: MARGIN,
        y,
        width: WIDTH,
        height,
    };
    Op::Fill { area, colour }
}

fn running_head(painter: &Painter<'_>, sheet: &Sheet) -> Vec<Op> {
    let words = [&*sheet.brand.name, &*sheet.title];
    let words: Vec<_> = words
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    let line = painter.setter.single(&words.join(" · "), RUNNING, WIDTH);
    let top = MARGIN - 9.5 * MM;
    vec![
        text(line, RUNNING, MARGIN, top),
        rule(top + RUNNING.leading + 2.0, 0.5, HAIRLINE),
    ]
}

fn footer(painter: &Painter<'_>, sheet: &Sheet, number: usize, count: usize) -> Vec<Op> {
    let top = PAGE_HEIGHT - MARGIN + 5.0 * MM;
    let number = painter
        .setter
        .single(&format!("{number} / {count}"), RUNNING, WIDTH);
    let room = WIDTH - number.width - 20.0;
    let words = painter.setter.single(&sheet.footer, RUNNING, room);
    let right = MARGIN + WIDTH - number.width;
    vec![
        text(words, RUNNING, MARGIN, top),
        text(number, RUNNING, right, top),
    ]
}

fn head(painter: &Painter<'_>, sheet: &Sheet) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let logo = sheet.brand.logo.as_ref();
    if let Some((op, height)) = logo.and_then(|logo| painter.logo(logo)) {
        chunks.push(Chunk {
            height,
            ops: Rc::new(vec![op]),
            ..Chunk::default()
        });
    } else {
        let lines = painter.setter.plain(&sheet.brand.name, NAME, WIDTH);
        chunks.extend(stack(lines, NAME, 0.0));
    }
    chunks.push(Chunk {
        before: GAP,
        height: 1.2,
        ops: Rc::new(vec![rule(0.0, 1.2, painter.colour)]),
        ..Chunk::default()
    });
    for (words, style, before) in [(&sheet.kind, KIND, 14.0), (&sheet.title, TITLE, 1.0)] {
        let mut part = stack(painter.setter.plain(words, style, WIDTH), style, 0.0);
        if let Some(first) = part.first_mut() {
            first.before = before;
        }
        chunks.extend(part);
    }
    chunks.extend(facts(painter, &sheet.facts));
    chunks
}

fn facts(painter: &Painter<'_>, facts: &[(String, String)]) -> Vec<Chunk> {
    let gap = 12.0;
    let wrap = |words: &str, style, max| painter.setter.wrap(&[Run::plain(words)], style, max);
    let widest = facts
        .iter()
        .flat_map(|(label, _)| wrap(label, LABEL, WIDTH * 0.3));
    let column = widest.map(|line| line.width).fold(60.0, f32::max) + gap;
    let mut chunks: Vec<Chunk> = Vec::new();
    for (number, (label, value)) in facts.iter().enumerate() {
        let labels = wrap(label, LABEL, column - gap);
        let values = wrap(value, BODY, WIDTH - column);
        let count = labels.len().max(values.len());
        let (mut labels, mut values) = (labels.into_iter(), values.into_iter());
        for line in 0..count {
            let mut ops = Vec::new();
            if let Some(line) = labels.next() {
                ops.push(text(line, LABEL, MARGIN, 0.0));
            }
            if let Some(line) = values.next() {
                ops.push(text(line, BODY, MARGIN + column, 0.0));
            }
            chunks.push(Chunk {
                before: match (number, line) {
                    (0, 0) => GAP + 2.0,
                    (_, 0) => 1.0,
                    _ => 0.0,
                },
                height: BODY.leading,
                ops: Rc::new(ops),
                ..Chunk::default()
            });
        }
    }
    if let Some(last) = chunks.last_mut() {
        // Air between the facts and what follows.
        last.height += GAP;
    }
    chunks
}
