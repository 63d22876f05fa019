// Files to hand in. Their content differs from run to run, so that no test is deceived by an earlier one.

import { createHash, randomBytes } from 'node:crypto';

import type { Download } from '@playwright/test';

import { pdf } from './documents';

export const MIB = 1024 * 1024;

export type SampleFile = { name: string; mimeType: string; buffer: Buffer; sha256: string };

/** A PDF document of exactly this many bytes. */
export function sampleFile(name: string, size = 4000): SampleFile {
  const line = name.replace(/[^ -~]/g, '');
  const buffer = pdf([line], randomBytes(size - pdf([line]).length));
  return sampleOf(name, buffer);
}

export function sampleOf(name: string, buffer: Buffer): SampleFile {
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
