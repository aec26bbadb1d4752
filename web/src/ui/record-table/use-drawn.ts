import { useEffect, useState } from "react";
import { drawnAt, type Stretch } from "./drawn";

/** The rows to draw while one scrolls; the same object until others are. At first only what is seen: the page is there sooner. */
export function useDrawn(scroller: HTMLElement, height: number, count: number): Stretch {
  const [drawn, setDrawn] = useState(() => drawnAt(scroller.scrollTop, scroller.clientHeight, height, count, 0));
  useEffect(() => {
    let seen = scroller.clientHeight;
    const look = () => {
      const next = drawnAt(scroller.scrollTop, seen, height, count);
      setDrawn((before) => (before.first === next.first && before.end === next.end ? before : next));
    };
    const sizes = new ResizeObserver(() => {
      seen = scroller.clientHeight;
      look();
    });
    sizes.observe(scroller);
    scroller.addEventListener("scroll", look, { passive: true });
    look();
    return () => {
      sizes.disconnect();
      scroller.removeEventListener("scroll", look);
    };
  }, [scroller, height, count]);
  return drawn;
}
