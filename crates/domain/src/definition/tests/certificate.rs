//! What certificates look like.

use super::*;

/// The good file with a table for certificates behind its rules.
fn with_certificate(table: &str) -> String {
    GOOD.replace("[[instructors]]\nslug = \"ada\"", &format!("{table}\n\n[[instructors]]\nslug = \"ada\""))
}

#[test]
fn without_a_table_certificates_have_a_title_and_nobody_signs() {
    let design = good().certificate;
    assert_eq!((design.title.as_str(), design.signatories.len()), ("Certificate of Attendance", 0));
}

#[test]
fn signatories_and_their_pictures_are_read() {
    let text = with_certificate(
        r#"[certificate]
title = "Certificate"
signatories = [
    { name = "Ada", title = "Dean", image = "ada.svg" },
    { name = "Ben" },
]"#,
    );
    let reading = read_seminar(&text).expect("a good file");
    let design = &reading.seminar.certificate;
    assert_eq!((design.title.as_str(), design.signatories[0].title.as_str()), ("Certificate", "Dean"));
    assert_eq!(design.signatories[1].title, "");
    let [picture] = &reading.pictures[..] else { panic!("one picture: {:?}", reading.pictures) };
    assert_eq!((picture.signatory, picture.name.as_str(), picture.line), (0, "ada.svg", 35));
    let told = picture.refused("there is no such file").to_string();
    assert_eq!(told, "line 35, certificate.signatories[0].image: ada.svg: there is no such file");
}

#[test]
fn a_picture_lies_beside_the_file_and_nowhere_else() {
    for name in ["../ada.svg", "/etc/ada.png", "a\\\\ada.jpg", "ada.gif", ".svg", "ada", ""] {
        let text = with_certificate(&format!(
            r#"[certificate]
signatories = [{{ name = "Ada", image = "{name}" }}]"#
        ));
        let error = read_seminar(&text).expect_err(name);
        assert_eq!(error.field, "certificate.signatories[0].image", "{name}: {error}");
    }
}

#[test]
fn three_people_sign_at_most_and_each_has_a_name() {
    let four = r#"[certificate]
signatories = [{ name = "A" }, { name = "B" }, { name = "C" }, { name = "D" }]"#;
    let error = read_seminar(&with_certificate(four)).expect_err("four of them");
    assert_eq!(error.field, "certificate.signatories[3].name");
    let nobody = "[certificate]\nsignatories = [{ name = \" \" }]";
    let error = read_seminar(&with_certificate(nobody)).expect_err("nobody");
    assert_eq!(
        (error.field.as_str(), error.problem.as_str()),
        ("certificate.signatories[0].name", "must not be empty")
    );
}
