/** How long the reader must have touched nothing, in milliseconds. */
const REST = 3000;
const USE = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove', 'scroll'] as const;

/** Resolves once the reader has neither typed, tapped nor scrolled for a while, and the browser has nothing else to do. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => {
    const rested = (): void => {
      for (const name of USE) removeEventListener(name, again, true);
      if ('requestIdleCallback' in window) requestIdleCallback(() => resolve());
      else resolve();
    };
    let timer = setTimeout(rested, REST);
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(rested, REST);
    };
    for (const name of USE) addEventListener(name, again, { capture: true, passive: true });
  });
}
