/** Before printing: the day on the first line, and every folded part opened (engines without ::details-content keep them shut). */
const opened: HTMLDetailsElement[] = [];
addEventListener('beforeprint', () => {
  const now = new Date();
  const day = document.querySelector('[data-printed]');
  if (day) day.textContent = `打印于 ${now.getFullYear()} 年 ${now.getMonth() + 1} 月 ${now.getDate()} 日`;
  for (const folded of document.querySelectorAll<HTMLDetailsElement>('details:not([open])')) {
    folded.open = true;
    opened.push(folded);
  }
});
addEventListener('afterprint', () => {
  for (const folded of opened.splice(0)) folded.open = false;
});

export {};
