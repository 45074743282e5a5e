import type { Finding } from '../../../schemas/evidence.ts';
import type { Citable } from '../shared/receipt.ts';

/** What the page hands to the element. */
export interface BinderData {
  readonly kinds: readonly {
    readonly id: string;
    readonly name: string;
    readonly aliases: readonly string[];
    /** null = everywhere. */
    readonly platforms: readonly string[] | null;
    readonly shows: readonly string[];
    readonly how: readonly string[];
    readonly facts: readonly string[];
  }[];
  readonly findings: readonly Finding[];
  readonly cards: Record<string, Citable>;
  readonly letterUrl: string;
  readonly letterEmbedUrl: string;
}
