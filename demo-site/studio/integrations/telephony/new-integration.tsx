import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Integration, IntegrationInput } from '../../../../shared/contract/admin/integration.ts';
import type { FieldError } from '../../../../shared/error-codes.ts';
import { createEntity } from '../../../admin-client.ts';
import { FieldErrors, FieldScope } from '../../field.tsx';
import { tellFailure } from '../../tell-failure.ts';
import type { KindPageProps } from '../integration-kind.ts';

interface Props extends KindPageProps {
  title: string;
  /** What is not entered is left out. */
  input: Partial<IntegrationInput>;
  onMade(made: Integration): void;
  /** Its fields. */
  children: ComponentChildren;
}

/** The form for one more integration of a provider. */
export function NewIntegration({ session, onUnauthorized, title, input, onMade, children }: Props) {
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [problem, setProblem] = useState('');
  const save = async (event: Event) => {
    event.preventDefault();
    const answer = await createEntity<Integration>(session, 'integrations', input);
    if (answer.kind === 'unauthorized') return onUnauthorized();
    setErrors(answer.kind === 'refused' ? answer.errors : []);
    setProblem(answer.kind === 'ok' ? '' : tellFailure(answer));
    if (answer.kind === 'ok') onMade(answer.value.entity);
  };
  return (
    <FieldScope.Provider value="new-integration.">
      <FieldErrors.Provider value={errors}>
        <form class="card section" onSubmit={save}>
          <h2>{title}</h2>
          <div class="integration-fields">{children}</div>
          {problem && (
            <p class="notice notice-bad" role="alert">
              {problem}
            </p>
          )}
          <div class="row">
            <button class="button button-accent" type="submit">
              Add
            </button>
          </div>
        </form>
      </FieldErrors.Provider>
    </FieldScope.Provider>
  );
}
