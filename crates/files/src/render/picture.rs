//! Pictures: decoded no larger than needed, turned the right way up, in three sizes.

use super::RenditionKind;
use super::child::{Drawn, Failed, Made, unreadable};
use crate::dimensions::may_be_decoded;
use crate::look::{DAMAGED, TOO_LARGE};
use crate::media_type::MediaType;
use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbImage, Rgba};
use jpeg_decoder::PixelFormat;
use std::fs::File;
use std::io::{BufWriter, Cursor, Write};
use std::path::Path;

/// The sizes, largest first: each is made of the one before.
const SIZES: [(RenditionKind, u32); 3] = [
    (RenditionKind::Large, 1920),
    (RenditionKind::Medium, 960),
    (RenditionKind::Small, 320),
];
/// The longest side of the largest.
pub(super) const LARGEST: u32 = SIZES[0].1;
/// Of 100.
const QUALITY: u8 = 82;
/// Bytes that a decoder of the library may take.
const DECODER_BYTES: u64 = 1_200 * 1024 * 1024;

/// A picture the right way up, at least as large as the largest size, if it is so large.
pub(super) fn decode(media_type: MediaType, file: &[u8]) -> Result<Drawn, Failed> {
    let reader = ImageReader::new(Cursor::new(file))
        .with_guessed_format()
        .map_err(|_| unreadable(DAMAGED))?;
    let mut decoder = reader.into_decoder().map_err(|_| unreadable(DAMAGED))?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(unreadable(DAMAGED));
    }
    if !may_be_decoded((width, height)) {
        return Err(unreadable(TOO_LARGE));
    }
    let way = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let small = match media_type.as_str() {
        "image/jpeg" => scaled_jpeg(file),
        _ => None,
    };
    let mut picture = match small {
        Some(picture) => picture,
        None => {
            let mut limits = Limits::default();
            limits.max_alloc = Some(DECODER_BYTES);
            decoder
                .set_limits(limits)
                .map_err(|_| unreadable(TOO_LARGE))?;
            DynamicImage::from_decoder(decoder).map_err(|_| unreadable(DAMAGED))?
        }
    };
    picture.apply_orientation(way);
    let is_turned = matches!(
        way,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (width, height) = if is_turned {
        (height, width)
    } else {
        (width, height)
    };
    Ok(Drawn {
        width,
        height,
        pages: None,
        picture: on_white(picture),
    })
}

/// A JPEG decoded at the smallest scale that is large enough: most of its work is not done at all.
/// Other colours than plain ones are left to the slower decoder, which knows them.
fn scaled_jpeg(file: &[u8]) -> Option<DynamicImage> {
    let mut decoder = jpeg_decoder::Decoder::new(Cursor::new(file));
    decoder.read_info().ok()?;
    let info = decoder.info()?;
    let longest = info.width.max(info.height);
    let wanted = |side: u16| {
        let scaled = u32::from(side) * LARGEST / u32::from(longest).max(1);
        u16::try_from(scaled.max(1)).unwrap_or(side)
    };
    if u32::from(longest) > LARGEST {
        decoder
            .scale(wanted(info.width), wanted(info.height))
            .ok()?;
    }
    let pixels = decoder.decode().ok()?;
    let info = decoder.info()?;
    let (width, height) = (info.width.into(), info.height.into());
    match info.pixel_format {
        PixelFormat::RGB24 => RgbImage::from_raw(width, height, pixels).map(DynamicImage::from),
        PixelFormat::L8 => {
            image::GrayImage::from_raw(width, height, pixels).map(DynamicImage::from)
        }
        PixelFormat::CMYK32 | PixelFormat::L16 => None,
    }
}

fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let mut picture = picture.into_rgba8();
    let flat = picture
        .pixels_mut()
        .flat_map(|Rgba([red, green, blue, alpha])| {
            let over = |part: u8| {
                let (part, alpha) = (u32::from(part), u32::from(*alpha));
                ((part * alpha + 255 * (255 - alpha)) / 255) as u8
            };
            [over(*red), over(*green), over(*blue)]
        });
    let pixels: Vec<u8> = flat.collect();
    RgbImage::from_raw(picture.width(), picture.height(), pixels).unwrap_or_default()
}

/// Writes the three sizes; a picture that is smaller than one of them is not blown up.
pub(super) fn write_sizes(picture: RgbImage, folder: &Path, made: &mut Made) -> Result<(), Failed> {
    let mut picture = picture;
    for (kind, side) in SIZES {
        picture = shrunk(picture, side)?;
        let mut file = BufWriter::new(File::create(folder.join(kind.as_str()))?);
        let encoder = JpegEncoder::new_with_quality(&mut file, QUALITY);
        picture
            .write_with_encoder(encoder)
            .map_err(|_| unreadable(DAMAGED))?;
        file.flush()?;
        made.renditions.push((kind, "image/jpeg".to_owned()));
    }
    Ok(())
}

fn shrunk(picture: RgbImage, side: u32) -> Result<RgbImage, Failed> {
    let (width, height) = picture.dimensions();
    let longest = width.max(height);
    if longest <= side {
        return Ok(picture);
    }
    let scaled = |pixels: u32| {
        let scaled = u64::from(pixels) * u64::from(side) / u64::from(longest);
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    let (to_width, to_height) = (scaled(width), scaled(height));
    let from = Image::from_vec_u8(width, height, picture.into_raw(), PixelType::U8x3)
        .map_err(|_| unreadable(DAMAGED))?;
    let mut to = Image::new(to_width, to_height, PixelType::U8x3);
    Resizer::new()
        .resize(&from, &mut to, None)
        .map_err(|_| unreadable(DAMAGED))?;
    RgbImage::from_raw(to_width, to_height, to.into_vec()).ok_or_else(|| unreadable(DAMAGED))
}
