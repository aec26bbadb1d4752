// The TypeScript types of a document, and what is wrong with them: they must compile strictly and never say `any`.
import openapiTypescript, { astToString } from "openapi-typescript";
import ts from "typescript";

const OPTIONS = { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, types: [] };

export async function typesOf(document) {
  return astToString(await openapiTypescript(structuredClone(document), { silent: true }));
}

export function complaintsAboutTypes(text) {
  const name = "client.ts";
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const host = ts.createCompilerHost(OPTIONS);
  const fromDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) => (file === name ? source : fromDisk(file, ...rest));
  const program = ts.createProgram([name], OPTIONS, host);
  const errors = ts.getPreEmitDiagnostics(program).map((one) => `${place(one.file, one.start)}${ts.flattenDiagnosticMessageText(one.messageText, " ")}`);
  return [...errors, ...placesOfAny(source)];
}

function place(source, offset) {
  if (!source) return "";
  const { line } = source.getLineAndCharacterOfPosition(offset);
  return `${source.fileName}:${line + 1}: `;
}

function placesOfAny(source) {
  const found = [];
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${place(source, node.getStart(source))}any: ${node.parent.getText(source)}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
