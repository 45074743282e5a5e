import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A YAML file of the repository, by its path from the root. */
export const yaml = (path: string): unknown => parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
