import type { Found } from '../../../models/letter/warn.ts';
import type { LetterWarning } from '../../../schemas/letter.ts';
import { el } from '../shared/dom.ts';

/** Warnings of one section, each with the words it is about and a way to go there. */
export function warningNotes(
  found: readonly Found[],
  warnings: readonly LetterWarning[],
  field: HTMLTextAreaElement,
): HTMLElement[] {
  return found.map((f) => {
    const warning = warnings.find((w) => w.id === f.warning);
    const go = el('button', { type: 'button', class: 'zd-btn zd-btn--plain' }, '选中这几个字');
    go.addEventListener('click', () => {
      field.focus();
      field.setSelectionRange(f.start, f.end);
    });
    return el(
      'div',
      { class: 'zd-al__warning' },
      el('p', {}, el('q', {}, f.words), `　${warning?.message ?? ''}`),
      el('p', {}, `改成：${warning?.instead ?? ''}`),
      go,
    );
  });
}
