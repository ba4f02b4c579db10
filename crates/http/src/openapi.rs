//! The description of the API, made from the handlers themselves, and what it says to the server.

use crate::problem::{self, ProblemBody};
use crate::shapes::item::DocumentSort;
use actix_web::http::Method;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use utoipa::OpenApi as _;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::Schema;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    Components, ContentBuilder, ObjectBuilder, OpenApi, Ref, RefOr, Required, ResponseBuilder, Type,
};
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "Lintel API", description = "Client portal for builders.", version = env!("CARGO_PKG_VERSION"),
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")),
    components(schemas(ProblemBody, DocumentSort))
)]
struct Base;

/// The OpenAPI document of everything under `/api/v1`.
pub fn openapi() -> OpenApi {
    describe(crate::api)
}

/// The document of some routes.
pub(crate) fn describe(routes: fn(&mut ServiceConfig)) -> OpenApi {
    let (_, mut api) = actix_web::App::new()
        .into_utoipa_app()
        .openapi(Base::openapi())
        .configure(routes)
        .split_for_parts();
    for (path, item) in &mut api.paths.paths {
        for (method, operation) in operations_mut(item) {
            complete(path, &method, operation);
        }
    }
    let answered = answered_schemas(&api);
    let components = api.components.get_or_insert_with(Components::new);
    describe_credentials(components);
    require_all_fields(components, &answered);
    components.schemas.values_mut().for_each(unwrap_described);
    api
}

/// Whether an address is for callers without credentials.
fn is_public(path: &str) -> bool {
    let signed_in = [
        "/api/v1/auth/switch",
        "/api/v1/auth/sessions",
        "/api/v1/auth/password",
    ];
    let public = [
        "/api/v1/auth/",
        "/api/v1/invitations/",
        "/api/v1/unsubscribe/",
        "/api/v1/calendar/",
        "/api/v1/link/sessions",
    ];
    public.iter().any(|prefix| path.starts_with(prefix))
        && !signed_in
            .iter()
            .any(|known| path == *known || path.starts_with(&format!("{known}/")))
}

/// What every operation has: refusals, credentials, and on `POST` the idempotency key.
fn complete(path: &str, method: &Method, operation: &mut Operation) {
    let refused = ResponseBuilder::new()
        .description("Refused")
        .content(
            problem::MEDIA_TYPE,
            ContentBuilder::new()
                .schema(Some(Ref::from_schema_name("Problem")))
                .build(),
        )
        .build();
    operation
        .responses
        .responses
        .insert("default".into(), refused.into());
    if !is_public(path) {
        operation.security = Some(["bearer", "cookie"].map(requirement).to_vec());
    }
    if *method == Method::POST {
        operation
            .parameters
            .get_or_insert_default()
            .push(idempotency_key().into());
    }
}

fn requirement(scheme: &str) -> SecurityRequirement {
    SecurityRequirement::new(scheme, std::iter::empty::<String>())
}

fn idempotency_key() -> Parameter {
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "The same key with the same request gives the first answer again for 24 hours.",
        ))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).build()))
        .build()
}

fn describe_credentials(components: &mut Components) {
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .build();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    let cookie = ApiKey::Cookie(ApiKeyValue::new("__Host-lintel_access"));
    components.add_security_scheme("cookie", SecurityScheme::ApiKey(cookie));
}

/// The parts of rich texts, which are the JSON of ProseMirror: what a node has not is left out.
const SPARSE: [&str; 4] = ["RichNode", "NodeAttributes", "Mark", "MarkAttributes"];

/// Answers always carry every field, `null` where there is nothing.
fn require_all_fields(components: &mut Components, answered: &BTreeSet<String>) {
    let whole = |name: &&String| !SPARSE.contains(&name.as_str());
    for name in answered.iter().filter(whole) {
        let all = match components.schemas.get_mut(name) {
            Some(RefOr::T(Schema::AllOf(all))) => all.items.as_mut_slice(),
            Some(schema) => std::slice::from_mut(schema),
            None => continue,
        };
        for part in all {
            if let RefOr::T(Schema::Object(object)) = part {
                object.required = object.properties.keys().cloned().collect();
            }
        }
    }
}

