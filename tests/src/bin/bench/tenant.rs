//! A builder with one project of so many items, a tenth of them shared with its client.

use super::rows::{insert, one};
use super::stage::Stage;
use chrono::{DateTime, TimeDelta, Utc};
use lintel_app::acceptance::{self, Acceptance};
use lintel_app::accounts::{self, Origin, Session, SignUp, SignedIn};
use lintel_app::client_access::{self, InviteClient};
use lintel_app::projects::{self, CreateProject};
use lintel_app::shares::{self, ITEMS_MAX, ShareItems, ShareWith};
use lintel_app::{App, Caller, Error, LinkPurpose, StaffCaller};
use lintel_domain::ids::{ClientId, ItemId, MemberId, OrgId, ProjectId};
use sea_orm::Value;
use uuid::Uuid;

/// Items of a group: a folder at the top, two in it, one deeper, and documents.
const GROUP: usize = 50;
const FOLDERS: usize = 4;
/// Documents of a group that lie in no folder.
const LOOSE: usize = 2;
/// Of so many groups one is shared by its folder.
const SHARED_GROUP: usize = 20;
/// Of so many documents of the other groups one is shared by itself.
const SHARED_DOCUMENT: usize = 14;

/// Columns of rows that are written in bulk.
const ITEM: [&str; 14] = [
    "id",
    "org_id",
    "project_id",
    "kind",
    "parent_id",
    "title",
    "title_key",
    "search_key",
    "state",
    "created_by",
    "created_at",
    "updated_at",
    "dated_at",
    "version",
];
const FILE: [&str; 13] = [
    "id",
    "org_id",
    "item_id",
    "number",
    "state",
    "storage_key",
    "name",
    "media_type",
    "size",
    "sha256",
    "preview",
    "created_by",
    "created_at",
];

const PASSWORD: &str = "hinge gate maple 47";

const TITLES: [&str; 8] = [
    "Site plan",
    "Slab pour record",
    "Frame inspection",
    "Electrical layout",
    "Window schedule",
    "Waterproofing certificate",
    "Colour selections",
    "Progress claim",
];

/// A filled project.
pub(crate) struct Tenant {
    /// Items of the project.
    pub(crate) size: usize,
    pub(crate) project: ProjectId,
    /// A folder that the client sees.
    pub(crate) folder: ItemId,
    /// Documents that nobody sees.
    pub(crate) hidden: Vec<ItemId>,
    /// The client's session.
    pub(crate) client: Session,
    /// The owner's session.
    pub(crate) owner: Session,
    ids: Ids,
}

struct Ids {
    org: OrgId,
    member: MemberId,
    client: ClientId,
    project: ProjectId,
}

/// What is to be shared with everyone, and what with the client by name.
#[derive(Default)]
struct Shared {
    everyone: Vec<ItemId>,
    client: Vec<ItemId>,
}

#[derive(Default)]
struct Contents {
    items: Vec<Vec<Value>>,
    files: Vec<Vec<Value>>,
    shared: Shared,
    hidden: Vec<ItemId>,
}

impl Tenant {
    /// Makes the builder, fills the project and shares; the sharing is Lintel's own.
    pub(crate) async fn create(stage: &Stage, size: usize) -> Tenant {
        let (ids, owner) = found(&stage.app).await.expect("a new builder");
        let client = accept(stage, ids.client).await;
        let contents = Contents::of(&ids, size, stage.app.clock.now());
        let folder = contents.shared.everyone[0];
        let tenant = Tenant {
            size,
            project: ids.project,
            folder,
            hidden: contents.hidden,
            client: client.session,
            owner,
            ids,
        };
        insert(&stage.db, "item", &ITEM, contents.items).await;
        insert(&stage.db, "file", &FILE, contents.files).await;
        tenant
            .share(stage, &contents.shared.everyone, ShareWith::Everyone)
            .await;
        let named = ShareWith::Clients(vec![tenant.ids.client]);
        tenant.share(stage, &contents.shared.client, named).await;
        tenant
    }

    /// Shares items as a member does, without a letter.
    pub(crate) async fn share(&self, stage: &Stage, items: &[ItemId], with: ShareWith) {
        for items in items.chunks(ITEMS_MAX) {
            let input = ShareItems {
                items: items.to_vec(),
                with: with.clone(),
                message: None,
                notify: false,
            };
            shares::share(&stage.app, &self.caller(), self.project, input)
                .await
                .expect("the owner may share");
        }
    }

    /// An album of so many photos that the client sees.
    pub(crate) async fn album(&self, stage: &Stage, photos: usize) -> ItemId {
        let mut contents = Contents::default();
        let now = stage.app.clock.now();
        let album = contents.add(&self.ids, "photo_folder", None, photos, now);
        let mut rows: Vec<Vec<Value>> = Vec::new();
        for number in 0..photos {
            let minutes = i64::try_from(number).expect("a number");
            let at = now - TimeDelta::minutes(minutes);
            let photo = contents.add(&self.ids, "photo", Some(album), number, at);
            contents.add_file(&self.ids, photo, number, at);
            rows.push(vec![photo.into(), self.ids.org.into(), at.into()]);
        }
        insert(&stage.db, "item", &ITEM, contents.items).await;
        insert(&stage.db, "file", &FILE, contents.files).await;
        let columns = ["item_id", "org_id", "taken_at"];
        insert(&stage.db, "photo", &columns, rows).await;
        self.share(stage, &[album], ShareWith::Everyone).await;
        album
    }

