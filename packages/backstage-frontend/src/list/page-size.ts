export const PAGE_SIZES = [20, 50, 100, 200] as const;
export const USUAL_PAGE_SIZE = 50;

/** How many rows a page has, of the URL; what is not offered is as usual. */
export function parsePageSize(text: string | null): number {
  return PAGE_SIZES.find(size => String(size) === text) ?? USUAL_PAGE_SIZE;
}
