import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";

const item =
  "flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-sm outline-none select-none data-[highlighted]:bg-hover data-[disabled]:opacity-45 coarse:h-11";

export function Menu({ trigger, children, align = "end" }: { trigger: ReactNode; children: ReactNode; align?: "start" | "end" }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} sideOffset={6} className="animate-rise z-50 min-w-52 rounded-lg bg-raised p-1 shadow-pop">
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ItemProps {
  icon?: LucideIcon;
  onSelect?: () => void;
  disabled?: boolean;
  danger?: boolean;
  /** Why it is not possible now. */
  why?: string;
  children: ReactNode;
}

export function MenuItem(props: ItemProps) {
  const Icon = props.icon;
  return (
    <Radix.Item disabled={props.disabled} onSelect={props.onSelect} className={cx(item, props.danger && "text-bad", props.why && "!h-auto max-w-80 !items-start py-2 data-[disabled]:opacity-100")}>
      {Icon && <Icon className={cx("size-4 shrink-0", !props.danger && "text-ink-3", props.why && "mt-0.5")} aria-hidden />}
      {props.why ? (
        <span className="grid text-ink-3">
          {props.children}
          <span className="text-xs">{props.why}</span>
        </span>
      ) : (
        props.children
      )}
    </Radix.Item>
  );
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-3">{children}</Radix.Label>
);
export const MenuLine = () => <Radix.Separator className="my-1 h-px bg-line" />;

export function MenuChoice<T extends string>(props: { value: T; onChange: (value: T) => void; options: { value: T; label: ReactNode }[] }) {
  return (
    <Radix.RadioGroup value={props.value} onValueChange={(value) => props.onChange(value as T)}>
      {props.options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={item}>
          <span className="size-4">
            <Radix.ItemIndicator>
              <Check className="size-4" aria-hidden />
            </Radix.ItemIndicator>
          </span>
          {option.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

/** A box to tick; the menu stays open for the next one. */
export function MenuCheck(props: { checked: boolean; onChange: (checked: boolean) => void; disabled?: boolean; children: ReactNode }) {
  return (
    <Radix.CheckboxItem
      checked={props.checked}
      onCheckedChange={props.onChange}
      disabled={props.disabled}
      onSelect={(event) => event.preventDefault()}
      className={item}
    >
      <span className="size-4">
        <Radix.ItemIndicator>
          <Check className="size-4" aria-hidden />
        </Radix.ItemIndicator>
      </span>
      {props.children}
    </Radix.CheckboxItem>
  );
}
