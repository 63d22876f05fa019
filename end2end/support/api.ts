// Lectern as other programs use it: by API token.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { SampleFile } from './files';
import type { Office } from './office';

/** A token that acts as the person, from the command that operators type beside the running server. */
export async function token(office: Office, email: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.env.LECTERN_BIN!, ['token', '--email', email, '--data', office.folder]);
  return stdout.trim();
}

/** Hands in a file in a single request and answers the id of the version. */
export async function upload(office: Office, email: string, assignment: string, file: SampleFile): Promise<string> {
  const field = (name: string, value: string) => `${name} ${Buffer.from(value).toString('base64')}`;
  const metadata = [field('filename', file.name), field('filetype', file.mimeType), field('assignment', assignment)];
  const response = await fetch(`${office.url}/api/uploads`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${await token(office, email)}`,
      'Tus-Resumable': '1.0.0',
      'Upload-Length': String(file.buffer.length),
      'Upload-Metadata': metadata.join(','),
      'Content-Type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(file.buffer),
  });
  const version = response.headers.get('Content-Location')?.replace('/files/', '');
  if (!version) throw new Error(`the upload was answered ${response.status}: ${await response.text()}`);
  return version;
}
