// npm run draw : redraws the diagram of ARCHITECTURE.md from the imports under src/.
import { readFileSync, writeFileSync } from 'node:fs';

import { drawInto, importsByLayer } from './architecture/layers.ts';

const file = 'ARCHITECTURE.md';
writeFileSync(file, drawInto(readFileSync(file, 'utf8'), importsByLayer('src')));
console.log(`${file} 已按源码重画。`);
