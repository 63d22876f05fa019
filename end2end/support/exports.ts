// Attendance exports as the meeting platforms write them, of sessions of the sample seminar.

import { writeFile } from 'node:fs/promises';

import type { APIRequestContext, TestInfo } from '@playwright/test';

import { python } from './python';
import { SEMINAR } from './office';

export type Session = { slug: string; title: string; starts: number; ends: number };
/** Someone in the room: from and to in minutes after the start of the session. */
export type Stay = { name: string; from: number; to: number; host?: boolean };

/** The sessions of the sample seminar, in order of time. */
export async function sessions(request: APIRequestContext): Promise<Session[]> {
  const answer = await request.get(`/api/load_programme?seminar=${SEMINAR.split('/').pop()}`);
  const { sessions } = (await answer.json()) as { sessions: { session: Session }[] };
  return sessions.map(({ session }) => session);
}

/** `2021-11-10 14:30:05` on the wall in Shanghai, which has no daylight saving. */
function wall(millis: number): string {
  return new Date(millis + 8 * 3_600_000).toISOString().replace('T', ' ').slice(0, 19);
}

const at = (session: Session, minute: number) => session.starts + minute * 60_000;

/** Zoom: one row for each join, month first, twelve hours. */
export function zoom(session: Session, stays: Stay[]): Buffer {
  const written = (millis: number) => {
    const [date, time] = wall(millis).split(' ');
    const [year, month, day] = date.split('-');
    const [hour, minute, second] = time.split(':').map(Number);
    const half = hour < 12 ? 'AM' : 'PM';
    const two = (number: number) => String(number).padStart(2, '0');
    return `${month}/${day}/${year} ${two(hour % 12 || 12)}:${two(minute)}:${two(second)} ${half}`;
  };
  const rows = stays.map(({ name, from, to, host }) =>
    [`"${name}"`, host ? 'host@example.org' : '', written(at(session, from)), written(at(session, to)), to - from, host ? 'No' : 'Yes'].join(','),
  );
  const header = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest';
  return Buffer.from(`\uFEFF${[header, ...rows].join('\r\n')}\r\n`);
}

/** Teams: sections, tabs, UTF-16 with a byte order mark. */
export function teams(session: Session, stays: Stay[]): Buffer {
  const written = (millis: number) => {
    const [date, time] = wall(millis).split(' ');
    const [year, month, day] = date.split('-').map(Number);
    const [hour, minute, second] = time.split(':').map(Number);
    return `${month}/${day}/${String(year).slice(2)}, ${hour % 12 || 12}:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
  };
  const lasts = (minutes: number) => `${Math.floor(minutes / 60)}h ${minutes % 60}m 0s`;
  const rows = stays.map(({ name, from, to, host }) =>
    [name, written(at(session, from)), written(at(session, to)), lasts(to - from), '', host ? 'Organizer' : 'Presenter'].join('\t'),
  );
  const text = [
    '1. Summary',
    `Meeting title\t${session.title}`,
    '',
    '2. Participants',
    'Name\tFirst join\tLast leave\tIn-meeting duration\tEmail\tParticipant ID (UPN)\tRole',
    ...rows.map((row) => row.replace(/\t(?=[^\t]*$)/, '\t\t')),
    '',
    '3. In-Meeting Activities',
    'Name\tJoin time\tLeave time\tDuration\tEmail\tRole',
    ...rows,
  ].join('\r\n');
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
}

/** Tencent Meeting: a workbook with an overview and one row for each join. */
export async function tencent(session: Session, stays: Stay[], testInfo: TestInfo): Promise<Buffer> {
  const { readFile } = await import('node:fs/promises');
  const [plan, path] = [testInfo.outputPath('tencent.json'), testInfo.outputPath('tencent.xlsx')];
  const rows = stays.map(({ name, from, to, host }) => ({ name, joined: wall(at(session, from)), left: wall(at(session, to)), seconds: (to - from) * 60, host: !!host }));
  await writeFile(plan, JSON.stringify({ title: session.title, starts: wall(session.starts), ends: wall(session.ends), rows }));
  await python('write_tencent.py', plan, path);
  return readFile(path);
}
