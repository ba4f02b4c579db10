//! Who sees what, kept ready: the `audience` rows that every portal query reads.
//!
//! A row says: this viewer (a client, or everyone on the project) sees this item, by its own share
//! or by a folder's above it. Conditions 3 and 4 of visibility.md are in the rows; 1 and 2 are
//! looked up when the portal's door opens. Every change to a share, a folder, a parent or a state
//! calls [`Staff::rewrite_audience`] in its own transaction, and nothing else writes these rows.

use crate::tx::{Tx, list};
use crate::{DataError, Staff};
use lintel_domain::ids::{ItemId, OrgId};
use uuid::Uuid;

/// Roots handled by one statement; more are taken in turns.
const ROOTS_AT_ONCE: usize = 400;

/// The viewer that stands for everyone on the project.
pub(crate) const EVERYONE: Uuid = Uuid::nil();

impl Staff {
    /// Writes the audience of these items and of everything below them anew, from the live shares.
    /// Two statements for every 400 roots, whatever lies below them.
    pub async fn rewrite_audience(&self, roots: &[ItemId]) -> Result<(), DataError> {
        rewrite(&self.tx, self.org_id(), roots).await
    }
}

pub(crate) async fn rewrite(tx: &Tx, org: OrgId, roots: &[ItemId]) -> Result<(), DataError> {
    for roots in roots.chunks(ROOTS_AT_ONCE) {
        rewrite_subtrees(tx, org, roots).await?;
    }
    Ok(())
}

async fn rewrite_subtrees(tx: &Tx, org: OrgId, roots: &[ItemId]) -> Result<(), DataError> {
    // $1 organisation, $2 this rewrite, $3 now, $4 everyone, $5… roots
    let written = Uuid::now_v7();
    let mut values = vec![org.into(), written.into(), tx.now().into(), EVERYONE.into()];
    values.extend(roots.iter().map(|root| (*root).into()));
    let roots = list(5, roots.len());

    tx.run(
        &format!("{} {INSERT}", with_visible(&roots)),
        values.clone(),
    )
    .await?;

    // Parameters must all be named for SQLite's numbering to hold; hence the two that are not needed.
    tx.run(
        &format!(
            "WITH RECURSIVE {} DELETE FROM audience \
             WHERE org_id = $1 AND item_id IN (SELECT id FROM tree) AND written <> $2 \
               AND $3 = $3 AND $4 = $4",
            tree(&roots)
        ),
        values,
    )
    .await?;
    Ok(())
}

/// The roots and everything below them.
///
/// Here and below, CROSS JOIN is what JOIN is, but SQLite keeps its order: it would rather walk all
/// items of the organisation than ask for the children of the few rows at hand.
fn tree(roots: &str) -> String {
    format!(
        "tree(id) AS ( \
           SELECT id FROM item WHERE org_id = $1 AND id IN ({roots}) \
           UNION \
           SELECT child.id FROM tree CROSS JOIN item child \
             WHERE child.org_id = $1 AND child.parent_id = tree.id)"
    )
}

/// Every viewer that a live share reaches, for the roots, what is below and the folders above:
/// the nearest share wins.
fn with_visible(roots: &str) -> String {
    format!(
        "WITH RECURSIVE {}, \
         above(id, parent_id) AS ( \
           SELECT folder.id, folder.parent_id FROM tree CROSS JOIN item root CROSS JOIN item folder \
             WHERE tree.id IN ({roots}) AND root.org_id = $1 AND root.id = tree.id \
               AND folder.org_id = $1 AND folder.id = root.parent_id \
           UNION \
           SELECT folder.id, folder.parent_id FROM above CROSS JOIN item folder \
             WHERE folder.org_id = $1 AND folder.id = above.parent_id), \
         scope(id) AS (SELECT id FROM tree UNION SELECT id FROM above), \
         reach(item_id, viewer, share_id, distance) AS ( \
           SELECT share.item_id, COALESCE(share.client_id, $4), share.id, 0 FROM scope CROSS JOIN share \
             WHERE share.org_id = $1 AND share.item_id = scope.id AND share.revoked_at IS NULL \
           UNION ALL \
           SELECT child.id, reach.viewer, reach.share_id, reach.distance + 1 FROM reach CROSS JOIN item child \
             WHERE child.org_id = $1 AND child.parent_id = reach.item_id \
               AND child.id IN (SELECT id FROM scope)), \
         visible AS ( \
           SELECT reach.item_id, reach.viewer, reach.share_id, item.project_id, item.kind, item.parent_id, \
             item.dated_at, \
             ROW_NUMBER() OVER (PARTITION BY reach.item_id, reach.viewer \
               ORDER BY reach.distance, reach.share_id) AS nearness \
           FROM reach CROSS JOIN item \
             WHERE item.org_id = $1 AND item.id = reach.item_id AND item.state = 'published')",
        tree(roots)
    )
}

/// Confirms or adds a row per viewer; what was visible before keeps its `since`.
const INSERT: &str = "\
    INSERT INTO audience (org_id, project_id, viewer, item_id, kind, parent_id, dated_at, since, share_id, written) \
    SELECT $1, v.project_id, v.viewer, v.item_id, v.kind, \
      CASE WHEN own.item_id IS NULL AND common.item_id IS NULL THEN $4 ELSE v.parent_id END, \
      v.dated_at, COALESCE(before.since, $3), v.share_id, $2 \
    FROM visible v \
      LEFT JOIN visible own ON own.item_id = v.parent_id AND own.viewer = v.viewer AND own.nearness = 1 \
      LEFT JOIN visible common ON common.item_id = v.parent_id AND common.viewer = $4 AND common.nearness = 1 \
      LEFT JOIN audience before ON before.org_id = $1 AND before.item_id = v.item_id AND before.viewer = $4 \
    WHERE v.nearness = 1 AND v.item_id IN (SELECT id FROM tree) \
    ON CONFLICT (org_id, item_id, viewer) DO UPDATE SET project_id = excluded.project_id, \
      kind = excluded.kind, parent_id = excluded.parent_id, dated_at = excluded.dated_at, share_id = excluded.share_id, written = excluded.written";
