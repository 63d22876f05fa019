//! What certificates look like.

use toml::Spanned;

use super::NamedPicture;
use crate::certificate::design::{CertificateDesign, MOST_SIGNATORIES, Signatory};
use crate::definition::Refusal;
use crate::definition::file::CertificateInFile;

/// Pictures are read by whoever imports; until then there are none.
pub fn check_certificate(file: CertificateInFile) -> Result<(CertificateDesign, Vec<NamedPicture>), Refusal> {
    let mut design = CertificateDesign::default();
    if let Some(title) = &file.title {
        design.title = one_line(title, 80)?;
    }
    design.remark = file.remark.as_ref().map(|remark| one_line(remark, 200)).transpose()?;
    let mut pictures = Vec::new();
    for (place, signatory) in file.signatories.into_iter().enumerate() {
        if place == MOST_SIGNATORIES {
            let problem = format!("at most {MOST_SIGNATORIES} people can sign a certificate");
            return Err(Refusal::at(&signatory.name, problem));
        }
        let title = signatory.title.as_ref().filter(|title| !title.get_ref().trim().is_empty());
        design.signatories.push(Signatory {
            name: one_line(&signatory.name, 100)?,
            title: title.map(|title| one_line(title, 120)).transpose()?.unwrap_or_default(),
            signature: None,
        });
        if let Some(image) = signatory.image {
            if !is_picture_name(image.get_ref()) {
                return Err(Refusal::at(
                    &image,
                    "a picture is named by its file beside this one, such as signature.svg: SVG, PNG or JPEG",
                ));
            }
            pictures.push((place, image));
        }
    }
    Ok((design, pictures))
}

fn one_line(text: &Spanned<String>, most: usize) -> Result<String, Refusal> {
    let words = text.get_ref().trim();
    if words.is_empty() {
        return Err(Refusal::at(text, "must not be empty"));
    }
    if words.chars().any(char::is_control) || words.chars().count() > most {
        return Err(Refusal::at(text, format!("must be one line of at most {most} letters")));
    }
    Ok(words.to_owned())
}

/// The name of a file in the same folder, never a path out of it.
fn is_picture_name(name: &str) -> bool {
    let known = |ending: &str| ["svg", "png", "jpg", "jpeg"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    !name.contains(['/', '\\', '\0'])
        && name.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && known(ending))
}
