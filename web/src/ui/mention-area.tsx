// A text in which colleagues are mentioned: behind an @ the names that fit are offered, by keys and by hand.
import { useId, useRef, useState, type ComponentProps } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { cx } from "./cx";
import { TextArea } from "./field";
import { nameAtCaret, withName, type Colleague, type FindColleagues } from "./mentions";

interface Props extends Omit<ComponentProps<"textarea">, "value" | "onChange" | "ref"> {
  value: string;
  onText: (text: string) => void;
  useFound: FindColleagues;
  onChosen: (colleague: Colleague) => void;
}

export function MentionArea({ value, onText, useFound, onChosen, ...rest }: Props) {
  const { t } = useTranslation("ui");
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(-1);
  const [at, setAt] = useState(0);
  const [isShut, setShut] = useState(false);
  const written = caret < 0 || isShut ? undefined : nameAtCaret(value, caret);
  const offered = useFound(written?.part);
  const marked = offered[Math.min(at, offered.length - 1)];
  const follow = () => setCaret(area.current?.selectionStart ?? -1);

  const choose = (colleague: Colleague) => {
    const next = withName(value, caret, written!.at, colleague.full_name);
    onText(next.text);
    onChosen(colleague);
    setCaret(-1);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(next.caret, next.caret);
    });
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (!marked) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") setAt((offered.indexOf(marked) + (event.key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(marked);
    else if (event.key === "Escape") setShut(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="relative">
      <TextArea
        {...rest}
        ref={area}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={offered.length > 0}
        aria-controls={offered.length > 0 ? id : undefined}
        aria-activedescendant={marked && `${id}-${marked.id}`}
        value={value}
        onChange={(event) => {
          onText(event.target.value);
          setCaret(event.target.selectionStart);
          setAt(0);
          setShut(false);
        }}
        onKeyDown={onKeyDown}
        onClick={follow}
        onBlur={() => setCaret(-1)}
      />
      {offered.length > 0 && (
        <ul id={id} role="listbox" aria-label={t("story.colleagues")} className="absolute inset-x-0 top-full z-20 mt-1 max-w-xs rounded-lg border border-line bg-raised p-1 shadow-pop">
          {offered.map((one) => (
            <li
              key={one.id}
              id={`${id}-${one.id}`}
              role="option"
              aria-selected={one === marked}
              onPointerDown={(event) => {
                event.preventDefault();
                choose(one);
              }}
              className={cx("cursor-pointer truncate rounded-md px-2.5 py-1.5 text-sm", one === marked && "bg-hover")}
            >
              {one.full_name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
