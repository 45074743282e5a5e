import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';

import RecoveryPlan from '../../src/components/widgets/recovery-plan/Widget.astro';
import RiskCheck from '../../src/components/widgets/risk-check/Widget.astro';
import ScamCheck from '../../src/components/widgets/scam-check/Widget.astro';
import { recoverySteps, riskChecklist, scamData } from '../../src/facts/checks.ts';
import { factBook } from '../../src/facts/book.ts';

/** The widget as the server sends it: what a reader without scripts gets. */
async function page(component: Parameters<AstroContainer['renderToString']>[0]): Promise<Document> {
  const container = await AstroContainer.create();
  const html = await container.renderToString(component);
  return parseHTML(`<!doctype html><html><body>${html}</body></html>`).document as unknown as Document;
}

const text = (root: Element | Document) => (root.textContent ?? '').replace(/\s+/g, ' ');

describe('without a script', () => {
  let scam: Document;
  let risk: Document;
  let plan: Document;
  beforeAll(async () => {
    [scam, risk, plan] = await Promise.all([page(ScamCheck), page(RiskCheck), page(RecoveryPlan)]);
  });

  it('scam-check lists every pattern with its wording, reason and report', () => {
    const { files } = scamData();
    for (const pattern of files.flatMap((f) => f.patterns)) {
      const item = scam.getElementById(`scam-${pattern.id}`);
      expect(item, pattern.id).not.toBeNull();
      if (!item) continue;
      expect(text(item)).toContain(pattern.example.replace(/\s+/g, ' '));
      expect(text(item)).toContain(pattern.why);
      expect(text(item)).toContain('出处');
    }
    expect(scam.querySelector('textarea[name=text]')).not.toBeNull();
    expect(scam.querySelectorAll('[data-card] li').length).toBe(scamData().card.lines.length);
  });

  it('risk-check shows every question with four answers, reason, steps and consequence', () => {
    for (const item of riskChecklist().items) {
      const node = risk.getElementById(`check-${item.id}`);
      expect(node?.querySelectorAll('input[type=radio]').length, item.id).toBe(4);
      const words = node ? text(node) : '';
      for (const part of [item.question, item.reason, item.ifNo, ...item.how]) expect(words).toContain(part);
    }
  });

  it('recovery-plan shows every step and what no source supports', () => {
    const file = recoverySteps();
    const words = text(plan.body);
    for (const item of file.items) expect(words, item.id).toContain(item.title);
    for (const line of file.honesty) expect(words).toContain(line);
  });

  it('every citation mark leads to a source in the same tool', () => {
    for (const document of [risk, plan])
      for (const mark of document.querySelectorAll('a.zd-cite')) {
        expect(
          document.getElementById((mark.getAttribute('href') ?? '').slice(1)),
          mark.getAttribute('href') ?? '',
        ).not.toBeNull();
      }
  });

  it('no address that may not be linked reaches the output, the data included', () => {
    const hidden = [...factBook().sources.values()].filter((s) => !s.linkable && s.url).map((s) => s.url ?? '');
    expect(hidden.length).toBeGreaterThan(0);
    for (const document of [scam, risk, plan]) {
      const html = document.documentElement.outerHTML;
      expect(hidden.filter((url) => html.includes(url))).toEqual([]);
    }
  });
});
