// Which columns are shown: the list's own, what this person chose here before, or what the open view says.
import { useState } from "react";
import type { AnyRow, RecordList } from "./column";

const keyOf = (list: string) => `guildhall.columns.${list}`;

function kept(list: string): string[] | undefined {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(keyOf(list)) ?? "null");
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : undefined;
  } catch {
    return undefined;
  }
}

export function useColumns<Row extends AnyRow>(list: RecordList<Row>, ofView: string[] | undefined) {
  const [own, setOwn] = useState(() => kept(list.id));
  const standard = list.columns.filter((column) => !column.isExtra).map((column) => column.id);
  const wanted = ofView?.length ? ofView : (own ?? standard);
  const shown = list.columns.filter((column, index) => index === 0 || wanted.includes(column.id));
  const choose = (ids: string[]) => {
    localStorage.setItem(keyOf(list.id), JSON.stringify(ids));
    setOwn(ids);
  };
  const isShown = (id: string) => shown.some((column) => column.id === id);
  return {
    shown,
    isShown,
    toggle: (id: string) => choose(isShown(id) ? shown.map((one) => one.id).filter((one) => one !== id) : [...shown.map((one) => one.id), id]),
    reset: () => choose(standard),
  };
}
