// A text to be given to somebody else: it stands there, and a button copies it.
import { CopyButton } from "./copy-button";

export function Copied({ label, text }: { label: string; text: string }) {
  return (
    <div className="grid gap-1.5">
      <div className="flex items-center justify-between gap-2">
        <span className="text-sm font-medium">{label}</span>
        <CopyButton text={text} what={label} />
      </div>
      <code className="block rounded-lg bg-sunken p-3 font-mono text-xs leading-5 break-all select-all" translate="no">
        {text}
      </code>
    </div>
  );
}
