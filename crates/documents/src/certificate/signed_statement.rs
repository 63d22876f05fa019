//! A statement and its signature in a form that fits into a QR code.
//!
//! Before encoding in base 64 (URL alphabet, no padding) it is
//!
//! ```text
//! 1 byte    version, 1
//! 8 bytes   id of the key
//! ten texts: code, number, name, country's code, country's name, seminar, organiser,
//!           first day, last day, day of issue; each its length in bytes as LEB128, then UTF-8
//! 3 numbers minutes, sessions attended, sessions counted; each LEB128
//! 64 bytes  Ed25519 signature over the line "lectern certificate statement" and all bytes above
//! ```
//!
//! What is signed is what is carried, so nothing has to be brought into a canonical form to check it.
//! A field that is added to the statement means another version; old ones are read for ever.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::certificate::Statement;
use domain::country::Country;
use domain::time::CalendarDay;

use super::key_set::KeySet;
use super::signing::{IssuerKey, KeyId};
use super::verify::VerifyError;

/// Says what a certificate states, and who signed it. Whether the signature is right, `check` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedStatement {
    pub statement: Statement,
    pub key: KeyId,
    signed: Vec<u8>,
    signature: [u8; 64],
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not the signed statement of a certificate")]
pub struct NotAStatement;

const VERSION: u8 = 1;
/// Tells this signature from the seal's and the badge's, which the same key makes.
const PURPOSE: &[u8] = b"lectern certificate statement\n";

impl SignedStatement {
    pub fn sign(statement: &Statement, key: &IssuerKey) -> Self {
        let signed = encode(statement, key.id());
        let signature = key.sign(&[PURPOSE, &signed].concat());
        Self { statement: statement.clone(), key: key.id(), signed, signature }
    }

    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode([&self.signed[..], &self.signature].concat())
    }

    pub fn from_text(text: &str) -> Result<Self, NotAStatement> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotAStatement)?;
        let (signed, signature) = bytes.split_last_chunk::<64>().ok_or(NotAStatement)?;
        let (statement, key) = decode(signed).ok_or(NotAStatement)?;
        Ok(Self { statement, key, signed: signed.to_vec(), signature: *signature })
    }

    /// The signature is right, and its key was in use on the day of issue.
    pub fn check(&self, keys: &KeySet) -> Result<(), VerifyError> {
        let published = keys.find(self.key).ok_or(VerifyError::UnknownKey(self.key))?;
        if !published.key.accepts(&[PURPOSE, &self.signed].concat(), &self.signature) {
            return Err(VerifyError::Changed);
        }
        if !published.signed_on(self.statement.issued_on) {
            return Err(VerifyError::KeyNotInUse { key: self.key, day: self.statement.issued_on });
        }
        Ok(())
    }
}

fn encode(statement: &Statement, key: KeyId) -> Vec<u8> {
    // Named one by one: a field that is added to the statement must not be left out here.
    let Statement {
        code,
        number,
        name,
        country: Country { code: country_code, name: country_name },
        seminar,
        organiser,
        starts_on,
        ends_on,
        minutes,
        sessions_attended,
        sessions_counted,
        issued_on,
    } = statement;
    let country_code = country_code.to_string();
    let [starts_on, ends_on, issued_on] = [starts_on, ends_on, issued_on].map(CalendarDay::to_string);
    let texts = [
        code.as_str(),
        number,
        name.as_str(),
        &country_code,
        country_name,
        seminar,
        organiser,
        &starts_on,
        &ends_on,
        &issued_on,
    ];
    let mut bytes = vec![VERSION];
    bytes.extend(key.to_bytes());
    for text in texts {
        write_number(&mut bytes, text.len() as u64);
        bytes.extend(text.as_bytes());
    }
    for number in [minutes, sessions_attended, sessions_counted] {
        write_number(&mut bytes, u64::from(*number));
    }
    bytes
}

fn decode(bytes: &[u8]) -> Option<(Statement, KeyId)> {
    let (&VERSION, rest) = bytes.split_first()? else { return None };
    let (key, mut rest) = rest.split_first_chunk::<8>()?;
    let mut text = || {
        let length = usize::try_from(read_number(&mut rest)?).ok()?;
        let (text, after) = rest.split_at_checked(length)?;
        rest = after;
        String::from_utf8(text.to_vec()).ok()
    };
    let (code, number, name) = (text()?.parse().ok()?, text()?, text()?.parse().ok()?);
    let country = Country { code: text()?.parse().ok()?, name: text()? };
    let (seminar, organiser) = (text()?, text()?);
    let mut day = || text()?.parse().ok();
    let (starts_on, ends_on, issued_on) = (day()?, day()?, day()?);
    let mut count = || u32::try_from(read_number(&mut rest)?).ok();
    let (minutes, sessions_attended, sessions_counted) = (count()?, count()?, count()?);
    let statement = Statement {
        code,
        number,
        name,
        country,
        seminar,
        organiser,
        starts_on,
        ends_on,
        minutes,
        sessions_attended,
        sessions_counted,
        issued_on,
    };
    rest.is_empty().then(|| (statement, KeyId::from_bytes(*key)))
}

/// LEB128: seven bits a byte, the lowest first; the eighth says that more follow.
fn write_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7F {
        bytes.push(0x80 | (number & 0x7F) as u8);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn read_number(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..35).step_by(7) {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::tests::samples::{key, keys, statement};
    use super::*;

    #[test]
    fn a_statement_reads_back_and_its_signature_holds() {
        let signed = SignedStatement::sign(&statement("Sample Person"), &key());
        let again = SignedStatement::from_text(&signed.to_text()).expect("a statement");
        assert_eq!(again, signed);
        assert_eq!(again.check(&keys()), Ok(()));
        assert!(signed.to_text().len() < 520, "{} letters", signed.to_text().len());
    }

    #[test]
    fn no_letter_of_it_can_be_another() {
        let text = SignedStatement::sign(&statement("Sample Person"), &key()).to_text();
        for place in 0..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).expect("letters");
            let accepted = SignedStatement::from_text(&changed).is_ok_and(|signed| signed.check(&keys()).is_ok());
            assert!(!accepted, "letter {place}");
        }
        assert_eq!(
            SignedStatement::from_text(&text[..text.len() - 4]).map(|s| s.check(&keys()).is_ok()),
            Err(NotAStatement)
        );
    }

    #[test]
    fn letters_cannot_move_from_one_field_to_the_next() {
        let one = domain::certificate::Statement { seminar: "ab".into(), organiser: "c".into(), ..statement("A") };
        let other = domain::certificate::Statement { seminar: "a".into(), organiser: "bc".into(), ..statement("A") };
        assert_ne!(encode(&one, key().id()), encode(&other, key().id()));
    }

    #[test]
    fn numbers_of_any_size_read_back() {
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX)] {
            let mut bytes = Vec::new();
            write_number(&mut bytes, number);
            assert_eq!(read_number(&mut &bytes[..]), Some(number));
        }
        assert_eq!(read_number(&mut &[0x80_u8; 9][..]), None);
    }
}
