//! PDF that is encrypted.

use super::assert_words;
use super::made::*;

/// What `qpdf` has written for one document, whose owner has the password `o`: with RC4, AES-128 and AES-256.
pub const ID: &str = "/ID[<5fb8d3ab63935bebe344f2fa4a7ce53b><5fb8d3ab63935bebe344f2fa4a7ce53b>]";
pub const RC4: &str = "/V 2/R 3/Length 128/P -1028/O<77b8fb098022d3ab34237ea5643c08710ea5123fc5f88bf993a68cca5f12b40f>/U<28f69981a701dc51685a53eb8a460ce20021446990b9e4114071a4d9104984c1>";
const AES_128: &str = "/V 4/R 4/Length 128/P -1028/CF<</StdCF<</AuthEvent/DocOpen/CFM/AESV2/Length 16>>>>/StmF/StdCF/StrF/StdCF/O<77b8fb098022d3ab34237ea5643c08710ea5123fc5f88bf993a68cca5f12b40f>/U<28f69981a701dc51685a53eb8a460ce20021446990b9e4114071a4d9104984c1>";
const AES_256: &str = "/V 5/R 6/Length 256/P -1028/CF<</StdCF<</AuthEvent/DocOpen/CFM/AESV3/Length 32>>>>/StmF/StdCF/StrF/StdCF/U<a91e1cc7be66266878fadcbe28bad0665964322b296e8e6e4b41c03310342b79e847166d0972709d43f4caa198d1949b>/UE<584ebd0aad34681c1fc238f5b8cff1d45ee987150335cee52c18e6dae893f5ba>";
/// The same with the password `x` for opening it.
pub const RC4_CLOSED: &str = "/V 2/R 3/Length 128/P -1028/O<272f0a1990192c60114730bdcd39f37828a53c89a340dd473c85299dc5258e1c>/U<70a23f60272571f45da092fc0050947d0021446990b9e4114071a4d9104984c1>";
pub const AES_256_CLOSED: &str = "/V 5/R 6/Length 256/P -1028/CF<</StdCF<</AuthEvent/DocOpen/CFM/AESV3/Length 32>>>>/StmF/StdCF/StrF/StdCF/U<7ceaa76532e8eefd6f5cfe584404ef319838241448f646c249dffd481a205247028078adb05641afe48145c83cbc86ba>/UE<fab60c8fbe26f76138f6bcf2a8e770df5f87a781f94e70f5a7fb7e6040a92b7d>";

#[test]
fn a_password_for_opening_is_refused_and_one_for_changing_is_not() {
    let of = |how: &str| pdf_with(&format!("/Encrypt<</Filter/Standard{how}>>{ID}"), "", &[]);
    let closed = String::from_utf8(of(RC4_CLOSED)).expect("text");
    let attached =
        format!("8 0 obj\n<</Type/EmbeddedFile/Length {}>>\nstream\n{closed}\nendstream\nendobj", closed.len());
    let ways = "8 0 obj\n<</StdCF 9 0 R>>\nendobj";
    let way = "9 0 obj\n<</AuthEvent/DocOpen/CFM/AESV3/Length 32>>\nendobj";
    let aes_256 = AES_256.replace("<</StdCF<</AuthEvent/DocOpen/CFM/AESV3/Length 32>>>>", " 8 0 R");
    let elsewhere = pdf_with(&format!("/Encrypt<</Filter/Standard{aes_256}>>{ID}"), "", &[ways, way]);
    // Of a name that comes twice, the last counts.
    const WAY: &str = "<</StdCF<</AuthEvent/DocOpen/CFM/AESV3/Length 32>>>>";
    const OTHER: &str = "<</StdCF<</CFM/Other>>>>";
    let twice = |first: &str, last: &str| of(&AES_256.replace(WAY, &format!("{first}/CF{last}")));
    let many: String = (0..40).map(|number| format!("/Other{number}<</CFM/AESV3>>")).collect();
    let among_many = AES_256.replace("/CF<<", &format!("/CF<<{many}"));
    assert_words(&[
        ("other-ways-first.pdf", twice(OTHER, WAY), "Ready"),
        ("other-ways-last.pdf", twice(WAY, OTHER), "Encrypted"),
        ("other-way-first.pdf", of(&AES_256.replace("/CF<<", "/CF<</StdCF<</CFM/Other>>")), "Ready"),
        ("other-way-last.pdf", of(&AES_256.replace(">>>>", ">>/StdCF<</CFM/Other>>>>")), "Encrypted"),
        ("among-many.pdf", of(&among_many), "Ready"),
        ("rc4.pdf", of(RC4), "Ready"),
        ("aes-128.pdf", of(AES_128), "Ready"),
        ("aes-256.pdf", of(AES_256), "Ready"),
        ("rc4-closed.pdf", of(RC4_CLOSED), "Encrypted"),
        ("aes-256-closed.pdf", of(AES_256_CLOSED), "Encrypted"),
        ("certificate.pdf", pdf_with("/Encrypt<</Filter/Adobe.PubSec/V 4>>", "", &[]), "Encrypted"),
        ("attached.pdf", pdf("", &[&attached]), "Held([EmbeddedEncrypted])"),
        ("ways-elsewhere.pdf", elsewhere, "Ready"),
    ]);
}
