import {
  COMMON_HEADERS,
  framing,
  IMMUTABLE,
  pagePolicy,
  REVALIDATE,
  SEARCH_WORKER_POLICY,
  WORKER_POLICY,
  type PolicyNeeds,
} from './policy.ts';

/** A part of the site that shares one header policy: `/` itself, or a first folder such as `clearing`. */
export interface Section {
  /** Path pattern as `_headers` writes it, under the base, e.g. `/clearing/*`. */
  pattern: string;
  embed: boolean;
  needs: PolicyNeeds;
}

/** The policy of a section as one header value. */
export const policyOf = (section: Section): string => [...pagePolicy(section.needs), framing(section.embed)].join('; ');

/**
 * The `_headers` file (Netlify, Cloudflare Pages and others read it).
 *
 * A header's policy lists the union of the hashes of its section; each page's own `<meta>` policy is narrower still, and a
 * browser enforces both. One rule per section, none overlapping another in its policy: hosts join the values of rules that
 * overlap, and of two `frame-ancestors` the stricter wins, so that a rule for every path would forbid framing the embeds.
 */
export function headersFile(sections: readonly Section[], base: string): string {
  const rules: [string, Record<string, string>][] = [
    [`${base}*`, COMMON_HEADERS],
    [`${base}_astro/*`, { 'Content-Security-Policy': WORKER_POLICY, 'Cache-Control': IMMUTABLE }],
    [`${base}_search/*`, { 'Content-Security-Policy': SEARCH_WORKER_POLICY, 'Cache-Control': IMMUTABLE }],
    [`${base}search-index/*`, { 'Cache-Control': REVALIDATE }],
    [`${base}pagefind/*`, { 'Content-Security-Policy': WORKER_POLICY, 'Cache-Control': REVALIDATE }],
    ...sections.map((s): [string, Record<string, string>] => [
      s.pattern,
      { 'Content-Security-Policy': policyOf(s), 'Cache-Control': REVALIDATE },
    ]),
    [`${base}sw.js`, { 'Content-Security-Policy': WORKER_POLICY, 'Cache-Control': REVALIDATE }],
    [`${base}manifest.webmanifest`, { 'Cache-Control': REVALIDATE }],
    [`${base}data/*`, { 'Cache-Control': REVALIDATE }],
    [`${base}embed.js`, { 'Cache-Control': REVALIDATE }],
  ];
  return `${rules
    .map(([pattern, headers]) => [pattern, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n'))
    .join('\n\n')}\n`;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * The policies as an nginx `map`, which deploy/nginx.conf includes: the hashes change with every build, the server's
 * configuration does not.
 */
export function nginxMap(sections: readonly Section[], base: string): string {
  const lines = sections.map((s) => {
    const match = s.pattern.endsWith('*') ? `~^${escape(s.pattern.slice(0, -1))}` : decodeURI(s.pattern);
    return `  "${match}" "${policyOf(s)}";`;
  });
  return [
    '# Written by the build (src/integrations/security). Included by deploy/nginx.conf; do not edit.',
    'map $uri $zhendan_csp {',
    `  default "${WORKER_POLICY}";`,
    `  "~^${escape(base)}_search/" "${SEARCH_WORKER_POLICY}";`,
    ...lines,
    '}',
    '',
  ].join('\n');
}
