// Inlined into pages by StaleBanner.astro; plain JavaScript of the oldest supported engines.
(function () {
  const box = document.currentScript.previousElementSibling;
  const today = new Date(Date.now() + 288e5).toISOString().slice(0, 10); // Asia/Shanghai
  const passed = JSON.parse(box.dataset.overdue).filter(function (s) {
    return s[0] <= today;
  });
  if (!passed.length) return;
  let count = 0;
  let oldest = today;
  passed.forEach(function (s) {
    count += s[2];
    if (s[1] < oldest) oldest = s[1];
  });
  box.querySelector('[data-count]').textContent = String(count);
  const p = oldest.split('-').map(Number);
  box.querySelector('[data-oldest]').textContent = p[0] + ' 年 ' + p[1] + ' 月 ' + p[2] + ' 日';
  box.hidden = false;
})();
