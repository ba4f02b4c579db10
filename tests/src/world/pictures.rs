//! Pictures and PDF files as cameras and offices make them, made here: nothing is fetched.

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ImageEncoder, ImageFormat, Rgb, RgbImage};
use std::fmt::Write as _;
use std::io::Cursor;

/// The colour of a picture's first quarter, so that which way up it is can be seen.
pub const RED: Rgb<u8> = Rgb([220, 20, 20]);
/// The colour of the rest.
pub const BLUE: Rgb<u8> = Rgb([20, 40, 200]);

/// What a camera writes into a picture beside the pixels.
#[derive(Clone, Default)]
pub struct Shot {
    /// `2026:02:14 07:30:00`, on the camera's clock.
    pub taken_at: Option<&'static str>,
    /// `+10:00`, where the camera knows.
    pub offset: Option<&'static str>,
    /// Degrees north and east.
    pub place: Option<(f64, f64)>,
    /// From 1, upright, to 8.
    pub orientation: Option<u16>,
    /// What somebody wrote about it.
    pub description: Option<String>,
}

/// A picture that is red in its top left quarter and blue elsewhere.
pub fn picture(width: u32, height: u32) -> RgbImage {
    let is_first = |x: u32, y: u32| x < width / 2 && y < height / 2;
    RgbImage::from_fn(
        width,
        height,
        |x, y| if is_first(x, y) { RED } else { BLUE },
    )
}

/// Such a picture as a JPEG.
///
/// # Panics
/// When it cannot be written, here and below.
pub fn jpeg(width: u32, height: u32, shot: &Shot) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, 90);
    let exif = shot.exif();
    if !exif.is_empty() {
        encoder.set_exif_metadata(exif).expect("JPEG takes EXIF");
    }
    let picture = picture(width, height);
    picture.write_with_encoder(encoder).expect("a JPEG");
    file
}

/// Such a picture as a PNG.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(&picture(width, height), ImageFormat::Png)
}

/// Such a picture as a PNG with what a camera writes.
pub fn png_with(width: u32, height: u32, shot: &Shot) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = PngEncoder::new(&mut file);
    encoder
        .set_exif_metadata(shot.exif())
        .expect("PNG takes EXIF");
    let picture = picture(width, height);
    picture.write_with_encoder(encoder).expect("a PNG");
    file
}

/// A picture in any format.
pub fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).expect("a picture");
    file.into_inner()
}

/// A small PNG that says it is as large as this: decoded, it would take gigabytes.
pub fn png_bomb(width: u32, height: u32) -> Vec<u8> {
    let mut file = png(8, 8);
    file[16..20].copy_from_slice(&width.to_be_bytes());
    file[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc32(&file[12..29]);
    file[29..33].copy_from_slice(&sum.to_be_bytes());
    file
}

/// A PDF of A4 pages: the first is red all over, the others are blue.
pub fn pdf(pages: usize) -> Vec<u8> {
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned()];
    let kids: Vec<String> = (0..pages)
        .map(|page| format!("{} 0 R", 3 + 2 * page))
        .collect();
    objects.push(format!(
        "<< /Type /Pages /Count {pages} /Kids [{}] >>",
        kids.join(" ")
    ));
    for page in 0..pages {
        let colour = if page == 0 {
            "0.86 0.08 0.08"
        } else {
            "0.08 0.16 0.78"
        };
        let drawn = format!("{colour} rg 0 0 595 842 re f");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << >> >>",
            4 + 2 * page
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{drawn}\nendstream",
            drawn.len()
        ));
    }
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = String::new();
    for (number, object) in (1..).zip(&objects) {
        let _ = writeln!(places, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    let size = objects.len() + 1;
    let _ = write!(
        file,
        "xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}

impl Shot {
    /// The EXIF data; empty when there is nothing to say.
    fn exif(&self) -> Vec<u8> {
        let ascii = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
        let field = |tag, value| Field {
            tag,
            ifd_num: In::PRIMARY,
            value,
        };
        let mut fields = Vec::new();
        if let Some(way) = self.orientation {
            fields.push(field(Tag::Orientation, Value::Short(vec![way])));
        }
        if let Some(text) = &self.description {
            fields.push(field(Tag::ImageDescription, ascii(text)));
        }
        if let Some(at) = self.taken_at {
            fields.push(field(Tag::DateTimeOriginal, ascii(at)));
        }
        if let Some(offset) = self.offset {
            fields.push(field(Tag::OffsetTimeOriginal, ascii(offset)));
        }
        if let Some((north, east)) = self.place {
            let side = |degrees: f64, sides: [&'static str; 2]| sides[usize::from(degrees < 0.0)];
            fields.push(field(Tag::GPSLatitudeRef, ascii(side(north, ["N", "S"]))));
            fields.push(field(Tag::GPSLatitude, degrees(north)));
            fields.push(field(Tag::GPSLongitudeRef, ascii(side(east, ["E", "W"]))));
            fields.push(field(Tag::GPSLongitude, degrees(east)));
        }
        if fields.is_empty() {
            return Vec::new();
        }
        let mut writer = Writer::new();
        for field in &fields {
            writer.push_field(field);
        }
        let mut written = Cursor::new(Vec::new());
        writer.write(&mut written, false).expect("EXIF data");
        written.into_inner()
    }
}

/// Degrees, minutes and seconds, as cameras write them.
fn degrees(angle: f64) -> Value {
    let seconds = (angle.abs() * 3600.0 * 100.0).round() as u32;
    let part = |num, denom| Rational { num, denom };
    Value::Rational(vec![
        part(seconds / 360_000, 1),
        part(seconds / 6000 % 60, 1),
        part(seconds % 6000, 100),
    ])
}

/// The checksum of PNG's chunks.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(sum & 1))
        })
    };
    !bytes.iter().fold(u32::MAX, step)
}
