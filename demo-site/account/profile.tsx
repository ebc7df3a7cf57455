import { useState } from 'preact/hooks';
import type { Person, SignedIn } from '../../shared/contract/admin/person.ts';
import { PersonForm } from './person-form.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';

/** Who one is, whom else to tell, the password, and the browsers that are signed in (S2-69 to S2-72). */
export function Profile({ who, onSignedOut }: { who: SignedIn; onSignedOut(): void }) {
  const [person, setPerson] = useState(who.user);
  const [saved, setSaved] = useState('');
  const { name, phone, email, contacts } = person;
  return (
    <>
      {saved && (
        <p class="notice" role="status">
          {saved}
        </p>
      )}
      <PersonForm
        key={`${name} ${phone} ${contacts.join()}`}
        title="Profile"
        lead={email}
        fields={[
          { name: 'name', label: 'Name', autocomplete: 'name', value: name },
          { name: 'phone', label: 'Phone', type: 'tel', autocomplete: 'tel', value: phone },
          {
            name: 'contacts',
            label: 'Further addresses to tell',
            autocomplete: 'off',
            value: contacts.join(', '),
            hint: 'Separated by commas.',
          },
        ]}
        button="Save"
        method="PATCH"
        path="/profile"
        send={(values) => ({ ...values, contacts: splitList(values.contacts ?? '') })}
        onDone={(value) => {
          setPerson(value as Person);
          setSaved('Saved.');
        }}
      />
      <PersonForm
        key={`password ${saved}`}
        title="Password"
        fields={[
          { name: 'current', label: 'Present password', type: 'password', autocomplete: 'current-password' },
          {
            name: 'next',
            label: 'New password',
            type: 'password',
            autocomplete: 'new-password',
            hint: '10 characters or more. Other browsers are signed out.',
          },
        ]}
        button="Change"
        method="POST"
        path="/profile/password"
        onDone={() => setSaved('Your password is changed.')}
      />
      <SecondFactor
        isOn={person.hasSecondFactor}
        onChange={(hasSecondFactor) => {
          setPerson({ ...person, hasSecondFactor });
          setSaved(hasSecondFactor ? 'The second factor is on.' : 'The second factor is off.');
        }}
      />
      <Sessions key={`sessions ${saved}`} onSignedOut={onSignedOut} />
    </>
  );
}

function splitList(text: string): string[] {
  return text
    .split(/[,;\s]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
