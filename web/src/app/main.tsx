import "./styles.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { onSessionEnd } from "@/api/client";
import { keys, makeQueryClient } from "@/api/query";
import { startLanguages } from "./i18n";
import { makeRouter } from "./router";
import { meQuery } from "./session";

const client = makeQueryClient();
const router = makeRouter(client);
onSessionEnd(() => {
  client.setQueryData(keys.me, null);
  void router.invalidate();
});

void client.prefetchQuery(meQuery);
await startLanguages();
createRoot(document.getElementById("app")!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
