import { onTestFinished } from 'vitest';

/** As in a browser that got the portal by plain HTTP. Call it after `userEvent.setup()`. */
export function withoutClipboard(): void {
  const given = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
  if (!given) throw new Error('There is no clipboard yet. Call userEvent.setup() before.');
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
  onTestFinished(() => void Object.defineProperty(navigator, 'clipboard', given));
}
