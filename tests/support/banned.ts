import { createHash } from 'node:crypto';

/**
 * Names, titles and addresses that must not reach the site, kept as hashes so that the repository does not hold them
 * either. Made once from the dossier's source titles and addresses; see tests/fixtures/banned-names.sha256.json.
 */
export interface BannedList {
  /** `check` is 12 bits of a cheap hash, so that most windows need no SHA-256. */
  names: { length: number; check: number; sha256: string }[];
  titles: string[];
  hosts: string[];
  urls: string[];
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Letters, digits and Han characters only, in one width and case: spacing and punctuation cannot hide a name. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Script=Han}a-z0-9]/gu, '');
}

function cheapHash(text: string, from: number, to: number): number {
  let h = 0x811c9dc5;
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h ^ (h >>> 16)) & 0xfff;
}

/** The entry of a name in the list. */
export function bannedName(name: string): BannedList['names'][number] {
  const n = normalise(name);
  return { length: n.length, check: cheapHash(n, 0, n.length), sha256: sha256(n) };
}

export const bannedTitle = (title: string) => sha256(normalise(title));
const hostOf = (url: string) => new URL(url).host.replace(/^www\./, '');
export const bannedHost = (url: string) => sha256(hostOf(url));
/** Scheme, a leading www and a closing slash make no difference. */
export const bannedUrl = (url: string) => sha256(url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, ''));

/** Positions at which a banned name stands in `text`, as short quotations of the normalised text around it. */
export function findNames(text: string, list: BannedList): string[] {
  const plain = normalise(text);
  const found: string[] = [];
  for (const length of new Set(list.names.map((n) => n.length))) {
    const names = list.names.filter((n) => n.length === length);
    const checks = new Set(names.map((n) => n.check));
    const hashes = new Set(names.map((n) => n.sha256));
    for (let i = 0; i + length <= plain.length; i++)
      if (checks.has(cheapHash(plain, i, i + length)) && hashes.has(sha256(plain.slice(i, i + length))))
        found.push(plain.slice(Math.max(0, i - 8), i + length + 8));
  }
  return found;
}

/** Lines and sentences of `text` that are a banned title. */
export function findTitles(text: string, list: BannedList): string[] {
  const titles = new Set(list.titles);
  return text.split(/[\n。；<>"']/).filter((part) => normalise(part).length >= 6 && titles.has(bannedTitle(part)));
}

/**
 * Addresses in `text` that are banned or, with `wholeHosts`, stand on a host none of whose pages a case may link to.
 * Other records may have their own reasons to link to another page of such a host.
 */
export function findUrls(text: string, list: BannedList, wholeHosts: boolean): string[] {
  const hosts = new Set(wholeHosts ? list.hosts : []);
  const urls = new Set(list.urls);
  return [...text.matchAll(/https?:\/\/[^\s"'<>）)]+/g)]
    .map((m) => m[0])
    .filter((url) => URL.canParse(url) && (hosts.has(bannedHost(url)) || urls.has(bannedUrl(url))));
}
