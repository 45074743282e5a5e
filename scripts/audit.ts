import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** An advisory somebody looked at and let stand, until a day on which it has to be looked at again. */
export interface AdvisoryException {
  /** Identifier as the advisory database gives it. */
  id: string;
  package: string;
  reason: string;
  /** Last day it holds, YYYY-MM-DD. */
  until: string;
}

interface Via {
  source?: number | string;
  url?: string;
  title?: string;
  severity?: string;
}

/** What `npm audit --json` answers, as far as this reads it. */
export interface AuditReport {
  vulnerabilities?: Record<string, { severity: string; via: (string | Via)[] }>;
}

/** The advisories of a report that no exception covers on the day `today` (YYYY-MM-DD), one line each. */
export function openAdvisories(report: AuditReport, exceptions: readonly AdvisoryException[], today: string): string[] {
  const open = new Set<string>();
  for (const [name, entry] of Object.entries(report.vulnerabilities ?? {}))
    for (const via of entry.via) {
      // A bare name points to another entry of the same report, which says what it is.
      if (typeof via === 'string') continue;
      const id = via.url?.split('/').at(-1) ?? String(via.source ?? '');
      const covered = exceptions.some((e) => e.id === id && e.package === name && e.until >= today);
      if (!covered) open.add(`${name}: ${id} (${via.severity ?? entry.severity}) ${via.title ?? ''}`.trim());
    }
  return [...open].sort();
}

/**
 * What to tell about an answer of `npm audit --json`, and the exit code: 0 nothing open, 1 something open, 2 not checked, since a
 * registry that does not answer says nothing about the dependencies.
 */
export function verdict(
  answer: string,
  exceptions: readonly AdvisoryException[],
  today: string,
): { text: string; code: 0 | 1 | 2 } {
  let report: AuditReport & { message?: string };
  try {
    report = JSON.parse(answer) as typeof report;
  } catch {
    report = {};
  }
  if (!report.vulnerabilities)
    return {
      text: `没有查成：这个包源不回答漏洞查询（${report.message ?? '没有结果'}）。换一个支持 npm audit 的包源再查。`,
      code: 2,
    };
  const open = openAdvisories(report, exceptions, today);
  if (open.length === 0) return { text: '没有未处理的漏洞通告。', code: 0 };
  return { text: `未处理的漏洞通告：\n${open.map((line) => `- ${line}`).join('\n')}`, code: 1 };
}

/** Asks the registry; for people and the scheduled CI job, not for `npm test`, whose outcome must not hang on the day's news. */
function main(): void {
  const run = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', shell: process.platform === 'win32' });
  const { advisories } = JSON.parse(readFileSync('tests/data/dependency-exceptions.json', 'utf8')) as {
    advisories: AdvisoryException[];
  };
  const { text, code } = verdict(run.stdout, advisories, new Date().toISOString().slice(0, 10));
  console.log(text);
  process.exitCode = code;
}

if (import.meta.main) main();
