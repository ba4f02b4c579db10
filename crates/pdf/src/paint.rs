//! The blocks of a sheet as chunks that can flow.

use std::rc::Rc;

use krilla::image::Image;

use crate::flow::{Area, Chunk, MARGIN, Op, WIDTH, text};
use crate::fonts::{Fonts, on_one_line};
use crate::wrap::{Colour, Line, Setter, Style};
use crate::{Block, Run, Sheet};

pub(crate) const INK: Colour = [0x1c, 0x20, 0x26];
pub(crate) const GREY: Colour = [0x5b, 0x64, 0x70];
pub(crate) const HAIRLINE: Colour = [0xd3, 0xd8, 0xde];
pub(crate) const WASH: Colour = [0xf2, 0xf4, 0xf6];
pub(crate) const RED: Colour = [0xb3, 0x26, 0x1e];
const DARK_BLUE: Colour = [0x1f, 0x3a, 0x5f];

const fn style(size: f32, leading: f32, colour: Colour, bold: bool) -> Style {
    Style {
        size,
        leading,
        colour,
        bold,
        caps: false,
    }
}

pub(crate) const BODY: Style = style(10.0, 14.0, INK, false);
pub(crate) const STRONG: Style = style(10.0, 14.0, INK, true);
pub(crate) const SMALL: Style = style(9.0, 12.0, GREY, false);
pub(crate) const TITLE: Style = style(20.0, 26.0, INK, true);
const HEADING: Style = style(13.0, 18.0, INK, true);
const SUBHEADING: Style = style(11.0, 16.0, INK, true);
const QUOTE: Style = style(10.0, 14.0, GREY, false);

/// Between paragraphs, in points.
pub(crate) const GAP: f32 = 6.0;

/// Makes chunks of blocks.
pub(crate) struct Painter<'a> {
    pub(crate) setter: Setter,
    pub(crate) colour: Colour,
    /// Pictures that turned out broken when the file was put together.
    pub(crate) refused: &'a [Image],
}

impl<'a> Painter<'a> {
    pub(crate) fn new(sheet: &Sheet, fonts: &'static Fonts, refused: &'a [Image]) -> Self {
        Self {
            setter: Setter::new(fonts, &sheet.language),
            colour: sheet.brand.colour.unwrap_or(DARK_BLUE),
            refused,
        }
    }

    pub(crate) fn block(&self, block: &Block) -> Vec<Chunk> {
        match block {
            Block::Heading(words) => self.heading(words, 0, HEADING, 2.0 * GAP),
            Block::Subheading(words) => self.heading(words, 1, SUBHEADING, GAP + 2.0),
            Block::Text(runs) => self.paragraph(runs, BODY, 0.0, |_| None),
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Quote(runs) => self.paragraph(runs, QUOTE, 12.0, |leading| {
                Some(Op::Fill {
                    area: Area {
                        x: MARGIN,
                        y: 0.0,
                        width: 2.0,
                        height: leading,
                    },
                    colour: self.colour,
                })
            }),
            Block::Table {
                columns,
                rows,
                total,
            } => self.table(columns, rows, total.as_deref()),
            Block::Pictures(pictures) => self.pictures(pictures),
            Block::Signature {
                picture,
                name,
                when,
            } => self.signature(picture, name, when),
            Block::Answer {
                question,
                answer,
                flagged,
                pictures,
            } => self.answer(question, answer, *flagged, pictures),
            Block::Note(words) => self.paragraph(&[Run::plain(words)], SMALL, 0.0, |_| None),
        }
    }

    fn heading(&self, words: &str, level: u8, style: Style, before: f32) -> Vec<Chunk> {
        let lines = self.setter.plain(words, style, WIDTH);
        let mut chunks = stack(lines, style, 0.0);
        for chunk in &mut chunks {
            chunk.keep = true;
        }
        if let Some(first) = chunks.first_mut() {
            first.before = before;
            first.heading = Some((level, on_one_line(words)));
        }
        chunks
    }

    /// Lines set in by `indent`, none of them alone on a page; `beside` paints next to each line.
    fn paragraph(
        &self,
        runs: &[Run],
        style: Style,
        indent: f32,
        beside: impl Fn(f32) -> Option<Op>,
    ) -> Vec<Chunk> {
        let lines = self.setter.wrap(runs, style, WIDTH - indent);
        let mut chunks = stack(lines, style, indent);
        for chunk in &mut chunks {
            if let Some(op) = beside(style.leading) {
                Rc::make_mut(&mut chunk.ops).push(op);
            }
        }
        hold(&mut chunks);
        chunks
    }

    fn list(&self, ordered: bool, items: &[Vec<Run>]) -> Vec<Chunk> {
        let mark = |number: usize| {
            let words = if ordered {
                format!("{}.", number + 1)
            } else {
                "•".into()
            };
            self.setter.single(&words, BODY, WIDTH / 4.0)
        };
        let widest = mark(items.len().saturating_sub(1)).width;
        let indent = (widest + 6.0).max(14.0);
        let mut chunks = Vec::new();
        for (number, item) in items.iter().enumerate() {
            let mut lines = self.setter.wrap(item, BODY, WIDTH - indent);
            if lines.is_empty() {
                lines.push(Line::default());
            }
            let mut part = stack(lines, BODY, indent);
            hold(&mut part);
            if let Some(first) = part.first_mut() {
                let mark = mark(number);
                // Figures end at one edge, so that 9 and 10 stand under each other.
                let x = MARGIN + if ordered { widest - mark.width } else { 3.0 };
                Rc::make_mut(&mut first.ops).insert(0, text(mark, BODY, x, 0.0));
                first.before = if number == 0 { GAP } else { 2.0 };
            }
            chunks.extend(part);
        }
        chunks
    }
}

/// A chunk for each line, the first with the space of a paragraph above it.
pub(crate) fn stack(lines: Vec<Line>, style: Style, indent: f32) -> Vec<Chunk> {
    let chunks = lines.into_iter().enumerate().map(|(number, line)| Chunk {
        before: if number == 0 { GAP } else { 0.0 },
        height: style.leading,
        ops: Rc::new(vec![text(line, style, MARGIN + indent, 0.0)]),
        ..Chunk::default()
    });
    chunks.collect()
}

/// Leaves neither the first nor the last line of a paragraph alone on a page.
fn hold(chunks: &mut [Chunk]) {
    let count = chunks.len();
    for (number, chunk) in chunks.iter_mut().enumerate() {
        chunk.keep = count > 1 && (number == 0 || number + 2 == count);
    }
}
