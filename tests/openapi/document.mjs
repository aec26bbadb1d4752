// What is wrong with an OpenAPI document, as a list of sentences. Beyond the official schema of OpenAPI 3.1 it looks at what
// that schema leaves open: the JSON Schemas inside, operation ids, path parameters, and our own promise that every operation
// has a summary, a described answer and true examples (PL-26).
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const official = new Validator();
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

export async function complaintsAbout(document) {
  const complaints = [];
  if (!/^3\.1\.\d+$/.test(document.openapi)) complaints.push(`openapi is ${document.openapi}, not 3.1.x`);
  const verdict = await official.validate(structuredClone(document));
  for (const error of verdict.valid ? [] : [verdict.errors].flat()) {
    complaints.push(`official schema: ${error.instancePath ?? ""} ${error.message ?? error}`);
  }
  if (complaints.length > 0) return complaints;
  complaints.push(...schemaComplaints(document));
  const soundSchemas = complaints.length === 0; // examples are held against them
  return [...complaints, ...operationComplaints(document, soundSchemas)];
}

function* walk(node, pointer = "") {
  yield [node, pointer];
  if (node === null || typeof node !== "object") return;
  for (const [key, child] of Object.entries(node)) {
    yield* walk(child, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  }
}

function at(document, reference) {
  const steps = reference.slice(2).split("/").map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
  return steps.reduce((node, step) => node?.[step], document);
}

function resolved(document, node) {
  return node?.$ref === undefined ? node : resolved(document, at(document, node.$ref));
}

// A validator that knows the document, so that schemas in it may refer to each other.
function validatorFor(document) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "document:", components: document.components ?? {} });
  return ajv;
}

// The schema as part of that document: a reference inside it is one into the document.
function anchored(schema) {
  return JSON.parse(JSON.stringify(schema), (key, value) => (key === "$ref" ? value.replace(/^#/, "document:#") : value));
}

function* schemaComplaints(document) {
  const ajv = validatorFor(document);
  const places = [...walk(document)].filter(([, pointer]) => /\/(schema|components\/schemas\/[^/]+)$/.test(pointer));
  for (const [schema, pointer] of places) {
    try {
      if (!ajv.validateSchema(schema)) yield `${pointer}: ${ajv.errorsText()}`;
      else ajv.compile(anchored(schema));
    } catch (error) {
      yield `${pointer}: ${error.message}`;
    }
  }
}

function* operationComplaints(document, soundSchemas) {
  const ajv = validatorFor(document);
  const seen = new Set();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of METHODS.filter((name) => item[name])) {
      const operation = item[method];
      const name = `${method.toUpperCase()} ${path}`;
      if (!operation.operationId) yield `${name}: has no operationId`;
      else if (seen.has(operation.operationId)) yield `${name}: operationId ${operation.operationId} is not unique`;
      seen.add(operation.operationId);
      if (!operation.summary) yield `${name}: has no summary`;
      yield* parameterComplaints(document, name, path, [...(item.parameters ?? []), ...(operation.parameters ?? [])]);
      yield* answerComplaints(document, name, operation);
      if (!soundSchemas) continue;
      for (const [content, pointer] of contents(document, operation)) {
        yield* exampleComplaints(ajv, document, `${name} ${pointer}`, content);
      }
    }
  }
}

function* parameterComplaints(document, name, path, parameters) {
  const declared = parameters.map((one) => resolved(document, one)).filter((one) => one.in === "path").map((one) => one.name);
  const named = [...path.matchAll(/\{([^}]+)\}/g)].map((found) => found[1]);
  for (const parameter of named) if (!declared.includes(parameter)) yield `${name}: {${parameter}} is not declared`;
  for (const parameter of declared) if (!named.includes(parameter)) yield `${name}: ${parameter} is not in the path`;
}

function* answerComplaints(document, name, operation) {
  const answers = Object.entries(operation.responses ?? {});
  if (!answers.some(([status]) => /^[123]/.test(status))) yield `${name}: no answer of success`;
  for (const [status, answer] of answers) {
    const { content } = resolved(document, answer);
    const needsContent = !["204", "205", "304"].includes(status) && !status.startsWith("3") && !status.startsWith("1");
    if (needsContent && !content) yield `${name} ${status}: says nothing about its content`;
    for (const [type, { schema }] of Object.entries(content ?? {})) {
      if (/json/.test(type) && !schema) yield `${name} ${status}: ${type} has no schema`;
    }
  }
}

function* contents(document, operation) {
  const body = resolved(document, operation.requestBody);
  for (const [type, content] of Object.entries(body?.content ?? {})) yield [content, `request ${type}`];
  for (const [status, answer] of Object.entries(operation.responses ?? {})) {
    for (const [type, content] of Object.entries(resolved(document, answer).content ?? {})) yield [content, `${status} ${type}`];
  }
}

function* exampleComplaints(ajv, document, name, content) {
  const named = Object.values(content.examples ?? {}).map((one) => resolved(document, one).value);
  const examples = "example" in content ? [content.example, ...named] : named;
  if (examples.length === 0 || !content.schema) return;
  const fits = ajv.compile(anchored(content.schema));
  for (const example of examples) if (!fits(example)) yield `${name}: example: ${ajv.errorsText(fits.errors)}`;
}
