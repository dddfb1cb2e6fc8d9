import { isBlotted, type Part } from './image-reference-parts.ts';
import { problemIn, type ImageReferenceProblem } from './image-reference-problem.ts';
import { quoted } from '../quoted.ts';

const MAX_PORT = 65535;

/** What is wrong with the port of the registry. */
export function* portProblems(port: Part): Generator<ImageReferenceProblem> {
  if (port.text === '') {
    const message = '"" is not a port. Use digits, or leave the ":" out.';
    yield problemIn(port, { code: 'PORT_INVALID', from: -1, message, replacement: '' });
    return;
  }
  if (/[^0-9]/.test(port.text)) {
    const message = `${quoted(port.raw)} is not a port. Use digits.`;
    yield problemIn(port, { code: 'PORT_INVALID', message });
    return;
  }
  const value = Number(port.text);
  if (!isBlotted(port) && (value === 0 || value > MAX_PORT)) {
    const message = `${quoted(port.raw)} is out of range: docker reads it and cannot connect. Use 1 to ${MAX_PORT}.`;
    yield problemIn(port, { code: 'PORT_RANGE', severity: 'warning', message });
  }
}
