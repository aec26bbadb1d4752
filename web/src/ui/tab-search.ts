/** What the address of a record's page may hold: which tab is open. */
export const tabSearch = (search: Record<string, unknown>): { tab?: string } => ({
  tab: typeof search["tab"] === "string" ? search["tab"] : undefined,
});
