// What the MDX compiler says about pages: `node mdx.mjs LIST`, a path on each line. Prints a line of JSON per page: its lines at
// fault, none for a page that compiles.
import { createProcessor } from "@mdx-js/mdx";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import { readFileSync } from "node:fs";

const compiler = (...more) => createProcessor({ format: "mdx", remarkPlugins: [remarkFrontmatter, remarkGfm, ...more] });
const plain = compiler();
const formulas = compiler(remarkMath);

for (const file of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  // Docs frameworks read `## Title {#anchor}` themselves.
  const value = readFileSync(file, "utf8").replace(/^(\s*#+ .*)(\{#[^}\n]*\})\s*$/gm, (_, title, anchor) => title + "\\" + anchor);
  // A site whose pages have formulas reads them first.
  const processor = /\$[^$\n]*\\[a-z][^$\n]*\$|^\s*\$\$\s*$[^$]*\\[a-z]/m.test(value) ? formulas : plain;
  const verdict = { file, lines: [], reason: null };
  try {
    const page = { value };
    processor.runSync(processor.parse(page), page);
  } catch (error) {
    verdict.reason = String(error.reason ?? error);
    const named = [...verdict.reason.matchAll(/\((\d+):\d+-\d+:\d+\)/g)].map((place) => Number(place[1]));
    verdict.lines = [error.line ?? error.place?.start?.line ?? error.place?.line, ...named].filter(Boolean);
  }
  console.log(JSON.stringify(verdict));
}
