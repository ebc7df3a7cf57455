import { fieldsOf, limitsOf, typeOf } from './describe-schema.ts';
import { type OpenApiDocument, resolve, type Schema } from './openapi.ts';
import { Prose } from './prose.tsx';

const MAX_DEPTH = 5;

/** The fields of a schema, one line each; what lies deeper opens on demand. */
export function SchemaView(props: { document: OpenApiDocument; schema: Schema; depth?: number }) {
  const { document, schema, depth = 0 } = props;
  const below = fieldsOf(document, schema);
  if (!below) {
    return (
      <p class="fields-none">
        <TypeLine document={document} schema={schema} />
      </p>
    );
  }
  return (
    <ul class="fields">
      {below.fields.map(([name, field]) => (
        <li key={name}>
          <Field
            document={document}
            name={name}
            schema={field}
            isRequired={below.required.has(name)}
            depth={depth}
          />
        </li>
      ))}
    </ul>
  );
}

interface FieldProps {
  document: OpenApiDocument;
  name: string;
  schema: Schema;
  isRequired: boolean;
  depth: number;
}

function Field({ document, name, schema, isRequired, depth }: FieldProps) {
  const description = schema.description ?? resolve<Schema>(document, schema as { $ref: string }).description;
  return (
    <>
      <code class="field-name">{name}</code> <TypeLine document={document} schema={schema} />
      {isRequired && <span class="badge">required</span>}
      {description && <Prose text={description} />}
      {depth < MAX_DEPTH && fieldsOf(document, schema) && (
        <details>
          <summary>Fields of {name}</summary>
          <SchemaView document={document} schema={schema} depth={depth + 1} />
        </details>
      )}
    </>
  );
}

function TypeLine({ document, schema }: { document: OpenApiDocument; schema: Schema }) {
  const limits = limitsOf(document, schema);
  return (
    <span class="type">
      {typeOf(document, schema)}
      {limits.length > 0 && <span class="muted"> · {limits.join(' · ')}</span>}
    </span>
  );
}
