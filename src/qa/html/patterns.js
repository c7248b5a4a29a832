// The patterns, and their places below them.
(() => {
  const ROWS = 25, PLACES = 25;
  const root = document.getElementById('pattern-list');
  const heads = [
    { name: 'Rule', by: (it) => it.rule[0], width: '14%' },
    { name: 'Locale', by: (it) => it.locale, width: '7%' },
    { name: 'Expected and found', by: (it) => it.expected || it.message },
    { name: 'Issues', by: (it) => it.row.count, num: true, width: '7%' },
    { name: 'Pages', by: (it) => it.row.pages, num: true, width: '7%' },
    { name: 'Points', by: (it) => it.row.points, num: true, width: '7%' },
    { name: 'Severity', by: (it) => -it.level, width: '9%', down: true },
    { name: 'Owner', by: (it) => it.row.owners, width: '8%' },
    { name: 'Suggestion', width: '16%' },
  ];
  if (data.compared) heads.splice(6, 0, { name: 'New', by: (it) => it.row.new, num: true, width: '6%' });
  const sort = { head: null, down: true };
  const shown = node('p', { class: 'shown' });
  const { made, body, mark } = table('Patterns', heads, sort, draw);
  const holder = node('div');
  root.append(shown, framed(made, 'Table of the patterns'), holder);

  function fact(list, name, value) {
    if (value) list.append(node('dt', null, name), node('dd', { dir: 'auto' }, ...prose(value)));
  }

  function detail(pattern) {
    const [, family, category, , why, fix] = pattern.rule;
    const facts = node('dl', { class: 'facts' });
    fact(facts, 'Issue', pattern.message);
    fact(facts, 'Suggestion', pattern.todo === fix ? fix : pattern.todo + ' — ' + fix);
    fact(facts, 'Why it matters', why);
    fact(facts, 'Category', category + ' (' + family + ', cause: ' + pattern.row.cause + ')');
    const box = node('div');
    const more = grow(box, [...Array(pattern.places).keys()], PLACES, (at) => place(pattern, at, false));
    const left = pattern.row.count - pattern.places;
    return node('tr', { class: 'detail' }, node('td', { colspan: heads.length }, facts, box, more,
      left > 0 ? node('p', { class: 'note' }, plural(left, 'more place') + ' of this pattern: see the issue sheet of the CSV or XLSX report.') : null));
  }

  function row(it) {
    const open = node('button', { type: 'button', class: 'open', 'aria-expanded': 'false' }, it.rule[0]);
    const pair = node('div', { class: 'pair' });
    const side = (name, kind, value) => node('div', null, node('span', { class: 'hidden' }, name + ': '), node('code', { class: kind, dir: 'auto', translate: 'no', title: name }, value || '(nothing)'));
    if (it.row.expected >= 0) pair.append(side('expected', 'is', it.expected));
    if (it.row.found >= 0) pair.append(side('found', 'was', it.found));
    const what = pair.childNodes.length ? pair : node('span', { dir: 'auto' }, ...prose(it.message));
    const cells = [
      node('td', null, open, node('span', { class: 'family' }, it.rule[1])),
      node('td', null, node('bdi', null, it.locale)),
      node('td', null, what),
      node('td', { class: 'num' }, number(it.row.count)),
      node('td', { class: 'num' }, number(it.row.pages)),
      node('td', { class: 'num' }, number(it.row.points)),
      node('td', null, node('span', { class: 'tag ' + data.levels[it.level] }, data.levels[it.level])),
      node('td', null, it.row.owners),
      node('td', null, ...prose(it.todo)),
    ];
    if (data.compared) cells.splice(6, 0, node('td', { class: 'num' }, it.row.new ? number(it.row.new) : '–'));
    const made = node('tr', { class: 'row' }, ...cells);
    let below = null;
    const press = () => {
      if (below) { below.remove(); below = null; } else { below = detail(it); made.after(below); }
      open.setAttribute('aria-expanded', String(Boolean(below)));
    };
    open.addEventListener('click', () => { press(); bookmark.keep({ row: below ? it.at : '', page: '' }); });
    if (bookmark.given.row === String(it.at)) queueMicrotask(() => { if (!below) press(); open.scrollIntoView({ block: 'center' }); });
    return made;
  }

  function draw() {
    const wanted = patterns.filter((it) => filter.lets(it));
    const issues = wanted.reduce((sum, it) => sum + it.row.count, 0);
    shown.textContent = plural(wanted.length, 'pattern') + ' with ' + plural(issues, 'issue') + (wanted.length < patterns.length ? ' of ' + number(patterns.length) : '');
    say(shown.textContent);
    mark();
    body.replaceChildren();
    if (!wanted.length) body.append(node('tr', null, node('td', { class: 'empty', colspan: heads.length }, patterns.length ? 'No pattern matches the filters.' : 'No issues were found.')));
    holder.replaceChildren(grow(body, sorted(wanted, sort), ROWS, row));
  }
  filter.on(draw);
  draw();
})();
