import type { CDPSession, Page } from 'playwright';

/** How a page is enlarged: 400 % and 200 % of a 1280 px window are 320 and 640 px wide; text alone is doubled by its root size. */
const ENLARGED = [
  { name: '320 px（400 %）', width: 320, text: '' },
  { name: '640 px（200 %）', width: 640, text: '' },
  { name: '文字 200 %', width: 1280, text: '200%' },
] as const;

/**
 * What scrolls sideways when the page is enlarged: the page itself, or a part inside it that does not say so, that is, has
 * no name and role or cannot be reached by keyboard. Leaves the page at its old width.
 */
export async function sideways(page: Page, where: string): Promise<string[]> {
  const before = page.viewportSize();
  const found: string[] = [];
  for (const { name, width, text } of ENLARGED) {
    await page.setViewportSize({ width, height: 800 });
    found.push(
      ...(await page.evaluate(
        ({ size, label }) => {
          const root = document.documentElement;
          root.style.fontSize = size;
          const faults = root.scrollWidth > innerWidth ? [`${label}: +${root.scrollWidth - innerWidth}px`] : [];
          for (const e of document.body.querySelectorAll<HTMLElement>('*')) {
            if (e.scrollWidth <= e.clientWidth + 1 || e.clientWidth === 0) continue;
            if (!/auto|scroll/.test(getComputedStyle(e).overflowX) || /^(TEXTAREA|INPUT|SELECT)$/.test(e.tagName)) continue;
            const named = e.hasAttribute('aria-label') || e.hasAttribute('aria-labelledby');
            if (e.tabIndex < 0 || !named || !e.hasAttribute('role'))
              faults.push(`${label}: ${e.localName}.${e.className} scrolls unannounced`);
          }
          root.style.fontSize = '';
          return faults;
        },
        { size: text, label: `${where} ${name}` },
      )),
    );
  }
  if (before) await page.setViewportSize(before);
  return found;
}

/** Roles whose names a screen reader speaks by themselves. */
const SPOKEN = new Set(
  (
    'button link textbox combobox checkbox radio searchbox spinbutton listbox option heading region navigation main banner ' +
    'contentinfo complementary form group radiogroup image img figure table caption dialog alert status progressbar slider ' +
    'switch tab tabpanel menuitem columnheader rowheader Iframe DisclosureTriangle search article list term RootWebArea'
  ).split(' '),
);
const CHINESE = /\p{Script=Han}/u;
/** Not words of any language: figures, signs, dates, addresses, file names, code; or the title of a foreign document, cited. */
const NO_WORDS = /^[^\p{L}]*$|^\S*[./@:_=\d]\S*$|^《[^》]+》/u;

/** A name a Chinese screen reader would have to spell, with what it is on: `role “name”`. Empty when there is none. */
export function foreignName(role: string, name: string): string {
  const text = name.trim();
  return !SPOKEN.has(role) || text === '' || CHINESE.test(text) || NO_WORDS.test(text) ? '' : `${role} “${text}”`;
}

