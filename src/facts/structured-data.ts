import { SECTIONS, SITE_NAME } from '../site.mjs';
import { factBook } from './book.ts';
import { glossary } from './glossary.ts';

/** What a page's structured data is made from. */
export interface PageFacts {
  url: string;
  origin: string;
  base: string;
  title: string;
  description: string;
  updated: string | undefined;
  section: string | undefined;
  kind: string;
}

const LICENCE_URL = 'https://creativecommons.org/licenses/by/4.0/';

/** Breadcrumb, the page itself as schema.org describes it, and the questions of the rumours page. */
export function structuredData(page: PageFacts): object[] {
  const home = new URL(`${page.base}/`, page.origin).href;
  const section = SECTIONS.find((s) => s.slug === page.section);
  const crumbs = [
    { name: SITE_NAME, item: home },
    ...(section ? [{ name: section.label, item: new URL(`${page.base}/${section.slug}/`, page.origin).href }] : []),
    ...(section && !page.url.endsWith(`/${section.slug}/`) ? [{ name: page.title, item: page.url }] : []),
  ];
  const publisher = { '@type': 'Organization', name: SITE_NAME, url: home };
  const common = {
    '@context': 'https://schema.org',
    url: page.url,
    name: page.title,
    inLanguage: 'zh-CN',
    isAccessibleForFree: true,
    license: LICENCE_URL,
  };
  const self =
    page.kind === 'tool'
      ? {
          ...common,
          '@type': 'WebApplication',
          description: page.description,
          applicationCategory: 'BusinessApplication',
          operatingSystem: 'Any',
          offers: { '@type': 'Offer', price: '0', priceCurrency: 'CNY' },
        }
      : page.url.endsWith('/reference/data/')
        ? {
            ...common,
            '@type': 'Dataset',
            description: page.description,
            creator: publisher,
            distribution: [
              {
                '@type': 'DataDownload',
                encodingFormat: 'application/json',
                contentUrl: new URL(`${page.base}/data/facts.json`, page.origin).href,
              },
            ],
          }
        : page.url.endsWith('/reference/glossary/')
          ? {
              ...common,
              '@type': 'DefinedTermSet',
              description: page.description,
              hasDefinedTerm: glossary().map((t) => ({
                '@type': 'DefinedTerm',
                name: t.term,
                description: t.definition,
                url: `${page.url}#${t.id}`,
              })),
            }
          : {
              ...common,
              '@type': 'Article',
              headline: page.title,
              description: page.description,
              publisher,
              author: publisher,
              ...(page.updated ? { dateModified: page.updated } : {}),
            };
  const questions = page.url.endsWith('/rules/rumours/')
    ? [
        {
          '@context': 'https://schema.org',
          '@type': 'FAQPage',
          mainEntity: [...factBook().rumours.values()].map((r) => ({
            '@type': 'Question',
            name: `有人说「${r.claim}」，是真的吗？`,
            acceptedAnswer: { '@type': 'Answer', text: r.explanation },
          })),
        },
      ]
    : [];
  return [
    {
      '@context': 'https://schema.org',
      '@type': 'BreadcrumbList',
      itemListElement: crumbs.map((c, i) => ({ '@type': 'ListItem', position: i + 1, ...c })),
    },
    self,
    ...questions,
  ];
}
