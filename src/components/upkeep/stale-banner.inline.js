(function () {
  const box = document.currentScript.previousElementSibling;
  const today = new Date(Date.now() + 288e5).toISOString().slice(0, 10);
  let count = 0;
  let oldest = today;
  for (const step of JSON.parse(box.dataset.overdue))
    if (step[0] <= today) {
      count += step[2];
      if (step[1] < oldest) oldest = step[1];
    }
  if (!count) return;
  const part = oldest.split('-').map(Number);
  box.querySelector('[data-count]').textContent = count;
  box.querySelector('[data-oldest]').textContent = part[0] + ' 年 ' + part[1] + ' 月 ' + part[2] + ' 日';
  box.hidden = false;
})();
