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
  const [text, setText] = useState(values.join(', '));
  const read = (typed: string) => {
    setText(typed);
    const entries = typed.split(/[,;\n]/).map((entry) => normalise(entry.trim()));
    onChange([...new Set(entries.filter((entry) => entry !== ''))]);
  };
  return (
    <TextField
      label={label}
      path={path}
      value={text}
      hint={hint}
      {...(placeholder !== undefined && { placeholder })}
      onChange={read}
    />
  );
}
