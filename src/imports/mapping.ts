import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { commandTypes, isCommandType } from '../../schemas/commands.js';
import { departmentId } from '../../schemas/identifiers.js';
import { conversions } from './conversions.js';
import { isFieldPath } from './field-path.js';
import { FileRefused } from './file-refused.js';
import { type ImportRejectionCode, importRejections } from './rejections.js';

const pattern = z.string().max(500).refine(isPattern, { error: 'must be a regular expression' });

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

const conversion = z.enum(conversions);

/** Where the value of a field comes from: a constant, or a column and how it is read. */
const field = z.union([
  z.strictObject({
    value: z.union([z.string(), z.number(), z.boolean(), z.array(z.never())]),
    ifColumn: z.string().optional(),
  }),
  z.strictObject({
    column: z.string(),
    as: conversion.default('text'),
    /** Printed word -> code; a word that is not here is refused. */
    codes: z.record(z.string(), z.string()).optional(),
    /** The cell counts only if it matches, or only if it does not. */
    matching: pattern.optional(),
    notMatching: pattern.optional(),
    /** A column whose text may print the same amount exactly, with 角 or 分. */
    printedIn: z.string().optional(),
  }),
]);
export type FieldMapping = z.output<typeof field>;

const rejection = z.string().refine((code): code is ImportRejectionCode => Object.hasOwn(importRejections, code), {
  error: `must be one of ${Object.keys(importRejections).join(', ')}`,
});

/** 列映射: how the rows of a foreign table become commands. Field names are paths such as `authority.name`. */
const mapping = z.strictObject({
  description: z.string().optional(),
  command: z.string().refine(isCommandType, { error: `must be one of ${commandTypes.join(', ')}` }),
  /** Column of the unified social credit code; without one the rows can only be matched by name. */
  code: z.string().optional(),
  /** Column of the name, for the report of candidates. */
  name: z.string().optional(),
  department: departmentId,
  /** Words that the publisher's page left in the cells. */
  strip: z.array(z.string().min(1)).default([]),
  rejectIf: z
    .array(z.strictObject({ columns: z.array(z.string()).min(1), matches: pattern, code: rejection }))
    .default([]),
  fields: z.record(z.string().refine(isFieldPath, { error: 'must be a field path' }), field),
});
export type Mapping = z.output<typeof mapping>;

const shipped = new URL('../../../src/imports/mappings/', import.meta.url);

/** Reads a mapping: a file, or the name of one that is shipped. Throws FileRefused that names the field and the rule. */
export function readMapping(nameOrFile: string): Mapping {
  const file = nameOrFile.endsWith('.json') ? nameOrFile : new URL(`${nameOrFile}.json`, shipped);
  const parsed = mapping.safeParse(parseJson(file, nameOrFile));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new FileRefused('MAPPING_INVALID', `mapping ${nameOrFile}: ${issue?.path.join('.')}: ${issue?.message}`);
}

function parseJson(file: string | URL, called: string): unknown {
  if (!existsSync(file)) {
    const shipped = shippedMappings().join(', ');
    throw new FileRefused('MAPPING_INVALID', `there is no mapping ${called}; name a .json file, or one of ${shipped}`);
  }
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FileRefused('MAPPING_INVALID', `cannot read the mapping ${called}: ${reason}`);
  }
}

/** The names of the mappings that are shipped, in order. */
export function shippedMappings(): readonly string[] {
  return readdirSync(shipped)
    .map((file) => file.replace(/\.json$/, ''))
    .sort();
}

/** Every column that a mapping reads; a table must have them all. */
export function columnsOf({ code, name, rejectIf, fields }: Mapping): readonly string[] {
  const read = Object.values(fields).flatMap((from) =>
    'column' in from ? [from.column, from.printedIn] : [from.ifColumn],
  );
  const all = [code, name, ...rejectIf.flatMap(({ columns }) => columns), ...read];
  return [...new Set(all.filter((column) => column !== undefined))];
}
