#!/usr/bin/env python3
"""Measures how often each rule is right, on a corpus that was judged by eye.

    measure.py --corpus DIR [--tool docparity] [--write] [--markdown]
    measure.py --corpus DIR [--tool docparity] --draw RULE [--sample 50]

DIR holds `docs.de-DE`-like folders of three locales with bilingual pages, English trees of two dates below `source`, and
a tree of plain pages in `plain` (RUNS below names them). `judged.csv` holds what people said of single findings: their
place, their fingerprint, and `true` where a docs engineer would be glad of the line. It holds no text of the pages.

`plain.csv` holds, rule by rule, how many errors and warnings were right and wrong on plain pages of public projects that
nobody had looked at before: at most three of a pattern, judged beside both pages. Once a project has shown a false alarm that
is cured, it is no longer a measure of the cure: the next one is.

For each rule: the findings by locale, how many of them were judged, the share of these that are right, how many judged
findings are gone (a false alarm that was cured, or a defect that is now missed), and how many of the drawn sample are
new and wait for a verdict. The sample of a rule is the findings whose hashed fingerprints come first, so it changes only
where the findings do. `--write` puts the figures where the rule reference takes them from. Only the standard library is
needed.
"""
import argparse, collections, csv, hashlib, json, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
JUDGED = os.path.join(HERE, 'judged.csv')
PLAIN = os.path.join(HERE, 'plain.csv')
MEASURED = os.path.join(HERE, '..', 'src', 'rules', 'measured.csv')
LOCALES = ['de-DE', 'es-ES', 'ja-JP']
NAME = 'microsoft-graph-docs.'
# What is checked: the name of the run, the folder it starts in, and the arguments.
RUNS = [
    ('bilingual', '', [NAME + locale for locale in LOCALES]),
    ('ja-JP against its English', '', [NAME + 'ja-JP', '--source', 'source/2019-08-14']),
    ('de-DE against its English', '', [NAME + 'de-DE', '--source', 'source/2019-03-29']),
    ('es-ES against a later English', '', [NAME + 'es-ES', '--source', 'source/2019-08-14']),
    ('rules that are off by default', '', [*(NAME + locale for locale in LOCALES), '--select',
                                           'example-request,permission-order,inconsistent-translation,source-fragile']),
    ('plain', 'plain/edgeai', ['.']),
]


def findings(tool, corpus):
    """All findings of all runs, each once, with the run that showed it first."""
    seen = {}
    for name, folder, paths in RUNS:
        command = [tool, 'check', *paths, '--format', 'json', '--no-fold', '--quiet']
        done = subprocess.run(command, cwd=os.path.join(corpus, folder), stdout=subprocess.PIPE)
        if done.returncode not in (0, 1):
            sys.exit(f'{name}: exit status {done.returncode}')
        for finding in json.loads(done.stdout)['findings']:
            key = ('plain' if name == 'plain' else 'bilingual', finding['fingerprint'])
            seen.setdefault(key, finding)
    return seen


def order(key):
    return hashlib.sha1(('1:' + key[1]).encode()).hexdigest()


def judged():
    with open(JUDGED, newline='', encoding='utf-8') as file:
        return {(row['tree'], row['fingerprint']): row for row in csv.DictReader(file)}


def plain():
    """Right and wrong findings by rule, on plain pages of projects that were not looked at before."""
    counts = collections.defaultdict(lambda: [0, 0])
    with open(PLAIN, newline='', encoding='utf-8') as file:
        for row in csv.DictReader(file):
            counts[row['rule']][0] += int(row['right'])
            counts[row['rule']][1] += int(row['wrong'])
    return counts


def measure(seen, verdicts, size):
    by_rule = collections.defaultdict(lambda: dict(locales=collections.Counter(), judged=0, right=0, gone_right=0,
                                                   gone_wrong=0, new=0))
    keys = collections.defaultdict(list)
    for key, finding in seen.items():
        where = 'plain' if key[0] == 'plain' else finding['locale']
        by_rule[finding['rule']]['locales'][where] += 1
        keys[finding['rule'], key[0]].append(key)
    for key, row in verdicts.items():
        if key[0] != 'bilingual':
            continue
        entry, right = by_rule[row['rule']], row['verdict'] == 'true'
        if key in seen:
            entry['judged'] += 1
            entry['right'] += right
        else:
            entry['gone_right' if right else 'gone_wrong'] += 1
    for (rule, tree), all_keys in keys.items():
        if tree == 'bilingual':
            by_rule[rule]['new'] += sum(key not in verdicts for key in sorted(all_keys, key=order)[:size])
    return dict(sorted(by_rule.items()))


def share(entry):
    return f"{100 * entry['right'] / entry['judged']:.0f} %" if entry['judged'] else '-'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--corpus', required=True)
    parser.add_argument('--tool', default='docparity')
    parser.add_argument('--sample', type=int, default=50)
    parser.add_argument('--write', action='store_true')
    parser.add_argument('--markdown', action='store_true')
    parser.add_argument('--draw', metavar='RULE')
    args = parser.parse_args()
    tool = os.path.abspath(args.tool) if os.sep in args.tool else args.tool
    seen, verdicts = findings(tool, args.corpus), judged()
    if args.draw:
        own = [key for key, finding in seen.items() if finding['rule'] == args.draw and key[0] == 'bilingual']
        for key in sorted(own, key=order)[:args.sample]:
            if key not in verdicts:
                finding = seen[key]
                print(f"{finding['path']}:{finding['line']}:{finding['column']}\t{key[1]}\t{finding['message']}")
        return
    rules = measure(seen, verdicts, args.sample)
    if args.write:
        with open(MEASURED, 'w', newline='', encoding='utf-8') as file:
            out = csv.writer(file, lineterminator='\n')
            out.writerow(['rule', *LOCALES, 'plain', 'judged', 'right', 'plain-judged', 'plain-right'])
            elsewhere = plain()
            for rule in sorted({*rules, *elsewhere}):
                entry = rules.get(rule) or dict(locales=collections.Counter(), judged=0, right=0)
                counts = [entry['locales'][where] for where in [*LOCALES, 'plain']]
                right, wrong = elsewhere.get(rule, (0, 0))
                out.writerow([rule, *counts, entry['judged'], entry['right'], right + wrong, right])
    if args.markdown:
        print('| rule | de-DE | es-ES | ja-JP | plain | judged | right |\n|---|--:|--:|--:|--:|--:|--:|')
    for rule, entry in rules.items():
        counts = [f"{entry['locales'][where]:,}" for where in [*LOCALES, 'plain']]
        if args.markdown:
            print(f"| `{rule}` | {' | '.join(counts)} | {entry['judged']} | {share(entry)} |")
        else:
            counts = ''.join(f'{count:>8}' for count in counts)
            print(f"{rule:22}{counts}  judged {entry['judged']:>3}  right {share(entry):>5}  gone {entry['gone_right']} right, "
                  f"{entry['gone_wrong']} wrong  new {entry['new']}")


if __name__ == '__main__':
    main()
