import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { OPENAPI_PATH } from '../../shared/paths.ts';
import { TopBar } from '../top-bar.tsx';
import type { OpenApiDocument } from './openapi.ts';
import { Reference } from './reference.tsx';

function DocsPage() {
  const { document, problem, retry } = useDocument();
  return (
    <>
      <TopBar current="API reference">
        <a class="small" href={OPENAPI_PATH}>
          openapi.json
        </a>
      </TopBar>
      {document ? (
        <Reference document={document} />
      ) : (
        <main id="main" class="page" tabIndex={-1}>
          <h1>API reference</h1>
          {problem ? (
            <p class="notice notice-bad" role="alert">
              {problem}
              <button class="button button-small" type="button" onClick={retry}>
                Try again
              </button>
            </p>
          ) : (
            <p class="muted">Loading…</p>
          )}
        </main>
      )}
    </>
  );
}

function useDocument() {
  const [document, setDocument] = useState<OpenApiDocument | null>(null);
  const [problem, setProblem] = useState('');
  const load = () => {
    setProblem('');
    fetch(OPENAPI_PATH, { credentials: 'omit' })
      .then((response) => {
        if (!response.ok) throw new Error(`the server answered ${response.status}`);
        return response.json() as Promise<OpenApiDocument>;
      })
      .then(setDocument)
      .catch((error: Error) => setProblem(`${OPENAPI_PATH} cannot be read: ${error.message}.`));
  };
  useEffect(load, []);
  return { document, problem, retry: load };
}

const root = document.getElementById('app');
if (root) render(<DocsPage />, root);
