// Times as the page itself sees them: from what a person does to the frame that shows what came of it.

/** Begins to watch how the page loads; call it before the page is opened. */
export async function watchLoading(page) {
  await page.addInitScript(() => {
    const seen = (globalThis.loading = { fcp: 0, lcp: 0, shift: 0, blocked: 0 });
    const observe = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    observe("paint", (entry) => entry.name === "first-contentful-paint" && (seen.fcp = entry.startTime));
    observe("largest-contentful-paint", (entry) => (seen.lcp = entry.startTime));
    observe("layout-shift", (entry) => !entry.hadRecentInput && (seen.shift += entry.value));
    observe("longtask", (entry) => (seen.blocked += Math.max(0, entry.duration - 50)));
  });
}

/** What was seen, once something was. */
export async function loading(page) {
  await page.waitForFunction(() => globalThis.loading.fcp > 0 && globalThis.loading.lcp > 0);
  return page.evaluate(() => globalThis.loading);
}

/**
 * Milliseconds from an event (`click`, `keydown`) that `act` causes to the first frame in which `isThere` holds. `isThere` runs
 * in the page, with `about`.
 */
export async function timeTo(page, event, act, isThere, about) {
  await page.evaluate(
    ([type, source, more]) => {
      const holds = globalThis.holdsOf(source);
      globalThis.measured = new Promise((done) => {
        const begin = ({ timeStamp }) => {
          const look = () => (holds(more) ? done(performance.now() - timeStamp) : requestAnimationFrame(look));
          requestAnimationFrame(look);
        };
        addEventListener(type, begin, { capture: true, once: true });
      });
    },
    [event, isThere, about],
  );
  await act();
  return page.evaluate(() => globalThis.measured);
}

/** Conditions by name: the page's policy lets no text become code. */
export const conditions = {
  heading: (text) => document.querySelector("main h1")?.textContent === text && document.querySelector("main .skeleton, main [aria-busy=true]") === null,
  option: () => document.querySelector("[role=option]") !== null,
  filtered: (part) => location.search.includes(part) && document.querySelector("[role=grid]")?.getAttribute("aria-busy") === "false" && !document.querySelector("[role=grid] .skeleton"),
};

export async function installConditions(page) {
  await page.addInitScript(`globalThis.holdsOf = (name) => ({ ${Object.entries(conditions).map(([name, run]) => `${name}: ${run}`).join(", ")} })[name];`);
}

/**
 * Scrolls the page, or what `place` names, by so many points in each frame, and counts the frames of a second. A frame counts
 * when it shows rows (what `row` names, without a skeleton) near the top, in the middle and at the foot; `blank` are the others.
 */
export const framesWhileScrolling = (page, { place = "", row = "*", points = 60, milliseconds = 2_000 } = {}) =>
  page.evaluate(
    ([scrollerName, rowName, step, long]) =>
      new Promise((done) => {
        const scroller = scrollerName ? document.querySelector(scrollerName) : document.scrollingElement;
        const box = scrollerName ? scroller.getBoundingClientRect() : { left: 0, top: 0, bottom: innerHeight };
        const heights = [box.top + 60, (box.top + box.bottom) / 2, box.bottom - 4];
        const isThere = (y) => {
          const found = document.elementFromPoint(box.left + 90, y)?.closest(rowName);
          return !!found && found.querySelector(".skeleton") === null;
        };
        let began = 0;
        let shown = 0;
        let blank = 0;
        const frame = (time) => {
          began ||= time;
          if (time - began >= long) return done({ rate: (shown * 1000) / (time - began), blank });
          scroller.scrollTop += step;
          if (heights.every(isThere)) shown++;
          else blank++;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    [place, row, points, milliseconds],
  );
