// Makes the npm packages of a release: `node npm/pack.mjs RELEASE OUT`. RELEASE is a folder with the archives of the binaries and
// their SHA256SUMS. OUT gets a package for each archive, and `docparity-cli`, which depends on all of them: npm installs the one
// for the system it runs on.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const SYSTEMS = {
  "x86_64-unknown-linux-musl": ["linux", "x64"],
  "aarch64-unknown-linux-musl": ["linux", "arm64"],
  "x86_64-apple-darwin": ["darwin", "x64"],
  "aarch64-apple-darwin": ["darwin", "arm64"],
  "x86_64-pc-windows-msvc": ["win32", "x64"],
};
const top = path.join(import.meta.dirname, "..");
const [release, out] = process.argv.slice(2).map((folder) => path.resolve(folder));
const manifest = fs.readFileSync(path.join(top, "Cargo.toml"), "utf8");
const field = (name) => manifest.match(new RegExp(`^${name} = "(.*)"$`, "m"))[1];
const shared = { version: field("version"), description: field("description"), license: field("license") };

const sums = new Map();
for (const line of fs.readFileSync(path.join(release, "SHA256SUMS"), "utf8").trim().split("\n")) {
  const [sum, name] = line.split(/ [ *]/);
  sums.set(name, sum);
}

/** Packs a folder that `fill` puts the files of the package into. */
function pack(json, fill) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "docparity-npm-"));
  try {
    for (const file of ["LICENSE-APACHE", "LICENSE-MIT"]) fs.copyFileSync(path.join(top, file), path.join(folder, file));
    fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ ...json, ...shared }, null, 2));
    fill(folder);
    execFileSync("npm", ["pack", "--silent", "--pack-destination", out], { cwd: folder, stdio: "inherit", shell: process.platform === "win32" });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

fs.mkdirSync(out, { recursive: true });
const packed = {};
for (const [target, [system, cpu]] of Object.entries(SYSTEMS)) {
  const archive = `docparity-${target}.tar.gz`;
  const file = path.join(release, archive);
  if (!fs.existsSync(file)) continue;
  const sum = createHash("sha256").update(fs.readFileSync(file)).digest("hex");
  if (sums.get(archive) !== sum) throw new Error(`${archive} has the checksum ${sum}; the release says ${sums.get(archive) ?? "nothing of it"}`);
  const name = `docparity-cli-${system}-${cpu}`;
  pack({ name, os: [system], cpu: [cpu], preferUnplugged: true }, (folder) => {
    execFileSync("tar", ["-xzf", file, "-C", folder]);
  });
  packed[name] = shared.version;
}
if (Object.keys(packed).length === 0) throw new Error(`${release} holds no archive of a binary`);
const json = {
  name: "docparity-cli",
  keywords: ["documentation", "localization", "lint", "markdown", "api"],
  bin: { docparity: "bin/docparity.js", "docparity-cli": "bin/docparity.js" },
  engines: { node: ">=18" },
  optionalDependencies: packed,
};
pack(json, (folder) => {
  fs.cpSync(path.join(top, "npm/bin"), path.join(folder, "bin"), { recursive: true });
  fs.copyFileSync(path.join(top, "PACKAGE.md"), path.join(folder, "README.md"));
});
