import { useState } from 'preact/hooks';
import type { NewSecondFactor } from '../../shared/contract/admin/person.ts';
import { CopyButton } from '../copy-button.tsx';
import { PersonForm } from './person-form.tsx';

type Step =
  | { kind: 'off' }
  | { kind: 'begun'; factor: NewSecondFactor }
  | { kind: 'on' }
  | { kind: 'codes'; codes: readonly string[] };

const PASSWORD = {
  name: 'password',
  label: 'Your password',
  type: 'password',
  autocomplete: 'current-password',
} as const;

/** A code of an app on the telephone beside the password: set up, with codes for the day when it is gone, and off again. */
export function SecondFactor({ isOn, onChange }: { isOn: boolean; onChange(isOn: boolean): void }) {
  const [step, setStep] = useState<Step>({ kind: isOn ? 'on' : 'off' });
  const [wanted, setWanted] = useState<'none' | 'off' | 'codes'>('none');
  const go = (next: Step) => {
    setWanted('none');
    setStep(next);
  };
  if (step.kind === 'off') {
    return (
      <PersonForm
        key="begin"
        title="Second factor"
        lead="Signing in then needs a code of an app on your telephone as well. Any app for one-time passwords will do."
        fields={[PASSWORD]}
        button="Set up"
        method="POST"
        path="/profile/second-factor"
        onDone={(value) => go({ kind: 'begun', factor: value as NewSecondFactor })}
      />
    );
  }
  if (step.kind === 'begun') {
    const { factor } = step;
    return (
      <PersonForm
        key="confirm"
        title="Second factor"
        lead="Open the link on your telephone, or type the key into the app. Keep the backup codes where you find them without your telephone: they are not shown again."
        above={<NewFactor factor={factor} />}
        fields={[
          { name: 'code', label: 'Code of the app', autocomplete: 'one-time-code', hint: 'Six digits.' },
        ]}
        button="Switch on"
        method="POST"
        path="/profile/second-factor/confirm"
        send={({ code = '' }) => ({ code: code.replace(/\s/g, '') })}
        onDone={() => {
          onChange(true);
          go({ kind: 'on' });
        }}
      >
        <button class="button" type="button" onClick={() => go({ kind: 'off' })}>
          Cancel
        </button>
      </PersonForm>
    );
  }
  if (wanted !== 'none') {
    const isOff = wanted === 'off';
    return (
      <PersonForm
        key={wanted}
        title="Second factor"
        lead={isOff ? 'The password alone will be enough again.' : 'The old backup codes end.'}
        fields={[PASSWORD]}
        button={isOff ? 'Switch off' : 'Make new codes'}
        method="POST"
        path={isOff ? '/profile/second-factor/disable' : '/profile/second-factor/backup-codes'}
        onDone={(value) => {
          if (isOff) onChange(false);
          go(isOff ? { kind: 'off' } : { kind: 'codes', codes: (value as NewSecondFactor).backupCodes });
        }}
      >
        <button class="button" type="button" onClick={() => setWanted('none')}>
          Cancel
        </button>
      </PersonForm>
    );
  }
  return (
    <section class="card">
      <h1>Second factor</h1>
      <p>It is on: signing in needs a code of your app, or one of the backup codes.</p>
      {step.kind === 'codes' && <BackupCodes codes={step.codes} />}
      <div class="row">
        <button class="button" type="button" onClick={() => setWanted('codes')}>
          New backup codes
        </button>
        <button class="button" type="button" onClick={() => setWanted('off')}>
          Switch off
        </button>
      </div>
    </section>
  );
}

function NewFactor({ factor: { uri, secret, backupCodes } }: { factor: NewSecondFactor }) {
  const spaced = secret.replace(/(.{4})(?=.)/g, '$1 ');
  return (
    <>
      <p>
        <a href={uri}>Open in the app on this telephone</a>
      </p>
      <div class="field">
        <span>Key</span>
        <div class="row">
          <code class="secret">{spaced}</code>
          <CopyButton text={secret} what="the key" />
        </div>
      </div>
      <BackupCodes codes={backupCodes} />
    </>
  );
}

function BackupCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div class="field">
      <span id="backup-codes">Backup codes, each good once</span>
      <ul class="backup-codes" aria-labelledby="backup-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')} what="the backup codes" />
    </div>
  );
}
