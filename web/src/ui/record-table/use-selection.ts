// Which rows are chosen: some by name, or all that the filter means, however many.
import { useCallback, useEffect, useState } from "react";

export interface Selection {
  ids: ReadonlySet<string>;
  /** All rows that match, also those not read yet. */
  isAll: boolean;
  count: (total: number) => number;
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  choose: (ids: Iterable<string>) => void;
  chooseAll: () => void;
  clear: () => void;
}

interface State {
  ids: ReadonlySet<string>;
  isAll: boolean;
}
const nothing: State = { ids: new Set(), isAll: false };

export function useSelection(query: string): Selection {
  const [state, setState] = useState<State>(nothing);
  useEffect(() => setState(nothing), [query]); // another question, other rows
  // The same function for good: rows are drawn anew only when what they are given changes.
  const toggle = useCallback(
    (id: string) =>
      setState((before) => {
        const ids = new Set(before.isAll ? [] : before.ids);
        if (!ids.delete(id)) ids.add(id);
        return { ids, isAll: false };
      }),
    [],
  );
  return {
    ...state,
    count: (total) => (state.isAll ? total : state.ids.size),
    has: (id) => state.isAll || state.ids.has(id),
    toggle,
    choose: (ids) => setState({ ids: new Set(ids), isAll: false }),
    chooseAll: () => setState({ ids: new Set(), isAll: true }),
    clear: () => setState(nothing),
  };
}
