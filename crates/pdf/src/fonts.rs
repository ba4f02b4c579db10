//! The letters: Noto Sans Regular, Bold and Italic, which cover Latin, Greek and Cyrillic.
//!
//! The font files are those of Debian's `fonts-noto-core` and are under the SIL Open Font License 1.1
//! (`OFL-1.1`, see `fonts/OFL.txt`). Documents carry only the glyphs they use, and the licence puts no
//! condition on documents.

use std::ops::Range;
use std::sync::LazyLock;

use krilla::text::Font;
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Face, Feature, Language, UnicodeBuffer};

use crate::PdfError;

/// One of the three font files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    Regular,
    Bold,
    Italic,
}

/// A glyph with its measures in ems and the bytes of the text it stands for.
#[derive(Debug, Clone)]
pub(crate) struct Glyph {
    pub(crate) id: u32,
    pub(crate) advance: f32,
    pub(crate) dx: f32,
    pub(crate) dy: f32,
    pub(crate) text: Range<usize>,
}

struct Loaded {
    font: Font,
    face: Face<'static>,
}

/// The fonts, read once.
pub(crate) struct Fonts {
    regular: Loaded,
    bold: Loaded,
    italic: Loaded,
}

static FONTS: LazyLock<Option<Fonts>> = LazyLock::new(|| {
    Some(Fonts {
        regular: load(include_bytes!("../fonts/NotoSans-Regular.ttf"))?,
        bold: load(include_bytes!("../fonts/NotoSans-Bold.ttf"))?,
        italic: load(include_bytes!("../fonts/NotoSans-Italic.ttf"))?,
    })
});

fn load(bytes: &'static [u8]) -> Option<Loaded> {
    Some(Loaded {
        font: Font::new(bytes.into(), 0)?,
        face: Face::from_slice(bytes, 0)?,
    })
}

impl Fonts {
    pub(crate) fn get() -> Result<&'static Self, PdfError> {
        FONTS.as_ref().ok_or(PdfError::Fonts)
    }

    fn loaded(&self, cut: Cut) -> &Loaded {
        match cut {
            Cut::Regular => &self.regular,
            Cut::Bold => &self.bold,
            Cut::Italic => &self.italic,
        }
    }

    pub(crate) fn font(&self, cut: Cut) -> Font {
        self.loaded(cut).font.clone()
    }

    /// The text as this cut can write it: line ends are `\n`, control and formatting characters are gone,
    /// and a character without a glyph is U+FFFD.
    pub(crate) fn writable(&self, cut: Cut, text: &str) -> String {
        let face = &self.loaded(cut).face;
        let mut clean = String::with_capacity(text.len());
        let mut characters = text.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                '\r' if characters.peek() == Some(&'\n') => {}
                '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    clean.push('\n');
                }
                '\t' => clean.push(' '),
                c if c.is_control() || is_invisible(c) => {}
                c if face.glyph_index(c).is_some_and(|glyph| glyph.0 != 0) => clean.push(c),
                _ => clean.push(char::REPLACEMENT_CHARACTER),
            }
        }
        clean
    }

    /// The glyphs of a text of one script, in the order of the text; `caps` asks for small capitals.
    pub(crate) fn shape(
        &self,
        cut: Cut,
        text: &str,
        language: Option<&Language>,
        caps: bool,
    ) -> Vec<Glyph> {
        let face = &self.loaded(cut).face;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        if let Some(language) = language {
            buffer.set_language(language.clone());
        }
        // One letter, one glyph: what is copied out of the document is then what was written.
        let features = [
            Feature::new(Tag::from_bytes(b"liga"), 0, ..),
            Feature::new(Tag::from_bytes(b"smcp"), u32::from(caps), ..),
        ];
        let shaped = rustybuzz::shape(face, &features, buffer);
        let em = face.units_per_em() as f32;
        let infos = shaped.glyph_infos();
        let mut glyphs: Vec<Glyph> = infos
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, at)| Glyph {
                id: info.glyph_id,
                advance: at.x_advance as f32 / em,
                dx: at.x_offset as f32 / em,
                dy: at.y_offset as f32 / em,
                text: info.cluster as usize..text.len(),
            })
            .collect();
        let mut end = text.len();
        let mut start = text.len();
        for glyph in glyphs.iter_mut().rev() {
            if glyph.text.start != start {
                end = start;
                start = glyph.text.start;
            }
            glyph.text.end = end;
        }
        glyphs
    }
}

