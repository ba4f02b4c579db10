//! The world most promises are made in.

use super::{Client, Firm, Rows};
use crate::harness::{Backend, Server};
use std::ops::Deref;

/// Ironbark Homes is building a house for Ann and Tom, who each look for themselves.
pub struct World {
    /// The server.
    pub server: Server,
    /// Ironbark Homes.
    pub ironbark: Firm,
    /// The project.
    pub house: String,
    /// A client.
    pub ann: Client,
    /// Another client of the same project.
    pub tom: Client,
}

impl World {
    /// Builds it.
    ///
    /// # Panics
    /// When something is refused.
    pub async fn start(on: Backend) -> World {
        let server = Server::start(on).await;
        let ironbark = Firm::sign_up(&server, "Ironbark Homes", "dan@ironbark.example").await;
        let house = ironbark.project("Banksia Street").await;
        let ann = ironbark.client(&server, "ann@example.com", &[&house]).await;
        let tom = ironbark.client(&server, "tom@example.com", &[&house]).await;
        World {
            server,
            ironbark,
            house,
            ann,
            tom,
        }
    }

    /// The rows of the database, for what no caller can set.
    pub async fn rows(&self) -> Rows {
        Rows::open(&self.server.database().url()).await
    }

    /// Ann signs in again, after the clock has moved.
    pub async fn ann_again(&self) -> Client {
        Client {
            id: self.ann.id.clone(),
            agent: super::sign_in(&self.server, self.ann.agent.receiver()).await,
        }
    }
}

impl Deref for World {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.server
    }
}
