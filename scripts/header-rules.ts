/** One rule of a `_headers` file: a path pattern and the headers it adds. */
export interface HeaderRule {
  pattern: string;
  headers: [name: string, value: string][];
}

/**
 * Reads a `_headers` file strictly: a pattern at the line's start, its headers indented below. Throws on anything else,
 * with the line number, since hosts skip what they do not understand in silence.
 */
export function parseHeaderRules(text: string): HeaderRule[] {
  const rules: HeaderRule[] = [];
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '' || line.trimStart().startsWith('#')) return;
    const fail = (why: string): never => {
      throw new Error(`_headers 第 ${i + 1} 行：${why}：${line.slice(0, 80)}`);
    };
    if (/^\s/.test(line)) {
      const header = /^\s+([A-Za-z][A-Za-z0-9-]*):\s*(\S.*?)\s*$/.exec(line);
      const rule = rules.at(-1);
      if (!header?.[1] || !header[2] || !rule) return fail('不是「名称: 值」，或者前面没有路径');
      if (header[2].length > 1990) return fail('超过托管商允许的 2,000 个字符');
      rule.headers.push([header[1].toLowerCase(), header[2]]);
    } else {
      if (!/^\/\S*$/.test(line) || (line.match(/\*/g) ?? []).length > 1) return fail('路径要以 / 开头，最多一个 *');
      rules.push({ pattern: line, headers: [] });
    }
  });
  for (const rule of rules) if (rule.headers.length === 0) throw new Error(`_headers：${rule.pattern} 下面没有任何响应头`);
  return rules;
}

function matches(pattern: string, path: string): boolean {
  const star = pattern.indexOf('*');
  return star === -1 ? pattern === path : path.startsWith(pattern.slice(0, star)) && path.endsWith(pattern.slice(star + 1));
}

/** The headers a host would send for `path`. Values of rules that overlap are joined with a comma, as hosts do. */
export function headersFor(rules: readonly HeaderRule[], path: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const rule of rules)
    if (matches(rule.pattern, path))
      for (const [name, value] of rule.headers) result[name] = result[name] === undefined ? value : `${result[name]}, ${value}`;
  return result;
}
