import { z } from 'astro/zod';
import { id, isoDate } from './common.ts';
import { toolId } from './page.ts';

/** What every tool hands out with its result (design §6). `inputs` never holds personal data or file content. */
export const receipt = z.strictObject({
  tool: toolId,
  version: z.string().describe('Version of the tool and its data'),
  inputs: z.record(z.string(), z.unknown()).describe('Non-personal inputs'),
  outputs: z.record(z.string(), z.unknown()).describe('The result'),
  steps: z.array(z.string()).describe('Counting steps in words'),
  facts: z.array(id).describe('Facts used'),
  sources: z.array(id).describe('Sources behind those facts'),
  checkedOn: isoDate.nullable().describe('Oldest checked-on date of those facts'),
  generatedOn: isoDate.describe('Day of the calculation, Asia/Shanghai'),
});
export type Receipt = z.infer<typeof receipt>;
