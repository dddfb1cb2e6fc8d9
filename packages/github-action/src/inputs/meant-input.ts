import { closestWord } from '@berth/core';
import { INPUT_NAMES, type InputName } from './input-names.ts';

/** The input that was probably meant by this name. */
export function meantInput(name: string): InputName | undefined {
  const word = closestWord(name, INPUT_NAMES);
  return INPUT_NAMES.find(known => known === word);
}
