// What would have been mailed: without a carrier the server lays each message into a folder, as a text.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./until.mjs";

function messagesTo(outbox, recipient) {
  if (!existsSync(outbox)) return [];
  const texts = readdirSync(outbox)
    .filter((name) => name.endsWith(".txt"))
    .map((name) => readFileSync(join(outbox, name), "utf8"));
  const dateOf = (text) => /^Date: (.*)$/m.exec(text)[1];
  return texts.filter((text) => text.split("\n")[0].endsWith(`<${recipient}>`)).sort((a, b) => dateOf(b).localeCompare(dateOf(a)));
}

/** Once somebody has a message that the expression fits: what it found in the newest one, its first group where it has one. */
export async function mailed(server, recipient, expression) {
  if (!server.outbox) throw new Error("mails can be read of a server of one's own, not with --at");
  const found = await until(() => messagesTo(server.outbox, recipient).map((text) => expression.exec(text)).find(Boolean), {
    what: `a message to ${recipient} with ${expression}`,
  });
  return found[1] ?? found[0];
}

/** The path of the link that was mailed, with its token: "/verify-email?token=…". */
export const mailedLink = (server, recipient, page) => mailed(server, recipient, new RegExp(`(/${page}\\?token=[\\w-]+)`));
