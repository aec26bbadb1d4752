// Which rows are drawn. All have one height, so a place is a division: nothing is kept for the 99,960 that are not.
export interface Stretch {
  first: number;
  /** The one after the last. */
  end: number;
}

/** Rows drawn beyond the edges of what is seen, so that the next frame finds them there. */
const BEYOND = 8;
/** Rows come and go by so many at once; the frames between have nothing to draw anew. */
const STEP = 8;

const down = (index: number) => Math.floor(index / STEP) * STEP;

export function drawnAt(top: number, seen: number, height: number, count: number, beyond = BEYOND): Stretch {
  const first = Math.max(0, down(Math.floor(top / height) - beyond));
  const end = down(Math.ceil((top + seen) / height) + beyond + STEP - 1);
  return { first: Math.min(first, count), end: Math.min(end, count) };
}

/** Where to scroll so that this row is seen, as little as needed; `seen` is the height between the list's head and its foot. */
export function topFor(index: number, top: number, seen: number, height: number): number {
  const place = index * height;
  if (place < top) return place;
  return place + height > top + seen ? place + height - seen : top;
}
