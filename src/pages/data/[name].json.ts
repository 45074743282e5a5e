import type { APIRoute, GetStaticPaths } from 'astro';

import { DATA_SETS, LICENCE, type DataSetName } from '../../facts/data-sets.ts';

export const getStaticPaths = (() => Object.keys(DATA_SETS).map((name) => ({ params: { name } }))) satisfies GetStaticPaths;

/** `/data/<name>.json`: an open data set with its schema and licence. */
export const GET: APIRoute = ({ params, site }) => {
  const name = params.name as DataSetName;
  const schema = new URL(`${import.meta.env.BASE_URL.replace(/\/$/, '')}/data/schemas/${name}.schema.json`, site).href;
  return new Response(JSON.stringify({ $schema: schema, ...LICENCE, ...DATA_SETS[name]() }));
};
