import type { Page } from 'playwright';

/** Stops of the longest page, with room; a walk that goes on longer runs in a circle. */
const MOST_STOPS = 1500;

interface Stop {
  /** Place among all elements of the page; radio buttons of one question share one. */
  at: number;
  name: string;
  /** Stands higher than where the stop before stands now. */
  above: boolean;
  /** Outside the window, or under something that stays in place while the page scrolls. */
  hidden: boolean;
}

/**
 * Walks a page by Tab alone, from its top to its end. Returns what is wrong: a control that is never reached, one reached out
 * of the order the page is read in, one that is not in sight when it has the focus, a walk without an end.
 */
export async function tabFaults(page: Page, where: string): Promise<string[]> {
  const wanted = await page.evaluate(() => {
    const places = new Map([...document.querySelectorAll('*')].map((e, i) => [e, i]));
    // What comes into the page during the walk has no place; nothing should.
    const of = (e: Element): number => places.get(e) ?? -1;
    const radios = new Map<string, number>();
    const place = (e: Element): number => {
      const at = of(e);
      if (!(e instanceof HTMLInputElement) || e.type !== 'radio') return at;
      // Tab stops at a question once; the arrow keys go on from there.
      const key = `${e.form ? of(e.form) : -1}/${e.name}`;
      return radios.get(key) ?? (radios.set(key, at), at);
    };
    const nameOf = (e: Element): string => `${e.localName}.${e.className} “${(e.textContent ?? '').trim().slice(0, 12)}”`;
    const controls = 'a[href],button,input,select,textarea,summary,[tabindex]:not([tabindex="-1"])';
    const wanted = [...document.querySelectorAll<HTMLElement>(controls)]
      .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.matches(':disabled') && !e.closest('[inert]'))
      .map((e) => ({ at: place(e), name: nameOf(e) }));
    const boxOf = (e: Element): DOMRect => {
      // A field hidden from the eye stands for the label around it or beside it.
      const boxes = [e, ...('labels' in e ? ((e as HTMLInputElement).labels ?? []) : [])]
        // Of words that run over the end of a line, the part before it.
        .map((shown) => [...shown.getClientRects()].find((r) => r.width > 2 && r.height > 2))
        .filter((r) => r !== undefined);
      return boxes.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a), boxes[0] ?? new DOMRect());
    };
    let last: Element | null = null;
    const look = (e: Element): Stop => {
      const box = boxOf(e);
      const before = boxOf(last ?? e);
      // Of what is taller than the window, the part that is in it.
      const y = box.height > innerHeight ? innerHeight / 2 : box.top + Math.min(box.height, 16) / 2;
      const x = box.left + Math.min(box.width, 16) / 2;
      const top = document.elementFromPoint(x, y);
      const hit = top !== null && (e.contains(top) || top.closest('label') !== null);
      return {
        at: place(e),
        name: nameOf(e),
        // A line of words may stand higher than the word before it, by less than its own height.
        above: box.top < before.top - 30,
        hidden: box.bottom <= 0 || box.top >= innerHeight || !hit,
      };
    };
    const walk = {
      async stop(): Promise<Stop | null> {
        const e = document.activeElement;
        if (!e || e === document.body || e === document.documentElement) return null;
        let stop = look(e);
        // What the focus brought near is laid out in the frame after the key and moves the rest: what is drawn counts.
        if (stop.above || stop.hidden) {
          await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          stop = look(e);
        }
        last = e;
        return stop;
      },
    };
    Object.assign(window, { walk });
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo(0, 0);
    // From the top of the page, wherever the focus was.
    const first = document.createElement('span');
    first.tabIndex = -1;
    document.body.prepend(first);
    first.focus();
    first.remove();
    const seen = new Set<number>();
    return wanted.filter(({ at }) => !seen.has(at) && seen.add(at));
  });
  const stops: Stop[] = [];
  const faults: string[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => (window as unknown as { walk: { stop(): Promise<Stop | null> } }).walk.stop());
    if (stop === null) break;
    // A date field has several stops of its own.
    if (stops.at(-1)?.at !== stop.at) stops.push(stop);
    if (stops.length > MOST_STOPS) return [`${where}: the walk does not end`];
  }
  const met = new Set(stops.map((s) => s.at));
  faults.push(...wanted.filter((w) => !met.has(w.at)).map((w) => `never reached: ${w.name}`));
  for (const [i, stop] of stops.entries()) {
    const before = stops[i - 1];
    if (before && (stop.at < before.at || stop.above)) faults.push(`out of order: ${stop.name} after ${before.name}`);
    if (stop.hidden) faults.push(`not in sight: ${stop.name}`);
  }
  return faults.map((fault) => `${where}: ${fault}`);
}
