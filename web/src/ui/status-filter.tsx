// Chips that keep a list to some states; the choice stands in the address, in the API's grammar (status=draft,pending).
import { useEffect, useRef } from "react";
import { cx } from "./cx";

interface Props {
  label: string;
  /** Absent: one of them is always chosen. */
  all?: string;
  groups: { value: string; label: string }[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

export function StatusFilter({ label, all, groups, value, onChange }: Props) {
  const chips = [...(all ? [{ value: undefined, label: all }] : []), ...groups];
  const chosen = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: "nearest", inline: "nearest" }); // some browsers answer with a promise
  }, []);
  return (
    <div role="group" aria-label={label} className="-mx-4 mb-4 flex gap-1.5 overflow-x-auto px-4 py-1 sm:mx-0 sm:px-0">
      {chips.map((chip) => (
        <button
          key={chip.value ?? "all"}
          type="button"
          ref={value === chip.value ? chosen : undefined}
          aria-pressed={value === chip.value}
          onClick={() => onChange(chip.value)}
          className={cx(
            "h-8 shrink-0 rounded-full px-3 text-sm transition-colors coarse:h-10",
            value === chip.value ? "bg-ink font-medium text-bg" : "bg-sunken text-ink-2 hover:bg-hover hover:text-ink",
          )}
        >
          {chip.label}
        </button>
      ))}
    </div>
  );
}
