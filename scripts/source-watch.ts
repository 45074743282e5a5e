// npm run watch:sources [-- --state FILE --report FILE --only TEXT]
// Visits every address that facts rest on, and reports whose text changed since the last run, with the facts and pages behind it.
import { factBookFromDisk } from '../src/facts/from-disk.ts';
import { pagesByRecord } from '../src/integrations/upkeep/pages.ts';
import { option, todayHere, watch } from './watch/run.ts';
import { sourceTargets } from './watch/targets.ts';

const book = factBookFromDisk('src/content');
const only = option('only', '');
const reportFile = option('report', 'upkeep/source-report.md');
const outcomes = await watch({
  title: '来源有没有变',
  targets: sourceTargets(book, pagesByRecord('src/content', book)).filter((t) => t.url.includes(only)),
  stateFile: option('state', 'upkeep/source-state.json'),
  reportFile,
  today: todayHere(),
  texts: true,
});
console.log(
  `看了 ${outcomes.length} 个地址，变了 ${outcomes.filter((o) => o.kind === 'changed').length} 个。报告：${reportFile}`,
);
