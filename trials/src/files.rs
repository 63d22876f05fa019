//! Files as programs write them, and as they should not be.

/// It begins as a program of Windows does.
pub const PROGRAM: &[u8] = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0 a sample that is no real program";

/// A PDF of one empty page that runs JavaScript when it is opened.
pub const PDF_WITH_SCRIPT: &[u8] = b"%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>
endobj
trailer
<< /Root 1 0 R /Size 4 >>
startxref
0
%%EOF
";

/// A PDF of one page with a word on it.
pub const PDF: &[u8] = b"%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R
   /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>
endobj
4 0 obj
<< /Length 40 >>
stream
BT /F1 24 Tf 20 40 Td (Vientiane) Tj ET 
endstream
endobj
trailer
<< /Root 1 0 R /Size 5 >>
startxref
0
%%EOF
";

/// A PDF with a page for each of these words.
pub fn pdf_of(words: &[&str]) -> Vec<u8> {
    let pages = (0..words.len()).map(|place| 4 + 2 * place);
    let kids: Vec<String> = pages.clone().map(|page| format!("{page} 0 R")).collect();
    let mut file = format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [{}] /Count {} >>\nendobj\n\
         3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n",
        kids.join(" "),
        words.len()
    );
    for (page, word) in pages.zip(words) {
        let (content, drawn) = (page + 1, format!("BT /F1 24 Tf 20 40 Td ({word}) Tj ET"));
        file.push_str(&format!(
            "{page} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents {content} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n\
             {content} 0 obj\n<< /Length {} >>\nstream\n{drawn}\nendstream\nendobj\n",
            drawn.len()
        ));
    }
    file.push_str(&format!("trailer\n<< /Root 1 0 R /Size {} >>\nstartxref\n0\n%%EOF\n", 4 + 2 * words.len()));
    file.into_bytes()
}

/// An MP3 of three silent frames.
pub fn recording() -> Vec<u8> {
    let frame = [b"\xFF\xFB\x90\x00".as_slice(), &[0; 413]].concat();
    [b"ID3\x03\0\0\0\0\0\x05abcde".as_slice(), &frame, &frame, &frame].concat()
}

/// An MP4 with one track of pictures: the boxes that the gate looks for, around nothing.
pub fn film() -> Vec<u8> {
    let boxed = |kind: &[u8; 4], body: &[u8]| [&(8 + body.len() as u32).to_be_bytes()[..], kind, body].concat();
    let handler = boxed(b"hdlr", &[&[0; 8][..], b"vide", &[0; 13]].concat());
    let track = boxed(b"trak", &boxed(b"mdia", &handler));
    [boxed(b"ftyp", b"isom\0\0\0\0isom"), boxed(b"mdat", &[7; 1_000]), boxed(b"moov", &track)].concat()
}
