// A list of codes to choose from, opened at a cell: arrows walk, Space or a click chooses, the first letters jump; Enter keeps,
// Tab keeps and moves on, Escape undoes. Of several, what is chosen is kept also when one clicks elsewhere.
import { Check } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { cx } from "@/ui/cx";
import type { Move } from "./cell";
import type { Option } from "./shown";

interface Props {
  label: string;
  options: Option[];
  chosen: string[];
  isMany: boolean;
  /** Said of choosing nothing: "all", or "–" for what may be empty. */
  empty?: string;
  onKeep: (chosen: string[], move?: Move) => void;
  onCancel: () => void;
}

const JUMP_MS = 700;

export function PickList({ label, options, chosen: first, isMany, empty, onKeep, onCancel }: Props) {
  const id = useId();
  const all = empty === undefined ? options : [{ code: "", name: empty }, ...options];
  const [chosen, setChosen] = useState(first);
  const [at, setAt] = useState(() => Math.max(0, all.findIndex((one) => one.code === (first[0] ?? ""))));
  const list = useRef<HTMLUListElement>(null);
  const typed = useRef({ text: "", at: 0 });
  useEffect(() => list.current?.focus(), []);
  useEffect(() => {
    void document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: "nearest" });
  }, [id, at]);

  const isChosen = (code: string) => (code === "" ? chosen.length === 0 : chosen.includes(code));
  const toggled = (code: string) => (code === "" ? [] : chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  const isOver = useRef(false);
  const keep = (codes: string[], move?: Move) => {
    isOver.current = true;
    onKeep(codes, move);
  };
  const choose = (index: number) => {
    const { code } = all[index]!;
    if (isMany) setChosen(toggled(code));
    else keep(code ? [code] : []);
  };
  const jump = (letter: string) => {
    const now = Date.now();
    const text = (now - typed.current.at < JUMP_MS ? typed.current.text : "") + letter.toLowerCase();
    typed.current = { text, at: now };
    const found = all.findIndex((one) => one.name.toLowerCase().startsWith(text));
    if (found >= 0) setAt(found);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const current = isMany ? chosen : all[at]!.code ? [all[at]!.code] : [];
    if (event.key === "ArrowDown") setAt(Math.min(all.length - 1, at + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, at - 1));
    else if (event.key === "Home") setAt(0);
    else if (event.key === "End") setAt(all.length - 1);
    else if (event.key === " ") choose(at);
    else if (event.key === "Enter") keep(current);
    else if (event.key === "Tab") keep(current, event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") {
      isOver.current = true;
      onCancel();
    }
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) jump(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ul
      ref={list}
      role="listbox"
      aria-label={label}
      aria-multiselectable={isMany || undefined}
      aria-activedescendant={`${id}-${at}`}
      tabIndex={0}
      data-focus-quietly
      onKeyDown={onKeyDown}
      onBlur={() => !isOver.current && keep(isMany ? chosen : first, "away")}
      className="max-h-72 overflow-y-auto outline-none"
    >
      {all.map((option, index) => (
        <li
          key={option.code}
          id={`${id}-${index}`}
          role="option"
          aria-selected={isChosen(option.code)}
          onPointerMove={() => setAt(index)}
          onClick={() => choose(index)}
          className={cx("flex h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 text-sm select-none coarse:h-11", index === at && "bg-hover")}
        >
          <span className="grid size-4 shrink-0 place-items-center">{isChosen(option.code) && <Check className="size-4 text-accent-ink" aria-hidden />}</span>
          <span className={cx("truncate", option.code === "" && "text-ink-3")}>{option.name}</span>
        </li>
      ))}
    </ul>
  );
}
