import { resolve } from 'node:path'; import { readFileSync } from 'node:fs'; import { parse } from 'yaml';
import { builtSearch, readQueries, scoreQueries, topicsOf } from '../tests/support/search.ts';
import { serveStatic } from '../scripts/static-server.ts';
const DIST = resolve('dist'); const site = await serveStatic(DIST); const search = await builtSearch(DIST, site.url);
const topics = (p: string) => topicsOf(readFileSync(`${DIST}${p}index.html`, 'utf8'));
const ask = async (q: string) => (await search(q)).results.map((r) => r.path.split('#')[0] ?? '');
const sets: [string, any[]][] = process.argv[2] ? [[process.argv[2], parse(readFileSync(process.argv[2], 'utf8')).queries]] : (['sample','second','third'] as const).map((s) => [s, readQueries(s)]);
for (const [n, qs] of sets) { const s = await scoreQueries(qs, topics, ask); console.log(n, '@1', s.first, '@3', s.three, 'zero', s.zero, 'of', s.total, (100*s.three/s.total).toFixed(1));
 for (const [f,r] of s.forms) console.log('  ',f,r.first,r.three,r.total);
 for (const m of s.misses) console.log('  miss', m.query.id, m.query.q, m.query.expected_topics.join(','), '→', m.top.join(' ')); }
await site.close();
