// The pages that were made from an older English: what changed in it since, and beside it the verdict.
(() => {
  const ROWS = 25, CHANGES = 40;
  const root = document.getElementById('outdated-list');
  if (!root || !data.outdated) return;
  const verdicts = new Map();
  for (const pattern of patterns) {
    if (!/^stale-(contract|code|prose)$/.test(pattern.rule[0])) continue;
    for (let at = 0; at < pattern.places; at++) verdicts.set(pattern.row.places[at * 7], [pattern, at]);
  }
  const all = data.outdated.pages.map(([path, state, words, count, english, since, told, changes], at) => {
    const [file, page, locale] = data.paths[path];
    return { at, path, file, page, locale, state, words, count, english: text(english), since: text(since), told, changes, verdict: verdicts.get(path) };
  });
  const harm = ['stale contract', 'stale code', 'stale prose', 'current'];
  const heads = [
    { name: 'Page', by: (it) => it.page },
    { name: 'Locale', by: (it) => it.locale, width: '9%' },
    { name: 'Verdict', by: (it) => -harm.indexOf(it.state), width: '14%', down: true },
    { name: 'What changed', by: (it) => kinds(it), width: '26%' },
    { name: 'Changes', by: (it) => it.count, num: true, width: '10%' },
    { name: 'Words', by: (it) => it.words, num: true, width: '9%' },
  ];
  const sort = { head: null, down: true };
  const shown = node('p', { class: 'shown' });
  const { made, body, mark } = table('Outdated pages', heads, sort, draw);
  const holder = node('div');
  root.append(shown, framed(made, 'Outdated pages'), holder);

  // The changes of a page: what of the English, the line of the translation, and the line that it belongs behind.
  const changes = (it) => Array.from({ length: it.changes.length / 3 }, (_, at) => [data.outdated.changes[it.changes[at * 3]], ...it.changes.slice(at * 3 + 1, at * 3 + 3)]);
  function kinds(it) {
    const counts = new Map();
    for (const [[, kind]] of changes(it)) counts.set(kind, (counts.get(kind) || 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).map(([kind, count]) => number(count) + ' ' + kind).join(', ');
  }
  // Which of the changes hold the text that is looked for: each is looked at once, however many pages miss it.
  let held = { by: null, changes: null };
  const holds = (sought) => {
    if (held.by !== sought) {
      const has = ([, , , , , diff, links, commit]) => (diff.some((part) => sought.text(part[1])) || links.some((part) => sought.text(part[1])) || (commit !== null && sought.text(commit)) ? 1 : 0);
      held = { by: sought, changes: Uint8Array.from(data.outdated.changes, has) };
    }
    return held.changes;
  };

  // What of the English went and what came.
  function diff(parts, is_words) {
    return parts.map(([sign, at]) => {
      if (sign === 0) return text(at);
      const tag = sign < 0 ? 'del' : 'ins';
      if (is_words) return node(tag, null, text(at));
      return node(tag, { class: 'line' }, (sign < 0 ? '− ' : '+ ') + text(at).replace(/\n$/, '').replace(/\n/g, sign < 0 ? '\n− ' : '\n+ '));
    });
  }
  function change(it, [[fate, kind, block, words, english, parts, links, commit], line, behind]) {
    const where = line ? address(it.file, line, 'line ' + line) : behind ? address(it.file, behind, 'behind line ' + behind) : null;
    const is_words = fate === 'changed' && block !== 'code block';
    return node('article', { class: 'place' },
      node('header', null, where, node('b', null, block + ' ' + fate + (fate === 'moved' && line && behind ? ' behind line ' + behind : '')), node('span', { class: 'tag neutral' }, kind),
        words ? node('span', { class: 'soft' }, plural(words, 'word')) : null,
        english ? node('span', { class: 'soft' }, 'line ' + english + ' of the English') : null,
        commit === null ? null : node('span', { class: 'soft' }, 'by ', node('bdi', null, text(commit)))),
      fate !== 'moved' && parts.some(([sign]) => sign) ? node('p', { class: 'quote change', dir: 'auto', lang: 'en', translate: 'no' }, ...diff(parts, is_words)) : null,
      links.length ? node('p', { class: 'quote change', translate: 'no' }, ...diff(links, false)) : null);
  }
  function detail(it) {
    const facts = node('dl', { class: 'facts' });
    const fact = (name, ...value) => facts.append(node('dt', null, name), node('dd', { dir: 'auto' }, ...value));
    fact('Verdict', node('span', { class: 'tag neutral' }, it.state), ' ', ...prose(it.verdict ? text(it.verdict[0].row.places[it.verdict[1] * 7 + 5]) : text(it.told)));
    fact('Page', node('code', { dir: 'auto', translate: 'no' }, it.file));
    fact('English of today', node('code', { dir: 'auto', translate: 'no' }, it.english));
    fact('Made from', it.since ? node('code', { dir: 'auto', translate: 'no' }, it.since) : 'the English beside its text, or one that is not at hand');
    const box = node('div');
    const more = grow(box, changes(it), CHANGES, (one) => change(it, one));
    const left = it.count - it.changes.length / 3;
    return node('tr', { class: 'detail' }, node('td', { colspan: heads.length }, facts, box, more,
      left > 0 ? node('p', { class: 'note' }, plural(left, 'change') + ' of this page have no room here: ', node('code', null, 'docparity outdated'), ' lists them.') : null));
  }

  function row(it) {
    const open = node('button', { type: 'button', class: 'open', 'aria-expanded': 'false' }, node('bdi', null, it.page));
    const made = node('tr', { class: 'row' },
      node('th', { scope: 'row' }, open), node('td', null, node('bdi', null, it.locale)),
      node('td', null, node('span', { class: 'dot age ' + it.state.replace(' ', '-'), 'aria-hidden': 'true' }), it.state),
      node('td', null, kinds(it) || text(it.told) || '–'),
      node('td', { class: 'num' }, it.count ? number(it.count) : '–'), node('td', { class: 'num' }, it.count ? number(it.words) : '–'));
    let below = null;
    const press = () => {
      if (below) { below.remove(); below = null; } else { below = detail(it); made.after(below); }
      open.setAttribute('aria-expanded', String(Boolean(below)));
    };
    open.addEventListener('click', () => { press(); bookmark.keep({ outdated: below ? it.file : '', page: '', row: '' }); });
    if (bookmark.given.outdated === it.file) queueMicrotask(() => { if (!below) press(); open.scrollIntoView({ block: 'center' }); });
    return made;
  }

  // A page whose verdict is not listed among the patterns is shown where nothing but its locale or a text is asked for.
  function is_shown(it, sought) {
    if (it.verdict ? !filter.fits(...it.verdict) : !filter.fits_locale(it.locale)) return false;
    if (!sought || sought.path(it.path) || sought.text(it.told) || it.state.includes(sought.words)) return true;
    if (it.verdict && sought.text(it.verdict[0].row.places[it.verdict[1] * 7 + 5])) return true;
    const held = holds(sought);
    for (let at = 0; at < it.changes.length; at += 3) if (held[it.changes[at]]) return true;
    return false;
  }
  function draw() {
    const only = filter.words(), sought = filter.sought(), wanted = only ? all.filter((it) => is_shown(it, sought)) : all;
    shown.replaceChildren(plural(wanted.length, 'page') + (wanted.length < all.length ? ' of ' + number(all.length) : ''));
    if (only) shown.append(' that the filters of the patterns let through: ' + only + ' ', node('button', { type: 'button', on: { click: filter.clear } }, 'Show all'));
    mark();
    body.replaceChildren();
    if (!wanted.length) body.append(node('tr', null, node('td', { class: 'empty', colspan: heads.length }, 'No outdated page matches the filters.')));
    holder.replaceChildren(grow(body, sorted(wanted, sort), ROWS, row));
  }
  filter.on(draw);
  draw();
})();
