"""Writes a PDF of many pages, each with lines of words and a picture."""

import io
import sys

from PIL import Image


def content(number):
    """Forty lines in a font that every reader of PDF has, and the picture below them."""
    lines = [f"(Page {number}, line {line}: declarations of ports and airports came through one window.) '" for line in range(1, 41)]
    return "\n".join(["q 420 0 0 210 60 40 cm /Picture Do Q", "BT /Words 11 Tf 13 TL 60 800 Td", *lines, "ET"]).encode()


def picture():
    """Grain, which does not compress to nothing."""
    file = io.BytesIO()
    Image.effect_noise((1000, 500), 30).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def stream(fields, data):
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (fields, len(data), data)


count, path = int(sys.argv[1]), sys.argv[2]
# A page, what is on it, and its picture.
pages = range(4, 4 + 3 * count, 3)
objects = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % page for page in pages), count),
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
]
for number, page in enumerate(pages, start=1):
    resources = b"<< /Font << /Words 3 0 R >> /XObject << /Picture %d 0 R >> >>" % (page + 2)
    objects += [
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources %s >>" % (page + 1, resources),
        stream(b"", content(number)),
        stream(
            b"/Type /XObject /Subtype /Image /Width 1000 /Height 500 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode",
            picture(),
        ),
    ]

with open(path, "wb") as file:
    file.write(b"%PDF-1.4\n")
    offsets = []
    for number, written in enumerate(objects, start=1):
        offsets.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, written))
    table = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    file.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
