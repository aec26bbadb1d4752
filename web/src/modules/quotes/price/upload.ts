// Sends files, two at a time, with progress; each can be stopped and tried again.
import { api, changeHeaders, randomKey, withSession, type Schema } from "@/api/client";
import { noConnection, Problem, problemFrom, problemOf } from "@/api/problem";
import { beVisitor, rememberSent } from "@/api/visitor";
import { addPart, currentBasket, firstChoice, updatePart, type Choice, type FileView, type Upload } from "./basket";

const AT_ONCE = 2;
const MOST_BYTES = 150 * 2 ** 20 - 65_536; // what the server takes in one request, less what the form adds
const sources = new Map<string, File>();
const running = new Map<string, AbortController>();
const waiting: string[] = [];

interface Sending {
  key: string;
  file: File;
  signal: AbortSignal;
}

/** XMLHttpRequest, because fetch says nothing of how much has been sent. */
function send({ key, signal }: Sending, url: string, headers: Headers, form: FormData): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stopped = () => reject(new DOMException("stopped", "AbortError"));
    if (signal.aborted) return stopped();
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", url);
    headers.forEach((value, name) => request.setRequestHeader(name, value));
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) updatePart(key, { upload: { state: "sending", share: event.loaded / event.total } });
    };
    request.upload.onload = () => updatePart(key, { upload: { state: "measuring" } });
    request.onload = () => resolve(responseOf(request));
    request.onerror = () => reject(noConnection());
    request.onabort = stopped;
    request.send(form);
  });
}

async function sendWhole(sending: Sending): Promise<FileView | undefined> {
  const { key, file } = sending;
  const form = new FormData();
  form.append("file", file, file.name);
  const headers = changeHeaders("POST", { idempotencyKey: `${key}-${randomKey()}` });
  const response = await withSession(() => send(sending, "/api/v1/files", headers, form));
  if (!response.ok) throw await problemFrom(response);
  const { items } = (await response.json()) as { items: FileView[] };
  return items[0];
}

/** To where the server says, which may be another host; then the server makes a file of it. */
async function sendDirectly(sending: Sending): Promise<FileView> {
  const { file, signal } = sending;
  const place = await api.post("/api/v1/files/uploads", { body: { file_name: file.name, size: file.size }, signal });
  const form = new FormData();
  for (const { name, value } of place.fields) form.append(name, value);
  form.append(place.file_field, file, file.name);
  const headers = place.url.startsWith("/") ? changeHeaders("POST", {}) : new Headers();
  const response = await send(sending, place.url, headers, form);
  if (!response.ok) throw await problemFrom(response);
  return api.post("/api/v1/files/uploads/{upload_id}/complete", { path: { upload_id: place.id }, body: {}, signal });
}

let rules: Promise<Schema<"UploadRules">> | undefined;

/** Large files go directly where the server says so; who cannot ask sends them the usual way. */
async function isSentDirectly(file: File): Promise<boolean> {
  rules ??= api.get("/api/v1/files/rules");
  try {
    return file.size > (await rules).direct_above;
  } catch {
    rules = undefined;
    return false;
  }
}

function responseOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const at = line.indexOf(":");
    if (at > 0) headers.append(line.slice(0, at), line.slice(at + 1).trim());
  }
  return new Response(request.responseText || null, { status: request.status, headers });
}

/** Documents go along with a request, but only models have a price. */
export const isModel = (file: FileView) => file.status === "ready" && !!file.analysis;

async function run(key: string): Promise<void> {
  const source = sources.get(key);
  if (!source) return;
  const control = new AbortController();
  const sending = { key, file: source, signal: control.signal };
  running.set(key, control);
  updatePart(key, { upload: { state: "sending", share: 0 } });
  try {
    const file = (await isSentDirectly(source)) ? await sendDirectly(sending) : await sendWhole(sending);
    if (file) rememberSent(file.id);
    updatePart(key, { file, upload: undefined });
    sources.delete(key);
  } catch (thrown) {
    if (thrown instanceof DOMException) return;
    updatePart(key, { upload: { state: "failed", problem: problemOf(thrown) } });
  } finally {
    if (running.get(key) === control) running.delete(key);
    next();
  }
}

function next(): void {
  while (running.size < AT_ONCE && waiting.length) void run(waiting.shift()!);
}

/** New parts begin with what is chosen for the part on the screen, quantity apart. */
function choiceForNew(): Choice {
  const { parts, selected } = currentBasket();
  const shown = parts.find((part) => part.key === selected);
  return shown ? { ...shown.choice, quantity: 1 } : firstChoice;
}

export function uploadFiles(files: Iterable<File>): void {
  beVisitor();
  for (const file of files) {
    const key = randomKey();
    const isTooLarge = file.size > MOST_BYTES;
    const upload: Upload = isTooLarge ? { state: "failed", problem: new Problem({ status: 413, code: "file_too_large" }) } : { state: "waiting" };
    addPart({ key, name: file.name, size: file.size, upload, choice: choiceForNew() });
    if (isTooLarge) continue;
    sources.set(key, file);
    waiting.push(key);
  }
  next();
}

export function addKnownFile(file: FileView): void {
  addPart({ key: randomKey(), name: file.file_name, size: file.size, file, choice: choiceForNew() });
}

/** Stops sending; the file can be sent again until its part is removed. */
export function stopUpload(key: string): void {
  const at = waiting.indexOf(key);
  if (at >= 0) waiting.splice(at, 1);
  running.get(key)?.abort();
  updatePart(key, { upload: { state: "stopped" } });
}

export function forgetUpload(key: string): void {
  if (!sources.delete(key)) return;
  stopUpload(key);
}

/** What the server refused stays refused; what did not reach it, or came too early, can be sent again. */
export const canRetry = (problem: Problem) => problem.status === 0 || problem.status === 429 || problem.status >= 500;

export function retryUpload(key: string): void {
  if (!sources.has(key)) return;
  updatePart(key, { upload: { state: "waiting" } });
  waiting.push(key);
  next();
}
