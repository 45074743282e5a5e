const KEY = 'starlight-theme';
type Theme = 'auto' | 'dark' | 'light';

const light = matchMedia('(prefers-color-scheme: light)');
const selects = document.querySelectorAll<HTMLSelectElement>('.zd-theme select');
const parse = (value: unknown): Theme => (value === 'dark' || value === 'light' ? value : 'auto');

function chosen(): Theme {
  try {
    return parse(localStorage.getItem(KEY));
  } catch {
    return 'auto';
  }
}

/** Remembers a choice; following the system is the absence of one, so nothing stays stored. */
function remember(theme: Theme): void {
  try {
    if (theme === 'auto') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // The choice holds for this page only where storage is refused.
  }
}

function show(theme: Theme): void {
  document.documentElement.dataset.theme = theme === 'auto' ? (light.matches ? 'light' : 'dark') : theme;
  for (const select of selects) select.value = theme;
}

// Dark, light, or as the device says. The select stands twice on a page, in the header and in the menu.
for (const select of selects) {
  select.value = chosen();
  select.addEventListener('change', () => {
    const theme = parse(select.value);
    remember(theme);
    show(theme);
  });
}
light.addEventListener('change', () => chosen() === 'auto' && show('auto'));

export {};
