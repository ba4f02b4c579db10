//! Documents in the one house style of a builder's portal: daily logs, reports, quotes, invoices.
//!
//! [`write()`] is a pure function from a [`Sheet`] to the bytes of a PDF on A4. It asks no clock, no network
//! and no other program, so the same sheet gives the same bytes. What a sheet says is written as text that
//! can be searched and copied; a character without a glyph becomes U+FFFD, and a picture that cannot be
//! shown becomes a grey box that says so: neither loses the document.

mod flow;
mod fonts;
mod furniture;
mod output;
mod paint;
mod pictures;
mod table;
#[cfg(feature = "testing")]
pub mod testing;
mod wrap;

use std::fmt;

use chrono::{DateTime, Utc};

/// One document.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Who writes it.
    pub brand: Brand,
    /// The language of the words as a BCP 47 tag, such as `en-GB`; readers speak and hyphenate by it.
    pub language: String,
    /// What sort of document this is, such as "Daily log": small, over the title.
    pub kind: String,
    /// The title, also of the document's properties and of the running head.
    pub title: String,
    /// Labels and their values, in a grid of two columns under the title.
    pub facts: Vec<(String, String)>,
    /// What the document says, from top to bottom.
    pub blocks: Vec<Block>,
    /// One line on every page, left of the page's number; what does not fit is cut with "…".
    pub footer: String,
    /// When the document was written: the creation date in its properties.
    pub written_at: DateTime<Utc>,
}

/// Whose document it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Brand {
    /// The firm's name: the author in the document's properties, and the head where there is no logo.
    pub name: String,
    /// Red, green and blue of the rules; a dark blue when absent.
    pub colour: Option<[u8; 3]>,
    /// The logo, at most 14 mm high and 80 mm wide on the first page.
    pub logo: Option<Picture>,
}

/// A part of a document. Parts follow each other downwards and over pages.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading, also in the outline; it stays with what follows.
    Heading(String),
    /// A heading under a heading, also in the outline.
    Subheading(String),
    /// A paragraph; `\n` in a run starts a new line.
    Text(Vec<Run>),
    /// Points with a bullet or, when ordered, with numbers from 1.
    List {
        /// Numbers instead of bullets.
        ordered: bool,
        /// The points, each a paragraph of runs.
        items: Vec<Vec<Run>>,
    },
    /// A paragraph set in, with a bar at its left.
    Quote(Vec<Run>),
    /// Rows under titles. The titles come again on each page; a row is split only when taller than a page.
    Table {
        /// The columns; none of them means no table.
        columns: Vec<Column>,
        /// The cells of each row, in the order of the columns; missing ones are empty, further ones left out.
        rows: Vec<Vec<String>>,
        /// A last row in bold, kept with the row before it.
        total: Option<Vec<String>>,
    },
    /// Pictures, two in a row, each over its caption and at most 80 mm high.
    Pictures(Vec<Captioned>),
    /// A signature over a line, with who signed and when.
    Signature {
        /// What was drawn, at most 20 mm high and 70 mm wide.
        picture: Picture,
        /// Who signed.
        name: String,
        /// When, in words.
        when: String,
    },
    /// A line of a form: the question at the left, the answer at the right, its pictures below.
    Answer {
        /// What was asked.
        question: String,
        /// What was answered.
        answer: String,
        /// Marks the line with a bar in red and a word.
        flagged: bool,
        /// Pictures that belong to the answer.
        pictures: Vec<Captioned>,
    },
    /// A small grey remark, such as "Nothing was entered."
    Note(String),
}

/// Words in one style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The words.
    pub text: String,
    /// In bold; bold wins where both are asked for.
    pub bold: bool,
    /// In italics.
    pub italic: bool,
    /// Where the words lead: `http`, `https`, `mailto` and `tel` become links, anything else plain words.
    pub link: Option<String>,
}

impl Run {
    /// Words without any style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands at its top.
    pub title: String,
    /// Its part of the width, in hundredths when all shares make 100; only their proportion counts.
    pub share: u16,
    /// Figures: set at the right edge.
    pub right: bool,
}

/// A picture and what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Captioned {
    /// The picture.
    pub picture: Picture,
    /// The words under it.
    pub caption: Option<String>,
}

/// The bytes of a picture's file. The pixels are taken upright: a turn noted in the file is not heeded.
#[derive(Clone, PartialEq, Eq)]
pub enum Picture {
    /// A JPEG, embedded byte for byte: what its metadata tells goes along.
    Jpeg(Vec<u8>),
    /// A PNG, whose pixels are embedded without loss.
    Png(Vec<u8>),
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, bytes) = match self {
            Self::Jpeg(bytes) => ("Jpeg", bytes),
            Self::Png(bytes) => ("Png", bytes),
        };
        write!(f, "{name}({} bytes)", bytes.len())
    }
}

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The fonts of this crate could not be read, which its tests rule out.
    #[error("the fonts cannot be read")]
    Fonts,
    /// A picture was refused again after it had been left out.
    #[error("a picture cannot be embedded")]
    Picture,
    /// The file could not be put together; the words say why.
    #[error("the document cannot be written: {0}")]
    Write(String),
}

/// Writes a sheet as a PDF.
///
/// # Errors
///
/// None that a sheet's words or pictures cause: see [`PdfError`].
pub fn write(sheet: &Sheet) -> Result<Vec<u8>, PdfError> {
    let fonts = fonts::Fonts::get()?;
    let mut refused = Vec::new();
    // A PNG with a sound head can turn out broken only when its pixels are read, which is when the file is
    // put together: the document is then laid out again with a box in its place.
    loop {
        let painter = paint::Painter::new(sheet, fonts, &refused);
        let pages = furniture::pages(&painter, sheet);
        match output::put_together(sheet, fonts, &pages) {
            Ok(bytes) => return Ok(bytes),
            Err(output::Failure::Picture(image)) if !refused.contains(&image) => {
                refused.push(image);
            }
            Err(output::Failure::Picture(_)) => return Err(PdfError::Picture),
            Err(output::Failure::Other(reason)) => return Err(PdfError::Write(reason)),
        }
    }
}
