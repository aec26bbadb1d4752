// axe, as its makers ship it. A page's policy keeps scripts out that are not its own; the debugger's way in is not a page's.
import axe from "axe-core";

/** Faults that keep somebody out: what axe calls serious or critical, with the first places of each. */
export async function seriousFaults(page) {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    const place = ({ target, any, all, none }) => `${target.join(" ")} (${[...any, ...all, ...none].map(({ message }) => message)[0] ?? ""})`;
    return serious.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(place).join(" | ")}${nodes.length > 3 ? ` and ${nodes.length - 3} more` : ""}`);
  });
}
