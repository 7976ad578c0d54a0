import { type CommandType, enterpriseCommands } from '../../schemas/commands.js';
import { samples } from './samples.js';

const digits = '零一二三四五六七八九';

/** What names something else carries no text of its own. */
const pointers: ReadonlySet<string> = new Set([
  'target',
  'linkedDecision',
  'reinspectionOf',
  'replacedBy',
  'honourIds',
  'absorbed',
]);

type Path = readonly string[];

/** Plants a text of its own in every field of a command that takes free text, found by trying, and remembers each. */
export class Canaries {
  readonly texts: string[] = [];
  /** The commands that carry some. */
  readonly commands = new Set<CommandType>();

  /** The sample of a command's event with the fields of the test, and a canary wherever else one is accepted. */
  planted(type: CommandType, fields: object): unknown {
    const { event, schema } = enterpriseCommands[type];
    const whole: unknown = JSON.parse(JSON.stringify({ ...samples[event], ...fields }));
    const absent = Object.keys(schema.shape).filter((name) => !Object.hasOwn(samples[event], name));
    const free = [...pathsIn(whole), ...absent.map((name) => [name])].filter(
      ([name = '']) => !pointers.has(name) && !Object.hasOwn(fields, name),
    );
    return free.reduce((value, path) => {
      const text = `金丝雀${this.#number()}`;
      const tried = put(value, path, text);
      if (!schema.safeParse(tried).success) return value;
      this.texts.push(text);
      this.commands.add(type);
      return tried;
    }, whole);
  }

  #number(): string {
    return String(this.texts.length)
      .padStart(3, '0')
      .replace(/\d/g, (digit) => digits[Number(digit)] ?? '');
  }
}

/** Where the strings of a value are. */
function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, [...path, name]));
}

function put(value: unknown, [name, ...rest]: Path, text: string): unknown {
  if (name === undefined) return text;
  const fields = new Map<string, unknown>(Object.entries(value ?? {}));
  fields.set(name, put(fields.get(name), rest, text));
  return Array.isArray(value) ? [...fields.values()] : Object.fromEntries(fields);
}
