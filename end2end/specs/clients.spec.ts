// Programs of other people upload too, and go on after a break.

import { writeFile } from 'node:fs/promises';

import * as tus from 'tus-js-client';

import { token } from '../support/api';
import { MIB, sampleFile, sha256 } from '../support/files';
import { python } from '../support/python';
import { expect, test } from '../support/test';

const EMAIL = 'trainee.bd@example.org';

test('tus-js-client uploads, is interrupted, and goes on @script', async ({ office }) => {
  const headers = { Authorization: `Bearer ${await token(office, EMAIL)}` };
  const { buffer, ...file } = sampleFile('tus-js-client.pdf', 3 * MIB);
  const common = {
    endpoint: `${office.url}/api/uploads`,
    headers,
    chunkSize: 256 * 1024,
    metadata: { filename: file.name, filetype: file.mimeType, assignment: 'e-port-2021/e-port-status' },
  };

  const address = await new Promise<string>((resolve, reject) => {
    const upload = new tus.Upload(buffer, {
      ...common,
      onError: reject,
      onChunkComplete: (_size, accepted) => {
        if (accepted >= MIB) void upload.abort().then(() => resolve(upload.url!));
      },
    });
    upload.start();
  });
  const broken = await fetch(address, { method: 'HEAD', headers: { ...headers, 'Tus-Resumable': '1.0.0' } });
  const kept = Number(broken.headers.get('Upload-Offset'));
  expect(kept).toBeGreaterThanOrEqual(MIB);
  expect(kept).toBeLessThan(buffer.length);

  const progress: number[] = [];
  await new Promise<void>((resolve, reject) => {
    const upload = new tus.Upload(buffer, {
      ...common,
      uploadUrl: address,
      onError: reject,
      onProgress: (sent) => progress.push(sent),
      onSuccess: () => resolve(),
    });
    upload.start();
  });
  expect(progress[0]).toBeGreaterThanOrEqual(kept);
  expect(await downloadedHash(office.url, address, headers)).toBe(file.sha256);
});

test('tuspy uploads, is interrupted, and goes on @script', async ({ office }, testInfo) => {
  const key = await token(office, EMAIL);
  const file = sampleFile('tuspy.pdf', 5 * MIB);
  const path = testInfo.outputPath(file.name);
  await writeFile(path, file.buffer);
  const { url, resumed_at, offset } = await python('upload.py', office.url, key, 'e-port-2021/interconnection-projects', path);
  expect(resumed_at).toBe(2 * MIB);
  expect(offset).toBe(5 * MIB);
  expect(await downloadedHash(office.url, url, { Authorization: `Bearer ${key}` })).toBe(file.sha256);
});

/** The hash of the version that an upload became: both have one id. */
async function downloadedHash(server: string, address: string, headers: Record<string, string>): Promise<string> {
  const response = await fetch(`${server}/files/${address.split('/').pop()}`, { headers });
  expect(response.status).toBe(200);
  return sha256(Buffer.from(await response.arrayBuffer()));
}
