// The entries of the translation memory that have issues: what a vendor repairs.
(() => {
  const ROWS = 25;
  const root = document.getElementById('memory-list');
  if (!root) return;
  const all = data.memory.map((row, at) => {
    const [locale, source, target, proposal, level, count, pages, points, owners, ids] = row;
    return { at, locale: data.locales[locale], source: text(source), target: text(target), proposal: text(proposal), level, count, pages, points, owners, of: ids.map((id) => patterns[id]) };
  });
  const heads = [
    { name: 'Locale', by: (it) => it.locale, width: '8%' },
    { name: 'English and translation', by: (it) => it.source },
    { name: 'Proposal', width: '24%' },
    { name: 'Issues', by: (it) => it.count, num: true, width: '8%' },
    { name: 'Pages', by: (it) => it.pages, num: true, width: '8%' },
    { name: 'Points', by: (it) => it.points, num: true, width: '9%' },
    { name: 'Severity', by: (it) => -it.level, width: '10%', down: true },
  ];
  const sort = { head: null, down: true };
  const shown = node('p', { class: 'shown' });
  const { made, body, mark } = table('Entries of the translation memory', heads, sort, draw);
  const holder = node('div');
  root.append(shown, framed(made, 'Entries of the translation memory'), holder);

  function row(it) {
    const marks = (part) => it.of.map((pattern) => pattern[part]).filter(Boolean);
    const side = (name, kind, value, lang, parts) => node('div', null, node('p', { class: 'side' }, name),
      node('p', { class: 'quote', dir: 'auto', lang, translate: 'no' }, ...marked(value, parts, kind)));
    const rules = [...new Set(it.of.map((pattern) => pattern.rule[0]))];
    return node('tr', { class: 'row' },
      node('td', null, node('bdi', null, it.locale)),
      node('td', null, side('English', 'is', it.source, 'en', marks('expected')), side('Translation', 'was', it.target, it.locale, marks('found')),
        node('span', { class: 'soft' }, rules.join(', ') + ' – ' + it.owners)),
      node('td', null, it.proposal ? node('p', { class: 'quote', dir: 'auto', lang: it.locale, translate: 'no' }, ...marked(it.proposal, marks('expected'), 'is'))
        : node('span', { class: 'soft' }, 'no repair is certain: translate it again')),
      node('td', { class: 'num' }, number(it.count)),
      node('td', { class: 'num' }, number(it.pages)),
      node('td', { class: 'num' }, number(it.points)),
      node('td', null, node('span', { class: 'tag ' + data.levels[it.level] }, data.levels[it.level])));
  }

  function draw() {
    const wanted = filter.words() ? all.filter((it) => it.of.some((pattern) => filter.lets(pattern))) : all;
    shown.textContent = plural(wanted.length, 'entr').replace(/entrs$/, 'entries').replace(/entr$/, 'entry') + (wanted.length < all.length ? ' of ' + number(all.length) : '');
    mark();
    body.replaceChildren();
    if (!wanted.length) body.append(node('tr', null, node('td', { class: 'empty', colspan: heads.length }, 'No entry matches the filters.')));
    holder.replaceChildren(grow(body, sorted(wanted, sort), ROWS, row));
  }
  filter.on(draw);
  draw();
})();
