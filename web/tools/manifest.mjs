// Lists what the build made, for tools/embed: every file below dist is served at its own path, index.html at "/".
//   node tools/manifest.mjs DIST
import { readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const dist = process.argv[2] ?? "dist";

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

const entries = filesBelow(dist)
  .map((file) => relative(dist, file))
  .filter((file) => file !== "manifest.json" && !file.endsWith(".map"))
  .map((file) => ({ path: file === "index.html" ? "/" : `/${file}`, files: [file] }));
writeFileSync(join(dist, "manifest.json"), JSON.stringify(entries, null, 1));
