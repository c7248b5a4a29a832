// Tables that are sorted by their heads and grow by a button.

// What stays at the top: it is higher where its names need two lines.
const BAR = document.querySelector('.top');
new ResizeObserver(() => document.documentElement.style.setProperty('--bar', BAR.offsetHeight + 'px')).observe(BAR);

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
// The table in a region that scrolls sideways, with heads that stay in sight while its rows are read. Those are for the eye alone:
// buttons that lay above the rows would leave those of the rows too little room to be hit.
function framed(made, label) {
  const region = node('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label }, made);
  const names = [...made.tHead.rows[0].cells].map((cell) => node('th', { class: cell.className || undefined, style: cell.getAttribute('style') }, node('span', null, cell.textContent)));
  const copy = node('table', { class: made.className, style: made.getAttribute('style') }, node('thead', null, node('tr', null, ...names)));
  const float = node('div', { class: 'float', 'aria-hidden': 'true', hidden: true }, copy);
  const slide = () => { copy.style.transform = 'translateX(' + -region.scrollLeft + 'px)'; };
  region.addEventListener('scroll', slide, { passive: true });
  new IntersectionObserver(([seen]) => {
    float.hidden = seen.isIntersecting || seen.boundingClientRect.top > seen.rootBounds.top;
    copy.style.width = made.offsetWidth + 'px';
    slide();
  }, { rootMargin: -BAR.offsetHeight + 'px 0px 0px' }).observe(made.tHead);
  return node('div', { class: 'framed' }, float, region);
}
// By the names that people read, not by the numbers of their letters.
const collator = new Intl.Collator('en');
const sorted = (items, { head, down }) => {
  if (!head) return items;
  const keys = items.map((it, at) => [head.by(it), at]);
  const compare = keys.length && typeof keys[0][0] === 'string' ? (a, b) => collator.compare(a[0], b[0]) : (a, b) => a[0] - b[0];
  return keys.sort(down ? (a, b) => compare(b, a) || a[1] - b[1] : (a, b) => compare(a, b) || a[1] - b[1]).map(([, at]) => items[at]);
};
const later = (act) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(act, 120); }; };
