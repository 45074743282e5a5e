import type { AstroIntegration } from 'astro';

interface Element {
  type: 'element';
  tagName: string;
  properties: Record<string, unknown>;
  children: unknown[];
}

/** The parts of a Sätteri plugin's context this one uses. */
interface Context {
  textContent: (node: Element) => string;
}

/**
 * The link beside a heading as an empty element with a name: Starlight draws its icon with 700 characters of markup at every
 * heading; src/styles/reading.css draws a sign once.
 */
export const plainHeadingLink = {
  name: 'zhendan-heading-links',
  element: {
    filter: ['a'],
    visit: (node: Element, context: Context): Element | undefined =>
      node.properties.class === 'sl-anchor-link'
        ? {
            ...node,
            properties: { ...node.properties, 'aria-label': context.textContent(node) },
            children: [],
          }
        : undefined,
  },
};

/** Runs {@link plainHeadingLink} after Starlight's own plugins; stands after `starlight()` in the configuration. */
export function leanHeadingLinks(): AstroIntegration {
  return {
    name: 'zhendan:heading-links',
    hooks: {
      'astro:config:setup': ({ config }) => {
        const { options } = config.markdown.processor as unknown as { options: { hastPlugins: unknown[] } };
        options.hastPlugins.push(plainHeadingLink);
      },
    },
  };
}
