//! What a file is: decided by its first bytes and its extension together.

use crate::name::extension;
use infer::{app, archive, doc, image, odf};

/// How many of a file's first bytes are looked at.
pub(crate) const HEAD_BYTES: usize = 64 * 1024;

/// A media type that the store knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MediaType {
    name: &'static str,
    inline: bool,
}

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A program, a script or a web page.
    NotAllowed {
        /// What it is, in plain words.
        found: &'static str,
    },
    /// The extension says one thing and the content another.
    Mismatch,
}

impl MediaType {
    /// Anything whose extension is not known: kept, and only ever downloaded.
    pub const OCTET_STREAM: MediaType = MediaType {
        name: "application/octet-stream",
        inline: false,
    };

    /// The type of a stored name; one that this release does not know is only downloaded.
    pub fn from_stored(name: &str) -> MediaType {
        KINDS
            .iter()
            .map(|kind| kind.media_type)
            .find(|media_type| media_type.name == name)
            .unwrap_or(MediaType::OCTET_STREAM)
    }

    /// The type as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        self.name
    }

    /// Whether a browser may show it in place: pictures and PDF. SVG can carry scripts and is not a picture here.
    pub fn inline(self) -> bool {
        self.inline
    }

    /// Whether it is a picture, whose metadata may tell where it was taken.
    pub fn is_picture(self) -> bool {
        (self.has_preview() && self.name != "application/pdf") || self.name == "image/heic"
    }

    /// Whether it can be a photo: what cameras and phones make.
    pub(crate) fn is_photo(self) -> bool {
        self.is_picture() && self.name != "image/tiff"
    }

    /// Whether smaller pictures are made of it.
    pub fn has_preview(self) -> bool {
        matches!(
            self.name,
            "application/pdf"
                | "image/jpeg"
                | "image/png"
                | "image/gif"
                | "image/webp"
                | "image/tiff"
        )
    }

    /// Whether anything is made of it: smaller pictures, or a copy without metadata.
    pub fn is_rendered(self) -> bool {
        self.has_preview() || self.is_picture()
    }

    /// The type of a file by its name and its first bytes (64 KiB are enough).
    pub fn detect(name: &str, head: &[u8]) -> Result<MediaType, Refusal> {
        let extension = extension(name);
        if let Some(found) = harmful(&extension, head) {
            return Err(Refusal::NotAllowed { found });
        }
        match KINDS
            .iter()
            .find(|kind| kind.extensions.contains(&extension.as_str()))
        {
            None => Ok(MediaType::OCTET_STREAM),
            Some(kind) if (kind.matches)(head) => Ok(kind.media_type),
            Some(_) => Err(Refusal::Mismatch),
        }
    }
}

struct Kind {
    media_type: MediaType,
    extensions: &'static [&'static str],
    matches: fn(&[u8]) -> bool,
}

const fn shown(
    name: &'static str,
    extensions: &'static [&'static str],
    matches: fn(&[u8]) -> bool,
) -> Kind {
    Kind {
        media_type: MediaType { name, inline: true },
        extensions,
        matches,
    }
}

const fn saved(
    name: &'static str,
    extensions: &'static [&'static str],
    matches: fn(&[u8]) -> bool,
) -> Kind {
    Kind {
        media_type: MediaType {
            name,
            inline: false,
        },
        extensions,
        matches,
    }
}

const KINDS: &[Kind] = &[
    shown("application/pdf", &["pdf"], archive::is_pdf),
    shown(
        "image/jpeg",
        &["jpg", "jpeg", "jpe", "jfif"],
        image::is_jpeg,
    ),
    shown("image/png", &["png"], image::is_png),
    shown("image/gif", &["gif"], image::is_gif),
    shown("image/webp", &["webp"], image::is_webp),
    shown("image/heic", &["heic", "heif"], image::is_heif),
    shown("image/tiff", &["tif", "tiff"], image::is_tiff),
    saved("image/svg+xml", &["svg"], is_svg),
    saved("image/vnd.dwg", &["dwg"], is_dwg),
    saved("image/vnd.dxf", &["dxf"], is_dxf),
    saved("application/x-step", &["ifc"], |head| {
        head.starts_with(b"ISO-10303-21;")
    }),
    saved("video/mp4", &["mp4", "m4v"], is_film),
    saved("video/quicktime", &["mov"], is_film),
    saved(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        &["docx"],
        |head| is_zip_of(head, doc::is_docx),
    ),
    saved(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        &["xlsx"],
        |head| is_zip_of(head, doc::is_xlsx),
    ),
    saved(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        &["pptx"],
        |head| is_zip_of(head, doc::is_pptx),
    ),
    saved(
        "application/vnd.oasis.opendocument.text",
        &["odt"],
        |head| is_zip_of(head, odf::is_odt),
    ),
    saved(
        "application/vnd.oasis.opendocument.spreadsheet",
        &["ods"],
        |head| is_zip_of(head, odf::is_ods),
    ),
    saved("application/msword", &["doc"], is_ole),
    saved("application/vnd.ms-excel", &["xls"], is_ole),
    saved("application/vnd.ms-powerpoint", &["ppt"], is_ole),
    saved("application/zip", &["zip"], archive::is_zip),
    saved("text/plain", &["txt"], is_text),
    saved("text/csv", &["csv"], is_text),
    saved("text/markdown", &["md"], is_text),
];

