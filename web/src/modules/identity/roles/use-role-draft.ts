// Rights that were ticked and are not saved yet. What a colleague changed meanwhile stays his, but for the very boxes one has
// ticked oneself.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Schema } from "@/api/client";
import { problemOf, type Problem } from "@/api/problem";
import { keys } from "@/api/query";
import type { Right, RoleView } from "../roles";

type Wishes = ReadonlyMap<string, boolean>;
const boxOf = (role: Pick<RoleView, "id">, right: Right) => `${role.id} ${right}`;

/** What the role may do with the wishes fulfilled, in the order of all rights. */
export function wishedRights(role: Pick<RoleView, "id" | "rights">, all: readonly Right[], wishes: Wishes): Right[] {
  return all.filter((right) => wishes.get(boxOf(role, right)) ?? role.rights.includes(right));
}

/** How many boxes of the role differ from what the server has. */
export const countWishes = (role: Pick<RoleView, "id" | "rights">, all: readonly Right[], wishes: Wishes): number =>
  all.filter((right) => (wishes.get(boxOf(role, right)) ?? role.rights.includes(right)) !== role.rights.includes(right)).length;

/** The wishes after a click on a box; a box that is back where it was is no wish. */
export function toggled(wishes: Wishes, role: Pick<RoleView, "id" | "rights">, right: Right): Wishes {
  const box = boxOf(role, right);
  const next = new Map(wishes);
  if (next.has(box)) next.delete(box);
  else next.set(box, !role.rights.includes(right));
  return next;
}

export function useRoleDraft({ items, rights: all }: Schema<"Roles">) {
  const client = useQueryClient();
  const [wishes, setWishes] = useState<Wishes>(new Map());
  const [fault, setFault] = useState<{ role: RoleView; problem: Problem }>();
  const [isSending, setSending] = useState(false);
  const changed = items.filter((role) => role.id && countWishes(role, all, wishes) > 0);

  const put = (answer: RoleView) =>
    client.setQueryData<Schema<"Roles">>(keys.roles, (old) => old && { ...old, items: old.items.map((role) => (role.id === answer.id ? answer : role)) });

  const save = async () => {
    setSending(true);
    setFault(undefined);
    for (const role of changed) {
      try {
        put(await api.patch("/api/v1/roles/{role_id}", { path: { role_id: role.id! }, body: { rights: wishedRights(role, all, wishes) }, ifMatch: role.version }));
      } catch (thrown) {
        setFault({ role, problem: problemOf(thrown) });
        break;
      }
    }
    setSending(false);
    await client.invalidateQueries({ queryKey: keys.roles });
    void client.invalidateQueries({ queryKey: keys.users() });
  };

  return {
    rightsOf: (role: RoleView) => (role.id ? wishedRights(role, all, wishes) : role.rights),
    toggle: (role: RoleView, right: Right) => setWishes((old) => toggled(old, role, right)),
    count: changed.reduce((sum, role) => sum + countWishes(role, all, wishes), 0),
    discard: () => {
      setWishes(new Map());
      setFault(undefined);
    },
    save,
    fault,
    isSending,
  };
}
export type RoleDraft = ReturnType<typeof useRoleDraft>;
