// Occasions by channels, each a box to tick; what is locked stands there ticked and grey.
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import type { channels } from "./search";

type Group = Schema<"GroupChoices">;
export type Choice = Schema<"Choice">;
type ChannelWord = (typeof channels)[number];

export function ChoiceTable({ groups, label, onChoose }: { groups: readonly Group[]; label: string; onChoose: (choice: Choice) => void }) {
  const { t } = useTranslation("notifications");
  const columns = groups[0]?.channels.map((one) => one.channel as ChannelWord) ?? [];
  return (
    <div className="relative overflow-x-auto">
      <table className="w-full border-collapse text-sm" aria-label={label}>
        <thead>
          <tr className="text-left text-xs text-ink-3">
            <th scope="col" className="pb-2 font-medium">
              {t("preferences.occasion")}
            </th>
            {columns.map((channel) => (
              <th key={channel} scope="col" className="w-14 px-1 pb-2 text-center sm:w-20 font-medium">
                {t(`channels.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.event_group} className="border-t border-line">
              <th scope="row" className="py-2.5 pr-3 text-left font-normal">
                {t(`groups.${group.event_group}`)}
                {group.is_locked && <span className="block text-xs text-ink-3">{t("preferences.locked")}</span>}
              </th>
              {group.channels.map((one) => (
                <td key={one.channel} className="text-center">
                  <label className="inline-grid size-9 place-items-center coarse:size-11">
                    <span className="sr-only">
                      {t(`groups.${group.event_group}`)}, {t(`channels.${one.channel as ChannelWord}`)}
                    </span>
                    <input
                      type="checkbox"
                      className="size-4 accent-(--accent)"
                      checked={one.is_on}
                      disabled={group.is_locked}
                      onChange={(event) => onChoose({ event_group: group.event_group, channel: one.channel, is_on: event.target.checked })}
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The groups with one choice made. */
export const withChoice = (groups: readonly Group[], choice: Choice): Group[] =>
  groups.map((group) =>
    group.event_group !== choice.event_group
      ? group
      : { ...group, channels: group.channels.map((one) => (one.channel === choice.channel ? { ...one, is_on: choice.is_on } : one)) },
  );
