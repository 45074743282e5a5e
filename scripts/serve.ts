import { resolve } from 'node:path';

import { serveStatic } from './static-server.ts';

const wanted = Number(process.env.PORT ?? 4321);
const root = resolve('dist');
const site = await serveStatic(root, wanted).catch(() => serveStatic(root, 0));
console.log(`\n真单手册在这里打开： ${site.url}/\n按 Ctrl+C 停止。`);
