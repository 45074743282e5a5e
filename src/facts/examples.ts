import { parse } from 'yaml';

import { exampleFile, type Example } from '../schemas/example.ts';
import raw from '../content/examples/clearing-date.yaml?raw';

let cached: Example[] | undefined;

/** The worked examples of clearing-date, in the order they are shown. */
export function clearingExamples(): Example[] {
  cached ??= exampleFile.parse(parse(raw)).examples;
  return cached;
}
