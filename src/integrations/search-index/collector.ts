/** Where the build leaves word for the middleware, which is bundled apart from it. */
export const COLLECTOR = Symbol.for('zhendan.search-index.collector');

/** Takes a page as it was made. */
export type Collector = (pathname: string, html: string) => void;
