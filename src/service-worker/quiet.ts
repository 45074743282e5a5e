/** How long the reader must have touched nothing, in milliseconds. */
const REST = 3000;

/** Resolves once the reader has neither typed, tapped nor scrolled for a while. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => {
    let timer = 0;
    const again = (): void => {
      clearTimeout(timer);
      timer = window.setTimeout(resolve, REST);
    };
    for (const name of ['pointerdown', 'keydown', 'input', 'scroll']) addEventListener(name, again, true);
    again();
  });
}
