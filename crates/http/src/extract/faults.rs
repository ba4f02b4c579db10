//! Reads input into shapes and names every bad field, not only the first.
//!
//! serde stops at the first fault. So a faulty body is read again as plain JSON, the field named
//! by each fault is mended with a value that would have been accepted, and it is tried again.

use super::fault::{Fault, Kind, escape, is_at_or_below};
use crate::problem::FieldError;
use crate::shapes::rules;
use garde::Validate;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Most faults that are looked for.
const MOST_FAULTS: usize = 20;
/// A larger faulty body gets its first fault only.
const MENDED_BYTES: usize = 64 * 1024;

/// A JSON body in the shape `T`, or every fault of it.
pub(super) fn read_json<T>(bytes: &[u8]) -> Result<T, Vec<FieldError>>
where
    T: DeserializeOwned + Validate<Context = ()>,
{
    match serde_json::from_slice::<T>(bytes) {
        Ok(value) if is_object(bytes) && !has_nul_escape(bytes) => {
            let faults = rules::check(&value);
            if faults.is_empty() {
                Ok(value)
            } else {
                Err(faults)
            }
        }
        Ok(_) => Err(json_faults::<T>(bytes, None)),
        Err(error) => Err(json_faults::<T>(bytes, Some(&error))),
    }
}

/// A query string in the shape `T`, or its faults.
pub(super) fn read_query<T>(query: &str) -> Result<T, Vec<FieldError>>
where
    T: DeserializeOwned + Validate<Context = ()>,
{
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    let value: T = serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs))
        .map_err(|error| vec![Fault::new(&error).report()])?;
    let faults = rules::check(&value);
    if faults.is_empty() {
        Ok(value)
    } else {
        Err(faults)
    }
}

fn json_faults<T>(bytes: &[u8], first: Option<&serde_json::Error>) -> Vec<FieldError>
where
    T: DeserializeOwned + Validate<Context = ()>,
{
    let Ok(mut json) = serde_json::from_slice::<Value>(bytes) else {
        return vec![not_json(first)];
    };
    if !json.is_object() {
        return vec![FieldError::new("", "invalid_type", "Send a JSON object.")];
    }
    let mut faults = Vec::new();
    replace_nul(&mut json, "", &mut faults);
    while faults.len() < MOST_FAULTS {
        match parse::<T>(&json) {
            Ok(value) => {
                let checked = rules::check(&value);
                faults.extend(
                    checked
                        .into_iter()
                        .filter(|new| !is_covered(new, &faults))
                        .collect::<Vec<_>>(),
                );
                break;
            }
            Err(fault) => {
                let report = fault.report();
                if !is_covered(&report, &faults) {
                    faults.push(report);
                }
                if bytes.len() > MENDED_BYTES || !mend::<T>(&mut json, &fault) {
                    break;
                }
            }
        }
    }
    // A field sent twice is a fault of the text that the parsed JSON no longer shows.
    if faults.is_empty() {
        vec![not_json(first)]
    } else {
        faults
    }
}

fn not_json(error: Option<&serde_json::Error>) -> FieldError {
    let place = error.map(|error| format!(" (line {}, column {})", error.line(), error.column()));
    let message = format!(
        "Send a JSON object with each field once{}.",
        place.unwrap_or_default()
    );
    FieldError::new("", "invalid_json", message)
}

fn is_covered(new: &FieldError, faults: &[FieldError]) -> bool {
    faults
        .iter()
        .any(|fault| is_at_or_below(&new.pointer, &fault.pointer))
}

/// serde would read an array as the fields in their order.
fn is_object(bytes: &[u8]) -> bool {
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

/// U+0000 is no text: PostgreSQL cannot store it.
fn has_nul_escape(bytes: &[u8]) -> bool {
    bytes.windows(6).any(|window| window == b"\\u0000")
}

fn replace_nul(json: &mut Value, pointer: &str, faults: &mut Vec<FieldError>) {
    match json {
        Value::String(text) if text.contains('\0') => {
            *text = text.replace('\0', "");
            faults.push(control_character(pointer));
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                replace_nul(item, &format!("{pointer}/{index}"), faults);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                replace_nul(field, &format!("{pointer}/{}", escape(name)), faults);
            }
        }
        _ => {}
    }
}

/// The fault of a text that holds U+0000.
pub(crate) fn control_character(pointer: &str) -> FieldError {
    FieldError::new(
        pointer,
        "control_character",
        "Remove the invisible control characters.",
    )
}

fn parse<T: DeserializeOwned>(json: &Value) -> Result<T, Fault> {
    serde_path_to_error::deserialize(json).map_err(|error| Fault::new(&error))
}

