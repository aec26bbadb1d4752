// What the page of what happened may be asked; also what its address may hold.
export const activityKinds = ["quote", "sales_order", "user", "role", "company", "materials", "machines", "services", "webhook", "api_key"] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** ?kind=quote */
export const activitySearch = (search: Record<string, unknown>): { kind?: ActivityKind } => {
  const kind = activityKinds.find((one) => one === search["kind"]);
  return kind ? { kind } : {};
};
