// The check itself is checked: it is content with the good example, and finds each single fault put into it.
import { readFileSync } from "node:fs";
import { complaintsAbout } from "./document.mjs";
import { complaintsAboutTypes, typesOf } from "./types.mjs";

const good = JSON.parse(readFileSync(new URL("examples/good.json", import.meta.url), "utf8"));
const list = (document) => document.paths["/api/v1/quotes"].get;
const create = (document) => document.paths["/api/v1/quotes"].post;

const faults = [
  [/3\.1/, (document) => { document.openapi = "3.0.3"; }],
  [/official schema.*version/, (document) => { delete document.info.version; }],
  [/official schema/, (document) => { document.unknown_member = 1; }],
  [/official schema/, (document) => { list(document).parameters[0].in = "nowhere"; }],
  [/official schema.*Problem/, (document) => { delete document.components.responses.Problem; }],
  [/official schema.*internal refs/, (document) => { document.components.schemas.Quote.properties.terms.$ref = "https://example.org/x.json"; }],
  [/components\/schemas\/Quote/, (document) => { document.components.schemas.Quote.type = "strange"; }],
  [/pattern|regular/i, (document) => { document.components.schemas.QuoteTerms.properties.total.pattern = "("; }],
  [/not unique/, (document) => { create(document).operationId = "list_quotes"; }],
  [/no operationId/, (document) => { delete create(document).operationId; }],
  [/no summary/, (document) => { delete create(document).summary; }],
  [/\{quote_id\} is not declared/, (document) => { delete document.paths["/api/v1/quotes/{quote_id}/accept"].parameters; }],
  [/no answer of success/, (document) => { delete create(document).responses["201"]; }],
  [/says nothing/, (document) => { delete create(document).responses["201"].content; }],
  [/has no schema/, (document) => { delete create(document).responses["201"].content["application/json"].schema; }],
  [/example/, (document) => { create(document).requestBody.content["application/json"].example.total = 120; }],
];

const wrong = [];
const clean = [...(await complaintsAbout(good)), ...complaintsAboutTypes(await typesOf(good))];
if (clean.length > 0) wrong.push(`the good example: ${clean.join("; ")}`);
for (const [expected, damage] of faults) {
  const document = structuredClone(good);
  damage(document);
  const complaints = await complaintsAbout(document);
  if (!complaints.some((complaint) => expected.test(complaint))) wrong.push(`${damage}: found ${complaints.join("; ") || "nothing"}`);
}
const badTypes = [[/any/, "export type A = { b: any[] };"], [/not assignable/, "export const a: string = 1;"]];
for (const [expected, text] of badTypes) {
  if (!complaintsAboutTypes(text).some((complaint) => expected.test(complaint))) wrong.push(`not found: ${text}`);
}
for (const line of wrong) console.error(line);
console.log(`${faults.length + badTypes.length} faults, ${wrong.length} not found`);
process.exit(wrong.length === 0 ? 0 : 1);
