import { useState } from 'preact/hooks';
import { PersonForm } from './person-form.tsx';

/** Name, e-mail, phone and password; the rest is guessed from the browser (S2-1). */
export function Register() {
  const [sentTo, setSentTo] = useState('');
  if (sentTo) {
    return (
      <section class="card">
        <h1>Look into your mailbox</h1>
        <p>
          A letter is on its way to <strong>{sentTo}</strong>. Its button confirms the address and takes you
          inside.
        </p>
        <p class="muted small">Nothing came? Look among the junk, or sign in: that sends another one.</p>
      </section>
    );
  }
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  const country = new Intl.Locale(navigator.language).maximize().region ?? 'RU';
  return (
    <PersonForm
      title="Register"
      fields={[
        { name: 'name', label: 'Name', autocomplete: 'name' },
        { name: 'email', label: 'E-mail', type: 'email', autocomplete: 'email' },
        {
          name: 'phone',
          label: 'Phone',
          type: 'tel',
          autocomplete: 'tel',
          hint: 'With the country code: +7…',
        },
        {
          name: 'password',
          label: 'Password',
          type: 'password',
          autocomplete: 'new-password',
          hint: '10 characters or more.',
        },
      ]}
      button="Register"
      method="POST"
      path="/registrations"
      extra={{ country, timeZone, language: locale.startsWith('ru') ? 'ru' : 'en' }}
      send={(values) => ({ ...values, phone: (values.phone ?? '').replace(/[^\d+]/g, '') })}
      onDone={(_, values) => setSentTo(values.email ?? '')}
    >
      <a href="#/sign-in">I am registered already</a>
    </PersonForm>
  );
}
