import type { JSX } from 'preact';
import css from './extra-fields.css?inline';
import type { ViewModel } from './view-model.ts';

/** The sheet of what is drawn here, and of Active+. */
export { css };

/** What only some widgets ask for. */
export function ExtraFields(model: ViewModel): JSX.Element {
  const { asksName, asksComment } = model.widget.behaviour;
  return (
    <>
      <OfficeField {...model} />
      {asksName && <TextField {...model} field="name" maxLength={100} />}
      {asksComment && <TextField {...model} field="comment" maxLength={512} />}
    </>
  );
}

/** Which office is to call, where there are several and the owner lets visitors choose (S1-65). */
function OfficeField({ widget, words, state, edit }: ViewModel): JSX.Element | null {
  const { behaviour, offices } = widget;
  const { stage, draft } = state;
  if (behaviour.officeChoice === 'hidden' || offices.length < 2) return null;
  const isForced = behaviour.officeChoice === 'forced';
  const isFaulty = stage.kind === 'form' && stage.faults.office === true;
  return (
    <div class="field">
      <label for="rl-office">{words.office}</label>
      <span class="select">
        <select
          id="rl-office"
          class="input"
          value={draft.office ?? ''}
          required={isForced}
          aria-invalid={isFaulty}
          aria-describedby={isFaulty ? 'rl-office-note' : undefined}
          onChange={(event) => edit({ office: event.currentTarget.value || null })}
        >
          <option value="" disabled={isForced}>
            {isForced ? words.chooseOffice : words.anyOffice}
          </option>
          {offices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </span>
      {isFaulty && (
        <p class="note fault" id="rl-office-note">
          {words.chooseOffice}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends ViewModel {
  field: 'name' | 'comment';
  maxLength: number;
}

/** What the owner also asks for; nobody has to answer. */
function TextField({ field, maxLength, words, state, edit }: TextFieldProps): JSX.Element {
  const input = {
    id: `rl-${field}`,
    class: 'input',
    maxLength,
    value: state.draft[field],
    dir: 'auto',
    onInput: (event: { currentTarget: { value: string } }) => edit({ [field]: event.currentTarget.value }),
  } as const;
  return (
    <div class="field">
      <label for={input.id}>{words[field]}</label>
      {field === 'comment' ? (
        <textarea {...input} autocomplete="off" rows={2} />
      ) : (
        <input {...input} autocomplete="name" />
      )}
    </div>
  );
}

/** The platform's own list, with the code of what is chosen laid over it. */
export function CountryChoice({ widget, words, lang, state, edit }: ViewModel): JSX.Element {
  const { phone, country: chosen } = state.draft;
  const { phones = [] } = widget;
  const names = new Intl.DisplayNames(lang, { type: 'region' });
  return (
    <span class="country">
      <select
        aria-label={words.country}
        value={chosen}
        onChange={(event) => edit({ phone, country: event.currentTarget.value })}
      >
        {phones.map(({ country, code }) => (
          <option key={country} value={country}>
            {`${names.of(country)} +${code}`}
          </option>
        ))}
      </select>
      <bdi dir="ltr" aria-hidden="true">
        {chosen} +{phones.find(({ country }) => country === chosen)?.code}
      </bdi>
    </span>
  );
}
