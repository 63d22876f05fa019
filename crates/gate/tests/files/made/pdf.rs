//! PDFs, object by object.

use super::deflated;

/// A PDF of one page and more objects, each `7 0 obj …` as it is; with a table.
pub fn pdf(catalog: &str, more: &[&str]) -> Vec<u8> {
    pdf_with("", catalog, more)
}

pub fn pdf_with(trailer: &str, catalog: &str, more: &[&str]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    let objects = [
        format!("1 0 obj\n<</Type/Catalog/Pages 2 0 R{catalog}>>\nendobj\n"),
        "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n".to_owned(),
        "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>\nendobj\n".to_owned(),
    ];
    for object in objects {
        places.push(text.len());
        text.push_str(&object);
    }
    for object in more {
        text.push_str(object);
        text.push('\n');
    }
    let begin = text.len();
    text.push_str("xref\n0 4\n0000000000 65535 f \n");
    for place in places {
        text.push_str(&format!("{place:010} 00000 n \n"));
    }
    text.push_str(&format!("trailer\n<</Size 4/Root 1 0 R{trailer}>>\nstartxref\n{begin}\n%%EOF\n"));
    text.into_bytes()
}

/// Bytes as a hexadecimal stream: so they can stand in text.
pub fn hexadecimal_object(number: u32, entries: &str, filters: &str, bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let length = digits.len() + 1;
    format!(
        "{number} 0 obj\n<<{entries}/Filter[/ASCIIHexDecode{filters}]/Length {length}>>\nstream\n{digits}>\nendstream\nendobj"
    )
}

/// Objects of a PDF in a stream of their own.
pub fn object_stream(number: u32, objects: &[(u32, &str)]) -> String {
    let (mut head, mut body) = (String::new(), String::new());
    for (number, object) in objects {
        head.push_str(&format!("{number} {} ", body.len()));
        body.push_str(object);
        body.push('\n');
    }
    let entries = format!("/Type/ObjStm/N {}/First {}", objects.len(), head.len());
    hexadecimal_object(number, &entries, "/FlateDecode", &deflated((head + &body).as_bytes()))
}
