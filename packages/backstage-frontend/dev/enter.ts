import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

/** Enters a text at once: each key press draws the whole form anew, and few tests are about that. */
export async function enter(label: string, text: string): Promise<void> {
  await userEvent.click(await screen.findByLabelText(label));
  await userEvent.paste(text);
}
