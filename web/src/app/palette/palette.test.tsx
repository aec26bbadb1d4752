import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, it } from "vitest";
import { keys } from "@/api/query";
import { useGroups } from "./palette";
import { registerProvider } from "./providers";

it("shows what is in memory with the key itself, and asks the server once the words rest", async () => {
  const client = new QueryClient();
  client.setQueryData(keys.me, null);
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;
  const asked: string[] = [];
  const item = (label: string) => ({ id: label, label });
  registerProvider({ id: "near", order: 1, title: () => "Near", find: (words) => [item(`near ${words}`)] });
  registerProvider({ id: "far", order: 90, title: () => "Far", isRemote: true, find: (words) => (asked.push(words), Promise.resolve([item(`far ${words}`)])) });
  const labels = (id: string) => hook.result.current.find((group) => group.id === id)?.items.map(({ label }) => label);

  const hook = renderHook(({ words, rested }) => useGroups(words, rested), { wrapper, initialProps: { words: "", rested: "" } });
  await act(async () => undefined);
  for (const words of ["g", "ge", "gea"]) hook.rerender({ words, rested: "" });
  expect(labels("near")).toEqual(["near gea"]);
  expect(asked).toEqual([""]);
  hook.rerender({ words: "gea", rested: "gea" });
  await act(async () => undefined);
  expect(asked).toEqual(["", "gea"]);
  expect(labels("far")).toEqual(["far gea"]);
});
