//! Columns side by side: the rows of tables and the lines of forms.

use std::rc::Rc;

use crate::flow::{Area, Chunk, HEIGHT, MARGIN, Op, WIDTH, text};
use crate::paint::{BODY, GAP, GREY, HAIRLINE, INK, Painter, RED, WASH};
use crate::wrap::{Colour, Line, Style};
use crate::{Captioned, Column};

const CELL: Style = Style {
    size: 9.0,
    leading: 12.5,
    colour: INK,
    bold: false,
    caps: false,
};
const CELL_BOLD: Style = Style { bold: true, ..CELL };
const FLAG: Style = Style {
    colour: RED,
    ..CELL_BOLD
};

/// Left and right of what a cell says.
const PADDING: f32 = 5.0;
/// Over and under what a cell says.
const INSET: f32 = 3.5;

/// What a column says in one row: its lines, each with its own look, and where they start.
struct Cell {
    x: f32,
    width: f32,
    right: bool,
    lines: Vec<(Line, Style)>,
}

impl Painter<'_> {
    pub(crate) fn table(
        &self,
        columns: &[Column],
        rows: &[Vec<String>],
        total: Option<&[String]>,
    ) -> Vec<Chunk> {
        if columns.is_empty() {
            return Vec::new();
        }
        let sum: f32 = columns.iter().map(|column| f32::from(column.share)).sum();
        let places: Vec<_> = columns
            .iter()
            .scan(MARGIN, |x, column| {
                let share = if sum > 0.0 {
                    f32::from(column.share) / sum
                } else {
                    1.0 / columns.len() as f32
                };
                let start = *x;
                *x += share * WIDTH;
                Some((start, share * WIDTH, column.right))
            })
            .collect();
        let cells = |words: &mut dyn Iterator<Item = &str>, style| -> Vec<Cell> {
            let cell = |&(x, width, right): &(f32, f32, bool)| {
                let width = (width - 2.0 * PADDING).max(1.0);
                let words = words.next().unwrap_or_default();
                let lines = self.setter.plain(words, style, width);
                Cell {
                    x: x + PADDING,
                    width,
                    right,
                    lines: lines.into_iter().map(|line| (line, style)).collect(),
                }
            };
            places.iter().map(cell).collect()
        };

        let titles = cells(&mut columns.iter().map(|column| &*column.title), CELL_BOLD);
        let mut head = row(titles, CELL.leading, HEIGHT, (self.colour, 0.9));
        for chunk in &mut head {
            chunk.keep = true;
            let area = band(0.0, chunk.height);
            Rc::make_mut(&mut chunk.ops).insert(0, Op::Fill { area, colour: WASH });
        }
        let header = match &*head {
            [only] if only.height < HEIGHT / 3.0 => Some(Rc::new(only.clone())),
            _ => None,
        };
        let most = HEIGHT - header.as_ref().map_or(0.0, |header| header.height);

        let mut chunks = head;
        for words in rows {
            let cells = cells(&mut words.iter().map(String::as_str), CELL);
            chunks.extend(row(cells, CELL.leading, most, (HAIRLINE, 0.5)));
        }
        if let Some(words) = total {
            if let Some(last) = chunks.last_mut() {
                last.keep = true;
            }
            let cells = cells(&mut words.iter().map(String::as_str), CELL_BOLD);
            chunks.extend(row(cells, CELL.leading, most, (INK, 0.9)));
        }
        for chunk in chunks.iter_mut().skip(1) {
            chunk.header.clone_from(&header);
        }
        if let Some(first) = chunks.first_mut() {
            first.before = GAP + 2.0;
        }
        if let Some(last) = chunks.last_mut() {
            last.height += GAP;
        }
        chunks
    }

    pub(crate) fn answer(
        &self,
        question: &str,
        answer: &str,
        flagged: bool,
        pictures: &[Captioned],
    ) -> Vec<Chunk> {
        let gap = 14.0;
        let left = (WIDTH - gap) * 0.45;
        let right = WIDTH - gap - left;
        let styled = |words: &str, style: Style, width: f32| {
            let lines = self.setter.plain(words, style, width).into_iter();
            lines.map(move |line| (line, style)).collect::<Vec<_>>()
        };
        let mut answered = Vec::new();
        if flagged {
            answered.extend(styled("Failed", FLAG, right));
        }
        answered.extend(styled(answer, BODY, right));
        let cells = vec![
            Cell {
                x: MARGIN,
                width: left,
                right: false,
                lines: styled(
                    question,
                    Style {
                        colour: GREY,
                        ..BODY
                    },
                    left,
                ),
            },
            Cell {
                x: MARGIN + left + gap,
                width: right,
                right: false,
                lines: answered,
            },
        ];
        let rule = (HAIRLINE, 0.5);
        let mut chunks = row(cells, BODY.leading, HEIGHT, rule);
        if flagged {
            for chunk in &mut chunks {
                let area = Area {
                    x: MARGIN - 8.0,
                    y: 0.0,
                    width: 3.0,
                    height: chunk.height,
                };
                Rc::make_mut(&mut chunk.ops).push(Op::Fill { area, colour: RED });
            }
        }
        if !pictures.is_empty() {
            if let Some(last) = chunks.last_mut() {
                last.keep = true;
            }
            chunks.extend(self.pictures(pictures));
            if let Some(last) = chunks.last_mut() {
                let area = band(last.height, rule.1);
                Rc::make_mut(&mut last.ops).push(Op::Fill {
                    area,
                    colour: rule.0,
                });
                last.height += rule.1;
            }
        }
        chunks
    }
}

/// The width of the text, from `y` on.
fn band(y: f32, height: f32) -> Area {
    Area {
        x: MARGIN,
        y,
        width: WIDTH,
        height,
    }
}

/// A row with a rule under it: one chunk, or one for each line when it is taller than `most`.
fn row(cells: Vec<Cell>, leading: f32, most: f32, rule: (Colour, f32)) -> Vec<Chunk> {
    let count = cells.iter().map(|cell| cell.lines.len()).max();
    let count = count.unwrap_or_default().max(1);
    let mut slices: Vec<Vec<Op>> = vec![Vec::new(); count];
    let whole = count as f32 * leading + 2.0 * INSET <= most;
    for cell in cells {
        for (number, (line, style)) in cell.lines.into_iter().enumerate() {
            let x = if cell.right {
                cell.x + cell.width - line.width
            } else {
                cell.x
            };
            let y = match number {
                _ if whole => INSET + number as f32 * leading,
                0 => INSET,
                _ => 0.0,
            };
            let style = Style { leading, ..style };
            if let Some(slice) = slices.get_mut(number) {
                slice.push(text(line, style, x, y));
            }
        }
    }
    if whole {
        slices = vec![slices.into_iter().flatten().collect()];
    }
    let last = slices.len() - 1;
    let chunks = slices.into_iter().enumerate().map(|(number, mut ops)| {
        let lines = if whole { count } else { 1 };
        let mut height = lines as f32 * leading;
        if number == 0 {
            height += INSET;
        }
        if number == last {
            height += INSET;
            let area = band(height - rule.1, rule.1);
            ops.push(Op::Fill {
                area,
                colour: rule.0,
            });
        }
        Chunk {
            height,
            ops: Rc::new(ops),
            ..Chunk::default()
        }
    });
    chunks.collect()
}
