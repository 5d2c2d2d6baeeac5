// Keeps the outer contract of a release, and says what a later document would break of it.
//   contract.mjs keep <document> <errors page> <contract>           writes the contract: the document without its prose and examples, and the codes
//   contract.mjs compare <contract> <document> <errors page> [accepted]   a sentence for each break; 1 if one is not accepted
// A caller of the previous release goes on working: what it sends is taken, and what it reads is there.
import { readFileSync, writeFileSync } from 'node:fs';
import { argv, exit } from 'node:process';

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Code to status, from the generated page of all errors. */
const codesOf = (page) =>
  Object.fromEntries([...readFileSync(page, 'utf8').matchAll(/^\| .*?`([a-z_]+\.[a-z_.]+)` \| (\d+) \|/gm)].map(([, code, status]) => [code, Number(status)]));

// A property may be called "description": only what stands beside a type is prose. Arrays have no members of their own.
const prose = new Set(['description', 'summary', 'example', 'examples', 'tags', 'default']);
function bare(value, isNames = false) {
  if (Array.isArray(value)) return value.map((one) => bare(one));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => isNames || !prose.has(name))
      .map(([name, inner]) => [name, bare(inner, !isNames && (name === 'properties' || name === 'schemas' || name === 'responses'))]),
  );
}

function keep(document, errors, contract) {
  const { paths, components } = bare(read(document));
  // The schema of a refusal is the same everywhere, and its codes are told below.
  for (const operation of Object.values(paths).flatMap(Object.values)) {
    delete operation.security;
    operation.responses = Object.fromEntries(Object.entries(operation.responses).filter(([status]) => status < '400'));
  }
  const lines = (object) => Object.entries(sorted(object)).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const part = (object) => `{\n${lines(object).join(',\n')}\n}`;
  writeFileSync(
    contract,
    `{\n"codes": ${part(codesOf(errors))},\n"paths": ${part(paths)},\n"components": {"schemas": ${part(components.schemas)}}\n}\n`,
  );
}

/** Every field by its path, as far as the references lead. */
function fieldsOf(schema, schemas, at = '', isRequired = true, seen = [], found = new Map()) {
  const name = schema.$ref?.split('/').pop();
  if (name) {
    if (seen.includes(name)) return found.set(at, { types: [name], isRequired });
    return fieldsOf({ ...schemas[name], ...schema, $ref: undefined }, schemas, at, isRequired, [...seen, name], found);
  }
  // A reference or nothing is the only choice that the document has.
  const choices = (schema.oneOf ?? schema.anyOf)?.filter((one) => one.type !== 'null');
  if (choices?.length === 1) {
    fieldsOf(choices[0], schemas, at, isRequired, seen, found);
    found.get(at).types.push('null');
    return found;
  }
  const types = [schema.type ?? 'any'].flat().map((type) => (type === 'null' || !schema.format ? type : `${type} (${schema.format})`));
  found.set(at, { types, isRequired, enum: schema.enum?.filter((one) => one !== null), limits: schema });
  for (const [field, inner] of Object.entries(schema.properties ?? {})) {
    fieldsOf(inner, schemas, `${at}/${field}`, schema.required?.includes(field) ?? false, seen, found);
  }
  if (schema.items) fieldsOf(schema.items, schemas, `${at}/*`, true, seen, found);
  if (typeof schema.additionalProperties === 'object') fieldsOf(schema.additionalProperties, schemas, `${at}/{}`, true, seen, found);
  return found;
}

const without = (all, some) => all.filter((one) => !some.includes(one));

