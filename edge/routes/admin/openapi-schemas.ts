import { z } from 'zod';
import { FeaturesSchema, OwnAccessSchema } from '../../../shared/contract/admin/access.ts';
import {
  AccountInputSchema,
  AccountSchema,
  AccountSettingsSchema,
} from '../../../shared/contract/admin/account.ts';
import { ImportInputSchema } from '../../../shared/contract/admin/job.ts';
import { RESOURCE_KINDS, type Resource } from '../../domain/resource-model.ts';
import { camelCase, RESOURCES, titleOf } from '../../domain/resources.ts';

/** JSON Schema 2020-12, as OpenAPI 3.1 has it. */
export type JsonSchema = Record<string, unknown>;

const WarningSchema = z.object({ code: z.string(), path: z.string(), message: z.string() });
const FieldErrorSchema = z.object({ path: z.string(), code: z.string(), message: z.string() });
const ProblemSchema = z.object({
  type: z.url(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(FieldErrorSchema).optional(),
});
const TokenSchema = z.object({
  name: z.string(),
  scopes: z.array(z.string()),
  expiresAt: z.iso.datetime().nullable(),
});

/** Schemas that no resource has, by name. */
export type NamedSchemas = Readonly<Record<string, { schema: z.ZodObject; io: 'input' | 'output' }>>;

/** `components.schemas` of the document: what is written and what is read of each resource, and their lists. */
export function describeSchemas(people: NamedSchemas): Record<string, JsonSchema> {
  const schemas: Record<string, JsonSchema> = {
    Account: outputOf(AccountSchema),
    AccountInput: inputOf(AccountInputSchema),
    AccountPatch: patchOf(inputOf(AccountSettingsSchema)),
    CreatedAccount: outputOf(z.object({ account: AccountSchema, token: z.string() })),
    AccountList: listOf('Account'),
    Me: outputOf(z.object({ account: AccountSchema, token: TokenSchema, ...OwnAccessSchema.shape })),
    Features: outputOf(FeaturesSchema),
    Problem: outputOf(ProblemSchema),
    ImportInput: inputOf(ImportInputSchema),
  };
  for (const kind of RESOURCE_KINDS) Object.assign(schemas, schemasOf(RESOURCES[kind]));
  for (const [name, { schema, io }] of Object.entries(people)) {
    schemas[name] = io === 'input' ? inputOf(schema) : outputOf(schema);
  }
  return schemas;
}

export function refTo(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

/** Schema of the body of an action on the list or of a question: `CampaignOrder`. */
export function bodyNameOf(resource: Resource, name: string): string {
  return titleOf(resource) + name.charAt(0).toUpperCase() + camelCase(name).slice(1);
}

/** Schema of what a question or a view is answered with. */
export function answerNameOf(resource: Resource, name: string): string {
  return `${bodyNameOf(resource, name)}Answer`;
}

function schemasOf(resource: Resource): Record<string, JsonSchema> {
  const title = titleOf(resource);
  const entity = resource.warns
    ? resource.entity.extend({ warnings: z.array(WarningSchema) })
    : resource.entity;
  const schemas: Record<string, JsonSchema> = { [title]: outputOf(entity), [`${title}List`]: listOf(title) };
  if (resource.input) {
    const input = inputOf(resource.input);
    if (resource.verbs.includes('create')) schemas[`${title}Input`] = input;
    if (resource.verbs.includes('update')) schemas[`${title}Patch`] = patchOf(input);
  }
  const asked = resource.questions.filter(({ method }) => method === 'post');
  for (const { name, input } of [...resource.listActions, ...asked]) {
    schemas[bodyNameOf(resource, name)] = inputOf(input);
  }
  for (const { name, answer } of [...resource.questions, ...resource.views]) {
    schemas[answerNameOf(resource, name)] = outputOf(answer);
  }
  return schemas;
}

/** The members of an input that is sent as a query. */
export function queryOf(schema: z.ZodObject): [name: string, schema: JsonSchema][] {
  return Object.entries(inputOf(schema).properties as Record<string, JsonSchema>);
}

function inputOf(schema: z.ZodType): JsonSchema {
  return withoutDialect(z.toJSONSchema(schema, { io: 'input' }));
}

/** Answers may gain fields at any time, so none of their objects is closed. */
function outputOf(schema: z.ZodType): JsonSchema {
  const open = z.toJSONSchema(schema, {
    io: 'output',
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return withoutDialect(open);
}

/** OpenAPI 3.1 names the dialect once for the whole document. */
function withoutDialect({ $schema: _, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function listOf(title: string): JsonSchema {
  return {
    type: 'object',
    properties: {
      items: { type: 'array', items: refTo(title) },
      nextCursor: { type: ['string', 'null'], description: 'Null on the last page.' },
    },
    required: ['items', 'nextCursor'],
  };
}

/** A merge patch of an object: no member is needed, none has a default, and null puts it back to its default. */
function patchOf(schema: JsonSchema): JsonSchema {
  const { required: _, default: __, properties, ...rest } = schema;
  if (typeof properties !== 'object' || properties === null) return rest;
  const members = Object.entries(properties as Record<string, JsonSchema>).map(([name, member]) => {
    const patch = patchOf(member);
    return [name, takesNull(patch) ? patch : { anyOf: [patch, { type: 'null' }] }];
  });
  return { ...rest, properties: Object.fromEntries(members) };
}

function takesNull({ anyOf }: JsonSchema): boolean {
  return Array.isArray(anyOf) && anyOf.some((option: JsonSchema) => option.type === 'null');
}
