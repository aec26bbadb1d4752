// Installs the locked packages unless they are there: the build and the tests share node_modules.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("..", import.meta.url));
const lock = readFileSync(`${web}package-lock.json`);
const stamp = `${web}node_modules/.installed`;
if (!existsSync(stamp) || !readFileSync(stamp).equals(lock)) {
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"], { cwd: web, stdio: "inherit" });
  writeFileSync(stamp, lock);
}
