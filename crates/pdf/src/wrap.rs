//! Runs of words become lines no wider than a column.

use std::ops::Range;
use std::rc::Rc;

use krilla::text::{GlyphId, KrillaGlyph};
use rustybuzz::Language;
use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::Run;
use crate::fonts::{Cut, Fonts, Glyph, on_one_line, scripts};

/// Red, green and blue.
pub(crate) type Colour = [u8; 3];

const LINK: Colour = [0x1a, 0x56, 0xa8];

/// How a paragraph looks; sizes in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) size: f32,
    pub(crate) leading: f32,
    pub(crate) colour: Colour,
    pub(crate) bold: bool,
    /// Small capitals for small letters.
    pub(crate) caps: bool,
}

/// Glyphs of one look that stand side by side.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// From the start of the line, in points.
    pub(crate) x: f32,
    /// In points, without the spaces at a line's end.
    pub(crate) width: f32,
    pub(crate) cut: Cut,
    pub(crate) colour: Colour,
    pub(crate) link: Option<Rc<str>>,
    pub(crate) text: String,
    pub(crate) glyphs: Vec<KrillaGlyph>,
}

/// A line; its width in points leaves out the spaces at its end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) width: f32,
}

struct Span {
    text: Range<usize>,
    cut: Cut,
    link: Option<Rc<str>>,
}

/// A paragraph with its glyphs, before it is broken.
struct Set {
    text: String,
    spans: Vec<Span>,
    /// Each glyph with the number of its span.
    glyphs: Vec<(usize, Glyph)>,
}

/// Sets words: knows the letters and the language.
pub(crate) struct Setter {
    fonts: &'static Fonts,
    language: Option<Language>,
}

impl Setter {
    pub(crate) fn new(fonts: &'static Fonts, language: &str) -> Self {
        Self {
            fonts,
            language: language.parse().ok(),
        }
    }

    /// Lines of plain words.
    pub(crate) fn plain(&self, text: &str, style: Style, max: f32) -> Vec<Line> {
        self.wrap(&[Run::plain(text)], style, max)
    }

    /// One line of plain words; what does not fit is cut with "…".
    pub(crate) fn single(&self, text: &str, style: Style, max: f32) -> Line {
        let text = on_one_line(text);
        let whole = self.lines(
            &self.set(&[Run::plain(&*text)], style),
            style,
            f32::INFINITY,
        );
        match whole.into_iter().next() {
            None => Line::default(),
            Some(line) if line.width <= max => line,
            Some(line) => {
                let room = max - style.size;
                let mut width = 0.0;
                let fitting = line.pieces.iter().flat_map(|piece| {
                    let glyphs = piece.glyphs.iter();
                    glyphs.map(|glyph| (&piece.text[glyph.text_range.clone()], glyph.x_advance))
                });
                let mut short: String = fitting
                    .take_while(|(_, advance)| {
                        width += advance * style.size;
                        width <= room
                    })
                    .map(|(text, _)| text)
                    .collect();
                short.truncate(short.trim_end().len());
                short.push('…');
                let lines = self.plain(&short, style, f32::INFINITY);
                lines.into_iter().next().unwrap_or_default()
            }
        }
    }

    /// Lines of runs, none wider than `max` points unless a single letter is.
    pub(crate) fn wrap(&self, runs: &[Run], style: Style, max: f32) -> Vec<Line> {
        self.lines(&self.set(runs, style), style, max)
    }

