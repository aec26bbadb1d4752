import { Switch as Radix } from "radix-ui";

/** On or off, told by place and shape, not by colour alone. */
export function Switch({ label, isOn, disabled, onChange }: { label: string; isOn: boolean; disabled?: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <Radix.Root
      aria-label={label}
      checked={isOn}
      disabled={disabled}
      onCheckedChange={onChange}
      className="relative h-5 w-9 shrink-0 rounded-full bg-line-strong transition-colors data-[state=checked]:bg-good disabled:opacity-60"
    >
      <Radix.Thumb className="block size-4 translate-x-0.5 rounded-full bg-surface shadow-card transition-transform data-[state=checked]:translate-x-[1.125rem]" />
    </Radix.Root>
  );
}
