//! Where the database is, and who signs in there.

use std::path::Path;

use percent_encoding::percent_decode_str;
use surrealdb::opt::auth::Root;
use url::Url;

/// A database's URL taken apart: the SDK does not sign in by what stands before the `@`.
pub(crate) struct Address {
    pub url: String,
    /// For a database server; an embedded one has no users.
    pub root: Option<Root>,
}

impl Address {
    pub fn read(text: &str) -> Self {
        let plain = || Self { url: text.to_owned(), root: None };
        let Some(mut url) = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "ws" | "wss")) else {
            return plain();
        };
        let Some(password) = url.password() else {
            return plain();
        };
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let root = Root { username: decoded(url.username()), password: decoded(password) };
        if url.set_username("").is_err() || url.set_password(None).is_err() {
            return plain();
        }
        Self { url: url.to_string(), root: Some(root) }
    }
}

/// The folder of an embedded database; one elsewhere has its own disk.
pub fn database_folder(url: &str) -> Option<&Path> {
    url.strip_prefix("surrealkv://").map(|rest| Path::new(rest.split('?').next().unwrap_or(rest)))
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn a_password_is_for_signing_in_and_leaves_the_url() {
        let address = Address::read("wss://root:se%40cret@db.example.org:8000");
        assert_eq!(address.url, "wss://db.example.org:8000/");
        let root = address.root.expect("someone who signs in");
        assert_eq!((root.username.as_str(), root.password.as_str()), ("root", "se@cret"));
    }

    #[test]
    fn other_urls_stay_as_they_are() {
        for url in ["surrealkv://data/db?sync=every", "mem://", "ws://127.0.0.1:8000"] {
            let address = Address::read(url);
            assert_eq!(address.url, url);
            assert!(address.root.is_none());
        }
    }
}
