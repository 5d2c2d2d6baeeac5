/** What a form has to know of one argument of a tool. */
export type Argument = {
  name: string;
  required: boolean;
  kind: 'text' | 'number' | 'integer' | 'yesNo' | 'choice' | 'choices' | 'lines' | 'date' | 'time' | 'json';
  /** Values that are allowed, where there is a list of them. */
  options: readonly string[];
  description: string | undefined;
  isLong: boolean;
};

type Node = { readonly [name: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** For paging by a program; a person reads the first page and narrows it. */
const technical = new Set(['cursor', 'withTotal']);
const longText = 400;

/** The arguments of a tool by its JSON Schema, those that it needs first. What no field is known for is typed as JSON. */
export function argumentsOf(schema: unknown): readonly Argument[] {
  if (!isNode(schema) || !isNode(schema.properties)) return [];
  const definitions = isNode(schema.$defs) ? schema.$defs : {};
  const needed = new Set(Array.isArray(schema.required) ? schema.required : []);
  return Object.entries(schema.properties)
    .filter(([name]) => !technical.has(name))
    .map(([name, own]) => argument(name, own, needed.has(name), definitions))
    .toSorted((a, b) => Number(b.required) - Number(a.required));
}

function argument(name: string, own: unknown, required: boolean, definitions: Node): Argument {
  const node = resolve(own, definitions);
  const description = isNode(own) && typeof own.description === 'string' ? own.description : node.description;
  return {
    name,
    required,
    ...kindOf(node, definitions),
    description: typeof description === 'string' ? description : undefined,
    isLong: typeof node.maxLength === 'number' && node.maxLength >= longText,
  };
}

/** What is referred to, and of "null or this" this. */
function resolve(value: unknown, definitions: Node): Node {
  if (!isNode(value)) return {};
  if (typeof value.$ref === 'string') return resolve(definitions[value.$ref.replace('#/$defs/', '')], definitions);
  const choices = [value.oneOf, value.anyOf].find((each) => Array.isArray(each)) as unknown[] | undefined;
  const others = choices?.filter((each) => !(isNode(each) && each.type === 'null'));
  return others?.length === 1 ? resolve(others[0], definitions) : value;
}

function typesOf(node: Node): readonly unknown[] {
  const types = Array.isArray(node.type) ? (node.type as unknown[]) : [node.type];
  return types.filter((type) => type !== 'null');
}

function optionsOf(node: Node): readonly string[] {
  return Array.isArray(node.enum) ? node.enum.filter((value) => typeof value === 'string') : [];
}

function kindOf(node: Node, definitions: Node): Pick<Argument, 'kind' | 'options'> {
  const options = optionsOf(node);
  const types = typesOf(node);
  if (options.length > 0) return { kind: 'choice', options };
  if (types.includes('array')) {
    const items = resolve(node.items, definitions);
    const known = optionsOf(items);
    if (known.length > 0) return { kind: 'choices', options: known };
    return { kind: typesOf(items).includes('string') ? 'lines' : 'json', options };
  }
  // A number is often a number or a text that holds one.
  if (types.includes('integer')) return { kind: 'integer', options };
  if (types.includes('number')) return { kind: 'number', options };
  if (types.includes('boolean')) return { kind: 'yesNo', options };
  if (!types.includes('string')) return { kind: 'json', options };
  return { kind: node.format === 'date' ? 'date' : node.format === 'date-time' ? 'time' : 'text', options };
}

/** What fields hold while they are typed in: texts, and lists of what is marked. */
export type Typed = Record<string, string | string[]>;

export function typedOf(known: readonly Argument[], given: Readonly<Record<string, unknown>>): Typed {
  return Object.fromEntries(known.map((each) => [each.name, shown(each, given[each.name])]));
}

function shown({ kind }: Argument, value: unknown): string | string[] {
  if (kind === 'choices') return Array.isArray(value) ? value.map(String) : [];
  if (value === undefined || value === null) return '';
  if (kind === 'lines' && Array.isArray(value)) return value.join('\n');
  if (kind === 'time' && typeof value === 'string') return localTime(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function localTime(iso: string) {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '';
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The code of what is wrong with a field, or nothing. The server judges all the rest. */
export function wrongWith({ kind, required }: Argument, value: string | string[] | undefined): string | undefined {
  const text = Array.isArray(value) ? value.join('') : (value ?? '').trim();
  if (!text) return required && kind !== 'lines' && kind !== 'choices' ? 'validation.required' : undefined;
  if (kind === 'integer' && !/^-?\d+$/.test(text)) return 'validation.pattern';
  if (kind === 'number' && Number.isNaN(Number(text))) return 'validation.pattern';
  return kind === 'json' && !isJson(text) ? 'validation.pattern' : undefined;
}

function isJson(text: string) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What the tool is called with: an empty field that is not needed is left out. */
export function valuesOf(known: readonly Argument[], typed: Typed): Record<string, unknown> {
  return Object.fromEntries(
    known.flatMap((each) => {
      const value = valueOf(each, typed[each.name] ?? '');
      return value === undefined ? [] : [[each.name, value]];
    }),
  );
}

function valueOf({ kind, required }: Argument, typed: string | string[]): unknown {
  if (Array.isArray(typed)) return typed.length > 0 || required ? typed : undefined;
  const text = kind === 'lines' ? typed : typed.trim();
  if (kind === 'lines') {
    const lines = text.split('\n').map((line) => line.trim());
    const found = lines.filter(Boolean);
    return found.length > 0 || required ? found : undefined;
  }
  if (!text) return undefined;
  if (kind === 'integer' || kind === 'number') return Number(text);
  if (kind === 'yesNo') return text === 'true';
  if (kind === 'time') return new Date(text).toISOString();
  return kind === 'json' ? (JSON.parse(text) as unknown) : text;
}
