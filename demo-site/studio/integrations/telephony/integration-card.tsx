import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Integration, IntegrationInput } from '../../../../shared/contract/admin/integration.ts';
import type { Widget } from '../../../../shared/contract/admin/widget.ts';
import type { FieldError } from '../../../../shared/error-codes.ts';
import { deleteEntity, getEntity, patchEntity } from '../../../admin-client.ts';
import { ConfirmDialog } from '../../confirm-dialog.tsx';
import { FieldErrors, FieldScope } from '../../field.tsx';
import { tellFailure } from '../../tell-failure.ts';
import type { KindPageProps } from '../integration-kind.ts';
import { HealthLine } from './health-line.tsx';

export type IntegrationPatch = Partial<Omit<IntegrationInput, 'provider'>>;

interface Props extends KindPageProps {
  integration: Integration;
  /** Those that call by it. */
  widgets: readonly Widget[];
  /** What has been typed and is not saved. */
  patch: IntegrationPatch;
  onSaved(): Promise<void>;
  /** Its addresses. */
  head: ComponentChildren;
  /** Its fields. */
  children: ComponentChildren;
}

/** One integration of a provider: how it fares, its addresses, its settings. */
export function IntegrationCard(props: Props) {
  const { session, onUnauthorized, integration, widgets, patch, onSaved, head, children } = props;
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [problem, setProblem] = useState('');
  const [asksDelete, setAsksDelete] = useState(false);
  const path = `integrations/${integration.id}`;
  const isChanged = Object.keys(patch).length > 0;
  const save = async (event: Event) => {
    event.preventDefault();
    const known = await getEntity<Integration>(session, path);
    const answer =
      known.kind === 'ok'
        ? await patchEntity<Integration>(session, path, { patch, etag: known.value.etag })
        : known;
    if (answer.kind === 'unauthorized') return onUnauthorized();
    setErrors(answer.kind === 'refused' ? answer.errors : []);
    setProblem(answer.kind === 'ok' ? '' : tellFailure(answer));
    if (answer.kind === 'ok') await onSaved();
  };
  const remove = async () => {
    const answer = await deleteEntity(session, path);
    if (answer.kind === 'unauthorized') return onUnauthorized();
    if (answer.kind === 'ok') return onSaved();
    setProblem(tellFailure(answer));
  };
  return (
    <li class="card section">
      <h2 dir="auto">{integration.name}</h2>
      <HealthLine session={session} integration={integration} widgets={widgets} />
      {head}
      <FieldScope.Provider value={`${integration.id}.`}>
        <FieldErrors.Provider value={errors}>
          <form class="section" onSubmit={save}>
            <div class="integration-fields">{children}</div>
            {problem && (
              <p class="notice notice-bad" role="alert">
                {problem}
              </p>
            )}
            <div class="row">
              <button class="button button-accent" type="submit" disabled={!isChanged}>
                Save
              </button>
              <button
                class="button"
                type="button"
                aria-label={`Delete ${integration.name}`}
                onClick={() => setAsksDelete(true)}
              >
                Delete
              </button>
            </div>
          </form>
        </FieldErrors.Provider>
      </FieldScope.Provider>
      {asksDelete && (
        <ConfirmDialog
          title={`Delete “${integration.name}”?`}
          confirm="Delete"
          onConfirm={() => void remove()}
          onClose={() => setAsksDelete(false)}
        >
          Messages to its addresses are refused from then on. One by which a widget calls cannot be deleted.
        </ConfirmDialog>
      )}
    </li>
  );
}
