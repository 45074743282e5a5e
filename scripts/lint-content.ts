import { lintContent } from '../src/integrations/content-lint/run.ts';

const defects = lintContent('src/content', process.argv.slice(2));
for (const d of defects) console.log(`${d.file}:${d.line} ${d.message}`);
console.log(defects.length === 0 ? '内容检查通过。' : `共 ${defects.length} 处。`);
process.exitCode = defects.length === 0 ? 0 : 1;
