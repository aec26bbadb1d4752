// Shows messages that come while no page of ours is open, and leads to what they are about. It keeps nothing and answers no requests.
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
