//! What a picture's EXIF data tell: when and where it was taken, and which way up it is.

use chrono::{NaiveDate, NaiveDateTime};
use exif::{DateTime, Exif, In, Reader, Tag, Value};
use std::io::Cursor;

/// When and where a picture was taken, as its EXIF data say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shot {
    /// On the clock of the camera.
    pub taken_at: Option<NaiveDateTime>,
    /// How far that clock is from UTC.
    pub utc_offset_minutes: Option<i32>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
}

/// The EXIF data of a file, or of as much of it as there is; faults in single entries are passed over.
pub(crate) fn read(file: &[u8]) -> Option<Exif> {
    Reader::new()
        .continue_on_error(true)
        .read_from_container(&mut Cursor::new(file))
        .or_else(|error| error.distill_partial_result(|_| {}))
        .ok()
}

/// How a picture has to be turned, from 1 (it is upright) to 8.
pub(crate) fn orientation(exif: &Exif) -> u8 {
    exif.get_field(Tag::Orientation, In::PRIMARY)
        .and_then(|field| field.value.get_uint(0))
        .and_then(|value| u8::try_from(value).ok())
        .filter(|value| (1..=8).contains(value))
        .unwrap_or(1)
}

impl Shot {
    /// What the EXIF data say; `None` when they say neither when nor where.
    pub(crate) fn of(exif: &Exif) -> Option<Shot> {
        let taken = [
            (Tag::DateTimeOriginal, Tag::OffsetTimeOriginal),
            (Tag::DateTimeDigitized, Tag::OffsetTimeDigitized),
            (Tag::DateTime, Tag::OffsetTime),
        ]
        .into_iter()
        .find_map(|(time, offset)| Some((taken_at(exif, time)?, utc_offset(exif, offset))));
        let place = Option::zip(
            degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, b'S', 90.0),
            degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, b'W', 180.0),
        )
        // A camera without a fix writes zeros.
        .filter(|place| *place != (0.0, 0.0));
        let shot = Shot {
            taken_at: taken.map(|(at, _)| at),
            utc_offset_minutes: taken.and_then(|(_, offset)| offset),
            latitude: place.map(|(latitude, _)| latitude),
            longitude: place.map(|(_, longitude)| longitude),
        };
        (shot != Shot::default()).then_some(shot)
    }
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(texts) => texts.first().map(Vec::as_slice),
        _ => None,
    }
}

fn taken_at(exif: &Exif, tag: Tag) -> Option<NaiveDateTime> {
    let read = DateTime::from_ascii(ascii(exif, tag)?).ok()?;
    NaiveDate::from_ymd_opt(read.year.into(), read.month.into(), read.day.into())?.and_hms_opt(
        read.hour.into(),
        read.minute.into(),
        read.second.into(),
    )
}

fn utc_offset(exif: &Exif, tag: Tag) -> Option<i32> {
    let mut read = DateTime::from_ascii(b"2000:01:01 00:00:00").ok()?;
    read.parse_offset(ascii(exif, tag)?).ok()?;
    read.offset
        .map(i32::from)
        .filter(|minutes| minutes.abs() <= 18 * 60)
}

fn degrees(exif: &Exif, tag: Tag, side: Tag, negative: u8, most: f64) -> Option<f64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else {
        return None;
    };
    let part = |at: usize| parts.get(at).map_or(0.0, |part| part.to_f64());
    let angle = part(0) + part(1) / 60.0 + part(2) / 3600.0;
    let sign = match ascii(exif, side)?.first()? {
        found if found.eq_ignore_ascii_case(&negative) => -1.0,
        _ => 1.0,
    };
    (0.0..=most).contains(&angle).then_some(sign * angle)
}
