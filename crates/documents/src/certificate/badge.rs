//! A certificate as an Open Badges 3.0 credential in its JWT form: the payload is the credential, with
//! the registered claims beside it (Open Badges 3.0, 8.2.4.1).
//!
//! The person is named and not addressed: an identifier of the kind `name`, and no mail address. There
//! is no `credentialStatus`: a list of what was revoked would hand out the addresses of certificates that
//! nobody can guess. The credential's `id` is the certificate's own page, which says what became of it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::certificate::Statement;
use domain::time::CalendarDay;
use serde_json::{Value, json};

use super::design::verify_url;
use super::error::CertificateError;
use super::signing::IssuerKey;
use super::wording;

/// Who issues, by addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadgeIssuer {
    /// Where the site is reached, `https://lectern.example.org`. It identifies the issuer too.
    pub public_url: String,
    /// The seminar's public page, which identifies what was achieved: the same for all who took part.
    pub seminar_url: String,
    /// `Certificate of Attendance`
    pub title: String,
}

/// Where the keys are published, below the public address.
pub const KEYS_PATH: &str = "/.well-known/lectern-certificate-keys.json";

const CREDENTIAL_SCHEMA: &str =
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

/// The signed credential. The same values give the same text.
pub fn open_badge_jwt(
    statement: &Statement,
    issuer: &BadgeIssuer,
    key: &IssuerKey,
) -> Result<String, CertificateError> {
    let public_url = issuer.public_url.trim_end_matches('/');
    let header = json!({
        "alg": "EdDSA",
        "typ": "JWT",
        "kid": format!("{public_url}{KEYS_PATH}#{}", key.id()),
    });
    let payload = credential(statement, issuer)?;
    let signed = [header, payload].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".");
    let signature = URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes()));
    Ok(format!("{signed}.{signature}"))
}

fn credential(statement: &Statement, issuer: &BadgeIssuer) -> Result<Value, CertificateError> {
    let site = issuer.public_url.trim_end_matches('/');
    let id = verify_url(site, &statement.code);
    let period = wording::period(statement.starts_on, statement.ends_on);
    let sessions = wording::sessions(statement.sessions_attended, statement.sessions_counted);
    let attended = format!("Attended {sessions}, {} in all.", wording::duration(statement.minutes));
    Ok(json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
        ],
        "id": id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": format!("{} {}", issuer.title, statement.number),
        "issuer": {
            "id": site,
            "type": ["Profile"],
            "name": statement.organiser,
            "url": site,
        },
        "validFrom": valid_from(statement.issued_on),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [{
                "type": "IdentityObject",
                "hashed": false,
                "identityHash": statement.name.as_str(),
                "identityType": "name",
            }],
            "achievement": {
                "id": issuer.seminar_url,
                "type": ["Achievement"],
                "achievementType": "CertificateOfCompletion",
                "name": statement.seminar,
                "description": format!("{}, held {period} by {}.", statement.seminar, statement.organiser),
                "criteria": { "narrative": "Attended the seminar's sessions as its rule of attendance demands." },
            },
        },
        "evidence": [{
            "id": id,
            "type": ["Evidence"],
            "name": format!("Certificate {}", statement.number),
            "narrative": attended,
        }],
        "credentialSchema": [{ "id": CREDENTIAL_SCHEMA, "type": "1EdTechJsonSchemaValidator2019" }],
        "iss": site,
        "jti": id,
        "nbf": not_before(statement.issued_on),
    }))
}

/// The day of issue begins where it begins first, so that a badge is valid at once in every zone.
fn valid_from(issued: CalendarDay) -> String {
    format!("{issued}T00:00:00+14:00")
}

/// The same in seconds since 1970.
fn not_before(issued: CalendarDay) -> i64 {
    issued.since_epoch() * 86_400 - 14 * 3600
}

#[cfg(test)]
mod tests {
    use super::super::tests::samples::{badge_issuer, key, statement};
    use super::*;

    fn parts(jwt: &str) -> [Value; 2] {
        let mut parts = jwt.split('.').map(|part| URL_SAFE_NO_PAD.decode(part).expect("base 64"));
        [(); 2].map(|()| serde_json::from_slice(&parts.next().expect("a part")).expect("JSON"))
    }

    #[test]
    fn its_claims_agree_with_the_credential() {
        let jwt = open_badge_jwt(&statement("Sample Person"), &badge_issuer(), &key()).expect("a badge");
        let [header, payload] = parts(&jwt);
        assert_eq!(header["alg"], "EdDSA");
        let kid = format!("https://lectern.example.org/.well-known/lectern-certificate-keys.json#{}", key().id());
        assert_eq!(header["kid"], kid.as_str());
        assert_eq!(payload["iss"], payload["issuer"]["id"]);
        assert_eq!(payload["jti"], payload["id"]);
        assert_eq!(payload["validFrom"], "2021-11-20T00:00:00+14:00");
        assert_eq!(payload["nbf"], 1_637_316_000);
        let id = payload["id"].as_str().expect("an id");
        assert!(id.starts_with("https://lectern.example.org/certificates/"), "{id}");
    }

    #[test]
    fn its_signature_is_that_of_the_key() {
        let jwt = open_badge_jwt(&statement("李 <script> \"x\""), &badge_issuer(), &key()).expect("a badge");
        let (signed, signature) = jwt.rsplit_once('.').expect("three parts");
        let signature = URL_SAFE_NO_PAD.decode(signature).expect("base 64").try_into().expect("64 bytes");
        assert!(key().public().accepts(signed.as_bytes(), &signature));
        let [_, payload] = parts(&jwt);
        assert_eq!(payload["credentialSubject"]["identifier"][0]["identityHash"], "李 <script> \"x\"");
    }

    #[test]
    fn a_badge_holds_no_mail_address() {
        let jwt = open_badge_jwt(&statement("Sample Person"), &badge_issuer(), &key()).expect("a badge");
        assert_eq!(parts(&jwt)[1].to_string().matches('@').count(), 1, "the one of @context");
    }
}
