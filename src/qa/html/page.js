'use strict';
// The data of the report, and the elements that it is shown with.
const data = JSON.parse(document.getElementById('data').textContent);
const text = (at) => (at < 0 ? '' : data.texts[at]);
const numbers = new Intl.NumberFormat('en-US');
const number = (count) => numbers.format(count);
const plural = (count, noun) => number(count) + ' ' + noun + (count === 1 ? '' : 's');
const say = (what) => { document.getElementById('status').textContent = what; };

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

// A message: what stands in backticks is code.
function prose(message) {
  const pieces = message.split('`');
  if (pieces.length % 2 === 0) return [message];
  return pieces.map((piece, at) => (at % 2 ? node('code', { dir: 'auto', translate: 'no' }, piece) : piece));
}

let listed = 0;
const patterns = data.patterns.map((row, at) => {
  const [rule, locale, level] = row.k;
  const places = row.places.length / 7;
  listed += places;
  return {
    at, row, rule: data.rules[rule], locale: data.locales[locale], level, owners: row.owners.split(', '), places, first: listed - places,
    expected: text(row.expected), found: text(row.found), message: text(row.message), todo: text(row.todo),
  };
});
// The file, the page and the locale of a place.
const file = (pattern, at) => data.paths[pattern.row.places[at * 7]];

function themes(button) {
  const dark = () => (document.documentElement.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const name = () => { button.textContent = dark() ? 'Light' : 'Dark'; button.setAttribute('aria-label', 'Switch to ' + (dark() ? 'light' : 'dark') + ' colours'); };
  button.addEventListener('click', () => { document.documentElement.dataset.theme = dark() ? 'light' : 'dark'; name(); });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', name);
  button.hidden = false;
  name();
}
themes(document.getElementById('theme'));