/// Extensions that a computer runs when they are opened, or that a browser renders as a page.
const HARMFUL_EXTENSIONS: &[&str] = &[
    "apk", "app", "appx", "bash", "bat", "cgi", "chm", "cmd", "com", "command", "cpl", "deb",
    "dll", "dmg", "exe", "gadget", "hta", "htm", "html", "inf", "jar", "js", "jse", "lnk", "mht",
    "mhtml", "mjs", "msc", "msi", "msix", "msp", "php", "pif", "pkg", "pl", "ps1", "psm1", "py",
    "rb", "reg", "rpm", "scf", "scr", "sh", "shtml", "svgz", "sys", "url", "vb", "vbe", "vbs",
    "wasm", "ws", "wsf", "wsh", "xht", "xhtml", "xll", "zsh",
];

fn harmful(extension: &str, head: &[u8]) -> Option<&'static str> {
    let is_program = [
        app::is_elf,
        app::is_mach,
        app::is_java,
        app::is_dex,
        app::is_dey,
        app::is_wasm,
        archive::is_deb,
        archive::is_rpm,
        archive::is_crx,
        archive::is_swf,
    ]
    .iter()
    .any(|matches| matches(head));
    // "MZ" alone may also begin a sentence.
    if is_program || (app::is_exe(head) && !is_text(head)) {
        return Some("a program");
    }
    if head.starts_with(b"#!") {
        return Some("a script");
    }
    let tag = first_tag(head);
    let starts_page = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<script",
        "<iframe",
        "<meta",
        "<object",
        "<embed",
    ]
    .iter()
    .any(|page| starts_with_ignoring_case(tag, page));
    if starts_page {
        return Some("a web page");
    }
    HARMFUL_EXTENSIONS
        .contains(&extension)
        .then_some("a program or web page")
}

/// What follows a byte order mark, white space, comments and processing instructions.
fn first_tag(head: &[u8]) -> &[u8] {
    let mut rest = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    loop {
        rest = rest.trim_ascii_start();
        let end: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<?") {
            b"?>"
        } else {
            return rest;
        };
        match rest.windows(end.len()).position(|window| window == end) {
            Some(at) => rest = &rest[at + end.len()..],
            None => return &[],
        }
    }
}

fn starts_with_ignoring_case(bytes: &[u8], start: &str) -> bool {
    bytes
        .get(..start.len())
        .is_some_and(|b| b.eq_ignore_ascii_case(start.as_bytes()))
}

/// Text in UTF-8, UTF-16 with its mark, or one of the old 8-bit encodings that spreadsheets still write.
fn is_text(head: &[u8]) -> bool {
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return true;
    }
    !head
        .iter()
        .any(|byte| matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F))
}

fn is_svg(head: &[u8]) -> bool {
    let tag = first_tag(head);
    starts_with_ignoring_case(tag, "<svg") || starts_with_ignoring_case(tag, "<!doctype svg")
}

/// Drawings of every release begin with the letters `AC` and a number.
fn is_dwg(head: &[u8]) -> bool {
    image::is_dwg(head)
        || (head.starts_with(b"AC10")
            && head
                .get(4..6)
                .is_some_and(|n| n.iter().all(u8::is_ascii_digit)))
}

fn is_dxf(head: &[u8]) -> bool {
    let begins_with_group = || {
        let start = head
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(head)
            .trim_ascii_start();
        start.starts_with(b"0") || start.starts_with(b"999")
    };
    head.starts_with(b"AutoCAD Binary DXF") || (is_text(head) && begins_with_group())
}

