// This browser and its push service. Nothing here asks for permission but `subscribe`, and that only after a click.
import { api } from "@/api/client";

const KEPT = "guildhall.push";
const WORKER = "/push-worker.js";
// Where the worker looks when the push service renews the subscription; the names are in push-worker.js too.
const SHELF = "guildhall-push";
const SUBSCRIPTION = "/push-subscription";

export const canPush = () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

/** The id that the server knows this browser by. */
export const ownDevice = () => localStorage.getItem(KEPT);

export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** "Firefox on Linux": what people tell their browsers apart by. */
export function browserName(agent: string = navigator.userAgent): string {
  const browsers: [RegExp, string][] = [[/Edg\//, "Edge"], [/OPR\//, "Opera"], [/YaBrowser\//, "Yandex"], [/Firefox\//, "Firefox"], [/Chrome\//, "Chrome"], [/Safari\//, "Safari"]];
  const systems: [RegExp, string][] = [[/Android/, "Android"], [/iPhone|iPad/, "iOS"], [/Windows/, "Windows"], [/Mac OS X/, "macOS"], [/Linux/, "Linux"]];
  const first = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(agent))?.[1];
  return [first(browsers) ?? "Browser", first(systems)].filter(Boolean).join(" · ");
}

export class NotAllowed extends Error {}

/** Asks the person, then the browser, then tells the server. */
export async function subscribe(publicKey: string): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") throw new NotAllowed();
  const registration = await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  const known = await registration.pushManager.getSubscription();
  await known?.unsubscribe(); // it may belong to an earlier key of the company
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) });
  const { endpoint, keys } = made.toJSON();
  const device = await api.post("/api/v1/push-devices", { body: { endpoint: endpoint ?? "", p256dh: keys?.["p256dh"] ?? "", auth: keys?.["auth"] ?? "", name: browserName() } });
  localStorage.setItem(KEPT, device.id);
  const kept = { token: device.renewal_token, endpoint, key: publicKey };
  await (await caches.open(SHELF)).put(SUBSCRIPTION, new Response(JSON.stringify(kept)));
}

/** Has the worker compare the subscription with the one that the server knows: it may have been renewed without a connection. */
export async function lookAfterSubscription(): Promise<void> {
  if (!ownDevice() || !canPush()) return;
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  registration?.active?.postMessage("renew");
}

export async function unsubscribe(deviceId: string): Promise<void> {
  if (deviceId === ownDevice() && canPush()) {
    const registration = await navigator.serviceWorker.getRegistration(WORKER);
    await (await registration?.pushManager.getSubscription())?.unsubscribe();
    localStorage.removeItem(KEPT);
    await caches.delete(SHELF);
  }
  await api.delete("/api/v1/push-devices/{push_device_id}", { path: { push_device_id: deviceId } });
}
