//! All keys that ever signed certificates, as `/.well-known/lectern-certificate-keys.json` publishes them.
//!
//! The file is a JSON Web Key Set (RFC 7517) of `OKP` keys (RFC 8037), so that foreign programs read it.
//! Two members of each key are ours: `from` and `until`, between which it signed. A key stays in the
//! file when it is retired; otherwise the certificates that it signed could not be checked any more.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::time::{CalendarDay, Instant};
use serde::{Deserialize, Serialize};

use super::signing::{KeyId, PublicKey};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeySet {
    pub keys: Vec<PublishedKey>,
}

/// A key, and when it signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedKey {
    pub key: PublicKey,
    /// Unknown of a key that was handed over by itself.
    pub from: Option<Instant>,
    /// When another one took its place.
    pub until: Option<Instant>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this holds no keys of Lectern: neither a key set in JSON nor a line that begins with ed25519-public:")]
pub struct NotKeys;

impl KeySet {
    /// Takes the published file, or one public key in its text form.
    pub fn read(text: &str) -> Result<Self, NotKeys> {
        if let Ok(key) = text.parse() {
            return Ok(Self { keys: vec![PublishedKey { key, from: None, until: None }] });
        }
        let file: KeyFile = serde_json::from_str(text).map_err(|_| NotKeys)?;
        let keys: Option<Vec<PublishedKey>> =
            file.keys.into_iter().filter(|key| key.crv == "Ed25519").map(WebKey::read).collect();
        keys.filter(|keys| !keys.is_empty()).map(|keys| Self { keys }).ok_or(NotKeys)
    }

    /// The published file.
    pub fn to_json(&self) -> String {
        let file = KeyFile { keys: self.keys.iter().map(WebKey::from).collect() };
        // Text and numbers alone cannot fail to be written.
        serde_json::to_string_pretty(&file).unwrap_or_default()
    }

    pub fn find(&self, id: KeyId) -> Option<&PublishedKey> {
        self.keys.iter().find(|published| published.key.id() == id)
    }
}

impl PublishedKey {
    /// Whether a certificate of that day can be signed by this key. Days are those of the host's zone,
    /// which may be a day off; what counts is that a retired key signs nothing new.
    pub fn signed_on(&self, day: CalendarDay) -> bool {
        let noon = Instant::from_seconds(day.since_epoch() * 86_400 + 43_200);
        self.from.is_none_or(|from| noon >= from.plus_days(-1))
            && self.until.is_none_or(|until| noon <= until.plus_days(1))
    }
}

#[derive(Serialize, Deserialize)]
struct KeyFile {
    keys: Vec<WebKey>,
}

/// Members that foreign keys lack or have besides are no obstacle.
#[derive(Serialize, Deserialize)]
struct WebKey {
    kty: String,
    #[serde(default)]
    crv: String,
    #[serde(default)]
    x: String,
    #[serde(default)]
    kid: String,
    #[serde(default, rename = "use")]
    usage: String,
    #[serde(default)]
    alg: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

impl WebKey {
    fn read(self) -> Option<PublishedKey> {
        let bytes: [u8; 32] = URL_SAFE_NO_PAD.decode(self.x).ok()?.try_into().ok()?;
        let key = PublicKey::from_bytes(&bytes).ok()?;
        // A time that cannot be read is a mistake, not a key without bounds.
        let from = self.from.map(|text| read_time(&text).ok_or(NotKeys)).transpose().ok()?;
        let until = self.until.map(|text| read_time(&text).ok_or(NotKeys)).transpose().ok()?;
        Some(PublishedKey { key, from, until })
    }
}

impl From<&PublishedKey> for WebKey {
    fn from(published: &PublishedKey) -> Self {
        Self {
            kty: "OKP".to_owned(),
            crv: "Ed25519".to_owned(),
            x: URL_SAFE_NO_PAD.encode(published.key.to_bytes()),
            kid: published.key.id().to_string(),
            usage: "sig".to_owned(),
            alg: "EdDSA".to_owned(),
            from: published.from.map(Instant::to_rfc3339),
            until: published.until.map(Instant::to_rfc3339),
        }
    }
}

/// `2021-11-10T01:30:00Z`, as this file writes it.
fn read_time(text: &str) -> Option<Instant> {
    let (day, time) = text.strip_suffix('Z')?.split_once('T')?;
    let parts: Vec<i64> = time.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [hours @ 0..=23, minutes @ 0..=59, seconds @ 0..=60] = parts[..] else { return None };
    let day: CalendarDay = day.parse().ok()?;
    Some(Instant::from_seconds(day.since_epoch() * 86_400 + hours * 3600 + minutes * 60 + seconds))
}

#[cfg(test)]
mod tests {
    use super::super::signing::IssuerKey;
    use super::*;

    const SINCE: Instant = Instant::from_seconds(1_636_507_800);

    fn two_keys() -> KeySet {
        let [old, new] = [1, 2].map(|byte| IssuerKey::from_random([byte; 32]).public());
        KeySet {
            keys: vec![
                PublishedKey { key: old, from: Some(SINCE), until: Some(SINCE.plus_days(100)) },
                PublishedKey { key: new, from: Some(SINCE.plus_days(100)), until: None },
            ],
        }
    }

    fn day(text: &str) -> CalendarDay {
        text.parse().expect("a day")
    }

    #[test]
    fn the_published_file_reads_back() {
        let json = two_keys().to_json();
        assert_eq!(KeySet::read(&json), Ok(two_keys()));
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let first = &value["keys"][0];
        assert_eq!((&first["kty"], &first["crv"], &first["alg"]), (&"OKP".into(), &"Ed25519".into(), &"EdDSA".into()));
        assert_eq!(first["from"], "2021-11-10T01:30:00Z");
        assert!(value["keys"][1].get("until").is_none());
    }

    #[test]
    fn one_key_alone_is_a_set_and_rubbish_is_none() {
        let key = IssuerKey::from_random([1; 32]).public();
        assert_eq!(KeySet::read(&format!("{key}\n")).expect("a set").keys[0].key, key);
        for bad in ["", "{}", r#"{"keys":[]}"#, r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AA"}]}"#] {
            assert_eq!(KeySet::read(bad), Err(NotKeys), "{bad}");
        }
        let without_bounds = two_keys().to_json().replace("2021-11-10T01:30:00Z", "some day");
        assert_eq!(KeySet::read(&without_bounds), Err(NotKeys));
    }

    #[test]
    fn keys_of_others_beside_ours_are_no_obstacle() {
        let json = two_keys().to_json().replacen("\"keys\": [", r#""keys": [{"kty":"RSA","n":"AQAB","e":"AQAB"},"#, 1);
        assert_eq!(KeySet::read(&json), Ok(two_keys()));
    }

    #[test]
    fn a_retired_key_signs_nothing_new() {
        let keys = two_keys();
        assert!(keys.keys[0].signed_on(day("2021-11-10")));
        assert!(keys.keys[0].signed_on(day("2021-11-09")), "the host may be a day behind");
        assert!(!keys.keys[0].signed_on(day("2021-11-01")));
        assert!(!keys.keys[0].signed_on(day("2022-06-01")));
        assert!(keys.keys[1].signed_on(day("2022-06-01")));
    }
}