    fn set(&self, runs: &[Run], style: Style) -> Set {
        let mut text = String::new();
        let mut spans = Vec::new();
        for run in runs {
            let cut = match (run.bold || style.bold, run.italic) {
                (true, _) => Cut::Bold,
                (false, true) => Cut::Italic,
                (false, false) => Cut::Regular,
            };
            let start = text.len();
            text.push_str(&self.fonts.writable(cut, &run.text));
            spans.push(Span {
                text: start..text.len(),
                cut,
                link: run.link.as_deref().and_then(target).map(Rc::from),
            });
        }
        text.truncate(text.trim_end().len());
        let mut glyphs = Vec::new();
        for (number, span) in spans.iter().enumerate() {
            let end = span.text.end.min(text.len());
            let mut start = span.text.start.min(end);
            for line in text[start..end].split('\n') {
                for part in scripts(line) {
                    let at = start + part.start;
                    let shaped =
                        self.fonts
                            .shape(span.cut, &line[part], self.language.as_ref(), style.caps);
                    glyphs.extend(shaped.into_iter().map(|mut glyph| {
                        glyph.text = glyph.text.start + at..glyph.text.end + at;
                        (number, glyph)
                    }));
                }
                start += line.len() + 1;
            }
        }
        Set {
            text,
            spans,
            glyphs,
        }
    }

    fn lines(&self, set: &Set, style: Style, max: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut line = 0..0;
        let mut width = 0.0;
        let mut from = 0;
        for (at, opportunity) in linebreaks(&set.text) {
            let unit = set.between(from, at);
            from = at;
            let whole = set.width(unit.clone(), style.size);
            let visible = set.width(set.without_space(unit.clone()), style.size);
            if width + visible > max && !line.is_empty() {
                lines.push(line);
                line = unit.start..unit.start;
                width = 0.0;
            }
            if visible > max {
                // A word wider than the column breaks between its letters.
                for glyph in unit.clone() {
                    let advance = set.glyphs[glyph].1.advance * style.size;
                    let begins = glyph == 0
                        || set.glyphs[glyph - 1].1.text.start != set.glyphs[glyph].1.text.start;
                    if width + advance > max && begins && glyph > line.start {
                        lines.push(line.start..glyph);
                        line = glyph..glyph;
                        width = 0.0;
                    }
                    width += advance;
                }
            } else {
                width += whole;
            }
            line.end = unit.end;
            if opportunity == BreakOpportunity::Mandatory {
                lines.push(line);
                line = unit.end..unit.end;
                width = 0.0;
            }
        }
        if set.text.is_empty() {
            return Vec::new();
        }
        lines
            .into_iter()
            .map(|glyphs| set.line(glyphs, style))
            .collect()
    }
}

impl Set {
    /// The numbers of the glyphs of a part of the text.
    fn between(&self, from: usize, to: usize) -> Range<usize> {
        let number = |at| {
            self.glyphs
                .partition_point(|(_, glyph)| glyph.text.start < at)
        };
        number(from)..number(to)
    }

    fn width(&self, glyphs: Range<usize>, size: f32) -> f32 {
        let advances = self.glyphs[glyphs].iter().map(|(_, glyph)| glyph.advance);
        advances.sum::<f32>() * size
    }

    fn without_space(&self, mut glyphs: Range<usize>) -> Range<usize> {
        while glyphs.end > glyphs.start {
            let text = &self.glyphs[glyphs.end - 1].1.text;
            if !self.text[text.clone()].trim().is_empty() {
                break;
            }
            glyphs.end -= 1;
        }
        glyphs
    }

    fn line(&self, glyphs: Range<usize>, style: Style) -> Line {
        let shown = self.without_space(glyphs.clone());
        let mut line = Line {
            width: self.width(shown.clone(), style.size),
            pieces: Vec::new(),
        };
        let mut x = 0.0;
        for part in self.glyphs[glyphs.clone()].chunk_by(|a, b| a.0 == b.0) {
            let (Some((number, first)), Some((_, last))) = (part.first(), part.last()) else {
                continue;
            };
            let span = &self.spans[*number];
            let origin = first.text.start;
            let advance = part.iter().map(|(_, glyph)| glyph.advance).sum::<f32>() * style.size;
            line.pieces.push(Piece {
                x,
                width: advance.min(line.width - x).max(0.0),
                cut: span.cut,
                colour: if span.link.is_some() {
                    LINK
                } else {
                    style.colour
                },
                link: span.link.clone(),
                text: self.text[origin..last.text.end].to_owned(),
                glyphs: part
                    .iter()
                    .map(|(_, glyph)| KrillaGlyph {
                        glyph_id: GlyphId::new(glyph.id),
                        text_range: glyph.text.start - origin..glyph.text.end - origin,
                        x_advance: glyph.advance,
                        x_offset: glyph.dx,
                        y_offset: glyph.dy,
                        y_advance: 0.0,
                        location: None,
                    })
                    .collect(),
            });
            x += advance;
        }
        line
    }
}

