// What a page states in each locale, fact by fact in the order of its English: taken from the pages, not from their issues.
const contract_of = (() => {
  const FACTS = 40, SAME = 0, OTHER = 2, MISSING = 3;
  const known = new Map();
  for (const [page, ...rest] of data.contracts ? data.contracts.pages : []) known.set(page, [...(known.get(page) || []), rest]);
  const said = (at) => (at < 0 ? '' : data.contracts.texts[at]);
  const soft = (...what) => node('span', { class: 'soft' }, ...what);
  const code = (kind, at) => node('code', { class: kind, dir: 'auto', translate: 'no' }, said(at) || '(nothing)');
  const at_line = (path, line) => (line ? soft(address(said(path), line, 'line ' + line)) : '');
  const split = (flat, width) => Array.from({ length: flat.length / width }, (_, at) => flat.slice(at * width, at * width + width));

  // The rows of a contract: a fact of the English, or what some locales add, behind the fact that they have it behind.
  function rows(facts, locales) {
    const made = facts.map(([kind, fact, line], at) => ({ at, kind, fact, line, added: new Map() }));
    const behind = new Map();
    for (const own of locales) {
      for (const [kind, fact, line, stale] of own.added) {
        const at = own.lines.reduce((last, its, fact_at) => (its && its <= line ? fact_at : last), -1);
        const key = at + ' ' + kind + ' ' + fact;
        if (!behind.has(key)) behind.set(key, { at, row: { at: -1, kind, fact, line: 0, added: new Map() } });
        behind.get(key).row.added.set(own.locale, [fact, line, stale]);
      }
    }
    for (const { at, row } of [...behind.values()].sort((one, other) => other.at - one.at)) made.splice(at + 1, 0, row);
    return made;
  }

  const of_then = (stale) => (stale ? soft(' as its older English') : '');
  function cell(row, own) {
    if (!own) return [soft('–')];
    if (own.why) return [soft('– ', own.why)];
    if (row.at < 0) {
      const added = row.added.get(own.locale);
      return added ? [code(added[2] ? '' : 'was', added[0]), ' ', at_line(own.path, added[1]), of_then(added[2])] : [soft('not in the page')];
    }
    const [, code_of, fact] = own.other.get(row.at) || [row.at, SAME, -1];
    const how = code_of % 4, stale = code_of > 3, line = own.lines[row.at];
    if (how === SAME) return ['the same ', at_line(own.path, line)];
    if (how === MISSING) return [stale ? soft('not in the page') : node('b', { class: 'lost' }, 'not in the page'), of_then(stale)];
    return [code(how === OTHER && !stale ? 'was' : '', fact), ' ', at_line(own.path, line), of_then(stale)];
  }

  function one([english, flat, own]) {
    const locales = own.map(([locale, path, why, lines, other, added]) => ({
      locale: data.locales[locale], path, why, lines, other: new Map(split(other, 3).map((it) => [it[0], it])), added: split(added, 4),
    }));
    const columns = data.locales.filter((name) => name !== 'source');
    const row = (it) => node('tr', null,
      node('th', { scope: 'row' }, it.at < 0 ? soft('not in the English') : code('is', it.fact), ' ', at_line(english, it.line), node('span', { class: 'family' }, data.contracts.kinds[it.kind])),
      ...columns.map((name) => node('td', { 'data-locale': name }, ...cell(it, locales.find((own) => own.locale === name)))));
    const head = (name) => node('th', { scope: 'col' }, node('bdi', null, name));
    const body = node('tbody');
    const table = node('table', { style: 'min-width:' + (300 + 130 * columns.length) + 'px' }, node('caption', { class: 'hidden' }, 'Contract'), node('thead', null, node('tr', null, head('English'), ...columns.map(head))), body);
    const more = grow(body, rows(split(flat, 3), locales), FACTS, row);
    return [node('p', { class: 'note' }, 'What ', node('code', { dir: 'auto', translate: 'no' }, said(english)), ' states, in its order, and what each locale makes of it, as the pages say. – stands where the page was not compared with it.'),
      node('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Contract by ' + said(english) }, table), more];
  }

  return (page) => {
    const own = known.get(page);
    const untold = data.contracts ? 'no contract of this page is known: its English states no request, scope, header, code or name, none is at hand' +
      (data.contracts.leftOut ? ', or it had no room here.' : '.')
      : 'the JSON of this report does not tell what pages state: `docparity check --contracts --format json` does.';
    return node('section', { class: 'contract' }, node('h3', null, 'Contract'), ...(own ? own.flatMap(one) : [node('p', { class: 'note' }, '– ', ...prose(untold))]));
  };
})();
