// A labelled control with its hint and its error next to it; the request id stands behind "details".
import { useId, type ComponentProps, type ReactElement, type ReactNode } from "react";
import { Slot } from "radix-ui";
import { useTranslation } from "@/app/i18n/texts";
import { cx } from "./cx";

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  requestId?: string;
  optional?: boolean;
  className?: string;
  /** One control; it gets its id and what describes it. */
  children: ReactElement;
}

export function Field({ label, hint, error, requestId, optional, className, children }: FieldProps) {
  const { t } = useTranslation("ui");
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={cx("grid content-start gap-1.5", className)}>
      <label htmlFor={id} className="flex items-baseline justify-between gap-2 text-sm font-medium">
        {label}
        {optional && <span className="font-normal text-ink-3">{t("optional")}</span>}
      </label>
      <Slot.Root id={id} aria-describedby={described} aria-invalid={error ? true : undefined}>
        {children}
      </Slot.Root>
      {hint && !error && (
        <p id={`${id}-hint`} className="text-sm text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <div id={`${id}-error`} className="text-sm text-bad">
          {error}
          {requestId && <Details requestId={requestId} />}
        </div>
      )}
    </div>
  );
}

export function Details({ requestId }: { requestId: string }) {
  const { t } = useTranslation("ui");
  return (
    <details className="inline-block pl-2 text-ink-3">
      <summary className="inline text-xs underline">{t("details")}</summary>
      <code className="block text-xs break-all">{t("requestId", { id: requestId })}</code>
    </details>
  );
}

const control =
  "w-full rounded-md bg-surface text-ink ring-1 ring-inset ring-line-strong transition-shadow placeholder:text-ink-3 hover:ring-ink-3 focus:ring-2 focus:ring-accent focus:outline-none aria-invalid:ring-bad disabled:bg-sunken disabled:text-ink-3";

export const Input = ({ className, ...rest }: ComponentProps<"input">) => (
  <input className={cx(control, "h-10 px-3 text-sm coarse:h-11 coarse:text-base", className)} {...rest} />
);

export const TextArea = ({ className, ...rest }: ComponentProps<"textarea">) => (
  <textarea rows={3} className={cx(control, "px-3 py-2 text-sm coarse:text-base", className)} {...rest} />
);

/** The browser's own list: right on phones, with the keyboard and for screen readers. */
export const Select = ({ className, ...rest }: ComponentProps<"select">) => (
  <select
    className={cx(
      control,
      "h-10 appearance-none bg-[url(/chevron.svg)] bg-[length:16px] bg-[position:right_12px_center] bg-no-repeat pr-9 pl-3 text-sm coarse:h-11 coarse:text-base",
      className,
    )}
    {...rest}
  />
);

export function Checkbox({ children, className, ...rest }: ComponentProps<"input">) {
  return (
    <label className={cx("flex cursor-pointer items-start gap-2.5 py-1 text-sm", className)}>
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-(--accent)" {...rest} />
      <span>{children}</span>
    </label>
  );
}
