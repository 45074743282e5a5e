import { z } from 'astro/zod';
import { id, isoDate } from './common.ts';

/** Working days of one calendar year in mainland China. */
export const calendarYear = z.strictObject({
  year: z.number().int().describe('Calendar year'),
  published: z.boolean().describe('false = the notice has not been read; nothing may be computed'),
  notice: z.string().optional().describe('Title and number of the State Council notice'),
  sources: z.array(id).describe('Source ids of the notice; empty when not published'),
  holidays: z.array(isoDate).describe('Days off under the notice, weekends inside the break included'),
  workdays: z.array(isoDate).describe('Weekend days worked under the notice'),
  checkedOn: isoDate.describe('Day last checked'),
});
export type CalendarYear = z.infer<typeof calendarYear>;
