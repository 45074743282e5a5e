/**
 * A document opened from disk may not change its own address, and tools that put their inputs into it would stop with an
 * error. Here there is nobody to share an address with, so the refusal is ignored. Stands before the tools.
 */
for (const name of ['replaceState', 'pushState'] as const) {
  const real = history[name].bind(history);
  history[name] = (...args: Parameters<History['replaceState']>) => {
    try {
      real(...args);
    } catch {
      // As said above.
    }
  };
}
