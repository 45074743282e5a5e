// Installs the locked dependencies when a fresh clone has none, so that `npm start` and `npm test` are one command.
// Plain JavaScript: it runs on whatever Node the machine has, before the project's own Node is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const lock = 'package-lock.json';
const marker = 'node_modules/.package-lock.json';
const stale = !existsSync(marker) || statSync(marker).mtimeMs < statSync(lock).mtimeMs - 1000;
if (!existsSync(marker) || (stale && process.env.CI)) {
  const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
}

// In CI a second engine and a real web server take part where the machine can get them; elsewhere the tests that
// need one say that they were left out.
if (process.env.CI && process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  const wanted = { 'firefox-esr': '/usr/bin/firefox-esr', nginx: '/usr/sbin/nginx' };
  const missing = Object.keys(wanted).filter((name) => !existsSync(wanted[name]));
  const apt = (...args) =>
    spawnSync('apt-get', args, { stdio: 'ignore', timeout: 180_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0;
  if (missing.length > 0 && !(apt('update') && apt('install', '-y', '--no-install-recommends', ...missing)))
    console.log(`没有装上 ${missing.join('、')}，用到它们的测试会跳过并说明。`);
}
