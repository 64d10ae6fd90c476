import { memberOf, textOf } from '../../model/record.ts';
import type { HeldText } from '../reader.ts';
import { type HeldPlace, heldPlaces } from './places.ts';
import type { Resource } from './resource.ts';

/** The texts in a resource that are documents of their own: templates, manifests, values. */
export function findHeldTexts({ type, address, values, valuesPath }: Resource): HeldText[] {
  return (heldPlaces.get(type) ?? []).flatMap((place) => {
    const held = memberOf(values, place.attribute);
    const texts = Array.isArray(held)
      ? held.map((text, i) => ({ text, path: [...valuesPath, place.attribute, i] }))
      : [{ text: held, path: [...valuesPath, place.attribute] }];
    return texts.flatMap(({ text, path }) =>
      typeof text === 'string' && text.trim() !== '' ? [{ path, text, address, ...otherwiseOf(place, text), ...parametersOf(place, values) }] : [],
    );
  });
}

/** Values are read whatever they look like; a template that is none may name types all the same. */
function otherwiseOf({ attribute, isValues }: HeldPlace, text: string): Pick<HeldText, 'otherwise'> {
  const isTelling = /instance[-_]?(type|family)/i.test(text);
  return isValues || !isTelling ? {} : { otherwise: `The ${attribute} is of no form that is read.` };
}

function parametersOf({ parameters }: HeldPlace, values: unknown): Pick<HeldText, 'parameters'> {
  const list = parameters === undefined ? undefined : memberOf(values, parameters);
  if (!Array.isArray(list)) return {};
  return { parameters: new Map(list.map((one) => [textOf(memberOf(one, 'parameter_key')), memberOf(one, 'parameter_value')] as const)) };
}
