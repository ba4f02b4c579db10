//! Parts of a document flow down the pages: what belongs together stays together.

use std::rc::Rc;

use krilla::image::Image;

use crate::wrap::{Colour, Line, Style};

/// Millimetres in points.
pub(crate) const MM: f32 = 72.0 / 25.4;
pub(crate) const PAGE_WIDTH: f32 = 210.0 * MM;
pub(crate) const PAGE_HEIGHT: f32 = 297.0 * MM;
pub(crate) const MARGIN: f32 = 18.0 * MM;
/// The width of what is written, in points.
pub(crate) const WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;
/// The height of what is written on a page, in points.
pub(crate) const HEIGHT: f32 = PAGE_HEIGHT - 2.0 * MARGIN;

/// What must follow a heading on its page, in points: three lines of text.
const FOLLOWING: f32 = 42.0;

/// Something painted: `x` from the page's left edge, `y` from the top of its chunk, in points.
#[derive(Debug, Clone)]
pub(crate) enum Op {
    /// A line, `y` being its baseline.
    Text {
        x: f32,
        y: f32,
        size: f32,
        line: Line,
    },
    /// A filled rectangle.
    Fill { area: Area, colour: Colour },
    /// A picture.
    Picture { area: Area, image: Image },
}

/// A rectangle in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// A part that is never split.
#[derive(Debug, Clone, Default)]
pub(crate) struct Chunk {
    /// Space above, left out at the top of a page.
    pub(crate) before: f32,
    pub(crate) height: f32,
    pub(crate) ops: Rc<Vec<Op>>,
    /// Not to be parted from the next chunk.
    pub(crate) keep: bool,
    /// Comes first when this chunk starts a page: the titles of a table.
    pub(crate) header: Option<Rc<Chunk>>,
    /// The level and words of a heading.
    pub(crate) heading: Option<(u8, String)>,
}

/// A page with its chunks and where the top of each is.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) parts: Vec<(f32, Rc<Vec<Op>>)>,
    /// Level, words and place of the headings.
    pub(crate) headings: Vec<(u8, String, f32)>,
}

/// A line whose box of `style.leading` starts at `top`.
pub(crate) fn text(line: Line, style: Style, x: f32, top: f32) -> Op {
    Op::Text {
        x,
        // Puts the middle of the capitals, which are 0.714 em high, in the middle of the box.
        y: top + style.leading / 2.0 + style.size * 0.357,
        size: style.size,
        line,
    }
}

/// Lays the chunks out on pages; there is always one page.
pub(crate) fn flow(chunks: &[Chunk]) -> Vec<Page> {
    let mut cursor = Cursor {
        pages: vec![Page::default()],
        y: 0.0,
        fresh: true,
    };
    let mut rest = chunks;
    while !rest.is_empty() {
        let (group, after) = rest.split_at(together(rest));
        let height = |chunks: &[Chunk]| -> f32 {
            let inner = chunks.iter().map(|chunk| chunk.before + chunk.height);
            inner.sum::<f32>() - chunks.first().map_or(0.0, |chunk| chunk.before)
        };
        let all = height(group);
        let before = group.first().map_or(0.0, |chunk| chunk.before);
        if !cursor.fresh && cursor.y + before + all > HEIGHT && all <= cursor.most(group) {
            cursor.turn();
        }
        for chunk in group {
            if !cursor.fresh && cursor.y + chunk.before + chunk.height > HEIGHT {
                cursor.turn();
            }
            cursor.place(chunk);
        }
        rest = after;
    }
    cursor.pages
}

/// How many of the next chunks go on one page.
fn together(chunks: &[Chunk]) -> usize {
    let mut after_heading = None;
    for (number, chunk) in chunks.iter().enumerate() {
        let height = chunk.before + chunk.height;
        after_heading = match after_heading {
            _ if chunk.heading.is_some() => Some(0.0),
            Some(sum) => Some(sum + height),
            None => None,
        };
        if !chunk.keep && after_heading.is_none_or(|sum| sum >= FOLLOWING) {
            return number + 1;
        }
    }
    chunks.len()
}

struct Cursor {
    pages: Vec<Page>,
    y: f32,
    /// Nothing is on the page yet.
    fresh: bool,
}

impl Cursor {
    /// The height a group can have on a page of its own.
    fn most(&self, group: &[Chunk]) -> f32 {
        let header = group.first().and_then(|chunk| chunk.header.as_ref());
        HEIGHT - header.map_or(0.0, |header| header.height)
    }

    fn turn(&mut self) {
        self.pages.push(Page::default());
        self.y = 0.0;
        self.fresh = true;
    }

    fn place(&mut self, chunk: &Chunk) {
        if self.fresh
            && self.pages.len() > 1
            && let Some(header) = &chunk.header
        {
            self.paint(header);
        }
        if !self.fresh {
            self.y += chunk.before;
        }
        self.paint(chunk);
    }

    fn paint(&mut self, chunk: &Chunk) {
        let Some(page) = self.pages.last_mut() else {
            return;
        };
        page.parts.push((self.y, Rc::clone(&chunk.ops)));
        if let Some((level, words)) = &chunk.heading {
            page.headings.push((*level, words.clone(), self.y));
        }
        self.y += chunk.height;
        self.fresh = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(height: f32) -> Chunk {
        Chunk {
            height,
            ..Chunk::default()
        }
    }

    fn counts(chunks: &[Chunk]) -> Vec<usize> {
        flow(chunks).iter().map(|page| page.parts.len()).collect()
    }

    #[test]
    fn a_page_is_filled_before_the_next_one() {
        assert_eq!(counts(&[]), [0]);
        assert_eq!(counts(&vec![chunk(HEIGHT / 4.0); 9]), [4, 4, 1]);
        assert_eq!(counts(&[chunk(HEIGHT * 2.0), chunk(1.0)]), [1, 1]);
    }

    #[test]
    fn what_is_kept_together_moves_together_unless_it_fits_on_no_page() {
        let kept = Chunk {
            keep: true,
            ..chunk(HEIGHT / 2.0)
        };
        let half = chunk(HEIGHT / 2.0);
        assert_eq!(counts(&[half.clone(), kept.clone(), half.clone()]), [1, 2]);
        let many = [half, kept.clone(), kept.clone(), kept.clone(), kept];
        assert_eq!(counts(&many), [2, 2, 1]);
    }

    #[test]
    fn a_heading_takes_three_lines_along() {
        let heading = Chunk {
            keep: true,
            heading: Some((0, "Heading".into())),
            ..chunk(20.0)
        };
        let mut chunks = vec![chunk(HEIGHT - 50.0), heading];
        chunks.extend(vec![chunk(14.0); 4]);
        assert_eq!(counts(&chunks), [1, 5]);
        chunks[0] = chunk(HEIGHT - 62.0);
        assert_eq!(counts(&chunks), [5, 1]);
    }

    #[test]
    fn the_titles_of_a_table_come_again() {
        let header = Rc::new(chunk(20.0));
        let row = Chunk {
            header: Some(header),
            ..chunk(HEIGHT / 4.0)
        };
        let pages = flow(&vec![row; 6]);
        assert_eq!(pages[0].parts.len(), 4);
        assert_eq!(pages[1].parts.len(), 3);
        assert_eq!(pages[1].parts[1].0, 20.0);
    }
}
