//! The one layout that all letters have, as text and as HTML.

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use url::Url;

/// Used where the builder has chosen no colour.
const DEFAULT_COLOUR: [u8; 3] = [0x1f, 0x3a, 0x4d];

/// In whose name a letter is written.
#[derive(Clone, Debug)]
pub struct Letterhead {
    /// The builder's name.
    pub organisation: String,
    /// The builder's colour as `#rrggbb`; anything else counts as none.
    pub colour: Option<String>,
    /// The time zone in which the letter tells times.
    pub time_zone: Tz,
}

/// A moment as people write it, "Monday 7 December 2026 at 4:21 pm (AEST)".
pub(crate) fn moment(at: DateTime<Utc>, time_zone: Tz) -> String {
    at.with_timezone(&time_zone)
        .format("%A %-d %B %Y at %-I:%M %P (%Z)")
        .to_string()
}

/// A letter ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Who it is from, beside the address that sends it: "Hartmann Homes via Lintel".
    pub from_name: String,
    /// One line.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The letter as HTML; it loads nothing from anywhere.
    pub html: String,
    /// Ends letters of this kind, by one click (RFC 8058).
    pub unsubscribe: Option<Url>,
}

/// What a letter says, in the order in which it is read.
pub(crate) struct Content {
    pub(crate) subject: String,
    pub(crate) recipient_name: Option<String>,
    pub(crate) opening: String,
    pub(crate) list: Vec<String>,
    pub(crate) quote: Option<Quote>,
    pub(crate) action: Action,
    pub(crate) closing: Vec<String>,
    pub(crate) unsubscribe: Option<Unsubscribe>,
}

/// Words of the person who caused the letter.
pub(crate) struct Quote {
    pub(crate) from: String,
    pub(crate) text: String,
}

/// The one thing to do.
pub(crate) struct Action {
    pub(crate) label: &'static str,
    pub(crate) url: Url,
}

/// Why the letter came, and the end of such letters.
pub(crate) struct Unsubscribe {
    pub(crate) reason: String,
    pub(crate) url: Url,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct AsText<'a> {
    content: &'a Content,
    sender: &'a str,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct AsHtml<'a> {
    content: &'a Content,
    name: &'a str,
    sender: &'a str,
    colour: String,
    ink: &'static str,
}

impl Content {
    /// Without a letterhead the letter is Lintel's own: it is about an account, which belongs to a person.
    pub(crate) fn render(&self, head: Option<&Letterhead>) -> Result<Rendered, askama::Error> {
        let (name, from_name, sender) = match head {
            None => (
                "Lintel".to_owned(),
                "Lintel".to_owned(),
                "Lintel".to_owned(),
            ),
            Some(head) => {
                let name = one_line(&head.organisation);
                (
                    name.clone(),
                    format!("{name} via Lintel"),
                    format!("{name} with Lintel"),
                )
            }
        };
        let (colour, ink) = colours(head.and_then(|head| head.colour.as_deref()));
        let text = AsText {
            content: self,
            sender: &sender,
        }
        .render()?;
        let html = AsHtml {
            content: self,
            name: &name,
            sender: &sender,
            colour,
            ink,
        }
        .render()?;
        Ok(Rendered {
            from_name,
            subject: one_line(&self.subject),
            text,
            html,
            unsubscribe: self
                .unsubscribe
                .as_ref()
                .map(|unsubscribe| unsubscribe.url.clone()),
        })
    }

    fn greeting(&self) -> String {
        match self.recipient_name.as_deref().map(str::trim) {
            Some(name) if !name.is_empty() => format!("Hello {name},"),
            _ => "Hello,".to_owned(),
        }
    }
}

/// A header is one line, whatever a name holds.
pub(crate) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The builder's colour and the ink that can be read on it (WCAG contrast of at least 4.5).
fn colours(chosen: Option<&str>) -> (String, &'static str) {
    let [red, green, blue] = chosen.and_then(parse_colour).unwrap_or(DEFAULT_COLOUR);
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    let contrast_with_white = 1.05 / (luminance + 0.05);
    let ink = if contrast_with_white >= 4.5 {
        "#ffffff"
    } else {
        "#111111"
    };
    (format!("#{red:02x}{green:02x}{blue:02x}"), ink)
}

fn parse_colour(text: &str) -> Option<[u8; 3]> {
    let digits = text
        .strip_prefix('#')
        .filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(None, "#1f3a4d", "#ffffff")]
    #[case(Some("#FFCC00"), "#ffcc00", "#111111")]
    #[case(Some("#0a5c4e"), "#0a5c4e", "#ffffff")]
    #[case(Some("red;background:url(//x)"), "#1f3a4d", "#ffffff")]
    #[case(Some("#+1+1+1"), "#1f3a4d", "#ffffff")]
    fn words_can_be_read_on_the_builders_colour(
        #[case] chosen: Option<&str>,
        #[case] colour: &str,
        #[case] ink: &str,
    ) {
        assert_eq!(colours(chosen), (colour.to_owned(), ink));
    }

    #[test]
    fn a_name_cannot_add_a_header() {
        assert_eq!(
            one_line("Ann\r\nBcc: eve@example.com\u{85}x"),
            "Ann Bcc: eve@example.com x"
        );
    }
}
