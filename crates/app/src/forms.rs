//! Forms: templates that the organisation's reports are made with ([M5]).

use crate::fields::Fields;
use crate::records::invalid;
use crate::{App, Error, StaffCaller};
use lintel_domain::access::Action;
use lintel_domain::form::{LibraryForm, Section, clean_sections, library};
use lintel_domain::ids::FormTemplateId;
use lintel_persistence::{NewForm, Staff};

pub use lintel_persistence::FormTemplate;

/// Most characters of what a form is for.
const DESCRIPTION_MAX_CHARS: usize = 2000;

/// What a new template is made from.
#[derive(Clone, Debug)]
pub enum NewTemplate {
    /// What was typed.
    Own {
        /// Its name.
        name: String,
        /// What it is for.
        description: Option<String>,
        /// What it asks for.
        sections: Vec<Section>,
    },
    /// A form that Lintel comes with, by its key.
    Library(String),
}

/// What of a template shall be different; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct TemplateChange {
    /// Its name.
    pub name: Option<String>,
    /// What it is for; `Some(None)` is nothing.
    pub description: Option<Option<String>>,
    /// What it asks for: makes the next revision.
    pub sections: Option<Vec<Section>>,
    /// Whether no new reports are made with it.
    pub archived: Option<bool>,
}

/// The organisation's templates, archived ones or the others.
pub async fn list(
    app: &App,
    caller: &StaffCaller,
    archived: bool,
) -> Result<Vec<FormTemplate>, Error> {
    let staff = permitted(app.staff(caller).await?, Action::ContentRead)?;
    Ok(staff.form_templates(archived).await?)
}

/// A template.
pub async fn get(
    app: &App,
    caller: &StaffCaller,
    id: FormTemplateId,
) -> Result<FormTemplate, Error> {
    let staff = permitted(app.staff(caller).await?, Action::ContentRead)?;
    Ok(staff.form_template(id).await?)
}

/// The forms that Lintel comes with.
pub async fn shipped(app: &App, caller: &StaffCaller) -> Result<&'static [LibraryForm], Error> {
    permitted(app.staff(caller).await?, Action::ContentRead)?;
    Ok(library())
}

/// Makes a template.
pub async fn create(
    app: &App,
    caller: &StaffCaller,
    new: NewTemplate,
) -> Result<FormTemplate, Error> {
    let new = match new {
        NewTemplate::Own {
            name,
            description,
            mut sections,
        } => {
            let (name, description) = described(&name, description.as_deref())?;
            clean_sections(&mut sections).map_err(invalid)?;
            NewForm {
                name,
                description,
                sections,
            }
        }
        NewTemplate::Library(key) => from_library(&key)?,
    };
    let staff = permitted(app.staff_write(caller).await?, Action::FormsManage)?;
    let id = staff.add_form_template(&new).await?;
    let template = staff.form_template(id).await?;
    staff.commit().await?;
    Ok(template)
}

fn from_library(key: &str) -> Result<NewForm, Error> {
    let known = |form: &&LibraryForm| form.key == key;
    let Some(form) = library().iter().find(known) else {
        let text = "There is no such form in the library.";
        return Err(Error::field("/library", "unknown_form", text));
    };
    Ok(NewForm {
        name: form.name.clone(),
        description: Some(form.description.clone()),
        sections: form.sections.clone(),
    })
}

fn described(name: &str, description: Option<&str>) -> Result<(String, Option<String>), Error> {
    let mut fields = Fields::default();
    let name = fields.name("/name", name);
    let description =
        description.and_then(|text| fields.text("/description", text, DESCRIPTION_MAX_CHARS));
    fields.done()?;
    Ok((name, description))
}

/// Changes a template. Reports that are there keep the revision they were made with.
pub async fn update(
    app: &App,
    caller: &StaffCaller,
    id: FormTemplateId,
    if_match: Option<i64>,
    change: TemplateChange,
) -> Result<FormTemplate, Error> {
    let mut sections = change.sections;
    if let Some(sections) = &mut sections {
        clean_sections(sections).map_err(invalid)?;
    }
    let staff = permitted(app.staff_write(caller).await?, Action::FormsManage)?;
    staff.hold_form_template(id).await?;
    let mut template = staff.form_template(id).await?;
    if if_match.is_some_and(|version| version != template.version) {
        return Err(Error::PreconditionFailed);
    }
    let name = change.name.unwrap_or(template.name);
    let description = change.description.unwrap_or(template.description);
    (template.name, template.description) = described(&name, description.as_deref())?;
    template.archived = change.archived.unwrap_or(template.archived);
    if let Some(sections) = sections.filter(|sections| *sections != template.sections) {
        template.revision += 1;
        let added = staff.add_form_revision(id, template.revision, &sections);
        added.await?;
    }
    staff.save_form_template(&template).await?;
    let template = staff.form_template(id).await?;
    staff.commit().await?;
    Ok(template)
}

fn permitted(mut staff: Staff, action: Action) -> Result<Staff, Error> {
    staff.permit(action)?;
    Ok(staff)
}
