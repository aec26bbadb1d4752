// What the address of one webhook may hold: the open tab, and the delivery that is looked at.
export interface RecordSearch {
  tab?: string;
  delivery?: string;
}

export const recordSearch = ({ tab, delivery }: Record<string, unknown>): RecordSearch => ({
  ...(typeof tab === "string" ? { tab } : {}),
  ...(typeof delivery === "string" ? { delivery } : {}),
});