/// Mends one field so that reading gets past it; false when nothing helps.
fn mend<T: DeserializeOwned>(json: &mut Value, fault: &Fault) -> bool {
    if fault.kind == Kind::Unknown {
        *json = with(json, fault, None);
        return true;
    }
    let mut values = vec![
        json!(null),
        json!(""),
        json!(0),
        json!(false),
        json!([]),
        json!({}),
        json!(uuid::Uuid::nil()),
        json!("1970-01-01"),
        json!("1970-01-01T00:00:00Z"),
    ];
    while !values.is_empty() {
        let mended = with(json, fault, Some(values.remove(0)));
        match helps::<T>(&mended, fault) {
            Ok(()) => {
                *json = mended;
                return true;
            }
            Err(next) if next.kind == Kind::Choice => {
                let choice = next
                    .expected()
                    .split('`')
                    .nth(1)
                    .map(|choice| json!(choice));
                values = choice
                    .into_iter()
                    .filter(|choice| json.pointer(&fault.pointer()) != Some(choice))
                    .collect();
            }
            Err(_) => {}
        }
    }
    false
}

/// Whether the next fault, if any, is elsewhere.
fn helps<T: DeserializeOwned>(json: &Value, fault: &Fault) -> Result<(), Fault> {
    match parse::<T>(json) {
        Err(next) if is_at_or_below(&next.pointer(), &fault.pointer()) => Err(next),
        _ => Ok(()),
    }
}

fn with(json: &Value, fault: &Fault, value: Option<Value>) -> Value {
    let mut json = json.clone();
    let name = fault.field.replace("~1", "/").replace("~0", "~");
    match (json.pointer_mut(&fault.parent), value) {
        (Some(Value::Object(fields)), Some(value)) => {
            fields.insert(name, value);
        }
        (Some(Value::Object(fields)), None) => {
            fields.remove(&name);
        }
        (Some(Value::Array(items)), value) => {
            if let Some(item) = name
                .parse::<usize>()
                .ok()
                .and_then(|index| items.get_mut(index))
            {
                *item = value.unwrap_or(Value::Null);
            }
        }
        _ => {}
    }
    json
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::patch;
    use serde::Deserialize;
    use uuid::Uuid;

    #[derive(Debug, Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    struct Invite {
        #[garde(custom(rules::email))]
        email: String,
        #[serde(default)]
        #[garde(inner(custom(rules::name)))]
        name: Option<String>,
        #[garde(skip)]
        role: Role,
        #[garde(length(max = 3))]
        project_ids: Vec<Uuid>,
        #[serde(default)]
        #[garde(dive)]
        branding: Option<Branding>,
        #[serde(default, deserialize_with = "patch::clear_or_set")]
        #[garde(inner(inner(custom(rules::text))))]
        phone: Option<Option<String>>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "snake_case")]
    enum Role {
        Owner,
        Admin,
    }

    #[derive(Debug, Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    struct Branding {
        #[garde(length(chars, max = 7))]
        colour: String,
    }

    fn faults(body: &str) -> Vec<String> {
        match read_json::<Invite>(body.as_bytes()) {
            Ok(invite) => panic!("{invite:?}"),
            Err(faults) => faults
                .into_iter()
                .map(|fault| format!("{} {}", fault.pointer, fault.code))
                .collect(),
        }
    }

    #[test]
    fn a_good_body_is_read() {
        let body =
            r#"{"email": "Ann@Example.com", "role": "admin", "project_ids": [], "phone": null}"#;
        let invite = read_json::<Invite>(body.as_bytes()).expect("an invite");
        assert_eq!((invite.role, invite.phone), (Role::Admin, Some(None)));
    }

    #[test]
    fn every_missing_field_is_named() {
        assert_eq!(
            faults("{}"),
            ["/email required", "/role required", "/project_ids required"]
        );
    }

    #[test]
    fn faults_of_every_kind_are_named_at_once() {
        let body = r#"{"email": 3, "name": "a\u202eb", "role": "king", "project_ids": ["x", 4],
                       "branding": {"colour": "far too long", "b/c": 1}, "extra": true}"#;
        let mut faults = faults(body);
        faults.sort();
        let expected = [
            "/branding/b~1c unknown_field",
            "/branding/colour too_long",
            "/email invalid_type",
            "/extra unknown_field",
            "/name control_character",
            "/project_ids/0 invalid",
            "/project_ids/1 invalid_type",
            "/role invalid_choice",
        ];
        assert_eq!(faults, expected);
    }

    #[test]
    fn rules_are_reported_together() {
        let body = r#"{"email": "nobody", "name": " ", "role": "owner", "project_ids": []}"#;
        assert_eq!(faults(body), ["/email invalid_email", "/name required"]);
    }

    #[test]
    fn text_with_u0000_is_refused_wherever_it_is() {
        let body =
            r#"{"email": "a@b.co", "role": "owner", "project_ids": [], "phone": "a\u0000b"}"#;
        assert_eq!(faults(body), ["/phone control_character"]);
    }

    #[test]
    fn what_is_no_json_object_is_refused_as_a_whole() {
        for body in ["", "{", "{\"email\": \"a\", \"email\": \"b\"}{", "\u{0}"] {
            assert_eq!(faults(body), [" invalid_json"], "{body}");
        }
        for body in ["3", "[]", "null"] {
            assert_eq!(faults(body), [" invalid_type"], "{body}");
        }
        let twice = r#"{"email": "a@b.co", "email": "c@d.co", "role": "owner", "project_ids": []}"#;
        assert_eq!(faults(twice), [" invalid_json"]);
    }
}
