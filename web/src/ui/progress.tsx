import { Progress as Radix } from "radix-ui";

/** How far something is; `value` from 0 to 1, or undefined while nobody knows. */
export function Progress({ value, label }: { value: number | undefined; label: string }) {
  return (
    <Radix.Root
      value={value === undefined ? null : Math.round(value * 100)}
      aria-label={label}
      className="h-1.5 w-full overflow-hidden rounded-full bg-sunken"
    >
      {value === undefined ? (
        <div className="skeleton h-full w-full" />
      ) : (
        <Radix.Indicator
          className="h-full origin-left rounded-full bg-accent transition-transform duration-200"
          style={{ transform: `scaleX(${Math.max(0.02, value)})` }}
        />
      )}
    </Radix.Root>
  );
}
