import { setTimeout as pause } from "node:timers/promises";

/** Asks again and again until the answer is truthy; answers with it. */
export async function until(ask, { within = 60_000, every = 25, what = "what is waited for" } = {}) {
  const end = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`not within ${within / 1000} s: ${what}`);
    await pause(every);
  }
}
