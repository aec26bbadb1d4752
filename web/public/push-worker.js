// Shows messages that come while no page of ours is open, and leads to what they are about. It answers no requests, and keeps only the subscription.
self.addEventListener("push", (event) => {
  let said = {};
  try {
    said = event.data ? event.data.json() : {};
  } catch {
    // Not ours to read: something is still shown, as browsers demand.
  }
  const options = { body: said.body || "", tag: said.tag, lang: said.lang, icon: "/icon.svg", data: { link: said.link } };
  event.waitUntil(self.registration.showNotification(said.title || "Guildhall", options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const link = event.notification.data && event.notification.data.link;
  // Only pages of our own.
  const target = new URL(typeof link === "string" && /^\/(?!\/)/.test(link) ? link : "/", self.location.origin);
  event.waitUntil(
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then((windows) => {
      const open = windows.find((one) => new URL(one.url).origin === self.location.origin);
      if (!open) return self.clients.openWindow(target.href);
      return open.focus().then((one) => (one.navigate ? one.navigate(target.href) : undefined));
    }),
  );
});

// What the page kept when it subscribed: the address that the server knows, the company's key, and the token that proves who speaks. A push service may
// renew the subscription when nobody is signed in here.
const SHELF = "guildhall-push";
const KEPT = "/push-subscription";

async function renew(made) {
  const shelf = await self.caches.open(SHELF);
  const found = await shelf.match(KEPT);
  if (!found) return;
  const kept = await found.json();
  const { pushManager } = self.registration;
  const fresh = made || (await pushManager.getSubscription()) || (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: kept.key }));
  const { endpoint, keys } = fresh.toJSON();
  if (endpoint === kept.endpoint) return;
  const body = JSON.stringify({ renewal_token: kept.token, endpoint, p256dh: keys.p256dh, auth: keys.auth });
  const answer = await self.fetch("/api/v1/push-devices/renew", { method: "POST", credentials: "omit", headers: { "Content-Type": "application/json" }, body });
  if (answer.ok) return shelf.put(KEPT, new Response(JSON.stringify({ ...kept, endpoint })));
  if (answer.status !== 404) throw new Error(`The server has not taken the new subscription: ${answer.status}.`);
  // Its owner has removed this browser elsewhere, or somebody else has it.
  await shelf.delete(KEPT);
  await fresh.unsubscribe();
}

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event.newSubscription)));

// A page asks, for when there was no connection or the browser did not tell.
self.addEventListener("message", (event) => {
  if (event.data === "renew") event.waitUntil(renew());
});
