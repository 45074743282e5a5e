// npm run watch:links [-- --state FILE --report FILE --dist DIR]
// Visits every outside link of the built site and reports those that no longer answer. Never part of the build.
import { linkTargets } from './watch/targets.ts';
import { option, todayHere, watch } from './watch/run.ts';

const reportFile = option('report', 'upkeep/link-report.md');
const outcomes = await watch({
  title: '外部链接还通不通',
  targets: linkTargets(option('dist', 'dist'), process.env.ZHENDAN_SITE ?? 'https://zhendan.example'),
  stateFile: option('state', 'upkeep/link-state.json'),
  reportFile,
  today: todayHere(),
  texts: false,
});
const bad = outcomes.filter((o) => ['gone', 'unreachable'].includes(o.kind)).length;
console.log(`看了 ${outcomes.length} 个链接，${bad} 个没有打开。报告：${reportFile}`);
