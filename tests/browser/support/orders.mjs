// Quotes and orders as the beginning of a flow: made through the API, by people of their own.
import { randomUUID } from "node:crypto";
import { block } from "./parts.mjs";
import { address } from "./people.mjs";

const key = () => ({ "Idempotency-Key": randomUUID() });

export async function sendPart(person, part = block()) {
  const answer = await person.call("POST", "/files", { multipart: { file: { name: part.name, mimeType: "model/stl", buffer: part.bytes } } }, key());
  return answer.items[0].id;
}

/** A quote of a customer; with a note it waits for review. */
export async function makeQuote(customer, { note, part, quantity = 1 } = {}) {
  const file_id = await sendPart(customer, part);
  const line = { file_id, service: "fdm", material: "pla", quantity };
  return customer.call("POST", "/quotes", { lines: [line], ...(note ? { note } : {}) }, key());
}

/** An order that waits to be confirmed. */
export async function makeOrder(customer, more) {
  const quote = await makeQuote(customer, more);
  return customer.call("POST", `/sales-orders/convert/${quote.id}`, { shipping_address: address }, key());
}

/** The customer wants another number of the same. */
export const revise = (customer, { id, lines, note }, quantity) =>
  customer.call("POST", `/quotes/${id}/revise`, {
    lines: lines.map(({ file_id, service, material }) => ({ file_id, service, material, quantity })),
    ...(note ? { note } : {}),
  });
