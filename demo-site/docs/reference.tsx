import { useEffect, useMemo, useState } from 'preact/hooks';
import { findOperations, type OperationGroup } from './find-operations.ts';
import { listOperations, type OpenApiDocument, type Operation } from './openapi.ts';
import { OperationView } from './operation-view.tsx';
import { Prose } from './prose.tsx';
import { SearchField } from './search-field.tsx';

/** The whole reference: contents and search beside the operations. `#operationId` opens one and goes to it. */
export function Reference({ document }: { document: OpenApiDocument }) {
  const operations = useMemo(() => listOperations(document), [document]);
  const [query, setQuery] = useState('');
  const groups = useMemo(() => findOperations(operations, query), [operations, query]);
  const opened = useOpenedOperations(operations);
  return (
    <div class="reference">
      <aside class="contents">
        <SearchField query={query} onChange={setQuery} />
        <Contents groups={groups} current={opened.current} onShow={opened.show} />
      </aside>
      <main id="main" tabIndex={-1}>
        <header class="intro">
          <h1>{document.info.title}</h1>
          <p class="muted small">
            Version {document.info.version} · OpenAPI {document.openapi}
          </p>
          {document.info.description && <Prose text={document.info.description} />}
        </header>
        {groups.map((group) => (
          <section key={group.tag} class="group" aria-labelledby={`tag-${group.tag}`}>
            <h2 id={`tag-${group.tag}`}>{group.tag}</h2>
            <TagText document={document} tag={group.tag} />
            {group.operations.map((operation) => (
              <OperationCard
                key={operation.id}
                document={document}
                operation={operation}
                isOpen={opened.has(operation.id)}
                onToggle={(isOpen) => opened.toggle(operation.id, isOpen)}
              />
            ))}
          </section>
        ))}
        {groups.length === 0 && <p class="card muted">No operation matches “{query}”.</p>}
      </main>
    </div>
  );
}

function OperationCard(props: {
  document: OpenApiDocument;
  operation: Operation;
  isOpen: boolean;
  onToggle(isOpen: boolean): void;
}) {
  const { operation, isOpen } = props;
  return (
    <details
      id={operation.id}
      class="card operation"
      open={isOpen}
      onToggle={(event) => props.onToggle(event.currentTarget.open)}
    >
      <summary>
        <span class={`method method-${operation.method}`}>{operation.method}</span>
        <code class="path" dir="ltr">
          {operation.path}
        </code>
        <h3>{operation.summary || operation.id}</h3>
      </summary>
      {isOpen && <OperationView document={props.document} operation={operation} />}
    </details>
  );
}

function TagText({ document, tag }: { document: OpenApiDocument; tag: string }) {
  const text = document.tags?.find((entry) => entry.name === tag)?.description;
  return text ? <Prose text={text} /> : null;
}

interface ContentsProps {
  groups: OperationGroup[];
  current: string;
  onShow(id: string): void;
}

function Contents({ groups, current, onShow }: ContentsProps) {
  return (
    <nav aria-label="Operations">
      {groups.map((group) => (
        <section key={group.tag}>
          <h2>{group.tag}</h2>
          <ul class="links">
            {group.operations.map((operation) => (
              <li key={operation.id}>
                <a
                  href={`#${operation.id}`}
                  aria-current={operation.id === current ? 'location' : undefined}
                  onClick={() => onShow(operation.id)}
                >
                  <span class={`method method-${operation.method}`}>{operation.method}</span>
                  <span>{operation.summary || operation.path}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** Which operations are unfolded; the one in the address is unfolded and brought into view. */
function useOpenedOperations(operations: readonly Operation[]) {
  const [current, setCurrent] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set<string>());
  const toggle = (id: string, isOpen: boolean) =>
    setOpen((before) => {
      const after = new Set(before);
      if (isOpen) after.add(id);
      else after.delete(id);
      return after;
    });
  const show = (id: string) => {
    setCurrent(id);
    toggle(id, true);
    requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView());
  };
  useEffect(() => {
    const follow = () => {
      const id = location.hash.slice(1);
      if (operations.some((operation) => operation.id === id)) show(id);
    };
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [operations]);
  return { current, toggle, show, has: (id: string) => open.has(id) };
}
