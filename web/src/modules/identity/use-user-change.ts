// Changes a user: shown at once, taken back when the server refuses.
import { useQueryClient } from "@tanstack/react-query";
import { api, type Schema } from "@/api/client";
import { changeEverywhere, putEverywhere } from "@/api/optimistic";
import { keys } from "@/api/query";
import type { User } from "./users";

export type UserChange = Pick<Schema<"ChangeUserBody">, "role" | "role_id" | "is_active" | "full_name">;

/** Sends what has changed of the version that was read. @throws {Problem} */
export function useUserChange(): (user: Pick<User, "id">, change: UserChange, version: number) => Promise<User> {
  const client = useQueryClient();
  return async (user, change, version) => {
    const undo = changeEverywhere<User>(client, keys.users(), user.id, (old) => ({ ...old, ...(change as Partial<User>) }));
    try {
      const answer = await api.patch("/api/v1/users/{user_id}", { path: { user_id: user.id }, body: change, ifMatch: version });
      putEverywhere(client, keys.users(), answer);
      return answer;
    } catch (problem) {
      undo();
      throw problem;
    } finally {
      void client.invalidateQueries({ queryKey: keys.users() });
    }
  };
}
