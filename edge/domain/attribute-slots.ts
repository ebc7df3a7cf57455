import { type Attribute, type ReadClock, readAttribute, type Visit } from './visit-attributes.ts';

/** The attributes of one visit, each read at its first use and then kept. */
export interface Reading {
  exact(slot: number): readonly string[];
  /** In lower case. */
  folded(slot: number): readonly string[];
}

/** Numbers the attributes that a set of rules asks for, so that reading one is a step into an array. */
export interface AttributeSlots {
  slotOf(attribute: Attribute): number;
  read(visit: Visit): Reading;
}

export function numberAttributes(clock: ReadClock): AttributeSlots {
  const slots = new Map<string, number>();
  const attributes: Attribute[] = [];
  return {
    slotOf: ({ type, param }) => {
      const key = `${type} ${param?.toLowerCase() ?? ''}`;
      const known = slots.get(key);
      if (known !== undefined) return known;
      slots.set(key, attributes.length);
      return attributes.push(param === undefined ? { type } : { type, param }) - 1;
    },
    read: (visit) => readLazily(attributes, visit, clock),
  };
}

function readLazily(attributes: readonly Attribute[], visit: Visit, clock: ReadClock): Reading {
  const exactValues: (readonly string[] | undefined)[] = [];
  const foldedValues: (readonly string[] | undefined)[] = [];
  const exact = (slot: number): readonly string[] => {
    const known = exactValues[slot];
    if (known) return known;
    const attribute = attributes[slot];
    const values = attribute ? readAttribute(attribute, visit, clock) : [];
    exactValues[slot] = values;
    return values;
  };
  return {
    exact,
    folded: (slot) => {
      const known = foldedValues[slot];
      if (known) return known;
      const values = exact(slot);
      const folded = values.length === 0 ? values : values.map((value) => value.toLowerCase());
      foldedValues[slot] = folded;
      return folded;
    },
  };
}
