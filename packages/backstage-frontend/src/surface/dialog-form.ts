/** How a form fills a dialog: it lets the body of the dialog scroll, and its foot stay. */
export const FORM = {
  ...({ display: 'flex', flexDirection: 'column' } as const),
  ...{ flex: 1, minHeight: 0 },
};
