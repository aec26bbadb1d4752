// The six digits of a code that was sent: typed, pasted, or filled in by the phone.
import type { ComponentProps } from "react";
import { Input } from "@/ui/field";

const DIGITS = 6;

interface Props extends Omit<ComponentProps<"input">, "value" | "onChange"> {
  value: string;
  onChange: (code: string) => void;
  /** Once the last digit is there. */
  onWhole?: (code: string) => void;
}

export function CodeInput({ value, onChange, onWhole, ...rest }: Props) {
  return (
    <Input
      {...rest}
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
      value={value}
      className="tabular font-mono tracking-[0.3em]"
      onChange={(event) => {
        const code = event.target.value.replace(/\D/g, "").slice(0, DIGITS);
        onChange(code);
        if (code.length === DIGITS && value.length < DIGITS) onWhole?.(code);
      }}
    />
  );
}
