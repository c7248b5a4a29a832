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
  const tell = () => { chosen = state(); bookmark.keep(chosen); find(); changed.forEach((act) => act()); };
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
  // What a choice asks of a pattern, or of a place of it.
  const asks = {
    locale: (wanted) => (pattern) => pattern.locale === wanted,
    family: (wanted) => (pattern) => pattern.rule[1] === wanted,
    rule: (wanted) => (pattern) => pattern.rule[0] === wanted,
    severity: (wanted) => (pattern) => data.levels[pattern.level] === wanted,
    owner: (wanted) => (pattern) => pattern.owners.includes(wanted),
    since: () => (pattern, at) => (at === undefined ? pattern.row.new : pattern.row.places[at * 7 + 6]) > 0,
  };
  let asked = [];
  // Whether the pattern, or the place of it, is one of those that are chosen, whatever text is looked for.
  const fits = (pattern, at) => asked.every((ask) => ask(pattern, at));
  // What holds the text that is looked for; null where none is.
  let sought = null;
  // Which patterns are shown, and which of their places: found out once for all the lists.
  const shown = { patterns: new Uint8Array(patterns.length), places: new Uint8Array(listed) };
  const find = () => {
    asked = Object.keys(fields).filter(value).map((name) => asks[name](value(name)));
    sought = value('q') ? seek(value('q')) : null;
    shown.patterns.fill(0);
    shown.places.fill(0);
    for (const pattern of patterns) {
      if (!fits(pattern)) continue;
      const is_whole = !sought || sought.pattern(pattern), all = pattern.row.places;
      if (is_whole) shown.patterns[pattern.at] = 1;
      if (is_whole && !value('since')) {
        shown.places.fill(1, pattern.first, pattern.first + pattern.places);
        continue;
      }
      for (let at = 0; at < pattern.places; at++) {
        if (fits(pattern, at) && (is_whole || sought.place(all, at * 7))) shown.patterns[pattern.at] = shown.places[pattern.first + at] = 1;
      }
    }
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
  find();
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
    search.value = link.dataset.q || '';
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
    sought: () => sought,
    // Whether the pattern, or the place of it, is shown.
    lets: (pattern, at) => (at === undefined ? shown.patterns[pattern.at] : shown.places[pattern.first + at]) > 0,
    // The choice in words; empty where everything is shown.
    words: () => [value('q') && '“' + value('q') + '”', ...Object.keys(fields).map(value)].filter(Boolean).join(', '),
  };
})();