/// An ISO base media file that is not a still picture; some cameras leave the `ftyp` box out.
fn is_film(head: &[u8]) -> bool {
    const BOXES: [&[u8]; 6] = [b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"];
    head.get(4..8).is_some_and(|name| BOXES.contains(&name))
        && !image::is_heif(head)
        && !image::is_avif(head)
}

fn is_ole(head: &[u8]) -> bool {
    head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
}

/// A ZIP that is this kind of document, or whose entries come in an order that does not tell.
fn is_zip_of(head: &[u8], wanted: fn(&[u8]) -> bool) -> bool {
    let others = [
        doc::is_docx,
        doc::is_xlsx,
        doc::is_pptx,
        odf::is_odt,
        odf::is_ods,
        odf::is_odp,
    ];
    wanted(head) || (archive::is_zip(head) && !others.iter().any(|is| is(head)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0";
    const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0";
    const MISMATCH: Result<&str, Refusal> = Err(Refusal::Mismatch);

    fn refused(found: &'static str) -> Result<&'static str, Refusal> {
        Err(Refusal::NotAllowed { found })
    }

    fn detected(name: &str, head: &[u8]) -> Result<&'static str, Refusal> {
        MediaType::detect(name, head).map(MediaType::as_str)
    }

    #[rstest]
    #[case("Plan.PDF", b"%PDF-1.7\n", "application/pdf")]
    #[case("site.jpg", JPEG, "image/jpeg")]
    #[case("site.png", PNG, "image/png")]
    #[case("site.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic")]
    #[case("walk.mov", b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "video/quicktime")]
    #[case("walk.mp4", b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2", "video/mp4")]
    #[case("costs.xls", OLE, "application/vnd.ms-excel")]
    #[case("house.dwg", b"AC1032\0\0\0\0", "image/vnd.dwg")]
    #[case("house.dxf", b"  0\r\nSECTION\r\n  2\r\nHEADER", "image/vnd.dxf")]
    #[case("house.ifc", b"ISO-10303-21;\nHEADER;", "application/x-step")]
    #[case(
        "logo.svg",
        b"<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<svg xmlns=\"\"/>",
        "image/svg+xml"
    )]
    #[case("notes.txt", b"MZ is the initials of our plumber.", "text/plain")]
    #[case("rates.csv", b"item;rate\r\nGel\xE4nder;12", "text/csv")]
    #[case("README.md", b"<p>centred</p>", "text/markdown")]
    #[case("model.rvt", OLE, "application/octet-stream")]
    #[case("no extension", b"\0\x02\x03", "application/octet-stream")]
    fn what_a_builder_sends_is_taken(
        #[case] name: &str,
        #[case] head: &[u8],
        #[case] expected: &'static str,
    ) {
        assert_eq!(detected(name, head), Ok(expected));
    }

    #[rstest]
    #[case("plan.pdf", PNG, MISMATCH)]
    #[case("photo.jpg", PNG, MISMATCH)]
    #[case("photo.png", b"plain words", MISMATCH)]
    #[case("notes.txt", b"\0\0\0\0", MISMATCH)]
    #[case("letter.docx", OLE, MISMATCH)]
    #[case("film.mp4", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", MISMATCH)]
    #[case("plan.pdf", b"MZ\x90\0\x03\0\0\0", refused("a program"))]
    #[case("holiday", b"MZ\x90\0\x03\0\0\0", refused("a program"))]
    #[case("run.txt", b"#!/bin/sh\nrm -rf /", refused("a script"))]
    #[case(
        "page.txt",
        b"\xEF\xBB\xBF <!-- x --> <HTML><body>",
        refused("a web page")
    )]
    #[case("logo.svg", b"<script>alert(1)</script>", refused("a web page"))]
    #[case("plan.pdf.exe", b"%PDF-1.7", refused("a program or web page"))]
    #[case("page.HTML", b"words", refused("a program or web page"))]
    #[case("trick.exe. ", b"words", refused("a program or web page"))]
    fn what_lies_or_harms_is_refused(
        #[case] name: &str,
        #[case] head: &[u8],
        #[case] expected: Result<&'static str, Refusal>,
    ) {
        assert_eq!(detected(name, head), expected);
    }

    #[test]
    fn pictures_and_pdf_are_shown_in_place_and_svg_is_not() {
        let shown = |name| MediaType::from_stored(name).inline();
        assert!(shown("application/pdf") && shown("image/jpeg"));
        assert!(!shown("image/svg+xml") && !shown("text/plain") && !shown("text/html"));
    }

    #[test]
    fn each_extension_belongs_to_one_kind() {
        let mut seen = std::collections::HashSet::new();
        for extension in KINDS.iter().flat_map(|kind| kind.extensions) {
            assert!(seen.insert(extension), "{extension} twice");
            assert!(
                !HARMFUL_EXTENSIONS.contains(extension),
                "{extension} allowed and refused"
            );
        }
    }
}
