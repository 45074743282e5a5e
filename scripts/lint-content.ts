import { FactError } from '../src/facts/assemble.ts';
import { lintContent } from '../src/integrations/content-lint/run.ts';

try {
  const defects = lintContent('src/content', process.argv.slice(2));
  for (const d of defects) console.log(`${d.file}:${d.line} ${d.message}`);
  console.log(defects.length === 0 ? '内容检查通过。' : `共 ${defects.length} 处。`);
  process.exitCode = defects.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof FactError)) throw error;
  // A record that does not fit its schema: the file and the field say it all, a stack would only hide them.
  console.log(error.message);
  process.exitCode = 1;
}