/// The words on one line without control characters, for where no font is asked: properties and outline.
pub(crate) fn on_one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    let mut line = words.join(" ");
    line.retain(|c| !c.is_control() && !is_invisible(c) && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    line
}

/// Characters that steer other characters and would show as nothing, or turn the direction of a line.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Where to cut a text so that each part is of one script, as shaping asks for.
pub(crate) fn scripts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut current = None;
    for (at, c) in text.char_indices() {
        let Some(script) = script(c) else { continue };
        if current.is_some_and(|current| current != script) {
            parts.push(start..at);
            start = at;
        }
        current = Some(script);
    }
    if start < text.len() {
        parts.push(start..text.len());
    }
    parts
}

/// `None` for what every script shares: spaces, figures, marks.
fn script(c: char) -> Option<u8> {
    match c {
        '\u{300}'..='\u{36f}' => None,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(1),
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' => Some(2),
        '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}' => Some(2),
        '\u{900}'..='\u{97f}' | '\u{a8e0}'..='\u{a8ff}' => Some(3),
        c if c.is_alphabetic() => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notdef(cut: Cut, text: &str) -> usize {
        let fonts = Fonts::get().unwrap();
        scripts(text)
            .into_iter()
            .flat_map(|part| fonts.shape(cut, &text[part], None, false))
            .filter(|glyph| glyph.id == 0)
            .count()
    }

    #[test]
    fn every_european_script_has_its_glyphs_in_every_cut() {
        for text in [
            "Τα γρήγορα ζώα πηδούν, ΐΰΆΈ",
            "Съешь же ещё этих мягких булок, Ґґ Її Єє Ўў Ђђ Џџ",
            "Zażółć gęślą jaźń ŁÓDŹ",
            "Iğdır'da şişe, İstanbul ıI",
            "Þórður Ægir ðöll",
            "Ắ ő ű ř ľ ß ẞ ŵ ģ ķ ŋ € № “„«»” – — … ² m³ ½ ×",
        ] {
            for cut in [Cut::Regular, Cut::Bold, Cut::Italic] {
                let fonts = Fonts::get().unwrap();
                assert_eq!(fonts.writable(cut, text), text);
                assert_eq!(notdef(cut, text), 0, "{text} {cut:?}");
            }
        }
    }

    #[test]
    fn what_cannot_be_written_is_replaced_or_dropped() {
        let fonts = Fonts::get().unwrap();
        let clean = fonts.writable(Cut::Regular, "a\0b\u{202e}c\r\nd\te\u{1f600}漢");
        assert_eq!(clean, "abc\nd e\u{fffd}\u{fffd}");
        assert_eq!(notdef(Cut::Regular, &clean.replace('\n', " ")), 0);
    }

    #[test]
    fn properties_keep_letters_that_no_font_has() {
        assert_eq!(
            on_one_line(" 漢\0字\n\u{202e}\u{1f600}\u{ffff} "),
            "漢字 \u{1f600}"
        );
    }

    #[test]
    fn a_mark_belongs_to_its_letter() {
        let text = "e\u{323}\u{301}x";
        let fonts = Fonts::get().unwrap();
        let glyphs = fonts.shape(Cut::Regular, text, None, false);
        assert!(glyphs.iter().all(|glyph| glyph.text.end > glyph.text.start));
        assert_eq!(glyphs.last().map(|glyph| glyph.text.clone()), Some(5..6));
        assert_eq!(scripts("да I да"), vec![0..5, 5..7, 7..11]);
    }
}
