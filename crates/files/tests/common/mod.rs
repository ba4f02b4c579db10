//! Pictures made for tests, with everything in them that must not be told.
#![allow(clippy::expect_used, dead_code, reason = "tests")]

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder, ImageFormat, RgbImage};
use std::io::Cursor;

/// Said by every kind of metadata, and by no picture.
pub(crate) const CANARY: &[u8] = b"KANARIENVOGEL";
/// As XMP says it.
pub(crate) const XMP: &[u8] =
    b"<?xpacket begin=''?><x:xmpmeta><rdf:RDF>KANARIENVOGEL</rdf:RDF></x:xmpmeta><?xpacket end='w'?>";

/// EXIF data with a place, a time and a canary.
pub(crate) fn exif(orientation: u16) -> Vec<u8> {
    let text = || Value::Ascii(vec![CANARY.to_vec()]);
    let angle = |degrees: u32| {
        let part = |num| Rational { num, denom: 1 };
        Value::Rational(vec![part(degrees), part(30), part(0)])
    };
    let ascii = |text: &str| Value::Ascii(vec![text.into()]);
    let fields = [
        (Tag::Orientation, Value::Short(vec![orientation])),
        (Tag::ImageDescription, text()),
        (Tag::Artist, text()),
        (Tag::DateTimeOriginal, ascii("2026:03:01 14:05:09")),
        (Tag::OffsetTimeOriginal, ascii("+10:00")),
        (Tag::MakerNote, Value::Undefined(CANARY.to_vec(), 0)),
        (Tag::GPSLatitude, angle(33)),
        (Tag::GPSLatitudeRef, ascii("S")),
        (Tag::GPSLongitude, angle(151)),
        (Tag::GPSLongitudeRef, ascii("E")),
    ]
    .map(|(tag, value)| Field {
        tag,
        ifd_num: In::PRIMARY,
        value,
    });
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut data = Cursor::new(Vec::new());
    writer.write(&mut data, true).expect("EXIF");
    data.into_inner()
}

/// Red at the top left, green at the top right, blue at the bottom left, white at the bottom right.
pub(crate) fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => [255, 0, 0],
            (false, true) => [0, 255, 0],
            (true, false) => [0, 0, 255],
            (false, false) => [255, 255, 255],
        })
    })
}

pub(crate) fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("encoded");
    bytes.into_inner()
}

pub(crate) fn plain_jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90)
        .write_image(
            picture,
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )
        .expect("encoded");
    bytes
}

/// A JPEG segment.
pub(crate) fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&[0xFF, marker], length.as_slice(), content].concat()
}

/// A JPEG as a phone writes it: EXIF, XMP, IPTC, a comment, and another picture with its own EXIF behind its end.
pub(crate) fn jpeg(picture: &RgbImage, orientation: u16) -> Vec<u8> {
    let plain = plain_jpeg(picture);
    let exif = segment(0xE1, &[b"Exif\0\0", exif(orientation).as_slice()].concat());
    [
        &plain[..2],
        &segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", XMP].concat()),
        &exif,
        &segment(0xE2, &[b"MPF\0", CANARY].concat()),
        &segment(0xED, &[b"Photoshop 3.0\0", CANARY].concat()),
        &segment(0xFE, CANARY),
        &plain[2..plain.len() - 2],
        // Between scans.
        &segment(0xFE, CANARY),
        &exif,
        &[0xFF, 0xD9],
        &plain[..2],
        &exif,
        &plain[2..],
        CANARY,
    ]
    .concat()
}

pub(crate) fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [kind.as_slice(), content].concat();
    let sum = !named.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 }
        })
    });
    let length = (content.len() as u32).to_be_bytes();
    [length.as_slice(), &named, &sum.to_be_bytes()].concat()
}

pub(crate) fn png(picture: &RgbImage, orientation: u16) -> Vec<u8> {
    let plain = encoded(picture, ImageFormat::Png);
    // Behind the header's chunk.
    let (header, pixels) = plain.split_at(33);
    [
        header,
        &chunk(b"eXIf", &exif(orientation)),
        &chunk(b"tEXt", &[b"Author\0", CANARY].concat()),
        &chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", XMP].concat()),
        &chunk(b"tIME", &[0; 7]),
        &chunk(b"prVt", CANARY),
        pixels,
        CANARY,
    ]
    .concat()
}

pub(crate) fn webp(picture: &RgbImage, orientation: u16) -> Vec<u8> {
    let plain = encoded(picture, ImageFormat::WebP);
    let riff = |kind: &[u8; 4], content: &[u8]| {
        let length = (content.len() as u32).to_le_bytes();
        let padding = vec![0; content.len() % 2];
        [kind.as_slice(), &length, content, &padding].concat()
    };
    let side = |pixels: u32| (pixels - 1).to_le_bytes()[..3].to_vec();
    let header = [
        vec![0b1100, 0, 0, 0],
        side(picture.width()),
        side(picture.height()),
    ]
    .concat();
    let chunks = [
        riff(b"VP8X", &header),
        plain[12..].to_vec(),
        riff(b"EXIF", &exif(orientation)),
        riff(b"XMP ", XMP),
        riff(b"NOTE", CANARY),
    ]
    .concat();
    [
        riff(b"RIFF", &[b"WEBP", chunks.as_slice()].concat()),
        CANARY.to_vec(),
    ]
    .concat()
}

