import type { Registry } from '@berth/backstage-plugin-berth-common';

/** How many choose a registry, and by which way they do. */
export function usage(usedBy: Registry['usedBy']): {
  readonly count: string;
  readonly title: string;
} {
  const { selections, annotations } = usedBy;
  const chosen = counted(selections, 'selection');
  if (annotations === undefined) {
    const count = selections === 0 ? '–' : `${selections}+`;
    return { count, title: `${chosen}; the catalog could not be asked for annotations` };
  }
  return {
    count: String(selections + annotations),
    title: `${chosen} and ${counted(annotations, 'annotation')}`,
  };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