    fn caller(&self) -> StaffCaller {
        StaffCaller(Caller {
            session: self.owner.id,
            receipt: None,
        })
    }

    /// Takes the shares of items away again.
    pub(crate) async fn unshare(&self, stage: &Stage, items: &[ItemId]) {
        shares::unshare(&stage.app, &self.caller(), self.project, items.to_vec())
            .await
            .expect("the owner may unshare");
    }
}

/// The builder, its owner, the project, and its client, invited, who is the same person for every builder.
async fn found(app: &App) -> Result<(Ids, Session), Error> {
    let sign_up = SignUp {
        organisation_name: "Ironbark Homes".into(),
        name: "Dan Hart".into(),
        email: format!("{}@example.com", Uuid::new_v4().simple()),
        password: PASSWORD.into(),
        sole_trader: false,
        timezone: None,
    };
    let owner = accounts::sign_up(app, sign_up, Origin::default()).await?;
    let place = owner.membership.expect("an organisation");
    let caller = StaffCaller(Caller {
        session: owner.session.id,
        receipt: None,
    });
    let project = CreateProject {
        name: "Harbour Road".into(),
        address: None,
        status: None,
        starts_on: None,
        ends_on: None,
        shares_dates: true,
        clients: vec![],
    };
    let project = projects::create(app, &caller, project).await?.project.id;
    let invited = InviteClient {
        email: "ann@example.com".into(),
        name: None,
        projects: vec![project],
    };
    let client = client_access::invite(app, &caller, invited).await?.id;
    let ids = Ids {
        org: place.organisation.id,
        member: place.member,
        client,
        project,
    };
    Ok((ids, owner.session))
}

/// The client accepts the invitation, whose link is in a letter that nobody needs to send.
async fn accept(stage: &Stage, client: ClientId) -> SignedIn {
    let sql = "SELECT id FROM invitation WHERE client_id = $1";
    let invitation: Uuid = one(&stage.db, sql, vec![client.into()]).await;
    let token = stage
        .app
        .secrets
        .link_token(LinkPurpose::Invitation, invitation);
    let answer = Acceptance {
        name: Some("Ann Lee".into()),
        password: Some(PASSWORD.into()),
        signed_in: None,
    };
    acceptance::accept(&stage.app, &token, answer, Origin::default())
        .await
        .expect("the invitation is new")
}

impl Contents {
    fn of(ids: &Ids, size: usize, now: DateTime<Utc>) -> Contents {
        let mut contents = Contents::default();
        let begin = now - TimeDelta::minutes(i64::try_from(size).expect("a size"));
        for group in 0..size / GROUP {
            let is_shared = group % SHARED_GROUP == 0;
            let mut folders: Vec<ItemId> = Vec::new();
            for place in 0..GROUP {
                let number = group * GROUP + place;
                let minute = i64::try_from(number).expect("a number");
                let at = begin + TimeDelta::minutes(minute);
                if place < FOLDERS {
                    let parent = [None, folders.first(), folders.first(), folders.get(2)][place];
                    let folder = contents.add(ids, "folder", parent.copied(), number, at);
                    folders.push(folder);
                    continue;
                }
                let loose = place >= GROUP - LOOSE;
                let parent = (!loose).then(|| folders[number % FOLDERS]);
                let document = contents.add(ids, "document", parent, number, at);
                contents.add_file(ids, document, number, at);
                if !is_shared && number.is_multiple_of(SHARED_DOCUMENT) {
                    contents
                        .shared
                        .turn(number / SHARED_DOCUMENT)
                        .push(document);
                } else if !is_shared || loose {
                    contents.hidden.push(document);
                }
            }
            if is_shared {
                contents
                    .shared
                    .turn(group / SHARED_GROUP)
                    .insert(0, folders[0]);
            }
        }
        contents
    }

    fn add(
        &mut self,
        ids: &Ids,
        kind: &str,
        parent: Option<ItemId>,
        number: usize,
        at: DateTime<Utc>,
    ) -> ItemId {
        let id = ItemId::new();
        let title = format!("{} {number}", TITLES[number % TITLES.len()]);
        self.items.push(vec![
            id.into(),
            ids.org.into(),
            ids.project.into(),
            kind.into(),
            parent.map(|parent| parent.as_uuid()).into(),
            title.clone().into(),
            title.to_lowercase().into(),
            title.to_lowercase().into(),
            "published".into(),
            ids.member.into(),
            at.into(),
            at.into(),
            at.into(),
            1_i64.into(),
        ]);
        id
    }

    fn add_file(&mut self, ids: &Ids, document: ItemId, number: usize, at: DateTime<Utc>) {
        let file = Uuid::now_v7();
        let key = format!("{}/{}/{file}", ids.org, Uuid::new_v4());
        let size = 40_000 + 137 * i64::try_from(number).expect("a number");
        self.files.push(vec![
            file.into(),
            ids.org.into(),
            document.into(),
            1.into(),
            "published".into(),
            key.into(),
            format!("document-{number}.pdf").into(),
            "application/pdf".into(),
            size.into(),
            "0".repeat(64).into(),
            "ready".into(),
            ids.member.into(),
            at.into(),
        ]);
    }
}

impl Shared {
    fn turn(&mut self, number: usize) -> &mut Vec<ItemId> {
        if number.is_multiple_of(2) {
            &mut self.everyone
        } else {
            &mut self.client
        }
    }
}
