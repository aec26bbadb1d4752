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

export const loading = (page) => page.evaluate(() => globalThis.loading);

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

/** Frames a second while the page, or what is named, scrolls by so many points in each frame. */
export const framesWhileScrolling = (page, selector, points, milliseconds) =>
  page.evaluate(
    ([place, step, long]) =>
      new Promise((done) => {
        const scroller = place ? document.querySelector(place) : document.scrollingElement;
        const times = [];
        const frame = (time) => {
          times.push(time);
          scroller.scrollTop += step;
          if (time - times[0] < long) requestAnimationFrame(frame);
          else done(((times.length - 1) * 1000) / (time - times[0]));
        };
        requestAnimationFrame(frame);
      }),
    [selector, points, milliseconds],
  );
