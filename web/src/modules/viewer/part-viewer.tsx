// A part on the screen: its picture at once, and the live part over it as soon as that is loaded. The live half, with three.js,
// is a chunk of its own that is fetched when the viewer comes into view; where it cannot run, the picture stays with a word.
import { ImageOff } from "lucide-react";
import { Component, lazy, Suspense, useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { useTheme } from "@/app/theme";
import { cx } from "@/ui/cx";

const LiveViewer = lazy(() => import("./live/live-viewer").then((module) => ({ default: module.LiveViewer })));

export interface Finding {
  code: string;
  message: string;
  count?: number;
}

export interface PartViewerProps {
  fileId: string;
  analysis?: Schema<"Analysis"> | null;
  /** Words and codes of the catalogue; without a material the part is shown in the colours of its file. */
  color?: string | null;
  material?: string | null;
  finish?: string | null;
  /** What a price says about the part, beside the problems of the analysis. */
  findings?: readonly Finding[];
  fileName?: string;
  /** The viewer is the whole page: no link to it. */
  wholePage?: boolean;
  className?: string;
}

export type Trouble = "no_webgl" | "context_lost" | "no_model";

class Guard extends Component<{ onTrouble: () => void; children: ReactNode }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  override componentDidCatch(): void {
    this.props.onTrouble();
  }
  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}

let webGL: boolean | undefined;

/** Asked before the live half is fetched: where it cannot run, it need not come. */
function hasWebGL(): boolean {
  if (webGL === undefined) {
    const context = document.createElement("canvas").getContext("webgl2");
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    webGL = context !== null;
  }
  return webGL;
}

/** True from the moment that the element first comes near the screen. */
function useSeen(): [React.RefObject<HTMLElement | null>, boolean] {
  const element = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || !element.current) return;
    if (!("IntersectionObserver" in window)) return setSeen(true);
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true), { rootMargin: "120px" });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [seen]);
  return [element, seen];
}

export function PartViewer(props: PartViewerProps) {
  const { t } = useTranslation("viewer");
  const theme = useTheme();
  const [stage, seen] = useSeen();
  const [isLive, setLive] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(() => (hasWebGL() ? null : "no_webgl"));
  const [again, setAgain] = useState(0);
  useEffect(() => {
    setLive(false);
    setTrouble(hasWebGL() ? null : "no_webgl");
  }, [props.fileId]);
  const onReady = useCallback(() => setLive(true), []);
  const onTrouble = useCallback((what: Trouble) => {
    setLive(false);
    setTrouble(what);
  }, []);
  const retry = () => {
    setTrouble(null);
    setAgain((times) => times + 1);
  };
  return (
    <section
      ref={stage}
      aria-label={props.fileName ? t("of", { name: props.fileName }) : t("title")}
      className={cx("viewer-stage relative isolate overflow-hidden", props.className)}
      data-live={isLive}
    >
      <Picture fileId={props.fileId} dark={theme === "dark"} gone={isLive} alt={trouble ? t("picture") : ""} />
      {seen && !trouble && (
        <Guard key={`${props.fileId} ${again}`} onTrouble={() => onTrouble("no_webgl")}>
          <Suspense>
            <LiveViewer {...props} host={stage} onReady={onReady} onTrouble={onTrouble} />
          </Suspense>
        </Guard>
      )}
      {trouble && (
        <p role="status" className="absolute inset-x-3 bottom-3 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-raised px-3 py-2 text-sm text-ink-2 shadow-card">
          <ImageOff className="size-4 shrink-0" aria-hidden />
          <span className="grow">{t(`trouble.${trouble}`)}</span>
          {trouble !== "no_webgl" && (
            <button type="button" className="font-medium text-accent-ink hover:underline" onClick={retry}>
              {t("trouble.again")}
            </button>
          )}
        </p>
      )}
    </section>
  );
}

// In the light the picture's own paper melts into the stage; in the dark it needs the picture without paper.
function Picture({ fileId, dark, gone, alt }: { fileId: string; dark: boolean; gone: boolean; alt: string }) {
  const [failed, setFailed] = useState(false);
  const [done, setDone] = useState(false);
  useEffect(() => setFailed(false), [fileId, dark]);
  useEffect(() => {
    if (!gone) return setDone(false);
    const later = setTimeout(() => setDone(true), 700);
    return () => clearTimeout(later);
  }, [gone]);
  if (failed || done) return null;
  return (
    <div
      className={cx(
        "absolute inset-0 grid place-items-center transition-opacity duration-500 ease-out select-none [container-type:size]",
        gone && "opacity-0",
      )}
    >
      <img
        src={`/api/v1/files/${encodeURIComponent(fileId)}/preview.png${dark ? "?transparent=true" : ""}`}
        alt={alt}
        draggable={false}
        onError={() => setFailed(true)}
        className={cx("aspect-[4/3] w-[min(100cqw,133.34cqh)]", !dark && "viewer-paper")}
      />
    </div>
  );
}