interface AxNode {
  ignored: boolean;
  role?: { value?: string };
  name?: { value?: string };
  description?: { value?: string };
  properties?: { name: string; value: { value?: unknown } }[];
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();
function session(page: Page): Promise<CDPSession> {
  let found = sessions.get(page);
  if (!found) sessions.set(page, (found = page.context().newCDPSession(page)));
  return found;
}

/** Names, descriptions and role descriptions in the accessibility tree that are not Chinese and not in `known`. */
export async function foreignNames(page: Page, where: string, known: readonly string[]): Promise<string[]> {
  const tree = (await (await session(page)).send('Accessibility.getFullAXTree')) as unknown as { nodes: AxNode[] };
  const found = new Set<string>();
  for (const node of tree.nodes) {
    if (node.ignored) continue;
    const role = node.role?.value ?? '';
    const described = node.properties?.find((p) => p.name === 'roledescription')?.value.value;
    for (const text of [node.name?.value, node.description?.value, described])
      if (typeof text === 'string' && !known.includes(text.trim())) {
        const fault = foreignName(role, text);
        if (fault) found.add(`${where} ${fault}`);
      }
  }
  return [...found];
}

/**
 * Controls whose focus cannot be seen: neither outline nor border differs. Looks at one of each kind (tag, classes and the classes
 * around it), as the keyboard leaves it. In forced colours shadows and grounds vanish, so only what is left there counts.
 */
export async function unseenFocus(page: Page, where: string): Promise<string[]> {
  // The first key tells the browser that the keyboard is in use; from then on focus set by script shows as well.
  await page.keyboard.press('Tab');
  return page.evaluate((place) => {
    const seen = new Set<string>();
    const faults: string[] = [];
    const controls = 'a[href],button,input,select,textarea,summary,[tabindex="0"]';
    for (const e of document.querySelectorAll<HTMLElement>(controls)) {
      const kind = `${e.localName}.${e.className}.${e.getAttribute('type') ?? ''} in ${e.parentElement?.localName ?? ''}.${e.parentElement?.className ?? ''}`;
      if (seen.has(kind) || !e.checkVisibility({ visibilityProperty: true }) || e.matches(':disabled')) continue;
      seen.add(kind);
      e.focus({ preventScroll: true });
      if (document.activeElement !== e) {
        faults.push(`${place} ${kind}: takes no focus`);
        continue;
      }
      // A field hidden from the eye shows its focus on what stands around it.
      const label = 'labels' in e ? (e as HTMLInputElement).labels?.[0] : undefined;
      const shows = [e, e.parentElement, label, e.nextElementSibling].some((shown) => {
        if (!(shown instanceof Element)) return false;
        const style = getComputedStyle(shown);
        const box = shown.getBoundingClientRect();
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 && box.width > 8 && box.height > 8;
      });
      if (!shows) faults.push(`${place} ${kind}: focus not seen`);
    }
    (document.activeElement as HTMLElement | null)?.blur();
    return faults;
  }, where);
}

/**
 * What forced colours would take away: a part with no words that is drawn by its ground alone. Pictures and what is marked as
 * mere ornament are another matter. Call with forced colours on.
 */
export function lostInForcedColours(page: Page, where: string): Promise<string[]> {
  return page.evaluate((label) => {
    const faults = new Set<string>();
    for (const e of document.body.querySelectorAll<HTMLElement | SVGElement>('*')) {
      const shape = e instanceof SVGElement;
      if (shape && !/^(rect|circle|path|line|polygon|polyline)$/.test(e.localName)) continue;
      if (!shape && (e.childElementCount > 0 || e.textContent?.trim() !== '')) continue;
      if (!e.checkVisibility({ visibilityProperty: true })) continue;
      const box = e.getBoundingClientRect();
      if (box.width < 2 || box.height < 2) continue;
      const style = getComputedStyle(e);
      if (shape) {
        const drawn = [style.fill, style.stroke].some(
          (c) => c !== 'none' && c !== getComputedStyle(document.body).backgroundColor,
        );
        if (!drawn) faults.add(`${label} ${e.localName}.${e.getAttribute('class')}: drawn in the colour of the ground`);
      } else if (
        e.classList.length > 0 &&
        !/^(INPUT|SELECT|TEXTAREA|BUTTON|IMG|HR|BR|IFRAME|PROGRESS|METER|COL|CANVAS)$/.test(e.tagName) &&
        style.display !== 'inline' &&
        style.forcedColorAdjust !== 'none' &&
        // A sign the style sheet writes is text.
        getComputedStyle(e, '::before').content === 'none' &&
        parseFloat(style.borderTopWidth) === 0 &&
        parseFloat(style.borderBottomWidth) === 0 &&
        parseFloat(style.borderLeftWidth) === 0 &&
        style.backgroundColor !== 'rgba(0, 0, 0, 0)'
      )
        faults.add(`${label} ${e.localName}.${e.className}: drawn by its ground alone`);
    }
    return [...faults];
  }, where);
}

/** What still moves where the reader asks for less motion. Call with reduced motion on. */
export function stillMoving(page: Page, where: string): Promise<string[]> {
  return page.evaluate((label) => {
    const faults = new Set<string>();
    for (const e of document.querySelectorAll('*')) {
      const style = getComputedStyle(e);
      if (style.scrollBehavior === 'smooth') faults.add(`${label} ${e.localName}.${e.className}: scrolls smoothly`);
      if (/[1-9]/.test(style.transitionDuration) && style.transitionProperty !== 'none')
        faults.add(`${label} ${e.localName}.${String(e.className)}: transition of ${style.transitionProperty}`);
      if (style.animationName !== 'none') faults.add(`${label} ${e.localName}: animation ${style.animationName}`);
    }
    return [...faults];
  }, where);
}
