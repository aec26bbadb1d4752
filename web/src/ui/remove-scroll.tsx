// Stands in for react-remove-scroll (see vite.config.ts): while a dialog is open the page below does not scroll. It says so
// by an attribute that our style sheet knows, where the original writes a style element that the policy would refuse.
import { Slot } from "radix-ui";
import { useEffect, type ComponentProps, type ElementType } from "react";

let locks = 0;

interface Props extends ComponentProps<"div"> {
  as?: ElementType;
  enabled?: boolean;
  allowPinchZoom?: boolean;
  shards?: unknown;
  forwardProps?: boolean;
}

export function RemoveScroll({ as, enabled = true, allowPinchZoom, shards, forwardProps, ...rest }: Props) {
  void allowPinchZoom;
  void shards;
  useEffect(() => {
    if (!enabled) return;
    if (locks++ === 0) document.body.setAttribute("data-scroll-locked", "");
    return () => {
      if (--locks === 0) document.body.removeAttribute("data-scroll-locked");
    };
  }, [enabled]);
  const Tag = forwardProps ? Slot.Root : (as ?? "div");
  return <Tag {...rest} />;
}
RemoveScroll.classNames = { fullWidth: "", zeroRight: "" };
export default RemoveScroll;
