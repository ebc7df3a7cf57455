import { useState } from 'preact/hooks';
import { TextField } from './field.tsx';

interface Props {
  label: string;
  path: string;
  values: readonly string[];
  hint?: string;
  placeholder?: string;
  /** How one entry is written in the list; entries that become empty are left out. */
  normalise?(text: string): string;
  onChange(values: string[]): void;
}

/** Several short values in one field, separated by commas or line breaks. */
export function ListField({
  label,
  path,
  values,
  hint,
  placeholder,
  normalise = (text) => text,
  onChange,
}: Props) {
  const [typed, setTyped] = useState(values.join(', '));
  const read = (text: string) => {
    const entries = text.split(/[,;\n]/).map((entry) => normalise(entry.trim()));
    return [...new Set(entries.filter((entry) => entry !== ''))];
  };
  // What was typed stands as it was typed, unless the values have changed from elsewhere.
  const text = read(typed).join() === values.join() ? typed : values.join(', ');
  return (
    <TextField
      label={label}
      path={path}
      value={text}
      hint={hint}
      {...(placeholder !== undefined && { placeholder })}
      onChange={(next) => {
        setTyped(next);
        onChange(read(next));
      }}
    />
  );
}
