import { useRef, type CSSProperties, type ReactNode } from 'react';
import { useKeptFocus } from './use-kept-focus.ts';

/**
 * Everything of Berth's stands in one, and so does what a dialog holds: what the kit leaves undone
 * for those who need it.
 */
export function Legible({ children }: { readonly children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null);
  useKeptFocus(root);
  return (
    <>
      <style>{REDUCED_MOTION}</style>
      <style>{FOCUSED_COMBOBOX}</style>
      <div ref={root} style={MIXED}>
        <div className="berth" style={USED}>
          {children}
        </div>
      </div>
    </>
  );
}

/** The kit's skeletons pulse for everybody. */
const REDUCED_MOTION =
  '@media (prefers-reduced-motion: reduce) { .bui-Skeleton { animation: none } }';

/** The kit looks for an attribute that its combobox does not have, and draws no ring. */
const FOCUSED_COMBOBOX =
  '.bui-Combobox[data-focused]:not([data-invalid]) .bui-ComboboxInput { box-shadow: inset 0 0 0 1px var(--bui-ring) }';

// Of the kit's own colours of text, these have a contrast of less than the 4.5 of WCAG: secondary
// text on a card in the dark 4.03, errors 3.7 in the light and, on a card in the dark, 3.5.
const FAINT = { secondary: '25%', danger: '35%' } as const;

const MIXED = variables(name => [
  `--berth-fg-${name}`,
  `color-mix(in srgb, var(--bui-fg-${name}), var(--bui-fg-primary) ${FAINT[name]})`,
]);

// A level below, since a variable cannot be made of itself.
const USED = variables(name => [`--bui-fg-${name}`, `var(--berth-fg-${name})`]);

function variables(
  variable: (name: keyof typeof FAINT) => readonly [name: string, value: string],
): CSSProperties {
  const names = ['secondary', 'danger'] as const;
  return { display: 'contents', ...Object.fromEntries(names.map(variable)) };
}
