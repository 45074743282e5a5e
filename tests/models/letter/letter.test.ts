import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkCompleteness, checkConsistency, orderNumbers, proofNumbers, readNumber } from '../../../src/models/letter/check.ts';
import { composeLetter, countCharacters, insertText, letterDocument, promptsFor } from '../../../src/models/letter/compose.ts';
import { detect } from '../../../src/models/letter/detectors.ts';
import { findWarnings, spansOf } from '../../../src/models/letter/warn.ts';
import { completenessFile, outlineFile, warningFile } from '../../../src/schemas/letter.ts';

const read = (name: string): unknown =>
  parse(readFileSync(new URL(`../../../src/content/letters/${name}.yaml`, import.meta.url), 'utf8'));
const outline = outlineFile.parse(read('outline'));
const { checks } = completenessFile.parse(read('completeness'));
const { warnings } = warningFile.parse(read('warnings'));

/** A complete letter about invented orders. */
const GOOD = {
  who: '灯笼小店（虚构），通知编号 880011，11 月 3 日收到。',
  ask: '请撤销对这 2 单的认定，并由人工复核。',
  orders: '共 2 单：202611010000000001、202611010000000002。',
  story: '11 月 1 日买家咨询灯笼，当天付款。11 月 2 日从仓库发出。',
  explain: '两单合并发货，所以单号相同，见证据 3。',
  proofs: '证据 1：订单表。证据 2：发货底单，说明货已寄出。证据 3：合并发货记录。',
};

describe('completeness', () => {
  test('an empty letter answers nothing', () => {
    expect(checkCompleteness(checks, {}).map((c) => c.status)).toEqual(checks.map(() => 'missing'));
  });

  test('a good letter answers everything', () => {
    expect(checkCompleteness(checks, GOOD).filter((c) => c.status !== 'done')).toEqual([]);
  });

  test.each([
    ['which-orders', { orders: '就是那几单' }],
    ['what-happened', { story: '买家来买，我发货了' }],
    ['proof-numbers', { proofs: '底单都有' }],
    ['request', { ask: '请看一看' }],
  ])('words without the answer leave %s partial', (id, texts) => {
    expect(checkCompleteness(checks, texts).find((c) => c.id === id)?.status).toBe('partial');
  });

  test('white space is not an answer, and taking words away never completes a check', () => {
    expect(checkCompleteness(checks, { who: ' \n\t' })[0]?.status).toBe('missing');
    const rank = { missing: 0, partial: 1, done: 2 };
    fc.assert(
      fc.property(fc.subarray(Object.keys(GOOD)), (kept) => {
        const less = Object.fromEntries(Object.entries(GOOD).filter(([key]) => kept.includes(key)));
        const all = checkCompleteness(checks, GOOD);
        checkCompleteness(checks, less).forEach((c, at) => expect(rank[c.status]).toBeLessThanOrEqual(rank[all[at]!.status]));
      }),
    );
  });
});

describe('numbers named in a letter', () => {
  test.each([
    ['证据 3', [3]],
    ['见证据1、2和5', [1, 2, 5]],
    ['证据 1 到 4', [1, 2, 3, 4]],
    ['证据２－４', [2, 3, 4]],
    ['证据三、证据十二', [3, 12]],
    ['证据 9 至 2', [2, 9]],
    ['证据 1 到 9999', [1, 9999]],
    ['没有证据', []],
    ['证据目录', []],
  ])('%s', (text, numbers) => expect(proofNumbers(text)).toEqual(numbers));

  test.each([
    ['十', 10],
    ['十一', 11],
    ['二十', 20],
    ['九十九', 99],
    ['０７', 7],
    ['十十', null],
    ['一二', null],
    ['', null],
  ])('%j reads %j', (text, n) => expect(readNumber(text)).toBe(n));

  test('any numbers written out are read back', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 10 }), (numbers) => {
        expect(proofNumbers(`见证据 ${numbers.join('、')}。`)).toEqual([...numbers].sort((a, b) => a - b));
      }),
    );
  });

  test('order numbers are told from waybills with letters and from dates', () => {
    expect(orderNumbers('订单 202611010000000001，重复 202611010000000001，YT1234567890123，20261101')).toEqual([
      '202611010000000001',
    ]);
  });

  test('proofs that are not on the list, and those never named', () => {
    expect(checkConsistency(GOOD, [1, 2, 4])).toEqual({ unknownProofs: [3], unusedProofs: [4], ordersNamed: 2 });
    expect(checkConsistency(GOOD, null)).toEqual({ unknownProofs: [], unusedProofs: [], ordersNamed: 2 });
  });
});

