// What of the issues is shown: one choice for the patterns and for the pages.
const filter = (() => {
  const form = document.getElementById('filters');
  const changed = [];
  const tell = () => changed.forEach((act) => act());
  const option = (value) => node('option', { value }, value);
  const choice = (name, values) => {
    const select = node('select', { on: { change: tell } }, node('option', { value: '' }, 'all'), ...values);
    return { select, label: node('label', null, name, select) };
  };
  const search = node('input', { type: 'search', placeholder: 'rule, text, category, such as consent', on: { input: later(tell) } });
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
  const value = (name) => (fields[name] ? fields[name].select.value : '');
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
  // A link of the overview chooses what it names.
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-filter]');
    if (!link) return;
    search.value = '';
    for (const [name, field] of Object.entries(fields)) field.select.value = link.dataset[name] || '';
    tell();
  });
  return {
    clear,
    on: (act) => changed.push(act),
    // Whether the pattern, or the place of it, is shown.
    lets: (pattern, at) => {
      const words = search.value.trim().toLowerCase();
      const fresh = at === undefined ? pattern.row.new > 0 : pattern.row.places[at * 7 + 6] > 0;
      return (!value('locale') || pattern.locale === value('locale')) && (!value('family') || pattern.rule[1] === value('family')) &&
        (!value('rule') || pattern.rule[0] === value('rule')) && (!value('severity') || data.levels[pattern.level] === value('severity')) &&
        (!value('owner') || pattern.owners.includes(value('owner'))) && (!value('since') || fresh) && (!words || pattern.words.includes(words));
    },
    // The choice in words; empty where everything is shown.
    words: () => [search.value.trim() && '“' + search.value.trim() + '”', ...Object.keys(fields).map(value)].filter(Boolean).join(', '),
  };
})();
