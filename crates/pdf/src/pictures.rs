//! Pictures in a grid, signatures and logos.

use std::rc::Rc;

use krilla::Data;
use krilla::image::Image;

use crate::flow::{Area, Chunk, MARGIN, MM, Op, WIDTH, text};
use crate::paint::{GAP, GREY, HAIRLINE, Painter, SMALL, STRONG, WASH, stack};
use crate::wrap::{Colour, Line, Style};
use crate::{Captioned, Picture};

/// Between the two pictures of a row.
const GUTTER: f32 = 12.0;
const TALLEST: f32 = 80.0 * MM;
/// The height of the box for a picture that cannot be shown.
const BOX: f32 = 90.0;
/// Lines of a caption that stay with their picture whatever comes.
const CAPTION_LINES: usize = 20;
const BOX_EDGE: Colour = HAIRLINE;
const CAPTION: Style = Style {
    leading: 12.5,
    ..SMALL
};
const MISSING: &str = "This picture could not be shown";

impl Painter<'_> {
    /// The picture and its size in pixels, unless it is broken.
    fn image(&self, picture: &Picture) -> Option<(Image, f32, f32)> {
        let image = match picture {
            Picture::Jpeg(bytes) => Image::from_jpeg(Data::from(bytes.clone()), false),
            Picture::Png(bytes) => Image::from_png(Data::from(bytes.clone()), false),
        };
        let image = image.ok()?;
        let (width, height) = image.size();
        if width == 0 || height == 0 || self.refused.contains(&image) {
            return None;
        }
        Some((image, width as f32, height as f32))
    }

    /// Paints a picture, or the box that says it cannot be shown, and tells its height.
    ///
    /// A picture is never stretched to more than a point for a pixel: it would be a blur.
    fn framed(&self, picture: &Picture, most: Area, ops: &mut Vec<Op>) -> f32 {
        if let Some((image, width, height)) = self.image(picture) {
            let scale = (most.width / width).min(most.height / height).min(1.0);
            let area = Area {
                width: (width * scale).max(0.5),
                height: (height * scale).max(0.5),
                ..most
            };
            ops.push(Op::Picture { area, image });
            return area.height;
        }
        let edge = Area {
            height: most.height.min(BOX),
            ..most
        };
        let inside = Area {
            x: edge.x + 0.5,
            y: edge.y + 0.5,
            width: edge.width - 1.0,
            height: edge.height - 1.0,
        };
        for (area, colour) in [(edge, BOX_EDGE), (inside, WASH)] {
            ops.push(Op::Fill { area, colour });
        }
        let line = self.setter.single(MISSING, SMALL, edge.width - 8.0);
        let x = edge.x + (edge.width - line.width) / 2.0;
        let y = edge.y + (edge.height - SMALL.leading) / 2.0;
        ops.push(text(line, SMALL, x, y));
        edge.height
    }

    pub(crate) fn pictures(&self, pictures: &[Captioned]) -> Vec<Chunk> {
        let width = (WIDTH - GUTTER) / 2.0;
        let mut chunks = Vec::new();
        for pair in pictures.chunks(2) {
            let mut ops = Vec::new();
            let mut height = 0.0_f32;
            let mut rest: Vec<Vec<(f32, Line)>> = Vec::new();
            for (number, captioned) in pair.iter().enumerate() {
                let most = Area {
                    x: MARGIN + number as f32 * (width + GUTTER),
                    y: 0.0,
                    width,
                    height: TALLEST,
                };
                let mut bottom = self.framed(&captioned.picture, most, &mut ops);
                let caption = captioned.caption.as_deref().unwrap_or_default();
                let lines = self.setter.plain(caption, CAPTION, width);
                if !lines.is_empty() {
                    bottom += 3.0;
                }
                for (number, line) in lines.into_iter().enumerate() {
                    if let Some(further) = number.checked_sub(CAPTION_LINES) {
                        if rest.len() <= further {
                            rest.push(Vec::new());
                        }
                        rest[further].push((most.x, line));
                    } else {
                        ops.push(text(line, CAPTION, most.x, bottom));
                        bottom += CAPTION.leading;
                    }
                }
                height = height.max(bottom);
            }
            chunks.push(Chunk {
                before: GAP + 3.0,
                height,
                ops: Rc::new(ops),
                ..Chunk::default()
            });
            chunks.extend(rest.into_iter().map(|lines| {
                let lines = lines.into_iter();
                Chunk {
                    height: CAPTION.leading,
                    ops: Rc::new(lines.map(|(x, line)| text(line, CAPTION, x, 0.0)).collect()),
                    ..Chunk::default()
                }
            }));
        }
        if let Some(last) = chunks.last_mut() {
            last.height += GAP;
        }
        chunks
    }

    pub(crate) fn signature(&self, picture: &Picture, name: &str, when: &str) -> Vec<Chunk> {
        let most = Area {
            x: MARGIN,
            y: 0.0,
            width: 70.0 * MM,
            height: 20.0 * MM,
        };
        let mut ops = Vec::new();
        let height = self.framed(picture, most, &mut ops) + 4.0;
        let area = Area {
            y: height,
            height: 0.7,
            ..most
        };
        ops.push(Op::Fill { area, colour: GREY });
        let mut chunks = vec![Chunk {
            before: 2.0 * GAP,
            height: height + 3.0,
            ops: Rc::new(ops),
            ..Chunk::default()
        }];
        for (words, style) in [(name, STRONG), (when, SMALL)] {
            let lines = self.setter.plain(words, style, WIDTH);
            let mut part = stack(lines, style, 0.0);
            for chunk in &mut part {
                chunk.before = 0.0;
            }
            chunks.extend(part);
        }
        let last = chunks.len() - 1;
        for chunk in &mut chunks[..last] {
            chunk.keep = true;
        }
        chunks
    }

    /// The logo at the top left, if there is one that can be shown, and its height.
    pub(crate) fn logo(&self, picture: &Picture) -> Option<(Op, f32)> {
        let (image, width, height) = self.image(picture)?;
        let scale = (14.0 * MM / height).min(80.0 * MM / width);
        let area = Area {
            x: MARGIN,
            y: 0.0,
            width: (width * scale).max(0.5),
            height: (height * scale).max(0.5),
        };
        Some((Op::Picture { area, image }, area.height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_and_its_picture_fit_on_a_page() {
        let most = TALLEST + 3.0 + CAPTION_LINES as f32 * CAPTION.leading;
        assert!(most < crate::flow::HEIGHT);
    }
}
