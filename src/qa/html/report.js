'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const text = (at) => (at < 0 ? '' : data.texts[at]);
  const number = (count) => count.toLocaleString('en-US');
  const say = (what) => { document.getElementById('status').textContent = what; };
  const CHUNK = 100, PLACES = 25, PAGES = 50;

  // Everything that stands on a page goes through here as text, never as markup.
  function node(tag, options, ...children) {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(options || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (key === 'on') for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
      else made.setAttribute(key, value === true ? '' : value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }
  const plural = (count, noun) => number(count) + ' ' + noun + (count === 1 ? '' : 's');

  // A message: what stands in backticks is code.
  function prose(message) {
    const pieces = message.split('`');
    if (pieces.length % 2 === 0) return [message];
    return pieces.map((piece, at) => (at % 2 ? node('code', { dir: 'auto', translate: 'no' }, piece) : piece));
  }

  const patterns = data.patterns.map((row, at) => {
    const [rule, locale, level] = row.k;
    const found = {
      at, row, rule: data.rules[rule], locale: data.locales[locale], level, owners: row.owners.split(', '),
      expected: text(row.expected), found: text(row.found), message: text(row.message), todo: text(row.todo),
    };
    found.words = [found.rule[0], found.rule[2], found.expected, found.found, found.message, found.todo].join('\n').toLowerCase();
    return found;
  });

  // The parts of `shown` that stand in `whole`, marked.
  function marked(whole, parts, kind) {
    const wanted = [...new Set(parts.filter(Boolean))].sort((a, b) => b.length - a.length);
    const made = [];
    let rest = whole;
    while (rest && wanted.length) {
      let best = -1, part = '';
      for (const word of wanted) {
        const at = rest.indexOf(word);
        if (at >= 0 && (best < 0 || at < best)) { best = at; part = word; }
      }
      if (best < 0) break;
      if (best) made.push(rest.slice(0, best));
      made.push(node('mark', { class: kind }, part));
      rest = rest.slice(best + part.length);
    }
    if (rest) made.push(rest);
    return made;
  }
  const parts = (whole, shown) => (!shown ? [] : whole.includes(shown) ? [shown] : shown.split(/[,\n]\s*/).filter((part) => part.length > 1));

  function quote(title, whole, shown, kind, lang) {
    const language = lang === 'source' ? undefined : lang;
    return node('div', null, node('h4', null, title),
      node('p', { class: 'quote', dir: 'auto', lang: language, translate: 'no' }, ...marked(whole, parts(whole, shown), kind)));
  }

  function address(path, line) {
    const shown = path + ':' + line;
    if (!data.link) return node('code', null, node('bdi', null, shown));
    const safe = path.replace(/^(\.\/)+/, '').split('/').map(encodeURIComponent).join('/');
    const href = data.link.replaceAll('{path}', () => safe).replaceAll('{line}', () => String(line));
    return node('a', { href, rel: 'noreferrer noopener', target: '_blank' }, node('bdi', null, shown));
  }

  function place(pattern, at, full) {
    const [path, line, segment, localized, source, message, fresh] = pattern.row.places.slice(at * 7, at * 7 + 7);
    const [file, , locale] = data.paths[path];
    const head = node('header', null, address(file, line),
      segment >= 0 ? node('span', { class: 'soft' }, 'segment ' + text(segment)) : null,
      full ? node('span', { class: 'tag ' + data.levels[pattern.level] }, data.levels[pattern.level]) : null,
      full ? node('span', { class: 'soft' }, pattern.rule[0]) : null,
      fresh ? node('span', { class: 'tag new' }, 'new') : null);
    const says = full || message !== pattern.row.message ? node('p', { class: 'says', dir: 'auto' }, ...prose(text(message))) : null;
    const sides = [];
    if (localized >= 0) sides.push(quote('Localized' + (locale ? ' (' + locale + ')' : ''), text(localized), pattern.found, 'was', locale));
    if (source >= 0) sides.push(quote('English', text(source), pattern.expected, 'is', 'en'));
    if (source < 0 && localized >= 0 && pattern.expected) sides.push(quote('Expected', pattern.expected, pattern.expected, 'is', 'en'));
    const body = sides.length ? node('div', { class: sides.length < 2 ? 'sides one' : 'sides' }, ...sides) : null;
    return node('article', { class: 'place' }, head, says, body);
  }

  // Adds the next items to `target` whenever the button below it is pressed.
  function grow(target, items, chunk, draw) {
    let done = 0;
    const button = node('button', { type: 'button' });
    const holder = node('p', { class: 'more' }, button);
    const next = () => {
      const made = items.slice(done, done + chunk).map(draw);
      target.append(...made.flat());
      done = Math.min(done + chunk, items.length);
      button.textContent = 'Show ' + number(Math.min(chunk, items.length - done)) + ' more of ' + number(items.length - done);
      holder.hidden = done >= items.length;
      return made.flat()[0];
    };
    button.addEventListener('click', () => {
      const first = next();
      const focus = first && (first.querySelector('button, a') || first);
      if (focus) { if (!focus.matches('button, a')) focus.tabIndex = -1; focus.focus({ preventScroll: true }); }
    });
    next();
    return holder;
  }

  function fact(list, name, value) {
    if (value) list.append(node('dt', null, name), node('dd', { dir: 'auto' }, ...prose(value)));
  }

  function detail(pattern, columns) {
    const [, family, category, , why, fix] = pattern.rule;
    const facts = node('dl', { class: 'facts' });
    fact(facts, 'Issue', pattern.message);
    fact(facts, 'Suggestion', pattern.todo === fix ? fix : pattern.todo + ' — ' + fix);
    fact(facts, 'Why it matters', why);
    fact(facts, 'Category', category + ' (' + family + ', cause: ' + pattern.row.cause + ')');
    const count = pattern.row.places.length / 7;
    const box = node('div', null);
    const more = grow(box, [...Array(count).keys()], PLACES, (at) => place(pattern, at, false));
    const left = pattern.row.count - count;
    return node('tr', { class: 'detail' }, node('td', { colspan: columns }, facts, box, more,
      left > 0 ? node('p', { class: 'note' }, plural(left, 'more place') + ' of this pattern: see the issue sheet of the CSV or XLSX report.') : null));
  }

  function choice(name, values, act) {
    const select = node('select', { on: { change: act } }, node('option', { value: '' }, 'all'),
      ...values.map((value) => node('option', { value }, value)));
    return [node('label', null, name, select), select];
  }

  // A table with heads that sort.
  function table(caption, heads, sort, act, extra) {
    const cells = heads.map((head) => {
      const cell = node('th', { scope: 'col', class: head.num ? 'num' : undefined, style: head.width ? 'width:' + head.width : undefined });
      if (head.by) cell.append(node('button', { type: 'button', on: { click: () => {
        sort.down = sort.head === head ? !sort.down : Boolean(head.num || head.down);
        sort.head = head;
        act();
        say('Sorted by ' + head.name + (sort.down ? ', descending' : ', ascending'));
      } } }, head.name));
      else cell.append(node('span', null, head.name));
      return cell;
    });
    const body = node('tbody');
    const made = node('table', { class: 'list ' + (extra || '') }, node('caption', { class: 'hidden' }, caption),
      node('thead', null, node('tr', null, ...cells)), body);
    const mark = () => heads.forEach((head, at) => {
      if (head === sort.head) cells[at].setAttribute('aria-sort', sort.down ? 'descending' : 'ascending');
      else cells[at].removeAttribute('aria-sort');
    });
    return { made, body, mark };
  }
  const compare = (a, b) => (typeof a === 'string' ? a.localeCompare(b, 'en') : a - b);
  const sorted = (items, sort) => !sort.head ? items : items.slice().sort((a, b) => {
    const order = compare(sort.head.by(a), sort.head.by(b));
    return (sort.down ? -order : order) || a.at - b.at;
  });
  const later = (act) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(act, 120); }; };

  function patternList(root) {
    const heads = [
      { name: 'Rule', by: (it) => it.rule[0], width: '15%' },
      { name: 'Locale', by: (it) => it.locale, width: '8%' },
      { name: 'Expected and found', by: (it) => it.expected || it.message },
      { name: 'Issues', by: (it) => it.row.count, num: true, width: '8%' },
      { name: 'Pages', by: (it) => it.row.pages, num: true, width: '8%' },
      { name: 'Severity', by: (it) => -it.level, width: '10%', down: true },
      { name: 'Owner', by: (it) => it.row.owners, width: '9%' },
      { name: 'Suggestion', width: '17%' },
    ];
    if (data.compared) heads.splice(5, 0, { name: 'New', by: (it) => it.row.new, num: true, width: '7%' });
    const sort = { head: null, down: true };
    const act = () => draw();
    const search = node('input', { type: 'search', placeholder: 'rule, text, category', on: { input: later(act) } });
    const [localeLabel, locale] = choice('Locale', data.locales, act);
    const [familyLabel, family] = choice('Family', data.families, act);
    const [levelLabel, level] = choice('Severity', data.levels, act);
    const [ownerLabel, owner] = choice('Owner', ['vendor', 'editor', 'author'], act);
    const [newLabel, fresh] = choice('Since the earlier run', ['with new issues'], act);
    const clear = node('button', { type: 'button', on: { click: () => {
      for (const field of [search, locale, family, level, owner, fresh]) field.value = '';
      draw();
      search.focus();
    } } }, 'Clear');
    const form = node('form', { class: 'filters', role: 'search', 'aria-label': 'Filter the patterns', on: { submit: (event) => event.preventDefault() } },
      node('label', { class: 'grow' }, 'Text', search), localeLabel, familyLabel, levelLabel, ownerLabel, data.compared ? newLabel : null, clear);
    const shown = node('p', { class: 'shown' });
    const { made, body, mark } = table('Patterns', heads, sort, act);
    const holder = node('div');
    root.append(form, shown, node('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Patterns' }, made), holder);

    function row(it) {
      const open = node('button', { type: 'button', class: 'open', 'aria-expanded': 'false' }, it.rule[0]);
      const pair = node('div', { class: 'pair' });
      if (it.row.expected >= 0) pair.append(node('div', null, node('code', { class: 'is', dir: 'auto', translate: 'no', title: 'expected' }, it.expected || '(nothing)')));
      if (it.row.found >= 0) pair.append(node('div', null, node('code', { class: 'was', dir: 'auto', translate: 'no', title: 'found' }, it.found || '(nothing)')));
      if (!pair.childNodes.length) pair.append(node('span', { dir: 'auto' }, ...prose(it.message)));
      const cells = [
        node('td', null, open, node('span', { class: 'family' }, it.rule[1])),
        node('td', null, node('bdi', null, it.locale)),
        node('td', null, pair),
        node('td', { class: 'num' }, number(it.row.count)),
        node('td', { class: 'num' }, number(it.row.pages)),
        node('td', null, node('span', { class: 'tag ' + data.levels[it.level] }, data.levels[it.level])),
        node('td', null, it.row.owners),
        node('td', null, ...prose(it.todo)),
      ];
      if (data.compared) cells.splice(5, 0, node('td', { class: 'num' }, it.row.new ? number(it.row.new) : '–'));
      const made = node('tr', { class: 'row' }, ...cells);
      let below = null;
      open.addEventListener('click', () => {
        if (below) { below.remove(); below = null; } else { below = detail(it, heads.length); made.after(below); }
        open.setAttribute('aria-expanded', String(Boolean(below)));
      });
      return made;
    }

    function draw() {
      const words = search.value.trim().toLowerCase();
      const wanted = patterns.filter((it) =>
        (!locale.value || it.locale === locale.value) && (!family.value || it.rule[1] === family.value) &&
        (!level.value || data.levels[it.level] === level.value) && (!owner.value || it.owners.includes(owner.value)) &&
        (!fresh.value || it.row.new > 0) && (!words || it.words.includes(words)));
      const issues = wanted.reduce((sum, it) => sum + it.row.count, 0);
      shown.textContent = plural(wanted.length, 'pattern') + ' with ' + plural(issues, 'issue') + (wanted.length < patterns.length ? ' of ' + number(patterns.length) : '');
      say(shown.textContent);
      mark();
      body.replaceChildren();
      if (!wanted.length) body.append(node('tr', null, node('td', { class: 'empty', colspan: heads.length }, patterns.length ? 'No pattern matches the filters.' : 'No issues were found.')));
      holder.replaceChildren(grow(body, sorted(wanted, sort), CHUNK, row));
    }
    draw();
  }

  function pageList(root) {
    const pages = data.pages.map(([page, points, cells], at) => {
      const counts = data.locales.map(() => null);
      for (let cell = 0; cell < cells.length; cell += 3) counts[cells[cell]] = [cells[cell + 1], cells[cell + 2]];
      return { at, page, points, counts };
    });
    let places = null;
    const find = () => {
      if (places) return places;
      places = new Map();
      for (const pattern of patterns) {
        for (let at = 0; at < pattern.row.places.length / 7; at++) {
          const [, page] = data.paths[pattern.row.places[at * 7]];
          const key = page + '\n' + pattern.locale;
          if (!places.has(key)) places.set(key, []);
          places.get(key).push([pattern, at]);
        }
      }
      return places;
    };
    const locales = data.locales.map((name, at) => ({ name, by: (it) => (it.counts[at] ? it.counts[at][0] : 0), num: true, width: Math.max(5, Math.min(11, 50 / data.locales.length)) + '%' }));
    const heads = [{ name: 'Page', by: (it) => it.page }, { name: 'Points', by: (it) => it.points, num: true, width: '9%' }, ...locales];
    const sort = { head: heads[1], down: true };
    const act = () => draw();
    const search = node('input', { type: 'search', placeholder: 'part of a page’s name', on: { input: later(act) } });
    const form = node('form', { class: 'filters', role: 'search', 'aria-label': 'Filter the pages', on: { submit: (event) => event.preventDefault() } },
      node('label', { class: 'grow' }, 'Page', search));
    const shown = node('p', { class: 'shown' });
    const { made, body, mark } = table('Pages and locales', heads, sort, act, 'matrix');
    const holder = node('div');
    root.append(form, shown, node('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Pages and locales' }, made), holder);

    function row(it) {
      const made = node('tr', { class: 'row' });
      let below = null, pressed = null;
      const open = (at, button) => {
        if (below) { below.remove(); below = null; pressed.setAttribute('aria-expanded', 'false'); }
        if (pressed === button) { pressed = null; return; }
        const known = find().get(it.page + '\n' + data.locales[at]) || [];
        const box = node('div');
        const more = grow(box, known, PLACES, ([pattern, place_]) => place(pattern, place_, true));
        const left = it.counts[at][0] - known.length;
        below = node('tr', { class: 'detail' }, node('td', { colspan: heads.length }, box, more,
          left > 0 ? node('p', { class: 'note' }, plural(left, 'more issue') + ' of this page: see the issue sheet of the CSV or XLSX report.') : null));
        made.after(below);
        pressed = button;
        button.setAttribute('aria-expanded', 'true');
      };
      made.append(node('th', { scope: 'row' }, node('bdi', null, it.page)), node('td', { class: 'num' }, number(it.points)));
      it.counts.forEach((count, at) => {
        const cell = node('td', { class: 'num' });
        if (count) {
          const level = data.levels[count[1]];
          const button = node('button', { type: 'button', class: 'cell ' + level, 'aria-expanded': 'false', title: plural(count[0], 'issue') + ', the worst ' + level,
            'aria-label': plural(count[0], 'issue') + ' in ' + data.locales[at] + ', the worst ' + level }, number(count[0]));
          button.addEventListener('click', () => open(at, button));
          cell.append(button);
        }
        made.append(cell);
      });
      return made;
    }

    function draw() {
      const words = search.value.trim().toLowerCase();
      const wanted = pages.filter((it) => !words || it.page.toLowerCase().includes(words));
      shown.textContent = plural(wanted.length, 'page') + ' with issues';
      mark();
      body.replaceChildren();
      if (!wanted.length) body.append(node('tr', null, node('td', { class: 'empty', colspan: heads.length }, 'No page matches.')));
      holder.replaceChildren(grow(body, sorted(wanted, sort), PAGES, row));
    }
    draw();
  }

  function themes(button) {
    const dark = () => (document.documentElement.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
    const name = () => { button.textContent = dark() ? 'Light' : 'Dark'; button.setAttribute('aria-label', 'Switch to ' + (dark() ? 'light' : 'dark') + ' colours'); };
    button.addEventListener('click', () => { document.documentElement.dataset.theme = dark() ? 'light' : 'dark'; name(); });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', name);
    button.hidden = false;
    name();
  }

  patternList(document.getElementById('pattern-list'));
  pageList(document.getElementById('page-list'));
  themes(document.getElementById('theme'));
})();
