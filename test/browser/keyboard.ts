import type { Locator, Page } from 'playwright-core';

const MOST_STEPS = 80;

/** Goes on with the Tab key until an element has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await pressUntil(page, 'Tab', { target, isThere: element => element === document.activeElement });
}

/** To something in a table: the Tab key goes into it, and the arrows go on in there. */
export async function goInTableTo(page: Page, target: Locator): Promise<void> {
  await pressUntil(page, 'Tab', {
    target: page.getByRole('grid'),
    isThere: grid => grid.contains(document.activeElement),
  });
  await pressUntil(page, 'ArrowDown', {
    target: page.getByRole('row').filter({ has: target }),
    isThere: row => row.contains(document.activeElement),
  });
  await pressUntil(page, 'ArrowRight', {
    target,
    isThere: element => element === document.activeElement,
  });
}

/** @param isThere runs in the page. */
async function pressUntil(
  page: Page,
  key: string,
  goal: { readonly target: Locator; readonly isThere: (element: Element) => boolean },
): Promise<void> {
  const { target, isThere } = goal;
  await target.waitFor();
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    if (await target.evaluate(isThere)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not get to ${String(target)} in ${MOST_STEPS} steps.`);
}