describe('what hurts', () => {
  const hits = warnings.flatMap((w) => w.examples.hit.map((text) => [w.id, text] as const));
  const passes = warnings.flatMap((w) => w.examples.pass.map((text) => [w.id, text] as const));
  test.each(hits)('%s finds “%s”', (id, text) =>
    expect(
      spansOf(
        warnings.find((w) => w.id === id)!,
        text,
      ).length,
    ).toBeGreaterThan(0),
  );
  test.each(passes)('%s leaves “%s” alone', (id, text) =>
    expect(
      spansOf(
        warnings.find((w) => w.id === id)!,
        text,
      ),
    ).toEqual([]),
  );
  test.each(passes)('nothing else is said of “%s” either (%s)', (_id, text) => {
    const found = findWarnings(warnings, [{ id: 's', text }]).map((f) => f.warning);
    // An address and a phone number may rightly be noticed in a sentence another warning passes.
    expect(found).toEqual([]);
  });

  // Invented sentences of the kind honest letters hold, several close to a warning on purpose.
  test.each([
    '我们收到通知后逐单核对，5 单里有 4 单能说清，1 单还在查。',
    '买家 11 月 3 日来咨询手工灯笼，问能不能开发票，见证据 2。',
    '同一位买家两单合并发货，一个单号，收件人相同，见证据 3。',
    '11 月 5 日网点补打了底单，并盖章，见证据 4。',
    '快递单号 SF1234567890123，11 月 6 日签收，签收人为门卫，聊天里买家确认收到。',
    '我承认我们的备注写得不清楚，“补单”是补寄的意思，见证据 6。',
    '代运营公司的子账号在 11 月 1 日晚上修改过价格，操作日志见证据 7，我方当晚不知情。',
    '我已于 11 月 8 日停止该推广，并在千牛提交工单，工单号 88001122。',
    '请撤销对上述 5 单的认定，恢复被删除的销量，并由人工复核。',
    '客服告知需要在 72 小时内提交，我在 11 月 9 日提交。',
    '平台通知没有写明判定依据，请告知具体依据和规则条款。',
    '我没有委托任何人刷单，也没有向任何人支付过刷单费用。',
    '买家收到货后给了好评，我们没有返现。',
    '收货地址由买家要求改到公司，改址聊天见证据 5。',
    '货物从浙江义乌仓库发出，重 3.2 kg，称重记录见证据 8。',
    '这 12 单来自 11 月 1 日的直播，场次截图见证据 9。',
    '买家是采购方的业务员，公司抬头发票见证据 10。',
    '如果材料不足，请退回让我补充。',
    '如果还需要别的材料，我会在期限内补交。',
    '我们店 2019 年开店，主营手工灯笼，店铺名“灯笼小店”。',
    '合同编号 HT-2026-0011，签订日 2026-10-08，见附件 2。',
    'The buyer placed two orders on 3 Nov and both parcels were delivered, see Exhibit 2.',
    '规则里说由卖家举证，下面按订单逐一说明。',
    '11 月 7 日对方威胁说“不给钱就差评”，聊天见证据 11，我已报警。',
    '对方说要曝光我店，截图见证据 12。',
    '买家承认是同行的员工，聊天原文见证据 13。',
    '发票是 11 月 10 日开的，因为买家当天才要。',
    '我申请的是人工审核，不是再次系统审核。',
    '第 3 单的签收底单丢失，快递公司出具了盖章证明。',
    '这笔 20 元是运费补偿，买家先垫付了退货运费。',
  ])('honest sentence: %s', (text) => expect(findWarnings(warnings, [{ id: 's', text }])).toEqual([]));

  test('a good letter is left alone', () => {
    expect(
      findWarnings(
        warnings,
        Object.entries(GOOD).map(([id, text]) => ({ id, text })),
      ),
    ).toEqual([]);
  });

  test('spans point at the words, in order, without overlap', () => {
    const texts = fc
      .array(fc.oneof(fc.constantFrom(...hits.map(([, t]) => t)), fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 6 })
      .map((p) => p.join('，'));
    fc.assert(
      fc.property(texts, (text) => {
        for (const found of findWarnings(warnings, [{ id: 's', text }])) {
          expect(text.slice(found.start, found.end)).toBe(found.words);
          expect(found.words).not.toBe('');
        }
        for (const warning of warnings) {
          const spans = spansOf(warning, text);
          spans.slice(1).forEach(([start], at) => expect(start).toBeGreaterThanOrEqual(spans[at]![1]));
        }
      }),
    );
  });

  test('no pattern can be made to run for ever: no repeated group that itself repeats', () => {
    for (const source of warnings.flatMap((w) => w.patterns)) expect(source).not.toMatch(/\([^()]*[+*][^()]*\)[+*{]/);
  });

  test('an order number is not an identity number unless the check digit holds', () => {
    expect(detect('cn-id', '999999190001010007')).toHaveLength(1);
    for (const last of '012345689X') expect(detect('cn-id', `99999919000101000${last}`)).toEqual([]);
    expect(detect('cn-id', '9999991900010100071')).toEqual([]);
  });
});

describe('the letter', () => {
  const everything = outline.sections.map((s) => s.id);

  test('holds only what was typed, the headings and the chosen clauses', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...everything), fc.string({ unit: 'grapheme' })),
        fc.array(fc.constantFrom('甲条。', '乙条。')),
        (answers, inserts) => {
          const letter = composeLetter(outline, answers, inserts);
          let rest = letter.text;
          for (const own of [outline.title, ...letter.parts.map((p) => p.heading)]) rest = rest.replace(own, '');
          for (const part of letter.parts) rest = rest.replace(part.text, () => '');
          expect(rest.trim()).toBe('');
          for (const part of letter.parts.filter((p) => p.id !== 'clauses'))
            expect(squash(part.text)).toBe(squash(answers[part.id]!));
        },
      ),
    );
  });

  test('leaves out what is empty and numbers what is left', () => {
    const letter = composeLetter(outline, { ask: '请撤销。\r\n\r\n\r\n', who: '  ', proofs: '证据 1' }, []);
    expect(letter.text).toBe('申诉说明\n\n一、我请求什么\n请撤销。\n\n二、证据说明什么\n证据 1\n');
    expect(composeLetter(outline, {}, []).text).toBe('');
  });

  test('the Word document holds the same words', () => {
    const letter = composeLetter(outline, GOOD, ['甲条。']);
    const words = letterDocument(letter)
      .map((b) => (b.kind === 'table' ? '' : b.text))
      .join('\n\n');
    expect(squash(words)).toBe(squash(letter.text));
  });

  test('asks what the finding and the platform ask, each question once', () => {
    const explain = outline.sections.find((s) => s.id === 'explain')!;
    const plain = promptsFor(outline, explain, 'taobao', []);
    const more = promptsFor(outline, explain, '1688', ['shared-waybill', 'shared-waybill']);
    expect(plain).toEqual(explain.prompts);
    expect(more.length).toBeGreaterThan(plain.length + 1);
    expect(new Set(more).size).toBe(more.length);
  });

  test('a clause or date the record lacks leaves no empty brackets', () => {
    const insert = { ...outline.inserts[0]!, text: '按{title}{clause}（{from} 起施行）处理。' };
    expect(insertText(insert, { title: '某规则', clause: null, from: null })).toBe('按《某规则》处理。');
    expect(insertText(insert, { title: '《某规则》', clause: '第 3 条', from: '2026-02-01' })).toBe(
      '按《某规则》第 3 条（2026 年 2 月 1 日 起施行）处理。',
    );
  });

  test('counts what a reader counts', () => {
    expect(countCharacters('一二，\n 😀a')).toBe(5);
  });
});

function squash(text: string): string {
  return text.replace(/\s/g, '');
}
