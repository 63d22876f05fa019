// Documents as programs write them, so that they pass the gate and can be drawn.

type Part = string | Buffer;

/**
 * A PDF document with a line of text on each page, and with bytes in it that nobody reads.
 * How long it is without them does not depend on how many they are.
 */
export function pdf(lines: string[], filler: Buffer = Buffer.alloc(0), onOpening = ''): Buffer {
  const pages = lines.map((_, index) => 4 + 2 * index);
  const objects: Part[][] = [
    [`<< /Type /Catalog /Pages 2 0 R ${onOpening}>>`],
    [`<< /Type /Pages /Kids [${pages.map((page) => `${page} 0 R`).join(' ')}] /Count ${lines.length} >>`],
    ['<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'],
  ];
  for (const [index, line] of lines.entries()) {
    const content = `BT /F1 36 Tf 60 250 Td (${line.replace(/[\\()]/g, '\\$&')}) Tj ET`;
    objects.push([
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Resources << /Font << /F1 3 0 R >> >>',
      ` /Contents ${pages[index]! + 1} 0 R >>`,
    ]);
    objects.push([`<< /Length ${content.length} >>\nstream\n${content}\nendstream`]);
  }
  objects.push([`<< /Length ${padded(filler.length)} >>\nstream\n`, filler, '\nendstream']);

  const parts: Buffer[] = [];
  const offsets: number[] = [];
  let length = 0;
  const write = (part: Part) => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    parts.push(bytes);
    length += bytes.length;
  };
  write('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n');
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    write(`${index + 1} 0 obj\n`);
    object.forEach(write);
    write('\nendobj\n');
  }
  const table = length;
  write(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  for (const offset of offsets) write(`${String(offset).padStart(10, '0')} 00000 n \n`);
  write(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${padded(table)}\n%%EOF\n`);
  return Buffer.concat(parts);
}

/** A PDF document that runs JavaScript when it is opened. */
export function pdfWithScript(): Buffer {
  return pdf(['Sample'], undefined, '/OpenAction << /S /JavaScript /JS (this.print\\(\\)) >> ');
}

function padded(count: number): string {
  return String(count).padStart(10, '0');
}
