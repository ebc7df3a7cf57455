/** What every page of these tests shows at one step of a walk through a site, whatever it is made with. */
export interface Story {
  /** Where the page writes to and what it says there. */
  link: { href: string; text: string };
  line: { phone: string; step: number };
  rows: { id: number; text: string }[];
  /** A part that comes and goes; null while it is gone. */
  note: string | null;
}

/** The number that the pages have in their own sources. */
export const OWN = '+74950001010';

const FORMS = ['+7 (a) b-c-d', '8 a b-c-d', '+7 a b c d', '8 (a) b c d'];
const ROWS = 6;

/** `number` is what the page says, E.164: its own unless told. */
export function storyAt(step: number, number = OWN): Story {
  // A number that stands still for a step is one that a framework does not write again.
  const phone = spell(number, step >> 1);
  const ids = Array.from({ length: ROWS }, (_, i) => (i * (step % 2 ? 5 : 1) + step) % ROWS);
  return {
    link: { href: `tel:${number}`, text: phone },
    line: { phone, step },
    rows: ids.slice(step % 3).map((id) => ({ id, text: `Branch ${'ABCDEF'[id]}: ${spell(number, id)}` })),
    note: step % 4 < 2 ? `Ask for ${phone}` : null,
  };
}

/** The texts of all elements of class `phone`, in the document's order. */
export function textsAt(step: number, number: string): string[] {
  const { link, line, rows, note } = storyAt(step, number);
  const texts = [link.text, `Call ${line.phone} now, visit ${line.step}`, ...rows.map(({ text }) => text)];
  return note === null ? texts : [...texts, note];
}

function spell(number: string, form: number): string {
  const parts: Record<string, string> = {
    a: number.slice(2, 5),
    b: number.slice(5, 8),
    c: number.slice(8, 10),
    d: number.slice(10),
  };
  return (FORMS[form % FORMS.length] ?? '').replace(/[a-d]/g, (letter) => parts[letter] ?? '');
}
