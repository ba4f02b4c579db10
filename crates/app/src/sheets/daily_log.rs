//! What is written in a daily log, from top to bottom.

use lintel_domain::daily_log::{
    Cause, Conditions, Content, Incident, IncidentKind, NoteKind, Severity, TimeCard, Weather,
};
use lintel_pdf::{Block, Captioned, Column, Run};

pub(super) fn blocks(content: &Content, pictures: Vec<Captioned>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let weather = weather(&content.weather);
    part(
        &mut blocks,
        "Weather",
        weather.map(|words| Block::Text(vec![Run::plain(words)])),
    );
    let work = content.work.iter().map(|work| {
        let place = work.place.clone().unwrap_or_default();
        vec![work.trade.clone(), work.done.clone(), place]
    });
    let columns = [("Trade", 22), ("What was done", 55), ("Place", 23)];
    part(&mut blocks, "Work", table(&columns, work.collect()));
    let pictures = (!pictures.is_empty()).then_some(Block::Pictures(pictures));
    part(&mut blocks, "Photos", pictures);
    part(&mut blocks, "People and hours", hours(&content.time_cards));
    let notes = content.notes.iter().map(|note| {
        let kind = match note.kind {
            NoteKind::General => "General",
            NoteKind::Safety => "Safety",
            NoteKind::Quality => "Quality",
        };
        vec![kind.to_owned(), note.text.clone()]
    });
    let columns = [("Kind", 22), ("Note", 78)];
    part(&mut blocks, "Notes", table(&columns, notes.collect()));
    let incidents = content.incidents.iter().map(incident).collect();
    let columns = [("Kind", 22), ("What happened", 55), ("Details", 23)];
    part(&mut blocks, "Incidents", table(&columns, incidents));
    let deliveries = content.deliveries.iter().map(|delivery| {
        let supplier = delivery.supplier.clone().unwrap_or_default();
        vec![
            delivery.what.clone(),
            supplier,
            delivery.note.clone().unwrap_or_default(),
        ]
    });
    let columns = [("What", 40), ("Supplier", 25), ("Note", 35)];
    part(
        &mut blocks,
        "Deliveries",
        table(&columns, deliveries.collect()),
    );
    let visitors = content.visitors.iter().map(|visitor| {
        let from = visitor.organisation.clone().unwrap_or_default();
        vec![
            visitor.name.clone(),
            from,
            visitor.reason.clone().unwrap_or_default(),
        ]
    });
    let columns = [("Name", 30), ("From", 30), ("Reason", 40)];
    part(&mut blocks, "Visitors", table(&columns, visitors.collect()));
    if blocks.is_empty() {
        blocks.push(Block::Note("Nothing is written yet.".to_owned()));
    }
    blocks
}

fn part(blocks: &mut Vec<Block>, title: &str, part: Option<Block>) {
    if let Some(part) = part {
        blocks.push(Block::Heading(title.to_owned()));
        blocks.push(part);
    }
}

fn table(columns: &[(&str, u16)], rows: Vec<Vec<String>>) -> Option<Block> {
    let columns = columns.iter().map(|(title, share)| Column {
        title: (*title).to_owned(),
        share: *share,
        right: false,
    });
    (!rows.is_empty()).then(|| Block::Table {
        columns: columns.collect(),
        rows,
        total: None,
    })
}

fn hours(cards: &[TimeCard]) -> Option<Block> {
    let column = |title: &str, share, right| Column {
        title: title.to_owned(),
        share,
        right,
    };
    let row = |card: &TimeCard| {
        let trade = card.trade.clone().unwrap_or_default();
        vec![card.worker.clone(), trade, hours_in_words(card.minutes)]
    };
    let all = cards.iter().map(|card| card.minutes).sum();
    (!cards.is_empty()).then(|| Block::Table {
        columns: vec![
            column("Name", 45, false),
            column("Trade", 35, false),
            column("Hours", 20, true),
        ],
        rows: cards.iter().map(row).collect(),
        total: Some(vec![
            "Together".to_owned(),
            String::new(),
            hours_in_words(all),
        ]),
    })
}

fn incident(incident: &Incident) -> Vec<String> {
    let kind = match incident.kind {
        IncidentKind::Delay => "Delay",
        IncidentKind::Safety => "Safety",
    };
    let severity = incident.severity.map(|severity| match severity {
        Severity::NearMiss => "Near miss",
        Severity::FirstAid => "First aid",
        Severity::Medical => "Medical treatment",
        Severity::Serious => "Serious",
    });
    let cause = incident.cause.map(|cause| match cause {
        Cause::Weather => "Weather",
        Cause::Materials => "Materials",
        Cause::Labour => "Labour",
        Cause::Client => "Client",
        Cause::Design => "Design",
        Cause::Inspection => "Inspection",
        Cause::Other => "Other",
    });
    let minutes = incident.minutes.filter(|minutes| *minutes > 0);
    let details = [
        severity.map(str::to_owned),
        minutes.map(hours_in_words),
        cause.map(str::to_owned),
    ];
    let details: Vec<String> = details.into_iter().flatten().collect();
    vec![kind.to_owned(), incident.what.clone(), details.join(", ")]
}

/// `7.5 h`, `45 min`, `8 h`: as the screens say it.
fn hours_in_words(minutes: i32) -> String {
    if minutes < 60 {
        return format!("{minutes} min");
    }
    let hours = (f64::from(minutes) / 60.0 * 100.0).round() / 100.0;
    format!("{hours} h")
}

fn weather(weather: &Weather) -> Option<String> {
    let conditions = weather.conditions.map(|conditions| match conditions {
        Conditions::Sunny => "Sunny",
        Conditions::PartlyCloudy => "Partly cloudy",
        Conditions::Cloudy => "Cloudy",
        Conditions::Fog => "Fog",
        Conditions::Showers => "Showers",
        Conditions::Rain => "Rain",
        Conditions::Storm => "Storm",
        Conditions::Wind => "Wind",
        Conditions::Snow => "Snow",
        Conditions::Hot => "Hot",
        Conditions::Frost => "Frost",
    });
    let temperature = match (weather.low, weather.high) {
        (Some(low), Some(high)) => Some(format!("{low} to {high} °C")),
        (None, Some(high)) => Some(format!("up to {high} °C")),
        (Some(low), None) => Some(format!("from {low} °C")),
        (None, None) => None,
    };
    let rain = weather.rain_mm.filter(|rain| *rain > 0);
    let wind = weather.wind_kmh.filter(|wind| *wind > 0);
    let measured: Vec<String> = [
        conditions.map(str::to_owned),
        temperature,
        rain.map(|rain| format!("{rain} mm of rain")),
        wind.map(|wind| format!("wind {wind} km/h")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let lines = [
        (!measured.is_empty()).then(|| measured.join(", ")),
        weather.note.clone(),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_read_as_on_the_screens() {
        let said = [0, 45, 60, 450, 500].map(hours_in_words);
        assert_eq!(said, ["0 min", "45 min", "1 h", "7.5 h", "8.33 h"]);
    }

    #[test]
    fn weather_says_what_is_known_and_nothing_else() {
        assert_eq!(weather(&Weather::default()), None);
        let known = Weather {
            conditions: Some(Conditions::Frost),
            low: Some(-4),
            rain_mm: Some(0),
            note: Some("Ice on the scaffold".to_owned()),
            ..Weather::default()
        };
        let said = "Frost, from -4 °C\nIce on the scaffold";
        assert_eq!(weather(&known).as_deref(), Some(said));
    }
}
