import type { Registry } from '@berth/backstage-plugin-berth-common';

/** More selections are not counted. */
const MOST_SELECTIONS = 1000;

/** How many choose a registry, and by which way they do. */
export function usage(usedBy: Registry['usedBy']): {
  readonly count: string;
  readonly title: string;
} {
  const { selections, annotations } = usedBy;
  const isMore = selections === MOST_SELECTIONS;
  const chosen = isMore ? `${selections} selections or more` : counted(selections, 'selection');
  if (annotations === undefined) {
    const count = selections === 0 ? '–' : `${selections}+`;
    return { count, title: `${chosen}; the catalog could not be asked for annotations` };
  }
  return {
    count: `${selections + annotations}${isMore ? '+' : ''}`,
    title: `${chosen} and ${counted(annotations, 'annotation')}`,
  };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
