/** What a page needs beyond the site's own files. All lists are CSP source expressions. */
export interface PolicyNeeds {
  scriptHashes: readonly string[];
  styleHashes: readonly string[];
  styleAttributeHashes: readonly string[];
}

/**
 * The narrowest policy under which a page works. `default-src 'none'`: whatever is not listed is refused.
 *
 * - `script-src`: own files and the exact inline texts. Never `unsafe-inline`, never `unsafe-eval`; no `wasm-unsafe-eval`
 *   either: only the search compiles WebAssembly, in a worker that has a policy of its own.
 * - `style-src`: own files and the exact `<style>` texts. Starlight writes a handful of fixed `style="--depth: 0;"` attributes;
 *   each is allowed by its hash, which the standard ties to `'unsafe-hashes'`. The name frightens, the effect is small:
 *   exactly these values may stand in a `style` attribute, any other is refused. `unsafe-inline` would have allowed all of them.
 * - `img-src data: blob:`: icons written into style sheets, and previews of the reader's own files (evidence-binder).
 * - `connect-src 'self'`: what the reader types cannot be sent anywhere else, whatever a script tries.
 * - `worker-src`, `manifest-src`, `frame-src`: the file readers and the offline copy, the install data, the preview of an embed.
 */
export function pagePolicy(needs: PolicyNeeds): string[] {
  const attributes = needs.styleAttributeHashes.length > 0 ? ["'unsafe-hashes'", ...needs.styleAttributeHashes] : [];
  return [
    "default-src 'none'",
    ["script-src 'self'", ...needs.scriptHashes].join(' '),
    ["style-src 'self'", ...needs.styleHashes, ...attributes].join(' '),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ];
}

/** Who may frame a page. Works as a header only: browsers ignore it in `<meta>`. */
export const framing = (embed: boolean): string => `frame-ancestors ${embed ? '*' : "'none'"}`;

/**
 * A worker obeys the policy its own file is served with, not the page's. Without one it could send data anywhere, so script
 * files carry this.
 */
export const WORKER_POLICY = `default-src 'none'; script-src 'self'; connect-src 'self'; ${framing(false)}`;

/** The search worker alone runs Pagefind, which is WebAssembly. */
export const SEARCH_WORKER_POLICY = WORKER_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");

/** Headers every answer carries, whatever it is. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // Public files: an embed in a sandboxed frame has no origin of its own, and the open data is for anybody.
  'Access-Control-Allow-Origin': '*',
};

export const IMMUTABLE = 'public, max-age=31536000, immutable';
export const REVALIDATE = 'no-cache';
