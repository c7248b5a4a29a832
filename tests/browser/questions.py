#!/usr/bin/env python3
"""The ten questions of a localization lead, each answered from the report alone with at most two clicks, and the tab of the
pages that were made from an older English.

    questions.py DOCPARITY WORK [--shots DIR]

Makes a project in the empty folder WORK: three locales, an English that changed since, an earlier run, views of pages, limits
and decisions; then its report, and asks. What is answered is held against the findings of `check --format json`.
Needs what report.py needs.
"""
import argparse
import collections
import csv
import hashlib
import json
import os
import pathlib
import shutil
import subprocess

from playwright.sync_api import sync_playwright

from report import WIDE, shoot, usable_by_all

PAGES = 24
LOCALES = {"de-DE": "MT", "es-ES": "MT", "ja-JP": "HT"}
POINTS = {"Critical": 25, "Major": 5, "Minor": 1, "Neutral": 0}
CONFIGURATION = """quality:
  points: "5"
  critical: "0"
  locales:
    ja-JP: { points: "500", critical: "5" }
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("docparity", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--shots", type=pathlib.Path)
    args = parser.parse_args()
    project = Project(args.docparity.resolve(), args.work.resolve())
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            Lead(browser, project, args).ask_all()
        finally:
            browser.close()


def pair(number, localized, source):
    return (f'<span data-ttu-id="5ea5-{number}">{localized}</span><span class="sxs-lookup">'
            f'<span data-stu-id="5ea5-{number}">{source}</span></span>')


def english(number, newer=False):
    more = " Report the draught first." if newer and number % 3 == 0 else ""
    scope = "Berth.Book" if newer and number % 6 == 0 else "Berth.Read"
    return (f"# Moor ship {number}\n\nMoors a ship at berth {number}.{more}\n\n## Permissions\n\n"
            f"|Permission type|Permissions|\n|:--|:--|\n|Application|{scope}|\n\n"
            "## Request headers\n\n|Name|Value|\n|:--|:--|\n|Accept|application/json|\n\nSee [pier](pier.md).\n")


def page(number, kind, defects):
    scope = "Berth.Write" if "s" in defects else "Berth.Read"
    header = "Akzeptiert" if "h" in defects else "Accept"
    target = "muelle.md" if "l" in defects else "pier.md"
    made_from = hashlib.sha1(english(number).encode()).hexdigest()
    return (f"---\nms.translationtype: {kind}\nms.openlocfilehash: {made_from}\n---\n# <a name=\"moor\"></a>{pair(101, f'Anlegen {number}', f'Moor ship {number}')}\n\n"
            f"{pair(102, f'Legt an {number} an.', f'Moors a ship at berth {number}.')}\n\n"
            f"## <a name=\"permissions\"></a>{pair(103, 'Berechtigungen', 'Permissions')}\n\n"
            f"|{pair(104, 'Art', 'Permission type')}|{pair(105, 'Rechte', 'Permissions')}|\n|:--|:--|\n"
            f"|{pair(106, 'Anwendung', 'Application')}|{pair(107, scope, 'Berth.Read')}|\n\n"
            f"## <a name=\"request-headers\"></a>{pair(108, 'Kopfzeilen', 'Request headers')}\n\n"
            f"|{pair(109, 'Name', 'Name')}|{pair(110, 'Wert', 'Value')}|\n|:--|:--|\n"
            f"|{pair(111, header, 'Accept')}|application/json|\n\n{pair(112, f'Siehe [Pier]({target}).', 'See [pier](pier.md).')}\n")


class Project:
    """A project with everything that the report of a lead can show, and what its findings say."""

    def __init__(self, tool, work):
        self.tool, self.work = tool, work
        work.mkdir(parents=True, exist_ok=True)
        (work / "docparity.yaml").write_text(CONFIGURATION)
        (work / "views.csv").write_text("page,views\n" + "".join(f"api/moor-{at}.md,{1000 - at * 7}\n" for at in range(PAGES)))
        self.git("init", "--quiet")
        self.write("en", lambda number: english(number))
        self.commit("2026-01-01")
        self.localize(lambda locale, number: "h" if locale == "de-DE" and number % 4 == 0 else "")
        self.run("check", "pages", "--source", "en", "--format", "json", "--output", "json=last-month.json", "--fail-on", "never")
        self.run("report", "pages", "--source", "en", "-o", "first.md", "--history", "runs.jsonl")
        self.write("en", lambda number: english(number, newer=True))
        self.commit("2026-06-01")
        self.localize(lambda locale, number: {"de-DE": "h" * (number % 2 == 0) + "s" * (number % 8 == 0),
                                              "es-ES": "l" * (number % 3 == 0), "ja-JP": "l" * (number % 12 == 0)}[locale])
        # A person decides: one German header is accepted, two links are false positives.
        self.run("report", "pages", "--source", "en", "-o", "sheet.csv")
        self.decided = self.decide()
        self.run("triage", "decided.csv", "--baseline", "parity.baseline")
        common = ["--source", "en", "--baseline", "parity.baseline"]
        self.run("check", "pages", *common, "--format", "json", "--output", "json=now.json", "--fail-on", "never")
        self.run("report", "pages", *common, "-o", "report.html", "-o", "report.xlsx", "--previous", "last-month.json", "--traffic", "views.csv",
                 "--history", "runs.jsonl", "--project", "Harbor")
        self.run("report", "pages", *common, "-o", "for.html", "--split-by", "owner")
        self.json = json.loads((work / "now.json").read_text())
        self.findings = [it for it in self.json["findings"] if it["cause"] != "source"]
        self.outdated = json.loads(self.run("outdated", "pages", "--source", "en", "--format", "json").stdout)

    def run(self, *arguments):
        done = subprocess.run([self.tool, *arguments], cwd=self.work, capture_output=True, text=True)
        assert done.returncode < 2, (arguments, done.stderr)
        return done

    def git(self, *arguments, day="2026-01-01"):
        who = {"GIT_AUTHOR_NAME": "Avery", "GIT_AUTHOR_EMAIL": "avery@example.com", "GIT_COMMITTER_NAME": "Avery",
               "GIT_COMMITTER_EMAIL": "avery@example.com", "GIT_AUTHOR_DATE": f"{day}T10:00:00Z", "GIT_COMMITTER_DATE": f"{day}T10:00:00Z"}
        subprocess.run(["git", *arguments], cwd=self.work, check=True, stdout=subprocess.DEVNULL, env=os.environ | who)

    def commit(self, day):
        self.git("add", "en", day=day)
        self.git("commit", "--quiet", "--message", f"English <b>of</b> {day}", day=day)

    def write(self, folder, text):
        for number in range(PAGES):
            path = self.work / folder / "api" / f"moor-{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text(number), encoding="utf-8")

    def localize(self, defects):
        for locale, kind in LOCALES.items():
            self.write(f"pages/docs.{locale}", lambda number: page(number, kind, defects(locale, number)))

    def decide(self):
        lines = (self.work / "sheet.csv").read_text(encoding="utf-8-sig").splitlines()
        heads = lines[0].split(",")
        wanted = {("header-name", "de-DE"): "accepted", ("link-target", "es-ES"): "false positive"}
        decided = []
        rows = list(csv.DictReader(lines))
        for key, status in wanted.items():
            own = [row for row in rows if (row["rule"], row["locale"]) == key][:2]
            for row in own:
                row["status"] = status
                decided.append(row["fingerprint"])
        with open(self.work / "decided.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, heads)
            writer.writeheader()
            writer.writerows(rows)
        return decided


def number(text):
    return int(text.replace(",", ""))


class Lead:
    """Someone who asks, and clicks no more than twice for an answer."""

    def __init__(self, browser, project, args):
        self.browser, self.project, self.args, self.clicks = browser, project, args, 0
        self.page = self.open("report.html")

    def open(self, name):
        page = self.browser.new_page(viewport=WIDE)
        page.on("pageerror", lambda error: self.fail(f"script error: {error}"))
        page.goto((self.project.work / name).as_uri(), wait_until="load")
        page.wait_for_selector("#pattern-list .shown")
        return page

    def fail(self, what):
        raise AssertionError(what)

    def click(self, locator):
        self.clicks += 1
        locator.click()

    def rows(self, label):
        """The cells of the rows of the table with that name."""
        return [row.locator("th, td").all_inner_texts() for row in self.page.get_by_role("region", name=label, exact=True).locator("tbody tr").all()]

    def ask_all(self):
        questions = [self.worst_locale, self.best_repair, self.wrong_consent, self.vendor_or_author, self.worse_than_before,
                     self.first_pages, self.entries_to_purge, self.decisions_hold, self.file_for_the_vendor, self.verdict_and_trend]
        for question in questions:
            self.clicks = 0
            answer = question()
            assert self.clicks <= 2, f"{question.__name__}: {self.clicks} clicks"
            print(f"{question.__name__.replace('_', ' ')}: {answer} ({self.clicks} clicks)")
            self.page.keyboard.press("Escape")
        self.outdated()
        print(f"{len(questions)} questions answered")

    def worst_locale(self):
        rows = {row[0]: float(row[8]) for row in self.rows("Locales") if row[8] != "–"}
        points = collections.Counter()
        known = [it["finding"] for it in self.project.json["suppressed"] if it["decision"]["status"] != "false-positive"]
        for finding in self.project.findings + known:
            points[finding["locale"]] += self.points(finding)
        words = {locale: census["words"] for locale, census in self.project.json["summary"]["census"].items()}
        expected = {locale: round(points[locale] * 1000 / count, 2) for locale, count in words.items()}
        assert rows == expected, (rows, expected)
        return max(rows, key=rows.get)

    @staticmethod
    def points(finding):
        if finding["family"] == "freshness":
            return POINTS["Neutral"]
        level = {"error": "Critical" if finding["family"] == "contract" else "Major", "warning": "Minor", "info": "Neutral"}
        return POINTS[level[finding["severity"]]]

    def best_repair(self):
        # The first row of the patterns, without a click: the one with the most points.
        cells = self.page.locator("#pattern-list tr.row").first.locator("td").all_inner_texts()
        groups = collections.Counter()
        for finding in self.project.findings:
            groups[finding["rule"], finding["locale"], finding["expected"], finding["found"]] += self.points(finding)
        (rule, locale, expected, _), _ = groups.most_common(1)[0]
        assert rule in cells[0] and cells[1] == locale and expected in cells[2], (cells, groups.most_common(2))
        return f"{expected} in {locale}"

    def chosen_pages(self, rule):
        wanted = {it["page"] for it in self.project.findings if it["rule"] == rule}
        assert set(self.page.locator("#page-list button.open").all_inner_texts()) == wanted
        return wanted

    def wrong_consent(self):
        self.click(self.page.get_by_role("region", name="Rules", exact=True).get_by_role("link", name="permission-scope", exact=True))
        return f"{len(self.chosen_pages('permission-scope'))} pages"

    def vendor_or_author(self):
        rows = {row[0]: number(row[-1]) for row in self.rows("Who can repair it")}
        points = collections.Counter()
        for finding in self.project.json["findings"]:
            points[finding["owner"]] += 0 if finding["cause"] == "source" else self.points(finding)
        assert rows == dict(points), (rows, points)
        return max(rows, key=rows.get)

    def worse_than_before(self):
        rows = {row[0]: row[1:] for row in self.rows("Changes by locale")}
        earlier = json.loads((self.project.work / "last-month.json").read_text())["findings"]
        key = lambda it: (it["rule"], it["locale"], it["expected"], it["found"], it["page"])
        before = collections.Counter(map(key, earlier))
        new = collections.Counter()
        for finding in self.project.findings:
            if before[key(finding)]:
                before[key(finding)] -= 1
            else:
                new[finding["locale"]] += 1
        for locale in LOCALES:
            assert number(rows[locale][0]) == new[locale], (locale, rows, new)
        self.click(self.page.locator("a[data-since=new]").first)
        assert self.page.locator("#pattern-list tr.row").count() > 0 and "since=new" in self.page.url
        return f"{sum(new.values())} new issues"

    def first_pages(self):
        rows = self.rows("The pages to repair first")
        views = dict(line.split(",") for line in (self.project.work / "views.csv").read_text().splitlines()[1:])
        weights = collections.Counter()
        for finding in self.project.json["findings"]:
            weights[finding["page"]] += (0 if finding["cause"] == "source" else self.points(finding)) * int(views[finding["page"]])
        shown = [(row[0], number(row[-1])) for row in rows]
        assert [weight for _, weight in shown] == sorted(weights.values(), reverse=True)[:20] and len(shown) <= 20, shown
        assert all(weights[page] == weight for page, weight in shown)
        return f"{shown[0][0]} of {len(shown)}"

    def entries_to_purge(self):
        self.click(self.page.get_by_role("navigation", name="Sections").get_by_role("link", name="Memory"))
        shown = number(self.page.locator("#memory-list .shown").inner_text().split()[0])
        entries = {(it["locale"], it["text"]["source"], it["text"]["localized"]) for it in self.project.json["findings"] if it["text"] and it["text"]["source"]}
        assert shown == len(entries), (shown, len(entries))
        return f"{shown} entries"

    def decisions_hold(self):
        told = self.page.locator(".limits").inner_text()
        known = {it["finding"]["fingerprint"]: it["decision"]["status"].replace("-", " ") for it in self.project.json["suppressed"]}
        assert set(known) == set(self.project.decided), (known, self.project.decided)
        counts = collections.Counter(known.values())
        for status, count in counts.items():
            assert f"{count} {status}" in told, (told, counts)
        return told.split(": ", 1)[1][:60]

    def file_for_the_vendor(self):
        # The link of the owner is what a lead sends; a file of the vendor's own holds the same and nothing else.
        self.click(self.page.locator("a[data-owner=vendor]").first)
        wanted = [it for it in self.project.json["findings"] if it["owner"] == "vendor"]
        told = self.page.locator("#pattern-list .shown").inner_text()
        assert f"with {len(wanted)} issue" in told and "owner=vendor" in self.page.url, (told, len(wanted))
        own = self.open("for.vendor.html")
        assert f"with {len(wanted)} issue" in own.locator("#pattern-list .shown").inner_text()
        own.close()
        return f"{len(wanted)} issues"

    def verdict_and_trend(self):
        tile = self.page.locator("dl.tiles > div", has_text="Verdict").locator("dd").first.inner_text()
        verdicts = {row[0]: row[1] for row in self.rows("Verdict")}
        assert tile == "FAIL" and verdicts == {"de-DE": "FAIL", "es-ES": "FAIL", "ja-JP": "PASS"}, (tile, verdicts)
        curves = self.rows("Points per 1,000 words over time")
        now = {row[0]: row[8] for row in self.rows("Locales")}
        assert {row[0]: row[-1] for row in curves} == {locale: now[locale] for locale in LOCALES}, curves
        return f"{tile}, de-DE {curves[0][2]} → {curves[0][3]}"

    def outdated(self):
        """The tab of the pages that were made from an older English."""
        page, listed = self.page, self.project.outdated["pages"]
        rows = page.locator("#outdated-list tr.row")
        shown = page.locator("#outdated-list .shown")
        assert shown.inner_text() == f"{len(listed)} pages" and rows.count() == min(len(listed), 25), shown.inner_text()
        first = rows.first.locator("button.open")
        first.focus()
        page.keyboard.press("Enter")
        assert first.get_attribute("aria-expanded") == "true"
        changes = page.locator("#outdated-list .place")
        one = listed[0]
        assert changes.count() == len(one["changes"]), (changes.count(), one)
        assert rows.first.locator("td").nth(0).inner_text() == one["locale"]
        assert [number(cell) for cell in rows.first.locator("td.num").all_inner_texts()] == [len(one["changes"]), one["words"]]
        for at, change in enumerate(one["changes"]):
            told = changes.nth(at).inner_text()
            assert f"{change['block']} {change['fate']}" in told and change["kind"] in told, told
            for word in change["diff"]:
                if "added" in word:
                    assert word["added"].strip().replace("\n", "\n+ ") in told, (word, told)
            if change["commit"]:
                assert change["commit"]["id"][:8] in told and change["commit"]["subject"] in told, told
        # Beside it the verdict, as the rule says it.
        verdict = page.locator("#outdated-list .facts").inner_text()
        message = next(it["message"] for it in self.project.json["findings"] if it["path"] == one["path"] and it["rule"].startswith("stale-"))
        assert message.replace("`", "") in verdict, (message, verdict)
        first.scroll_into_view_if_needed()
        shoot(page, self.args, "outdated-light")
        usable_by_all(page)
        page.emulate_media(color_scheme="dark")
        shoot(page, self.args, "outdated-dark")
        usable_by_all(page)
        page.emulate_media(color_scheme="light")
        # A link opens the same page there.
        other = self.browser.new_page(viewport=WIDE)
        other.goto(page.url, wait_until="load")
        other.wait_for_selector("#outdated-list .place")
        assert other.locator("#outdated-list .place").count() == changes.count()
        other.close()
        # The filters of the other tabs hold here.
        page.locator("#filters select[name=locale]").select_option("ja-JP")
        assert shown.inner_text().startswith(f"{sum(it['locale'] == 'ja-JP' for it in listed)} pages of {len(listed)}")
        page.get_by_role("button", name="Clear").click()
        page.locator("#filters select[name=rule]").select_option("stale-contract")
        assert shown.inner_text().startswith(f"{sum(it['state'] == 'staleContract' for it in listed)} pages of")
        page.get_by_role("button", name="Clear").click()
        page.locator("#filters input[type=search]").fill("draught")
        page.wait_for_timeout(400)
        draught = [it for it in listed if any("draught" in (word.get("added") or "") for change in it["changes"] for word in change["diff"])]
        assert draught and shown.inner_text().startswith(f"{len(draught)} pages"), (shown.inner_text(), len(draught))
        page.get_by_role("button", name="Clear").click()
        # A phone: nothing scrolls the page sideways, and what changed is read without scrolling.
        page.set_viewport_size({"width": 390, "height": 844})
        if first.get_attribute("aria-expanded") != "true":
            first.click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        wide = page.evaluate("() => [...document.querySelectorAll('#outdated-list .place')].filter((it) => it.getBoundingClientRect().width > innerWidth).length")
        assert wide == 0, f"{wide} changes are wider than a phone"
        first.scroll_into_view_if_needed()
        shoot(page, self.args, "outdated-phone")
        page.set_viewport_size(WIDE)
        if self.args.shots:
            page.emulate_media(media="print")
            page.pdf(path=str(self.args.shots / "outdated-print.pdf"), print_background=True)
        print(f"outdated: {len(listed)} pages as the command lists them")


if __name__ == "__main__":
    main()
