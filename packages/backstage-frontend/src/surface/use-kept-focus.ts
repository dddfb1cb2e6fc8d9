import { useEffect, type RefObject } from 'react';

/**
 * Keeps the focus with whoever has it in here: where what has it goes, or is disabled, it moves to
 * what is nearest and can have it. On the page's body no key is heard, and a screen reader begins
 * at the top. What takes the focus itself, such as by `autoFocus`, comes before this.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const inHere = root.current;
    if (inHere === null) return undefined;
    let last: Focused | undefined;
    const take = (target: EventTarget | null) => {
      if (target instanceof HTMLElement && inHere.contains(target)) last = focusedAt(target);
    };
    const enter = ({ target }: FocusEvent) => take(target);
    // Whoever leaves it for nothing wants nothing back; going to another window is no leaving.
    const leave = () =>
      queueMicrotask(() => {
        if (last && !isLost(last) && document.activeElement !== last.element) last = undefined;
      });
    const keep = () => {
      if (last === undefined || !isLost(last)) return;
      const lost = last;
      last = undefined;
      const { activeElement } = document;
      const isElsewhere = activeElement !== null && activeElement !== document.body;
      if (isElsewhere && activeElement !== lost.element) return;
      successor(lost)?.focus({ preventScroll: true });
    };
    take(document.activeElement);
    inHere.addEventListener('focusin', enter);
    inHere.addEventListener('focusout', leave);
    const observer = new MutationObserver(keep);
    observer.observe(inHere, { ...{ childList: true, subtree: true }, ...DISABLED });
    return () => {
      inHere.removeEventListener('focusin', enter);
      inHere.removeEventListener('focusout', leave);
      observer.disconnect();
    };
  }, [root]);
}

const DISABLED = { attributes: true, attributeFilter: ['disabled'] };

interface Focused {
  readonly element: HTMLElement;
  /** From the inside out; noted while it is there, since what is gone has none. */
  readonly around: readonly HTMLElement[];
}

function focusedAt(element: HTMLElement): Focused {
  const around: HTMLElement[] = [];
  for (let one = element.parentElement; one !== null; one = one.parentElement) around.push(one);
  return { element, around };
}

function isLost({ element, around }: Focused): boolean {
  return (
    !element.isConnected || element.matches(':disabled') || [element, ...around].some(isHidden)
  );
}

/** So React does with a page for as long as the code of the next one is loading. */
function isHidden({ style }: HTMLElement): boolean {
  return style.display === 'none';
}

function successor({ element, around }: Focused): HTMLElement | undefined {
  const shown = around.slice(around.findLastIndex(isHidden) + 1);
  return otherButton(element) ?? shown.find(one => one.isConnected && one.hasAttribute('tabindex'));
}

/** Of two that stand together, such as the ways to the next page and back, one may be at its end. */
function otherButton(element: HTMLElement): HTMLElement | undefined {
  if (!element.isConnected || !element.matches(':disabled')) return undefined;
  return element.parentElement?.querySelector<HTMLElement>(':scope > button:enabled') ?? undefined;
}
