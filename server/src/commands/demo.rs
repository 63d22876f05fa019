//! The sample seminar: it runs today, with people who are plainly samples.

use std::collections::BTreeMap;

use domain::certificate::design::{PictureKind, SignaturePicture};
use domain::country::CountryCode;
use domain::definition::read_seminar;
use domain::person::{NewPerson, Role};
use domain::time::Instant;
use sample_seminars::{E_PORT_2021, SIGNATURES};
use store::audit::By;
use store::tokens::Purpose;

use super::{CommandError, Data};

/// The countries that the sample people come from.
const COUNTRIES: [&str; 25] = [
    "BD", "BR", "CL", "EG", "ET", "FJ", "GE", "ID", "KE", "KH", "KZ", "LA", "LK", "MA", "MM", "MN", "MX", "MY", "NP",
    "PE", "PH", "TH", "UZ", "VN", "ZA",
];

/// Loads the sample into an empty store and answers the links by mail address, to be shown this one time.
pub async fn load(data: &Data) -> Result<BTreeMap<String, String>, CommandError> {
    let Data { store, vault, public_url, .. } = data;
    let now = Instant::now();
    let mut reading = read_seminar(E_PORT_2021).map_err(|problem| CommandError::Refused(problem.to_string()))?;
    for named in &reading.pictures {
        let Some((_, bytes)) = SIGNATURES.iter().find(|(name, _)| *name == named.name) else { continue };
        let kind = PictureKind::of_bytes(bytes).map_err(|problem| CommandError::Refused(problem.to_string()))?;
        let file = vault.keep_bytes(bytes::Bytes::from_static(bytes)).await?;
        if let Some(signatory) = reading.seminar.certificate.signatories.get_mut(named.signatory) {
            signatory.signature = Some(SignaturePicture { kind, sha256: file.sha256, size: file.size });
        }
    }
    // The second day of the seminar is today, so that something lies behind and something ahead.
    let days = now.seconds_since(reading.seminar.starts).div_euclid(86_400) - 1;
    let seminar = reading.seminar.moved_by_days(days);
    let slug = seminar.slug.clone();
    let instructors: Vec<String> =
        seminar.instructors.iter().filter_map(|i| i.email.as_ref().map(ToString::to_string)).collect();
    store.import_seminar(seminar, &By::operator(), now).await?;

    let mut links = BTreeMap::new();
    for (role, country, email) in people(&instructors) {
        let name = match country {
            Some(country) => format!("Sample Trainee {}", country.name()),
            None => format!("Sample {}", email.split('@').next().unwrap_or_default().replace('.', " ")),
        };
        let new = NewPerson {
            name: name.parse().map_err(|problem| CommandError::Refused(format!("{problem}")))?,
            email: email.parse().map_err(|problem| CommandError::Refused(format!("{problem}")))?,
            role,
            country,
        };
        let person = store.add_person(&slug, &new, &By::operator(), now).await?.person();
        let token = store.issue_token(Purpose::Invitation, person, Some(&slug), &By::operator(), now).await?;
        links.insert(email, format!("{public_url}/invitations/{token}"));
    }
    Ok(links)
}

fn people(instructors: &[String]) -> Vec<(Role, Option<CountryCode>, String)> {
    let trainees = COUNTRIES.iter().filter_map(|code| {
        let country: CountryCode = code.parse().ok()?;
        Some((Role::Trainee, Some(country), format!("trainee.{}@example.org", code.to_ascii_lowercase())))
    });
    let teaching = instructors.iter().map(|email| (Role::Instructor, None, email.clone()));
    let staff = [(Role::Staff, None, "staff@example.org".to_owned())];
    staff.into_iter().chain(teaching).chain(trainees).collect()
}
