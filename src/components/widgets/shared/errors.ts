import { el } from './dom.ts';

/** Shows a message beside a field and ties it to the field for screen readers. */
export function showError(field: HTMLElement, message: string): void {
  clearError(field);
  const id = `${field.id || field.getAttribute('name')}-error`;
  const note = el('p', { class: 'zd-error', id }, message);
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', [field.getAttribute('aria-describedby'), id].filter(Boolean).join(' '));
  field.closest('.zd-field')?.append(note);
}

export function clearError(field: HTMLElement): void {
  const id = `${field.id || field.getAttribute('name')}-error`;
  field
    .closest('.zd-field')
    ?.querySelector(`#${CSS.escape(id)}`)
    ?.remove();
  field.removeAttribute('aria-invalid');
  const rest = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((x) => x && x !== id);
  if (rest.length > 0) field.setAttribute('aria-describedby', rest.join(' '));
  else field.removeAttribute('aria-describedby');
}
