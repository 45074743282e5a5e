import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Collections outside the FactBook whose records name sources by id. */
const FOLDERS = ['scams', 'flows', 'evidence', 'letters', 'signals', 'glossary'];

/** Source ids those collections name, found as `source: id` or in `sources: [ids]` lists. */
export function sourcesNamedElsewhere(): Set<string> {
  const ids = new Set<string>();
  for (const folder of FOLDERS) {
    let names: string[];
    try {
      names = readdirSync(join('src/content', folder), { recursive: true }).map(String);
    } catch {
      continue;
    }
    for (const name of names.filter((n) => n.endsWith('.yaml')))
      for (const m of readFileSync(join('src/content', folder, name), 'utf8').matchAll(
        /\bsources?:\s*(?:\[([^\]]*)\]|([A-Za-z0-9-]+)\s*$|((?:\n\s+-\s+[A-Za-z0-9-]+)+))/gm,
      ))
        for (const id of (m[1] ?? m[2] ?? m[3] ?? '').split(/[\s,]+|-\s+/)) if (id) ids.add(id.trim());
  }
  return ids;
}
