// What jsdom lacks and the app asks at start.
import { loadOfficeTexts, startLanguages } from "@/app/i18n";
import { beforeAll } from "vitest";

window.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
})) as unknown as typeof window.matchMedia;

beforeAll(async () => {
  await startLanguages("en");
  await loadOfficeTexts();
});
