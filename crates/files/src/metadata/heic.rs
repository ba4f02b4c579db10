//! HEIC: nothing may move in it, so metadata are blanked where they lie.
//!
//! There is no decoder of a licence that we can use (`heic` is AGPL), so that no smaller pictures are made, and
//! clients get the file itself.

use super::be;
use std::collections::HashMap;

/// Items that are pictures or say how pictures are put together.
const PICTURES: [&[u8]; 9] = [
    b"hvc1", b"hev1", b"av01", b"avc1", b"jpeg", b"grid", b"iovl", b"iden", b"tmap",
];

/// A box: where its content begins and where it ends.
struct Part {
    kind: [u8; 4],
    start: usize,
    end: usize,
}

/// `None` also for films, whose metadata are elsewhere, and for data in other files.
pub(super) fn clean(file: &[u8]) -> Option<Vec<u8>> {
    let mut clean = file.to_vec();
    let mut has_pictures = false;
    for part in parts(file, 0, file.len())? {
        match &part.kind {
            b"ftyp" | b"mdat" => {}
            b"meta" => {
                has_pictures = true;
                for (from, to) in blanked(file, &part)? {
                    clean.get_mut(from..to)?.fill(0);
                }
            }
            b"moov" | b"moof" => return None,
            // Phones put films here.
            _ => clean.get_mut(part.start..part.end)?.fill(0),
        }
    }
    has_pictures.then_some(clean)
}

fn parts(file: &[u8], from: usize, to: usize) -> Option<Vec<Part>> {
    let (mut parts, mut at) = (Vec::new(), from);
    while at < to {
        let kind = file.get(at + 4..at + 8)?.try_into().ok()?;
        let (header, size) = match be(file, at, 4)? {
            0 => (8, to - at),
            1 => (16, be(file, at + 8, 8)?),
            size => (8, size),
        };
        let end = at
            .checked_add(size)
            .filter(|end| *end <= to && size >= header)?;
        parts.push(Part {
            kind,
            start: at + header,
            end,
        });
        at = end;
    }
    Some(parts)
}

/// Where what is no picture lies.
fn blanked(file: &[u8], meta: &Part) -> Option<Vec<(usize, usize)>> {
    let inner = parts(file, meta.start + 4, meta.end)?;
    let one = |kind: &[u8; 4]| inner.iter().find(|part| part.kind == *kind);
    let kinds = item_kinds(file, one(b"iinf")?)?;
    let data = one(b"idat").map(|part| (part.start, part.end));
    let mut blanked = Vec::new();
    for (item, places) in locations(file, one(b"iloc")?, data)? {
        let kind = kinds.get(&item).copied().unwrap_or_default();
        if !PICTURES.contains(&kind.as_slice()) {
            blanked.extend(places?);
        }
    }
    for part in &inner {
        match &part.kind {
            b"hdlr" | b"pitm" | b"iinf" | b"iloc" | b"iref" | b"idat" | b"iprp" | b"dinf"
            | b"grpl" => {}
            _ => blanked.push((part.start, part.end)),
        }
    }
    if let Some(properties) = one(b"iprp") {
        for list in parts(file, properties.start, properties.end)? {
            if list.kind == *b"ipco" {
                let texts = parts(file, list.start, list.end)?.into_iter();
                let texts = texts
                    .filter(|part| matches!(&part.kind, b"udes" | b"uuid" | b"crtt" | b"mdft"));
                blanked.extend(texts.map(|part| (part.start, part.end)));
            }
        }
    }
    Some(blanked)
}

fn item_kinds(file: &[u8], list: &Part) -> Option<HashMap<usize, [u8; 4]>> {
    let version = be(file, list.start, 1)?;
    let header = if version == 0 { 6 } else { 8 };
    let mut kinds = HashMap::new();
    for entry in parts(file, list.start + header, list.end)? {
        let wide = match be(file, entry.start, 1)? {
            2 => 2,
            3 => 4,
            _ => return None,
        };
        let item = be(file, entry.start + 4, wide)?;
        let kind = file.get(entry.start + 6 + wide..entry.start + 10 + wide)?;
        kinds.insert(item, kind.try_into().ok()?);
    }
    Some(kinds)
}

/// Where an item lies; `None` when that cannot be told.
type Places = Option<Vec<(usize, usize)>>;

fn locations(
    file: &[u8],
    list: &Part,
    data: Option<(usize, usize)>,
) -> Option<Vec<(usize, Places)>> {
    let mut at = list.start;
    let mut next = |bytes: usize| {
        let number = if at + bytes <= list.end {
            be(file, at, bytes)
        } else {
            None
        };
        at += bytes;
        number
    };
    let version = next(1)?;
    next(3)?;
    let sizes = next(2)?;
    let (offset_size, length_size, base_size) = (sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15);
    let index_size = if version == 0 { 0 } else { sizes & 15 };
    let wide = if version < 2 { 2 } else { 4 };
    let count = next(wide)?;
    let mut found = Vec::new();
    for _ in 0..count {
        let item = next(wide)?;
        let method = if version == 0 { 0 } else { next(2)? & 15 };
        let is_elsewhere = next(2)? != 0;
        let base = next(base_size)?;
        let mut places = Some(Vec::new());
        for _ in 0..next(2)? {
            next(index_size)?;
            let offset = base.checked_add(next(offset_size)?)?;
            let length = next(length_size)?;
            let (start, limit) = match (method, data) {
                (0, _) if !is_elsewhere => (0, file.len()),
                (1, Some(data)) => data,
                _ => {
                    places = None;
                    continue;
                }
            };
            let from = offset.checked_add(start)?;
            let to = match length {
                0 => limit,
                length => from.checked_add(length)?,
            };
            let is_inside = from <= to && to <= limit;
            places = places.filter(|_| is_inside);
            if let Some(places) = &mut places {
                places.push((from, to));
            }
        }
        found.push((item, places));
    }
    Some(found)
}
