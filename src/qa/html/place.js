// The place of an issue: the localized and the English text side by side, with the difference marked.

// Where `part` stands in `whole` as a name of its own, from `from` on; `Files.Read` does not stand in `Files.ReadWrite`.
function standing(whole, part, from = 0) {
  const inner = (text) => /^(\.?\w)/.test(text), joins = (text) => /\w\.?$/.test(text);
  for (let at = whole.indexOf(part, from); at >= 0; at = whole.indexOf(part, at + 1)) {
    const before = whole.slice(Math.max(0, at - 2), at), after = whole.slice(at + part.length, at + part.length + 2);
    if (!(joins(before) && inner(part)) && !(joins(part) && inner(after))) return at;
  }
  return -1;
}

// The text with these parts of it marked.
function marked(whole, parts, kind) {
  const wanted = [...new Set(parts.filter(Boolean))].sort((a, b) => b.length - a.length);
  const find = wanted.some((part) => standing(whole, part) >= 0) ? standing : (text, part, from) => text.indexOf(part, from);
  const made = [];
  let done = 0;
  for (;;) {
    let best = -1, part = '';
    for (const word of wanted) {
      const at = find(whole, word, done);
      if (at >= 0 && (best < 0 || at < best)) { best = at; part = word; }
    }
    if (best < 0) break;
    made.push(whole.slice(done, best), node('mark', { class: kind }, part));
    done = best + part.length;
  }
  made.push(whole.slice(done));
  return made.filter((piece) => piece !== '');
}
// What of `shown` stands in `whole`, where `<` may be written `&lt;` and one cell of a row may be all there is.
function parts(whole, shown) {
  if (!shown) return [];
  const forms = (part) => [part, part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')];
  const all = forms(shown).filter((form) => whole.includes(form));
  return all.length ? all.slice(0, 1) : shown.split(/ \| |[,\n]\s*/).filter((part) => part.length > 1).flatMap(forms);
}

function quote(title, whole, shown, kind, lang) {
  const language = lang === 'source' ? undefined : lang;
  return node('div', null, node('p', { class: 'side' }, title),
    node('p', { class: 'quote', dir: 'auto', lang: language, translate: 'no' }, ...marked(whole, parts(whole, shown), kind)));
}

function address(path, line, shown = path + ':' + line) {
  if (!data.link) return node('code', null, node('bdi', null, shown));
  const safe = path.replace(/^(\.\/)+/, '').split('/').map(encodeURIComponent).join('/');
  const href = data.link.replaceAll('{path}', () => safe).replaceAll('{line}', () => String(line));
  return node('a', { href, rel: 'noreferrer noopener', target: '_blank' }, node('bdi', null, shown));
}

function place(pattern, at, full) {
  const [path, line, segment, localized, source, message, fresh] = pattern.row.places.slice(at * 7, at * 7 + 7);
  const [name, , locale] = data.paths[path];
  const head = node('header', null, address(name, line),
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
