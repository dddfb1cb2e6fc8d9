import { onTestFinished, vi } from 'vitest';

/** As in a browser that got the portal by plain HTTP. Call it after `userEvent.setup()`. */
export function withoutClipboard(): void {
  const clipboard = vi.spyOn(navigator, 'clipboard', 'get');
  // The types say that it is always there.
  clipboard.mockReturnValue(undefined as unknown as Clipboard);
  onTestFinished(() => clipboard.mockRestore());
}
