import type { ToolId } from '../../schemas/page.ts';
import ClearingDate from '../widgets/clearing-date/Widget.astro';

/** The tools that can be framed by other sites, with their views. */
export const WIDGETS: Partial<Record<ToolId, typeof ClearingDate>> = {
  'clearing-date': ClearingDate,
};
