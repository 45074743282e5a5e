/** Puts a query into the address bar without a new history entry; a sandboxed frame may refuse, which changes nothing else. */
export function setQuery(query: string): void {
  try {
    history.replaceState(null, '', query ? `${location.pathname}?${query}` : location.pathname);
  } catch {
    // The result stands on the page all the same.
  }
}
