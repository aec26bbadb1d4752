// Takes files that are dropped anywhere on the page, or chosen by a button.
import { Upload } from "lucide-react";
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { buttonClass, type ButtonKind, type ButtonSize } from "./button";

export function FileButton(props: {
  onFiles: (files: File[]) => void;
  accept?: string;
  kind?: ButtonKind;
  size?: ButtonSize;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <>
      <input
        id={id}
        type="file"
        multiple
        accept={props.accept}
        className="peer sr-only"
        onChange={(event) => {
          props.onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <label
        htmlFor={id}
        className={buttonClass(props.kind, props.size, "peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-(--focus)")}
      >
        {props.children}
      </label>
    </>
  );
}

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** While files hang over the page, the whole page says that they may be dropped. */
export function PageDrop({ onFiles, text }: { onFiles: (files: File[]) => void; text: string }) {
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  const take = useRef(onFiles);
  take.current = onFiles;
  const { t } = useTranslation("ui");
  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth.current++;
      setOver(true);
    };
    const hover = (event: DragEvent) => holdsFiles(event) && event.preventDefault();
    const leave = (event: DragEvent) => {
      if (holdsFiles(event) && --depth.current <= 0) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      take.current([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener("dragenter", enter);
    addEventListener("dragover", hover);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragenter", enter);
      removeEventListener("dragover", hover);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
    };
  }, []);
  if (!over) return null;
  return (
    <div className="animate-fade pointer-events-none fixed inset-0 z-50 grid place-items-center bg-scrim p-6">
      <div className="grid justify-items-center gap-3 rounded-xl bg-raised px-10 py-8 text-center shadow-pop">
        <Upload className="size-8 text-accent" aria-hidden />
        <p className="text-lg font-semibold">{text}</p>
        <p className="text-sm text-ink-2">{t("dropHere")}</p>
      </div>
    </div>
  );
}
