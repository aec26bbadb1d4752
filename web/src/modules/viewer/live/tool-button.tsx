import type { LucideIcon } from "lucide-react";
import { Tooltip } from "radix-ui";
import { forwardRef, type ComponentProps } from "react";
import { cx } from "@/ui/cx";

interface Props extends ComponentProps<"button"> {
  icon: LucideIcon;
  label: string;
  shortcut?: string | undefined;
  pressed?: boolean;
  badge?: number | undefined;
  container?: HTMLElement | null;
}

/** One tool: an icon with its name and key in a tooltip. */
export const ToolButton = forwardRef<HTMLButtonElement, Props>(function ToolButton(
  { icon: Icon, label, shortcut, pressed, badge, container, className, ...rest },
  ref,
) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button
          ref={ref}
          type="button"
          aria-label={badge ? `${label}: ${badge}` : label}
          aria-pressed={pressed}
          aria-keyshortcuts={shortcut?.toUpperCase()}
          className={cx(
            "relative inline-flex size-9 shrink-0 items-center justify-center rounded-lg transition-colors coarse:size-[38px]",
            pressed ? "bg-ink text-bg" : "text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover",
            className,
          )}
          {...rest}
        >
          <Icon className="size-[18px]" strokeWidth={1.75} aria-hidden />
          {badge ? (
            <span className="absolute top-0.5 right-0.5 min-w-3.5 rounded-full bg-warn px-1 text-center text-[10px] leading-3.5 font-semibold text-surface tabular" aria-hidden>
              {badge}
            </span>
          ) : null}
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal container={container ?? undefined}>
        <Tooltip.Content
          sideOffset={8}
          collisionPadding={8}
          className="animate-fade pointer-events-none z-50 flex items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs font-medium text-bg shadow-pop"
        >
          {label}
          {shortcut && <span className="opacity-60">{shortcut.toUpperCase()}</span>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
});