/// utoipa describes an inline enum as all of the enum and an object with the description, which no
/// value is; what is meant is the enum with that description.
fn unwrap_described(schema: &mut RefOr<Schema>) {
    let RefOr::T(schema) = schema else { return };
    if let Schema::AllOf(all) = schema
        && let [
            RefOr::T(Schema::Object(inner)),
            RefOr::T(Schema::Object(words)),
        ] = all.items.as_slice()
        && inner.enum_values.is_some()
        && words.properties.is_empty()
    {
        let mut described = inner.clone();
        described.description.clone_from(&words.description);
        *schema = Schema::Object(described);
        return;
    }
    match schema {
        Schema::Object(object) => object.properties.values_mut().for_each(unwrap_described),
        Schema::OneOf(one) => one.items.iter_mut().for_each(unwrap_described),
        _ => {}
    }
}

/// The schemas that answers of the 2xx kind are made of.
fn answered_schemas(api: &OpenApi) -> BTreeSet<String> {
    let schemas = api
        .components
        .as_ref()
        .map(|components| &components.schemas);
    let mut found = BTreeSet::new();
    let mut waiting: Vec<String> = Vec::new();
    for item in api.paths.paths.values() {
        for (_, operation) in operations(item) {
            let answers = operation
                .responses
                .responses
                .iter()
                .filter(|(status, _)| status.starts_with('2'));
            answers.for_each(|(_, answer)| waiting.extend(references(answer)));
        }
    }
    while let Some(name) = waiting.pop() {
        if found.insert(name.clone())
            && let Some(schema) = schemas.and_then(|schemas| schemas.get(&name))
        {
            waiting.extend(references(schema));
        }
    }
    found
}

fn references(part: &impl Serialize) -> Vec<String> {
    fn walk(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                let name = fields
                    .get("$ref")
                    .and_then(Value::as_str)
                    .and_then(|path| path.rsplit('/').next());
                found.extend(name.map(str::to_owned));
                fields.values().for_each(|field| walk(field, found));
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    if let Ok(value) = serde_json::to_value(part) {
        walk(&value, &mut found);
    }
    found
}

fn operations(item: &PathItem) -> Vec<(Method, &Operation)> {
    let all = [
        (Method::GET, &item.get),
        (Method::HEAD, &item.head),
        (Method::POST, &item.post),
        (Method::PUT, &item.put),
        (Method::PATCH, &item.patch),
        (Method::DELETE, &item.delete),
    ];
    all.into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
        .collect()
}

fn operations_mut(item: &mut PathItem) -> Vec<(Method, &mut Operation)> {
    let all = [
        (Method::GET, &mut item.get),
        (Method::HEAD, &mut item.head),
        (Method::POST, &mut item.post),
        (Method::PUT, &mut item.put),
        (Method::PATCH, &mut item.patch),
        (Method::DELETE, &mut item.delete),
    ];
    all.into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
        .collect()
}

/// The operations of the document, for questions that every request asks.
pub(crate) struct Operations {
    by_pattern: HashMap<String, BTreeMap<String, BTreeSet<String>>>,
}

impl Operations {
    pub(crate) fn of(api: &OpenApi) -> Operations {
        let by_pattern = api.paths.paths.iter().map(|(path, item)| {
            let methods = operations(item).into_iter();
            let methods =
                methods.map(|(method, operation)| (method.to_string(), query_names(operation)));
            (path.clone(), methods.collect())
        });
        Operations {
            by_pattern: by_pattern.collect(),
        }
    }

    /// The names of an operation's query parameters; `None` if there is no such operation.
    pub(crate) fn query_parameters(
        &self,
        pattern: &str,
        method: &Method,
    ) -> Option<&BTreeSet<String>> {
        self.by_pattern.get(pattern)?.get(method.as_str())
    }

    /// The methods that an address answers to; empty for unknown addresses.
    pub(crate) fn methods(&self, pattern: &str) -> Vec<Method> {
        let methods = self
            .by_pattern
            .get(pattern)
            .into_iter()
            .flat_map(BTreeMap::keys);
        methods.filter_map(|method| method.parse().ok()).collect()
    }
}

fn query_names(operation: &Operation) -> BTreeSet<String> {
    let parameters =
        operation
            .parameters
            .iter()
            .flatten()
            .filter_map(|parameter| match parameter {
                RefOr::T(parameter) => Some(parameter),
                RefOr::Ref(_) => None,
            });
    parameters
        .filter(|parameter| parameter.parameter_in == ParameterIn::Query)
        .map(|parameter| parameter.name.clone())
        .collect()
}
