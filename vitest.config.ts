import { availableParallelism } from 'node:os';

import { getViteConfig } from 'astro/config';

/** Unit, data and example tests run in Node; tests of the built site drive a real Chromium themselves. */
export default getViteConfig({
  // @ts-expect-error `test` is Vitest's own key; Astro's type does not know it.
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/setup/chromium.ts'],
    setupFiles: ['tests/setup/properties.ts'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // A busy machine answers late; what is waited for comes or does not.
    expect: { poll: { timeout: 20_000 } },
    // More files at a time than cores: much of a browser test is waiting.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    reporters: ['default'],
  },
});
