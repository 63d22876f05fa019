// Files to hand in. Their content differs from run to run, so that no test is deceived by an earlier one.

import { createHash, randomBytes } from 'node:crypto';

import type { Download } from '@playwright/test';

export const MIB = 1024 * 1024;

export type SampleFile = { name: string; mimeType: string; buffer: Buffer; sha256: string };

export function sampleFile(name: string, size = 4000): SampleFile {
  const buffer = randomBytes(size);
  return { name, mimeType: 'application/pdf', buffer, sha256: sha256(buffer) };
}

export function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

export async function content(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
