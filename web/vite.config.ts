import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Few requests for the first screen: libraries that every page needs in one chunk, the app's own frame and controls in
// another. Pages, languages and heavy libraries are chunks of their own.
function chunkOf(id: string): string | undefined {
  if (/node_modules\/(react|react-dom|scheduler|i18next|@tanstack\/(?!react-table|table-core))/.test(id))
    return "vendor";
  if (/node_modules\/(radix-ui|@radix-ui|@floating-ui|lucide-react|clsx|aria-hidden)/.test(id)) return "kit";
  if (/\/web\/src\/(ui|api)\//.test(id) && !/\/locales\/|\/ui\/(record-|my-records|board|bar-chart|time-line|mention|stale-edit|undoable|facts|decimal|popover|sure-dialog|form-dialog|shown-once|copied)/.test(id)) return "kit";
  return undefined;
}

// The one configuration of the dev server, the build and the unit tests.
export default defineConfig({
  plugins: [react(), tailwind()],
  resolve: {
    alias: {
      "@": at("./src"),
      // Radix locks scrolling by a style element written at run time, which the policy of the page refuses.
      "react-remove-scroll": at("./src/ui/remove-scroll.tsx"),
    },
  },
  // GUILDHALL_API names the server that the dev server asks.
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ["/api", "/health", "/metrics"].map((path) => [path, process.env["GUILDHALL_API"] ?? "http://127.0.0.1:8080"]),
    ),
  },
  build: {
    outDir: process.env["GUILDHALL_WEB_OUT"] ?? "dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0, // data: URLs would need a wider policy
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
    rollupOptions: { output: { manualChunks: chunkOf } },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    pool: "threads",
    isolate: false,
    fileParallelism: false,
    setupFiles: ["tests/setup.ts"],
    testTimeout: 60_000, // machines may be slow
    env: { TZ: "Asia/Almaty" },
  },
});
