// The pages and locales as a matrix, and a page: its contract in each locale and its issues.
(() => {
  const PAGES = 25, PLACES = 25;
  const root = document.getElementById('page-list');
  const all = data.pages.map(([page, points, cells], at) => {
    const counts = data.locales.map(() => null);
    for (let cell = 0; cell < cells.length; cell += 3) counts[cells[cell]] = [cells[cell + 1], cells[cell + 2]];
    return { at, page, points, counts };
  });
  const named = new Map(all.map((it) => [it.page, it.at]));
  // The page of each file.
  const page_of = data.paths.map(([, page]) => named.get(page));
  let places = null;
  // The places of each page, as pattern and number.
  const find = () => {
    if (places) return places;
    places = new Map(all.map((it) => [it.page, []]));
    for (const pattern of patterns) {
      for (let at = 0; at < pattern.places; at++) places.get(file(pattern, at)[1]).push([pattern, at]);
    }
    const line = ([pattern, at]) => pattern.row.places[at * 7 + 1];
    for (const known of places.values()) known.sort((a, b) => line(a) - line(b));
    return places;
  };
  const locales = data.locales.map((name, at) => ({ name, by: (it) => (it.counts[at] ? it.counts[at][0] : 0), num: true, width: '96px' }));
  const heads = [{ name: 'Page', by: (it) => it.page }, { name: 'Points', by: (it) => it.points, num: true, width: '110px' }, ...locales];
  const sort = { head: heads[1], down: true };
  const search = node('input', { type: 'search', placeholder: 'part of a page’s name', on: { input: later(draw) } });
  const form = node('form', { class: 'filters', role: 'search', 'aria-label': 'Filter the pages', on: { submit: (event) => event.preventDefault() } },
    node('label', { class: 'grow' }, 'Page', search));
  const shown = node('p', { class: 'shown' });
  const { made, body, mark } = table('Pages and locales', heads, sort, draw, 'matrix');
  // However many locales there are, the names of the pages keep their room.
  made.style.minWidth = Math.max(1040, 460 + 96 * data.locales.length) + 'px';
  const holder = node('div');
  root.append(form, shown, framed(made, 'Pages and locales'), holder);

  // The pages with the issues that the filters let through: how many in each locale, the worst level among them, and the points.
  function chosen() {
    if (!filter.words()) return all;
    const width = data.locales.length;
    const count = new Uint32Array(all.length * width), worst = new Uint8Array(count.length).fill(data.levels.length);
    const points = new Float64Array(all.length), is_shown = new Uint8Array(all.length);
    for (const pattern of patterns) {
      if (!filter.lets(pattern)) continue;
      const locale = data.locales.indexOf(pattern.locale), share = pattern.row.points / pattern.row.count;
      for (let at = 0; at < pattern.places; at++) {
        if (!filter.lets(pattern, at)) continue;
        const page = page_of[pattern.row.places[at * 7]], cell = page * width + locale;
        count[cell]++;
        worst[cell] = Math.min(worst[cell], pattern.level);
        points[page] += share;
        is_shown[page] = 1;
      }
    }
    return all.filter((it) => is_shown[it.at]).map(({ at, page }) => {
      const cells = data.locales.map((_, locale) => at * width + locale);
      return { at, page, points: Math.round(points[at]), counts: cells.map((cell) => (count[cell] ? [count[cell], worst[cell]] : null)) };
    });
  }

  // The issues of a page in a locale; in all of them, with the contract, where none is named.
  function detail(it, locale) {
    const known = find().get(it.page).filter(([pattern, at]) => filter.lets(pattern, at));
    const listed = data.locales.filter((name, at) => it.counts[at] && (locale === undefined || at === locale)).map((name) => {
      const own = known.filter(([pattern]) => pattern.locale === name);
      const box = node('div');
      const more = grow(box, own, PLACES, ([pattern, at]) => place(pattern, at, true));
      const left = it.counts[data.locales.indexOf(name)][0] - own.length;
      return [locale === undefined ? node('h3', null, node('bdi', null, name), ' – ' + plural(own.length, 'issue')) : null, box, more,
        left > 0 ? node('p', { class: 'note' }, plural(left, 'more issue') + ' of this page: see the issue sheet of the CSV or XLSX report.') : null].filter(Boolean);
    });
    return node('tr', { class: 'detail' }, node('td', { colspan: heads.length }, locale === undefined ? contract_of(it.at) : null, ...listed.flat()));
  }

  function row(it) {
    const made = node('tr', { class: 'row' });
    let below = null, pressed = null;
    const open = (button, locale) => {
      if (below) { below.remove(); below = null; pressed.setAttribute('aria-expanded', 'false'); }
      if (pressed === button) { pressed = null; return; }
      below = detail(it, locale);
      made.after(below);
      pressed = button;
      button.setAttribute('aria-expanded', 'true');
    };
    const page = node('button', { type: 'button', class: 'open', 'aria-expanded': 'false' }, node('bdi', null, it.page));
    page.addEventListener('click', () => { open(page); bookmark.keep({ page: below ? it.page : '', row: '' }); });
    if (bookmark.given.page === it.page) queueMicrotask(() => { if (!below) open(page); page.scrollIntoView({ block: 'center' }); });
    made.append(node('th', { scope: 'row' }, page), node('td', { class: 'num' }, number(it.points)));
    it.counts.forEach((count, at) => {
      const cell = node('td', { class: 'num' });
      if (count) {
        const level = data.levels[count[1]];
        const button = node('button', { type: 'button', class: 'cell ' + level, 'aria-expanded': 'false', title: plural(count[0], 'issue') + ', the worst ' + level,
          'aria-label': plural(count[0], 'issue') + ' in ' + data.locales[at] + ', the worst ' + level }, number(count[0]));
        button.addEventListener('click', () => open(button, at));
        cell.append(button);
      }
      made.append(cell);
    });
    return made;
  }

  function draw() {
    const words = search.value.trim().toLowerCase();
    const wanted = chosen().filter((it) => !words || it.page.toLowerCase().includes(words));
    const only = filter.words();
    shown.replaceChildren(plural(wanted.length, 'page') + ' with issues');
    if (only) shown.append(' that the filters of the patterns let through: ' + only + ' ', node('button', { type: 'button', on: { click: filter.clear } }, 'Show all'));
    mark();
    body.replaceChildren();
    if (!wanted.length) body.append(node('tr', null, node('td', { class: 'empty', colspan: heads.length }, 'No page matches.')));
    holder.replaceChildren(grow(body, sorted(wanted, sort), PAGES, row));
  }
  filter.on(draw);
  draw();
})();
