// node tests/openapi/check.mjs DOCUMENT.json [TYPES.ts]: validates the document and the TypeScript types made from it.
import { readFileSync, writeFileSync } from "node:fs";
import { complaintsAbout } from "./document.mjs";
import { complaintsAboutTypes, typesOf } from "./types.mjs";

const [file, typesFile] = process.argv.slice(2);
if (!file) {
  console.error("usage: node tests/openapi/check.mjs DOCUMENT.json [TYPES.ts]");
  process.exit(2);
}
const document = JSON.parse(readFileSync(file, "utf8"));
const complaints = await complaintsAbout(document);
if (complaints.length === 0) {
  const types = await typesOf(document);
  if (typesFile) writeFileSync(typesFile, types);
  complaints.push(...complaintsAboutTypes(types));
}
for (const complaint of complaints) console.error(complaint);
const operations = Object.values(document.paths ?? {}).flatMap((item) => Object.values(item).filter((one) => one.responses));
console.log(`${operations.length} operations, ${complaints.length} complaints`);
process.exit(complaints.length === 0 ? 0 : 1);
