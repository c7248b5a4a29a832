// The address holds what is chosen: a link that can be sent.
const bookmark = (() => {
  const given = Object.fromEntries(location.hash.slice(1).split('&').slice(1).map((part) => part.split('=').map(decodeURIComponent)));
  let chosen = { ...given };
  const keep = (more) => {
    chosen = { ...chosen, ...more };
    const parts = Object.entries(chosen).filter(([, value]) => value).map((pair) => pair.map(encodeURIComponent).join('='));
    history.replaceState(null, '', parts.length ? '#' + ['patterns', ...parts].join('&') : location.pathname + location.search);
  };
  return { given, keep };
})();
// What of the issues is shown: one choice for the patterns and for the pages.
const filter = (() => {
  const form = document.getElementById('filters');
  const changed = [];
  const tell = () => { chosen = state(); bookmark.keep(chosen); changed.forEach((act) => act()); };
  const option = (value) => node('option', { value }, value);
  const choice = (name, values) => {
    const select = node('select', { on: { change: tell } }, node('option', { value: '' }, 'all'), ...values);
    return { select, label: node('label', null, name, select) };
  };
  const search = node('input', { type: 'search', placeholder: 'rule, text, path or segment (press /)', on: { input: later(tell) } });
  const rules = data.families.map((family) => {
    const own = data.rules.filter((rule) => rule[1] === family).map((rule) => rule[0]).sort();
    return own.length ? node('optgroup', { label: family }, ...own.map(option)) : null;
  });
  const fields = {
    locale: choice('Locale', data.locales.map(option)),
    family: choice('Family', data.families.map(option)),
    rule: choice('Rule', rules.filter(Boolean)),
    severity: choice('Severity', data.levels.map(option)),
    owner: choice('Owner', ['vendor', 'editor', 'author'].map(option)),
    since: choice('Since the earlier run', ['new'].map(option)),
  };
  if (!data.compared) delete fields.since;
  for (const [name, field] of Object.entries(fields)) field.select.name = name;
  const state = () => Object.fromEntries([['q', search.value.trim()], ...Object.entries(fields).map(([name, field]) => [name, field.select.value])]);
  // What is chosen, read from the fields when they change and not for each of a hundred thousand places.
  let chosen = state();
  const value = (name) => chosen[name] || '';
  // What of the places holds the words: looked up once for each text.
  let lowered = null;
  const lower = () => lowered || (lowered = data.texts.map((it) => it.toLowerCase()));
  (window.requestIdleCallback || setTimeout)(lower);
  let sought = { words: '', texts: null, paths: null };
  const seek = (words) => {
    if (sought.words !== words) {
      const has = (it) => (it.toLowerCase().includes(words) ? 1 : 0);
      sought = { words, texts: Uint8Array.from(lower(), (it) => (it.includes(words) ? 1 : 0)), paths: Uint8Array.from(data.paths, (path) => has(path[0])) };
    }
    return sought;
  };
  const holds = (pattern, at, { texts, paths }) => {
    const all = pattern.row.places;
    const in_place = (from) => paths[all[from]] || [2, 3, 4, 5].some((part) => all[from + part] >= 0 && texts[all[from + part]]);
    if (at !== undefined) return in_place(at * 7);
    for (let from = 0; from < all.length; from += 7) if (in_place(from)) return true;
    return false;
  };
  // Whether the pattern, or the place of it, is one of those that are chosen, whatever text is looked for.
  const fits = (pattern, at) => {
    const fresh = at === undefined ? pattern.row.new > 0 : pattern.row.places[at * 7 + 6] > 0;
    return (!value('locale') || pattern.locale === value('locale')) && (!value('family') || pattern.rule[1] === value('family')) &&
      (!value('rule') || pattern.rule[0] === value('rule')) && (!value('severity') || data.levels[pattern.level] === value('severity')) &&
      (!value('owner') || pattern.owners.includes(value('owner'))) && (!value('since') || fresh);
  };
  const clear = () => {
    search.value = '';
    for (const field of Object.values(fields)) field.select.value = '';
    tell();
    search.focus();
  };
  form.append(node('label', { class: 'grow' }, 'Text', search), ...Object.values(fields).map((field) => field.label),
    node('button', { type: 'button', on: { click: clear } }, 'Clear'));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
  for (const [name, wanted] of Object.entries(bookmark.given)) {
    if (name === 'q') search.value = wanted;
    else if (fields[name]) fields[name].select.value = wanted;
  }
  chosen = state();
  if (!form.hidden && Object.keys(bookmark.given).length) queueMicrotask(() => document.getElementById('patterns').scrollIntoView());
  // The keys of a reader who looks for something: / to begin, Escape to see everything again.
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.target.closest('input, select, textarea')) {
      event.preventDefault();
      search.focus();
      search.scrollIntoView({ block: 'center' });
    } else if (event.key === 'Escape' && Object.values(chosen).some(Boolean)) clear();
  });
  // A link of the overview chooses what it names.
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-filter]');
    if (!link) return;
    event.preventDefault();
    document.getElementById('patterns').scrollIntoView();
    search.value = '';
    for (const [name, field] of Object.entries(fields)) field.select.value = link.dataset[name] || '';
    tell();
  });
  return {
    clear,
    on: (act) => changed.push(act),
    fits,
    // Whether what is of this locale, and of no pattern, is shown.
    fits_locale: (locale) => (!value('locale') || locale === value('locale')) && Object.keys(fields).every((name) => name === 'locale' || !value(name)),
    // What holds the text that is looked for; null where none is.
    sought: () => (value('q') ? seek(value('q').toLowerCase()) : null),
    // Whether of a pattern that fits some places may not be shown.
    parts: () => Boolean(value('q') || value('since')),
    // Whether the pattern, or the place of it, is shown.
    lets: (pattern, at) => {
      const words = value('q').toLowerCase();
      return fits(pattern, at) && (!words || pattern.words.includes(words) || holds(pattern, at, seek(words)));
    },
    // The choice in words; empty where everything is shown.
    words: () => [value('q') && '“' + value('q') + '”', ...Object.keys(fields).map(value)].filter(Boolean).join(', '),
  };
})();
