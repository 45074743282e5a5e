import type { APIRoute, GetStaticPaths } from 'astro';

import { dataSetSchema } from '../../../facts/data-schemas.ts';
import { DATA_SETS, type DataSetName } from '../../../facts/data-sets.ts';

export const getStaticPaths = (() => Object.keys(DATA_SETS).map((name) => ({ params: { name } }))) satisfies GetStaticPaths;

/** `/data/schemas/<name>.schema.json`: the JSON Schema of a data set, made from the same Zod schemas that check the records. */
export const GET: APIRoute = ({ params }) => new Response(JSON.stringify(dataSetSchema(params.name as DataSetName)));