pub(crate) fn gif(picture: &RgbImage) -> Vec<u8> {
    let mut plain = encoded(picture, ImageFormat::Gif);
    let end = plain.pop().expect("an end");
    let block = |label: u8, blocks: &[&[u8]]| {
        let blocks = blocks
            .iter()
            .flat_map(|block| [&[block.len() as u8], *block].concat());
        [vec![0x21, label], blocks.collect(), vec![0]].concat()
    };
    [
        plain,
        block(0xFE, &[CANARY]),
        block(0xFF, &[b"XMP DataXMP", XMP]),
        block(0xFF, &[b"NETSCAPE2.0", CANARY]),
        vec![end],
        CANARY.to_vec(),
    ]
    .concat()
}

/// EXIF data are a TIFF file: pixels and metadata in one.
pub(crate) fn tiff(orientation: u16) -> Vec<u8> {
    let strip = vec![200; 4 * 3 * 3];
    let mut writer = Writer::new();
    let text = Field {
        tag: Tag::ImageDescription,
        ifd_num: In::PRIMARY,
        value: Value::Ascii(vec![CANARY.to_vec()]),
    };
    let field = |tag, value| Field {
        tag,
        ifd_num: In::PRIMARY,
        value,
    };
    let part = |num| Rational { num, denom: 1 };
    let fields = [
        field(Tag::ImageWidth, Value::Long(vec![4])),
        field(Tag::ImageLength, Value::Long(vec![3])),
        field(Tag::BitsPerSample, Value::Short(vec![8, 8, 8])),
        field(Tag::Compression, Value::Short(vec![1])),
        field(Tag::PhotometricInterpretation, Value::Short(vec![2])),
        field(Tag::SamplesPerPixel, Value::Short(vec![3])),
        field(Tag::RowsPerStrip, Value::Long(vec![3])),
        field(Tag::Orientation, Value::Short(vec![orientation])),
        field(
            Tag::GPSLatitude,
            Value::Rational(vec![part(33), part(30), part(0)]),
        ),
        field(Tag::GPSLatitudeRef, Value::Ascii(vec![b"S".to_vec()])),
        field(Tag::UserComment, Value::Undefined(CANARY.to_vec(), 0)),
        text,
    ];
    fields.iter().for_each(|field| writer.push_field(field));
    let strips = [strip.as_slice()];
    writer.set_strips(&strips, In::PRIMARY);
    let mut data = Cursor::new(Vec::new());
    writer.write(&mut data, true).expect("TIFF");
    [data.into_inner(), CANARY.to_vec()].concat()
}

pub(crate) fn a_box(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [
        &(content.len() as u32 + 8).to_be_bytes(),
        kind.as_slice(),
        content,
    ]
    .concat()
}

/// What the picture of [`heic`] is coded as.
pub(crate) const CODED: &[u8] = b"these are coded pixels";

/// A HEIC with a picture, two EXIF items, an XMP item and a film at its end.
pub(crate) fn heic() -> Vec<u8> {
    let exif = [&[0, 0, 0, 0], exif(1).as_slice()].concat();
    let items: [(&[u8; 4], &[u8]); 4] = [
        (b"hvc1", CODED),
        (b"Exif", &exif),
        (b"Exif", &exif),
        (b"mime", XMP),
    ];
    let entries = items.iter().zip(1_u16..).flat_map(|((kind, _), item)| {
        let entry = [
            &[2, 0, 0, 0],
            item.to_be_bytes().as_slice(),
            &[0, 0],
            *kind,
            b"\0",
        ]
        .concat();
        a_box(b"infe", &entry)
    });
    let iinf = a_box(
        b"iinf",
        &[vec![0, 0, 0, 0, 0, 4], entries.collect()].concat(),
    );
    let ftyp = a_box(b"ftyp", b"heic\0\0\0\0mif1heic");
    let meta = |start: usize| {
        let mut at = start;
        let places = items.iter().zip(1_u16..).flat_map(|((_, data), item)| {
            let from = at as u32;
            at += data.len();
            [
                item.to_be_bytes().as_slice(),
                &[0, 0, 0, 1],
                &from.to_be_bytes(),
                &(data.len() as u32).to_be_bytes(),
            ]
            .concat()
        });
        let iloc = [vec![0, 0, 0, 0, 0x44, 0, 0, 4], places.collect()].concat();
        let content = [vec![0; 4], iinf.clone(), a_box(b"iloc", &iloc)].concat();
        a_box(b"meta", &content)
    };
    let start = ftyp.len() + meta(0).len() + 8;
    let data: Vec<u8> = items.iter().flat_map(|(_, data)| data.to_vec()).collect();
    [
        ftyp,
        meta(start),
        a_box(b"mdat", &data),
        a_box(b"mpvd", CANARY),
    ]
    .concat()
}