/// The address as a PDF may hold it, if it is one that a reader should follow.
fn target(link: &str) -> Option<String> {
    let link = link.trim();
    let scheme = link.split_once(':')?.0.to_ascii_lowercase();
    if !matches!(&*scheme, "http" | "https" | "mailto" | "tel") || link.len() > 2000 {
        return None;
    }
    let mut address = String::with_capacity(link.len());
    for byte in link.bytes() {
        match byte {
            b'!'..=b'~' => address.push(char::from(byte)),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style {
        size: 10.0,
        leading: 14.0,
        colour: [0; 3],
        bold: false,
        caps: false,
    };

    fn texts(runs: &[Run], max: f32) -> Vec<String> {
        let setter = Setter::new(Fonts::get().unwrap(), "en");
        let lines = setter.wrap(runs, STYLE, max);
        for line in &lines {
            assert!(line.width <= max + 0.01, "{} > {max}", line.width);
        }
        let text = |line: Line| line.pieces.into_iter().map(|piece| piece.text).collect();
        lines.into_iter().map(text).collect()
    }

    #[test]
    fn words_move_to_the_next_line_whole() {
        let lines = texts(&[Run::plain("one two three four five six")], 60.0);
        assert!(lines.len() > 2);
        assert_eq!(lines.concat(), "one two three four five six");
        assert!(lines.iter().rev().skip(1).all(|line| line.ends_with(' ')));
    }

    #[test]
    fn a_word_wider_than_the_line_breaks_inside() {
        let word = "W".repeat(300);
        let lines = texts(&[Run::plain(format!("a {word} b"))], 200.0);
        assert!(lines.len() > 10);
        assert_eq!(lines.concat(), format!("a {word} b"));
        assert_eq!(texts(&[Run::plain("ab")], 7.0), ["a", "b"]);
    }

    #[test]
    fn nothing_makes_no_line_and_a_line_end_makes_one() {
        assert!(texts(&[], 100.0).is_empty());
        assert!(texts(&[Run::plain(" \n\u{7}")], 100.0).is_empty());
        assert_eq!(texts(&[Run::plain("a\n\nb\n")], 100.0), ["a", "", "b"]);
    }

    #[test]
    fn a_mark_stays_with_its_letter() {
        let text = "e\u{323}\u{301}".repeat(50);
        for line in texts(&[Run::plain(&*text)], 40.0) {
            assert!(line.starts_with('e') && line.ends_with('\u{301}'), "{line}");
        }
    }

    #[test]
    fn a_link_is_carried_over_lines_and_only_where_it_leads_somewhere_sane() {
        let mut run = Run::plain("the drawings of the stairs");
        run.link = Some("https://example.com/ä b".into());
        let setter = Setter::new(Fonts::get().unwrap(), "en");
        let lines = setter.wrap(&[Run::plain("See "), run.clone()], STYLE, 80.0);
        let links = lines.iter().flat_map(|line| &line.pieces);
        let links: Vec<_> = links.filter_map(|piece| piece.link.as_deref()).collect();
        assert!(links.len() > 1);
        assert!(
            links
                .iter()
                .all(|link| *link == "https://example.com/%C3%A4%20b")
        );
        run.link = Some("javascript:alert(1)".into());
        assert!(setter.wrap(&[run], STYLE, 80.0)[0].pieces[0].link.is_none());
    }

    #[test]
    fn a_single_line_is_cut_with_a_sign() {
        let setter = Setter::new(Fonts::get().unwrap(), "en");
        let line = setter.single(&"word ".repeat(40), STYLE, 100.0);
        assert!(line.width <= 100.0);
        assert!(line.pieces[0].text.ends_with('…'));
        assert_eq!(setter.single("short", STYLE, 100.0).pieces[0].text, "short");
    }
}
