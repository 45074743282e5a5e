/** The menu opens and closes by itself where it is a popover; while it is open the page behind it takes no focus. */
const menu = document.getElementById('menu');
if (menu) {
  const wide = matchMedia('(min-width: 50em)');
  // Beside the text it is a plain column.
  const fit = (): void => void (menu.popover = wide.matches ? null : 'auto');
  fit();
  wide.addEventListener('change', fit);
  menu.addEventListener('toggle', (event) => {
    for (const behind of document.querySelectorAll<HTMLElement>('.zd-frame, .zd-skip'))
      behind.inert = (event as ToggleEvent).newState === 'open';
  });
}

export {};
