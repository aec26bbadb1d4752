import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const top = fileURLToPath(new URL("../../..", import.meta.url));

/** A Content-Security-Policy, which is written down once, in the header that the server uses. */
export function policyOf(name) {
  const header = readFileSync(`${top}/src/foundation/assets/public/assets/assets.hpp`, "utf8");
  const [, value] = header.match(new RegExp(`${name} =(.*?");\\n`, "s"));
  return [...value.matchAll(/"([^"]*)"/g)].map((part) => part[1]).join("");
}
