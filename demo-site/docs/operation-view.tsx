import { CodeBlock } from '../code-block.tsx';
import { clientCodeOf } from './client-code.ts';
import { curlOf } from './curl.ts';
import { limitsOf, typeOf } from './describe-schema.ts';
import { type Answer, firstMedia, type OpenApiDocument, type Operation, type Parameter } from './openapi.ts';
import { InlineText, Prose } from './prose.tsx';
import { sampleOf } from './sample.ts';
import { SchemaView } from './schema-view.tsx';

interface Props {
  document: OpenApiDocument;
  operation: Operation;
}

/** Everything about one operation: what it takes, what it answers, how to call it. */
export function OperationView({ document, operation }: Props) {
  const body = firstMedia(operation.body?.content);
  const client = clientCodeOf(document, operation);
  return (
    <div class="operation-body">
      <div class="operation-text">
        {operation.description && <Prose text={operation.description} />}
        {operation.isDeprecated && <p class="notice">Deprecated: it will go away in a later version.</p>}
        <Parameters document={document} parameters={operation.parameters} />
        {body && (
          <section>
            <h4>
              Body <span class="muted small">{body.type}</span>
            </h4>
            {operation.body?.description && <Prose text={operation.body.description} />}
            {body.media.schema && <SchemaView document={document} schema={body.media.schema} />}
          </section>
        )}
        {operation.answers.length > 0 && (
          <section>
            <h4>Answers</h4>
            {operation.answers.map(({ status, answer }) => (
              <AnswerView key={status} document={document} status={status} answer={answer} />
            ))}
          </section>
        )}
      </div>
      <div class="operation-code">
        <CodeBlock title="Request" text={curlOf(document, operation, location.origin)} />
        {client !== null && <CodeBlock title="By the client" text={client} />}
        <AnswerSample document={document} operation={operation} />
      </div>
    </div>
  );
}

function Parameters({ document, parameters }: { document: OpenApiDocument; parameters: Parameter[] }) {
  if (parameters.length === 0) return null;
  return (
    <section>
      <h4>Parameters</h4>
      <ul class="fields">
        {parameters.map((parameter) => (
          <li key={`${parameter.in} ${parameter.name}`}>
            <code class="field-name">{parameter.name}</code>{' '}
            <span class="type">
              {[parameter.in, ...(parameter.schema ? [typeOf(document, parameter.schema)] : [])].join(' · ')}
              {parameter.schema && limitsOf(document, parameter.schema).map((limit) => ` · ${limit}`)}
            </span>
            {parameter.required && <span class="badge">required</span>}
            {parameter.description && <Prose text={parameter.description} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function AnswerView({
  document,
  status,
  answer,
}: {
  document: OpenApiDocument;
  status: string;
  answer: Answer;
}) {
  const media = firstMedia(answer.content);
  const headers = Object.keys(answer.headers ?? {});
  const title = (
    <>
      <span class={`badge ${status.startsWith('2') ? 'badge-good' : 'badge-bad'}`}>{status}</span>{' '}
      <InlineText text={answer.description ?? ''} />
      {headers.length > 0 && <span class="muted small"> · headers {headers.join(', ')}</span>}
    </>
  );
  if (!media?.media.schema) return <p class="answer">{title}</p>;
  return (
    <details class="answer">
      <summary>{title}</summary>
      <p class="muted small">{Object.keys(answer.content ?? {}).join(', ')}</p>
      <SchemaView document={document} schema={media.media.schema} />
    </details>
  );
}

function AnswerSample({ document, operation }: Props) {
  const good = operation.answers.find(({ status }) => status.startsWith('2'));
  const media = firstMedia(good?.answer.content);
  if (!good || !media?.type.includes('json')) return null;
  const sample = sampleOf(document, media.media);
  if (sample === undefined) return null;
  return <CodeBlock title={`Answer ${good.status}`} text={JSON.stringify(sample, null, 2)} />;
}
