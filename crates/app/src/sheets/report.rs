//! A form that was filled in, from top to bottom: what failed first.

use super::moment;
use chrono::NaiveDate;
use chrono_tz::Tz;
use lintel_domain::form::{Answer, Field, FieldKind};
use lintel_pdf::{Block, Captioned, Run};
use lintel_persistence::Report;
use std::iter::once;

/// `pictures` gives those of a field.
pub(super) fn blocks(
    report: &Report,
    zone: Tz,
    mut pictures: impl FnMut(&str) -> Vec<Captioned>,
) -> Vec<Block> {
    let mut blocks = failures(report);
    for section in &report.sections {
        blocks.push(Block::Heading(section.title.clone()));
        for field in &section.fields {
            let answer = report.answers.get(&field.id);
            let mut pictures = pictures(&field.id);
            let words = match (field.kind, pictures.len()) {
                (FieldKind::Photo, 0) => "None".to_owned(),
                (FieldKind::Photo, 1) => "1 photo".to_owned(),
                (FieldKind::Photo, count) => format!("{count} photos"),
                _ => in_words(field, answer),
            };
            if field.kind == FieldKind::Signature && !pictures.is_empty() {
                blocks.push(Block::Subheading(field.label.clone()));
                blocks.push(Block::Signature {
                    picture: pictures.swap_remove(0).picture,
                    name: words,
                    when: report
                        .completed_at
                        .map_or(String::new(), |at| moment(at, zone)),
                });
                continue;
            }
            let note = answer.and_then(|answer| answer.note.clone());
            let lines: Vec<String> = once(words).chain(note).collect();
            blocks.push(Block::Answer {
                question: field.label.clone(),
                answer: lines.join("\n"),
                flagged: answer.is_some_and(|answer| answer.fails(field)),
                pictures,
            });
        }
    }
    blocks
}

fn failures(report: &Report) -> Vec<Block> {
    let fields = report.sections.iter().flat_map(|section| &section.fields);
    let failed = fields.filter_map(|field| {
        let answer = report.answers.get(&field.id)?;
        let words = format!("{}: {}", field.label, in_words(field, Some(answer)));
        answer.fails(field).then(|| vec![Run::plain(words)])
    });
    let items: Vec<Vec<Run>> = failed.collect();
    let title = match items.len() {
        0 => return Vec::new(),
        1 => "1 answer failed".to_owned(),
        count => format!("{count} answers failed"),
    };
    let list = Block::List {
        ordered: false,
        items,
    };
    vec![Block::Heading(title), list]
}

fn in_words(field: &Field, answer: Option<&Answer>) -> String {
    let value = answer.and_then(|answer| answer.value.as_deref());
    let words = match (field.kind, value) {
        (FieldKind::Choice, _) => answer.map(|answer| answer.choices.join(", ")),
        (FieldKind::YesNo, Some("yes")) => Some("Yes".to_owned()),
        (FieldKind::YesNo, Some("no")) => Some("No".to_owned()),
        (FieldKind::YesNo, Some("na")) => Some("Not applicable".to_owned()),
        (FieldKind::Date, Some(day)) => day
            .parse()
            .ok()
            .map(|day: NaiveDate| day.format("%-d %b %Y").to_string()),
        (FieldKind::Number, Some(number)) => Some(match &field.unit {
            Some(unit) => format!("{number} {unit}"),
            None => number.to_owned(),
        }),
        (_, value) => value.map(str::to_owned),
    };
    let words = words.filter(|words| !words.is_empty());
    words.unwrap_or_else(|| "Not answered".to_owned())
}
