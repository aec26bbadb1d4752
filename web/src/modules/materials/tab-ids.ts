// The tabs of the catalogue's page, each with an address of its own.
export const tabIds = ["services", "materials", "machines", "finishes", "tolerances", "rush-levels", "quantity-steps", "fdm", "sla", "powder", "milling"] as const;
export type TabId = (typeof tabIds)[number];
