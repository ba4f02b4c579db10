//! PDF files: a picture of the first page.

use super::child::{Drawn, Failed, unreadable};
use super::picture::LARGEST;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::RgbImage;

/// Points of a side that a page may have and be drawn: some 14 km on paper.
const POINTS_MAX: f32 = 40_000_000.0;
/// A page is not blown up by more than this, however small it is.
const SCALE_MAX: f32 = 4.0;

const DAMAGED: &str = "This PDF file is damaged.";
const PROTECTED: &str = "This PDF file is protected by a password.";

/// The first page, its longest side as long as that of the largest picture.
pub(super) fn first_page(file: Vec<u8>) -> Result<Drawn, Failed> {
    let pdf = Pdf::new(file).map_err(|error| match error {
        LoadPdfError::Decryption(_) => unreadable(PROTECTED),
        LoadPdfError::Invalid => unreadable(DAMAGED),
    })?;
    let pages = pdf.pages();
    let page = pages.iter().next().ok_or_else(|| unreadable(DAMAGED))?;
    let (width, height) = page.render_dimensions();
    let fits = |side: f32| side.is_finite() && side > 0.0 && side <= POINTS_MAX;
    if !fits(width) || !fits(height) {
        return Err(unreadable(DAMAGED));
    }
    let scale = (LARGEST as f32 / width.max(height)).min(SCALE_MAX);
    // A page that is very long and thin still has a pixel across.
    let scale_of = |side: f32| scale.max(1.0 / side);
    let settings = PixmapSettings {
        x_scale: scale_of(width),
        y_scale: scale_of(height),
        bg_color: WHITE,
    };
    let drawn = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let (pixels_across, pixels_down) = (u32::from(drawn.width()), u32::from(drawn.height()));
    let rgb = drawn
        .data_as_u8_slice()
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]);
    let picture = RgbImage::from_raw(pixels_across, pixels_down, rgb.collect())
        .ok_or_else(|| unreadable(DAMAGED))?;
    Ok(Drawn {
        width: width.round() as u32,
        height: height.round() as u32,
        pages: u32::try_from(pages.len()).ok(),
        picture,
    })
}
