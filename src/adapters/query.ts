/** The query of the page's address: state that a reader can share, bookmark and go back through. */
export function readQuery(): URLSearchParams {
  return new URLSearchParams(location.search);
}

/** Puts `query` (without `?`) into the address as a new step of the history; the page is not loaded again. */
export function writeQuery(query: string): void {
  const { pathname, search, hash } = location;
  if (search.replace(/^\?/, '') === query) return;
  history.pushState(null, '', pathname + (query ? `?${query}` : '') + hash);
}

/** Calls `listener` when the reader goes back or forward. Returns a function that ends it. */
export function onQueryChange(listener: () => void): () => void {
  addEventListener('popstate', listener);
  return () => removeEventListener('popstate', listener);
}
