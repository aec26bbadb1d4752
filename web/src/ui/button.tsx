// Buttons. `primary` is the accent: at most one on a screen, for the next thing to do.
import { Slot } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

export type ButtonKind = "primary" | "plain" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const kinds: Record<ButtonKind, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  plain: "bg-surface text-ink ring-1 ring-inset ring-line-strong hover:bg-hover",
  quiet: "text-ink-2 hover:bg-hover hover:text-ink",
  danger: "bg-surface text-bad ring-1 ring-inset ring-line-strong hover:bg-bad-soft",
};
const sizes: Record<ButtonSize, string> = {
  sm: "h-8 gap-1.5 rounded-md px-3 text-sm coarse:h-10",
  md: "h-10 gap-2 rounded-md px-4 text-sm coarse:h-11",
  lg: "h-12 gap-2 rounded-lg px-5 text-base",
};

export function buttonClass(kind: ButtonKind = "plain", size: ButtonSize = "md", more?: string): string {
  return cx(
    "inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap transition-colors duration-100 select-none",
    "disabled:opacity-45 aria-disabled:opacity-45",
    kinds[kind],
    sizes[size],
    more,
  );
}

interface Props extends ComponentProps<"button"> {
  kind?: ButtonKind;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Something is under way: the button keeps its width, says so and takes no second click. */
  busy?: boolean;
  /** Renders the only child, a link, as the button. */
  asChild?: boolean;
}

export function Button({ kind, size, icon, busy, asChild, className, children, disabled, type = "button", ...rest }: Props) {
  const classes = buttonClass(kind, size, className);
  if (asChild)
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  return (
    <button type={type} className={cx(classes, busy && "relative")} disabled={disabled || busy} aria-busy={busy} {...rest}>
      {icon}
      {children}
      {busy && <span className="absolute inset-x-2 bottom-0.5 h-0.5 skeleton rounded-full" aria-hidden />}
    </button>
  );
}

export function IconButton({ label, className, children, ...rest }: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx(
        "inline-flex size-9 shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink disabled:opacity-45 coarse:size-11",
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
