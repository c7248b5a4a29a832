// What holds the words that a reader looks for. Every text and path stands in the data once: each is looked at once, and the
// patterns and places that name it by its number are not.
const seek = (() => {
  let lowered = null;
  const lower = () => lowered || (lowered = {
    texts: data.texts.map((it) => it.toLowerCase()),
    paths: data.paths.map(([path, page]) => (path.includes(page) ? path : path + '\n' + page).toLowerCase()),
    rules: new Map(data.rules.map((rule) => [rule, rule.join('\n').toLowerCase()])),
  });
  (window.requestIdleCallback || setTimeout)(lower);
  return (words) => {
    const wanted = words.toLowerCase(), { texts, paths, rules } = lower();
    const has = (it) => it.includes(wanted);
    // One further than its number: no text has the number -1.
    const text = new Uint8Array(texts.length + 1), path = new Uint8Array(paths.length);
    texts.forEach((it, at) => { if (has(it)) text[at + 1] = 1; });
    paths.forEach((it, at) => { if (has(it)) path[at] = 1; });
    const named = new Set([...rules].filter(([, it]) => has(it)).map(([rule]) => rule));
    return {
      words: wanted,
      text: (at) => text[at + 1] > 0,
      path: (at) => path[at] > 0,
      // What a pattern says of all its places.
      pattern: ({ rule, row }) => named.has(rule) || (text[row.expected + 1] | text[row.found + 1] | text[row.message + 1] | text[row.todo + 1]) > 0,
      // The place whose seven numbers begin at `from`.
      place: (all, from) => (path[all[from]] | text[all[from + 2] + 1] | text[all[from + 3] + 1] | text[all[from + 4] + 1] | text[all[from + 5] + 1]) > 0,
    };
  };
})();