/** What a caller sends: nothing less may be taken, and nothing more be asked for. */
function* sentBreaks(where, before, now) {
  for (const [field, was] of before) {
    const is = now.get(field);
    if (!is) yield `${where}${field} is gone`;
    else {
      const lost = is.types.includes('any') ? [] : without(was.types, is.types);
      if (lost.length > 0) yield `${where}${field} no longer takes ${lost.join(', ')}`;
      if (is.isRequired && !was.isRequired) yield `${where}${field} is required now`;
      const values = is.enum ? without(was.enum ?? ['any value'], is.enum) : [];
      if (values.length > 0) yield `${where}${field} no longer takes ${values.join(', ')}`;
      for (const limit of ['maximum', 'maxLength', 'maxItems']) {
        if (is.limits?.[limit] < (was.limits?.[limit] ?? Infinity)) yield `${where}${field} has a lower ${limit} (${is.limits[limit]})`;
      }
      for (const limit of ['minimum', 'minLength', 'minItems']) {
        if (is.limits?.[limit] > (was.limits?.[limit] ?? (limit === 'minimum' ? -Infinity : 0))) yield `${where}${field} has a higher ${limit} (${is.limits[limit]})`;
      }
    }
  }
  for (const [field, is] of now) {
    // A new member of a new object is asked for with the object only.
    const parent = field.slice(0, Math.max(0, field.lastIndexOf('/')));
    if (!before.has(field) && is.isRequired && before.has(parent)) yield `${where}${field} is new and required`;
  }
}

/** What a caller reads: it is there, and of a kind that it knows. */
function* readBreaks(where, before, now) {
  for (const [field, was] of before) {
    const is = now.get(field);
    if (!is) yield `${where}${field} is gone`;
    else {
      const added = was.types.includes('any') ? [] : without(is.types, was.types);
      if (added.length > 0) yield `${where}${field} may be ${added.join(', ')} now`;
      if (was.isRequired && !is.isRequired) yield `${where}${field} may be missing now`;
    }
  }
}

const parametersOf = (operation, schemas) => {
  const found = new Map();
  for (const one of operation.parameters ?? []) fieldsOf(one.schema ?? {}, schemas, `${one.in} ${one.name}`, one.required ?? false, [], found);
  // The place where a new parameter would stand.
  return found.set('', { types: [], isRequired: false });
};

function* operationBreaks(name, before, now, wasSchemas, schemas) {
  if (before.operationId !== now.operationId) yield `${name}: the operation is called ${now.operationId} instead of ${before.operationId}`;
  yield* sentBreaks(`${name}: parameter `, parametersOf(before, wasSchemas), parametersOf(now, schemas));
  if (!before.requestBody && now.requestBody?.required) yield `${name}: a body is required now`;
  for (const [media, was] of Object.entries(before.requestBody?.content ?? {})) {
    const is = now.requestBody?.content[media];
    if (!is) yield `${name}: a body as ${media} is no longer taken`;
    else yield* sentBreaks(`${name}: body `, fieldsOf(was.schema ?? {}, wasSchemas), fieldsOf(is.schema ?? {}, schemas));
  }
  for (const [status, was] of Object.entries(before.responses)) {
    const is = now.responses[status];
    if (!is) yield `${name}: it no longer answers ${status}`;
    for (const [media, content] of Object.entries((is && was.content) ?? {})) {
      if (!is.content?.[media]) yield `${name}: ${status} is no longer told as ${media}`;
      else yield* readBreaks(`${name}: ${status} `, fieldsOf(content.schema ?? {}, wasSchemas), fieldsOf(is.content[media].schema ?? {}, schemas));
    }
  }
}

function* breaks(contract, document, codes) {
  for (const [path, operations] of Object.entries(contract.paths)) {
    for (const [method, before] of Object.entries(operations)) {
      const now = document.paths[path]?.[method];
      const name = `${method.toUpperCase()} ${path}`;
      if (now) yield* operationBreaks(name, before, now, contract.components.schemas, document.components.schemas);
      else yield `${name} is gone`;
    }
  }
  for (const [code, status] of Object.entries(contract.codes)) {
    if (!(code in codes)) yield `code ${code} is gone`;
    else if (codes[code] !== status) yield `code ${code} is ${codes[code]} instead of ${status}`;
  }
}

const [verb, ...paths] = argv.slice(2);
if (verb === 'keep' && paths.length === 3) keep(...paths);
else if (verb === 'compare' && paths.length >= 3) {
  const [contract, document, errors, accepted] = paths;
  const excused = accepted ? readFileSync(accepted, 'utf8').split('\n') : [];
  const found = without([...new Set(breaks(read(contract), read(document), codesOf(errors)))], excused);
  for (const one of found) console.log(one);
  if (found.length > 0) console.log(`${found.length} breaks of ${contract}.`);
  exit(found.length > 0 ? 1 : 0);
} else {
  console.error('usage: contract.mjs keep <document> <errors page> <contract> | compare <contract> <document> <errors page> [accepted]');
  exit(2);
}
