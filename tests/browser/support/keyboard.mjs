// People who have no mouse: what they reach with Tab, and whether they see where they are.

/** What is focused; and why nobody sees it, when nobody does. */
const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const shows = (element) => {
      if (!element) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    };
    // Inputs that are not drawn themselves light up what is drawn for them; the caret of a quiet one is enough.
    const isSeen = at.matches("[data-focus-quietly]") || [at, at.nextElementSibling, at.parentElement, at.closest("label")].some(shows);
    const name = at.getAttribute("aria-label") ?? at.innerText ?? "";
    return { isSeen, name: `${at.tagName.toLowerCase()} ${name.trim().slice(0, 40) || at.id || at.outerHTML.slice(0, 80)}` };
  });

const MOST_STEPS = 400;

/** Presses Tab until `locator` has the focus. */
export async function tabTo(page, locator, key = "Tab") {
  await locator.first().waitFor({ state: "attached" });
  for (let step = 0; step < MOST_STEPS; step++) {
    if (await locator.evaluateAll((found) => found.some((one) => one === document.activeElement))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not reach ${locator}; it is at ${(await focused(page))?.name}`);
}

/** Walks from the top of the page to its end; says where somebody is stuck or does not see where he is. */
export async function walkThrough(page) {
  await page.evaluate(() => document.activeElement?.blur());
  const faults = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    if (!now) return [...new Set(faults)]; // the focus has left the page
    if (!now.isSeen) faults.push(`nobody sees the focus on ${now.name}`);
  }
  return [`${MOST_STEPS} steps do not lead out of the page; the focus is on ${(await focused(page))?.name}`, ...new Set(faults)];
}
