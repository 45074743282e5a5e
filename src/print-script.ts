/**
 * Runs before and after printing: writes the day into `[data-printed]` and opens every folded part (browsers without
 * ::details-content keep them shut). Plain text, because it stands inline: in every page, and in the one-file kit.
 */
export const PRINT_SCRIPT = `(function () {
  const opened = [];
  addEventListener('beforeprint', function () {
    const now = new Date();
    document.querySelector('[data-printed]').textContent =
      '打印于 ' + now.getFullYear() + ' 年 ' + (now.getMonth() + 1) + ' 月 ' + now.getDate() + ' 日';
    document.querySelectorAll('details:not([open])').forEach(function (d) {
      opened.push(d);
      d.open = true;
    });
  });
  addEventListener('afterprint', function () {
    opened.splice(0).forEach(function (d) {
      d.open = false;
    });
  });
})();`.replace(/\n\s*/g, '');
