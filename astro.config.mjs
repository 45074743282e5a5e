import sitemap from '@astrojs/sitemap';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

import { mdxProse } from './src/integrations/mdx-prose.ts';
import { contentLint } from './src/integrations/content-lint/index.ts';
import { leanChunks } from './src/integrations/lean-chunks.ts';
import { leanHeadingLinks } from './src/integrations/heading-links.ts';
import { emergencyKit } from './src/integrations/emergency-kit/index.ts';
import { markdownTwins } from './src/integrations/markdown-twins/index.ts';
import { nothingStored } from './src/integrations/nothing-stored/index.ts';
import { openGraphImages } from './src/integrations/open-graph/index.ts';
import { pruneCss } from './src/integrations/prune-css/index.ts';
import { upkeep } from './src/integrations/upkeep/index.ts';
import { security } from './src/integrations/security/index.ts';
import { serviceWorker } from './src/integrations/service-worker/index.ts';
import { searchIndex } from './src/integrations/search-index/index.ts';
import { SITE_NAME, sidebar } from './src/site.mjs';

const BASE = `${(process.env.ZHENDAN_BASE ?? '/').replace(/\/$/, '')}/`;

/** Oldest engines the tools run on: those of late 2023 and Starlight's own floor. */
const BROWSERS = ['chrome111', 'edge111', 'firefox121', 'safari16.4', 'ios16.4'];

const search = searchIndex();
/** bench/search.ts builds without the index to see what it costs. */
const indexed = !process.env.ZHENDAN_SKIP_SEARCH;

export default defineConfig({
  site: process.env.ZHENDAN_SITE ?? 'https://zhendan.example',
  base: process.env.ZHENDAN_BASE ?? '/',
  trailingSlash: 'always',
  build: { format: 'directory' },
  devToolbar: { enabled: false },
  // Starlight switches it on; its script would stand on every page and fetch what nobody asked for.
  prefetch: false,
  vite: {
    build: {
      // Browsers of the last three years; tests/site/browsers.test.ts holds the shipped scripts to it.
      target: BROWSERS,
      cssTarget: BROWSERS,
      // The helper weighs more than the few small files it would fetch early.
      modulePreload: false,
    },
    worker: {
      rolldownOptions: {
        output: {
          // The search worker may compile WebAssembly and is served with a policy of its own (src/integrations/security).
          entryFileNames: ({ name }) => `${name === 'search.worker' ? '_search' : '_astro'}/[name]-[hash].js`,
        },
      },
    },
  },
  integrations: [
    process.env.ZHENDAN_SKIP_LINT ? null : contentLint(),
    process.env.ZHENDAN_SKIP_LINT ? null : upkeep(),
    mdxProse(),
    nothingStored(),
    // In place of Starlight's: what stands alone for other sites is the tool's page again, and says so.
    sitemap({ filter: (page) => !new URL(page).pathname.startsWith(`${BASE}embed/`) }),
    starlight({
      title: SITE_NAME,
      locales: { root: { label: '简体中文', lang: 'zh-CN' } },
      // The site ships its own search (design §7); Starlight's default script is not loaded.
      pagefind: false,
      favicon: '/favicon.svg',
      head: [
        { tag: 'link', attrs: { rel: 'manifest', href: `${BASE}manifest.webmanifest` } },
        { tag: 'link', attrs: { rel: 'apple-touch-icon', href: `${BASE}icons/apple-touch-icon.png` } },
        { tag: 'meta', attrs: { name: 'theme-color', content: '#0a5a66' } },
      ],
      customCss: ['./src/styles/tokens.css', './src/styles/frame.css', './src/styles/reading.css', './src/styles/print.css'],
      sidebar,
      routeMiddleware: './src/route-data.ts',
      components: {
        Banner: './src/components/overrides/Banner.astro',
        MarkdownContent: './src/components/overrides/MarkdownContent.astro',
        PageTitle: './src/components/overrides/PageTitle.astro',
        ThemeProvider: './src/components/overrides/ThemeProvider.astro',
        // The frame is our own: less markup, and one script where Starlight has ten.
        Footer: './src/components/overrides/Footer.astro',
        Header: './src/components/overrides/Header.astro',
        PageFrame: './src/components/overrides/PageFrame.astro',
        PageSidebar: './src/components/overrides/PageSidebar.astro',
        Sidebar: './src/components/overrides/Sidebar.astro',
        SkipLink: './src/components/overrides/SkipLink.astro',
        TwoColumnContent: './src/components/overrides/TwoColumnContent.astro',
      },
      credits: false,
      expressiveCode: false,
      lastUpdated: false,
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
    }),
    leanHeadingLinks(),
    leanChunks(),
    // The steps after the build. The search index is made in a thread of its own, beside all others.
    indexed && search.start,
    // These only read the pages.
    markdownTwins(),
    openGraphImages(),
    // These write into them: the style sheets first, so that all later steps see the final ones.
    indexed && search.pagesRead,
    process.env.ZHENDAN_KEEP_CSS ? null : pruneCss(),
    process.env.ZHENDAN_SKIP_KIT ? null : emergencyKit(),
    // Last of those that write pages: it hashes what all others wrote.
    security(),
    indexed && search.written,
    // Lists the final pages, and writes none.
    serviceWorker(),
  ],
});
