import type { FormatBook } from '../../../schemas/export-format.ts';
import type { Signal } from '../../../schemas/signal.ts';

/** The records the Astro parent writes into the page for this widget. */
export interface AuditRecords {
  signals: Signal[];
  book: FormatBook;
  /** Addresses of the three exits and of the sample files. */
  links: {
    binder: string;
    letter: string;
    competitor: string;
    agency: string;
    itIsTrue: string;
    recover: string;
    samples: { name: string; file: string; url: string }[];
  };
}

export const VERSION = '1.0';
