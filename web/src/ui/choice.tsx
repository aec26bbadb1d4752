// Choosing one of few: chips and swatches (radio groups), and a number with steps.
import { Minus, Plus } from "lucide-react";
import { RadioGroup as Radix } from "radix-ui";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { cx } from "./cx";

export interface Option {
  value: string;
  label: ReactNode;
  detail?: ReactNode;
}

interface ChoiceProps {
  label: ReactNode;
  options: Option[];
  value: string | undefined;
  onChange: (value: string) => void;
  /** chips flow; cards stand in columns with a second line. */
  as?: "chips" | "cards";
}

export function Choices({ label, options, value, onChange, as = "chips" }: ChoiceProps) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <Radix.Root
        value={value ?? ""}
        onValueChange={onChange}
        className={as === "chips" ? "flex flex-wrap gap-1.5" : "grid grid-cols-2 gap-1.5"}
        aria-label={typeof label === "string" ? label : undefined}
      >
        {options.map((option) => (
          <Radix.Item
            key={option.value}
            value={option.value}
            className={cx(
              "rounded-md bg-surface text-left text-sm ring-1 ring-line-strong transition-shadow ring-inset hover:ring-ink-3",
              "data-[state=checked]:bg-accent-soft data-[state=checked]:font-medium data-[state=checked]:text-accent-ink data-[state=checked]:ring-2 data-[state=checked]:ring-accent",
              as === "chips" ? "h-9 px-3 coarse:h-11" : "px-3 py-2",
            )}
          >
            <span className="block">{option.label}</span>
            {option.detail && <span className="block text-xs font-normal text-ink-2">{option.detail}</span>}
          </Radix.Item>
        ))}
      </Radix.Root>
    </fieldset>
  );
}

/** What the usual colour words look like; a word that is not here shows as a letter. */
export const colorLooks: Record<string, string> = {
  black: "#26272b",
  white: "#f5f5f2",
  grey: "#9a9ca3",
  red: "#c8372d",
  blue: "#2f62c9",
  orange: "#e8772e",
  yellow: "#efc12f",
  green: "#3c9a56",
  purple: "#7c4fb5",
  natural: "#e9e2d0",
  amber: "#c98a2b",
  clear: "#dfe9ee",
};

export function Swatches({ label, options, value, onChange }: Omit<ChoiceProps, "as"> & { options: (Option & { special?: boolean })[] }) {
  const chosen = options.find((one) => one.value === value);
  return (
    <fieldset>
      <legend className="mb-1.5 flex w-full items-baseline gap-2 text-sm font-medium">
        {label}
        <span className="font-normal text-ink-2">{chosen?.label}</span>
      </legend>
      <Radix.Root value={value ?? ""} onValueChange={onChange} className="flex flex-wrap gap-2" aria-label={typeof label === "string" ? label : undefined}>
        {options.map((option) => (
          <Radix.Item
            key={option.value}
            value={option.value}
            aria-label={typeof option.label === "string" ? option.label : option.value}
            title={typeof option.label === "string" ? option.label : option.value}
            className="grid size-9 place-items-center rounded-full ring-1 ring-line-strong transition-shadow ring-inset hover:ring-ink-3 data-[state=checked]:ring-2 data-[state=checked]:ring-accent coarse:size-11"
          >
            <span
              className="grid size-6 place-items-center rounded-full text-xs ring-1 ring-line-strong ring-inset coarse:size-8"
              style={{ background: colorLooks[option.value] ?? "var(--sunken)" }}
            >
              {colorLooks[option.value] ? null : option.value[0]?.toUpperCase()}
            </span>
          </Radix.Item>
        ))}
      </Radix.Root>
    </fieldset>
  );
}

interface StepperProps {
  id?: string;
  value: number;
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}

/** A whole number that may be typed or stepped. What is not a number yet stays on the screen and changes nothing. */
export function Stepper({ value, onChange, min = 1, max = 1_000_000, ...rest }: StepperProps) {
  const { t } = useTranslation("ui");
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const take = (typed: string) => {
    setText(typed);
    const parsed = Number(typed);
    if (/^\d+$/.test(typed) && parsed >= min && parsed <= max) onChange(parsed);
  };
  const step = (by: number) => onChange(Math.min(max, Math.max(min, value + by)));
  const button = "grid size-10 place-items-center text-ink-2 hover:bg-hover hover:text-ink disabled:opacity-40 coarse:size-11";
  return (
    <div className="inline-flex overflow-hidden rounded-md bg-surface ring-1 ring-line-strong ring-inset focus-within:ring-2 focus-within:ring-accent">
      <button type="button" className={button} aria-label={t("less")} disabled={value <= min} onClick={() => step(-1)}>
        <Minus className="size-4" aria-hidden />
      </button>
      <input
        {...rest}
        inputMode="numeric"
        pattern="[0-9]*"
        value={text}
        data-focus-quietly
        onChange={(event) => take(event.target.value.trim())}
        onBlur={() => setText(String(value))}
        onKeyDown={(event) => {
          if (event.key === "ArrowUp") step(event.shiftKey ? 10 : 1);
          else if (event.key === "ArrowDown") step(event.shiftKey ? -10 : -1);
          else return;
          event.preventDefault();
        }}
        className="tabular w-16 bg-transparent text-center text-sm font-medium outline-none coarse:text-base"
      />
      <button type="button" className={button} aria-label={t("more")} disabled={value >= max} onClick={() => step(1)}>
        <Plus className="size-4" aria-hidden />
      </button>
    </div>
  );
}
