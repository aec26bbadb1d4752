// Trying a role: until it ends, this session has that role's rights, and the app is the one that people in it see.
import { useQueryClient, type Query } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { isStaff, type Me } from "./session";

export function useRoleTest() {
  const client = useQueryClient();
  const router = useRouter();
  // What was read with other rights is forgotten: first what no page shows, and the rest once the page is left.
  const goOnAs = async (me: Me, to: string) => {
    const others = { predicate: (query: Query) => query.queryKey[0] !== "me" };
    client.setQueryData(keys.me, me);
    client.removeQueries({ ...others, type: "inactive" });
    await router.navigate({ to });
    client.removeQueries({ ...others, type: "inactive" });
    await client.invalidateQueries(others);
  };
  return {
    /** @throws {Problem} as does `end`. */
    begin: async (role: Schema<"TestRole">) => {
      const me = await api.post("/api/v1/auth/tested-role", { body: role });
      await goOnAs(me, isStaff(me) ? "/office" : "/");
    },
    end: async () => goOnAs(await api.delete("/api/v1/auth/tested-role"), "/office/roles"),
  };
}
